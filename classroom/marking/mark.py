"""What is this notebook worth? mark(notebook) → JSON, as schema.json has it.

It reads the notebook as text, runs each answer through `watch` as a process tree of its own (once as students see it,
once with what the teacher's seed makes), and looks at the recordings. It keeps nothing, and whatever is in a notebook,
there is a result.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

from helpers.recording.recording import Recording

from . import finding, given, plain
from .check import Check
from .tasks import NOTHING, Assignment, Case, Look, Task, load, names

VERSION = 1
SHOWN = 20_000  # letters of an answer that are repeated in the result


def mark(
    notebook: Path | str, *, seed: int = 0, watch: Callable[..., Recording] = plain.watch, assignment: str | None = None
) -> dict:
    """Mark the notebook file, with the hidden cases of this seed.

    Without the name of the `assignment`, it is told from the tasks that the notebook answers. `watch` runs a program's
    text (plain.py says how it is called); its attribute `isolation` says what stands between the program and this
    machine. Raises what `watch` raises, for then nothing can be marked, and NoSuchAssignment; nothing because of what
    is in the notebook.
    """
    isolation, notes = getattr(watch, "isolation", "none"), []
    try:
        cells = finding.cells(Path(notebook))
    except finding.Unreadable as problem:
        cells, notes = [], [str(problem)]
    if not notes and not any(cell.text.strip() for cell in cells):
        notes.append("The notebook is empty.")
    found = load(assignment) if assignment else _assignment(cells)
    if found is None:
        return _result(None, seed, isolation, [], [*notes, "It answers no task of any assignment."])
    answers = finding.answers(cells, found, given.starts(found.name))
    tasks = [_task(task, answers[task.name], seed, watch) for task in found.tasks]
    return _result(found.name, seed, isolation, tasks, notes)


def _assignment(cells: list[finding.Cell]) -> Assignment | None:
    """The assignment of which most tasks are named; None if no task is."""
    named = set(finding.names_in(cells))
    every = [load(name) for name in names()]
    known = {one.name: len(named & {task.name for task in one.tasks}) for one in every}
    best = max(every, key=lambda one: known[one.name], default=None)
    return best if best and known[best.name] else None


def _result(name: str | None, seed: int, isolation: str, tasks: list[dict], notes: list[str]) -> dict:
    return {
        "version": VERSION,
        "assignment": name,
        "seed": seed,
        "isolation": isolation,
        "points": sum(task["points"] for task in tasks),
        "max_points": sum(task["max_points"] for task in tasks),
        "by_hand": sum(task["max_points"] for task in tasks if task["status"] == "by hand"),
        "tasks": tasks,
        "notes": notes,
    }


def _task(task: Task, answer: finding.Answer, seed: int, watch: Callable[..., Recording]) -> dict:
    """The result of one task. Of the texts that may be meant, the one with most points counts."""
    empty = {"name": task.name, "title": task.title, "max_points": task.max_points, "picture": None, "words": ""}
    if task.by_hand:
        status = "by hand" if answer.texts else "missing"
        text = answer.texts[0][:SHOWN] if answer.texts else ""
        return {**empty, "status": status, "points": 0.0, "checks": [], "answer": text, "notes": answer.notes}
    if not answer.texts:
        checks = [_check(check, hidden) for hidden, case, look in task.parts(seed) for check in look(NOTHING, case)]
        checks = [{**check, "seen": "", "advice": ""} for check in checks]
        return {**empty, "status": "missing", "points": 0.0, "checks": checks, "answer": "", "notes": answer.notes}
    marked = [_program(task, text, seed, watch) for text in answer.texts]
    best = max(marked, key=lambda one: one["points"])
    notes = [*answer.notes, *best["notes"]]
    if best is not marked[0]:
        notes.append("The program was split over several cells, which were put together.")
    return {**empty, **best, "status": "answered", "notes": notes}


def _program(task: Task, text: str, seed: int, watch: Callable[..., Recording]) -> dict:
    """What one program is worth, with its checks, its words and its picture."""
    checks: list[dict] = []
    notes: list[str] = []
    shown: Recording | None = None
    is_well = True
    unreadable = finding.problem(text)
    if unreadable:
        notes.append(unreadable)
    for hidden, case, look in task.parts(seed):
        if unreadable and hidden:
            checks += [_check(check, hidden) for check in look(NOTHING, case)]
            continue
        recording = watch(text, args=case.args, files=case.files, timeout=case.timeout_s)
        marks, problem = _look(look, recording, case)
        notes += [problem] if problem else []
        checks += [_check(check, hidden) for check in marks]
        if shown is None or (is_well and not all(check.done for check in marks)):
            shown = recording  # the first run that went wrong, or the one that students see
        is_well = is_well and all(check.done for check in marks)
    assert shown is not None, "a task has a case that students see"
    words, png = _picture(shown, task.name)
    points = sum(check["points"] for check in checks)
    return {
        "points": points, "checks": checks, "answer": text.strip("\n")[:SHOWN], "words": words, "picture": png,
        "notes": notes,
    }  # fmt: skip


def _look(look: Look, recording: Recording, case: Case) -> tuple[list[Check], str | None]:
    """The checks of this recording. If it can't be looked at, all are unknown, and a sentence says so."""
    try:
        return list(look(recording, case)), None
    except Exception as problem:  # a program may do what no check has thought of; the mark must come all the same
        unknown = [Check(check.sentence, None, "", "", check.points) for check in look(NOTHING, case)]
        return unknown, f"This run couldn't be judged, so a person has to ({type(problem).__name__}: {problem})."


def _check(check: Check, hidden: bool) -> dict:
    done = check.verdict == "held"
    return {
        "sentence": check.sentence,
        "points": check.earned,
        "max_points": check.points,
        "hidden": hidden,
        "verdict": check.verdict,
        "seen": "" if done else check.seen,
        "advice": "" if done else check.advice,
        "by_probe": check.by_probe,
    }


def _picture(recording: Recording, title: str) -> tuple[str, str | None]:
    """The timeline in words, and as a PNG in base64; None in its place if it can't be drawn."""
    from helpers import picture  # now: a student's notebook, which doesn't mark, needn't wait for matplotlib

    try:
        words = picture.words(recording)
        png = picture.png_bytes(picture.timeline(recording, title=title))
    except Exception:  # as above: a mark without a picture is better than none
        return "", None
    return words, base64.b64encode(png).decode("ascii")
