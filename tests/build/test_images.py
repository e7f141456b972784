"""`course.py images`: pictures from real runs, and none of a program that failed."""

import sys

import pytest

from helpers.build.callouts import labelled_timeline, spots
from helpers.build.images import PICTURES, PROGRAMS, NotDrawn, Picture, make_images
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
