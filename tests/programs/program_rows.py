"""Every program of the course, and what it must do: one row per program and arguments.

The rows themselves are in the modules beside this one; what a row says, in `program_row.py`.
"""

from program_row import Row
from program_rows_fork import FORK, FORKS, GLOBALS, MULTITASKING, START, TOGETHER
from program_rows_pool import POOL, QUEUES
from program_rows_process import PROCESS, SUBCLASS

__all__ = ["ROWS", "Row"]

ROWS = [*START, *TOGETHER, *MULTITASKING, *FORK, *GLOBALS, *FORKS, *PROCESS, *SUBCLASS, *POOL, *QUEUES]
