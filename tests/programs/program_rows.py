"""Every program of the course, and what it must do: one row per program and arguments.

The rows are in the modules beside this one, one for each section; what a row says is in `program_row.py`.
"""

import rows_0
import rows_1_1
import rows_1_2
import rows_1_3
import rows_1_4
import rows_1_5
import rows_1_6
import rows_1_7
import rows_1_8
import rows_1_9
from program_row import Row

__all__ = ["ROWS", "Row"]

SECTIONS = (rows_0, rows_1_1, rows_1_2, rows_1_3, rows_1_4, rows_1_5, rows_1_6, rows_1_7, rows_1_8, rows_1_9)
ROWS = [row for section in SECTIONS for row in section.ROWS]
