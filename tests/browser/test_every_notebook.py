"""Every notebook, as a learner finds it: Run All works, pictures have words, nothing is said on the console.

Screenshots of each at 900 and 1400 pixels, light and dark, are left in browser-screenshots/.
"""

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from course_lab import ROOT
from notebook_page import text_of

NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
OURS = {"include": [[".jp-RenderedMarkdown"], [".jp-OutputArea-output"]]}
BROKEN = """all => all.filter(img => !img.alt.trim() || !img.complete || !img.naturalWidth)
    .map(img => 'not shown, or without words: ' + img.outerHTML.slice(0, 120))"""


@pytest.mark.timeout(240)
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_run_all(open_notebook, screenshots, name):
    notebook = open_notebook(name)
    cells = notebook.run_all()
    outputs = [output for cell in cells for output in cell["outputs"]]
    failed = [text_of(cell) for cell in cells if any(output["output_type"] == "error" for output in cell["outputs"])]
    assert failed == []
    assert [output for output in outputs if output.get("name") == "stderr"] == []
    assert all(cell["count"] for cell in cells if cell["kind"] == "code")

    drawn = [output for output in outputs if "image/png" in output.get("data", {})]
    assert len(drawn) == sum("image/png" in text for text in stored_kinds(notebook.lab.original(name)))
    for output in drawn:
        alt = output["metadata"]["image/png"]["alt"]
        assert alt.strip() and "<img alt=" in "".join(output["data"]["text/html"])

    page, found, seen = notebook.page, [], set()
    for dark in (False, True):
        notebook.theme(dark)
        for width in (1400, 900):
            for part in notebook.parts(width):
                shot = f"{Path(name).stem}-{width}-{'dark' if dark else 'light'}-{part + 1}.jpeg"
                page.screenshot(path=screenshots / shot, quality=70)
                seen |= set(page.eval_on_selector_all(".jp-OutputArea-output img", "all => all.map(img => img.alt)"))
                found += page.eval_on_selector_all(".jp-Notebook img", BROKEN)
                if width == 1400:
                    found += map(violation, Axe().run(page, context=OURS).response["violations"])
    assert found == []
    assert {output["metadata"]["image/png"]["alt"] for output in drawn} <= seen
    assert notebook.errors == []
    assert notebook.strangers == []


def stored_kinds(path):
    """The kinds of data of each output that the course's own copy holds, as text."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [" ".join(output.get("data", {})) for cell in cells for output in cell.get("outputs", [])]


def violation(found):
    """One of axe's findings in a line or two."""
    where = [f"{node['target']} {re.sub(' +', ' ', node['html'])[:200]}" for node in found["nodes"][:3]]
    return f"{found['id']}: {found['help']} ({len(found['nodes'])} places) {where}"
