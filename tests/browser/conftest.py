"""A browser, and the course in JupyterLab for it. Run by `python3 course.py browser`.

Chromium is the system's own. Without it, or without the packages in requirements/browser.txt, these tests are
skipped, and say so; on a build machine (where CI is set) they fail.
"""

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), None)
# Nothing that Chromium does for itself may ask other hosts, or show itself in front of the course.
QUIET = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
MISSING = "The browser tests need {}: run `python3 course.py browser`{}."

collect_ignore_glob = []
if find_spec("playwright") is None or find_spec("axe_playwright_python") is None:
    MISSING = MISSING.format("the packages in requirements/browser-lock.txt", "")
elif BROWSER is None:
    MISSING = MISSING.format("Chromium or Chrome", " after installing it, for instance with `apt install chromium`")
else:
    MISSING = ""

if MISSING:
    if os.environ.get("CI"):
        raise RuntimeError(MISSING)
    print(f"Skipped: {MISSING}", file=sys.stderr)
    collect_ignore_glob = ["test_*.py"]
else:
    from course_lab import CourseLab
    from notebook_page import NotebookPage
    from playwright.sync_api import sync_playwright


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """Chromium, without a window, with a profile of its own."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=BROWSER, args=QUIET + sandbox)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The course in JupyterLab, in a copy of its own for each file of tests."""
    running = CourseLab(tmp_path_factory.mktemp("lab"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def page(browser):
    """A new window 1400 pixels wide, with cookies and storage of its own."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def open_notebook(page, lab):
    """`open_notebook(name)`: a NotebookPage of a copy as new. At the end of the test its kernel is shut down."""
    opened = []

    def open_it(name):
        shutil.copy(lab.original(name), lab.own / name)  # an earlier test may have saved what it changed
        opened.append(NotebookPage(page, lab, name))
        return opened[-1]

    yield open_it
    for notebook in opened:
        notebook.page.evaluate("() => window.jupyterapp.shell.currentWidget?.sessionContext?.shutdown?.()")


@pytest.fixture(scope="session")
def screenshots():
    """The folder of the tests' screenshots, for people to look at."""
    folder = Path(__file__).resolve().parents[2] / "browser-screenshots"
    folder.mkdir(exist_ok=True)
    return folder
