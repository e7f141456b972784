"""A learner's own copies: made once, renewed while untouched, never overwritten, begun again on demand."""

import json
import os
import subprocess

import pytest

import course
from helpers.build import copies, lab
from helpers.teach import answers


def notebook(*sources, outputs=()):
    cell = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": list(outputs)}
    cells = [{**cell, "id": f"cell-{number}", "source": source} for number, source in enumerate(sources)]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def study(tmp_path):
    """(the course's notebooks, the learner's folder), with one notebook and nothing copied yet."""
    notebooks, own = tmp_path / "course" / "notebooks", tmp_path / "course" / answers.FOLDER
    notebooks.mkdir(parents=True)
    (notebooks.parent / "helpers").mkdir()
    (notebooks.parent / "images").mkdir()
    (own / copies.ORIGINALS).mkdir(parents=True)
    (notebooks / "1.3-fork.ipynb").write_text(notebook("first", "second"))
    return notebooks, own


def sources(path):
    return [cell["source"] for cell in json.loads(path.read_text())["cells"]]


def update(study):
    return list(copies.bring_up_to_date(study[1], study[0]))


def test_a_copy_is_made_and_finds_the_helpers_and_the_pictures(study):
    _, own = study
    assert update(study) == []
    assert sources(own / "1.3-fork.ipynb") == ["first", "second"]
    assert os.readlink(own / "helpers") == os.path.join("..", "helpers")
    assert (own / ".." / "images").is_dir()


def test_the_copy_says_what_jupyterlab_would_write_into_it(study):
    update(study)
    metadata = json.loads((study[1] / "1.3-fork.ipynb").read_text())["metadata"]
    assert metadata["kernelspec"]["name"] == "python3" and metadata["kernelspec"]["language"] == "python"
    assert {"name", "version", "mimetype", "codemirror_mode", "file_extension"} <= set(metadata["language_info"])


def test_a_copy_that_was_only_run_follows_the_course_silently(study):
    notebooks, own = study
    update(study)
    printed = {"output_type": "stream", "name": "stdout", "text": "mine"}
    (own / "1.3-fork.ipynb").write_text(notebook("first", "second", outputs=[printed]))
    (notebooks / "1.3-fork.ipynb").write_text(notebook("first", "better"))
    assert update(study) == []
    assert sources(own / "1.3-fork.ipynb") == ["first", "better"]


def test_what_a_learner_has_changed_stays_and_a_newer_original_is_said(study):
    notebooks, own = study
    update(study)
    mine = notebook("first", "mine")
    (own / "1.3-fork.ipynb").write_text(mine)
    assert update(study) == [], "nothing is newer yet"
    (notebooks / "1.3-fork.ipynb").write_text(notebook("first", "better"))
    for _ in range(2):
        [said] = update(study)
        assert "1.3-fork.ipynb is newer" in said and "course.py fresh 1.3" in said
        assert (own / "1.3-fork.ipynb").read_text() == mine


def test_new_outputs_in_the_course_are_no_news(study):
    notebooks, own = study
    update(study)
    (own / "1.3-fork.ipynb").write_text(notebook("first", "mine"))
    printed = {"output_type": "stream", "name": "stdout", "text": "new"}
    (notebooks / "1.3-fork.ipynb").write_text(notebook("first", "second", outputs=[printed]))
    assert update(study) == []


def test_even_a_damaged_copy_is_not_overwritten(study):
    notebooks, own = study
    update(study)
    (own / "1.3-fork.ipynb").write_text("half a note")
    (notebooks / "1.3-fork.ipynb").write_text(notebook("first", "better"))
    assert len(update(study)) == 1
    assert (own / "1.3-fork.ipynb").read_text() == "half a note"


def test_a_deleted_copy_comes_back(study):
    update(study)
    (study[1] / "1.3-fork.ipynb").unlink()
    assert update(study) == []
    assert sources(study[1] / "1.3-fork.ipynb") == ["first", "second"]


def test_a_notebook_that_left_the_course_goes_unless_it_was_changed(study):
    notebooks, own = study
    (notebooks / "1.9-queue.ipynb").write_text(notebook("queue"))
    update(study)
    (own / "1.9-queue.ipynb").write_text(notebook("mine"))
    for path in notebooks.glob("*.ipynb"):
        path.unlink()
    [said] = update(study)
    assert "1.9-queue.ipynb is no longer a part" in said
    assert [path.name for path in own.glob("*.ipynb")] == ["1.9-queue.ipynb"]
    assert update(study) == [], "it is said once"


def test_begun_again_the_old_one_is_kept_and_none_is_lost(study):
    notebooks, own = study
    update(study)
    for attempt in ("mine", "mine too"):
        (own / "1.3-fork.ipynb").write_text(notebook(attempt))
        said = copies.begin_again(notebooks / "1.3-fork.ipynb", own)
        assert "is kept in my-course/1.3-fork-mine-" in said
    assert sources(own / "1.3-fork.ipynb") == ["first", "second"]
    assert sorted(sources(path) for path in own.glob("*-mine-*.ipynb")) == [["mine"], ["mine too"]]


def test_begun_again_untouched_there_is_nothing_to_keep(study):
    update(study)
    copies.begin_again(study[0] / "1.3-fork.ipynb", study[1])
    assert len(list(study[1].glob("*.ipynb"))) == 1


def test_answers_of_an_earlier_version_move_to_where_they_are_looked_for(study):
    notebooks, own = study
    (notebooks.parent / answers.NAME).write_text("{}")
    update(study)
    assert (own / answers.NAME).read_text() == "{}" and not (notebooks.parent / answers.NAME).exists()


def test_where_the_course_cannot_be_written_to_the_copies_are_elsewhere_and_work(study, tmp_path, monkeypatch):
    notebooks, _ = study
    elsewhere = tmp_path / "data" / answers.FOLDER
    (tmp_path / "a file").touch()  # not even root can make a folder in it
    monkeypatch.setattr(answers, "folders", lambda: [tmp_path / "a file" / answers.FOLDER, elsewhere])
    assert copies.folder() == elsewhere
    list(copies.bring_up_to_date(elsewhere, notebooks))
    assert (elsewhere / "helpers").resolve() == notebooks.parent / "helpers"
    assert (elsewhere / ".." / "images").resolve() == notebooks.parent / "images"
    monkeypatch.setattr(answers, "folders", lambda: [tmp_path / "a file" / answers.FOLDER])
    with pytest.raises(SystemExit, match="Make one of them writable"):
        copies.folder()


def test_git_ignores_them():
    place = os.path.join(answers.FOLDER, "1.3-fork.ipynb")
    if subprocess.run(["git", "rev-parse"], cwd=course.ROOT, capture_output=True).returncode:
        pytest.skip("This is no clone: git has nothing to say here.")
    assert subprocess.run(["git", "check-ignore", "-q", place], cwd=course.ROOT).returncode == 0


def test_jupyterlab_shows_the_copies_and_can_reach_what_lies_beside_them(tmp_path):
    said = lab.options(tmp_path / answers.FOLDER, is_root=False)
    assert f"--ServerApp.root_dir={tmp_path}" in said
    assert "--LabApp.default_url=/lab/tree/my-course/0-start-here.ipynb" in said
    assert "--allow-root" not in said and "--allow-root" in lab.options(tmp_path, is_root=True)
    assert lab.AT_START.is_file()
