"""A notebook in the browser: what a learner does to it, and what can be seen of it.

Everything is done as a learner does it, with menus, mouse and keyboard. What came of it is read from the page and,
since JupyterLab takes cells that are out of sight out of the page, from its model of the notebook.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from course_lab import CourseLab
from playwright.sync_api import Locator, Page

RUN_S = 120  # a notebook; the slowest takes a third of that
LOOK_MS = (
    100  # between two looks at the cells: each frame, as is Playwright's custom, takes the time of what is watched
)
CELLS = """() => [...window.jupyterapp.shell.currentWidget.content.model.cells].map(cell => ({
    id: cell.id, kind: cell.type, source: cell.sharedModel.getSource(), count: cell.executionCount ?? null,
    state: cell.executionState ?? 'idle', outputs: cell.outputs ? cell.outputs.toJSON() : []}))"""
DONE = f"""() => {{
    const code = ({CELLS})().filter(cell => cell.kind == 'code' && cell.source.trim());
    const failed = code.some(cell => cell.outputs.some(output => output.output_type == 'error'));
    return code.every(cell => cell.state == 'idle' && (failed || cell.count !== null));
}}"""
BEGUN = f"() => ({CELLS})().some(cell => cell.kind == 'code' && (cell.count === null || cell.state == 'running'))"
# A cell that ran may have the number that it had before, so its number says nothing; that it began does.
WATCH = """number => {
    window.begun = false;
    jupyterapp.shell.currentWidget.content.model.cells.get(number).stateChanged.connect((_, change) => {
        if (['executionState', 'executionCount'].includes(change.name)) window.begun = true;
    });
}"""
KERNEL = "() => window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status"
COLOUR = re.compile(r"\x1b\[[\d;]*m")


class NotebookPage:
    """The learner's copy of one notebook, open in JupyterLab. `errors` are what the console said, `strangers` the
    addresses on other hosts that were asked for."""

    def __init__(self, page: Page, lab: CourseLab, name: str):
        self.page, self.lab, self.name = page, lab, name
        self.errors: list[str] = []
        self.strangers: list[str] = []
        page.on("console", lambda said: said.type == "error" and self.errors.append(f"{said.text} {said.location}"))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._asked)
        page.goto(lab.page(name))
        page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
        self.kernel_is("idle")

    def _asked(self, request) -> None:
        if not request.url.startswith((self.lab.url, self.lab.url.replace("http", "ws"), "data:", "blob:")):
            self.strangers.append(request.url)

    # ---- what a learner does

    def menu(self, menu: str, command: str) -> None:
        """Choose from the menu bar; `command` is the entry's name in JupyterLab."""
        self.page.get_by_role("menuitem", name=menu, exact=True).click()
        self.page.locator(f'.lm-Menu-item[data-command="{command}"]').first.click()

    def run_all(self) -> list[dict]:
        """Run, Run All Cells; wait for the end; the cells then."""
        self.menu("Run", "runmenu:run-all")
        self.page.wait_for_function(BEGUN, timeout=20_000, polling=LOOK_MS)
        self.page.wait_for_function(DONE, timeout=RUN_S * 1000, polling=LOOK_MS)
        return self.cells()

    def cell(self, number: int) -> Locator:
        """The cell with this number (from 0), scrolled to."""
        self.page.evaluate(
            "n => { const book = jupyterapp.shell.currentWidget.content; book.activeCellIndex = n; book.scrollToItem(n) }",
            number,
        )
        found = self.page.locator(f'.jp-Notebook .jp-Cell[data-windowed-list-index="{number}"]')
        found.wait_for()
        return found

    def write(self, number: int, text: str) -> None:
        """Replace the text of a cell."""
        self.cell(number).locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)
        assert self.cells()[number]["source"] == text

    def run(self, number: int) -> None:
        """Run one cell, with Ctrl+Enter; doesn't wait."""
        self.cell(number).locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")

    def run_to_end(self, number: int) -> dict:
        """Run one cell, with Ctrl+Enter, and wait until it and all before it are done."""
        self.page.evaluate(WATCH, number)
        self.run(number)
        self.page.wait_for_function(
            f"number => window.begun && ({CELLS})()[number].state == 'idle' && ({CELLS})()[number].count !== null",
            arg=number,
            timeout=60_000,
            polling=LOOK_MS,
        )
        return self.cells()[number]

    # ---- what can be seen

    def cells(self) -> list[dict]:
        return self.page.evaluate(CELLS)

    def find(self, *starts: str) -> int:
        """The number of the first cell whose text begins with one of these."""
        return next(number for number, cell in enumerate(self.cells()) if cell["source"].startswith(starts))

    def kernel_is(self, status: str, timeout_s: float = 60) -> None:
        """Wait until the kernel is so: "idle", "busy"."""
        self.page.wait_for_function(f"status => ({KERNEL})() == status", arg=status, timeout=timeout_s * 1000)

    def until_text(self, number: int, pattern: str, timeout_s: float = 30) -> str:
        """Wait until the cell's output matches; return the text."""
        self.page.wait_for_function(
            f"([n, pattern]) => RegExp(pattern).test(JSON.stringify(({CELLS})()[n].outputs))",
            arg=[number, pattern],
            timeout=timeout_s * 1000,
            polling=LOOK_MS,
        )
        return text_of(self.cells()[number])

    def theme(self, dark: bool) -> None:
        """Settings, Theme: light or dark."""
        name = "JupyterLab Dark" if dark else "JupyterLab Light"
        self.page.get_by_role("menuitem", name="Settings", exact=True).click()
        self.page.locator(".lm-Menu-item", has_text="Theme").first.hover()
        self.page.locator(".lm-Menu-item", has_text=name).first.click()
        self.page.wait_for_function("dark => (document.body.dataset.jpThemeLight == 'false') == dark", arg=dark)

    def parts(self, width: int, high: int = 12_000) -> Iterator[int]:
        """Make the window so wide, and show the notebook from top to bottom in parts; yields each part's number.

        A part is as high as a screenshot can well be; the last one is as high as what is left.
        """
        scroll = "y => { const all = document.querySelector('.jp-WindowedPanel-outer'); all.scrollTop = y }"
        measure = """() => {
            const all = document.querySelector('.jp-WindowedPanel-outer'), last = jupyterapp.shell.currentWidget.content.widgets.at(-1).node;
            return [all.clientHeight, all.getBoundingClientRect().top,
                    last.isConnected ? last.getBoundingClientRect().bottom : Infinity]}"""
        self.page.set_viewport_size({"width": width, "height": high})
        top = 0
        for number in range(10):
            for _ in range(3):  # what comes into sight is measured for the first time, and moves what follows
                self.page.evaluate(scroll, top)
                self.page.wait_for_timeout(150)
            shown, above, bottom = self.page.evaluate(measure)
            if bottom <= above + shown and number == 0:
                self.page.set_viewport_size({"width": width, "height": int(bottom) + 60})
            yield number
            if bottom <= above + shown + 1:
                return
            top += shown


def text_of(cell: dict) -> str:
    """All that a cell's outputs say, as plain text."""
    said = []
    for output in cell["outputs"]:
        text = output.get("text") or output.get("data", {}).get("text/plain") or output.get("traceback", "")
        said.append(text if isinstance(text, str) else "".join(text))
    return COLOUR.sub("", "\n".join(said))
