"""--tty: the program has a terminal, whose size follows the caller's; and the limits that have options."""

import subprocess

import pytest
from sessions import RECORDER, ROOT, Session

from helpers.recording.recording import Recording

ASKS = """
import os, signal, sys
print([stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)], *os.get_terminal_size(), flush=True)
print("to stderr", file=sys.stderr)
signal.signal(signal.SIGWINCH, lambda number, frame: print("now", *os.get_terminal_size(), flush=True))
for line in sys.stdin:
    print("read", ascii(line), flush=True)
"""


def written(tmp_path, source):
    path = tmp_path / "program.py"
    path.write_text(source, encoding="utf-8")
    return path


def run(*words, **how):
    return subprocess.run([*RECORDER, *map(str, words)], cwd=ROOT, capture_output=True, timeout=60, **how)


def test_the_program_finds_a_terminal_where_there_is_none(tmp_path):
    out = tmp_path / "out.json"
    done = run("--tty", "--json", out, written(tmp_path, ASKS), input=b"a line\n")
    assert done.stdout == b"[False, True, True] 80 24\nto stderr\nread 'a line\\n'\n" and done.stderr == b""
    assert done.returncode == 0
    recording = Recording.load(out)
    assert recording.text() == done.stdout.decode() and {chunk.pid for chunk in recording.output} == {0}
    assert any("Who wrote which line is not known" in note for note in recording.notes)


def test_the_picture_says_that_the_writers_are_not_known(tmp_path):
    pytest.importorskip("matplotlib")
    from helpers.picture import timeline

    out = tmp_path / "out.json"
    run("--tty", "--json", out, written(tmp_path, "print(1)"))
    below = " ".join(text.get_text() for text in timeline(Recording.load(out)).texts)
    assert "Who wrote which line is not known: the program had a terminal" in below


def test_what_is_typed_is_read_and_the_size_follows(tmp_path):
    out = tmp_path / "out.json"
    command = [*RECORDER, "--tty", "--json", str(out), str(written(tmp_path, ASKS))]
    with Session(*command, size=(30, 100)) as session:
        session.until("[True, True, True] 100 30\r\n")
        session.resize(40, 90)
        session.until("now 90 40\r\n")
        session.type("typed\r")
        session.until("typed\r\nread 'typed\\n'\r\n")  # echoed once, by the program's terminal
        session.type("\x04")
        with pytest.raises(AssertionError, match="nothing more came"):
            session.until("nothing more came")
    text = Recording.load(out).text()
    assert "typed\nread" in text and "\r" not in text


def test_a_reader_that_goes_away_hangs_the_terminal_up(tmp_path):
    path = written(
        tmp_path,
        "import time\nprint('first', flush=True)\nwhile True:\n    print('more', flush=True)\n    time.sleep(0.01)",
    )
    process = subprocess.Popen(
        [*RECORDER, "--tty", str(path)], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    )
    assert process.stdout.readline() == b"first\n"
    process.stdout.close()
    assert process.wait(60) != 0


def test_the_limits_on_output_and_memory(tmp_path):
    much = written(tmp_path, "for _ in range(48): print('x' * (1 << 20))")
    done = run(much)
    assert done.returncode == 124 and len(done.stdout) == 16 << 20
    assert b"more than a recording keeps. Allow more with --max-output MIB" in done.stderr
    done = run("--max-output", 64, much)
    assert done.returncode == 0 and len(done.stdout) == 48 * ((1 << 20) + 1)
    large = written(
        tmp_path,
        "import time\nhold = bytearray(300 << 20)\nfor at in range(0, len(hold), 4096): hold[at] = 1\ntime.sleep(2)",
    )
    done = run("--max-memory", 100, large)
    assert done.returncode == 124 and b"Allow more with --max-memory MIB" in done.stderr
    assert run(large).returncode == 0


def test_there_is_no_time_limit_unless_one_is_asked_for():
    from helpers.command.arguments import parse

    assert parse(["run", "program.py"]).timeout == float("inf")
    assert parse(["run", "--timeout", "3", "program.py"]).timeout == 3
