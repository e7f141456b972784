import os

SIZE = 40_000_000
PAGE = 4096


def own_megabytes():
    # Linux keeps count of this; macOS has no such file
    total = 0
    with open("/proc/self/smaps_rollup") as file:
        for line in file:
            if line.startswith("Private_"):
                total = total + int(line.split()[1])        # in kB
    return total // 1000


def write_to(memory, how_many):
    for position in range(0, how_many, PAGE):
        memory[position] = 1


def child():
    print("child: after the fork,", own_megabytes(), "MB are mine", flush=True)
    write_to(memory, SIZE // 2)
    print("child: after writing to half of it,", own_megabytes(), "MB are mine", flush=True)
    write_to(memory, SIZE)
    print("child: after writing to all of it,", own_megabytes(), "MB are mine", flush=True)
    os._exit(0)


if not os.path.exists("/proc/self/smaps_rollup"):
    print("This system does not say whose memory is whose.")
else:
    memory = bytearray(b"x") * SIZE
    print("parent: before the fork,", own_megabytes(), "MB are mine", flush=True)
    if os.fork() == 0:
        child()
    os.wait()
