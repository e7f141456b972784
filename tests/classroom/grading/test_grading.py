"""A folder of submissions: every one gets one mark or one sentence, whatever the others are."""

import csv
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from classroom_notebooks import answer, code, markdown, with_answers, write
from left_behind import alive_with, left_behind, new_word

from classroom.grading import one
from classroom.grading.__main__ import main
from classroom.grading.batch import grade
from classroom.grading.page import page
from classroom.grading.records import How, Record, read
from classroom.grading.submissions import submissions
from classroom.grading.table import write_table
from classroom.marking.tasks import FOLDER

BANK = FOLDER / "1-processes" / "bank"


def notebook(path: Path, *cells) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return write(list(cells), path)


def handed_in(path: Path, when: datetime) -> Path:
    os.utime(path, (when.timestamp(), when.timestamp()))
    return path


def quick(program: str) -> dict:
    """A cell that answers the quickest task."""
    return code(f"%%exercise keep-alive\n{program}")


@pytest.fixture
def class_folder(tmp_path):
    folder = tmp_path / "class"
    folder.mkdir()
    return folder


def rows(folder: Path) -> dict[str, dict]:
    with open(folder / "marks.csv", encoding="utf-8-sig", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


# ---- who has handed in what


def test_a_student_has_a_file_or_a_folder(class_folder):
    notebook(class_folder / "Борис.ipynb")
    notebook(class_folder / "ანა" / "deep" / "er" / "work.ipynb")
    notebook(class_folder / "ანა" / ".ipynb_checkpoints" / "work-checkpoint.ipynb")
    (class_folder / "李小龙").mkdir()
    (class_folder / "README.txt").touch()
    found = {one.student: one for one in submissions(class_folder)}
    assert set(found) == {"Борис", "ანა", "李小龙"}
    assert found["ანა"].notebook.name == "work.ipynb" and found["ანა"].notes == ()
    assert found["李小龙"].notebook is None and found["李小龙"].notes == ("No notebook was handed in.",)


@pytest.mark.parametrize(
    "hours, chosen, late", [((1, 2), "b", False), ((1, 4), "a", False), ((4, 5), "b", True), ((4,), "a", True)]
)
def test_the_last_before_the_deadline_counts(class_folder, hours, chosen, late):
    start = datetime(2026, 11, 27).astimezone()
    for hour, name in zip(hours, "abc", strict=False):
        handed_in(notebook(class_folder / "anna" / f"{name}.ipynb"), start + timedelta(hours=hour))
    (found,) = submissions(class_folder, due=start + timedelta(hours=3))
    assert (found.notebook.stem, found.is_late) == (chosen, late)
    assert any("after the deadline" in note for note in found.notes) == (hours == (1, 4))


def test_a_link_to_another_s_notebook_is_not_marked(class_folder):
    notebook(class_folder / "anna" / "a.ipynb")
    (class_folder / "boris").mkdir()
    (class_folder / "boris" / "b.ipynb").symlink_to(class_folder / "anna" / "a.ipynb")
    (class_folder / "carl").symlink_to(class_folder / "anna")
    found = {one.student: one for one in submissions(class_folder)}
    assert found["boris"].notebook is None and "only a link" in found["boris"].notes[0]
    assert "carl" not in found


# ---- a whole class


def make_class(folder: Path, word: str) -> dict[str, float]:
    """Submissions of all kinds; the points that each must get, of 20."""
    right = {task: answer(task) for task in ("fair-shares", "limited-jobs", "whole-log", "keep-alive")}
    write(with_answers("1", right), folder / "anna.ipynb")
    only_prints = {task: answer(task, "wrong_only_prints") for task in ("fair-shares", "limited-jobs", "keep-alive")}
    write(with_answers("1", only_prints), folder / "only prints.ipynb")
    marks = folder.parent / "class-marks" / "marks.csv"
    hostile = {
        "fork bomb": "import os\nwhile True: os.fork()",
        "endless": f"while True: pass  # {word}",
        "output": "import os\nwhile True: os.write(1, b'x' * 65536)",
        "daemon": f"import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0: os.execvp('sleep', ['sleep', '1{int(word[:8], 16)}'])\n    os._exit(0)\nos.wait()",
        "writes marks": f"open({str(marks)!r}, 'w').write('me,100')\n",
        "reads checks": f"print(open({str(FOLDER / '1-processes' / 'hidden' / 'keep_alive.py')!r}).read())",
        "kills": "import os\nos.kill(-1, 9)",
    }
    for student, program in hostile.items():
        notebook(folder / f"{student}.ipynb", quick(program))
    (folder / "not JSON.ipynb").write_text("PK\x03\x04 this is an archive")
    (folder / "empty file.ipynb").touch()
    notebook(folder / "empty notebook.ipynb")
    (folder / "nothing").mkdir()
    notebook(
        folder / "Ὀδυσσεύς 🦉 <b>.ipynb",
        quick(answer("keep-alive")),
        markdown("**Answer to why-so-often** <script>alert(1)</script>"),
    )
    edited = with_answers("1", {"keep-alive": answer("keep-alive", "wrong_only_prints")})
    edited["cells"].insert(
        0,
        code(
            "import classroom.marking.mark as m\nm.mark = lambda *a, **k: {'points': 20}\nfrom helpers.teach import marking\nmarking.report = print"
        ),
    )
    write(edited, folder / "edited checks.ipynb")
    points = dict.fromkeys([*hostile, "edited checks", "only prints"], 0.0)
    return points | {"anna": 18.0, "Ὀδυσσεύς 🦉 <b>": 4.0}


def test_a_class_with_all_kinds_of_submissions(class_folder, capsys):
    word = new_word()
    points = make_class(class_folder, word)
    to = class_folder.parent / "class-marks"
    assert main([str(class_folder), "--seed", "11", "--assignment", "1"]) == 1, "one has handed in nothing"
    said = capsys.readouterr().out
    table = rows(to)
    assert len(table) == len(points) + 4
    for student, expected in points.items():
        row = table[student]
        assert float(row["points"]) <= expected + (2 if expected == 0 else 0), (student, row)
        assert float(row["max_points"]) == 20 and row["isolation"] == "bubblewrap"
    assert float(table["anna"]["points"]) == 18 and float(table["Ὀδυσσεύς 🦉 <b>"]["points"]) == 4
    for student in ("not JSON", "empty file", "empty notebook"):
        assert float(table[student]["points"]) == 0 and table[student]["notes"]
    assert table["nothing"]["points"] == "" and table["nothing"]["notes"] == "No notebook was handed in."
    assert "nothing: No notebook was handed in." in said
    assert left_behind(f"1{int(word[:8], 16)}") == [] and left_behind(word) == []
    hidden = (FOLDER / "1-processes" / "hidden" / "keep_alive.py").read_text(encoding="utf-8").splitlines()[0]
    for student in table:
        text = (to / "feedback" / f"{student}.html").read_text(encoding="utf-8")
        assert "<script>" not in text and hidden.strip('"') not in text
    assert 'alt="' in (to / "feedback" / "anna.html").read_text(encoding="utf-8")


# ---- going on, and never stopping


def records_of(folder: Path) -> dict[str, float]:
    return {path.stem: path.stat().st_mtime_ns for path in folder.glob("*.json")}


def test_what_was_marked_is_not_marked_again(class_folder, tmp_path):
    for name in "ab":
        notebook(class_folder / f"{name}.ipynb", quick(answer("keep-alive")))
    kept = tmp_path / "kept"
    first = grade(class_folder, kept, How())
    before = records_of(kept)
    assert [record.result["points"] for record in first] == [4, 4] and set(before) == {"a", "b"}
    notebook(class_folder / "b.ipynb", quick(answer("keep-alive", "wrong_only_prints")))
    second = grade(class_folder, kept, How())
    after = records_of(kept)
    assert after["a"] == before["a"] and after["b"] != before["b"]
    assert second[0].result == first[0].result and second[1].result["points"] < 4
    grade(class_folder, kept, How(seed=1))
    assert records_of(kept)["a"] != after["a"], "other hidden cases, another mark"


def test_it_goes_on_after_a_stop(class_folder, tmp_path):
    for name in "abc":
        notebook(class_folder / f"{name}.ipynb", quick("import time; time.sleep(0.2)"))
    kept = tmp_path / "kept"

    class Stop(Exception):
        pass

    def stop(done, total, record):
        if done == 1:
            raise Stop

    with pytest.raises(Stop):
        grade(class_folder, kept, How(), show=stop)
    before = records_of(kept)
    assert len(before) == 1
    assert len(grade(class_folder, kept, How())) == 3
    assert before.items() <= records_of(kept).items()


def test_what_is_begun_does_not_go_on_when_stopped(class_folder):
    word = f"4{int(new_word()[:8], 16)}"
    for name in "ab":
        notebook(class_folder / f"{name}.ipynb", quick(f"import os; os.execvp('sleep', ['sleep', '{word}'])"))
    grading = subprocess.Popen(
        [sys.executable, "-m", "classroom.grading", str(class_folder)], cwd=one.ROOT, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    until = time.monotonic() + 60
    while not alive_with(f"sleep {word}"):
        assert time.monotonic() < until and grading.poll() is None
        time.sleep(0.05)
    for _ in range(3):
        grading.send_signal(signal.SIGINT)
    _, said = grading.communicate(timeout=20)
    assert "Stopped. The same command goes on from here." in said and grading.returncode == 1
    assert left_behind(f"sleep {word}") == []


def job(text: str, **more) -> dict:
    cells = {"cells": [quick(text)], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return {
        "notebook": json.dumps(cells).encode(),
        "seed": 0,
        "assignment": None,
        "unsafe": False,
        "prove": False,
        **more,
    }


def test_a_marker_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(one, "DEADLINE_S", 2)
    word = new_word()
    began = time.monotonic()
    found = one.mark_one(job(f"import time, sys\nsys.argv.append({word!r})\nwhile True: pass"))
    assert "A person has to look" in found["problem"] and time.monotonic() - began < 15


def test_a_marker_that_is_killed_is_told():
    found = []
    marking = threading.Thread(target=lambda: found.append(one.mark_one(job("while True: pass"))))
    marking.start()
    until = time.monotonic() + 30
    while not (mine := [pid for pid in children_of(os.getpid()) if b"classroom.grading.one" in command(pid)]):
        assert time.monotonic() < until
        time.sleep(0.02)
    os.kill(mine[0], 9)
    marking.join(30)
    assert found == [{"problem": "The marker ended without a mark (SIGKILL). A person has to look at this notebook."}]


def children_of(pid: int) -> list[int]:
    found = []
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/children") as file:
            found += [int(child) for child in file.read().split()]
    return found


def command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def test_without_isolation_nothing_is_marked_unless_told(class_folder, tmp_path, monkeypatch, capsys):
    notebook(class_folder / "anna.ipynb", quick(answer("keep-alive")))
    monkeypatch.setattr("classroom.grading.__main__.obstacle", lambda: "There is no sandbox.")
    with pytest.raises(SystemExit, match="There is no sandbox.\nNothing was marked. With --unsafe"):
        main([str(class_folder)])
    to = class_folder.with_name("class-marks")
    assert not to.exists()
    assert main([str(class_folder), "--unsafe"]) == 0
    assert rows(to)["anna"]["isolation"] == "none"
    assert "marked without a sandbox" in capsys.readouterr().out
    assert "marked without a sandbox" in (to / "feedback" / "anna.html").read_text()


def test_a_machine_that_does_not_isolate_refuses(tmp_path, monkeypatch):
    fake = tmp_path / "bwrap"
    fake.write_text("#!/bin/sh\necho 'bwrap: no' >&2\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    for prove in (True, False):
        with pytest.raises(one.CannotIsolate, match="could not be made: bwrap: no"):
            one.mark_one(job(answer("keep-alive"), prove=prove))


def test_marks_do_not_lie_among_submissions(class_folder):
    with pytest.raises(SystemExit, match="lies among the submissions"):
        main([str(class_folder), "--to", str(class_folder / "marks")])


def test_a_name_may_be_as_long_as_a_file_s(class_folder, tmp_path):
    for name in ("ß" * 124, "ß" * 123 + "x"):
        (class_folder / f"{name}").mkdir()
    kept = tmp_path / "kept"
    grade(class_folder, kept, How())
    assert len(records_of(kept)) == 2
    first = submissions(class_folder)[0].student
    assert read(first, kept).student == first


# ---- the table and the page


def record(**more) -> Record:
    task = {"name": "t", "title": "T", "status": "answered", "points": 1.5, "max_points": 2.0, "checks": [
        {"sentence": "S <1>", "points": 1.5, "max_points": 2.0, "hidden": True, "verdict": "not held", "seen": "saw", "advice": "do", "by_probe": False}],
        "answer": "print('<x>')", "words": "One process ran.", "picture": "iVBORw0KGgo=", "notes": ["a note"]}  # fmt: skip
    result = {
        "version": 1,
        "assignment": "1-processes",
        "seed": 0,
        "isolation": "bubblewrap",
        "points": 1.5,
        "max_points": 2.0,
        "by_hand": 0,
        "tasks": [task],
        "notes": [],
    }
    return Record(
        **{
            "student": "anna",
            "file": "anna.ipynb",
            "handed_in": None,
            "is_late": False,
            "fingerprint": "",
            "notes": [],
            "result": result,
            "problem": None,
            **more,
        }
    )


def test_no_spreadsheet_calculates_what_a_student_wrote(tmp_path):
    write_table(
        [record(student='=HYPERLINK("http://x")', notes=["@SUM(1)"]), record(student="b\udcff")], tmp_path / "t.csv"
    )
    with open(tmp_path / "t.csv", encoding="utf-8-sig", newline="") as file:
        header, first, second = csv.reader(file)
    assert first[0].startswith("'=") and first[-1].startswith("'@") and second[0] == "b?"
    assert dict(zip(header, first, strict=True))["t (of 2)"] == "1.5"


def test_the_page_shows_what_was_seen_and_escapes_it():
    text = page(record())
    assert "S &lt;1&gt;" in text and "print(&#39;&lt;x&gt;&#39;)" in text and "saw do" in text and "a note" in text
    assert re.search(r'<img src="data:image/png;base64,iVBORw0KGgo=" alt="One process ran.">', text)
    assert "with other data" in text and "without a sandbox" not in text


def test_nothing_lives_on_when_nobody_wants_the_mark():
    word = f"2{int(new_word()[:8], 16)}"
    one_job = job(f"import os; os.execvp('sleep', ['sleep', '{word}'])")
    text = f"import sys; sys.path.insert(0, {str(one.ROOT)!r}); from classroom.grading.one import mark_one; mark_one({one_job!r})"
    waiting = subprocess.Popen([sys.executable, "-c", text])
    until = time.monotonic() + 60
    while not alive_with(f"sleep {word}"):
        assert time.monotonic() < until
        time.sleep(0.05)
    waiting.kill()
    waiting.wait()
    assert left_behind(f"sleep {word}") == []
