"""Who wrote which line, and when? A pin under the lane, and the text beside it where it fits.

    ████──────────█────█────█──o exit 0
        ▲         ▲    ▲    ▲
         started  │    │     done         each text begins at its mark; those that would run into the next
                  │     half way          one's stand a row lower
                   the first result

What was overwritten with carriage returns (a progress bar) counts as lines, too. Of lines written at the same
moment to stderr the last that isn't indented is written out: in a traceback, it says what happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from matplotlib.collections import LineCollection

from ...recording.recording import Output, Recording
from ..ink import LIFE, NEUTRAL, PAPER, WORDS
from ..lettering import MONO, ascii_only, shortened, width_px
from .look import LETTERS
from .panel import LINES, WAITS, Panel

MANY_LINES = 24  # in one lane; beyond that the marks speak for themselves
SAME_PX = 4  # lines this close have one mark
NEAR_PX = 6  # from a mark to its text
BURST_PX = 60  # of lines to stderr that follow one another as fast as that, only the last is written out
ROWS = 6
LONGEST = 400  # letters of a line; no page has room for so many, and to measure a million would take a minute


@dataclass(frozen=True)
class Mark:
    """Lines that one lane wrote at the same moment, as far as the page can tell."""

    px: float
    stream: str
    text: str
    count: int


@dataclass(frozen=True)
class Placed:
    """A mark's text: where it begins, and in which row."""

    mark: Mark
    text: str
    left_px: float
    row: int


def written(recording: Recording) -> list[Output]:
    """Each line, and each state that a line had before it was overwritten, with the time when its text was there."""
    found: list[Output] = []
    unfinished: dict[tuple[int, str], tuple[str, int]] = {}
    for chunk in recording.output:
        key = chunk.pid, chunk.stream
        before, since = unfinished.pop(key, ("", chunk.time_ns))
        *whole, rest = chunk.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for number, text in enumerate(whole):
            time = chunk.time_ns if number or text else since
            found.append(Output(chunk.pid, time, chunk.stream, text if number else before + text))
        if not whole:
            rest = before + rest
        if rest:
            unfinished[key] = rest, chunk.time_ns
    found += [Output(pid, time, stream, text) for (pid, stream), (text, time) in unfinished.items()]
    return sorted(found, key=lambda line: line.time_ns)


def plan_lines(panel: Panel) -> None:
    """Find a place for the text of each mark, in up to ROWS rows under its lane."""
    by_lane: dict[int, list[Output]] = {}
    for line in written(panel.recording):
        if line.pid in panel.row_of and panel.shows(line.time_ns):
            by_lane.setdefault(panel.row_of[line.pid], []).append(line)
    for place, lines in by_lane.items():
        marks = _marks(panel, lines)
        panel.lines[place] = marks, _placed(panel, marks) if len(marks) <= MANY_LINES else []


def rows_needed(panel: Panel, most: int) -> list[int]:
    """How many rows of lines each lane needs, if none may have more than `most`."""
    needed = [0] * len(panel.lanes)
    for place, (_, placed) in panel.lines.items():
        needed[place] = min(most, max([one.row + 1 for one in placed], default=min(1, most)))
    return needed


def _marks(panel: Panel, lines: list[Output]) -> list[Mark]:
    groups: list[list[Output]] = []
    for line in lines:
        last = groups[-1][-1] if groups else None
        if last and last.stream == line.stream and panel.px(line.time_ns) - panel.px(groups[-1][0].time_ns) < SAME_PX:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Mark(panel.px(group[0].time_ns), group[0].stream, _text(group)[:LONGEST], len(group)) for group in groups]


def _text(group: list[Output]) -> str:
    if group[0].stream == "stderr":  # a traceback's indented lines name the files of one machine
        return next((line.text.strip() for line in reversed(group) if line.text[:1].strip()), "")
    said = [" ".join(line.text.split()) for line in group if line.text.strip()]
    different = [text for text, _ in groupby(said)]
    if len(different) <= 2:
        return " / ".join(different)
    return f"{different[0]} ... {different[-1]} ({len(said)} lines)"


def _placed(panel: Panel, marks: list[Mark]) -> list[Placed]:
    """From right to left: the last text is in the first row, and one that would run into a later one a row lower."""
    free_until = [panel.width_px] * ROWS
    found: list[Placed] = []
    with_text = [mark for mark in reversed(marks) if ascii_only(mark.text).strip()]
    for mark, following in zip(with_text, [None, *with_text], strict=False):
        if following and mark.stream == following.stream == "stderr" and following.px - mark.px < BURST_PX:
            continue
        text = ascii_only(mark.text)
        wide, left = width_px(text, LETTERS, MONO), mark.px + NEAR_PX
        row = next((row for row in range(ROWS) if left + wide <= free_until[row]), None)
        if row is None:  # at the right edge, a text reaches back past its mark
            row = next((row for row in range(ROWS) if free_until[row] == panel.width_px), None)
            if row is None:
                continue
            if wide > panel.width_px:
                text = shortened(text, panel.width_px, LETTERS, MONO, 1)
                wide = width_px(text, LETTERS, MONO)
            left = panel.width_px - wide
        found.append(Placed(mark, text, left, row))
        free_until[row] = min(free_until[row], left - 8)
        for above in range(row):
            free_until[above] = min(free_until[above], mark.px - 4)
    return found[::-1]


def draw_lines(panel: Panel) -> None:
    """The marks of all lines that were written, and the texts of those that have room."""
    for place, (marks, placed) in panel.lines.items():
        below = panel.band()[1] if panel.look.roomy else panel.look.full / 2
        y = panel.y(place) + below
        for mark in marks:  # no other text where its pin stands
            panel.take(place, WAITS, mark.px - 2, mark.px + 2)
        xs = {mark.px: panel.x(panel.ns(mark.px)) for mark in marks}
        pins = [((x, panel.y(place) + panel.look.full / 2), (x, y)) for x in xs.values()]
        panel.axes.add_collection(LineCollection(pins, colors=NEUTRAL, linewidths=0.6, zorder=5, gid="pins"))
        for stream, marker in (("stdout", "^"), ("stderr", "D")):
            times = [xs[mark.px] for mark in marks if mark.stream == stream]
            if times:
                panel.seen.add(stream)
                panel.axes.scatter(
                    times,
                    [y] * len(times),
                    s=(14 if marker == "^" else 10) if panel.look.roomy else 5,
                    marker=marker,
                    c=NEUTRAL if stream == "stdout" else PAPER,
                    edgecolors=NEUTRAL,
                    linewidths=0.7,
                    zorder=6.5,
                )
        shown = [one for one in placed if one.row < panel.rows_of_lines[place]]
        leaders = [
            ((xs[one.mark.px], y + 0.03), (xs[one.mark.px], panel.row_y(place, LINES, one.row) - 0.05))
            for one in shown
            if one.row or not one.left_px <= one.mark.px + NEAR_PX
        ]
        panel.axes.add_collection(LineCollection(leaders, colors=LIFE, linewidths=0.6, zorder=5, gid="leaders"))
        for one in shown:
            at = panel.row_y(place, LINES, one.row)
            panel.write(panel.ns(one.left_px), at, one.text, LETTERS, WORDS, "left", MONO, zorder=6.2)
