"""results.json for Gradescope, whose autograders are programs in a container of their own.

    python -m classroom.adapters.gradescope [--seed N] [--unsafe] SUBMISSION RESULTS

in its `run_autograder`, with SUBMISSION ``/autograder/submission`` and RESULTS ``/autograder/results/results.json``.
The format is that of https://gradescope-autograders.readthedocs.io/en/latest/specs/. A test for each check, with its
points; what was hidden from students is shown to them after the due date. Points that a person gives are given in
Gradescope, in a question of its own.
"""

from __future__ import annotations

from html import escape

from . import handed_over

AFTERWARDS = "after_due_date"


def results(result: dict) -> dict:
    """What Gradescope wants to know of this result of `mark`."""
    tests = [test for task in result["tasks"] for test in tests_of(task)]
    return {
        "score": result["points"],
        "output": "\n".join(handed_over.remarks(result)),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
        "extra_data": {name: result[name] for name in ("version", "assignment", "seed", "isolation", "by_hand")},
    }


def tests_of(task: dict) -> list[dict]:
    """A test for each check of the task, and what was seen."""
    tests = [
        {
            "name": f"{task['title']} {check['sentence']}",
            "score": check["points"],
            "max_score": check["max_points"],
            "status": "passed" if check["verdict"] == "held" else "failed",
            "output": handed_over.told(check),
            "visibility": AFTERWARDS if check["hidden"] else "visible",
            "tags": [task["name"]],
        }
        for check in task["checks"]
    ]
    notes = handed_over.notes(task)
    if notes or task["picture"]:
        shown = "".join(f"<p>{escape(note)}</p>" for note in notes)
        if task["picture"]:
            words = escape(task["words"])
            shown += f'<img alt="{words}" src="data:image/png;base64,{task["picture"]}"><pre>{words}</pre>'
        tests.append(
            {
                "name": f"{task['title']} What was seen",
                "score": 0.0,
                "max_score": 0.0,
                "status": "passed",
                "output": shown,
                "output_format": "html",
                "visibility": AFTERWARDS,  # the run that is shown may be one with hidden data
                "tags": [task["name"]],
            }
        )
    return tests


if __name__ == "__main__":
    handed_over.main(results, lambda sentence: {"score": 0, "output": sentence, "output_format": "text", "tests": []})
