"""solution(): one sentence, and folded behind it the course's own program, its lines, its marks and its picture.

    solution("three-children") ──► teach/solutions/1.3/three_children.py runs, and is marked ──► <details> in the page

The program is in a file and not in a cell: JupyterLab's keys skip a cell whose source is folded, and other viewers
don't fold it. HTML's `<details>` folds everywhere (JupyterLab's sanitiser lets it through, trusted or not); a click
opens it, and so do Tab and Enter.
"""

from __future__ import annotations

import html

from ...teach import marking, page
from ...watch.client.run import Limits
from ..running import watch

LIMITS = Limits(timeout_s=60)
NEWLINE = "\n"  # Python 3.11 takes no backslash within an f-string's braces
SENTENCE = "One way to write it"
KEYS = "a click opens it, or Tab and then Enter"


def solution(name: str) -> None:
    """Run the course's solution of the exercise `name`, mark it, and show it folded.

    Raises NoSuchExercise if there is no such exercise, SolutionFailed if the solution is not marked fully right.
    """
    path = marking.find(name).solution
    lines: list[str] = []
    run = watch(path, limits=LIMITS, write=lines.append)
    report = marking.mark_solution(name, run)
    show_folded(path.read_text(encoding="utf-8"), lines, report, run.picture() if page.is_page() else None)


def show_folded(program: str, lines: list[str], report: str, picture: str | None) -> None:
    """Show the sentence, with all else folded behind it. `picture` is HTML.

    In a terminal, print the report only.
    """
    wrote = [f"<p>It wrote:</p>\n{_block(NEWLINE.join(lines))}"] if lines else []
    parts = [_block(program), *wrote, f"<p>It was run just now, and marked:</p>\n{_block(report)}"]
    if picture:
        parts.append(picture)
    inside = "\n".join(parts)
    page.put(
        f"<details>\n<summary>{SENTENCE} ({KEYS})</summary>\n{inside}\n</details>",
        f"{SENTENCE}.\n{report}" if not page.is_page() else f"{SENTENCE}.",
    )


def _block(text: str) -> str:
    return f"<pre><code>{html.escape(text.strip(NEWLINE), quote=False)}</code></pre>"
