"""Signals: each reaches the program once, its handlers finish, and the recording comes all the same."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from record_checks import Marker
from sessions import RECORDER, ROOT, Session, quoted

from helpers.recording.recording import Recording

FORWARDED = ("HUP", "INT", "QUIT", "TERM", "USR1", "USR2", "WINCH", "CONT", "TSTP")
COUNTS = """
import signal, sys
got = []
for name in {names!r}:
    signal.signal(getattr(signal, "SIG" + name), lambda number, frame: got.append(signal.Signals(number).name))
print("ready", flush=True)
while True:
    signal.pause()
    if got[-1:] == ["SIGUSR2"]:
        print(*got, flush=True)
        sys.exit(7)
"""


@contextmanager
def recorded(path, *options, **how):
    """The recorder, running a program that has said "ready", in a process group of its own."""
    command = [*RECORDER, *map(str, options), str(path)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, process_group=0, **how
    )
    try:
        assert process.stdout.readline() == b"ready\n", process.stderr.read()
        yield process
    finally:
        process.kill()
        process.communicate()


def written(tmp_path, source):
    path = tmp_path / "program.py"
    path.write_text(source, encoding="utf-8")
    return path


@pytest.mark.parametrize("to_all", [False, True], ids=["to the recorder", "to its group"])
@pytest.mark.parametrize("name", [name for name in FORWARDED if name != "USR2"])
def test_a_signal_reaches_the_program_once(tmp_path, name, to_all):
    path = written(tmp_path, COUNTS.format(names=FORWARDED))
    out = tmp_path / "out.json"
    with recorded(path, "--json", out) as process:
        send = os.killpg if to_all else os.kill
        send(process.pid, getattr(signal, "SIG" + name))
        time.sleep(0.2)  # what comes at once may count as one
        os.kill(process.pid, signal.SIGUSR2)  # passed on after the other one, so nothing is under way any more
        said, complaints = process.communicate(timeout=60)
    assert said.decode().split() == ["SIG" + name, "SIGUSR2"]
    assert process.returncode == 7 and complaints == b""
    assert Recording.load(out).stopped is None


HANDLES_SLOWLY = """
import os, signal, sys, time
def finish(number, frame):
    os.write(1, b"begun\\n")  # print may be under way
    end = time.monotonic() + 1.5
    while time.monotonic() < end:
        time.sleep(0.1)
    os.write(1, b"finished\\n")
    sys.exit(7)
for name in ("SIGTERM", "SIGQUIT", "SIGHUP"):
    signal.signal(getattr(signal, name), finish)
os.write(1, b"ready\\n")
while True:
    signal.pause()
"""


@pytest.mark.parametrize("name", ["TERM", "QUIT", "HUP"])
def test_a_handler_finishes_and_the_recording_is_written(tmp_path, name):
    path, out = written(tmp_path, HANDLES_SLOWLY), tmp_path / "out.json"
    with recorded(path, "--json", out) as process:
        os.kill(process.pid, getattr(signal, "SIG" + name))
        said, complaints = process.communicate(timeout=60)
    assert (said, complaints, process.returncode) == (b"begun\nfinished\n", b"", 7)
    assert Recording.load(out).main.exit_code == 7


@pytest.mark.parametrize("name", ["TERM", "QUIT"])
def test_timeout_sends_its_signal_twice_and_the_program_gets_it_once(tmp_path, name):
    """To its child and to the whole group, within microseconds. Its alarm goes off when the program is ready."""
    path, out = written(tmp_path, HANDLES_SLOWLY), tmp_path / "out.json"
    command = ["timeout", "-s", name, "60", *RECORDER, "--json", str(out), str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGALRM)
        said, complaints = process.communicate(timeout=60)
    assert (said, complaints, process.returncode) == (b"begun\nfinished\n", b"", 124)
    assert Recording.load(out).main.exit_code == 7


@pytest.mark.parametrize("name", ["TERM", "HUP", "QUIT", "USR1", "INT"])
def test_a_program_without_a_handler_dies_of_the_signal_and_so_does_the_recorder(tmp_path, name):
    source = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_DFL)\nprint('ready', flush=True)\nsignal.pause()"
    path, out = written(tmp_path, source), tmp_path / "out.json"
    with recorded(path, "--json", out) as process:
        os.kill(process.pid, getattr(signal, "SIG" + name))
        _, complaints = process.communicate(timeout=60)
    assert process.returncode == -getattr(signal, "SIG" + name) and complaints == b""
    assert Recording.load(out).main.signal == "SIG" + name


STUBBORN = """
import os, signal, time
for name in ("SIGTERM", "SIGHUP", "SIGINT"):
    signal.signal(getattr(signal, name), lambda number, frame: print("not yet", flush=True))
if os.fork() == 0:
    while True: time.sleep(1)
print("ready", flush=True)
while True: time.sleep(1)
"""


def test_a_second_term_ends_the_tree(tmp_path, monkeypatch):
    mark = Marker()
    monkeypatch.setenv("RUN_OF_A_TEST", mark.word)
    path, out = written(tmp_path, STUBBORN), tmp_path / "out.json"
    with recorded(path, "--json", out) as process:
        for _ in range(50):  # on a machine that is very busy, two may be further apart than a second
            os.kill(process.pid, signal.SIGTERM)
            try:
                process.wait(0.4)
                break
            except subprocess.TimeoutExpired:
                pass
        said = process.stdout.read()
    assert process.returncode == -signal.SIGTERM and said.startswith(b"not yet\n")
    assert Recording.load(out).stopped == "interrupted"
    assert not mark.processes()


def test_kill_ends_the_tree(tmp_path, monkeypatch):
    mark = Marker()
    monkeypatch.setenv("RUN_OF_A_TEST", mark.word)
    with recorded(written(tmp_path, STUBBORN)) as process:
        process.kill()
        process.communicate(timeout=60)  # its output ends when the last of the tree does
        deadline = time.monotonic() + 60
        while mark.processes():
            assert time.monotonic() < deadline
            time.sleep(0.05)


LEAVES_A_CHILD = """
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
mother = os.getpid()
if os.fork() == 0:
    while os.getppid() == mother: time.sleep(0.01)
    print("ready", flush=True)
    time.sleep(1000)
"""


def test_term_ends_what_the_program_has_left_when_it_has_ended_itself(tmp_path):
    with recorded(written(tmp_path, LEAVES_A_CHILD)) as process:
        os.kill(process.pid, signal.SIGTERM)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0, "the program's own status"
    assert said == b"What the program had left running was ended.\n"


def test_what_is_ignored_from_the_start_stays_ignored(tmp_path):
    names = ("HUP", "TERM", "USR1", "QUIT")
    source = (
        f"import signal\nprint([signal.getsignal(getattr(signal, 'SIG' + name)) is signal.SIG_IGN for name in {names}])"
    )
    command = f"{quoted(*RECORDER, written(tmp_path, source))}"
    for trap, expected in ((f"trap '' {' '.join(names)}; ", [True] * 4), ("", [False] * 4)):
        done = subprocess.run(["sh", "-c", trap + command], cwd=ROOT, capture_output=True, timeout=60)
        assert done.stdout.decode() == f"{expected}\n"


@pytest.mark.skipif(sys.platform != "linux", reason="this system has no /proc to look into")
def test_the_program_has_no_signal_blocked(tmp_path):
    source = "print([line.split()[1] for line in open('/proc/self/status') if line.startswith(('SigBlk', 'SigPnd', 'ShdPnd'))])"
    done = subprocess.run([*RECORDER, str(written(tmp_path, source))], cwd=ROOT, capture_output=True, timeout=60)
    assert set(eval(done.stdout)) == {"0" * 16}


@pytest.mark.parametrize("to_all", [False, True], ids=["to the recorder", "to its group"])
def test_a_signal_that_comes_while_it_starts_is_not_lost(tmp_path, to_all):
    """Whenever it comes, the end is the signal's: no traceback, nothing that runs on."""
    path = written(tmp_path, "import time\ntime.sleep(1000)")
    send = os.killpg if to_all else os.kill
    for delay_ms in range(0, 150, 6):
        process = subprocess.Popen([*RECORDER, str(path)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                   process_group=0)  # fmt: skip
        time.sleep(delay_ms / 1000)
        send(process.pid, signal.SIGTERM)
        _, complaints = process.communicate(timeout=60)
        assert (process.returncode, complaints) == (-signal.SIGTERM, b""), f"after {delay_ms} ms"


# ---- at a terminal -------------------------------------------------------------------------

# os.write: what a handler prints may come in the middle of what the program is printing.
TALKS = """
import os, select, signal, sys
woken, wake = os.pipe()
os.set_blocking(wake, False)
signal.set_wakeup_fd(wake)  # else a signal that comes just before the program waits would be handled after it
def a_line():
    while True:
        ready = select.select([0, woken], [], [])[0]
        if woken in ready: os.read(woken, 100)
        if 0 in ready: return os.read(0, 1000).decode().rstrip()
signal.signal(signal.SIGQUIT, lambda number, frame: os.write(1, b"quit\\n"))
signal.signal(signal.SIGCONT, lambda number, frame: os.write(1, b"going on\\n"))
print("ready", flush=True)
while True:
    try:
        line = a_line()
        print("read", line, flush=True)
        if line == "end": sys.exit(7)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""

PAUSES = """
import os, signal, sys
signal.signal(signal.SIGQUIT, lambda number, frame: os.write(1, b"quit\\n"))
signal.signal(signal.SIGCONT, lambda number, frame: os.write(1, b"going on\\n"))
print("ready", flush=True)
while True:
    try:
        signal.pause()
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""


@pytest.fixture
def shell():
    """An interactive shell, which gives each job a process group of its own."""
    with Session("bash", "--norc", "--noprofile", "--noediting", "-i") as session:
        session.until("$ ")
        yield session


@pytest.mark.parametrize("options", [(), ("--tty",)], ids=["", "--tty"])
def test_ctrl_c_and_ctrl_backslash_at_a_terminal(tmp_path, shell, options):
    out = tmp_path / "out.json"
    shell.type(quoted(*RECORDER, *options, "--json", out, written(tmp_path, TALKS)) + "; echo status $?\n")
    shell.until("ready")
    shell.type("one\n")
    shell.until("read one")
    shell.type("\x03")
    assert shell.until("interrupted").count("interrupted") == 1
    shell.type("\x1c")
    shell.until("quit")
    shell.type("\x1c")
    shell.until("quit")
    shell.type("end\n")
    shell.until("status 7")
    seen = Recording.load(out).text()
    assert (seen.count("interrupted"), seen.count("quit")) == (1, 2)


def test_ctrl_z_stops_the_job_and_fg_continues_it(tmp_path, shell):
    out = tmp_path / "out.json"
    shell.type(quoted(*RECORDER, "--json", out, written(tmp_path, TALKS)) + "\n")
    shell.until("ready")
    for round in "123":
        shell.type("\x1a")
        shell.until("Stopped")
        shell.until("$ ")
        shell.type("jobs\n")
        shell.until("Stopped")
        shell.until("$ ")
        shell.type("fg\n")
        shell.until("going on")
        shell.type(f"line {round}\n")
        shell.until(f"read line {round}")
    shell.type("end\n")
    shell.until("read end")
    shell.until("$ ")
    shell.type("echo status $?\n")
    shell.until("status 7")
    assert Recording.load(out).text().count("going on") == 3


def test_a_job_is_stopped_and_continued_by_kill(tmp_path, shell):
    """The recorder alone gets the signals, and the program does as if they had been sent to it."""
    shell.type(quoted(*RECORDER, written(tmp_path, PAUSES)) + " &\n")
    shell.until("ready")
    shell.type("kill -TSTP $!\n")
    shell.type("sleep 0.3; jobs\n")
    shell.until("Stopped")
    shell.type("kill -CONT $!\n")
    shell.until("going on")
    shell.type("jobs\n")
    shell.until("Running")
    shell.type("kill -INT $!\n")
    shell.until("interrupted")
    shell.type("kill -TERM $!; wait $!; echo status $?\n")
    shell.until("status 143")


def test_a_program_that_does_not_stop_keeps_the_terminal(tmp_path, shell):
    source = "import signal\nsignal.signal(signal.SIGTSTP, lambda number, frame: os.write(1, b'no\\n'))\n"
    source = "import os\n" + source + TALKS
    shell.type(quoted(*RECORDER, written(tmp_path, source)) + "\n")
    shell.until("ready")
    shell.type("\x1a")
    shell.until("no")
    shell.type("end\n")
    shell.until("read end")
