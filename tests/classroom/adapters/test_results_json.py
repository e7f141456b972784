"""results.json as Gradescope and PrairieLearn take it."""

import base64
import contextlib
import io
import json
import unittest
from pathlib import Path

import jsonschema
import pytest
from classroom_notebooks import code, write

from classroom.adapters import gradescope, handed_over, prairielearn

CHECKS = [
    {"sentence": "Three children.", "points": 2.0, "max_points": 2.0, "hidden": False, "verdict": "held", "seen": "", "advice": "", "by_probe": False},
    {"sentence": "All collected.", "points": 0.0, "max_points": 1.0, "hidden": True, "verdict": "not held", "seen": "Two of 3 were.", "advice": "Wait for <each>.", "by_probe": False},
]  # fmt: skip


def result(picture: bytes = b"\x89PNG", count: int = 1, **more) -> dict:
    one = {
        "name": "jobs", "title": "Jobs & co.", "status": "answered", "points": 2.0, "max_points": 3.0, "checks": CHECKS, "answer": "x",
        "words": "Four processes ran: <main> and \"3\".", "picture": base64.b64encode(picture).decode(), "notes": ["A note."],
    }  # fmt: skip
    prose = {
        **one,
        "name": "why",
        "title": "Why?",
        "status": "by hand",
        "points": 0.0,
        "max_points": 2.0,
        "checks": [],
        "picture": None,
        "words": "",
        "notes": [],
    }
    return {
        "version": 1, "assignment": "1-processes", "seed": 3, "isolation": "bubblewrap", "points": 2.0 * count, "max_points": 3.0 * count + 2,
        "by_hand": 2.0, "tasks": [{**one, "name": f"jobs-{number}"} for number in range(count)] + [prose], "notes": [], **more,
    }  # fmt: skip


NOTHING = result(
    assignment=None, points=0.0, max_points=0.0, by_hand=0.0, tasks=[], notes=["This file is no notebook."]
)

# ---- Gradescope: the fields, and what Gradescope's own library (gradescope-utils) writes for the same checks

VISIBILITIES = {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
FORMATS = {"enum": ["text", "html", "simple_format", "md", "ansi"]}
SPECIFIED = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "score": {"type": "number", "minimum": 0}, "execution_time": {"type": "integer"}, "output": {"type": "string"},
        "output_format": FORMATS, "test_output_format": FORMATS, "test_name_format": FORMATS, "visibility": VISIBILITIES,
        "stdout_visibility": VISIBILITIES, "extra_data": {"type": "object"}, "leaderboard": {"type": "array"},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "score": {"type": "number", "minimum": 0}, "max_score": {"type": "number", "minimum": 0},
                    "status": {"enum": ["passed", "failed"]}, "name": {"type": "string"}, "name_format": FORMATS, "number": {"type": "string"},
                    "output": {"type": "string"}, "output_format": FORMATS, "tags": {"type": "array", "items": {"type": "string"}},
                    "visibility": VISIBILITIES, "extra_data": {"type": "object"},
                },
            },
        },
    },
}  # fmt: skip


@pytest.mark.parametrize("marked", [result(), result(isolation="none", notes=["Remark."]), NOTHING])
def test_gradescope_s_fields(marked):
    found = json.loads(json.dumps(gradescope.results(marked)))
    jsonschema.validate(found, SPECIFIED)
    assert found["score"] == marked["points"] == sum(test["score"] for test in found["tests"])
    assert sum(test["max_score"] for test in found["tests"]) == sum(
        task["max_points"] for task in marked["tasks"] if task["checks"]
    )
    assert ("without a sandbox" in found["output"]) == (marked["isolation"] == "none")


def test_gradescope_s_own_library_writes_the_same():
    utils = pytest.importorskip("gradescope_utils.autograder_utils")
    from gradescope_utils.autograder_utils.decorators import tags, visibility, weight
    from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner

    assert utils

    class Checks(unittest.TestCase):
        @weight(2)
        @tags("jobs-0")
        @visibility("visible")
        def test_a(self):
            """Jobs & co. Three children."""

        @weight(1)
        @tags("jobs-0")
        @visibility("after_due_date")
        def test_b(self):
            """Jobs & co. All collected."""
            raise AssertionError("Two of 3 were. Wait for <each>.")

    stream = io.StringIO()
    with contextlib.redirect_stderr(io.StringIO()):
        JSONTestRunner(visibility="visible", stdout_visibility="hidden", stream=stream, failure_prefix="").run(
            unittest.defaultTestLoader.loadTestsFromTestCase(Checks)
        )
    theirs = json.loads(stream.getvalue())
    ours = gradescope.results(result())
    jsonschema.validate(
        theirs, {**SPECIFIED, "properties": {**SPECIFIED["properties"], "execution_time": {}, "score": {}}}
    )
    for their, our in zip(theirs["tests"], ours["tests"], strict=False):
        assert {name: value for name, value in our.items() if name != "output"} == {
            name: value for name, value in their.items() if name != "output"
        }
        assert our["output"].strip() in their.get("output", "").strip()
    assert (ours["visibility"], ours["stdout_visibility"]) == (theirs["visibility"], theirs["stdout_visibility"])


def test_gradescope_shows_the_timeline_after_the_due_date():
    shown = gradescope.results(result())["tests"][2]
    assert shown["visibility"] == "after_due_date" and shown["output_format"] == "html" and shown["max_score"] == 0
    assert 'alt="Four processes ran: &lt;main&gt; and &quot;3&quot;."' in shown["output"]
    assert 'src="data:image/png;base64,iVBORw=="' in shown["output"]


# ---- PrairieLearn

IMAGES = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["url"],
        "properties": {
            "url": {"type": "string", "pattern": "^data:image/png;base64,[A-Za-z0-9+/=]+$"},
            "label": {"type": "string"},
        },
        "additionalProperties": False,
    },
}
TAKEN = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "gradable": {"type": "boolean"}, "score": {"type": "number", "minimum": 0, "maximum": 1}, "message": {"type": "string"},
        "output": {"type": "string"}, "images": IMAGES, "format_errors": {"type": "array", "items": {"type": "string"}},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "points", "max_points"],
                "additionalProperties": False,
                "properties": {
                    "name": {"type": "string"}, "description": {"type": "string"}, "points": {"type": "number"}, "max_points": {"type": "number"},
                    "message": {"type": "string"}, "output": {"type": "string"}, "images": IMAGES,
                },
            },
        },
    },
    "if": {"properties": {"gradable": {"const": True}}}, "then": {"required": ["score"]},
}  # fmt: skip


@pytest.mark.parametrize("marked", [result(), result(count=4), result(isolation="none"), NOTHING])
def test_prairielearn_s_fields(marked):
    jsonschema.validate(json.loads(json.dumps(prairielearn.results(marked))), TAKEN)


def test_prairielearn_s_score_is_of_what_checks_give():
    found = prairielearn.results(result(count=2))
    assert found["score"] == pytest.approx(4 / 6)
    assert [(test["points"], test["max_points"]) for test in found["tests"]] == [(2, 3), (2, 3)]
    assert found["tests"][0]["images"] == [{"label": "Which process ran when", "url": "data:image/png;base64,iVBORw=="}]
    assert "✗ All collected. Two of 3 were. Wait for <each>." in found["tests"][0]["message"]
    assert prairielearn.results(NOTHING) == {"gradable": False, "format_errors": ["This file is no notebook."]}


def test_prairielearn_takes_a_million_bytes():
    large = prairielearn.results(result(picture=bytes(300_000), count=4))
    assert len(json.dumps(large).encode()) < 1_000_000
    assert sum("images" in test for test in large["tests"]) == 2
    assert sum(prairielearn.LEFT_OUT in test["message"] for test in large["tests"]) == 2
    jsonschema.validate(large, TAKEN)


# ---- the command in the container


@pytest.mark.parametrize("adapter, points", [(gradescope, ("score", 0)), (prairielearn, ("score", 0.0))])
def test_the_command_marks_what_is_in_the_folder(tmp_path, adapter, points):
    (tmp_path / "submission").mkdir()
    write([code("%%exercise keep-alive\nprint(1)")], tmp_path / "submission" / "work.ipynb")
    out = tmp_path / "results" / "results.json"
    handed_over.main(
        adapter.results, lambda sentence: {"said": sentence}, ["--unsafe", str(tmp_path / "submission"), str(out)]
    )
    found = json.loads(out.read_text())
    assert found[points[0]] == pytest.approx(points[1], abs=0.1) and "without a sandbox" in json.dumps(found)


def test_the_command_says_what_went_wrong(tmp_path, monkeypatch):
    (tmp_path / "submission").mkdir()
    out = tmp_path / "results.json"
    for why in (None, "There is no sandbox."):
        monkeypatch.setattr(handed_over, "obstacle", lambda why=why: why)
        handed_over.main(
            gradescope.results, lambda sentence: {"said": sentence}, [str(tmp_path / "submission"), str(out)]
        )
        assert json.loads(out.read_text()) == {"said": why or "No notebook was handed in."}
    assert Path(out).exists()
