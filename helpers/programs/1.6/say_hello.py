from multiprocessing import Process


def say(word):
    print(word)


if __name__ == "__main__":
    process = Process(target=say, args=("hello"))
    process.start()
    process.join()
    print("exitcode:", process.exitcode)
