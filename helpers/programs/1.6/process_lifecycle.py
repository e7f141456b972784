# What a Process tells about itself: before its start, during its life, after its end.
from multiprocessing import Process
from time import sleep


def task():
    sleep(1)


def show(moment, process):
    print(moment, "| is_alive:", process.is_alive(), "| exitcode:", process.exitcode)


if __name__ == "__main__":
    process = Process(target=task)
    print("name:", process.name, "| pid:", process.pid)
    show("made", process)
    process.start()
    print("name:", process.name, "| pid:", process.pid)
    show("started", process)
    process.join(0.1)               # wait for its end, but no longer than 0.1 seconds
    show("waited a little", process)
    process.join()                  # wait for its end, however long it takes
    show("joined", process)
    process.close()                 # nothing more will be asked
    try:
        process.is_alive()
    except ValueError as error:
        print("closed |", error)
