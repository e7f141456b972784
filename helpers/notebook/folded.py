"""A solution, folded: one sentence, and behind it the program, its lines, its marks and its picture.

HTML's `<details>` does the folding. Every viewer has it (JupyterLab's sanitiser lets it through, trusted or not), a
click opens it, and so do Tab and Enter.
"""

from __future__ import annotations

import base64
import html

from ..teach import page

SENTENCE = "One way to write it"
KEYS = "a click opens it, or Tab and then Enter"


def show_folded(program: str, lines: list[str], report: str, picture: tuple[bytes, str] | None) -> None:
    """Show the sentence, with all else folded behind it. `picture` is a PNG and its words.

    In a terminal, print the report only.
    """
    parts = [_block(program), _block("\n".join(lines)), _block(report)]
    if picture:
        png, words = picture
        data = base64.b64encode(png).decode("ascii")
        alt = html.escape(words, quote=True)
        parts.append(f'<img alt="{alt}" style="max-width: 100%" src="data:image/png;base64,{data}">')
    inside = "\n".join(filter(None, parts))
    page.put(
        f"<details>\n<summary>{SENTENCE} ({KEYS})</summary>\n{inside}\n</details>",
        f"{SENTENCE}.\n{report}" if not page.is_page() else f"{SENTENCE}.",
    )


def _block(text: str) -> str:
    return f"<pre><code>{html.escape(text.strip(chr(10)), quote=False)}</code></pre>" if text.strip() else ""
