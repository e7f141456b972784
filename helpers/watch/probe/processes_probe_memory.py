"""Memory that is a file's: what is written there is still there when the process has been killed.

    new_cells(size) ──► the file PID-N in the events folder ◄──mapped── memoryview of 64-bit numbers, two a cell

No descriptor of ours stays open in the program. But a mapping keeps a copy of its file's (until Python 3.13, where it
can be told not to), which the program could see, inherit or close. So the copy is closed behind the mapping's back. It
must then never be freed: it would close a number that has become somebody else's by that time.
"""

import os
import sys

_had_mmap = "mmap" in sys.modules
import mmap  # noqa: E402

if not _had_mmap:
    del sys.modules["mmap"]  # the program imports it itself if it wants it

_FOLDER = os.environ.get("PROCESSES_COURSE_EVENTS", "")
_FLAGS = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)
_KEEPS_DESCRIPTOR = sys.version_info < (3, 13)
_HOW = {} if _KEEPS_DESCRIPTOR else {"trackfd": False}
WIPE_ON_FORK = 18  # madvise(2), Linux 4.14 and newer
# Bound early: the program may replace these names in `os`.
_open, _write, _close, _fstat, _unlink, _getpid = os.open, os.write, os.close, os.fstat, os.unlink, os.getpid
_map = mmap.mmap
_next = iter(range(1 << 30)).__next__


def new_cells(size):
    """A new file of so many cells, mapped; None if there is no room, no descriptor free, or no folder any more."""
    fd, path, length = -1, None, 16 * size
    try:
        while fd < 0:
            name = f"{_FOLDER}/{_getpid()}-{_next()}"
            try:
                fd, path = _open(name, _FLAGS, 0o600), name
            except FileExistsError:  # of this process before an exec, or of one that had the same PID
                pass
        # Zeros are written, so that the room is really there: a store into a hole of a full disk would be a SIGBUS.
        if _write(fd, bytes(length)) == length:
            mapping = _map(fd, length, **_HOW)
            if _KEEPS_DESCRIPTOR:
                _take_descriptor(mapping, fd)
            path = None
            return memoryview(mapping).cast("Q")
    except (OSError, ValueError, MemoryError):
        pass
    finally:
        if fd >= 0:
            _close(fd)
        if path:
            _remove(path)
    return None


def _remove(path):
    try:
        _unlink(path)
    except OSError:
        pass


def _take_descriptor(mapping, fd):
    """Close the mapping's copy of `fd`, and see that the mapping is never freed."""
    # A circle through a code object, whose constants the garbage collector doesn't look at, is never collected.
    circle = [mapping]
    circle.append(_take_descriptor.__code__.replace(co_consts=(circle,)))
    file = _fstat(fd)
    # The copy has the lowest number that was free, as `fd` had just before it.
    for number in (*range(fd + 1, fd + 1_000), *range(fd)):
        try:
            found = _fstat(number)
        except OSError:
            continue
        if (found.st_ino, found.st_dev) == (file.st_ino, file.st_dev):
            return _close(number)


def _one_process():
    """A byte that is 1, and turns 0 in a process forked by C code, of which Python's hooks don't hear.

    Where that can't be had, it is 1 always.
    """
    byte = _map(-1, mmap.PAGESIZE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    byte[0] = 1
    try:
        byte.madvise(WIPE_ON_FORK)
    except (OSError, AttributeError):
        pass
    return byte


same_process = _one_process()
