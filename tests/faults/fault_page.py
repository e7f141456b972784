"""The table of faults in SAFETY.md: how a row of it looks, and the command that makes it anew.

    .venv/bin/python tests/faults/fault_page.py

Performs every fault and writes down what the learner saw and how long it took until nothing was left. test_faults.py
performs them too, and fails if the page says something else.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = map(str, (ROOT, ROOT / "tests", ROOT / "tests" / "watch"))  # as pyproject.toml has it

from faults import ENDS_BADLY, GROWS, HARD_TO_WATCH, NEVER_ENDS, PLACES, CannotPerform, Seen  # noqa: E402
from faults_in_kernels import KERNELS  # noqa: E402

PAGE = ROOT / "SAFETY.md"
BEGIN, END = (
    "<!-- made by tests/faults/fault_page.py: begin -->\n",
    "<!-- made by tests/faults/fault_page.py: end -->\n",
)
GROUPS = {
    "It never ends": NEVER_ENDS,
    "It grows without end": GROWS,
    "It is ended from outside": [*ENDS_BADLY, *KERNELS],
    "It is hard to watch": HARD_TO_WATCH,
    "The place is bad": PLACES,
}
FAULTS = [fault for group in GROUPS.values() for fault in group]
LINES, LONGEST = 3, 60  # of what a program wrote


def beginning_of_row(name: str, page: str) -> str:
    """All of a fault's row that is the same on every run."""
    return f"| {name} | {as_seen(page)} | "


def as_seen(page: str) -> str:
    """The learner's page in one cell of a table: a program's own lines shortened, of the course's advice the beginning."""
    cells, own = [], 0
    for line in page.splitlines():
        if not re.match(r"(notebook \d: )?PID [|!]", line):
            sentence, _, more = line.partition(". ")
            cells.append(f"{sentence}. …" if more else line)
            continue
        own += 1
        if own <= LINES:
            short = line if len(line) <= LONGEST else line[:LONGEST] + " …"
            cells.append(f"`{short}`".replace("|", "\\|"))
        elif own == LINES + 1:
            cells.append("…")
    return "<br>".join(cells) or "(only the timeline)"


def row(name: str, seen: Seen) -> str:
    milliseconds = max(1, round(seen.gone_ns / 1e6))
    took = f"{milliseconds} ms" if milliseconds < 1000 else f"{milliseconds / 1000:.1f} s"
    return f"{beginning_of_row(name, seen.page)}{took} after {seen.since} |"


def table() -> str:
    """The whole table. Raises CannotPerform if a fault can't be brought about here."""
    lines = []
    for title, faults in GROUPS.items():
        lines += [
            f"### {title}",
            "",
            "| what happens | what the learner sees | nothing is left |",
            "| --- | --- | --- |",
        ]
        for fault in faults:
            with tempfile.TemporaryDirectory() as folder:
                lines.append(row(fault.name, fault.perform(Path(folder))))
            print(lines[-1])
        lines.append("")
    return "\n".join(lines)


def main() -> None:
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    try:
        made = table()
    except CannotPerform as why:
        sys.exit(f"The page is left as it was: {why}.")
    PAGE.write_text(f"{before}{BEGIN}\n{made}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
