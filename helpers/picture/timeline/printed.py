"""Who wrote which line, and when? A pin under the lane, and the text beside it where it fits."""

from __future__ import annotations

from matplotlib.collections import LineCollection

from ..ink import NEUTRAL, PAPER, WORDS
from ..lettering import MONO, shortened, width_px
from .panel import LINES, WAITS, Panel

MANY_LINES = 14  # in one lane; beyond that the marks speak for themselves
LINE_SIZE = 6.8
LEAST = 8  # letters; a shorter beginning of a line tells nobody anything


def draw_lines(panel: Panel) -> None:
    """The marks of all lines that were written, and the texts of those that have room."""
    by_lane: dict[int, list] = {}
    for line in panel.recording.lines(stream=None):
        if line.pid in panel.row_of and panel.shows(line.time_ns):
            by_lane.setdefault(panel.row_of[line.pid], []).append(line)
    for place, lines in by_lane.items():
        columns = {(round(panel.px(line.time_ns) / 2), line.stream): line for line in lines}
        y = panel.y(place) + (panel.look.band / 2 if panel.look.roomy else panel.look.full / 2)
        for line in columns.values():  # no other text where its pin stands
            panel.take(place, WAITS, panel.px(line.time_ns) - 2, panel.px(line.time_ns) + 2)
        pins = [
            ((panel.x(line.time_ns), panel.y(place) + panel.look.full / 2), (panel.x(line.time_ns), y))
            for line in columns.values()
        ]
        panel.axes.add_collection(LineCollection(pins, colors=NEUTRAL, linewidths=0.6, zorder=5, gid="pins"))
        for stream, marker in (("stdout", "^"), ("stderr", "D")):
            times = [panel.x(line.time_ns) for (_, where), line in columns.items() if where == stream]
            if times:
                panel.seen.add(stream)
                size = (14 if marker == "^" else 10) if panel.look.roomy else 5
                panel.axes.scatter(
                    times,
                    [y] * len(times),
                    s=size,
                    marker=marker,
                    c=NEUTRAL if stream == "stdout" else PAPER,
                    edgecolors=NEUTRAL,
                    linewidths=0.7,
                    zorder=6.5,
                )
        if panel.look.lines and len(lines) <= MANY_LINES:
            _line_texts(panel, place, lines)


def _line_texts(panel: Panel, place: int, lines: list) -> None:
    """Each line's text to the right of its mark, up to the next mark; the last one to the left if it must."""
    marks = [panel.px(line.time_ns) for line in lines]
    free_from = 0.0
    for at, line in enumerate(lines):
        room = (marks[at + 1] if at + 1 < len(lines) else panel.width_px) - marks[at] - 10
        text = shortened(line.text, room, LINE_SIZE, MONO, LEAST)
        left, align = marks[at] + 6, "left"
        before = marks[at] - free_from - 8
        if text != line.text and at + 1 == len(lines) and before > room:
            text, left, align = shortened(line.text, before, LINE_SIZE, MONO, LEAST), marks[at] - 6, "right"
        if text.strip():
            panel.write(panel.ns(left), panel.row_y(place, LINES) + 0.01, text, LINE_SIZE, WORDS, align, MONO)
            if align == "left":
                free_from = left + width_px(text, LINE_SIZE, MONO) + 4
        free_from = max(free_from, marks[at] + 6)
