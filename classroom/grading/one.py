"""Marks one notebook, in a process of its own: whatever it does to the marker, the others are marked.

    mark_one(job) ──starts──► python -m classroom.grading.one      job: the notebook's bytes, and how to mark it
          │  ──job, as JSON──► stdin                               stays open: if it closes, nobody wants the mark
          ◄────result, JSON─── stdout ── mark() ──► a sandbox for each program

The same function runs here and on the workers of a cluster.
"""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from helpers.watch.client.run import CannotStart

from ..marking import mark
from ..marking.plain import watch as watch_unsafely
from ..sandbox import CannotIsolate, watch
from ..sandbox.proof import obstacle

ROOT = Path(__file__).resolve().parents[2]
DEADLINE_S = 600  # for all tasks of a notebook together, each of which has a limit of its own
CANNOT_ISOLATE = 3  # exit status
TOO_LONG = f"Marking took longer than {DEADLINE_S // 60} minutes and was ended. A person has to look at this notebook."
running: set[subprocess.Popen] = set()
BROKE = "The marker ended without a mark ({}). A person has to look at this notebook."


def mark_one(job: dict) -> dict:
    """The result of `mark`, as {"result": …}; or {"problem": a sentence} if this notebook could not be marked.

    `job` has ``notebook`` (bytes), ``seed``, ``assignment`` (or None), ``unsafe``, and ``prove``, whether this machine
    has yet to show that it isolates. Raises CannotIsolate if it doesn't.
    """
    words = {**job, "notebook": base64.b64encode(job["notebook"]).decode("ascii")}
    process = subprocess.Popen(
        [sys.executable, "-m", __name__],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    running.add(process)
    late = threading.Event()

    def end() -> None:
        late.set()
        process.kill()  # the recorder finds its client gone, and ends what it has started

    timer = threading.Timer(DEADLINE_S, end)
    timer.start()
    try:
        with process:
            assert process.stdin and process.stdout and process.stderr
            errors: list[bytes] = []
            reader = threading.Thread(target=lambda: errors.append(process.stderr.read()))  # type: ignore[union-attr]
            reader.start()
            try:
                process.stdin.write(json.dumps(words).encode() + b"\n")
                process.stdin.flush()
            except BrokenPipeError:
                pass  # it has ended already; how, is seen below
            said = process.stdout.read()
            reader.join()
    finally:
        timer.cancel()
        process.kill()
        running.discard(process)
    if late.is_set():
        return {"problem": TOO_LONG}
    last = b"".join(errors).decode(errors="replace").strip().rpartition("\n")[2]
    if process.returncode == CANNOT_ISOLATE:
        raise CannotIsolate(last)
    try:
        return json.loads(said)
    except ValueError:
        how = signal.Signals(-process.returncode).name if process.returncode < 0 else last or "it said nothing"
        return {"problem": BROKE.format(how)}


def end_all() -> None:
    """Let nothing go on that `mark_one` has begun here."""
    for process in list(running):
        process.kill()


def main() -> None:
    """In the process of its own: read the job, write the result."""
    job = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=end_with_stdin, daemon=True).start()
    if job["prove"] and not job["unsafe"] and (problem := obstacle()):
        print(problem, file=sys.stderr)
        sys.exit(CANNOT_ISOLATE)
    with tempfile.TemporaryDirectory(prefix="marking-") as folder:
        notebook = Path(folder, "submission.ipynb")
        notebook.write_bytes(base64.b64decode(job["notebook"]))
        how = watch_unsafely if job["unsafe"] else watch
        try:
            found: dict = {"result": mark(notebook, seed=job["seed"], watch=how, assignment=job["assignment"])}
        except CannotIsolate as problem:
            print(problem, file=sys.stderr)
            sys.exit(CANNOT_ISOLATE)
        except CannotStart as problem:
            found = {"problem": f"{problem} A person has to look at this notebook."}
    sys.stdout.write(json.dumps(found))


def end_with_stdin() -> None:
    """Wait until whoever wants the mark is gone, and end then: the recorder's guard ends the rest."""
    while os.read(0, 4096):  # not by sys.stdin, whose lock the interpreter wants at its end
        pass
    os._exit(1)


if __name__ == "__main__":
    main()
