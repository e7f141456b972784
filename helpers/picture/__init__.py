"""Draws a Recording: timelines, the process tree, text and words. Knows nothing of running.

timeline, timelines   a lane for every process           → Figure
cpus                  a lane for every CPU               → Figure
tree                  who started whom                   → Figure
draw_orders           how often each order was seen      → Figure
draw_turns            how long turns on a CPU were       → Figure
words, cpu_words      what happened, the same every run  → str      (with_marks adds what a lesson marks)
as_text               the timeline for a terminal        → str
numbers               for the script in explore/         → dict
png_bytes, save       a Figure as a file
"""

from .cpus import cpus
from .explore.numbers import numbers
from .export import png_bytes, save
from .orders import draw_orders
from .timeline.timeline import timeline, timelines
from .tree import tree
from .turns import draw_turns
from .words.terminal import as_text
from .words.words import cpu_words, with_marks, words

__all__ = [
    "as_text",
    "cpu_words",
    "cpus",
    "draw_orders",
    "draw_turns",
    "numbers",
    "png_bytes",
    "save",
    "timeline",
    "timelines",
    "tree",
    "with_marks",
    "words",
]
