"""course.py check: which tools are run on what, what is said of those that find something, and the exit status."""

import sys

import pytest

from helpers.build import check

REPORT = "#!{python}\nimport sys\nprint({name!r}, *sys.argv[1:])\nsys.exit({name!r} in {failing!r})\n"


@pytest.fixture
def tools(tmp_path, monkeypatch):
    """A function that puts tools into a folder, some of which find something; what they print is their command line."""

    def put(*failing):
        for name in ("ruff", "mypy", "check-jsonschema", "zizmor"):
            tool = tmp_path / name
            tool.write_text(REPORT.format(python=sys.executable, name=name, failing=failing))
            tool.chmod(0o755)
        monkeypatch.setattr(check, "TOOLS", tmp_path)

    return put


def test_where_nothing_is_found_each_check_is_a_tick(tools, capsys):
    tools()
    assert check.main() == 0
    ticks = ["✓ ruff format", "✓ ruff check", "✓ mypy", "✓ check-jsonschema", "✓ zizmor"]
    assert capsys.readouterr().out.splitlines() == ticks


def test_what_is_found_is_shown_with_what_to_do_and_the_others_run_all_the_same(tools, capsys):
    tools("ruff", "zizmor")
    assert check.main() == 3
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line[0] in "✓✗"] == [
        "✗ ruff format", "✗ ruff check", "✓ mypy", "✓ check-jsonschema", "✗ zizmor",
    ]  # fmt: skip
    assert lines[lines.index("✗ ruff format") + 1] == "ruff format --check ."
    assert lines[-2].endswith(".github/workflows/test.yml") and lines[-1].startswith("  The links above")


def test_the_workflows_are_checked_without_a_network(tools):
    commands = {command[0]: command for _, command in check.checks()}
    assert ".github/workflows/test.yml" in commands["check-jsonschema"]
    assert {"--offline", ".github/workflows/test.yml"} <= set(commands["zizmor"])
