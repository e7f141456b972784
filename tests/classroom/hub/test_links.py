"""The links for a class: each brings the course up to date, and opens the student's copy of a section."""

from urllib.parse import parse_qs, urlsplit

import pytest

from classroom.hub import links
from helpers.build.copies import NOTEBOOKS


def test_a_link_says_what_nbgitpuller_asks_for():
    made = urlsplit(links.link("https://hub.example.org/", "https://example.org/a b?c", "1.3-fork.ipynb"))
    assert made.netloc + made.path == "hub.example.org/hub/user-redirect/git-pull"
    assert parse_qs(made.query) == {
        "repo": ["https://example.org/a b?c"],
        "targetPath": ["processes"],
        "urlpath": ["lab/tree/processes/my-course/1.3-fork.ipynb"],
    }


def test_there_is_a_link_for_each_section(capsys):
    links.main(["https://hub.example.org", "https://example.org/processes"])
    printed = capsys.readouterr().out
    assert [line.split("]")[0] for line in printed.splitlines()] == [
        f"* [{path.stem}" for path in sorted(NOTEBOOKS.glob("*.ipynb"))
    ]


def test_who_forgets_the_repository_is_told():
    with pytest.raises(SystemExit, match="Which hub, and which repository"):
        links.main(["https://hub.example.org"])
