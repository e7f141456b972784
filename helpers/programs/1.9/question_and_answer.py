from multiprocessing import Pipe, Process
from time import sleep


def answer(end):
    question = end.recv()
    sleep(0.1)
    end.send(question.upper())


def talk(end):
    end.send("who is there")
    print("parent: got", end.recv())


if __name__ == "__main__":
    our_end, child_end = Pipe()
    child = Process(target=answer, args=(child_end,))
    child.start()
    talk(our_end)
    child.join()
