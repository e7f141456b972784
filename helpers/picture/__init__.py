"""Draws a Recording: timelines, the process tree, text and words. Knows nothing of running.

timeline, timelines   a lane for every process           → Figure
tree                  who started whom                   → Figure
draw_orders           how often each order was seen      → Figure
draw_turns            how long turns on a CPU were       → Figure
words                 what happened, the same every run  → str
as_text               the timeline for a terminal        → str
png_bytes, save       a Figure as a file
"""

from .export import png_bytes, save
from .orders import draw_orders
from .timeline.timeline import timeline, timelines
from .tree import tree
from .turns import draw_turns
from .words.terminal import as_text
from .words.words import words

__all__ = [
    "as_text",
    "draw_orders",
    "draw_turns",
    "png_bytes",
    "save",
    "timeline",
    "timelines",
    "tree",
    "words",
]
