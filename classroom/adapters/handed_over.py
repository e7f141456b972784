"""What the adapters of container graders share: the notebook is found, marked, and the results are written.

    SUBMISSION (a folder) ──submissions.py──► the notebook that counts ──mark──► results() ──► RESULTS (a file)

Whatever goes wrong becomes a result, too: a sentence, and no points.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from helpers.teach.explained import Explained
from helpers.watch.client.run import CannotStart

from ..grading.submissions import counted, notebooks
from ..marking import mark
from ..marking.plain import watch as watch_unsafely
from ..sandbox import CannotIsolate, watch
from ..sandbox.proof import obstacle

SIGNS = {"held": "✓", "not held": "✗", "unknown": "?"}
UNSAFE = "This was marked without a sandbox: programs could have reached the marks."
NOT_FOUND = "No answer to this task was found."


def told(check: dict) -> str:
    """What was seen, and what to try."""
    return f"{check['seen']} {check['advice']}".strip()


def notes(task: dict) -> list[str]:
    """What there is to say on a task besides its checks."""
    return [*([NOT_FOUND] if task["status"] == "missing" else []), *task["notes"]]


def remarks(result: dict) -> list[str]:
    """What there is to say on the whole: how it was marked, what a person still does."""
    found = list(result["notes"])
    if result["by_hand"]:
        found.append(f"Up to {result['by_hand']:g} more points are given by a person.")
    if result["isolation"] == "none":
        found.append(UNSAFE)
    return found


def main(results: Callable[[dict], dict], problem: Callable[[str], dict], arguments: list[str] | None = None) -> None:
    """The command: mark what is in a folder, and write what `results` makes of it, or `problem` of a sentence."""
    parser = argparse.ArgumentParser(description="Mark the notebook in a folder, and write a results.json.")
    parser.add_argument("submission", type=Path)
    parser.add_argument("results", type=Path)
    parser.add_argument("--assignment")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--unsafe", action="store_true")
    asked = parser.parse_args(arguments)
    found = counted("", list(notebooks(asked.submission)), asked.submission)
    why = None if asked.unsafe else obstacle()
    if found.notebook is None or why:
        written = problem(why or " ".join(found.notes))
    else:
        try:
            how = watch_unsafely if asked.unsafe else watch
            result = mark(found.notebook, seed=asked.seed, watch=how, assignment=asked.assignment)
            written = results({**result, "notes": [*found.notes, *result["notes"]]})
        except (CannotIsolate, CannotStart, Explained) as what:
            written = problem(str(what))
    asked.results.parent.mkdir(parents=True, exist_ok=True)
    asked.results.write_text(json.dumps(written), encoding="utf-8")
