"""Does a program do the same when it is watched? The same output, exit status and signal, letter for letter.

Each program runs twice, plainly with pipes and recorded; what it wrote and how it ended must be equal.
"""

import os
import re
import subprocess
import sys

import pytest
from record_checks import how, run_source

from helpers.watch.supervisor.environment import clean_room

FAILING = {
    "raises": "def f():\n    raise ValueError('ü')\nf()",
    "syntax": "print('never'\n",
    "exit None": "import sys; sys.exit()",
    "exit 3": "import sys; sys.exit(3)",
    "exit text": "import sys; sys.exit('a sentence')",
    "exit 256": "import sys; sys.exit(256)",
    "exit -1": "raise SystemExit(-1)",
    "os._exit": "import os; os._exit(300)",
    "os._exit wrongly": "import os\ntry: os._exit('x')\nexcept TypeError: print('TypeError', flush=True)\nos._exit(True)",
    "assert": "assert 1 == 2, 'no'",
    "import": "import nothing_of_this_name",
    "recursion": "def f(n):\n    return f(n + 1)\nf(0)",
    "mutual recursion": "def f(n):\n    return g(n + 1)\ndef g(n):\n    return f(n + 1)\nf(0)",
    "recursion caught": "def f(n):\n    try: return f(n + 1)\n    except RecursionError: return n\nprint(f(0) > 900)",
    "sleep raises": "import time\ndef f():\n    time.sleep(-1)\nf()",
    "sleep wrong type": "import time\ntime.sleep('x')",
    "wait without child": "import os\ndef f():\n    os.wait()\nf()",
    "queue empty": "import queue\ndef f():\n    queue.Queue().get(timeout=0.01)\nf()",
    "queue full": "import queue\nq = queue.Queue(1)\nq.put(1)\nq.put(2, block=False)",
    "mp queue empty": "import multiprocessing as m\nm.Queue().get(timeout=0.01)",
    "join twice wrongly": "import threading\nthreading.Thread().join()",
    "join not started": "import multiprocessing as m\nm.Process().join()",
    "lock released": "import threading\nthreading.Lock().release()",
    "interrupt in sleep": (
        "import os, signal, threading, time\ndef f():\n    signal.setitimer(signal.ITIMER_REAL, 0.1)\n    time.sleep(5)\n"
        "signal.signal(signal.SIGALRM, signal.default_int_handler)\nf()"
    ),
    "interrupted by SIGINT": "import os, signal\ndef f():\n    os.kill(os.getpid(), signal.SIGINT)\n    while True: pass\nf()",
    "interrupt in wait": (
        "import os, signal, time\npid = os.fork()\nif pid == 0:\n    time.sleep(0.2)\n    os.kill(os.getppid(), signal.SIGINT)\n"
        "    time.sleep(5)\n    os._exit(0)\ntry: os.waitpid(pid, 0)\nfinally: os.kill(pid, 9)"
    ),
    "exception group": "raise ExceptionGroup('two', [ValueError(1), TypeError(2)])",
    "chained": "try: 1 / 0\nexcept ZeroDivisionError as e:\n    raise KeyError('k') from e",
    "in thread": "import threading\ndef f():\n    raise ValueError('t')\nt = threading.Thread(target=f, name='T')\nt.start(); t.join()",
    "in process": (
        "import multiprocessing as m\nm = m.get_context('fork')\ndef f():\n    raise ValueError('p')\n"
        "p = m.Process(target=f)\np.start(); p.join(); print(p.exitcode)"
    ),
    "in forked child": "import os\ndef f():\n    if os.fork() == 0: raise ValueError('c')\n    print(os.wait()[1])\nf()",
    "in pool": (
        "import multiprocessing as m\ndef f(n): return 1 // n\n"
        "with m.get_context('fork').Pool(1) as p: p.map(f, [0])"
    ),
    "generator": "def g():\n    yield 1\n    raise KeyError\nx = g()\nnext(x)\nnext(x)",
    "throw": "def g():\n    try: yield 1\n    except KeyError: yield 2\nx = g()\nnext(x)\nprint(x.throw(KeyError))\nx.throw(ValueError)",
    "coroutine": "import asyncio\nasync def f():\n    await asyncio.sleep(0.01)\n    raise ValueError\nasyncio.run(f())",
    "never awaited": "async def f(): pass\nf()",
    "unraisable": "class A:\n    def __del__(self): raise ValueError('d')\nA()",
    "atexit raises": "import atexit\ndef f(): raise ValueError('a')\natexit.register(f)",
    "SIGTERM": "import os, signal; os.kill(os.getpid(), signal.SIGTERM)",
    "SIGKILL": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "SIGSEGV": "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
    "SIGPIPE": "import os, signal; signal.signal(signal.SIGPIPE, signal.SIG_DFL); os.kill(os.getpid(), signal.SIGPIPE)",
    "abort": "import os; os.abort()",
    "closes all": "import os\nprint('before', flush=True)\nos.closerange(0, 100)\nos._exit(5)",
    "closes stdout": "import sys\nprint(1)\nsys.stdout.close()\nprint(2)",
    "writes nothing and fails": "import sys\nsys.stdout.write('no newline')\n1/0",
    "binary": "import sys\nsys.stdout.buffer.write(bytes(range(256)))",
    "clears its environment": "import os, subprocess, sys\nos.environ.clear()\nsubprocess.run([sys.executable, '-c', 'print(7)'])",
    "deletes itself": "import os\nos.unlink(__file__)\ndef f(): raise ValueError\nf()",
    "changes folder": "import os\nos.chdir('/')\ndef f(): print(os.getcwd(), flush=True)\nf()\nif os.fork() == 0: f(); os._exit(0)\nos.wait()",
    "profiler": "import cProfile\ndef f(): return 1\np = cProfile.Profile()\np.runcall(f)\nprint(len(p.getstats()) > 0)",
    "tracer": "import sys\ndef t(*a): return None\nsys.settrace(t)\ndef f(): raise KeyError\nf()",
    "no descriptor free": (
        "import os, resource\nresource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))\ndef f(n): return n\nf(1)\nprint(f(2))\n"
        "resource.setrlimit\ndef g(): raise ValueError(f(3))\ng()"
    ),
    "no file may grow": (
        "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\ndef f(): raise ValueError\nf()"
    ),
}  # fmt: skip


def plainly(folder, *args):
    """(exit status, stdout, stderr) of the program without a recorder, its output going to pipes."""
    environment = clean_room(dict(os.environ))
    done = subprocess.run([sys.executable, "program.py", *args], cwd=folder, env=environment, capture_output=True,
                          stdin=subprocess.DEVNULL, timeout=60)  # fmt: skip
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("name", FAILING)
def test_it_ends_and_writes_as_it_would_alone(tmp_path, name):
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "program.py").write_text(FAILING[name], encoding="utf-8")
    status, out, err = plainly(alone)
    seen = {"stdout": b"", "stderr": b""}

    def keep(pid, stream, data):
        seen[stream] += data

    recording = run_source(tmp_path, FAILING[name], on_output=keep)
    alone_text = err.decode().replace(str(alone), str(tmp_path))
    assert without_addresses(seen["stderr"].decode()) == without_addresses(alone_text)
    assert seen["stdout"] == out
    assert how(recording.main) == status


def without_addresses(text: str) -> str:
    return re.sub(r"0x[0-9a-f]+|pid=\d+", "N", text)


INSIDE = """
import sys
before = set(sys.modules)
import os
print(sorted(before))
print(sys.argv, __name__, __file__, sys.path)
print(sorted(os.listdir("/proc/self/fd")) if os.path.exists("/proc/self/fd") else "")
print(len(os.listdir("/proc/self/task")) if os.path.exists("/proc/self/task") else "")
print(sys.gettrace(), sys.getrecursionlimit(), sys.flags, sys.warnoptions)
import signal
print([(number, signal.getsignal(number)) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGPIPE, signal.SIGCHLD)])
import resource
print(resource.getrlimit(resource.RLIMIT_NOFILE), resource.getrlimit(resource.RLIMIT_CORE))
print(signal.pthread_sigmask(signal.SIG_BLOCK, []), os.getcwd(), os.nice(0), os.umask(0o22))
print(sys.stdin.encoding, sys.stdout.encoding, sys.stderr.encoding, sys.stdout.errors)
"""


def test_it_finds_the_same_world(tmp_path):
    """The one difference: the probe's modules."""
    (tmp_path / "program.py").write_text(INSIDE)
    _, alone, _ = plainly(tmp_path, "an argument", "")
    lines = run_source(tmp_path, INSIDE, "an argument", "").text().splitlines()
    alone = alone.decode().splitlines()
    for line in (lines, alone):
        line[0] = eval(line[0])
    new = set(lines[0]) - set(alone[0])
    assert {name for name in new if not name.startswith("processes_probe")} <= {"sitecustomize", "atexit"}, new
    assert lines[1:] == alone[1:]


def test_a_fork_is_not_warned_about(tmp_path):
    """Python 3.12 and newer warn when a process with several threads forks: the probe must not be one of them."""
    source = "import warnings\nwarnings.simplefilter('error')\nimport os\nif os.fork() == 0: os._exit(0)\nos.wait()"
    recording = run_source(tmp_path, source)
    assert recording.text(stream="stderr") == "" and recording.main.exit_code == 0


def test_the_sitecustomize_that_was_there_is_loaded(tmp_path, monkeypatch):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text("import builtins; builtins.customized = __file__")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    recording = run_source(tmp_path, "import sitecustomize, sys\nprint(customized)\nprint(sys.path[1])")
    assert recording.text().splitlines() == [str(tmp_path / "site" / "sitecustomize.py"), str(tmp_path / "site")]


def test_a_sitecustomize_that_fails_is_reported_as_alone(tmp_path, monkeypatch):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text("import nothing_of_this_name")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    recording = run_source(tmp_path, "print(1)")
    assert "nothing_of_this_name" in recording.text(stream="stderr") and recording.text() == "1\n"


def test_the_shell_around_changes_nothing(tmp_path, monkeypatch):
    for name, value in {"PYTHONUNBUFFERED": "1", "PYTHONHASHSEED": "3", "FORCE_COLOR": "1", "PYTHONOPTIMIZE": "2",
                        "PYTHONWARNINGS": "error", "MPLBACKEND": "x", "JPY_PARENT_PID": "1", "KEPT": "yes"}.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    source = "import os, sys\nprint(os.environ.get('KEPT'), [n for n in os.environ if 'PY' in n and 'PROC' not in n], __debug__)"
    recording = run_source(tmp_path, source)
    assert recording.text() == "yes ['PYTHONPATH'] True\n" or "PYENV" in recording.text()


def test_block_buffering_can_be_kept(tmp_path):
    source = "import os\nprint('once')\nif os.fork() == 0: raise SystemExit\nos.wait()"
    assert run_source(tmp_path, source).text() == "once\n"
    assert run_source(tmp_path, source, line_buffered=False).text() == "once\nonce\n"
