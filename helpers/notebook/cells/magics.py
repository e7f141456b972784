"""The cell magics: a cell's text as a program of its own.

    %%program                    runs the text, shows its lines and its timeline
    %%exercise three-children    the same, and marks it by what its processes did
    %%second_kernel              runs the text as a cell of another, throw-away kernel
    %%original                   puts the cell's own text back, as the course has it

The text is written to `program.py` in a new folder, empty but for the files that an exercise brings along, and runs
there as `python program.py`: it can fork, fail or hang without touching the notebook's kernel. The folder is deleted
afterwards, so a relative path leads nowhere that lasts. The Run is left in the variable ``r``, what came back from a
second kernel in ``k``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from IPython.core.error import UsageError
from IPython.core.magic import Magics, cell_magic, line_cell_magic, magics_class
from IPython.core.magic_arguments import argument, magic_arguments, parse_argstring

from ...teach import marking
from ...teach.explained import Explained
from ..running import MAX_PROCESSES, TIMEOUT_S, RunInterrupted, limited, watch
from ..shown.looking import Run
from . import taken_back
from .originals import is_original
from .second_kernel import ask_second_kernel


class NotUnderstood(Explained, ValueError):
    """What stands after a magic's name can't be read."""


def _options(function):
    function = argument("--timeout", type=float, default=TIMEOUT_S, help="seconds it may run")(function)
    return argument("--max-processes", type=int, default=MAX_PROCESSES, help="processes it may have")(function)


@magics_class
class CourseMagics(Magics):
    """The cell magics of the course."""

    @magic_arguments()
    @_options
    @cell_magic
    def program(self, line: str, cell: str) -> None:
        """Run the cell as a program of its own. The Run is left in the variable r."""
        self._run(cell, _parse(CourseMagics.program, line))

    @magic_arguments()
    @argument("name", help="the exercise")
    @argument("--minutes", type=int, help="how long it takes, where that is more than the usual eight minutes")
    @_options
    @cell_magic
    def exercise(self, line: str, cell: str) -> None:
        """Run the cell as a program of its own and mark it as the exercise that is named."""
        given = _parse(CourseMagics.exercise, line)
        task = marking.find(given.name)
        self.shell.user_ns.setdefault("hint", marking.hint)  # what the report below tells the learner to call
        run = self._run(cell, given, task.args, task.files)
        if _compiles(cell):
            marking.mark_attempt(given.name, run, is_start=is_original(cell))
        else:
            print(
                "Python can't read this program, so nothing ran and nothing was marked. Mend the line it names first."
            )

    @cell_magic
    def second_kernel(self, line: str, cell: str) -> None:
        """Run the cell in a second, throw-away kernel. What came back is left in the variable k."""
        if line.strip():
            raise NotUnderstood("Nothing may follow %%second_kernel: the cell begins in the next line.")
        answers = ask_second_kernel(cell)
        self.shell.user_ns["k"] = replace(answers, changed=not is_original(cell))
        print(answers)

    @line_cell_magic
    def original(self, line: str, cell: str | None = None) -> None:
        """Put the course's own text back into this cell."""
        kernel = getattr(self.shell, "kernel", None)
        asked = kernel.get_parent() if kernel else {}
        self.shell.set_next_input(taken_back.of_cell(asked.get("metadata", {}).get("cellId")), replace=True)

    def _run(self, cell: str, given, args=(), files: Mapping[str, bytes] = MappingProxyType({})) -> Run:
        run = self._watch(cell, given, args, files)
        if _compiles(cell):
            run.timeline()
        return run

    def _watch(self, cell: str, given, args=(), files: Mapping[str, bytes] = MappingProxyType({})) -> Run:
        limits = limited(given.timeout, given.max_processes)
        with tempfile.TemporaryDirectory(prefix="program-") as folder:
            for name, content in files.items():
                Path(folder, name).write_bytes(content)
            path = Path(folder, "program.py")
            path.write_text(f"\n{cell}", encoding="utf-8")  # below the magic's line: errors name the lines of the cell
            try:
                run = watch(path, args, limits, in_cell=True)
            except RunInterrupted as interrupt:
                self.shell.user_ns["r"] = interrupt.run
                raise
        # Claims in the cells below are about the course's program; marks are about this one, whatever it is.
        self.shell.user_ns["r"] = run if is_original(cell) else replace(run, changed=True)
        return run


def _parse(magic, line: str):
    try:
        return parse_argstring(magic, line)
    except UsageError as problem:
        what = str(problem).strip().splitlines()[-1]
        raise NotUnderstood(f"The first line of this cell can't be read: {what}.") from None


def _compiles(source: str) -> bool:
    """Whether Python could begin to run this. If not, there is no run to draw, only its error."""
    try:
        compile(source, "program.py", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def register(shell) -> None:
    """Make the magics known to this IPython shell."""
    shell.register_magics(CourseMagics)
