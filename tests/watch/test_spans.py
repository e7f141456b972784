"""Calls and waits: what the probe tells, on every Python, also at the cap, and put together from damaged lines."""

import os
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_checks import problems, run_source

from helpers.recording.notes import CAPPED, GAVE_UP, NO_ROOM
from helpers.watch.assemble.cells import Happened, Named, read_cells
from helpers.watch.assemble.events import Heard, Spans, hear
from helpers.watch.client.run import Limits

LIMIT = 100_000  # calls and waits of a process that the probe records
OLD = sys.version_info < (3, 12)  # without sys.monitoring, a wait in C is seen only while calls are


def calls(recording, **which):
    return [span.name for span in recording.calls(**which)]


def test_calls_are_named_with_their_plain_arguments(tmp_path):
    recording = run_source(
        tmp_path,
        """
class Dog:
    def bark(self, loud): return loud
    @classmethod
    def make(cls): return cls()
def f(n, text): pass
def g(*many): pass
def long(text): pass
def object_(x): pass
def naïve(): pass
def outer():
    def inner(n): return [x for x in range(n)]
    return inner(2)
class Sly:
    def __repr__(self): raise SystemExit("the probe must not ask")
f(1, "a"); f(n=2, text=None); g(1); long("x" * 100); object_(Sly()); naïve(); outer(); Dog.make().bark(True)
(lambda: 3)()
""",
    )
    assert problems(recording) == [] and recording.main.exit_code == 0
    assert calls(recording) == ["f(1, 'a')", "f(2, None)", "g", "long", "object_", "naïve", "outer", "outer.inner(2)"
                                if "outer.inner(2)" in calls(recording) else "inner(2)", "Dog.make", "Dog.bark(True)", "lambda"]  # fmt: skip


def test_only_the_programs_own_functions_are_calls(tmp_path):
    recording = run_source(tmp_path, "import json, textwrap\ndef own(): return json.dumps(textwrap.wrap('a b'))\nown()")
    assert calls(recording) == ["own"]


WAITS = """
import os, queue, subprocess, sys, threading, time, multiprocessing as m
from concurrent.futures import ThreadPoolExecutor
def sleeps(): time.sleep(0.01)
def locks():
    lock = threading.Lock(); lock.acquire(); lock.release()
    with m.Lock(): pass
def child(q): q.put(1)
if __name__ == "__main__":
    context = m.get_context("fork")
    sleeps(); locks()
    q = context.Queue()
    p = context.Process(target=child, args=(q,)); p.start(); q.get(); p.join()
    if os.fork() == 0: os._exit(0)
    os.wait()
    subprocess.run(["true"])
    t = threading.Thread(target=sleeps); t.start(); t.join()
    with ThreadPoolExecutor(1) as pool: pool.submit(sleeps).result()
"""


def test_waits_have_their_kinds(tmp_path):
    recording = run_source(tmp_path, WAITS)
    assert problems(recording) == []
    kinds = {span.kind for span in recording.waits(which="main")}
    assert {"sleep", "acquire", "get", "join", "wait", "result"} <= kinds
    assert [span.kind for span in recording.waits("put", "ForkProcess-1")] == ["put"]
    assert len(recording.waits("sleep")) == 3
    sleeps = recording.calls("sleeps")
    assert len({span.tid for span in sleeps}) == 3
    for sleep in recording.waits("sleep"):
        assert any(c.tid == sleep.tid and c.start_ns <= sleep.start_ns and sleep.end_ns <= c.end_ns for c in sleeps)


def test_generators_and_coroutines_are_calls_while_they_run(tmp_path):
    recording = run_source(
        tmp_path,
        """
import asyncio, time
def count():
    yield 1
    yield 2
def use():
    for n in count(): time.sleep(0.001)
use()
half = count(); next(half); half.close()
def throws():
    try: yield
    except KeyError: yield
g = throws(); next(g); g.throw(KeyError)
async def wait(n):
    await asyncio.sleep(0.01)
    return n
async def main(): print(await asyncio.gather(*map(wait, range(3))))
asyncio.run(main())
def fails(): raise ValueError
try: fails()
except ValueError: pass
""",
    )
    assert problems(recording) == [] and recording.text() == "[0, 1, 2]\n"
    assert not any(span.cut for span in recording.calls())
    (use,) = recording.calls("use")
    assert len([c for c in recording.calls("count") if use.start_ns <= c.start_ns <= use.end_ns]) == 3
    assert len(recording.calls("wait")) == 6 and len(recording.calls("fails")) == 1
    assert not any(recording.overlap_ns(a, b) for a in recording.calls("count") for b in recording.waits("sleep"))


def test_a_forked_child_goes_on_in_the_calls_it_was_forked_in(tmp_path):
    recording = run_source(
        tmp_path,
        """
import os, time
def outer():
    inner()
    after()
def inner():
    pid = os.fork()
    if pid: os.waitpid(pid, 0)
def after(): pass
outer()
""",
    )
    assert problems(recording) == []
    for process in recording.processes:
        assert sorted(calls(recording, which=process)) == ["after", "inner", "outer"]
        assert not any(span.cut for span in recording.calls(which=process))
    child = recording.process("child 1")
    assert recording.calls("outer", child)[0].start_ns == child.created_ns


LIMITED = """
import os, time
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
def last(): time.sleep(0.01)
def main():
    fib(10)
    fib(25)
    last()
    if os.fork() == 0:
        last()
        os._exit(0)
    os.wait()
main()
last()
"""


def test_at_the_limit_nothing_wrong_is_said(tmp_path):
    recording = run_source(tmp_path, LIMITED)
    assert problems(recording) == []
    assert recording.notes == (CAPPED,)
    calls = recording.calls(which="main")
    assert LIMIT <= len(calls) < 1.1 * LIMIT and not any(span.cut for span in calls)
    first, second = recording.calls("fib(10)", "main")[0], recording.calls("fib(25)", "main")[0]
    (main,) = recording.calls("main", "main")
    assert not first.unrecorded and main.unrecorded and second.unrecorded
    assert main.end_ns == second.end_ns < recording.main.exited_ns
    assert max(span.end_ns for span in recording.spans if span.pid == recording.main.pid) == main.end_ns
    # A forked process records anew; of the calls that it inherited, nothing is known.
    assert [(span.kind, span.name) for span in recording.spans if span.pid != recording.main.pid] == [
        ("call", "last"), ("sleep", "sleep")
    ]  # fmt: skip


def test_deep_recursion_is_left_alone(tmp_path):
    source = "def down(n): return n and step(n - 1)\ndef step(n): return n and down(n - 1)\ndef main():\n    print(down(900))\nmain()\nmain()"
    recording = run_source(tmp_path, source)
    assert problems(recording) == [] and recording.text() == "0\n0\n"
    spans = recording.calls("down") + recording.calls("step")
    assert 400 < len(spans) <= 600 and all(span.unrecorded and not span.cut for span in spans)
    assert recording.notes == (GAVE_UP,)


def test_what_a_process_that_died_was_doing_is_cut(tmp_path):
    recording = run_source(
        tmp_path,
        """
import os, signal, time
def outer(): inner()
def inner():
    os.kill(os.getpid(), signal.SIGKILL)
pid = os.fork()
if pid == 0: outer()
os.waitpid(pid, 0)
""",
    )
    child = recording.process("child 1")
    assert [(span.name, span.cut, span.end_ns) for span in recording.calls(which=child)] == [
        ("outer", True, child.exited_ns), ("inner", True, child.exited_ns)
    ]  # fmt: skip


def test_with_no_descriptor_left_recording_goes_on_while_there_is_room_and_then_says_so(tmp_path):
    recording = run_source(
        tmp_path,
        """
import resource
def f(): pass
def main():
    f()
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    for n in range(5000): f()
main()
""",
    )
    assert problems(recording) == [] and recording.main.exit_code == 0
    assert 100 < len(recording.calls("f")) < 5000
    assert next((span.name, span.cut, span.unrecorded) for span in recording.calls()) == ("main", False, True)
    assert NO_ROOM in recording.notes


def test_a_program_of_very_many_calls_is_put_together_quickly(tmp_path):
    """45,000 events of 50 functions; the parsing must not grow with the square."""
    source = "".join(f"def f{n}(): pass\n" for n in range(50)) + "for n in range(450):\n"
    source += "".join(f"    f{n}()\n" for n in range(50))
    recording = run_source(tmp_path, source)
    assert len(recording.calls()) == 22_500 and problems(recording) == []


# ---- putting cells together -----------------------------------------------------------------


def spans_of(*happened, inherited=(), created=0, end=1000):
    """The spans of what happened, each (time, tid, what, name), name being "kind function name"."""
    heard = Heard(1)
    hear(heard, [Happened(*these, named and Named(*named.split())) for *these, named in happened])
    return Spans(heard, list(inherited), created, 1).finish(end)


def test_an_end_that_is_missing_or_too_many_does_not_spoil_the_rest():
    found = spans_of(
        (1, 1, "begin", "call 1 f"), (2, 1, "begin", "call 2 g"), (3, 1, "end", "call 9 x"), (4, 1, "end", "call 1 f"),
        (5, 1, "end", "call 1 f"), (6, 1, "begin", "call 3 h"), (7, 1, "end", "call 3 h"),
    )  # fmt: skip
    assert [(span.name, span.start, span.end) for span in found] == [("f", 1, 4), ("g", 2, 4), ("h", 6, 7)]


def test_a_wait_within_a_wait_is_one():
    found = spans_of((1, 1, "begin", "join 1 join"), (2, 1, "begin", "wait 2 wait"), (3, 1, "end", "wait 2 wait"),
                     (4, 1, "end", "join 1 join"))  # fmt: skip
    assert [span.name for span in found] == ["join"]


NAMES = st.sampled_from(["call 1 f", "call 2 f", "get 3 get"])
HAPPENED = st.one_of(
    st.tuples(st.integers(0, 99), st.integers(1, 3), st.sampled_from(["begin", "end"]), NAMES),
    st.tuples(st.integers(0, 99), st.just(0), st.sampled_from(["stop", "program"]), st.none()),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(HAPPENED, max_size=60))
def test_whatever_happened_gives_spans_that_nest(happened):
    found = spans_of(*happened)
    for tid in (1, 2, 3):
        mine = [span for span in found if span.tid == tid]
        for a in mine:
            assert 0 <= a.start <= a.end <= 1000 and not (a.cut and a.unrecorded)
            for b in mine:
                apart = a.end <= b.start or b.end <= a.start
                assert (
                    a is b
                    or apart
                    or (a.start <= b.start and b.end <= a.end)
                    or (b.start <= a.start and a.end <= b.end)
                )


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2**24), st.integers(0, 2**63))), st.integers(0, 15), st.data())
def test_whatever_a_file_of_cells_holds_can_be_read(tmp_path_factory, cells, torn, data):
    folder = tmp_path_factory.mktemp("events")
    content = b"".join(tag.to_bytes(8, "little") + value.to_bytes(8, "little") for tag, value in cells)
    (folder / "7-0").write_bytes(content[: max(0, len(content) - torn)])
    for happened in read_cells(str(folder), 7, [0], 0):
        assert happened.what in ("begin", "end", "stop")


def test_what_a_thread_is_may_stand_in_the_next_file(tmp_path):
    """A thread was put aside between taking a cell for its first call and telling who it is; others filled the file."""
    head, stop, text = (1, 0), (0, 0), int.from_bytes(b"call 1 f", "little")
    files = [[head, (5 << 20 | 1 << 2 | 1, 10), stop], [(0, 5), (5 << 20 | 3, 77), (1 << 2 | 3, text), stop]]
    for number, cells in enumerate(files):
        content = b"".join(tag.to_bytes(8, "little") + value.to_bytes(8, "little") for tag, value in cells)
        (tmp_path / f"7-{number}").write_bytes(content)
    assert read_cells(str(tmp_path), 7, [0, 1], 0) == [Happened(10, 77, "begin", Named("call", 1, "f"))]


def test_a_process_killed_while_it_wrote_leaves_what_it_had_written(tmp_path):
    """A hundred times, at some moment or other of a loop that does nothing but call."""
    recording = run_source(
        tmp_path,
        """
import os, signal, time
def f(n): return n
def work():
    n = 0
    while True:
        n += 1
        f(n)
def child():
    pid = os.fork()
    if pid == 0: work()
    time.sleep(0.002)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
for n in range(100): child()
""",
    )
    assert problems(recording) == []
    for process in recording.children("main"):
        mine = recording.calls(which=process)
        assert all(span.function in ("child", "work", "f") for span in mine)
        assert not any(span.cut for span in mine if span.end_ns < process.exited_ns)
        assert len([span for span in mine if span.cut]) <= 3


def test_threads_never_tear_a_cell(tmp_path):
    recording = run_source(
        tmp_path,
        """
import sys, threading
sys.setswitchinterval(1e-6)
def a(): pass
def b(): a()
def work():
    for n in range(1000): b()
threads = [threading.Thread(target=work) for n in range(8)]
for t in threads: t.start()
for t in threads: t.join()
""",
    )
    assert problems(recording) == []
    assert len(recording.calls("a")) == len(recording.calls("b")) == 8000 and len(recording.calls("work")) == 8
    assert not any(span.cut or span.unrecorded for span in recording.spans)


def test_a_signal_handler_may_come_between(tmp_path):
    recording = run_source(
        tmp_path,
        """
import signal
count = 0
def handler(*args):
    global count
    count += 1
    inside()
def inside(): pass
signal.signal(signal.SIGALRM, handler)
signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
def f(): pass
def main():
    for n in range(20_000): f()
    signal.setitimer(signal.ITIMER_REAL, 0)
main()
print(count)
""",
    )
    assert problems(recording) == []
    count = int(recording.text())
    # A handler that interrupts a callback of the probe's is not seen: Python watches no callback.
    assert 0 < len(recording.calls("handler")) == len(recording.calls("inside")) <= count
    assert len(recording.calls("f")) == 20_000


@pytest.mark.skipif(sys.platform != "linux", reason="MADV_WIPEONFORK is Linux's")
def test_a_fork_without_hooks_leaves_the_parents_record_alone(tmp_path):
    recording = run_source(
        tmp_path,
        """
import ctypes, os
fork = ctypes.PyDLL(None).fork
def parents(): pass
def childs(): pass
def main():
    parents()
    pid = fork()
    if pid == 0:
        for n in range(300): childs()
        os._exit(0)
    for n in range(300): parents()
    os.waitpid(pid, 0)
main()
""",
    )
    assert problems(recording) == []
    assert len(recording.calls("parents", "main")) == 301 and not recording.calls("childs", "main")
    assert len(recording.calls("childs", "child 1")) == 300


def test_reads_and_writes_that_block_are_waits_and_others_are_not(tmp_path):
    recording = run_source(
        tmp_path,
        """
import fcntl, os, termios, time
r, w = os.pipe()
def is_full():
    return int.from_bytes(fcntl.ioctl(r, termios.FIONREAD, bytes(4)), "little") >= 65536
def reader(): return os.read(r, 10)
def many():  # reads that don't wait
    with open(__file__, "rb", 0) as file:
        for n in range(2000): os.read(file.fileno(), 1)
def writer():
    for n in range(17): os.write(w, bytes(8192))  # a pipe holds 8 of them
if os.fork() == 0:
    time.sleep(0.05)
    os.write(w, b"x")
    while not is_full(): time.sleep(0.001)
    for n in range(17):
        time.sleep(0.005)
        os.read(r, 8192)
    os._exit(0)
reader()
many()
writer()
os.wait()
""",
    )
    assert problems(recording) == []
    reads, writes = recording.waits("read", "main"), recording.waits("write", "main")
    assert {span.name for span in reads} == {"read"} and len(reads) < 20
    assert {span.name for span in writes} == {"write"} and len(writes) < 18
    (reader,) = recording.calls("reader")
    assert reader.start_ns <= reads[0].start_ns and reads[0].end_ns <= reader.end_ns


def test_a_read_that_never_ends_is_seen(tmp_path):
    source = "import os\nr, w = os.pipe()\nfor n in range(5): os.write(w, b'x'); os.read(r, 1)\nos.read(r, 1)"
    recording = run_source(tmp_path, source, limits=Limits(timeout_s=1))
    assert recording.stopped == "timeout"
    last = recording.waits("read")[-1]
    assert last.cut and last.end_ns == recording.main.exited_ns


def test_watching_calls_costs_little_after_the_cap(tmp_path):
    """A million calls: never a timed claim, only that it isn't of another order (it was once forty times as long)."""
    source = "import time\ndef f(): pass\nstart = time.process_time()\nfor n in range(300_000): f()\nprint(time.process_time() - start)"
    watched = float(run_source(tmp_path, source).text())
    start = time.process_time()
    exec("def f(): pass\nfor n in range(300_000): f()", {})
    assert watched < 20 * (time.process_time() - start) + 1


@pytest.mark.skipif(not os.path.exists("/proc"), reason="this system has no /proc, where files stand for processes")
def test_the_probe_survives_a_program_that_replaces_os_functions(tmp_path):
    source = "import os\nos.open = os.write = os.close = os.getpid = None\ndef f(): pass\nf()"
    recording = run_source(tmp_path, source)
    assert calls(recording) == ["f"] and recording.main.exit_code == 0


def test_nothing_is_said_when_the_interpreter_takes_itself_apart(tmp_path):
    source = """
import builtins, weakref
class A:
    def __del__(self): helper()
def helper(): len("".join(map(str, range(3))))
builtins.kept = A()
builtins.weak = weakref.WeakKeyDictionary({A(): 1})
f = A()
"""
    recording = run_source(tmp_path, source)
    assert recording.text(stream="stderr") in ("", plainly_stderr(tmp_path))


def plainly_stderr(folder):
    return subprocess.run([sys.executable, "program.py"], cwd=folder, capture_output=True, text=True).stderr
