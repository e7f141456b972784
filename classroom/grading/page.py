"""The page that a student gets: points, what was seen, the timeline. One HTML file with all that it shows."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2

from .records import Record, file_name

UNSAFE = (
    "This was marked without a sandbox, so these programs could have reached the marks, and anything else on the"
    " machine."
)


@cache
def template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(Path(__file__).parent)
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["amount"] = lambda points: f"{points:g}"
    return environment.get_template("page.html")


def page(record: Record) -> str:
    """The HTML text."""
    return template().render(record=record, result=record.result, unsafe=UNSAFE)


def write_page(record: Record, folder: Path) -> None:
    """Write the page of this student to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    text = page(record).encode("utf-8", "replace")
    (folder / file_name(record.student, ".html")).write_bytes(text)
