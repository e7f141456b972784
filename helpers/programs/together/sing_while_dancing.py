# Two processes: one sings while the other dances.
from multiprocessing import Process
from time import sleep


def sing():
    for verse in [1, 2, 3]:
        print("singing verse", verse, flush=True)
        sleep(0.15)


def dance():
    for step in [1, 2, 3]:
        print("dancing step", step, flush=True)
        sleep(0.15)


if __name__ == "__main__":
    singer = Process(target=sing)
    singer.start()
    dance()
    singer.join()
    print("the show is over")
