"""`course.py images`: pictures from real runs, and none of a program that failed."""

import pytest

from helpers.build.images import PICTURES, PROGRAMS, NotDrawn, Picture, make_images


def test_every_picture_names_a_program_and_a_file_of_its_own():
    assert all((PROGRAMS / picture.program).is_file() for picture in PICTURES)
    assert len({picture.name for picture in PICTURES}) == len(PICTURES)


def test_a_picture_is_made_from_a_run_with_words_beside_it(tmp_path):
    made = make_images(tmp_path / "images", (Picture("one.png", "fork/fork_once.py"),))
    [(path, words)] = made.items()
    assert path.read_bytes().startswith(b"\x89PNG")
    assert words.startswith("Two processes ran.")


def test_a_program_that_fails_gives_no_picture(tmp_path, monkeypatch):
    (tmp_path / "broken.py").write_text("raise SystemExit('on purpose')")
    monkeypatch.setattr("helpers.build.images.PROGRAMS", tmp_path)
    with pytest.raises(NotDrawn, match="on purpose"):
        make_images(tmp_path, (Picture("broken.png", "broken.py"),))
    assert not (tmp_path / "broken.png").exists()
