# Everything one can ask of a Process, from before its start to its close.
from multiprocessing import Process
from multiprocessing.connection import wait
from time import sleep


def task(seconds):
    sleep(seconds)


def show(moment, process):
    print(moment, "alive:", process.is_alive(), "exitcode:", process.exitcode)


def start_and_join():
    process = Process(target=task, args=(0.5,))
    print("name:", process.name, "pid:", process.pid, "daemon:", process.daemon)
    show("before start", process)
    process.start()
    print("has a pid:", process.pid is not None)
    process.join(timeout=0.05)          # wait no longer than this
    show("after join with a time-out", process)
    process.join()                      # wait until it has ended
    show("after join", process)
    process.close()                     # forget it; nothing more can be asked


def start_and_stop():
    polite = Process(target=task, args=(60,), name="polite")
    stubborn = Process(target=task, args=(60,), name="stubborn")
    for process in [polite, stubborn]:
        process.start()
    polite.terminate()                  # SIGTERM, number 15: please end
    stubborn.kill()                     # SIGKILL, number 9: no process can refuse
    for process in [polite, stubborn]:
        wait([process.sentinel])        # the sentinel is ready when the process has ended
        process.join()
        show(process.name, process)


def start_a_daemon():
    process = Process(target=task, args=(60,), daemon=True)
    process.start()
    print("daemon:", process.daemon)    # ended when this program ends


if __name__ == "__main__":
    start_and_join()
    start_and_stop()
    start_a_daemon()
