"""Whatever a program does, and whoever dies: the run ends, nothing is left, and what was seen is kept.

Every run carries a word in its environment; afterwards no process on this machine may have it. A program here that
forks without end gives up by itself after some seconds: were the recorder wrong, the machine would still survive.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from record_checks import LAYERS, Marker, how, problems, run_source

from helpers.watch.client.run import CannotStart, Interrupted, Limits, Recorder, record
from helpers.watch.supervisor import events_folder

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60  # only something that never happens takes so long


def eventually(condition, what: str):
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


@pytest.fixture
def marker(monkeypatch):
    """Sets the word, and fails the test if a process of the run is left."""
    mark = Marker()
    monkeypatch.setenv("RUN_OF_A_TEST", mark.word)
    yield mark
    eventually(lambda: not mark.processes(), f"left: {mark.processes()}")


UGLY = {
    "stops itself": "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
    "closes all": "import os, time\nos.closerange(0, 100)\ntime.sleep(1000)",
    "clears its environment": (
        "import os, sys, time\nif len(sys.argv) == 1: os.execve(sys.executable, [sys.executable, 'program.py', 'x'], {})\n"
        "time.sleep(1000)"
    ),
    "pool": "import multiprocessing as m, time\nif __name__ == '__main__': m.Pool(3).map(time.sleep, [1000] * 9)",
    "spawned": (
        "import multiprocessing as m, time\nif __name__ == '__main__':\n    m.set_start_method('spawn')\n"
        "    p = m.Process(target=time.sleep, args=(1000,)); p.start(); p.join()"
    ),
    "not Python": "import subprocess\nsubprocess.run('sleep 1000 & sleep 1000', shell=True)",
    "threads": "import threading, time\nfor n in range(5): threading.Thread(target=time.sleep, args=(1000,)).start()",
}  # fmt: skip


SHARES = """
import multiprocessing as m, time
from multiprocessing.shared_memory import SharedMemory

def wait(lock):
    lock.acquire()

if __name__ == "__main__":
    m.set_start_method("spawn")
    lock = m.Lock()
    memory = SharedMemory(create=True, size=1000)
    print("sem." + lock._semlock.name.strip("/"), memory.name.strip("/"), flush=True)
    lock.acquire()
    process = m.Process(target=wait, args=(lock,))
    process.start()
    process.join()
"""


@pytest.mark.skipif(not os.path.isdir("/dev/shm"), reason="this system has no /dev/shm to look for what is left in")
def test_semaphores_and_shared_memory_of_killed_processes_are_removed(tmp_path, marker):
    seen = []
    recording = run_source(
        tmp_path,
        SHARES,
        limits=Limits(timeout_s=2),
        on_output=lambda pid, stream, data: seen.append(os.listdir("/dev/shm")),
    )
    names = set(recording.text().split())
    assert len(names) == 2 and names <= set(seen[0]), "the program did not do what it should"
    assert recording.stopped == "timeout" and recording.text(stream="stderr") == ""
    assert not names & set(os.listdir("/dev/shm"))


@pytest.mark.parametrize("name", UGLY)
def test_the_time_limit_ends_everything(tmp_path, marker, name):
    recording = run_source(tmp_path, UGLY[name], limits=Limits(timeout_s=1))
    assert recording.stopped == "timeout"
    assert not marker.processes()
    assert problems(recording) == []
    assert "SIGKILL" in {process.signal for process in recording.processes}
    assert recording.main.signal == "SIGKILL"
    assert recording.wall_ns >= 1e9


BOMB = """
import os, time
end = time.monotonic() + 3
while time.monotonic() < end:
    try: os.fork()
    except OSError: time.sleep(0.01)
    time.sleep(0.01)
time.sleep(1000)
"""


@pytest.mark.parametrize("layer", LAYERS)
def test_a_fork_bomb_is_stopped(tmp_path, marker, layer):
    recording = run_source(tmp_path, BOMB, limits=Limits(timeout_s=60, max_processes=30), layer=layer)
    assert recording.stopped == "processes"
    assert not marker.processes()
    # Without a kernel layer, what was killed before it could say that it is there was not seen.
    assert len(recording.processes) > (30 if layer != "none" else 10)


def test_processes_that_nobody_collects_count(tmp_path, marker):
    source = "import os, time\nfor n in range(300):\n    if os.fork() == 0: os._exit(0)\ntime.sleep(1000)"
    recording = run_source(tmp_path, source, limits=Limits(timeout_s=60, max_processes=50))
    assert recording.stopped == "processes"


@pytest.mark.parametrize("source", ["while True: print('x' * 1000)", "while True: print('x' * 1000, end='')",
                                    "import os\nwhile True: os.write(1, b'x' * (1 << 20))"])  # fmt: skip
def test_endless_output_is_stopped(tmp_path, marker, source):
    recording = run_source(tmp_path, source, limits=Limits(timeout_s=60, output_bytes=3_000_000))
    assert recording.stopped == "output"
    assert len(recording.text()) == 3_000_000


def test_memory_is_limited(tmp_path, marker):
    source = "import time\nkept = []\nwhile True:\n    kept.append(bytearray(b'x' * 10_000_000))\n    time.sleep(0.02)"
    recording = run_source(tmp_path, source, limits=Limits(timeout_s=60, memory_bytes=100_000_000))
    assert recording.stopped == "memory"


def test_memory_that_forked_processes_share_is_counted_once(tmp_path, marker):
    source = (
        "import os, time\nkept = b'x' * 30_000_000\n"
        "for n in range(10):\n    if os.fork() == 0:\n        time.sleep(0.3)\n        os._exit(0)\n"
        "for n in range(10): os.wait()"
    )
    recording = run_source(tmp_path, source, limits=Limits(timeout_s=60, memory_bytes=200_000_000))
    assert recording.stopped is None and recording.main.exit_code == 0


def start_client(tmp_path, source, *options):
    """The command line, in a process of its own, running `source`, which has written its first line."""
    (tmp_path / "program.py").write_text(source)
    client = subprocess.Popen(
        [sys.executable, "-m", "helpers", "run", *options, str(tmp_path / "program.py")], cwd=ROOT,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert client.stdout.readline() == b"here\n"
    return client


def children(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(child) for child in file.read().split()]


TREE = """
import os, time
if os.fork() == 0: os.setsid()
else: print("here", flush=True)
end = time.monotonic() + 120
while time.monotonic() < end: time.sleep(1)
"""


@pytest.mark.skipif(
    not os.path.exists("/proc/self/task"), reason="this system has no /proc to find the recorder's processes in"
)
@pytest.mark.parametrize("who", ["client", "guard", "supervisor", "guard and client", "program"])
def test_whoever_is_killed_nothing_is_left(tmp_path, marker, who):
    client = start_client(tmp_path, TREE, "--timeout", "100")
    (guard,) = children(client.pid)
    (supervisor,) = children(guard)
    program = children(supervisor)[0]
    environment = Path(f"/proc/{program}/environ").read_text().split("\0")
    (folder,) = (line.partition("=")[2] for line in environment if line.startswith("PROCESSES_COURSE_EVENTS="))
    assert os.path.isdir(folder)
    if who == "program":
        for pid in {program, *marker.processes()} - {client.pid, guard, supervisor}:
            os.kill(pid, signal.SIGKILL)
    for name, pid in (("supervisor", supervisor), ("guard", guard), ("client", client.pid)):
        if name in who:
            os.kill(pid, signal.SIGKILL)
    if who == "guard":  # the supervisor goes on without it, until its client goes
        assert program in marker.processes()
        client.kill()
    _, err = client.communicate(timeout=PATIENCE_S)
    if who == "supervisor":
        assert client.returncode == 125 and b"recorder itself was killed" in err and b"Traceback" not in err
    if who == "program":
        assert client.returncode == -signal.SIGKILL
    eventually(lambda: not marker.processes(), f"left: {marker.processes()}")
    eventually(lambda: not os.path.exists(folder), "a folder of events is left")


@pytest.mark.skipif(
    not os.path.exists("/proc/self/task"), reason="this system has no /proc to find the recorder's processes in"
)
def test_what_was_written_before_the_recorder_was_killed_is_kept(tmp_path, marker):
    (tmp_path / "program.py").write_text(TREE)
    with Recorder() as recorder:

        def kill(pid, stream, data):
            os.kill(*children(recorder.process.pid), signal.SIGKILL)

        recording = recorder.record([sys.executable, str(tmp_path / "program.py")], on_output=kill)
        assert recording.stopped == "interrupted" and "recorder itself was killed" in recording.notes[0]
        assert recording.text(recording.main) == "here\n"
        with pytest.raises(CannotStart, match="recorder itself was killed"):
            recorder.record([sys.executable, str(tmp_path / "program.py")])
    assert not marker.processes()  # the guard neither, which had the last word


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_client_that_is_ended_ends_the_run(tmp_path, marker, number):
    client = start_client(tmp_path, TREE)
    client.send_signal(number)
    client.communicate(timeout=PATIENCE_S)
    assert client.returncode == -number


def test_an_interrupt_ends_the_run_and_keeps_what_was_seen(tmp_path, marker):
    """As in a notebook: the kernel's main thread is interrupted while it waits for the recorder."""
    main = threading.main_thread().ident

    def interrupt(pid, stream, data):
        threading.Thread(target=lambda: signal.pthread_kill(main, signal.SIGINT)).start()

    with pytest.raises(Interrupted) as caught:
        run_source(tmp_path, TREE, on_output=interrupt)
    recording = caught.value.recording
    assert recording.stopped == "interrupted" and recording.text() == "here\n"
    assert problems(recording) == []
    assert not marker.processes()


def test_an_output_function_that_fails_ends_the_run(tmp_path, marker):
    def fail(pid, stream, data):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_source(tmp_path, TREE, on_output=fail)
    assert not marker.processes()


def test_two_recordings_at_once_do_not_mix(tmp_path, marker):
    found = {}

    def one(name):
        folder = tmp_path / name
        folder.mkdir()
        source = f"import os\nfor n in range(20):\n    if os.fork() == 0: print('{name}'); os._exit(0)\nfor n in range(20): os.wait()"
        found[name] = run_source(folder, source)

    threads = [threading.Thread(target=one, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for name in ("a", "b"):
        assert found[name].text() == f"{name}\n" * 20
        assert len(found[name].processes) == 21 and problems(found[name]) == []
    assert not {p.pid for p in found["a"].processes} & {p.pid for p in found["b"].processes}


def test_a_recording_of_a_recording(tmp_path, marker):
    (tmp_path / "inner.py").write_text(
        "import os, time\nif os.fork() == 0: time.sleep(0.2); os._exit(3)\nprint(os.wait()[1])"
    )
    source = f"""import subprocess, sys
done = subprocess.run([sys.executable, "-m", "helpers", "run", "--json", {str(tmp_path / "inner.json")!r},
                       {str(tmp_path / "inner.py")!r}], cwd={str(ROOT)!r}, capture_output=True, text=True)
print(done.stdout, done.stderr, done.returncode)"""
    outer = run_source(tmp_path, source)
    assert outer.text() == "768\n  0\n"
    inner = json.loads((tmp_path / "inner.json").read_text())
    assert [process["exit_code"] for process in inner["processes"]] == [0, 3]
    assert {process["pid"] for process in inner["processes"]} <= {process.pid for process in outer.processes}


@pytest.mark.skipif(not os.path.exists("/proc/self/fd"), reason="this system has no /proc to count descriptors in")
def test_one_recorder_for_many_runs_keeps_nothing_open(tmp_path, marker):
    source = "import os, sys, resource\nprint(resource.getrlimit(resource.RLIMIT_NOFILE), flush=True)\nos._exit(int(sys.argv[1]))"
    (tmp_path / "program.py").write_text(source)
    with Recorder() as recorder:
        opened = set()
        for n in range(6):
            recording = recorder.record([sys.executable, str(tmp_path / "program.py"), str(n)])
            assert recording.main.exit_code == n and problems(recording) == []
            assert recording.text() == f"{resource.getrlimit(resource.RLIMIT_NOFILE)}\n"
            with pytest.raises(CannotStart):
                recorder.record(["/nowhere/python", "x.py"])
            (supervisor,) = children(recorder.process.pid)
            opened.add(len(os.listdir(f"/proc/{supervisor}/fd")))
        assert len(opened) == 1, opened
    assert recorder.process.returncode == 0


@pytest.mark.parametrize("executable", ["/nowhere/python", "/etc/passwd"])
def test_a_program_that_cannot_start_is_a_sentence(executable, marker):
    with pytest.raises(CannotStart, match=r"could not be started: .*\.$"):
        record([executable, "x.py"])


def test_a_folder_that_is_not_there_is_a_sentence(marker):
    with pytest.raises(CannotStart, match="could not be started: No such file or directory"):
        record([sys.executable, "x.py"], cwd="/nowhere")


@pytest.mark.parametrize("value", [float("nan"), -1, "many", None])
@pytest.mark.parametrize("name", ["timeout_s", "max_processes", "output_bytes", "memory_bytes"])
def test_a_limit_that_makes_no_sense_is_refused(name, value):
    with pytest.raises(ValueError, match="makes no sense"):
        Limits(**{name: value})


def test_there_is_a_folder_for_events_wherever_one_can_be(monkeypatch, tmp_path):
    tried, made = [], os.mkdir

    def refuse(path, mode):
        tried.append(path)
        if not path.startswith(str(tmp_path)):
            raise OSError(28, "No space left on device")
        made(path, mode)

    monkeypatch.setattr(os, "mkdir", refuse)
    monkeypatch.setattr(events_folder, "ROOM", 0)  # on this machine they may be full
    monkeypatch.setenv("TMPDIR", str(tmp_path / "gone"))
    monkeypatch.chdir(tmp_path)
    assert events_folder.events_folder("word").startswith(str(tmp_path))
    assert [os.path.dirname(path) for path in tried] == ["/dev/shm", "/tmp", "/var/tmp", str(tmp_path)]
    monkeypatch.chdir("/")
    with pytest.raises(CannotStart, match="disk full"):
        events_folder.events_folder("word")


def test_the_end_of_the_main_program(tmp_path, marker):
    for source, expected in {"raise SystemExit(7)": 7, "import os; os.kill(os.getpid(), 15)": -15, "1/0": 1}.items():
        assert how(run_source(tmp_path, source).main) == expected
