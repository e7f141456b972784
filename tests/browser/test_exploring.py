"""r.explore() in JupyterLab: it answers to mouse, wheel and keys, follows the theme, and is fast with 100,000 bars.

What it says is compared with the recording. The figures are printed: `pytest -rP` shows them.
"""

import json
import re
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from course_lab import ROOT
from notebook_page import text_of

NAME = "0-start-here.ipynb"
STAGE, STATUS = ".explore [role=application]", ".explore [role=status]"
MADE = """from helpers.notebook.shown.looking import as_run
from helpers.recording.records import OnCpu, Process, Span
from helpers.recording.recording import Recording

def many(bars, lanes=8, ms=1_000_000):
    # each turn has a wait behind it: two bars in its lane, and one more in its CPU's
    turns, calls, each = [], [], bars // 2 // lanes
    for pid in range(100, 100 + lanes):
        for turn in range(each):
            start = 2_900 * ms * turn // each + (pid * 7919 + turn * 104_729) % (700 * ms // each)
            turns.append(OnCpu(pid, pid, pid % lanes, start, start + 1_400 * ms // each, False))
            if turn % 3 == 0:
                calls.append(Span(pid, pid, "call", f"task({turn})", start, start + 1_400 * ms // each))
    people = [Process(pid, 100, f"worker {pid}", 0, 0, 3_000 * ms, 0) for pid in range(100, 100 + lanes)]
    return as_run(Recording(("python", "many.py"), "exact", 3_000 * ms, None, tuple(people), tuple(turns), tuple(calls)))

many({bars}).explore()"""
FIRST = """async () => {
    const [data, script] = document.querySelectorAll('.jp-OutputArea-output:has(.explore) script');
    const output = data.parentNode, place = document.createElement('div');
    place.append(output.querySelector('img').cloneNode());
    place.querySelector('img').hidden = false;
    output.append(place);
    const again = document.createElement('script');
    again.textContent = script.textContent;
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    const began = performance.now();
    place.append(data.cloneNode(true), again);
    await frame();
    await frame();
    const took = performance.now() - began;
    place.remove();
    return took;
}"""
STEPS = """async steps => {
    const stage = document.querySelector('.explore [role=application]'), frame = () => new Promise(requestAnimationFrame);
    const canvas = stage.querySelector('canvas'), {left, top} = canvas.getBoundingClientRect(), took = [];
    stage.focus();
    await frame();
    for (let i = 0, last = performance.now(); i < steps; i++) {
        const more = {clientX: left + 500, clientY: top + 40, deltaY: i < steps / 2 ? -60 : 60, bubbles: true, cancelable: true};
        canvas.dispatchEvent(new WheelEvent('wheel', more));
        await frame();  // the step's own drawing is asked for in this one
        await frame();
        took.push((performance.now() - last) / 2);
        last = performance.now();
    }
    return took.sort((a, b) => a - b);
}"""
DRAWN = """() => {
    const canvas = document.querySelector('.explore canvas'), {width, height} = canvas;
    if (!width || !height) return false;
    const seen = new Set(new Uint32Array(canvas.getContext('2d').getImageData(0, 0, width, height).data.buffer));
    return seen.size > 5;
}"""
RUN = 'r = run("0/every_mark.py")\nr.explore()'


@pytest.fixture
def explored(open_notebook):
    """A notebook with a run explored in its third cell, and that cell's number."""
    notebook = open_notebook(NAME)
    notebook.run_to_end(notebook.find("from helpers import"))
    number = notebook.find("marks = run(")
    notebook.write(number, RUN)
    notebook.run_to_end(number)
    notebook.page.locator(STAGE).wait_for()
    return notebook, number


def said(notebook):
    return notebook.page.locator(STATUS).inner_text()


def test_it_says_what_is_under_the_pointer_and_under_the_keys(explored, screenshots):
    notebook, _ = explored
    page, keys = notebook.page, notebook.page.keyboard
    canvas = page.locator(STAGE + " canvas")
    canvas.hover(position={"x": 400, "y": 24})
    assert re.fullmatch(
        r"main \d+: alive, waiting for: sleep, in rest\(0.2\), from [\d.]+ ms to [\d.]+ ms \([\d.]+ ms\).*",
        said(notebook),
    )
    canvas.click(position={"x": 400, "y": 24})
    assert page.evaluate("() => document.activeElement.matches('.explore [role=application]')")
    heard = []
    for _ in range(12):
        keys.press("ArrowRight")
        heard.append(said(notebook))
    assert len(set(heard)) > 6
    assert any(re.match(r"main \d+ collected child \d \d+, at ", text) for text in heard)
    keys.press("ArrowDown")
    assert said(notebook).startswith("child 1")
    keys.press("Enter")
    keys.press("c")
    for name in ("By CPU", "Follow"):
        assert page.get_by_role("button", name=name).get_attribute("aria-pressed") == "true"
    for _ in range(5):
        keys.press("ArrowLeft")
        assert re.match(r"child 1 \d+: on a CPU, CPU \d+", said(notebook))
    screenshot(notebook, screenshots / "explore-cpus-light.png")
    keys.press("Escape")
    keys.press("c")
    assert page.get_by_role("button", name="Follow").get_attribute("aria-pressed") == "false"
    notebook.theme(dark=True)
    screenshot(notebook, screenshots / "explore-lanes-dark.png")
    assert notebook.errors == []


def screenshot(notebook, path):
    canvas = notebook.page.locator(STAGE + " canvas")
    canvas.scroll_into_view_if_needed()
    notebook.page.wait_for_function(DRAWN)  # out of sight it is taken out of the page, and drawn when it comes back
    notebook.page.locator(".explore").first.screenshot(path=path)


def test_it_zooms_and_moves(explored):
    notebook, _ = explored
    page = notebook.page
    canvas, x = page.locator(STAGE + " canvas"), 500
    before = page.evaluate("() => document.querySelector('.explore canvas').toDataURL()")
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + x, box["y"] + 24)
    page.mouse.wheel(0, -300)  # it has no focus yet: this is the page's
    page.wait_for_timeout(150)
    assert page.evaluate("() => document.querySelector('.explore canvas').toDataURL()") == before
    seen = [before]

    def changes(what):
        what()
        page.wait_for_timeout(100)
        now = page.evaluate("() => document.querySelector('.explore canvas').toDataURL()")
        assert now not in seen, what
        seen.append(now)

    canvas.click(position={"x": x, "y": 24})
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + x, box["y"] + 24)
    changes(lambda: page.mouse.wheel(0, -300))
    changes(lambda: page.keyboard.press("Shift+ArrowRight"))
    changes(lambda: page.keyboard.press("+"))
    changes(lambda: drag(page, box["x"] + x, box["y"] + 24, 80))
    changes(lambda: page.get_by_role("button", name="Zoom out").click())
    page.get_by_role("button", name="All of it").click()
    page.keyboard.press("Tab")


def drag(page, x, y, by):
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by, y, steps=4)
    page.mouse.up()


def test_jupyterlab_does_not_take_its_keys(explored):
    notebook, _ = explored
    before = [cell["source"] for cell in notebook.cells()]
    notebook.page.locator(STAGE).focus()
    for key in ("c", "d", "d", "x", "b", "Enter", "Escape", "0", "0"):
        notebook.page.keyboard.press(key)
    assert [cell["source"] for cell in notebook.cells()] == before
    assert notebook.page.locator(".jp-Dialog").count() == 0


def test_axe_finds_nothing(explored):
    notebook, _ = explored
    for dark in (False, True):
        notebook.theme(dark)
        found = Axe().run(notebook.page, context={"include": [[".explore"]]}).response["violations"]
        assert [(each["id"], each["help"], each["nodes"][0]["html"][:200]) for each in found] == []


def test_reopened_it_is_still_there_and_untrusted_it_is_the_picture(explored, lab):
    notebook, number = explored
    page = notebook.page
    notebook.run_all()  # JupyterLab trusts a notebook when all of its outputs were made here
    page.keyboard.press("Control+s")
    page.wait_for_function("() => !jupyterapp.shell.currentWidget.context.model.dirty")
    page.goto(lab.page(NAME))
    notebook.kernel_is("idle")
    notebook.cell(number)
    page.locator(STAGE).wait_for()  # trusted: this server's user ran it

    path = lab.own / NAME
    stored = json.loads(path.read_text())
    stored["cells"][number]["source"] = RUN + "  # as if it came from somebody else"
    path.write_text(json.dumps(stored))
    page.goto(lab.page(NAME))
    notebook.kernel_is("idle")
    output = notebook.cell(number).locator(".jp-OutputArea-output img")
    output.wait_for()
    assert output.is_visible() and output.get_attribute("alt").startswith("Timeline:")
    assert page.locator(".explore").count() == 0
    assert notebook.errors == []


def test_an_exported_page_shows_the_picture(explored, lab, tmp_path, browser):
    notebook, _ = explored
    notebook.page.keyboard.press("Control+s")
    notebook.page.wait_for_function("() => !jupyterapp.shell.currentWidget.context.model.dirty")
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--output-dir", str(tmp_path), str(lab.own / NAME)]
    subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=ROOT)
    page = browser.new_page()
    page.route(re.compile("^https?:"), lambda route: route.abort())  # nbconvert's own links to scripts elsewhere
    page.goto((tmp_path / NAME).with_suffix(".html").as_uri())
    picture = page.locator("img[alt^='Timeline: Four processes']").first
    assert picture.is_visible()
    assert page.locator(".explore").count() == 0
    page.close()


@pytest.mark.parametrize(("bars", "first_ms", "step_ms"), [(1_000, 500, 33), (100_000, 1500, 33)])
def test_it_is_fast(open_notebook, bars, first_ms, step_ms):
    notebook = open_notebook(NAME)
    notebook.run_to_end(notebook.find("from helpers import"))
    number = notebook.find("marks = run(")
    notebook.write(number, MADE.replace("{bars}", str(bars)))
    cell = notebook.run_to_end(number)
    assert text_of(cell).startswith("Eight processes ran.")
    notebook.page.locator(STAGE).wait_for()
    stored = len(json.dumps(cell["outputs"][-1]["data"]["text/html"]))
    first = min(notebook.page.evaluate(FIRST) for _ in range(3))
    steps = min((notebook.page.evaluate(STEPS, 40) for _ in range(3)), key=lambda took: took[20])
    print(
        f"{bars:,} bars: first draw {first:.0f} ms; a zoom step {steps[20]:.1f} ms (median), {steps[37]:.1f} ms (95 %); stored {stored / 1e6:.2f} MB"
    )
    assert first < first_ms
    assert steps[20] < step_ms
