"""What a lesson asks of a Recording: questions with names that read as sentences, each answered by an Answer.

    who.py      who was there, and who started whom
    lives.py    births, ends, exit statuses, zombies
    lines.py    who wrote what, in which order
    calls.py    calls of the program's functions
    waits.py    what a process waited for
    cpus.py     turns on a CPU
    order.py    what came before what, and what went on together
    amounts.py  how long, and how many times as long
    many_runs.py  the same program many times: what was always so, and what differed

A kind of question that needs the answers of another one is built on its class: waits and turns on calls, amounts on
order.

A process is named by its role (``"main"``, ``"child 1"``), its PID, or its record. A *thing* is a Moment, a
process, or the name of a function, which stands for all its calls. Times are in seconds.
"""

from .amounts import Amounts
from .cpus import Cpus
from .lines import Lines
from .many_runs import AskMany
from .waits import Waits
from .who import Who

__all__ = ["Ask", "AskMany"]


class Ask(Who, Lines, Waits, Cpus, Amounts):
    """All questions of a lesson."""

    changed = False  # whether the program is another than the course's: then no answer counts
