"""Who watches: how each tool starts a program, and what its record says in the end.

Every tool is used as its manual begins, with the options that make it write a record. This course's recorder
is there four times: as it comes, with either lesser source of turns, and from outside only.
"""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

LAYER = "PROCESSES_COURSE_LAYER"
SECONDS = "600"  # a time limit that no program here comes near


@dataclass(frozen=True)
class Seen:
    """What a record holds: how many processes, and how many calls of each function; `calls` is None for a tool
    that knows nothing of calls."""

    processes: int
    calls: Counter | None


@dataclass(frozen=True, eq=False)
class Watcher:
    """A way to run a program. `command(record, program)` gives the words, `read(record)` what was written there."""

    name: str
    command: Callable[[str, Sequence[str]], list[str]]
    read: Callable[[Path], Seen] | None = None
    needs: str | None = None  # a command on the PATH, or a module
    environment: Mapping[str, str] = field(default_factory=dict)

    def missing(self) -> bool:
        """Whether this tool is not installed here."""
        return bool(self.needs) and not (shutil.which(self.needs) or importlib.util.find_spec(self.needs))


def recorder(*options: str) -> Callable[[str, Sequence[str]], list[str]]:
    """The words that run a program under the course's recorder, which writes its record as JSON."""
    start = [sys.executable, "-m", "helpers", "run", "--python", sys.executable]
    return lambda record, program: [*start, *options, "--timeout", SECONDS, "--json", record, *program]


def seen_by_recorder(record: Path) -> Seen:
    data = json.loads(record.read_text())
    calls = Counter(span["name"].partition("(")[0] for span in data["spans"] if span["kind"] == "call")
    return Seen(len(data["processes"]), calls)


def seen_from_outside(record: Path) -> Seen:
    return Seen(seen_by_recorder(record).processes, None)


def seen_by_viztracer(record: Path) -> Seen:
    """Read Chrome's trace format: a call's event is named `function (file:line)`.

    Read as text: as objects, the 150 MB of a million calls would take a gigabyte.
    """
    written = record.read_text()
    calls = Counter(found[1] for found in re.finditer(r'"name": ?"(\w+) \(', written))
    return Seen(len(set(re.findall(r'"pid": ?(\d+)', written))), calls)


def seen_by_strace(record: Path) -> Seen:
    """Each line of `strace -f -o` begins with a PID, by strace(1)."""
    with open(record, errors="replace") as lines:
        return Seen(len({line.partition(" ")[0] for line in lines}), None)


def seen_by_perf(record: Path) -> Seen:
    """Processes that began are PERF_RECORD_FORK, PID and TID alike; the first one was there before (perf-script(1))."""
    command = ["perf", "script", "-i", str(record), "--show-task-events"]
    said = subprocess.run(command, capture_output=True, text=True, errors="replace").stdout
    begun = re.findall(r"PERF_RECORD_FORK\((\d+):(\d+)\)", said)
    return Seen(1 + len({pid for pid, tid in begun if pid == tid}), None)


UNWATCHED = Watcher("unwatched", lambda record, program: [sys.executable, *program])
EXACT = Watcher("this recorder, exact", recorder(), seen_by_recorder, environment={LAYER: "exact"})
NOTHING_WRITTEN = Watcher(
    "this recorder, exact, nothing written",
    lambda record, program: [sys.executable, "-m", "helpers", "run", *program],
    environment={LAYER: "exact", "VIRTUAL_ENV": sys.prefix},  # the program's Python is the same as unwatched
)
SAMPLED = Watcher("this recorder, sampled", recorder(), seen_by_recorder, environment={LAYER: "sampled"})
NO_CALLS = Watcher("this recorder, no calls", recorder("--no-calls"), seen_from_outside, environment={LAYER: "exact"})
VIZTRACER = Watcher(
    "VizTracer",
    lambda record, program: [sys.executable, "-m", "viztracer", "--quiet", "-o", record, *program],
    seen_by_viztracer,
    needs="viztracer",
)
STRACE = Watcher(
    "strace -f",
    lambda record, program: ["strace", "-f", "-ttt", "-o", record, sys.executable, *program],
    seen_by_strace,
    needs="strace",
)
PERF = Watcher(
    "perf record --switch-events",
    lambda record, program: [
        *("perf", "record", "-q", "--switch-events", "-o", record, "--", sys.executable),
        *program,
    ],
    seen_by_perf,
    needs="perf",
)
ALL = (UNWATCHED, EXACT, SAMPLED, NO_CALLS, VIZTRACER, STRACE, PERF)
