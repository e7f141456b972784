# Three ways in which a process is ended from outside.
from multiprocessing import Process, SimpleQueue, current_process
from multiprocessing.connection import wait
from time import sleep


def task(queue):
    queue.put(current_process().name)   # I have begun
    sleep(60)


if __name__ == "__main__":
    queue = SimpleQueue()
    polite = Process(target=task, args=(queue,), name="polite")
    stubborn = Process(target=task, args=(queue,), name="stubborn")
    assistant = Process(target=task, args=(queue,), name="assistant", daemon=True)
    for process in [polite, stubborn, assistant]:
        process.start()
    for number in range(3):
        queue.get()                     # go on when all three have begun
    sleep(0.2)

    polite.terminate()                  # SIGTERM: please end
    stubborn.kill()                     # SIGKILL: nobody can refuse
    for process in [polite, stubborn]:
        wait([process.sentinel])        # a sentinel is ready when its process has ended
        process.join()
        print(process.name, "ended with", process.exitcode)

    print("assistant | daemon:", assistant.daemon, "| is_alive:", assistant.is_alive())
