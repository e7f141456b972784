# A mistake: args=("hello") is no tuple but a string of five letters: five arguments.
from multiprocessing import Process


def say(word):
    print(word)


if __name__ == "__main__":
    process = Process(target=say, args=("hello"))       # ("hello",) was meant
    process.start()
    process.join()
    print("exit code:", process.exitcode)
