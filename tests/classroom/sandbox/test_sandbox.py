"""A program in the sandbox does and shows what it does and shows outside; and without the sandbox nothing runs."""

import os
import stat
import sys
from collections import Counter
from pathlib import Path

import pytest

from classroom.sandbox import CannotIsolate, proof, watch
from helpers.watch.client.run import record

MANY_KINDS = """
import multiprocessing, os, sys, time
from multiprocessing import Process, Queue, Pool

def put_two(queue, name):
    for number in range(2):
        queue.put((name, number))
        time.sleep(0.01)

def square(number):
    time.sleep(0.02)
    return number * number

if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    queue = Queue()
    both = [Process(target=put_two, args=(queue, name)) for name in "ab"]
    for process in both:
        process.start()
    print(sorted(queue.get() for _ in range(4)))
    for process in both:
        process.join()
    with Pool(2) as pool:
        print(pool.map(square, range(6), chunksize=1))
        pool.close()
        pool.join()
    pid = os.fork()
    if pid == 0:
        os._exit(3)
    os.waitpid(pid, 0)
"""


def said(recording) -> str:
    return "".join(line.text for line in recording.output)


def about(recording):
    """What of this program's recording is the same on each run: who there was, how each ended, what each did."""
    roles = {process.pid: process.role for process in recording.processes}
    main = recording.processes[0].pid
    ends = Counter((process.exit_code, process.signal, process.ppid == main) for process in recording.processes)
    calls = Counter(
        (roles[span.pid].rstrip("0123456789 "), span.name) for span in recording.spans if span.kind in ("call", "sleep")
    )
    by_main = [
        (span.kind, span.name) for span in recording.spans if span.pid == span.tid == main and span.kind != "read"
    ]
    threads = Counter(roles[span.pid].rstrip("0123456789 ") for span in recording.spans if span.tid != span.pid)
    return sorted(map(str, roles.values())), ends, calls, Counter(by_main), set(threads), said(recording)


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_the_recording_is_the_same_as_outside(tmp_path, method):
    inside = watch(MANY_KINDS, args=[method], timeout=60)
    (tmp_path / "program.py").write_text(MANY_KINDS)
    outside = record([os.path.realpath(sys.executable), "program.py", method], cwd=tmp_path)
    assert inside.stopped is None and inside.notes == outside.notes
    assert about(inside) == about(outside)


def test_each_thread_is_the_one_that_the_kernel_saw():
    recording = watch(MANY_KINDS, args=["fork"], timeout=60)
    threads = {process.pid: set(process.threads) for process in recording.processes}
    assert all(span.tid in threads[span.pid] for span in recording.spans)
    assert all(len(mine) < 6 for mine in threads.values()), "each thread once, under the number it has out here"


def test_a_child_that_lives_for_an_instant_is_joined():
    recording = watch(
        "import os\ndef one():\n    if os.fork() == 0: os._exit(4)\n    os.wait()\nfor _ in range(50): one()\n",
        timeout=60,
    )
    assert Counter(process.exit_code for process in recording.processes) == {4: 50, 0: 1}
    children = {process.pid for process in recording.processes[1:]}
    assert {span.pid for span in recording.spans if span.name == "one"} >= children


def test_files_and_arguments_are_the_program_s_own(tmp_path):
    given = {"texts/a.txt": "one þ".encode(), "b.bin": bytes(range(256))}
    program = (
        "import os, sys\nprint(sys.argv[1:], sorted(os.listdir()), open('texts/a.txt', encoding='utf-8').read())\n"
        "open('b.bin', 'ab').write(b'more'); print(os.path.getsize('b.bin'), sys.stdin.read() == '', os.getcwd())\n"
        "print(os.getpid() == os.getpgrp() == os.getsid(0), sorted(os.listdir('/sandbox/given')))"
    )
    for _ in range(2):  # the second run finds nothing of the first
        recording = watch(program, args=["x", "ÿ"], files=given, timeout=60)
        assert said(recording).splitlines() == [
            "['x', 'ÿ'] ['b.bin', 'program.py', 'texts'] one þ",
            "260 True /sandbox/work",
            "True ['b.bin', 'program.py', 'texts']",
        ]


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x"])
def test_a_file_outside_its_folder_is_refused(name):
    with pytest.raises(ValueError, match="outside the program's folder"):
        watch("", files={name: b""}, timeout=60)


def test_nothing_of_the_marker_s_environment_gets_in(monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "abc")
    assert "SECRET_TOKEN" not in said(watch("import os; print(dict(os.environ))", timeout=60))


def test_here_it_isolates():
    assert proof.obstacle() is None


def put_first(folder: Path, monkeypatch, script: str) -> None:
    """A `bwrap` of the test's own, found before the real one."""
    folder.mkdir()
    fake = folder / "bwrap"
    fake.write_text(script)
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def test_where_bubblewrap_fails_nothing_runs(tmp_path, monkeypatch):
    put_first(
        tmp_path / "bin", monkeypatch, "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n"
    )
    with pytest.raises(CannotIsolate, match="could not be made: bwrap: No permissions to create new namespace"):
        watch("print(1)", timeout=60)
    problem = proof.obstacle()
    assert problem.startswith("Submissions are programs that nobody has read") and "apparmor" in problem


def test_where_bubblewrap_is_not_there_it_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "apt install bubblewrap" in proof.obstacle()


@pytest.mark.parametrize(
    "without, sentence",
    [("--unshare-net", "It can reach the network."), ("--unshare-ipc", "no ipc namespace of its own")],
)
def test_a_part_that_is_missing_is_noticed(tmp_path, monkeypatch, without, sentence):
    put_first(
        tmp_path / "bin",
        monkeypatch,
        f"#!{sys.executable} -IS\nimport os, sys\n"
        "words = [word.replace(sys.argv[0], '/usr/bin/bwrap') for word in sys.argv[1:]]\n"
        f"os.execv('/usr/bin/bwrap', ['bwrap', *(word for word in words if word != {without!r})])\n",
    )
    assert sentence in proof.obstacle()


def test_a_set_user_id_bubblewrap_is_refused(tmp_path, monkeypatch):
    put_first(tmp_path / "bin", monkeypatch, "#!/bin/sh\n")
    (tmp_path / "bin" / "bwrap").chmod(0o755 | stat.S_ISUID)
    assert "set-user-ID" in proof.obstacle()
