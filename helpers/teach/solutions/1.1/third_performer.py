from multiprocessing import Process
from time import sleep

def sing():
    print("singing")
    sleep(0.4)

def dance():
    print("dancing")
    sleep(0.4)

def juggle():
    print("juggling")
    sleep(0.4)

if __name__ == "__main__":
    singer = Process(target=sing)
    juggler = Process(target=juggle)
    singer.start()
    juggler.start()
    dance()
    singer.join()
    juggler.join()
