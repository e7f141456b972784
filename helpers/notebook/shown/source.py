"""show(): the text of a program in the page, in the colours of the reader's theme.

Pygments marks the words; `jupyterlab_pygments` names JupyterLab's own colours for
them, so a dark theme gets dark-theme colours. GitHub drops the style and keeps the text.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

from ...teach import page
from ...teach.explained import Explained
from ..find import find


class NoSuchLines(Explained, ValueError):
    """The program does not have the lines asked for."""


def show(program: str | Path, lines: tuple[int, int] | None = None) -> None:
    """Show the source of `program`, or only its `lines` (first, last), counted from 1.

    Raises NoSuchProgram if there is no such file, NoSuchLines if it is shorter.
    """
    source = find(program).read_text(encoding="utf-8").rstrip("\n")
    caption = str(program)
    if lines is not None:
        source = _part(source, lines, caption)
        caption = f"{caption}, lines {lines[0]} to {lines[1]}"
    page.put(_as_html(source, caption), source)


def _part(source: str, lines: tuple[int, int], name: str) -> str:
    every = source.split("\n")
    first, last = lines
    if not 1 <= first <= last <= len(every):
        raise NoSuchLines(f"{name} has lines 1 to {len(every)}, but lines {first} to {last} were asked for.")
    return "\n".join(every[first - 1 : last])


def _as_html(source: str, caption: str) -> str:
    from jupyterlab_pygments import JupyterStyle
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    # The font is set here, since an exported page (nbconvert) has none for outputs; GitHub's own is the same.
    font = "font-family: var(--jp-code-font-family, monospace)"
    formatter = HtmlFormatter(style=JupyterStyle, cssclass="course-program", prestyles=font)
    code = highlight(source, PythonLexer(stripnl=False), formatter)
    used = set(re.findall(r'class="(\w+)"', code))
    rules = [
        rule.partition("/*")[0].strip()
        for rule in formatter.get_style_defs(".course-program").splitlines()
        if (named := re.match(r"\.course-program \.(\w+) ", rule)) and named[1] in used
    ]
    return (
        f"<style>{' '.join(rules)}</style>\n"
        f'<figure style="margin: 0">\n<figcaption><code>{html.escape(caption)}</code></figcaption>\n'
        f"{code}</figure>"
    )
