"""Is the code formatted, free of the usual mistakes, typed; are the workflows right? In seconds, without running it.

    ruff format      laid out as everywhere else            ┐
    ruff check       the rules named in pyproject.toml      ├ both also read the notebooks' code
    mypy             the types of helpers/
    check-jsonschema the workflows are what GitHub accepts
    zizmor           and give away nothing that they shouldn't

`course.py check` runs this in an environment of its own, .venv-check, made from requirements/check-lock.txt.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(sys.executable).parent
SCHEMA = ("--builtin-schema", "vendor.github-workflows")  # brought along by check-jsonschema
QUIETLY = ("--offline", "--quiet", "--no-progress")


def checks() -> list[tuple[str, list[str]]]:
    """What is run, in order: (what to do about its findings, the command without its folder)."""
    workflows = sorted(str(file.relative_to(ROOT)) for file in (ROOT / ".github" / "workflows").glob("*.yml"))
    return [
        (f"`{TOOLS / 'ruff'} format` lays the code out.", ["ruff", "format", "--check", "."]),
        (f"`{TOOLS / 'ruff'} check --fix` mends some; the others need you.", ["ruff", "check", "--quiet", "."]),
        ("The types and the code contradict each other: mend whichever is wrong.", ["mypy", "--no-error-summary"]),
        ("GitHub would not take this workflow.", ["check-jsonschema", "--quiet", *SCHEMA, *workflows]),
        ("The links above say what could happen, and what to write instead.", ["zizmor", *QUIETLY, *workflows]),
    ]


def main() -> int:
    """Run all checks; print what those that fail have found, and what to do. Returns how many failed."""
    failed = 0
    for advice, command in checks():
        tool = command[0]
        done = subprocess.run(
            [TOOLS / tool, *command[1:]], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        name = " ".join(command[:2]) if tool == "ruff" else tool
        print(f"{'✗' if done.returncode else '✓'} {name}", flush=True)
        if done.returncode:
            failed += 1
            print(f"{done.stdout.rstrip()}\n  {advice}", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
