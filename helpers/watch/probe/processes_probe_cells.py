"""Writes when calls and waits begin and end, so that the process's death can't take it: into the memory of a file.

A cell is two numbers of 64 bits. The second is written last, in one store, and is 0 only in a cell that doesn't count:
a process that is killed in between leaves a cell that nobody reads.

    thread << 20 | number << 2 | BEGIN    time     what `number` stands for began
    thread << 20 | number << 2 | END      time     it ended
     place << 20 | number << 2 | TEXT     8 bytes of what `number` stands for, as "call 7 task(3)"; which 8 says `place`
    thread << 20               | TEXT     the system's number of this thread
                        reason << 2       time     nothing was recorded from here on (only in the last cell of a file)
                             1 or 0       time     the head of a file; 1 if it is the process's first

Threads and names have small numbers here: Python calculates twice as fast with less than 30 bits. A text gives the
kind, the function's own number (a call shown with its arguments has a number of its own), and the name. Times are
time.monotonic_ns(). Each cell is given out by one call into C, so no two threads get the same one; they are not in
order of time where a signal's handler or another thread came in between.
"""

import sys
from _thread import _local, get_native_id
from time import monotonic_ns as now

from processes_probe_memory import new_cells, same_process

BEGIN, END, TEXT = 1, 2, 3
LIMIT, FAILED, DEEP = 1, 2, 3  # the reasons to stop
SIZES = 1_000, 15_000, 64_000, 136_000  # cells of one file after the other: for 100,000 calls, and their names
MOST_LABELS = 2_000  # calls that are shown with their arguments
BRIEF = 1_000_000  # ns: a read or a write that took less is not kept
_getframe, _getrecursionlimit = sys._getframe, sys.getrecursionlimit


class Piece:
    """A file of cells. `take()` gives the place of the next free one, or raises StopIteration."""

    __slots__ = ("cells", "number", "take", "last")

    def __init__(self, cells=None, size=1, number=-1):
        self.cells, self.number = cells, number
        self.take = iter(range(2, 2 * size - 2, 2)).__next__
        self.last = 2 * size - 2


_piece = Piece()
_texts = {}  # number → text of each function and kind of wait: a forked process writes them again
_labels = {}  # (function's number, name with arguments) → number
_number = iter(range(1, 1 << 18)).__next__
_new_thread = iter(range(1, 1 << 40)).__next__
_thread = _local()
_stopped = 0
_watchers_stop = _forked_unseen = None


def start(watchers_stop, forked_unseen):
    """`watchers_stop(reason)` is called when recording stops; `forked_unseen()` in a process forked without hooks."""
    global _watchers_stop, _forked_unseen
    _watchers_stop, _forked_unseen = watchers_stop, forked_unseen


def renew():
    """Begin anew, in a process just forked. Returns the reason why the parent's recording had stopped, or 0."""
    global _piece, _thread, _stopped
    reason, _stopped = _stopped, 0
    _piece, _thread = Piece(), _local()
    _labels.clear()
    same_process[0] = 1
    return reason


def number_of(kind, name):
    """A new number, for a function or a kind of wait."""
    if not same_process[0]:
        _forked_unseen()
    number = _number()
    _texts[number] = text = f"{kind} {number} {name}"
    if _piece.cells is not None:
        _write_text(number, text)  # else it is written with all others, when there is a file
    return number << 2 | BEGIN


def label(number, name):
    """The number for calls of this function with these arguments; the function's own if there are too many."""
    if not same_process[0]:
        _forked_unseen()
    found = _labels.get((number, name))
    if found is None:
        if len(_labels) >= MOST_LABELS or (_piece.cells is None and not _more(_piece)):
            return number
        found = _number()
        _write_text(found, f"call {number >> 2} {name}")
        found = found << 2 | BEGIN
        _labels[number, name] = found
    return found


def begin(number):
    """What `number` stands for begins in this thread. Returns False when nothing is recorded any more."""
    if not same_process[0]:
        _forked_unseen()
    piece = _piece
    try:
        at = piece.take()
        tag = _thread.tag
    except StopIteration:
        return begin(number) if _more(piece) else False
    except AttributeError:
        tag = _tag()
    if not at & 127 and is_deep():
        return stop(DEEP)
    cells = piece.cells
    cells[at] = tag | number
    cells[at + 1] = now()


def end(number):
    """The innermost of what began with this number in this thread ends."""
    when = now()
    if not same_process[0]:
        _forked_unseen()
    piece = _piece
    try:
        at = piece.take()
        tag = _thread.tag
    except StopIteration:
        return end(number) if _more(piece) else False
    except AttributeError:
        tag = _tag()
    cells = piece.cells
    cells[at] = tag | number + 1  # END for BEGIN
    cells[at + 1] = when


def begin_brief(number):
    """The same for a read or a write. A program may do a million: if it was short, its cell is used again."""
    if not same_process[0]:
        _forked_unseen()
    thread, piece = _thread, _piece
    try:
        cells, at = thread.spare.pop()
    except (AttributeError, IndexError):
        try:
            cells, at = piece.cells, piece.take()
        except StopIteration:
            return begin_brief(number) if _more(piece) else False
        if not hasattr(thread, "spare"):
            thread.spare, thread.brief, thread.tag = [], [], _tag()
    cells[at] = thread.tag | number
    when = cells[at + 1] = now()
    thread.brief.append((cells, at, when))


def end_brief(number):
    when, thread = now(), _thread
    try:
        cells, at, began = thread.brief.pop()
    except (AttributeError, IndexError):
        return  # it began in the parent, or when recording had stopped
    if when - began < BRIEF:
        cells[at + 1] = 0
        thread.spare.append((cells, at))
    else:
        end(number)


def stop(reason):
    """Record no more in this process. Returns False: there is no room."""
    global _stopped
    if not _stopped:
        _stopped, piece = reason, _piece
        piece.take = iter(()).__next__
        if piece.cells is not None:
            piece.cells[piece.last] = reason << 2
            piece.cells[piece.last + 1] = now()
        _watchers_stop(reason)
    return False


def is_deep():
    """Whether half of the frames that the interpreter allows are in use.

    A callback of ours needs a few itself. In a program that recurses without end they would run out in the midst of
    a callback, and its traceback would show that.
    """
    try:
        _getframe(_getrecursionlimit() // 2)
    except ValueError:
        return False
    return True


def _more(full):
    """Go on in a new file, if nobody has seen to it yet. Returns whether there is room now."""
    global _piece
    if _stopped:
        return False
    if _piece is not full:
        return True
    number = full.number + 1
    if number == len(SIZES):
        return stop(LIMIT)
    cells = new_cells(SIZES[number])
    if cells is None:
        return stop(FAILED)
    piece, first = Piece(cells, SIZES[number], number), number == 0
    cells[0], cells[1] = first, now()
    if _piece is full:  # no call, and so no other thread, comes between this and the next line
        _piece = piece
        if first:
            for number, text in list(_texts.items()):
                _write_text(number, text)
    else:  # another thread, or a signal's handler, was faster
        cells[1] = 0
    return True


def _tag():
    """The calling thread's number, ready for a cell; the system's number of it is noted."""
    thread = _thread
    if not hasattr(thread, "tag"):
        tag = _new_thread() << 20
        _write(tag | TEXT, get_native_id())
        thread.tag = tag
    return thread.tag


def _write_text(number, text):
    text = text.encode("utf-8", "backslashreplace").replace(b"\0", b"?")
    for start in range(0, len(text), 8):
        _write(start << 17 | number << 2 | TEXT, int.from_bytes(text[start : start + 8], "little"))


def _write(tag, value):
    """Fill the next cell, if there is room."""
    while True:
        piece = _piece
        try:
            at = piece.take()
        except StopIteration:
            if _more(piece):
                continue
            return
        piece.cells[at] = tag
        piece.cells[at + 1] = value
        return
