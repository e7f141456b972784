"""Calls and waits: what the probe tells, on every Python, also at the cap, and put together from damaged lines."""

import os
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_checks import problems, run_source

from helpers.watch.assemble.events import Spans, parse

CAP = 500  # of the probe
OLD = sys.version_info < (3, 12)  # without sys.monitoring, all watching stops where a cap is reached


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


CAPPED = """
import time
def sleep(n):
    if n: return sleep(n - 1)
    for n in range(1500): time.sleep(0)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
class A:
    def go(self): return B().go()
class B:
    def go(self): return 2
def main():
    sleep(3)
    fib(18)
    A().go()
    time.sleep(0.01)
main()
"""


def test_at_the_cap_nothing_wrong_is_said(tmp_path):
    recording = run_source(tmp_path, CAPPED)
    assert problems(recording) == []
    assert len(recording.calls("sleep")) == 4 and not any(span.cut for span in recording.calls("sleep"))
    assert len(recording.calls("fib")) == CAP and len(recording.waits("sleep")) == CAP
    (main,) = recording.calls("main")
    assert main.cut == OLD
    first = recording.calls("fib")[0]
    assert first.name == "fib(18)" and first.cut  # its end came after the cap
    assert calls(recording)[-2:] == ["A.go", "B.go"] if not OLD else "A.go" not in calls(recording)
    expected = {"Of many calls of sleep only the first are shown."}
    expected |= (
        {"A process made so many calls that only the first are shown."}
        if OLD
        else {"Of many calls of fib only the first are shown."}
    )
    assert set(recording.notes) == expected


def test_deep_recursion_is_left_alone(tmp_path):
    source = "def down(n): return n and step(n - 1)\ndef step(n): return n and down(n - 1)\ndef main():\n    print(down(900))\nmain()\nmain()"
    recording = run_source(tmp_path, source)
    assert problems(recording) == [] and recording.text() == "0\n0\n"
    assert 400 < len(recording.calls("down") + recording.calls("step")) <= 501
    assert recording.notes == ("A process made so many calls that only the first are shown.",)


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


def test_events_that_cannot_be_written_end_the_calls_and_are_said(tmp_path):
    recording = run_source(
        tmp_path,
        """
import os, resource
def f(n):
    if n == 1: resource.setrlimit(resource.RLIMIT_NOFILE, (3, 4))
    if n == 2: resource.setrlimit(resource.RLIMIT_NOFILE, (4, 4))
    return n
def main():
    for n in range(5): f(n)
main()
""",
    )
    assert problems(recording) == []
    assert calls(recording) == ["main", "f(0)", "f(1)"]
    assert [span.cut for span in recording.calls()] == [True, False, True]
    assert "could not be noted" in recording.notes[0]


def test_a_program_of_very_many_calls_is_put_together_quickly(tmp_path):
    """45,000 events of 50 functions; the parsing must not grow with the square."""
    source = "".join(f"def f{n}(): pass\n" for n in range(50)) + "for n in range(450):\n"
    source += "".join(f"    f{n}()\n" for n in range(50))
    recording = run_source(tmp_path, source)
    assert len(recording.calls()) == 22_500 and problems(recording) == []


# ---- putting lines together -----------------------------------------------------------------


def spans_of(lines: str, inherited=(), created=0, end=1000):
    return Spans(parse(1, lines.splitlines(keepends=True), {}), list(inherited), created, 1).finish(end)


def test_functions_of_one_name_are_kept_apart_at_a_cap():
    found = spans_of("1 1 C 1 go\n2 1 C 2 go\n3 1 K 2 go\n4 1 C 3 x\n5 1 c\n6 1 c\n")
    assert [(span[3], span[4], span[5], span[6]) for span in found] == [
        ("go", 1, 6, False), ("go", 2, 3, True), ("x", 4, 5, False)
    ]  # fmt: skip


def test_a_wait_within_a_wait_is_one():
    assert [span[3] for span in spans_of("1 1 W 1 join join\n2 1 W 2 wait wait\n3 1 w\n4 1 w\n")] == ["join"]


LINES = st.lists(
    st.tuples(st.integers(0, 99), st.integers(1, 3), st.sampled_from(
        ["C 1 f", "C 2 f", "c", "W 3 get get", "w", "K 1 f", "Q", "L", "P 7", "F 7", "R x", "X 3", "Z", "S 4 5"]
    ))
)  # fmt: skip
TORN = st.sampled_from(
    ["", "x", "1", "1 1", "1 1 C", "1 1 W 3", "1 1 W 3 get", "1 1 K", "1 x c", "1 1 S 4", "1 1 F", "\xff \xff"]
)


@settings(max_examples=300)
@given(LINES, st.data())
def test_any_lines_give_spans_that_nest(lines, data):
    lines = [f"{time} {tid} {what}" for time, (_, tid, what) in enumerate(lines)]
    for _ in range(data.draw(st.integers(0, 2))):
        lines.insert(data.draw(st.integers(0, len(lines))), data.draw(TORN))
    found = spans_of("".join(line + "\n" for line in lines) + data.draw(st.sampled_from(["", "9", "99 1 C 1 to"])))
    for tid in (1, 2, 3):
        mine = [span for span in found if span[1] == tid]
        for a in mine:
            assert 0 <= a[4] <= a[5] <= 1000
            for b in mine:
                assert (
                    a is b
                    or a[5] <= b[4]
                    or b[5] <= a[4]
                    or (a[4] <= b[4] and b[5] <= a[5])
                    or (b[4] <= a[4] and a[5] <= b[5])
                )


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
