from multiprocessing import Process
from time import sleep


def fill(squares):
    for number in [1, 2, 3]:
        squares.append(number * number)
        sleep(0.05)
    print("child:", squares)


if __name__ == "__main__":
    squares = []
    process = Process(target=fill, args=(squares,))
    process.start()
    process.join()
    print("parent:", squares)
    print("the last square is", squares[-1])
