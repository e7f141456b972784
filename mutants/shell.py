"""Runs cells within this process: no kernel is started for a mutant, and no picture is drawn.

    with a mutant in place of a program ──► each statement of each cell ──► what failed, and what was shown

`run` and `repeat` find the mutant where the program was, in a copy of its folder; `show` goes on showing the original.
What a cell's own program is counts as the course's: otherwise no claim about it would be judged.
"""

from __future__ import annotations

import ast
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from IPython.core.interactiveshell import InteractiveShell
from IPython.display import display
from IPython.utils.capture import capture_output
from traitlets.config import Config

from .lesson import PROGRAMS, Cell, words

HOPELESS = 18  # runs of one `repeat` that were stopped at the usual ten seconds: more than a cell may take in a build


class NeverEnds(Exception):
    """A program that is run many times runs into its limit each time: a build would stop the cell."""


@dataclass
class Seen:
    """What a cell did: the sentences of claims that failed, other errors, and what was shown."""

    claims: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)
    values: dict[str, object] = field(default_factory=dict)


class Shell:
    """An IPython shell with the course's magics, its pictures left out. One for each process."""

    def __init__(self):
        config = Config()
        config.HistoryManager.enabled = False
        self.ipython = InteractiveShell.instance(config=config)
        from helpers import notebook  # noqa: F401  (only now, so that it finds a shell to register its magics with)
        from helpers.notebook import repeating, running
        from helpers.notebook.cells import magics
        from helpers.notebook.find import find
        from helpers.notebook.shown import looking

        self.find, self.limited, self.as_run = find, running.limited, repeating.as_run
        self.mutant: tuple[str, Path] | None = None
        self.longest_s, self.patience_s, self.stopped = 0.0, None, 0
        running.find = repeating.find = self._find
        running.limited = repeating.limited = magics.limited = self._limited
        repeating.as_run = self._one_of_many
        looking.show_picture = repeating.show_picture = _words_only
        magics.is_original = lambda _: True
        magics.CourseMagics._run = lambda self, cell, given: self._watch(cell, given)
        self._time_runs(running)
        self._time_runs(magics)

    @contextmanager
    def with_mutant(self, program: str, text: str | None, patience_s: float | None) -> Iterator[None]:
        """`text` in place of the program (the original's own if None); a run may take `patience_s` at most."""
        self.longest_s, self.patience_s, self.stopped = 0.0, patience_s, 0
        with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
            if text is not None and program.endswith(".py"):
                copy = Path(folder, "programs")
                shutil.copytree((PROGRAMS / program).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
                path = copy / Path(program).name
                path.write_text(text, encoding="utf-8")
                self.mutant = program, path.resolve()
            try:
                yield
            finally:
                self.mutant, self.patience_s = None, None

    def run(self, cell: Cell, names: dict[str, object], text: str | None = None) -> Seen:
        """Run a cell with these names defined; of a `%%program`, with `text` in place of its own."""
        found, space = Seen(), dict(names)
        with capture_output() as output:
            for label, is_claim, do in self._pieces(cell, space, text):
                try:
                    do()
                except Exception as problem:
                    if is_claim:
                        found.claims.append(label)
                    else:
                        found.errors.append(f"{type(problem).__name__} at {label}")
        outputs = [nbformat.v4.new_output("stream", text=output.stdout)] if output.stdout else []
        outputs += [nbformat.v4.new_output("display_data", data=one.data) for one in output.outputs]
        found.shown = words(outputs)
        found.values = {name: space[name] for name in cell.stores if name in space}
        return found

    def _pieces(self, cell: Cell, space: dict, text: str | None):
        if cell.magic:
            name, line, own = cell.magic

            def magic():
                self.ipython.user_ns.pop("r", None)
                self.ipython.run_cell_magic(name, line, own if text is None else text)
                space.update({name: self.ipython.user_ns[name] for name in cell.stores})

            yield f"%%{name}", False, magic
        for statement in cell.statements:
            claims = [node for node in ast.walk(statement) if getattr(getattr(node, "func", None), "id", "") == "claim"]
            label = _sentence(claims[0]) if claims else ast.unparse(statement).split("\n")[0]
            yield label, bool(claims), lambda statement=statement: _execute(statement, space)

    # ---- in place of what a notebook has -----------------------------------------------------

    def _find(self, program):
        if self.mutant and str(program) == self.mutant[0]:
            return self.mutant[1]
        return self.find(program)

    def _limited(self, timeout, max_processes=500):
        return self.limited(min(timeout, self.patience_s or timeout), max_processes)

    def _one_of_many(self, recording):
        self.longest_s = max(self.longest_s, recording.wall_ns / 1e9)
        self.stopped += recording.stopped == "timeout"
        if self.stopped >= HOPELESS:
            raise NeverEnds
        return self.as_run(recording)

    def _time_runs(self, module):
        watch = module.watch

        def timed(*args, **how):
            began = time.monotonic()
            try:
                return watch(*args, **how)
            finally:
                self.longest_s = max(self.longest_s, time.monotonic() - began)

        module.watch = timed


def _words_only(_draw, words: str, _kind: str, in_terminal: str | None = None) -> None:
    display({"text/plain": words}, raw=True)


def _execute(statement: ast.stmt, space: dict) -> None:
    if isinstance(statement, ast.Expr):
        value = eval(compile(ast.Expression(statement.value), "cell", "eval"), space)
        if value is not None:
            display(value)
    else:
        exec(compile(ast.Module([statement], []), "cell", "exec"), space)


def _sentence(claim: ast.Call) -> str:
    said = claim.args[0]
    return said.value if isinstance(said, ast.Constant) else ast.unparse(said)
