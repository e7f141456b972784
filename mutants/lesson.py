"""Which cells of a notebook depend on a program, and what do they need from the others?

run("1.3/fork_once.py")  ──► once ──► once.timeline(), claim(…, once.…)      these are run again, with a mutant
from helpers import …, another run ──► what these need besides               is kept from a run of the original
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import nbformat

from helpers.build.fresh import IGNORED, PICTURES, seen

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
PROGRAMS = ROOT / "helpers" / "programs"
SANITIZE = (ROOT / "tests" / "nbval-sanitize.cfg").read_text(encoding="utf-8")
MAGIC = re.compile(r"%%(\w+) *([^\n]*)\n(.*)", re.DOTALL)
NAMED = re.compile(r"^[\w.]+/[\w/]+\.py$")
NOT_COMPARED = ("text/html", *PICTURES)  # HTML holds the same words as text/plain, and pictures
IN_FOLDERS = "-project-"  # this notebook's cells work on files, one after the other: all depend on all


@dataclass(frozen=True)
class Cell:
    """A code cell: its place among the cells, its text, and what is stored below it."""

    number: int
    source: str
    compared: bool
    stored: dict[str, str]  # kind of output → text
    program: str | None = None  # the name of the program that its text is
    magic: tuple[str, str, str] | None = None  # name, line, text

    @cached_property
    def statements(self) -> list[ast.stmt]:
        return [] if self.magic else ast.parse(self.source).body

    @cached_property
    def stores(self) -> set[str]:
        if self.magic:
            return {"k" if self.magic[0] == "second_kernel" else "r"}
        return set().union(*map(stores, self.statements))

    @cached_property
    def loads(self) -> set[str]:
        nodes = [node for statement in self.statements for node in ast.walk(statement)]
        return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}

    @cached_property
    def runs(self) -> set[str]:
        """The programs that this cell runs. (One that is only shown isn't.)"""
        if self.program:
            return {self.program}
        calls = [node for statement in self.statements for node in ast.walk(statement) if isinstance(node, ast.Call)]
        return {
            str(call.args[0].value)
            for call in calls
            if getattr(call.func, "id", "") in ("run", "repeat")
            and isinstance(call.args[0], ast.Constant)
            and NAMED.match(str(call.args[0].value))
        }


@dataclass(frozen=True)
class Lesson:
    """A notebook's code cells, in order."""

    path: Path
    cells: list[Cell] = field(repr=False)

    @property
    def section(self) -> str:
        return self.path.stem.partition("-")[0]

    @cached_property
    def programs(self) -> dict[str, str]:
        """Each program that is run here → its text."""
        own = {cell.program: cell.magic[2] for cell in self.cells if cell.program and cell.magic}
        files = {name for cell in self.cells for name in cell.runs} - own.keys()
        return {name: (PROGRAMS / name).read_text(encoding="utf-8") for name in sorted(files)} | own

    def definer(self, name: str, before: int) -> Cell | None:
        """The last cell before cell `before` that gives this name a value."""
        return next((cell for cell in reversed(self.cells) if cell.number < before and name in cell.stores), None)

    @cached_property
    def _affected(self) -> dict[str, list[Cell]]:
        return {program: self._that_use(program) for program in self.programs}

    def affected(self, program: str) -> list[Cell]:
        """The cells that run this program, and those that use what they have made."""
        return self._affected[program]

    def _that_use(self, program: str) -> list[Cell]:
        if IN_FOLDERS in self.path.name:
            return self.cells
        found: dict[int, Cell] = {}
        for cell in self.cells:
            used = [self.definer(name, cell.number) for name in cell.loads]
            if program in cell.runs or any(one and one.number in found for one in used):
                found[cell.number] = cell
        return list(found.values())

    def is_slow(self, program: str) -> bool:
        """Whether judging one mutant of this program takes a minute rather than a second."""
        repeated = any(program in cell.runs and "repeat(" in cell.source for cell in self.cells)
        return repeated or IN_FOLDERS in self.path.name


def stores(statement: ast.stmt) -> set[str]:
    """The names that a statement gives a value at the top of a cell."""
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        return {statement.name}
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return {(alias.asname or alias.name).partition(".")[0] for alias in statement.names}
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def read(path: Path) -> Lesson:
    """The notebook in the file `path`."""
    cells, section, own = [], path.stem.partition("-")[0], 0
    for number, cell in enumerate(nbformat.read(path, as_version=4).cells):
        if cell.cell_type != "code":
            continue
        found = MAGIC.fullmatch(cell.source)
        magic = (found[1], found[2], found[3]) if found else None
        program = None
        if magic and magic[0] == "program":
            own += 1
            program = f"{section}/cell {own}"
        compared = IGNORED not in cell.metadata.get("tags", ())
        cells.append(Cell(number, cell.source, compared, words(cell.outputs), program, magic))
    return Lesson(path, cells)


def words(outputs) -> dict[str, str]:
    """What strict nbval compares of these outputs: kind → text."""
    lean = [
        {**output, "data": {kind: text for kind, text in output.data.items() if kind not in NOT_COMPARED}}
        if "data" in output
        else output
        for output in outputs
    ]
    return seen([nbformat.from_dict(output) for output in lean], SANITIZE)


def every() -> list[Lesson]:
    return [read(path) for path in sorted(NOTEBOOKS.glob("*.ipynb"))]
