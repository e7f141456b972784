# What the target gets: args by position, kwargs by name.
from multiprocessing import Process
from time import sleep


def greet(name, greeting="Hello", times=1):
    for number in range(times):
        print(greeting, name, flush=True)
        sleep(0.1)


if __name__ == "__main__":
    processes = [
        Process(target=greet, args=("Ada",)),       # the comma makes it a tuple
        Process(target=greet, args=("Grace", "Good morning")),
        Process(target=greet, args=("Alan",), kwargs={"times": 2}),
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
