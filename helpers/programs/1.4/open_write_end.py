import os


def child():
    os.close(read_end)
    result = 1 / 0
    os.write(write_end, str(result).encode())
    os._exit(0)


def parent():
    message = os.read(read_end, 100)
    print("parent: my child sent", message.decode())
    os.wait()


read_end, write_end = os.pipe()
if os.fork() == 0:
    child()
else:
    parent()
