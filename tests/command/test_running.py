"""`python -m helpers run`: everything passes through unchanged, and bad input gets a sentence."""

import ast
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from faults import BOMB
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_checks import Marker

from helpers.recording.recording import Recording

ROOT = Path(__file__).parents[2]
OURS = {**os.environ, "VIRTUAL_ENV": sys.prefix}  # programs run with the Python that runs the tests


def run(*words, input=b"", **how):
    """The finished process of one command line."""
    how = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 60} | how
    if "stdin" not in how:
        how["input"] = input
    return subprocess.run([sys.executable, "-m", "helpers", "run", *map(str, words)], cwd=ROOT, env=OURS, **how)


def program(tmp_path, source: str) -> Path:
    path = tmp_path / "program.py"
    path.write_text(source, encoding="utf-8")
    return path


ECHO = "import sys, shutil\nshutil.copyfileobj(sys.stdin.buffer, sys.stdout.buffer)\nsys.stderr.write('done')"


@pytest.mark.parametrize("data", [b"", b"no newline", bytes(range(256)) * 3, os.urandom(5_000_000)],
                         ids=["nothing", "text", "binary", "large"])  # fmt: skip
def test_input_and_output_pass_through_byte_for_byte(tmp_path, data):
    done = run(program(tmp_path, ECHO), input=data)
    assert done.stdout == data and done.stderr == b"done" and done.returncode == 0


def test_a_closed_input_is_closed(tmp_path):
    path = program(tmp_path, "import os, sys\nprint(sys.stdin)\ntry: os.fstat(0)\nexcept OSError: print('closed')")
    command = f'exec "{sys.executable}" -m helpers run "{path}" <&-'
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, timeout=60)
    assert done.stdout == b"None\nclosed\n" and done.stderr == b""


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_outputs_do_no_harm(tmp_path, closed):
    path = program(
        tmp_path,
        f"import sys\nprint('out')\nprint('err', file=sys.stderr)\nopen({str(tmp_path / 'ran')!r}, 'w')\nsys.exit(3)",
    )
    command = f'exec "{sys.executable}" -m helpers run "{path}" {closed}'
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, timeout=60)
    assert done.returncode == 3 and (tmp_path / "ran").exists()
    assert done.stdout in (b"", b"out\n") and done.stderr in (b"", b"err\n")


def test_a_reader_that_goes_away_is_the_programs_business(tmp_path):
    path = program(tmp_path, "import sys\ntry:\n    while True: print('x' * 100)\nexcept BrokenPipeError: print('gone', file=sys.stderr, flush=True)\n"
                             "sys.stdout = None\nimport os; os._exit(5)")  # fmt: skip
    process = subprocess.Popen([sys.executable, "-m", "helpers", "run", path], cwd=ROOT, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)  # fmt: skip
    process.stdout.read(1)
    process.stdout.close()
    assert process.stderr.read() == b"gone\n"
    assert process.wait(60) == 5


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_a_full_disk_for_the_output_is_a_sentence(tmp_path):
    with open("/dev/full", "w") as full:
        done = run(program(tmp_path, "while True: print('x' * 100)"), stdout=full)
    assert done.returncode == 125
    assert done.stderr == b"What the program wrote to stdout could not be passed on: No space left on device.\n"


@pytest.mark.parametrize("code", [0, 1, 2, 77, 255])
def test_the_exit_status_is_the_programs(tmp_path, code):
    assert run(program(tmp_path, f"import sys; sys.exit({code})")).returncode == code


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL, signal.SIGSEGV, signal.SIGINT, signal.SIGRTMIN + 3])
def test_death_by_a_signal_is_death_by_that_signal(tmp_path, number):
    source = f"import os, signal\nif {int(number)} != 9: signal.signal({int(number)}, signal.SIG_DFL)\nos.kill(os.getpid(), {int(number)})"
    done = run(program(tmp_path, source))
    assert done.returncode == -number and done.stderr == b""


def test_an_ignored_interrupt_stays_ignored(tmp_path):
    """As in a script's background job, where SIGINT is ignored from the start."""
    path = program(tmp_path, "import signal; print(signal.getsignal(signal.SIGINT) is signal.SIG_IGN)")
    command = f'trap "" INT; exec "{sys.executable}" -m helpers run "{path}"'
    assert subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, timeout=60).stdout == b"True\n"
    assert run(path).stdout == b"False\n"


WORDS = st.text(st.characters(min_codepoint=33, max_codepoint=0x2FF), min_size=0, max_size=6)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=4))
def test_arguments_are_the_programs_in_their_order(tmp_path, words):
    path = program(tmp_path, "import sys; print(ascii(sys.argv[1:]))")
    assert ast.literal_eval(run(path, *words).stdout.decode()) == words


def test_options_stand_before_the_program_and_what_follows_it_is_its_own(tmp_path):
    path = program(tmp_path, "import sys; print(sys.argv[1:])")
    (tmp_path / "mine.json").write_text("precious")
    done = run(
        "--timeout", 50, "--max-processes=9", path, "a", "-v", "--json", tmp_path / "mine.json", "--", "--tty", "-m"
    )
    assert ast.literal_eval(done.stdout.decode()) == [
        "a",
        "-v",
        "--json",
        str(tmp_path / "mine.json"),
        "--",
        "--tty",
        "-m",
    ]
    assert (tmp_path / "mine.json").read_text() == "precious"
    assert (
        done.stderr
        == b"--json stands behind the program and is given to it. The recorder's own options stand before the program.\n"
    )
    assert run(path, "-v", "--verbose", "-o", "out.png").stderr == b""


def test_files_asked_for_are_written(tmp_path):
    path = program(tmp_path, "import os\nif os.fork() == 0: os._exit(3)\nos.wait()\nprint('héllo')")
    names = {name: tmp_path / f"out.{name}" for name in ("json", "trace")}
    done = run("--json", names["json"], "--chrome-trace", names["trace"], path)
    assert done.returncode == 0 and done.stderr == b"" and done.stdout.decode() == "héllo\n"
    recording = Recording.load(names["json"])
    assert [process.exit_code for process in recording.processes] == [0, 3]
    assert recording.command[1:] == (str(path),) and recording.text() == "héllo\n"
    plain = json.loads(names["json"].read_text())
    assert set(plain) == {"version", "command", "kernel_layer", "wall_ns", "stopped", "processes", "on_cpu", "spans",
                          "output", "notes"}  # fmt: skip
    assert set(plain["processes"][0]) == {"pid", "ppid", "role", "created_ns", "first_ran_ns", "exited_ns", "exit_code",
                                          "signal", "collected_ns", "cpu_ns", "threads"}  # fmt: skip
    events = json.loads(names["trace"].read_text())["traceEvents"]
    assert {event["pid"] for event in events} == {process.pid for process in recording.processes}
    assert all(event["dur"] >= 0 for event in events if event["ph"] == "X")


@pytest.mark.parametrize("name, start", [("out.png", b"\x89PNG"), ("out.svg", b"<?xml")])
def test_the_picture_asked_for_is_drawn(tmp_path, name, start):
    pytest.importorskip("matplotlib")
    done = run("--timeline", tmp_path / name, program(tmp_path, "print(1)"))
    assert done.returncode == 0 and done.stderr == b"" and done.stdout == b"1\n"
    assert (tmp_path / name).read_bytes().startswith(start)


def test_limits_end_the_run_and_say_so(tmp_path):
    path = program(tmp_path, "import time\nprint('before', flush=True)\ntime.sleep(1000)")
    done = run("--timeout", "0.5", "--json", tmp_path / "out.json", path)
    assert done.returncode == 124 and done.stdout == b"before\n"
    assert done.stderr.startswith(b"The program was stopped: it ran longer than its time limit.")
    assert Recording.load(tmp_path / "out.json").stopped == "timeout"
    path = program(tmp_path, "import os, time\nfor n in range(20):\n    if os.fork() == 0: break\ntime.sleep(1000)")
    done = run("--max-processes", 5, path)
    assert done.returncode == 124 and b"more processes alive" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="this system has no /proc to look for what is left in")
def test_a_fork_bomb_in_the_callers_process_group_is_stopped(tmp_path, monkeypatch):
    """It can't be frozen by one call: this process and its caller would be frozen too."""
    mark = Marker()
    monkeypatch.setenv("RUN_OF_A_TEST", mark.word)
    done = run("--max-processes", 30, program(tmp_path, BOMB))
    assert done.returncode == 124 and b"more processes alive" in done.stderr
    assert not mark.processes()


GOOD = "open({ran!r}, 'w')"
BAD = {
    "no such program": (["nothing.py"], "There is no file nothing.py"),
    "a folder": (["{folder}"], "is a folder, not a Python file"),
    "binary": (["{folder}/binary"], "is not Python: it holds binary data"),
    "no limit": (["--timeout", "soon", "{good}"], "'soon' is not a number of seconds"),
    "nan": (["--timeout", "nan", "{good}"], "A time limit of nan s makes no sense"),
    "negative": (["--timeout=-1", "{good}"], "A time limit of -1 s makes no sense"),
    "half a process": (["--max-processes", "1.5", "{good}"], "'1.5' is not a whole number"),
    "no process": (["--max-processes", "0", "{good}"], "A limit of 0 processes makes no sense"),
    "no folder": (["--json", "{folder}/none/out.json", "{good}"], "there is no folder {folder}/none"),
    "a folder for a file": (["--chrome-trace", "{folder}", "{good}"], "it is a folder"),
    "another picture": (["--timeline", "{folder}/out.gif", "{good}"], "out.gif is neither"),
    "no picture's folder": (["--timeline", "{folder}/none/out.png", "{good}"], "there is no folder {folder}/none"),
    "unknown option": (["--colour", "{good}"], "unrecognized arguments: --colour"),
    "no ending": (["-o", "{folder}/out", "{good}"], "does not say what to write"),
    "an empty part": (
        ["-o", "{folder}/out.png", "--from", "5", "--to", "5", "{good}"],
        "The part from 5 to 5 ms makes no sense",
    ),
    "before the start": (["-o", "{folder}/out.png", "--from=-5", "{good}"], "can't begin at -5 ms"),
    "no picture to zoom in": (["--from", "5", "{good}"], "name its file with -o"),
    "no such Python": (["--python", "{folder}/python", "{good}"], "There is no command {folder}/python"),
    "no executable Python": (["--python", "{good}", "{good}"], "you have no permission to execute it"),
    "no such command": (["--", "no-such-command"], "There is no command no-such-command"),
    "a command for a file": (["sh"], "A command is run with -- before it: -- sh."),
    "no module": (["-m"], "Which program is to be run"),
    "no program": (["--timeout", "3"], "Which program is to be run"),
    "nothing": ([], "usage:"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gets_a_sentence_and_nothing_runs(tmp_path, name):
    words, sentence = BAD[name]
    (tmp_path / "binary").write_bytes(b"\x7fELF\0\0\0")
    good = program(tmp_path, GOOD.format(ran=str(tmp_path / "ran")))
    fill = {"folder": str(tmp_path), "good": str(good)}
    done = run(*(word.format(**fill) for word in words))
    said = (done.stderr + done.stdout).decode()
    assert sentence.format(**fill) in said and "Traceback" not in said
    assert done.returncode == 2
    assert not (tmp_path / "ran").exists()


@pytest.mark.skipif(os.getuid() == 0, reason="the superuser may read and write everything")
def test_what_may_not_be_read_or_written_is_said(tmp_path):
    path = program(tmp_path, "")
    path.chmod(0)
    done = run(path)
    assert b"can't be read: you have no permission" in done.stderr and done.returncode == 2
    path.chmod(0o600)
    tmp_path.chmod(0o500)
    done = run("--json", tmp_path / "out.json", path)
    assert b"no permission to write there" in done.stderr and done.returncode == 2
    tmp_path.chmod(0o700)


@pytest.mark.parametrize("source, status, said", [
    ("print(", 1, b"SyntaxError"), ("", 0, b""), ("import sys; sys.argv[1]", 1, b"IndexError"),
    ("import nothing_of_this_name", 1, b"ModuleNotFoundError"),
])  # fmt: skip
def test_a_program_that_fails_speaks_for_itself(tmp_path, source, status, said):
    done = run(program(tmp_path, source))
    assert done.returncode == status and said in done.stderr and done.stdout == b""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_a_full_disk_for_a_file_asked_for_is_a_sentence(tmp_path):
    done = run("--json", "/dev/full", program(tmp_path, "print('ran')"))
    assert done.stdout == b"ran\n" and done.returncode == 125
    assert done.stderr.endswith(b"could not be written: No space left on device.\n") and b"Traceback" not in done.stderr


def test_a_program_from_a_pipe_is_run(tmp_path):
    command = f'exec "{sys.executable}" -m helpers run /dev/fd/7 7<<END\nprint("from a pipe")\nEND'
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, timeout=60)
    assert done.stdout == b"from a pipe\n"


def test_help():
    for words in (["--help"], ["-h"], ["--timeout", "3", "--help"]):
        done = run(*words)
        assert done.returncode == 0 and b"--max-processes" in done.stdout and b"-- COMMAND" in done.stdout
