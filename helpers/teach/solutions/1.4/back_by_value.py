from multiprocessing import Process, Value
from random import randrange

def door(guests):
    number = randrange(5_000, 10_000)
    for guest in range(number):
        with guests.get_lock():
            guests.value += 1
    print("I let in", number)

if __name__ == "__main__":
    guests = Value("i", 0)
    doors = [Process(target=door, args=(guests,)) for number in range(3)]
    for process in doors:
        process.start()
    for process in doors:
        process.join()
    print("in all", guests.value)
