"""results.json for PrairieLearn, whose external graders are programs in a container of their own.

    python -m classroom.adapters.prairielearn [--seed N] [--unsafe] SUBMISSION RESULTS

as the question's entrypoint, with SUBMISSION ``/grade/student`` and RESULTS ``/grade/results/results.json``. The format
is that of https://prairielearn.readthedocs.io/en/latest/externalGrading/, which `<pl-external-grader-results>` shows:
a test for each task, with its timeline among its images. The score is what was earned of the points that checks give;
those that a person gives are PrairieLearn's manual points.
"""

from __future__ import annotations

import json

from . import handed_over

LARGEST = 1_000_000  # bytes: PrairieLearn takes no larger file
LEFT_OUT = "The timeline is left out: with it, the results would be larger than PrairieLearn takes."


def results(result: dict) -> dict:
    """What PrairieLearn wants to know of this result of `mark`."""
    remarks = handed_over.remarks(result)
    if result["assignment"] is None:
        return {"gradable": False, "format_errors": remarks}
    tasks = [task for task in result["tasks"] if task["checks"]]
    most = sum(task["max_points"] for task in tasks)
    tests = [test_of(task) for task in tasks]
    found = {
        "gradable": True,
        "score": min(1.0, result["points"] / most) if most else 0.0,
        "message": "\n".join(remarks),
        "tests": tests,
    }
    pictures = [test for test in tests if test.get("images")]
    for test in sorted(pictures, key=lambda test: -len(test["images"][0]["url"])):
        if len(json.dumps(found).encode()) < LARGEST:
            break
        del test["images"]
        test["message"] = "\n".join(filter(None, [test["message"], LEFT_OUT]))
    return found


def test_of(task: dict) -> dict:
    """The task as a test: its points, what its checks saw, its timeline in words and as a picture."""
    lines = [
        f"{handed_over.SIGNS[check['verdict']]} {check['sentence']} {handed_over.told(check)}".rstrip()
        for check in task["checks"]
    ]
    test = {
        "name": task["title"],
        "description": task["name"],
        "points": task["points"],
        "max_points": task["max_points"],
        "message": "\n".join([*handed_over.notes(task), *lines]),
        "output": task["words"],
    }
    if task["picture"]:
        test["images"] = [{"label": "Which process ran when", "url": f"data:image/png;base64,{task['picture']}"}]
    return test


if __name__ == "__main__":
    handed_over.main(results, lambda sentence: {"gradable": False, "format_errors": [sentence]})
