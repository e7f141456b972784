"""How words reach the reader: HTML in a notebook, plain text everywhere else.

    in a notebook     a display output with both forms; JupyterLab shows the HTML
    in a terminal     print()

Nothing here is coloured or timed, so that the same words make the same output on every run.
"""

from __future__ import annotations

import html
import re
import sys


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


def put(html_text: str, plain: str) -> None:
    """Show `html_text` in a notebook; print `plain` in a terminal."""
    if not is_page():
        print(plain)
        return
    from IPython.display import display

    display({"text/html": html_text, "text/plain": plain}, raw=True)


def to_html(text: str) -> str:
    """`text` as HTML: blank lines part paragraphs, indented ones are code, so is `this`.

    Lines that begin with "- " are a list; two spaces more before it make a list in the list.
    """
    blocks = []
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        lines = block.split("\n")
        if all(line.startswith("    ") for line in lines):
            code = "\n".join(line[4:] for line in lines)
            blocks.append(f"<pre><code>{html.escape(code)}</code></pre>")
        else:
            items = [line for line in lines if line.lstrip().startswith("- ")]
            said = " ".join(line.strip() for line in lines if line not in items)
            blocks += [f"<p>{inline(said)}</p>"] * bool(said) + [_list(items)] * bool(items)
    return "\n".join(blocks)


def _list(items: list[str]) -> str:
    """Nested lists. In HTML, `</li>` may be left out where the next item or the end of the list follows."""
    made, depth = [], 0
    for item in items:
        text = item.lstrip()
        level = (len(item) - len(text)) // 2 + 1
        made += ["<ul>"] * (level - depth) + ["</ul>"] * (depth - level)
        made.append(f"<li>{inline(text[2:])}")
        depth = level
    return "\n".join(made + ["</ul>"] * depth)


def inline(text: str) -> str:
    """One line as HTML, with `code` between backticks."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False))
