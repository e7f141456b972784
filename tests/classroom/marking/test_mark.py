"""mark: the result has its form and the right sums, whatever is in the notebook."""

import base64
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from classroom_notebooks import answer, code, given, markdown, with_answers, write

import classroom.marking
from classroom.marking import mark
from classroom.marking.tasks import NOTHING, NoSuchAssignment

SCHEMA = json.loads(Path(classroom.marking.__file__).with_name("schema.json").read_text())


def nothing(source, *, args=(), files={}, timeout):  # noqa: B006  (never changed)
    """In place of a run: a program that does nothing."""
    return NOTHING


def marked(path, **how):
    """The result, which is as the schema says and adds up."""
    result = mark(path, **how)
    jsonschema.validate(result, SCHEMA)
    json.dumps(result)
    for task in result["tasks"]:
        assert task["points"] == sum(check["points"] for check in task["checks"]) <= task["max_points"]
        if task["status"] != "by hand" and task["checks"]:
            assert task["max_points"] == sum(check["max_points"] for check in task["checks"])
    assert result["points"] == sum(task["points"] for task in result["tasks"])
    return result


def one(result, name):
    """The result of one task."""
    return next(task for task in result["tasks"] if task["name"] == name)


def test_a_right_answer_gets_all_points_with_words_and_a_picture(tmp_path):
    notebook = with_answers("1", {"keep-alive": answer("keep-alive")})
    notebook["cells"].append(markdown("**Answer to why-so-often** Because the buffer is copied."))
    result = marked(write(notebook, tmp_path / "a.ipynb"), seed=7)
    assert (result["assignment"], result["seed"], result["isolation"]) == ("1-processes", 7, "none")
    assert (result["points"], result["max_points"], result["by_hand"]) == (4, 20, 2)
    task = one(result, "keep-alive")
    assert task["status"] == "answered" and task["points"] == task["max_points"] == 4
    assert all(check["verdict"] == "held" and check["seen"] == "" for check in task["checks"])
    assert {check["hidden"] for check in task["checks"]} == {False, True}
    assert task["words"].startswith("Four processes ran")
    assert base64.b64decode(task["picture"]).startswith(b"\x89PNG")
    assert one(result, "why-so-often")["answer"] == "Because the buffer is copied."
    assert one(result, "limited-jobs")["status"] == "missing" and one(result, "limited-jobs")["max_points"] == 5


def test_what_went_wrong_where_nobody_could_see_it_is_shown(tmp_path):
    notebook = with_answers("1", {"keep-alive": answer("keep-alive", "partly_never_gives_up")})
    task = one(marked(write(notebook, tmp_path / "a.ipynb")), "keep-alive")
    assert task["words"].startswith("Eight processes ran")
    missed = [check for check in task["checks"] if check["verdict"] == "not held"]
    assert missed and all(check["hidden"] and check["seen"] and check["advice"] for check in missed)


def test_of_two_ways_to_read_a_split_program_the_better_one_counts(tmp_path):
    head, middle, end = answer("keep-alive").partition("for attempt in range(1, 6):")
    cells = [code(f"%%exercise keep-alive\n{head}"), code(middle + end)]
    task = one(marked(write(cells, tmp_path / "a.ipynb")), "keep-alive")
    assert task["points"] == 4 and "put together" in task["notes"][-1]


def test_a_program_with_an_error_of_syntax_is_told_and_gets_nothing(tmp_path):
    task = one(marked(write([code("%%exercise keep-alive\nfor")], tmp_path / "a.ipynb")), "keep-alive")
    assert task["points"] == 0 and task["notes"] == [
        "Python can't read this program (line 2 of the cell): invalid syntax."
    ]


@pytest.mark.parametrize(
    "content, note",
    [
        (b"", "This file is no notebook: it doesn't hold JSON."),
        (b"\x00\x01", "This file is no notebook: it doesn't hold JSON."),
        (b"[]", "This file is no notebook: it has no cells."),
        (b'{"cells": []}', "The notebook is empty."),
    ],
)
@pytest.mark.parametrize("assignment", [None, "1-processes"])
def test_a_file_that_is_no_notebook_has_a_result(tmp_path, content, note, assignment):
    path = tmp_path / "a.ipynb"
    path.write_bytes(content)
    result = marked(path, watch=nothing, assignment=assignment)
    assert result["notes"][0] == note and result["points"] == 0
    assert result["assignment"] == assignment and result["max_points"] == (20 if assignment else 0)


def test_a_file_that_is_not_there_has_a_result_too(tmp_path):
    assert "can't be read" in marked(tmp_path / "none.ipynb", watch=nothing)["notes"][0]


def test_the_assignment_is_told_from_the_tasks(tmp_path):
    assert marked(write(given("2"), tmp_path / "a.ipynb"), watch=nothing)["assignment"] == "2-pools-and-queues"


def test_an_assignment_that_is_not_there_is_told(tmp_path):
    with pytest.raises(NoSuchAssignment, match="no assignment '3'"):
        mark(tmp_path / "a.ipynb", assignment="3")


def test_what_stands_between_is_what_the_watcher_says(tmp_path):
    def boxed(source, **how):
        return NOTHING

    boxed.isolation = "bubblewrap"
    path = write(with_answers("1", {"keep-alive": "print(1)"}), tmp_path / "a.ipynb")
    assert marked(path, watch=boxed)["isolation"] == "bubblewrap"


def test_the_same_notebook_and_seed_have_the_same_cases(tmp_path):
    asked = []

    def remember(source, *, args, files, timeout):
        asked.append((tuple(args), dict(files)))
        return NOTHING

    path = write(with_answers("1", {"fair-shares": "print(1)"}), tmp_path / "a.ipynb")
    for seed in (1, 1, 2):
        mark(path, seed=seed, watch=remember)
    visible, hidden = asked[::2], asked[1::2]
    assert visible[0] == visible[1] == visible[2] and hidden[0] == hidden[1] != hidden[2]


def test_a_run_that_no_check_can_judge_is_unknown(tmp_path):
    def odd(source, **how):
        return replace(NOTHING, processes=())

    path = write(with_answers("1", {"keep-alive": "print(1)"}), tmp_path / "a.ipynb")
    task = one(marked(path, watch=odd), "keep-alive")
    assert {check["verdict"] for check in task["checks"]} == {"unknown"} and task["points"] == 0
    assert "so a person has to" in task["notes"][0]


def test_nothing_of_the_notebook_runs_in_the_marker(tmp_path):
    trap = f"open({str(tmp_path / 'sprung')!r}, 'w')"
    cells = [code(trap), code(f"%%exercise keep-alive\n{trap}"), code(f"%%exercise whole-log\nclass A:\n  {trap}")]
    marked(write(cells, tmp_path / "a.ipynb"), watch=nothing)
    assert not (tmp_path / "sprung").exists()
