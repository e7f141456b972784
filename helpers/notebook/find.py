"""Which file is meant by a program's name.

A name is a path below `helpers/programs`, as in "1.3/fork_once.py", or else any path that exists,
seen from the notebook's folder.
"""

from __future__ import annotations

from pathlib import Path

from ..teach.explained import Explained, did_you_mean

PROGRAMS = Path(__file__).resolve().parents[1] / "programs"


class NoSuchProgram(Explained, LookupError):
    """No program has this name."""


def find(program: str | Path) -> Path:
    """The program's file, as an absolute path.

    Raises NoSuchProgram, with the nearest names, if there is none.
    """
    for path in (PROGRAMS / program, Path(program)):
        if path.is_file():
            return path.resolve()
    names = [path.relative_to(PROGRAMS).as_posix() for path in PROGRAMS.rglob("*.py")]
    by_end = [name for name in names if name.endswith((f"/{program}", f"/{program}.py"))]
    raise NoSuchProgram(f"There is no program {str(program)!r}.{did_you_mean(str(program), by_end or names)}")
