"""The faults that a run must survive: what each is, how it is brought about, and what must be known afterwards.

    Fault ──perform()──► a Python of its own, in an environment made for it ──run()──► program
                             │ what it printed: what the learner sees      │
                             └──────────────── Seen ◄──── the recording ◄──┘

Most are programs; some are a bad place to run any program in. test_faults.py performs each and judges; fault_page.py writes
down what was seen. Programs that fork without end give up by themselves after some seconds: were the recorder wrong,
the machine would still survive.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from record_checks import ended_with

from helpers.recording.recording import Recording

ROOT = Path(__file__).resolve().parents[2]
DRIVER = Path(__file__).with_name("fault_driver.py")
LIMIT_S = 1
PATIENCE_S = 100
NOBODY = 65534


@dataclass(frozen=True)
class Seen:
    """What became of a fault: the learner's page, the recording, and in which time the tree was gone."""

    page: str
    recording: Recording | None
    gone_ns: int
    since: str  # what the time was counted from


class CannotPerform(Exception):
    """This machine, or this user, can't bring the fault about; the text says why."""


@dataclass(frozen=True)
class Fault:
    """A program, the way it ends, and what its recording must hold.

    `ends` is the limit that stops it, a signal's name or an exit status. `around` is shell text that prepares the place and
    then runs the driver with `exec "$@"`; in it, `{folder}` is the program's folder and `{root}` the course's.
    """

    name: str
    source: str
    ends: str | int = 0
    holds: Callable[[Recording], bool] = lambda recording: True
    options: dict = field(default_factory=dict)
    around: str = 'exec "$@"'
    mounts: bool = False  # needs to mount file systems, where only it sees them
    as_user: bool = False  # is run by somebody without rights
    place: str = "."  # the program's folder, below the test's
    elsewhere: bool = False  # the course is copied there too

    def perform(self, folder: Path) -> Seen:
        """Bring it about in `folder`. Raises CannotPerform where that is impossible."""
        place, checkout = folder / self.place, ROOT
        place.mkdir(parents=True, exist_ok=True)
        program = place / "program.py"
        program.write_text(self.source, encoding="utf-8")
        if self.elsewhere:
            shutil.copytree(ROOT / "helpers", place / "helpers", ignore=shutil.ignore_patterns("__pycache__"))
            checkout = place
        timeout = LIMIT_S if self.ends == "timeout" else PATIENCE_S
        options = {"program": str(program), "timeout": timeout} | self.options
        kept = folder / "recording.json"
        with open(kept, "w") as file:
            command = [sys.executable, str(DRIVER), str(checkout), json.dumps(options), str(file.fileno())]
            page = self._run(command, place, file.fileno())
        recording = Recording.load(kept)
        return Seen(without_pids(page), recording, *self._gone(recording))

    def _run(self, command: list[str], place: Path, descriptor: int) -> str:
        around = self.around.format(folder=shlex.quote(str(place)), root=shlex.quote(str(ROOT)))
        command = ["sh", "-ec", around, "sh", *command]
        user = {}
        if self.mounts:
            command = [*private_mounts(), *command]
        if self.as_user:
            user = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
            for_nobody(place)
        done = subprocess.run(command, cwd=place, pass_fds=[descriptor], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE_S + 20, **user)  # fmt: skip
        text = done.stdout.decode("utf-8", "backslashreplace")
        assert done.returncode == 0, text
        return text

    def _gone(self, recording: Recording) -> tuple[int, str]:
        if self.ends == "timeout":
            return recording.wall_ns - LIMIT_S * 1_000_000_000, "the limit"
        return recording.wall_ns, "the start"


def without_pids(page: str) -> str:
    """What the learner sees, with a word for each PID."""
    return re.sub(r"^ *\d+ ([|!])", r"PID \1", page, flags=re.MULTILINE)


def private_mounts() -> list[str]:
    """The beginning of a command that may mount what others don't see. Raises CannotPerform where that is forbidden."""
    start = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
    try:
        subprocess.run([*start, "mount", "-t", "tmpfs", "tmpfs", "/dev/shm"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        raise CannotPerform("this user may not mount file systems") from None
    return start


def for_nobody(place: Path) -> None:
    """Let a user without rights read the program. Raises CannotPerform if that user can't be taken on, or lacks Python."""
    if os.geteuid() != 0:
        raise CannotPerform("only root can become somebody else")
    shared = Path(tempfile.gettempdir())
    for folder in (place, *place.parents):
        if shared in folder.parents:
            folder.chmod(0o755)
    code = f"import os; os.listdir({str(ROOT / 'helpers')!r})"
    tried = subprocess.run(["sh", "-c", 'exec "$@"', "sh", sys.executable, "-c", code], cwd="/", capture_output=True,
                           user=NOBODY, group=NOBODY, extra_groups=[])  # fmt: skip
    if tried.returncode:
        raise CannotPerform("an ordinary user may not read this Python or this checkout")


def greeted(recording: Recording) -> bool:
    return recording.text("child 1") == GREETING and ended_with(0, 0)(recording)


BOMB = """
import os, time
end = time.monotonic() + 3
while time.monotonic() < end:
    try:
        os.fork()
    except OSError:
        time.sleep(0.01)
time.sleep(1000)
"""
NEVER_ENDS = [
    Fault("An endless loop", "while True:\n    pass", "timeout", ended_with(-9)),
    Fault(
        "A deadlock: two processes, and each waits for what the other would put into a queue",
        "from multiprocessing import Process, Queue\n\n"
        "def answer(questions, answers):\n    answers.put(questions.get())\n\n"
        "if __name__ == '__main__':\n    questions, answers = Queue(), Queue()\n"
        "    Process(target=answer, args=(questions, answers)).start()\n    answers.get()",
        "timeout",
        lambda recording: {wait.kind for wait in recording.waits()} >= {"get"} and len(recording.waits("get")) == 2,
    ),
    Fault(
        "A child that ignores SIGTERM and SIGINT, in a session of its own",
        "import os, signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "if os.fork() == 0:\n    os.setsid()\ntime.sleep(1000)",
        "timeout",
        ended_with(-9, -9),
    ),
    Fault(
        "A daemon: forked twice, in a session of its own, its parent has ended",
        "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork():\n        os._exit(0)\n    os.closerange(0, 100)\n"
        "    time.sleep(1000)\nos.wait()",
        "timeout",
        ended_with(0, 0, -9),
    ),
    Fault(
        "A child that is stopped (SIGSTOP), and a parent that waits for its end",
        "import os, signal, time\npid = os.fork()\nif pid == 0:\n    time.sleep(1000)\nos.kill(pid, signal.SIGSTOP)\n"
        "os.waitpid(pid, 0)",
        "timeout",
        ended_with(-9, -9),
    ),
    Fault(
        "A pool's worker is killed, and map waits for ever for its result",
        "import os, signal, time\nfrom multiprocessing import get_context\n\n"
        "def work(n):\n    if n == 0:\n        os.kill(os.getpid(), signal.SIGKILL)\n    return n\n\n"
        "if __name__ == '__main__':\n    with get_context('fork').Pool(2) as pool:\n        pool.map(work, [0, 1, 2, 3], chunksize=1)",
        "timeout",
        lambda recording: len(recording.calls("work")) == 4 and sum(call.cut for call in recording.calls("work")) == 1,
    ),
    Fault(
        "A zombie: a child that has ended, and that nobody collects",
        "import os, time\nif os.fork() == 0:\n    os._exit(7)\ntime.sleep(1000)",
        "timeout",
        lambda recording: ended_with(-9, 7)(recording) and recording.process("child 1").collected_ns >= LIMIT_S * 1e9,
    ),
]  # fmt: skip
GROWS = [
    Fault("A fork bomb", BOMB, "processes", lambda recording: len(recording.processes) > 100, {"max_processes": 100}),
    Fault(
        "A fork bomb of an ordinary user",
        BOMB, "processes", lambda recording: len(recording.processes) > 100, {"max_processes": 100}, as_user=True,
    ),
    Fault(
        "A fork bomb of which every process has a session of its own",
        BOMB.replace("        os.fork()\n", "        if os.fork() == 0:\n            os.setsid()\n"),
        "processes", lambda recording: len(recording.processes) > 100, {"max_processes": 100},
    ),
    Fault("Memory without end", "kept = []\nwhile True:\n    kept.append(b'x' * 50_000_000)", "memory", ended_with(-9)),
    Fault(
        "A gigabyte of output",
        "import os\nfor n in range(1024):\n    os.write(1, (b'x' * 1023 + b'\\n') * 1024)",
        "output",
        lambda recording: len(recording.text()) == 16 << 20,
    ),
    Fault(
        "A line that never ends",
        "while True:\n    print('x' * 10_000, end='')",
        "output",
        lambda recording: len(recording.text()) == 16 << 20 and len(recording.lines()) == 1,
    ),
]  # fmt: skip
ENDS_BADLY = [
    Fault(
        "The main process is killed by its own child",
        "import os, signal, time\nif os.fork() == 0:\n    os.kill(os.getppid(), signal.SIGKILL)\n    print('I live on')\n"
        "    os._exit(5)\ntime.sleep(1000)",
        "SIGKILL",
        ended_with(-9, 5),
    ),
    Fault(
        "The recorder itself is killed",
        "import os, signal, time\nrecorder = os.getppid()\nread, write = os.pipe()\n"
        "if os.fork() == 0:\n    os.write(write, b'I am here')\n    time.sleep(1000)\n"
        "os.read(read, 100)\nos.kill(recorder, signal.SIGKILL)\ntime.sleep(1000)",
        "interrupted",
        ended_with(-9, -9),
    ),
]  # fmt: skip
HARD_TO_WATCH = [
    Fault(
        "It closes every file descriptor",
        "import os\nprint('one')\nos.closerange(0, 1000)\nif os.fork() == 0:\n    os._exit(4)\nos._exit(os.waitstatus_to_exitcode(os.wait()[1]))",
        4,
        ended_with(4, 4),
    ),
    Fault(
        "It goes to another folder and deletes its own file",
        "import os\n\ndef work(n):\n    print(os.getcwd(), n)\n\nos.unlink(__file__)\nos.chdir('/')\nif os.fork() == 0:\n    work(2)\n    os._exit(0)\nos.wait()\nwork(1)",
        0,
        lambda recording: len(recording.calls("work")) == 2 and ended_with(0, 0)(recording),
    ),
    Fault(
        "It clears its environment, and starts another Python",
        "import os, subprocess, sys\nos.environ.clear()\nsubprocess.run([sys.executable, '-c', 'print(7)'])",
        0,
        lambda recording: len(recording.processes) == 2 and recording.text(recording.processes[1].pid) == "7\n",
    ),
    Fault(
        "It starts an isolated Python (python -I)",
        "import subprocess, sys\nsubprocess.run([sys.executable, '-I', '-c', 'print(7); raise SystemExit(3)'])",
        0,
        lambda recording: ended_with(0, 3)(recording) and recording.text(recording.processes[1].pid) == "7\n",
    ),
    Fault(
        "It starts programs that are not Python",
        "import subprocess\nsubprocess.run(['sh', '-c', 'sleep 0.1 & echo shell; wait; exit 6'])",
        0,
        lambda recording: [p.role for p in recording.processes] == ["main", "sh", "sleep"] and ended_with(0, 6, 0)(recording),
    ),
    Fault(
        "It becomes another program (exec)",
        # It is collected late: what isn't Python tells nobody how it ended, and must be met while it is there.
        "import os, time\nif os.fork() == 0:\n    os.execvp('sh', ['sh', '-c', 'echo changed; exit 2'])\ntime.sleep(0.3)\n"
        "os.wait()\nos.execvp('true', ['true'])",
        0,
        lambda recording: ended_with(0, 2)(recording) and recording.processes[1].role == "sh",
    ),
    Fault(
        "Five hundred short-lived processes",
        "import os\nfor n in range(500):\n    if os.fork() == 0:\n        os._exit(0)\n    if n % 10 == 9:\n        for _ in range(10):\n            os.wait()",
        0,
        ended_with(*[0] * 501),
    ),
    Fault(
        "Sixty-four threads",
        "import threading, time\nthreads = [threading.Thread(target=time.sleep, args=(0.2,)) for _ in range(64)]\n"
        "for thread in threads:\n    thread.start()\nfor thread in threads:\n    thread.join()",
        0,
        lambda recording: len(recording.main.threads) == 65,
    ),
    Fault(
        "Output that is not UTF-8",
        "import os\nos.write(1, 'Grüße\\n'.encode('latin-1'))\nos.write(1, b'\\xff\\x00\\x1b[31m\\n')",
        0,
        lambda recording: recording.text().startswith("Gr\\xfc\\xdfe\n"),
    ),
]  # fmt: skip
GREETING = "Grüße, 世界\n"
GREETS = f"import os\nif os.fork() == 0:\n    print({GREETING.strip()!r})\n    os._exit(0)\nos.wait()"
FULL = "mount -t tmpfs -o size=64k tmpfs /dev/shm; dd if=/dev/zero of=/dev/shm/fill bs=4k 2>/dev/null || true; "
READ_ONLY = "mount --bind {0} {0}; mount -o remount,bind,ro {0}; "
PLACES = [
    Fault("The memory file system (/dev/shm) is full", GREETS, 0, greeted, around=FULL + 'exec "$@"', mounts=True),
    Fault(
        "Every disk is full",
        GREETS,
        0,
        # How a child ended that was gone within a millisecond, nobody else may have seen.
        lambda recording: recording.text("child 1") == GREETING and any("disk is full" in note for note in recording.notes),
        around=FULL + READ_ONLY.format("/tmp") + READ_ONLY.format("/var/tmp") + READ_ONLY.format("{folder}")
        + 'cd {folder}; exec "$@"',
        mounts=True,
    ),
    Fault(
        "The course's folder can't be written to",
        "", 0, ended_with(0, 0), {"program": "1.3/fork_once.py"},
        around=READ_ONLY.format("{root}") + 'exec "$@"', mounts=True,
    ),
    Fault("TMPDIR names a folder that is gone", GREETS, 0, greeted, around='TMPDIR={folder}/gone exec "$@"'),
    Fault(
        "A path with spaces and Chinese characters, for the course and for the program",
        GREETS, 0, greeted, place="我的 课程/第 1 课", elsewhere=True,
    ),
    Fault("The locale C", GREETS, 0, greeted, around='unset LANG LC_CTYPE; LC_ALL=C exec "$@"'),
]  # fmt: skip
