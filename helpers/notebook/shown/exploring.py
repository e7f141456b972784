"""r.explore(): the timeline to point at. The same bundle as every picture, and a script where a person is watching.

    text/html   <img alt …> <details>…</details>                           everywhere: the timeline, as a picture
                <script type="application/json"> <script>                  only in a live page (page.is_watched)

The script puts a canvas in the picture's place, in JupyterLab and Jupyter Notebook. A page that runs no script (a
notebook that isn't trusted, GitHub) or is another one (nbconvert's) shows the picture. What a build stores is the
picture alone, so that stored outputs are the same on every run.
"""

from __future__ import annotations

import json
from pathlib import Path

from ...picture import explore

SCRIPT = Path(explore.__file__).with_name("explore.js")


def script(numbers: dict) -> str:
    """The HTML that follows the picture: what `picture.numbers` gave, and the script that draws it."""
    data = json.dumps(numbers, separators=(",", ":"), ensure_ascii=False)
    data = data.replace("<", "\\u003c")  # `</script>` in a line that the program wrote would end it
    return f'<script type="application/json">{data}</script><script>{SCRIPT.read_text(encoding="utf-8")}</script>'
