"""What is in the sandbox? The command that makes it, for bubblewrap (https://github.com/containers/bubblewrap).

    outside                                inside
    /usr, /lib …, the Python, the probe    the same, only to be read
    a folder of the program's own          /sandbox/work: a copy, in memory; where it runs
    nothing                                /tmp, /dev/shm, /sandbox/events: empty, in memory, of limited size
    nothing else                           no other file, no network but its own, no process but its own

Everything else can't be written to. The program is an ordinary user without any capability, and can't make namespaces
of its own, in which it would have some. If root makes the sandbox, the program runs as a user whom nobody else is:

    bwrap (as root: files, PIDs, network …) ──► setpriv (becomes that user) ──► bwrap (no more namespaces) ──► starter
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.watch.client.front import Front
from helpers.watch.supervisor.environment import PROBE_FOLDER

GIVEN, WORK, EVENTS = "/sandbox/given", "/sandbox/work", "/sandbox/events"
COURSE = Path(__file__).resolve().parents[2]
STARTER = Path(__file__).with_name("starter.py")
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache", "/etc/alternatives")
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": WORK, "LANG": "C.UTF-8", "TMPDIR": "/tmp"}
FIRST_USER = 1 << 30  # far above all users that a system has
NAMESPACES = ("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try")


@dataclass(frozen=True)
class Room:
    """How much a program in the sandbox may have, besides the recorder's own limits. The kernel sees to these."""

    tasks: int = 256  # processes and threads at one time
    memory_bytes: int = 1 << 30  # of address space, for each process
    file_bytes: int = 32 << 20  # the largest file
    folder_bytes: int = 32 << 20  # all files in each of the folders that can be written to
    cpu_s: int = 120  # for each process

    def limits(self) -> str:
        """As the starter takes them."""
        return (
            f"RLIMIT_NPROC={self.tasks},RLIMIT_AS={self.memory_bytes},RLIMIT_FSIZE={self.file_bytes},"
            f"RLIMIT_CPU={self.cpu_s},RLIMIT_CORE=0,RLIMIT_NOFILE=1024,RLIMIT_MEMLOCK=65536"
        )


def python() -> str:
    """The Python that programs run on in there: the one that this environment was made from."""
    return os.path.realpath(sys.executable)


def front(given: Path, room: Room, before: Sequence[str] = ()) -> Front:
    """The sandbox for one program, whose files are in the folder `given`; `before` stands in front of all."""
    return Front((*before, *command(given, room)), ENVIRONMENT, EVENTS)


def command(given: Path, room: Room) -> Iterator[str]:
    """The words of the command that makes the sandbox; the program's own follow."""
    as_root = os.geteuid() == 0
    bwrap = shutil.which("bwrap") or "/usr/bin/bwrap"
    yield from (bwrap, *NAMESPACES, "--hostname", "sandbox", "--cap-drop", "ALL")
    if as_root:
        yield from ("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID")
    else:
        yield from ("--unshare-user", "--disable-userns")
    shown = [folder for folder in SYSTEM if os.path.exists(folder)]
    if not is_within(sys.base_prefix, shown):
        shown.append(os.path.realpath(sys.base_prefix))
    for folder in shown:
        yield from at_its_place(folder)
    yield from ("--proc", "/proc", "--dev", "/dev")
    for folder in ("/dev/shm", "/tmp", WORK, EVENTS):
        yield from ("--perms", "1777", "--size", str(room.folder_bytes), "--tmpfs", folder)
    yield from ("--ro-bind", str(given), GIVEN)
    covered = is_within(COURSE, shown)
    if covered:
        yield from ("--perms", "0755", "--tmpfs", str(COURSE))
    yield from at_its_place(os.path.realpath(PROBE_FOLDER))
    if covered:
        yield from ("--remount-ro", str(COURSE))
    yield from ("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", WORK, "--")
    if as_root:
        user = FIRST_USER + os.getpid()
        yield from (shutil.which("setpriv") or "/usr/bin/setpriv", f"--reuid={user}", f"--regid={user}")
        yield from ("--clear-groups", bwrap, "--unshare-user", "--disable-userns")
        yield from ("--bind", "/", "/", "--dev-bind", "/dev", "/dev", "--proc", "/proc", "--")
    yield from (python(), "-I", "-S", "-c", STARTER.read_text(encoding="utf-8"), GIVEN, WORK, room.limits())


def is_within(folder: Path | str, others: list[str]) -> bool:
    """Whether `folder` is one of the others, or lies in one."""
    return any(Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(other)) for other in others)


def at_its_place(folder: str) -> Iterator[str]:
    """Let this folder (or file) be in the sandbox under the same name; only to be read."""
    for parent in reversed(Path(folder).parents):
        if str(parent) != "/":
            yield from ("--perms", "0755", "--dir", str(parent))  # else only root could go through them
    yield from ("--ro-bind", folder, folder)
