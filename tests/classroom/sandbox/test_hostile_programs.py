"""Programs that mean harm: each run ends in a recording that tells the truth, and nothing of it is left."""

import os
import socket
import threading
import time

import pytest
from left_behind import left_behind, new_word

from classroom.sandbox import watch


def said(recording) -> str:
    return "".join(line.text for line in recording.output)


def ended(program: str, timeout: float = 60, **how):
    """The recording of this program, of which nothing is left."""
    word = new_word()
    recording = watch(program, args=[word], timeout=timeout, **how)
    assert left_behind(word) == []
    return recording


def test_a_program_that_never_ends_is_stopped():
    recording = ended(
        "import signal\nfor s in (1, 2, 3, 15): signal.signal(s, signal.SIG_IGN)\nwhile True: pass\n", timeout=1
    )
    assert recording.stopped == "timeout"


@pytest.mark.parametrize(
    "bomb",
    [
        "import os\nwhile True:\n    os.fork()\n",
        "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass\n",
        "import os\nwhile True:\n    if os.fork() == 0: os.setsid()\n",
    ],
)
def test_a_fork_bomb_is_stopped(bomb):
    began = time.monotonic()
    recording = ended(bomb)
    assert recording.stopped == "processes" and len(recording.processes) < 600
    assert time.monotonic() - began < 60


def test_threads_are_limited():
    program = (
        "import threading, time\ntry:\n    for _ in range(2000): threading.Thread(target=time.sleep, args=(9,), daemon=True).start()\n"
        "except RuntimeError as problem: print('refused', threading.active_count())\n"
    )
    found = said(ended(program))
    assert found.startswith("refused") and int(found.split()[1]) <= 256


def test_gigabytes_of_output_are_cut():
    recording = ended("import os\nwhile True: os.write(1, b'x' * 65536)\n")
    assert recording.stopped == "output" and len(said(recording)) <= 1 << 18


def test_so_is_output_by_single_letters():
    recording = ended("import os\nwhile True: os.write(1, b'x')\n")
    assert recording.stopped == "output" and len(said(recording)) <= 1 << 18


def test_memory_is_limited():
    assert "refused" in said(ended("try: bytearray(3 << 30)\nexcept MemoryError: print('refused')\n"))
    many = "import os, time\nfor _ in range(8):\n    if os.fork() == 0: b = os.urandom(1 << 20) * 400; time.sleep(60)\nos.wait()\n"
    assert ended(many).stopped == "memory"


def test_disks_are_not_filled():
    program = (
        "import os\nfor place in ('/tmp', '/dev/shm', '.', '/sandbox/events', '/', '/dev', '/usr', os.path.expanduser('~')):\n"
        "    try:\n        for n in range(99):\n            with open(f'{place}/fill{n}', 'wb') as file: file.write(b'x' * (8 << 20))\n"
        "        print(place, 'filled')\n    except OSError as problem: print(place, problem.errno)\n"
    )
    lines = dict(line.split() for line in said(ended(program)).splitlines())
    assert lines == {
        "/tmp": "28", "/dev/shm": "28", ".": "28", "/sandbox/events": "28", "/": "30", "/dev": "30", "/usr": "30", "/sandbox/work": "28",
    }  # fmt: skip


def test_what_lies_outside_can_not_be_read_or_written(tmp_path):
    secret = tmp_path / "hidden_checks.py"
    secret.write_text("a secret of the teacher")
    marks = tmp_path / "marks.csv"
    marks.write_text("student,points\n")
    tmp_path.chmod(0o777)
    course = os.path.realpath(os.path.join(os.path.dirname(__file__), "../../.."))
    program = f"""
import os
for path in ({str(secret)!r}, {course + "/course.py"!r}, {course + "/classroom/__init__.py"!r}, "/etc/passwd", "/proc/1/root{secret}",
             "/sandbox/given/../../..{secret}", "/proc/1/environ", "/proc/{os.getpid()}/cmdline", "/proc/{os.getpid()}/root{secret}"):
    try:
        print(path, open(path).read())
    except OSError as problem:
        print("refused", problem.errno)
try:
    open({str(marks)!r}, "a").write("me,100\\n")
except OSError:
    print("refused")
os.makedirs("/tmp/x", exist_ok=True)
"""
    recording = ended(program)
    lines = said(recording).splitlines()
    assert "secret" not in said(recording) and len(lines) == 10
    assert all(line.startswith(("refused", "/proc/1/environ")) for line in lines)
    assert marks.read_text() == "student,points\n"


@pytest.mark.parametrize("family", ["127.0.0.1", "::1", "abstract", "path"])
def test_the_network_is_out_of_reach(tmp_path, family):
    if family in ("abstract", "path"):
        listener = socket.socket(socket.AF_UNIX)
        address = f"\0{new_word()}" if family == "abstract" else str(tmp_path / "socket")
        listener.bind(address)
        kind = "AF_UNIX"
    else:
        try:
            listener = socket.socket(socket.AF_INET6 if ":" in family else socket.AF_INET)
            listener.bind((family, 0))
        except OSError:
            pytest.skip(f"This machine has no {family}.")
        address, kind = listener.getsockname()[:2], "AF_INET6" if ":" in family else "AF_INET"
    came = []

    def wait():
        try:
            came.append(listener.accept())
        except OSError:
            pass

    with listener:
        listener.listen()
        listener.settimeout(30)
        waiting = threading.Thread(target=wait)
        waiting.start()
        program = f"import socket\ns = socket.socket(socket.{kind}); s.settimeout(5)\ntry: s.connect({address!r}); print('reached')\nexcept OSError: print('refused')\n"
        assert said(ended(program)) == "refused\n"
        assert came == []
        with socket.socket(listener.family) as ours:  # the listener does listen
            ours.connect(address)
            waiting.join()
    assert len(came) == 1


def test_a_daemon_is_seen_and_ended():
    program = """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for fd in range(3): os.close(fd)
        time.sleep(1000)
    os._exit(0)
os.wait()
"""
    recording = ended(program, timeout=2)
    assert recording.stopped == "timeout"
    assert [process.exit_code for process in recording.processes[:2]] == [0, 0] and len(recording.processes) == 3
    daemon = recording.processes[2]
    assert daemon.exit_code is None and daemon.signal == "SIGKILL"


FORGER = """
import os, socket, sys, time
events = os.environ["PROCESSES_COURSE_EVENTS"]
def hello(number):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line: line.sendto(str(number).encode(), events + "/hello")
for number in (1, 2, 3, 99, os.getpid()): hello(number)
now = time.monotonic_ns()
for pid in (1, 2, os.getpid(), 99, 100, 4711):
    with open(f"{events}/{pid}", "a") as file:
        for child in range(200, 220):
            print(now, pid, "N", child, "fork", f"Process-{child}", file=file)
            print(now, pid, "S", child, 0, file=file)
        print(now, pid, "F", os.getpid(), now, os.getpid(), file=file)
        print(now, pid, "R", "ForkPoolWorker-1", file=file)
        print(now, pid, "P", "x" * 100_000, file=file)
        print(10**400, -1, "F", 10**30, 10**30, 10**30, file=file)
os.symlink(sys.argv[2], f"{events}/{os.getpid()}-7")
os.symlink(sys.argv[2], f"{events}/99-0")
os.mkfifo(f"{events}/{os.getpid()}-8")
os.mkdir(f"{events}/{os.getpid()}-9")
open(f"{events}/{os.getpid()}-6", "wb").write(os.urandom(1 << 16))
os.mkdir("/tmp/run"); os.system("kill -9 1 2>/dev/null")
print("done by one process")
"""


def test_a_recording_can_not_be_forged(tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(b"the teacher's secret " * 1000)
    recording = watch(FORGER, args=[new_word(), str(secret)], timeout=60)
    roles = [process.role for process in recording.processes]
    assert len(roles) == 2 and roles[0] == "main" and roles[1] in ("sh", "child 1"), (
        "the shell of os.system, and no other"
    )
    assert "done by one process" in said(recording)
    assert "the teacher" not in str(recording.to_dict())
    first = recording.processes[0]
    assert first.exit_code == 0 and {line.pid for line in recording.output} == {first.pid}
    assert all(0 <= span.start_ns <= span.end_ns <= recording.wall_ns for span in recording.spans)


def test_cells_without_end_do_not_hold_the_marker_up():
    program = """
import os, struct, time
events, now, cells = os.environ["PROCESSES_COURSE_EVENTS"], time.monotonic_ns(), bytearray()
cells += struct.pack("<QQ", 1, now)
text = b"call 5 " + b"f" * 9
for place in range(2): cells += struct.pack("<QQ", place << 20 | 5 << 2 | 3, int.from_bytes(text[8 * place:8 * place + 8], "little"))
cells += struct.pack("<QQ", 1 << 20 | 3, os.getpid())
for number in range(400_000): cells += struct.pack("<QQ", 1 << 20 | 5 << 2 | (1 if number < 200_000 else 2), now)
open(f"{events}/{os.getpid()}-3", "wb").write(cells + bytes(16))
"""
    began = time.monotonic()
    recording = ended(program)
    assert recording.stopped is None and time.monotonic() - began < 60


@pytest.mark.parametrize("target", ["1", "-1", "os.getppid()"])
def test_killing_what_holds_it_ends_only_itself(target):
    program = f"import os, time\nprint('here', flush=True)\ntry: os.kill({target}, 9)\nexcept OSError: pass\ntime.sleep(0.2)\n"
    recording = ended(program, timeout=5)
    assert said(recording) == "here\n" and recording.processes[0].role == "main"
    assert recording.stopped in (None, "timeout")


def test_it_may_not_become_more_than_it_is():
    program = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
print(libc.unshare(0x10000000), libc.mount(b"none", b"/tmp", b"tmpfs", 0, None))
for change in (os.setuid, os.setgid):
    try: change(0); print("root")
    except OSError: print("refused")
"""
    assert said(ended(program)).split() == ["-1", "-1", "refused", "refused"]
