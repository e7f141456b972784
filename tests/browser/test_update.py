"""An update of the course under a learner's own copies: what was changed stays, what was only run is renewed."""

import json

from course_lab import CourseLab
from notebook_page import NotebookPage

MINE, THEIRS = "# this line is mine", "This sentence is new in the course."


def add_sentence(path):
    """The course's own notebook, with a sentence more at its end."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cell = {"cell_type": "markdown", "id": "new-one", "metadata": {}, "source": [THEIRS]}
    notebook["cells"].append(cell)
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def test_an_update_keeps_what_is_changed_and_renews_the_rest(browser, tmp_path):
    lab = CourseLab(tmp_path)
    changed, untouched = "1.3-fork.ipynb", "0-start-here.ipynb"
    lab.start()
    try:
        page = browser.new_page()
        notebook = NotebookPage(page, lab, changed)
        number = notebook.find("%%program")
        notebook.write(number, notebook.cells()[number]["source"] + MINE)
        page.keyboard.press("Control+s")
        page.wait_for_function("() => !jupyterapp.shell.currentWidget.context.model.dirty")
        page.close()
        page = browser.new_page()
        notebook = NotebookPage(page, lab, untouched)
        notebook.run_to_end(notebook.find("from helpers import"))  # only run, and saved
        page.keyboard.press("Control+s")
        page.wait_for_function("() => !jupyterapp.shell.currentWidget.context.model.dirty")
        page.close()
    finally:
        lab.stop()
    for name in (changed, untouched):
        add_sentence(lab.original(name))

    said = lab.start()
    try:
        assert f"{changed} is newer in the course than the one that you have changed" in said
        assert f"{untouched} is newer" not in said
        page = browser.new_page()
        sources = [cell["source"] for cell in NotebookPage(page, lab, changed).cells()]
        assert any(source.endswith(MINE) for source in sources) and THEIRS not in sources
        page.close()
        page = browser.new_page()
        sources = [cell["source"] for cell in NotebookPage(page, lab, untouched).cells()]
        assert sources[-1] == THEIRS
        page.close()
    finally:
        lab.stop()
