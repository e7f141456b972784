"""Where a learner's answers are kept: one file, `my-answers.json`, beside the learner's own notebooks.

    {"version": 1,
     "predictions": {name: {"first": {"answer": "a", "at": time}, "latest": {…}}},
     "recalled": {section: {"question": name, "answer": "a", "at": time}},
     "hints": {exercise: how many were shown},
     "solved": {exercise: time of the first full mark}}

Times are ISO 8601 with the offset from UTC. The file is replaced as a whole, so it is never half
written. Where the course can't be written to, the file is in the user's own data folder; where that
can't be written to either, the learner is told once, and everything else goes on. The environment variable
PROCESSES_COURSE_ANSWERS names another file: what `course.py test` proves must not depend on anybody's answers.
"""

from __future__ import annotations

import json
import os
import tempfile
from datetime import datetime
from pathlib import Path

NAME = "my-answers.json"
FOLDER = "my-course"  # a learner's own notebooks and answers; git ignores it
EMPTY = {"version": 1, "predictions": {}, "recalled": {}, "hints": {}, "solved": {}}

_told = False


def places() -> list[Path]:
    """The files in which answers may be kept, best first."""
    elsewhere = os.environ.get("PROCESSES_COURSE_ANSWERS")
    if elsewhere:
        return [Path(elsewhere)]
    return [folder / NAME for folder in folders()]


def folders() -> list[Path]:
    """Where a learner's own notebooks and answers may be: in the course's folder, else in the user's data folder."""
    from platformdirs import user_data_path

    course = Path(__file__).resolve().parents[2]
    return [course / FOLDER, user_data_path("processes-course", appauthor=False) / FOLDER]


def kept_in() -> Path:
    """The file that holds the answers now, or would hold the first of them."""
    there = [path for path in places() if path.is_file()]
    return (there or places())[0]


def load() -> dict:
    """All answers so far. A damaged file is put aside as `my-answers.damaged.json`, not overwritten."""
    for path in places():
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
        except OSError:
            continue
        except ValueError:
            _put_aside(path)
            continue
        if isinstance(kept, dict) and kept.get("version") == EMPTY["version"]:
            return {part: kept.get(part) or empty for part, empty in _empty().items()}
        _put_aside(path)
    return _empty()


def remember_prediction(name: str, answer: str) -> None:
    """Keep `answer` as the latest one, and as the first if there was none."""
    answers = load()
    given = {"answer": answer, "at": _now()}
    first = answers["predictions"].get(name, {}).get("first", given)
    answers["predictions"][name] = {"first": first, "latest": given}
    _save(answers)


def remember_recalled(section: str, question: str, answer: str | None = None) -> None:
    """Keep which question was asked at the beginning of `section`, and the answer once there is one."""
    answers = load()
    answers["recalled"][section] = {"question": question} | ({"answer": answer, "at": _now()} if answer else {})
    _save(answers)


def next_hint(exercise: str, available: int) -> int:
    """Count one more hint of this exercise as shown; return its index (at most the last one)."""
    answers = load()
    shown = answers["hints"].get(exercise, 0)
    answers["hints"][exercise] = min(shown + 1, available)
    _save(answers)
    return min(shown, available - 1)


def remember_solved(exercise: str) -> None:
    """Keep the time at which the learner's own program was first marked right."""
    answers = load()
    if exercise not in answers["solved"]:
        answers["solved"][exercise] = _now()
        _save(answers)


def _save(answers: dict) -> None:
    global _told
    for path in places():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, json.dumps(answers, indent=2, ensure_ascii=False) + "\n")
        except OSError:
            continue
        return
    if not _told:
        _told = True
        print("Your answers can't be kept: neither the course nor your data folder can be written to.")


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".my-answers-", suffix=".json")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _put_aside(path: Path) -> None:
    try:
        os.replace(path, path.with_name("my-answers.damaged.json"))
    except OSError:
        return  # it can't be renamed, so it can't be overwritten by us either


def _empty() -> dict:
    return json.loads(json.dumps(EMPTY))


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
