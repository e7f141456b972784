"""What a learner does in a lesson, in the browser: change, stop, restart, predict, solve, follow a link, type only."""

import json
import re
import time

from course_lab import ROOT
from notebook_page import text_of

ENDLESS = """%%program --timeout 60
import os
from time import sleep

os.fork()
os.fork()
print("I am", os.getpid(), flush=True)
while True:
    sleep(0.05)
"""
GONE_S = 20
FORK = "1.3-fork.ipynb"


def test_a_changed_program_leaves_its_claims_open(open_notebook):
    notebook = open_notebook(FORK)
    number = notebook.find("%%program")
    changed = notebook.cells()[number]["source"].replace("    os._exit(0)\n", "")
    notebook.write(number, changed)
    cells = notebook.run_all()
    claims = text_of(cells[number + 1])
    assert cells[number + 1]["source"].startswith("claim(")
    assert re.match(r"○ .*\(Not checked here: ", claims), claims
    others = [text_of(cell) for cell in cells if cell["source"].startswith("claim(") and "r." not in cell["source"]]
    assert any("✓" in said for said in others)
    assert not [cell for cell in cells for output in cell["outputs"] if output["output_type"] == "error"]


def alive(pids):
    """Those of these processes that are there, and are no zombies."""
    found = []
    for pid in pids:
        try:
            with open(f"/proc/{pid}/stat") as stat:
                state = stat.read().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if state != "Z":
            found.append(pid)
    return found


def endless(notebook):
    """Run a program that never ends in the notebook's first %%program; its number and the PIDs of its processes."""
    notebook.run_to_end(notebook.find("from helpers import"))
    number = notebook.find("%%program")
    notebook.write(number, ENDLESS)
    notebook.run(number)
    said = notebook.until_text(number, r"(I am \d+[^I]*){4}")
    pids = [int(pid) for pid in re.findall(r"I am (\d+)", said)]
    assert len(set(pids)) == 4 and alive(pids) == pids
    return number, pids


def all_gone(pids):
    end = time.monotonic() + GONE_S
    while alive(pids) and time.monotonic() < end:
        time.sleep(0.05)
    return alive(pids) == []


def test_an_endless_program_is_interrupted_with_all_its_processes(open_notebook):
    notebook = open_notebook(FORK)
    number, pids = endless(notebook)
    notebook.page.locator('.jp-NotebookPanel-toolbar [data-command="notebook:interrupt-kernel"]').click()
    assert all_gone(pids)
    notebook.kernel_is("idle")
    said = text_of(notebook.cells()[number])
    assert "the run was stopped" in said and "Four processes ran." in said


def test_a_kernel_restarted_in_mid_run_leaves_no_process(open_notebook):
    notebook = open_notebook(FORK)
    _, pids = endless(notebook)
    notebook.menu("Kernel", "kernelmenu:restart")
    notebook.page.locator(".jp-Dialog .jp-mod-accept").click()
    assert all_gone(pids)
    notebook.kernel_is("idle")
    assert "1" in text_of_new_cell(notebook)


def text_of_new_cell(notebook):
    """What the first cell says to a kernel that is new: it can be run again."""
    first = notebook.find("from helpers import")
    notebook.write(first, notebook.cells()[first]["source"] + "\nprint(1)")
    return text_of(notebook.run_to_end(first))


def test_a_prediction_answered_wrong_and_then_right(open_notebook, lab):
    notebook = open_notebook(FORK)
    notebook.run_to_end(notebook.find("from helpers import"))
    number = notebook.find('predict("fork-returns"')
    said = {}
    for letter in "abc":
        notebook.write(number, f'predict("fork-returns", "{letter}")')
        said[letter] = text_of(notebook.run_to_end(number)) + text_of(notebook.run_to_end(number + 1))
    right = [letter for letter in "abc" if "Right." in said[letter]]
    assert len(right) == 1
    assert all("Not quite." in said[letter] for letter in "abc" if letter not in right)
    kept = json.loads((lab.own / "my-answers.json").read_text())["predictions"]["fork-returns"]
    assert (kept["first"]["answer"], kept["latest"]["answer"]) == ("a", "c")


def test_an_exercise_is_solved(open_notebook, lab):
    notebook = open_notebook(FORK)
    notebook.run_to_end(notebook.find("from helpers import"))
    number = notebook.find("%%exercise one-child")
    assert "✗" in text_of(notebook.run_to_end(number))
    solution = (ROOT / "helpers/teach/solutions/1.3/one_child.py").read_text()
    notebook.write(number, "%%exercise one-child\n" + solution)
    said = text_of(notebook.run_to_end(number))
    assert "✓" in said and "✗" not in said
    assert "one-child" in json.loads((lab.own / "my-answers.json").read_text())["solved"]


def test_a_link_leads_to_the_next_lesson(open_notebook):
    notebook = open_notebook("0-start-here.ipynb")
    notebook.page.get_by_role("link", name="1.1 Why do several things at once?").first.click()
    notebook.page.wait_for_function(
        "() => jupyterapp.shell.currentWidget?.context?.path == 'my-course/1.1-several-things-at-once.ipynb'"
    )
    notebook.page.locator("h1:visible", has_text="1.1").wait_for()


def test_with_the_keyboard_alone(open_notebook):
    """Run the cells one after the other, answer a prediction, unfold a picture's words: no mouse."""
    notebook = open_notebook("0-start-here.ipynb")
    keys, inside = notebook.page.keyboard, "() => !!document.activeElement.closest('.jp-Notebook')"
    place = "() => jupyterapp.shell.currentWidget.content.activeCellIndex"

    def press(key, until, most=60):
        """Press the key until the page says so; fail if it never does."""
        for _ in range(most):
            if notebook.page.evaluate(*until) is True:
                return
            keys.press(key)
        assert notebook.page.evaluate(*until) is True, f"{key} {most} times"

    at = f"number => ({place})() == number"
    press("Tab", (inside,))  # whatever JupyterLab puts before it
    keys.press("Escape")
    press("ArrowUp", (at, 0))
    question, picture = notebook.find("predict("), notebook.find("marks.timeline")
    press("Shift+Enter", (at, question))
    keys.press("Enter")
    keys.press("Control+End")
    for _ in range(3):
        keys.press("Backspace")
    text = notebook.cells()[question]["source"]
    keys.type('a")')
    assert text.endswith('"') and notebook.cells()[question]["source"] == text + 'a")'
    press("Shift+Enter", (at, picture + 1))
    notebook.until_text(picture, "Four processes ran")
    assert "You chose a" in text_of(notebook.cells()[question])
    keys.press("Escape")
    keys.press("ArrowUp")  # back to the picture's cell
    press("Tab", ("() => document.activeElement.tagName == 'SUMMARY'",))
    keys.press("Enter")
    assert notebook.page.evaluate("() => document.activeElement.parentElement.open") is True
