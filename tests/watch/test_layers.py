"""The kernel layers: what each is refused, what each misses and says so, and what an ordinary user gets."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from faults import NOBODY, CannotPerform, for_nobody
from record_checks import BEST, LAYERS, TRUTH, disagreements, problems, run_source

from helpers.recording.recording import Recording
from helpers.watch.client.run import CannotStart, Limits, record
from helpers.watch.kernel import layers, perf
from helpers.watch.kernel.perf import SYSCALL

ROOT = Path(__file__).resolve().parents[2]
needs_exact = pytest.mark.skipif(
    BEST != "exact", reason="this system refuses perf to this user, so there is no exact layer"
)


def refuse(*_):
    raise perf.Refused(1, "Operation not permitted")


def test_where_perf_is_refused_the_next_layer_is_taken(monkeypatch):
    monkeypatch.setattr(perf, "open_event", refuse)
    layer = layers.open_layer(os.getpid(), "auto")
    assert layer.name == next((name for name in LAYERS if name != "exact"), None)
    with pytest.raises(OSError, match="not permitted"):
        layers.open_layer(os.getpid(), "exact")


@needs_exact
def test_a_layer_half_opened_is_closed_again(monkeypatch):
    """The second event of several is refused: no descriptor is left from the first."""
    opened, original = [], perf.open_event

    def second_refused(*arguments):
        if opened:
            refuse()
        opened.append(original(*arguments))
        return opened[0]

    monkeypatch.setattr(perf, "open_event", second_refused)
    with pytest.raises(OSError, match="not permitted"):
        perf.ExactLayer(os.getpid())
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(opened[0])


def test_a_layer_that_cannot_be_had_is_a_sentence_and_nothing_runs(tmp_path, monkeypatch):
    """Without descriptors for its rings there is no exact layer; the program waits, and is told not to start."""
    source = "open('ran', 'w')"
    (tmp_path / "program.py").write_text(source)
    code = f"""
import resource, sys
sys.path.insert(0, {str(ROOT)!r})
import helpers.watch.kernel.perf as perf
def refuse(*_): raise perf.Refused(13, "Permission denied")
perf.open_event = refuse
import helpers.watch.supervisor.supervisor as supervisor
from helpers.watch.client.converse import CannotStart, make_request
import socket
request = make_request([sys.executable, "program.py"], None, {Limits().__dict__!r}, "exact", True, False)
try:
    supervisor.Supervisor(socket.socketpair()[0], request, supervisor.Given(True), 'word').run()
except CannotStart as why:
    print(why)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.stdout.startswith("The exact kernel layer can't be had here: Permission denied."), done
    assert done.stderr == "" and not (tmp_path / "ran").exists()


def test_the_environment_chooses_a_layer_and_an_argument_goes_before_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PROCESSES_COURSE_LAYER", "none")
    assert run_source(tmp_path, "").kernel_layer == "none"
    assert run_source(tmp_path, "", layer=BEST).kernel_layer == BEST
    monkeypatch.setenv("PROCESSES_COURSE_LAYER", "best")
    with pytest.raises(CannotStart, match="best"):
        run_source(tmp_path, "")


@needs_exact
def test_a_ring_that_overflows_is_noticed(tmp_path, monkeypatch):
    """A ring of four pages, not drained while a child changes places with a sleeper again and again."""
    monkeypatch.setattr(perf, "SWITCH_PAGES", perf.LEAST_PAGES)
    switches = "import time\nfor n in range(3000): time.sleep(1e-5)"
    child = subprocess.Popen(["sh", "-c", 'read x; exec "$0" -c "$1"', sys.executable, switches], stdin=subprocess.PIPE)
    layer = perf.ExactLayer(child.pid)
    child.communicate(b"go\n")
    layer.drain()
    assert layer.has_gap
    assert layer.notes() == ["The kernel's record has a gap: it switched faster than it could be read."]
    assert len(list(layer.switches())) >= 100
    layer.close()


@needs_exact
def test_a_run_of_very_many_switches_says_that_it_ends_early(monkeypatch):
    monkeypatch.setattr(perf, "MOST_SWITCH_BYTES", 64)
    layer = perf.ExactLayer(os.getpid())
    layer.switch_data[0] += bytes(64)
    layer.dropped = True
    assert layer.notes() == ["The kernel's record ends early: more than two million switches are not kept."]
    layer.close()


AS_USER = """
import json, sys
sys.path.insert(0, {root!r})
from helpers.watch.client.run import record
r = record([sys.executable, "program.py"], layer={layer!r})
print(json.dumps([r.kernel_layer, r.stopped, len(r.processes), r.text(), r.notes]))
"""


def as_user(tmp_path, layer, source):
    """What an ordinary user gets, if this test runs as root and a user may read this Python and this checkout."""
    (tmp_path / "program.py").write_text(source)
    try:
        for_nobody(tmp_path)
    except CannotPerform as why:
        pytest.skip(str(why))
    done = subprocess.run(
        [sys.executable, "-c", AS_USER.format(root=str(ROOT), layer=layer)], cwd=tmp_path, capture_output=True, text=True,
        timeout=100, user=NOBODY, group=NOBODY, extra_groups=[],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("layer", LAYERS)
def test_an_ordinary_user_has_the_same_layers(tmp_path, layer):
    if layer == "exact" and int(Path("/proc/sys/kernel/perf_event_paranoid").read_text()) > 2:
        pytest.skip("this system keeps perf from ordinary users")
    source = "import os\nif os.fork() == 0: os._exit(3)\nprint(os.wait()[1])"
    assert as_user(tmp_path, layer, source) == [layer, None, 2, "768\n", []]


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_tells_the_truth_about_a_small_family(tmp_path, layer):
    recording = run_source(
        tmp_path,
        TRUTH
        + """
born(0)
here = os.getpid()
pid = os.fork()
if pid == 0:
    born(here)
    time.sleep(0.1)
    os._exit(9)
collect(pid)
""",
        layer=layer,
    )
    assert problems(recording) + disagreements(recording) == []
    assert recording.process("child 1").exit_code == 9
    assert (recording.on_cpu == ()) == (layer == "none")
    assert (recording.main.cpu_ns is None) == (layer == "none")


def test_record_has_no_other_layer(tmp_path):
    with pytest.raises(CannotStart, match="'?better'?"):
        record([sys.executable, "-c", ""], layer="better")


AGAIN = """
import os

def work(n):
    print("child", n, flush=True)
    os._exit(n)

for n in range(3):
    with open("/proc/sys/kernel/ns_last_pid", "w") as file:
        file.write("4999")  # the PID before the next one
    if os.fork() == 0:
        work(n)
    print(*os.wait(), flush=True)
"""


@pytest.mark.parametrize("layer", LAYERS)
def test_a_pid_that_is_used_again_is_said(tmp_path, layer):
    """In a PID namespace of its own, where a program may choose the next PID."""
    inside = ["unshare", "--pid", "--fork", "--mount-proc"]
    if sys.platform != "linux" or subprocess.run([*inside, "true"], capture_output=True).returncode:
        pytest.skip("this user can't make a PID namespace")
    (tmp_path / "program.py").write_text(AGAIN)
    command = [
        *inside,
        sys.executable,
        "-m",
        "helpers",
        "run",
        "--python",
        sys.executable,
        "--json",
        tmp_path / "out.json",
        tmp_path / "program.py",
    ]
    environment = {**os.environ, "PROCESSES_COURSE_LAYER": layer}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    recording = Recording.load(tmp_path / "out.json")
    assert recording.text().splitlines() == [word for n in range(3) for word in (f"child {n}", f"5000 {n << 8}")]
    assert "a PID to a second process" in " ".join(recording.notes)
    assert [(p.pid, p.exit_code) for p in recording.processes] == [(recording.main.pid, 0), (5000, 2)]
    assert recording.text(5000).endswith("child 2\n")
    assert [call.name for call in recording.calls()] == ["work(2)"]
    # The lines of the first two have no writer, or if they were read late, seem to be the last one's.
    assert [problem for problem in problems(recording) if not problem.startswith("Output(")] == []


# A seccomp filter (seccomp(2)) of four BPF instructions: load the system call's number; is it perf_event_open?
# then EPERM; else allow. This is what Docker's default profile does with that call.
REFUSE_PERF = """
import ctypes, os, struct, sys
number = int(sys.argv[1])
steps = [(0x20, 0, 0, 0), (0x15, 0, 1, number), (0x06, 0, 0, 0x00050001), (0x06, 0, 0, 0x7FFF0000)]
code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
program = struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code))
libc = ctypes.CDLL(None)
NO_NEW_PRIVS, SET_SECCOMP, FILTER = 38, 22, 2
assert libc.prctl(NO_NEW_PRIVS, 1, 0, 0, 0) == 0 and libc.prctl(SET_SECCOMP, FILTER, program, 0, 0) == 0
os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has seccomp, which refuses perf here")
def test_where_a_container_refuses_perf_it_samples(tmp_path):
    (tmp_path / "program.py").write_text(
        "import os, time\nif os.fork() == 0:\n    time.sleep(0.1)\n    os._exit(3)\nos.wait()"
    )
    file = tmp_path / "recording.json"
    number = SYSCALL[os.uname().machine]
    command = ["-m", "helpers", "run", "--json", str(file), str(tmp_path / "program.py")]
    environment = {name: value for name, value in os.environ.items() if name != "PROCESSES_COURSE_LAYER"}
    done = subprocess.run(
        [sys.executable, "-c", REFUSE_PERF, str(number), *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    recording = Recording.load(file)
    assert recording.kernel_layer == "sampled"
    assert [process.exit_code for process in recording.processes] == [0, 3]
