"""`course.py images`: pictures from real runs, and none of a program that failed."""

import re
import sys
from pathlib import Path

import nbformat
import pytest
from matplotlib.text import Text

from helpers.build.callouts import labelled_timeline, spots
from helpers.build.images import PICTURES, PROGRAMS, ROOT, NotDrawn, Picture, make_images, make_which
from helpers.build.which import WHICH, NotAsWritten, Which, below_each_other, changed
from helpers.teach.questions import find
from helpers.watch.client.run import record


def test_every_picture_names_a_program_and_a_file_of_its_own():
    assert all((PROGRAMS / picture.program).is_file() for picture in PICTURES)
    assert len({picture.name for picture in PICTURES}) == len(PICTURES)


def test_a_picture_is_made_from_a_run_with_words_beside_it(tmp_path):
    made = make_images(tmp_path / "images", (Picture("one.png", "1.3/fork_once.py"),))
    [(path, words)] = made.items()
    assert path.read_bytes().startswith(b"\x89PNG")
    assert words.startswith("Two processes ran.")


def test_a_program_that_fails_gives_no_picture(tmp_path, monkeypatch):
    (tmp_path / "broken.py").write_text("raise SystemExit('on purpose')")
    monkeypatch.setattr("helpers.build.images.PROGRAMS", tmp_path)
    with pytest.raises(NotDrawn, match="on purpose"):
        make_images(tmp_path, (Picture("broken.png", "broken.py"),))
    assert not (tmp_path / "broken.png").exists()


def test_every_call_out_points_at_what_it_tells_of():
    recording = record([sys.executable, "every_mark.py"], cwd=PROGRAMS / "0")
    if recording.kernel_layer != "exact":
        pytest.skip("single turns on a CPU can't be pointed at here")
    lanes = {process.pid: process.role for process in recording.processes}
    told = {spot.words.partition(":")[0]: (lanes[spot.pid], spot.time_ns) for spot in spots(recording)}
    assert told["full thickness"][0] == "child 2"
    assert any(turn.start_ns <= told["full thickness"][1] <= turn.end_ns for turn in recording.turns("child 2"))
    half = told["half thickness"][1]
    assert not any(turn.start_ns <= half < turn.end_ns for turn in recording.turns("child 1"))
    assert told["a cross"] == ("child 3", recording.process("child 3").exited_ns)
    second = recording.process("child 2")
    assert second.exited_ns <= told["dotted"][1] <= second.collected_ns
    wide, high = labelled_timeline(recording).get_size_inches()
    assert wide > high > 3


# ---- which timeline? ---------------------------------------------------------------------------

each_which = pytest.mark.parametrize("which", WHICH, ids=lambda which: which.question)


@each_which
def test_the_timelines_of_a_question_are_of_different_programs(which):
    text = (PROGRAMS / which.program).read_text(encoding="utf-8")
    assert len({changed(text, lines) for lines in which.timelines.values()}) == len(which.timelines) >= 2


@each_which
def test_a_question_has_its_picture_and_a_letter_for_each_timeline(which):
    assert (ROOT / "images" / "which" / f"{which.question}.png").is_file()
    options = find(which.question).options
    assert [option.letter.upper() for option in options] == list(which.timelines)
    assert [option.says for option in options] == [f"Timeline {letter}." for letter in which.timelines]


@each_which
def test_the_lesson_shows_the_picture_right_before_it_asks_and_tells_what_is_in_it(which):
    notebooks = (ROOT / "notebooks").glob(f"{Path(which.program).parent}-*.ipynb")
    cells = [cell for path in notebooks for cell in nbformat.read(path, as_version=4).cells]
    [asked] = [at for at, cell in enumerate(cells) if f'predict("{which.question}"' in cell.source]
    [alt] = re.findall(rf"!\[([^]]*)\]\(\.\./images/which/{which.question}\.png\)", cells[asked - 1].source)
    assert all(f" {letter}: " in alt for letter in which.timelines), "the alt text must tell of each timeline"


def test_a_line_that_is_not_in_the_program_can_not_be_changed():
    assert changed("one\ntwo\n", {"two": "three"}) == "one\nthree\n"
    for program in ("one\n", "two\ntwo\n"):
        with pytest.raises(NotAsWritten, match="'two' must be in the program once"):
            changed(program, {"two": "three"})


def test_a_which_picture_does_not_name_the_waits(tmp_path):
    which = Which("waits", "1.3/fork_wait.py", {"A": {}, "B": {"    sleep(0.2)": "    sleep(0.1)"}}, written="child")
    [path] = make_which(tmp_path / "which", (which,))
    assert path.name == "waits.png" and path.read_bytes().startswith(b"\x89PNG")
    run = record([sys.executable, "fork_wait.py"], cwd=PROGRAMS / "1.3")
    told = [text.get_text() for text in below_each_other(which, {"A": run, "B": run}).findobj(Text)]
    assert {"A", "B", "parent()"} <= set(told) and any("child: done" in text for text in told)
    assert not {"wait", "sleep"} & set(told) and not any("parent: child" in text for text in told)
