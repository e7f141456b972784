"""Is the recording true? Programs that say what they do, against what was seen of them.

Each runs under every layer that this machine has. Each process lives long enough for the sampled layer to see it;
no test depends on how long anything takes.
"""

import itertools
import multiprocessing

import pytest
from record_checks import BEST, LAYERS, TRUTH, disagreements, how, problems, run_source

FORKS = (
    TRUTH
    + """
def child(code):
    here = os.getpid()
    pid = os.fork()
    if pid == 0:
        born(here)
        time.sleep(0.2)
        end(code)
    return pid

def end(code):
    if code == "exit": sys.exit(3)
    if code == "_exit": os._exit(4)
    if code == "kill": os.kill(os.getpid(), signal.SIGKILL)
    if code == "term": os.kill(os.getpid(), signal.SIGTERM)
    if code == "raise": raise ValueError
    if code == "abort": os.abort()
    if code == "wrap": os._exit(256 + 7)

born(0)
for pid in [child(code) for code in ("exit", "_exit", "kill", "term", "raise", "abort", "wrap")]:
    collect(pid)
"""
)
FAMILY = (
    TRUTH
    + """
born(0)
here = os.getpid()
if os.fork() == 0:                      # a daemon: its parent goes before it does
    born(here)
    middle = os.getpid()
    if os.fork() == 0:
        os.setsid()
        born(middle)
        busy(0.1)
        used()
        time.sleep(0.2)
    else:
        time.sleep(0.2)
    os._exit(0)
if os.fork() == 0:                      # a chain of three
    born(here)
    for _ in range(2):
        forker = os.getpid()
        pid = os.fork()
        if pid:
            collect(pid)
            os._exit(5)
        born(forker)
        time.sleep(0.2)
    os._exit(6)
time.sleep(0.2)
os.wait(), os.wait()
"""
)
BUSY = (
    TRUTH
    + """
born(0)
here = os.getpid()
pids = []
for n in range(3):
    pids.append(os.fork())
    if pids[-1] == 0:
        born(here)
        busy(0.15 + 0.1 * n)
        used()
        time.sleep(0.1)
        os._exit(n)
for pid in pids:
    collect(pid)
busy(0.1)
used()
time.sleep(0.1)
"""
)
OTHERS = (
    TRUTH
    + """
import subprocess
born(0)
here = os.getpid()
sh = subprocess.Popen(["sh", "-c", "sleep 0.4; exit 9"])
started(sh.pid)
sleep = subprocess.Popen(["sleep", "5"])
started(sleep.pid)
isolated = subprocess.Popen([sys.executable, "-I", "-c", "import time, sys; time.sleep(0.2); sys.exit(8)"])
started(isolated.pid)
python = subprocess.Popen([sys.executable, "-c", "import os, time; time.sleep(0.2); os._exit(7)"])
started(python.pid)
time.sleep(0.2)
sleep.kill()
for process in (sh, sleep, isolated, python):
    ended(process.pid, process.wait())
"""
)
BECOMES = (
    TRUTH
    + """
import json
born(0)
here = os.getpid()
pid = os.fork()
if pid == 0:
    born(here)
    def before(): os.execv("/bin/sh", ["sh", "-c", "sleep 0.3; exit 11"])
    before()
collect(pid)
if len(sys.argv) == 1:
    os.execv(sys.executable, [sys.executable, sys.argv[0], "again"])
"""
)
THREADS = (
    TRUTH
    + """
import threading
born(0)
def work(n):
    busy(0.1)
    time.sleep(0.1 + n / 10)
threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
for thread in threads: thread.start()
for thread in threads: thread.join()
used()
time.sleep(0.1)
"""
)


def problems_and_disagreements(recording):
    return problems(recording) + disagreements(recording)


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("source", [FORKS, FAMILY, BUSY, THREADS], ids=["forks", "family", "busy", "threads"])
def test_what_the_program_says_is_what_was_seen(tmp_path, source, layer):
    recording = run_source(tmp_path, source, layer=layer)
    assert recording.kernel_layer == layer
    assert problems_and_disagreements(recording) == []
    assert recording.stopped is None and recording.main.exit_code == 0
    assert recording.notes == ()


@pytest.mark.parametrize("layer", [layer for layer in LAYERS if layer != "none"])
def test_children_that_are_not_python_are_seen(tmp_path, layer):
    recording = run_source(tmp_path, OTHERS, layer=layer)
    inner = [process for process in recording.processes if process.ppid == recording.process("sh").pid]
    # dash becomes the last command of a script, bash may become the first: sleep is then no child of its own
    told = [text for text in problems_and_disagreements(recording) if not any(f"pid={p.pid}," in text for p in inner)]
    assert told == []
    assert {"sh"} <= {process.role for process in recording.processes}
    assert any(process.role.startswith("sleep") for process in recording.processes)


@pytest.mark.parametrize("layer", [layer for layer in LAYERS if layer != "none"])
def test_a_process_that_becomes_another_program_stays_the_same_process(tmp_path, layer):
    recording = run_source(tmp_path, BECOMES, layer=layer)
    sleeps = [process.pid for process in recording.processes if process.role.startswith("sleep")]
    told = [text for text in problems_and_disagreements(recording) if not any(f"pid={pid}," in text for pid in sleeps)]
    assert told == []
    assert sum(process.exit_code == 11 for process in recording.processes) == 2
    assert [span.cut for span in recording.calls("before")] == [True, True]


MULTIPROCESSING = (
    TRUTH
    + """
import multiprocessing as mp
def work(code):
    born(os.getppid())
    time.sleep(0.15)
    if code == "raise": raise ValueError("expected")
    if code == "kill": os.kill(os.getpid(), signal.SIGKILL)
    if code == "_exit": os._exit(5)
    if code == "sleep": time.sleep(100)
    sys.exit(code)

if __name__ == "__main__":
    born(0)
    mp.set_start_method(sys.argv[1])
    processes = [mp.Process(target=work, args=(code,)) for code in (0, 3, "raise", "kill", "_exit", "sleep")]
    for process in processes: process.start()
    for process in processes[:-1]: process.join()
    processes[-1].terminate()
    processes[-1].join()
    for process in processes:
        ended(process.pid, process.exitcode)
"""
)


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_processes_of_multiprocessing(tmp_path, method, layer):
    recording = run_source(tmp_path, MULTIPROCESSING, method, layer=layer)
    # Under forkserver, the server reports its children's statuses as well as it can: a signal as such since 3.9.
    assert problems_and_disagreements(recording) == []
    prefix = {"fork": "", "spawn": "Spawn", "forkserver": "ForkServer"}[method]
    names = [f"{prefix}Process-{n}" for n in range(1, 7)]
    roles = {process.role for process in recording.processes}
    assert roles - {"main", "resource tracker", "fork server"} <= {*names, *(f"Process-{n}" for n in range(1, 7))}
    assert len(roles & {*names, *(f"Process-{n}" for n in range(1, 7))}) == 6
    assert len(recording.calls("work")) == 6
    cut = [span for span in recording.calls("work") if span.cut]
    assert sorted(how(recording.process(span.pid)) for span in cut) in ([-15, -9, 5], [-15, -9])
    # One that was ended by a signal is cut at the very end of its process.
    assert all(span.end_ns == recording.process(span.pid).exited_ns for span in cut)


POOLS = (
    TRUTH
    + """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool
def task(n):
    time.sleep(0.05)
    return n * n, os.getpid()
if __name__ == "__main__":
    born(0)
    seen = set()
    with Pool(3) as pool:
        results = pool.map(task, range(9), chunksize=1)
    with ProcessPoolExecutor(2) as executor:
        more = list(executor.map(task, range(4)))
    for pid in {pid for _, pid in results + more}:
        print("started", pid, os.getpid(), flush=True)
    assert [square for square, _ in results] == [n * n for n in range(9)]
"""
)


@pytest.mark.parametrize("layer", LAYERS)
def test_pools(tmp_path, layer):
    recording = run_source(tmp_path, POOLS, layer=layer)
    assert problems(recording) == []
    roles = [process.role for process in recording.processes]
    pool = {"pool worker 1", "pool worker 2", "pool worker 3"}
    assert pool <= set(roles)
    assert len(recording.calls("task")) == 13
    written = {int(line.text.split()[1]) for line in recording.lines() if line.text.startswith("started")}
    assert {span.pid for span in recording.calls("task")} == written
    in_pool = [span for span in recording.calls("task") if recording.process(span.pid).role in pool]
    assert sorted(span.name for span in in_pool) == [f"task({n})" for n in range(9)]
    assert recording.most_at_once(in_pool) <= 3
    assert recording.waits("result", "main") and recording.waits("get", in_pool[0].pid)


MANY = (
    TRUTH
    + """
born(0)
here = os.getpid()
for n in range(200):
    pid = os.fork()
    if pid == 0:
        born(here)
        os._exit(n)
    collect(pid)
"""
)


def test_two_hundred_short_lives(tmp_path):
    recording = run_source(tmp_path, MANY)
    assert problems_and_disagreements(recording) == []
    assert len(recording.processes) == 201
    if BEST == "exact":
        ordered = recording.processes[1:]
        assert [process.exit_code for process in ordered] == list(range(200))
        assert all(process.collected_ns is not None for process in ordered)
        assert all(recording.before(a, b) for a, b in itertools.pairwise(ordered))


AT_ONCE = (
    TRUTH
    + """
born(0)
here = os.getpid()
for n in range(100):
    if os.fork() == 0:
        born(here)
        os._exit(n)
for n in range(100):
    os.wait()
"""
)


@pytest.mark.parametrize("layer", LAYERS)
def test_a_hundred_at_once_end_and_are_collected(tmp_path, layer):
    recording = run_source(tmp_path, AT_ONCE, layer=layer)
    assert problems_and_disagreements(recording) == []
    assert sorted(process.exit_code for process in recording.processes[1:]) == list(range(100))


@pytest.mark.skipif(BEST != "exact", reason="this system refuses perf to this user, so there is no exact layer")
def test_one_cpu_never_has_two_and_two_can_run_at_once(tmp_path):
    recording = run_source(
        tmp_path,
        TRUTH
        + """
cpu = min(os.sched_getaffinity(0))
os.sched_setaffinity(0, [cpu])
pids = []
for n in range(3):
    pids.append(os.fork())
    if pids[-1] == 0:
        busy(0.1)
        os._exit(0)
for pid in pids: os.waitpid(pid, 0)
""",
    )
    assert problems(recording) == []
    assert recording.most_on_cpu() == 1
    assert any(turn.preempted for turn in recording.on_cpu)
    children = recording.children("main")
    assert all(len(recording.turns(child)) > 3 for child in children)
    assert not any(recording.before(a, b) for a in children for b in children)


LATE = """
import threading, time, os
def late():
    threading.main_thread().join()
    time.sleep(0.2)
    print("late", flush=True)
threading.Thread(target=late).start()
print("main is done", flush=True)
"""


@pytest.mark.parametrize("layer", LAYERS)
def test_a_thread_that_outlives_the_main_thread(tmp_path, layer):
    recording = run_source(tmp_path, LATE, layer=layer)
    assert problems(recording) == []
    assert recording.text() == "main is done\nlate\n"
    assert recording.calls("late") and not recording.calls("late")[0].cut
    assert recording.waits("sleep")
