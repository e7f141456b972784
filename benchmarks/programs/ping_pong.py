"""Two processes and two queues; each message is answered before the next is sent: ping_pong.py MESSAGES.

Messages there and back are counted alike, so half of MESSAGES are sent and the other half are answers.
"""

import sys
import time
from multiprocessing import Process, Queue


def answer(pings, pongs, turns):
    for _ in range(turns):
        pongs.put(pings.get())


if __name__ == "__main__":
    turns = int(sys.argv[1]) // 2
    pings, pongs = Queue(), Queue()
    partner = Process(target=answer, args=(pings, pongs, turns))
    began = time.perf_counter_ns()
    partner.start()
    for turn in range(turns):
        pings.put(turn)
        pongs.get()
    partner.join()
    print(f"worked from {began} to {time.perf_counter_ns()} ns")
