from multiprocessing import Process, current_process
from time import sleep


def greet(greeting, person, times=1):
    for number in range(times):
        print(current_process().name, "says:", greeting, person)
        sleep(0.1)


if __name__ == "__main__":
    ada = Process(target=greet, args=("Hello", "Ada"))
    grace = Process(target=greet, args=("Hello", "Grace"), kwargs={"times": 2}, name="greeter")
    alan = Process(group=None, target=greet, args=("Good morning", "Alan"), daemon=False)
    for process in [ada, grace, alan]:
        process.start()
    for process in [ada, grace, alan]:
        process.join()
