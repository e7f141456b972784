from multiprocessing import Process
from time import sleep


def work(seconds):
    sleep(seconds)


if __name__ == "__main__":
    worker = Process(target=work, args=(0.4,), name="worker")
    assistant = Process(target=work, args=(60,), name="assistant", daemon=True)
    worker.start()
    assistant.start()
    sleep(0.2)
    print("parent: this is my last line")
