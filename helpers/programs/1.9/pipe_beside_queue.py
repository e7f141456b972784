# A Pipe has two ends, one for each process. A Queue is made of a pipe, locks and a helper thread.
from multiprocessing import Pipe, Process
from time import sleep


def answer(end):
    question = end.recv()       # waits until there is something
    sleep(0.1)
    end.send(question.upper())
    end.close()


if __name__ == "__main__":
    our_end, child_end = Pipe()
    process = Process(target=answer, args=(child_end,))
    process.start()
    our_end.send("who is there")
    print("parent: got", our_end.recv())
    process.join()
