from multiprocessing import Process
from time import sleep


def sing():
    for verse in [1, 2, 3]:
        print("singing verse", verse)
        sleep(0.3)


def dance():
    for step in [1, 2, 3]:
        print("dancing step", step)
        sleep(0.3)


def juggle():
    for ball in [1, 2, 3]:
        print("juggling ball", ball)
        sleep(0.3)


if __name__ == "__main__":
    singer = Process(target=sing)
    juggler = Process(target=juggle)
    singer.start()
    juggler.start()
    dance()
    singer.join()
    juggler.join()
