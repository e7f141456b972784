from multiprocessing import Process
from time import monotonic, sleep

def quick():
    sleep(0.2)

def broken():
    raise ValueError("this one fails")

def endless():
    while True:
        sleep(0.1)

if __name__ == "__main__":
    processes = []
    for function in [quick, broken, endless]:
        process = Process(target=function)
        process.start()
        processes.append(process)

    end = monotonic() + 1
    for process in processes:
        process.join(max(0, end - monotonic()))
    for process in processes:
        if process.is_alive():
            process.terminate()
        process.join()
        print(process.exitcode)
