from multiprocessing import Process, current_process
from time import sleep


def task():
    sleep(1)


def look(moment, process):
    print(moment, "| is_alive:", process.is_alive(), "| exitcode:", process.exitcode)


if __name__ == "__main__":
    process = Process(target=task)
    print("name:", process.name, "| pid:", process.pid)
    look("made", process)
    process.start()
    print("name:", process.name, "| pid:", process.pid)
    print("ident is the pid:", process.ident == process.pid)
    print("authkey is the parent's:", process.authkey == current_process().authkey)
    look("started", process)
    process.join(0.1)
    look("waited a little", process)
    process.join()
    look("joined", process)
    process.close()
    try:
        process.is_alive()
    except ValueError as error:
        print("closed |", error)
