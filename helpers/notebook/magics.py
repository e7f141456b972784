"""The cell magics: a cell's text as a program of its own.

    %%program                    runs the text, shows its lines and its timeline
    %%exercise three-children    the same, and marks it by what its processes did
    %%solution three-children    the same for the course's own solution; fails the cell if not all is done
    %%second_kernel              runs the text as a cell of another, throw-away kernel

The text is written to `program.py` in a temporary folder and runs as `python program.py`: it can fork,
fail or hang without touching the notebook's kernel. The Run is left in the variable ``r``, what came back from
a second kernel in ``k``.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from IPython.core.error import UsageError
from IPython.core.magic import Magics, cell_magic, magics_class
from IPython.core.magic_arguments import argument, magic_arguments, parse_argstring

from ..teach import marking
from ..teach.explained import Explained
from .looking import Run
from .running import MAX_PROCESSES, TIMEOUT_S, RunInterrupted, limited, watch
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
    @_options
    @cell_magic
    def exercise(self, line: str, cell: str) -> None:
        """Run the cell as a program of its own and mark it as the exercise that is named."""
        given = _parse(CourseMagics.exercise, line)
        marking.find(given.name)
        self.shell.user_ns.setdefault("hint", marking.hint)  # what the report below tells the learner to call
        marking.mark_attempt(given.name, self._run(cell, given))

    @magic_arguments()
    @argument("name", help="the exercise")
    @_options
    @cell_magic
    def solution(self, line: str, cell: str) -> None:
        """Run the course's own solution. Fails the cell if it is not marked fully right."""
        given = _parse(CourseMagics.solution, line)
        marking.find(given.name)
        marking.mark_solution(given.name, self._run(cell, given))

    @cell_magic
    def second_kernel(self, line: str, cell: str) -> None:
        """Run the cell in a second, throw-away kernel. What came back is left in the variable k."""
        if line.strip():
            raise NotUnderstood("Nothing may follow %%second_kernel: the cell begins in the next line.")
        answers = ask_second_kernel(cell)
        self.shell.user_ns["k"] = answers
        print(answers)

    def _run(self, cell: str, given) -> Run:
        limits = limited(given.timeout, given.max_processes)
        with tempfile.TemporaryDirectory(prefix="program-") as folder:
            path = Path(folder, "program.py")
            path.write_text(cell, encoding="utf-8")
            try:
                run = watch(path, limits=limits)
            except RunInterrupted as interrupt:
                self.shell.user_ns["r"] = interrupt.run
                raise
        self.shell.user_ns["r"] = run
        if _compiles(cell):
            run.timeline()
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
