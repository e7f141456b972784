from multiprocessing import get_context


def greet():
    print("Hello", name)


if __name__ == "__main__":
    name = "Ada"
    spawn = get_context("spawn")
    process = spawn.Process(target=greet)
    process.start()
    process.join()
    print("exitcode:", process.exitcode)
