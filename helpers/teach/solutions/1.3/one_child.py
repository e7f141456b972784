import os

if os.fork() == 0:
    os._exit(7)
pid, status = os.wait()
print("my child ended with", os.waitstatus_to_exitcode(status))
