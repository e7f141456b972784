from multiprocessing import Process, Value
from time import sleep


def count_guests(guests):
    sleep(0.5)
    guests.value = 8


if __name__ == "__main__":
    guests = Value("i", 0, lock=False)
    process = Process(target=count_guests, args=(guests,))
    process.start()
    print("each guest gets", 24 / guests.value, "cookies")
