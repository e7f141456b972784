from multiprocessing import Process
from multiprocessing.connection import wait
from time import sleep


def work(seconds):
    sleep(seconds)


if __name__ == "__main__":
    slow = Process(target=work, args=(60,), name="slow")
    quick = Process(target=work, args=(0.2,), name="quick")
    slow.start()
    quick.start()
    ready = wait([slow.sentinel, quick.sentinel])
    print("slow has ended:", slow.sentinel in ready)
    print("quick has ended:", quick.sentinel in ready)
    slow.terminate()
    slow.join()
