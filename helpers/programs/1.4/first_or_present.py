from multiprocessing import get_context
from time import sleep

number = 1


def show(method):
    print(method, "gave the child number", number)
    sleep(0.1)


if __name__ == "__main__":
    number = 2
    for method in ["fork", "spawn", "forkserver"]:
        process = get_context(method).Process(target=show, args=(method,))
        process.start()
        process.join()
    print("the parent has number", number)
