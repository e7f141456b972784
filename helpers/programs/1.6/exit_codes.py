import sys
from multiprocessing import Process
from time import sleep


def bake():
    sleep(0.3)
    return "bread"


def burn():
    sleep(0.1)
    return 1 / 0


def give_up():
    sleep(0.2)
    sys.exit(3)


if __name__ == "__main__":
    baker = Process(target=bake, name="baker")
    burner = Process(target=burn, name="burner")
    quitter = Process(target=give_up, name="quitter")
    for process in [baker, burner, quitter]:
        process.start()
    for process in [baker, burner, quitter]:
        process.join()
        print("parent:", process.name, "ended with", process.exitcode)
