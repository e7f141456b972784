# A mistake: no join, so the parent uses the result before it is there.
from multiprocessing import Process, Value
from time import sleep


def count_guests(guests):
    sleep(0.5)
    guests.value = 8


if __name__ == "__main__":
    guests = Value("i", 0, lock=False)      # only the child writes, so no lock is needed
    process = Process(target=count_guests, args=(guests,))
    process.start()
    # process.join() is missing here
    print("each guest gets", 24 / guests.value, "cookies")
