"""The last step into the sandbox: runs inside it, as the process that becomes the program.

    python -I -S -c TEXT-OF-THIS-FILE  GIVEN WORK LIMITS  python program.py …

Copies the folder GIVEN, which can only be read, to WORK; takes on LIMITS (as ``RLIMIT_AS=1000,RLIMIT_CORE=0``); says on
standard input, which is the supervisor's socket, that it is there; and when that answers ``1``, becomes the program.
"""

import os
import resource
import sys

given, work, limits, *program = sys.argv[1:]
os.setsid()
os.umask(0o022)
for folder, folders, names in os.walk(given):
    place = os.path.join(work, os.path.relpath(folder, given))
    for name in folders:
        os.mkdir(os.path.join(place, name))
    for name in names:
        with open(os.path.join(folder, name), "rb") as source, open(os.path.join(place, name), "wb") as copy:
            copy.write(source.read())
os.chdir(work)
for limit in limits.split(","):
    name, _, most = limit.partition("=")
    resource.setrlimit(getattr(resource, name), (int(most), int(most)))
nothing = os.open(os.devnull, os.O_RDONLY)
os.write(0, b"1")
if os.read(0, 1) != b"1":
    sys.exit(1)  # nobody is there to watch the program
os.dup2(nothing, 0)
os.close(nothing)
os.execv(program[0], program)
