# Two forks make four processes: A, its children B and C, and B's child D.
# In which order do they come to the end? 200 times, counted.
import os

read_end, paper = os.pipe()


def collect_children():
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass        # no child is left


def letter(first, second):
    if first > 0 and second > 0:
        return "A"      # both calls returned a child's PID: the parent of B and C
    if second > 0:
        return "B"      # its first call returned 0
    if first > 0:
        return "C"      # its second call returned 0
    return "D"          # both did


def order_of_one_run():
    first = os.fork()
    second = os.fork()
    who = letter(first, second)
    os.write(paper, who.encode())
    collect_children()
    if who != "A":
        os._exit(0)
    return os.read(read_end, 4).decode()


counts = {}
for number in range(200):
    order = order_of_one_run()
    counts[order] = counts.get(order, 0) + 1
for order in sorted(counts, key=counts.get, reverse=True):
    print(order, counts[order])
