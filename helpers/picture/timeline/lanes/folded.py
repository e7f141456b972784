"""Which processes have no lane of their own, and what is drawn in their place?

A page can show some forty lanes. Of more, the first ones in tree order keep theirs, so that a parent is there if its
child is; the others are counted in one row at the bottom, as a curve of how many of them were alive. Where only a part
of the time is drawn, those that were not alive in it, and have no child that was, are the first to go.

    main            ███████
      child 1         ██████
                    ▁▂▃▅▇█▇▅▃▁   at most 14 of them alive at once
      260 more
"""

from __future__ import annotations

from math import inf

import numpy as np
from matplotlib.collections import PolyCollection

from ....recording.intervals import most_at_once
from ....recording.recording import Process
from ...ink import LIFE, WORDS, mixed
from ...lettering import width_px
from ..look import LETTERS
from ..panel import Panel
from .lanes import Lane, end_of

MOST_LANES = 40
FOLDED_HIGH = 0.46  # inches


def fold(lanes: list[list[Lane]], start: float = 0, end: float = inf) -> list[tuple[list[Lane], list[Process]]]:
    """Of each panel's lanes those that are drawn, and the processes that are only counted. What matters is the part of
    the time from `start` to `end`, in ns."""
    total, found = sum(map(len, lanes)), []
    for rows in lanes:
        most = len(rows) if total <= MOST_LANES else max(2, MOST_LANES * len(rows) // total)
        kept = rows if len(rows) <= most else _alive(rows, start, end)[: most - 1]
        there = {lane.process.pid for lane in kept}
        found.append((kept, [lane.process for lane in rows if lane.process.pid not in there and lane.first]))
    return found


def _alive(rows: list[Lane], start: float, end: float) -> list[Lane]:
    """The lanes in which somebody was alive between `start` and `end`, with all their ancestors."""
    found: list[Lane] = []
    wanted = 0  # the depth of the ancestor to come; lanes are looked through from below, so it stands above its child
    for lane in reversed(rows):
        if lane.depth < wanted or (lane.alive[0] < end and lane.alive[1] > start):
            found.append(lane)
            wanted = lane.depth
    return found[::-1] or rows[:1]


def folded_name(folded: list[Process]) -> str:
    """What the row is called."""
    return f"{len(folded)} more process{'' if len(folded) == 1 else 'es'}"


def draw_folded(panel: Panel) -> None:
    """How many of the counted ones were alive when."""
    here = panel.window
    lives = [(process.created_ns, end_of(process, panel.recording)) for process in panel.folded]
    lives = [(start, end) for start, end in lives if start < here.end and end > here.start]
    if panel.folded and not lives:
        panel.write(panel.ns(2), panel.folded_top + 0.2, "none of them was alive here", LETTERS, WORDS, "left")
    most = most_at_once([(max(start, here.start), min(end, here.end)) for start, end in lives])
    if not most:
        return
    edges = sorted([(start, 1) for start, _ in lives] + [(end, -1) for _, end in lives])
    times = np.array([time for time, _ in edges], dtype=float)
    alive = np.cumsum([step for _, step in edges])
    start, end = here.start, here.end
    before = alive[np.searchsorted(times, start, side="right") - 1] if times[0] <= start else 0
    inside = (times > start) & (times < end)
    times, alive = np.concatenate([[start], times[inside], [end]]), np.concatenate([[before], alive[inside], [0]])
    alive[-1] = alive[-2]
    high = FOLDED_HIGH - 0.06 - 0.16
    bottom = panel.folded_top + FOLDED_HIGH - 0.05
    xs = np.repeat(times, 2)[1:] / panel.unit
    ys = bottom - np.repeat(alive, 2)[:-1] / most * high
    outline = np.concatenate([[[xs[0], bottom]], np.stack([xs, ys], 1), [[xs[-1], bottom]]])
    panel.axes.add_collection(
        PolyCollection([outline], facecolors=[mixed(LIFE, 0.4)], edgecolors=[LIFE], linewidths=0.8, gid="folded")
    )
    text = f"at most {most} of them alive at once"
    middle = panel.px(times[int(np.argmax(alive))])
    left = max(2.0, min(middle - 20, panel.width_px - width_px(text, LETTERS) - 4))
    panel.write(panel.ns(left), panel.folded_top + 0.09, text, LETTERS, WORDS, "left")
