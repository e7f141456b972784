"""How words reach the reader: Markdown in a notebook, plain text everywhere else.

    in a notebook     one output with both forms; the viewer (JupyterLab, GitHub, nbconvert) renders the Markdown
    in a terminal     print()

Where a viewer gives Markdown no place (inside a `<details>`, beside a picture), `to_html` makes HTML of it.
Nothing here is coloured or timed, so that the same words make the same output on every run.
"""

from __future__ import annotations

import functools
import re
import sys

# Code, in backquotes or indented, stays as it is; elsewhere `_` is a letter.
CODE_OR_UNDERSCORE = re.compile(r"(`[^`\n]*`|^ {4}(?! *-).*$)|_", re.MULTILINE)


def shell():
    """The running IPython shell, or None in plain Python. IPython is not imported for it."""
    ipython = sys.modules.get("IPython")
    return None if ipython is None else ipython.get_ipython()


def is_page() -> bool:
    """Whether outputs are shown in a page (a notebook) rather than in a terminal."""
    return shell() is not None and type(shell()).__name__ != "TerminalInteractiveShell"


def is_watched() -> bool:
    """Whether a person waits for the output just now, rather than a build that stores it.

    JupyterLab lets a cell ask for input; nbclient and nbval, which run a notebook
    without a reader, do not.
    """
    kernel = getattr(shell(), "kernel", None)
    return bool(getattr(kernel, "_allow_stdin", False)) if kernel is not None else sys.stdout.isatty()


def show(markdown: str, plain: str | None = None) -> None:
    """Show `markdown` in a notebook; print `plain` (the Markdown itself, if there is none) in a terminal."""
    _display("text/markdown", markdown, markdown if plain is None else plain)


def put(html_text: str, plain: str) -> None:
    """Show `html_text` in a notebook; print `plain` in a terminal."""
    _display("text/html", html_text, plain)


def _display(kind: str, text: str, plain: str) -> None:
    if not is_page():
        print(plain)
        return
    from IPython.display import display

    display({kind: text, "text/plain": plain}, raw=True)


def to_html(text: str) -> str:
    """Markdown as HTML. Tags in it come out as text, and so does `_`: names like `__init__` hold it."""
    return _markdown()(CODE_OR_UNDERSCORE.sub(lambda found: found[1] or r"\_", text)).strip()


def inline(text: str) -> str:
    """One line of Markdown as HTML, without the paragraph around it."""
    return to_html(text).removeprefix("<p>").removesuffix("</p>")


@functools.cache
def _markdown():
    import mistune  # nbconvert renders Markdown with it, so it is wherever JupyterLab is

    return mistune.create_markdown(escape=True)
