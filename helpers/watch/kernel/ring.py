"""One of perf's ring buffers: how it is read, and what noticing that it was full takes.

    kernel ──writes at head──► ┌──────────────────────┐ ──drain() copies out what lies between tail and head,──► bytes
                               │ shared memory (mmap) │    and moves tail up to head
                               └──────────────────────┘

The layout is struct perf_event_mmap_page's, and every record begins with a perf_event_header: perf_event_open(2).
"""

import mmap
import os
import struct

PAGE = mmap.PAGESIZE
HEADER = struct.Struct("<IHH")  # type, misc, size


class Ring:
    """One ring buffer, shared with the kernel: it writes at head, we read up to it and move tail."""

    HEAD, TAIL = 1024, 1032  # offsets in struct perf_event_mmap_page

    def __init__(self, fd: int, pages: int):
        self.fd, self.size, self.full = fd, pages * PAGE, False
        self.map = mmap.mmap(fd, (1 + pages) * PAGE)

    def drain(self) -> bytes:
        """All that was written since the last drain; notices if records had to be dropped."""
        (head,) = struct.unpack_from("<Q", self.map, self.HEAD)
        (tail,) = struct.unpack_from("<Q", self.map, self.TAIL)
        if head == tail:
            return b""
        # The kernel drops a record that doesn't fit and writes none to say so until the ring is
        # drained; a ring with room for less than one record may have dropped some.
        self.full |= head - tail > self.size - 64
        start, end = tail % self.size, head % self.size
        data = memoryview(self.map)[PAGE:]
        new = bytes(data[start:end] if start < end else data[start:]) + (b"" if start < end else bytes(data[:end]))
        data.release()
        struct.pack_into("<Q", self.map, self.TAIL, head)
        return new

    def close(self) -> None:
        self.map.close()
        os.close(self.fd)


def records(data):
    """Yield (type, misc, body) of each record in the bytes read from a ring."""
    at, end = 0, len(data)
    while at + HEADER.size <= end:
        kind, misc, size = HEADER.unpack_from(data, at)
        if size < HEADER.size or at + size > end:
            return
        yield kind, misc, data[at + HEADER.size : at + size]
        at += size
