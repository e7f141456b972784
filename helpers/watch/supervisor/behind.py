"""A program in a sandbox: which process is it out here, and what has its probe written in there?

                          outside │ inside: other PIDs, other files
    supervisor ──starts──► bwrap ─┼──► starter ─────────becomes────────────► program
      │ ▲ └───────── "1": go on ──┼──────► ▲                                   │ probe
      │ └ hello, from PID 4711 ◄──┼────────┘  (its standard input)             │
      │ └ hello, from PID 4712: I am 3 in here ◄── a socket among its files ◄──┤
      └── copies, in the end ◄────┼───────────────── its files ◄───────────────┘

The kernel attaches the sender's PID to each hello, as it is out here (SCM_CREDENTIALS, unix(7)): nobody can say hello
for somebody else. The files are the program's to change, so they are taken for nothing more than its word: only
ordinary files, only so many bytes, and never one that a link leads to.
"""

import _socket as socket  # the C part alone: `socket` brings selectors and enum, 5 ms before every program
import os
import select
import stat
import time

from ..client.converse import CannotStart
from .output import CREDENTIALS

PATIENCE_S = 30  # for a sandbox to be made; it takes 20 ms
MOST_FILES, MOST_BYTES = 2_000, 16 << 20  # of what the probe wrote: a million cells
MOST_HELLOS = 64  # taken in one go: whoever sends them without end must not keep the supervisor busy
SPACE = socket.CMSG_SPACE(CREDENTIALS.size)


class Behind:
    """The program behind `front`, a Front as plain data. `outer` has the PIDs out here of those that said hello."""

    def __init__(self, front: dict):
        self.events = front["events"]
        self.ours, theirs = socket.socketpair()
        self.ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self.theirs: int = theirs.detach()
        self.hellos = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.hellos.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self.hellos.setblocking(False)
        self.room = -1  # the events folder in there; open, it outlives the sandbox
        self.outer: dict[int, int] = {}  # PID inside → outside
        self.known: set[int] = set()

    def fileno(self) -> int:
        return self.hellos.fileno()

    def arrive(self, release: int, failure: int, errors) -> tuple[int, int, int]:
        """Let the front go on until its starter waits. Returns the program's PID, and as `start_program` does, what to
        write to for its release and what tells why it failed. `errors` takes the front's standard error.

        Raises CannotStart if no starter arrives.
        """
        os.write(release, b"1")
        os.close(release)
        os.close(self.theirs)
        self.theirs = -1
        why = os.read(failure, 1000).decode(errors="replace")
        os.close(failure)
        main = 0 if why else self._starter(time.monotonic() + PATIENCE_S)
        if not main:
            raise CannotStart(f"The sandbox could not be made: {why or said(errors)}.")
        try:
            self.room = os.open(f"/proc/{main}/root{self.events}", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            place = f"/proc/self/fd/{self.room}/hello"
            self.hellos.bind(place)
            os.chmod(place, 0o777)
        except OSError as problem:
            raise CannotStart(f"The sandbox has no folder for what the probe tells: {problem.strerror}.") from None
        never, closed = os.pipe()  # what could fail has not: the starter is there, and is the program's own Python
        os.close(closed)
        return main, os.dup(self.ours.fileno()), never

    def _starter(self, deadline: float) -> int:
        """The starter's PID, once it is there; 0 if the front ended instead, or does not get that far."""
        poller = select.poll()
        poller.register(self.ours, select.POLLIN)
        while (left := deadline - time.monotonic()) > 0:
            if poller.poll(1000 * left):
                data, pid = received(self.ours)
                return pid if data else 0
        return 0

    def read(self) -> None:
        """Take in who says hello. The first who was a PID inside stays it."""
        for _ in range(MOST_HELLOS):
            try:
                data, pid = received(self.hellos)
            except OSError:  # nobody, for now
                return
            if pid and data.isdigit() and len(data) < 10 and pid not in self.known:
                self.known.add(pid)
                self.outer.setdefault(int(data), pid)

    def fetch(self, folder: str) -> None:
        """Copy what the probe wrote to `folder`, each file under its process's PID out here."""
        self.read()
        left = MOST_BYTES
        with os.scandir(self.room) as entries:
            for entry, _ in zip(entries, range(MOST_FILES), strict=False):
                pid, dash, number = entry.name.partition("-")
                if not (pid.isdecimal() and len(pid) < 10 and int(pid) in self.outer):
                    continue
                data = ordinary(entry.name, self.room, left)
                left -= len(data)
                with open(os.path.join(folder, f"{self.outer[int(pid)]}{dash}{number}"), "wb") as copy:
                    copy.write(data)

    def close(self) -> None:
        self.ours.close()
        self.hellos.close()
        for fd in (self.theirs, self.room):
            if fd >= 0:
                os.close(fd)


def received(sock) -> tuple[bytes, int]:
    """What came, and the PID of who sent it (0 if that isn't told)."""
    data, ancillary, _, _ = sock.recvmsg(64, SPACE)
    for level, kind, payload in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_CREDENTIALS:
            return data, CREDENTIALS.unpack_from(payload)[0]
    return data, 0


def ordinary(name: str, folder: int, most: int) -> bytes:
    """The first bytes of an ordinary file in this folder; none of anything else."""
    try:
        fd = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    except OSError:
        return b""
    if not stat.S_ISREG(os.fstat(fd).st_mode):
        os.close(fd)
        return b""
    with open(fd, "rb") as file:
        return file.read(most)


def said(errors) -> str:
    """What the front wrote to standard error, in one line."""
    parts = []
    while (chunk := errors.read()) is not None and chunk.data:
        parts.append(chunk.data)
    return b"".join(parts).decode(errors="replace").strip().replace("\n", "; ").rstrip(".") or "it did not say why"
