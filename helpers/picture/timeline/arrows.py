"""Who started whom, and who collected whom?

parent  ──┬───────────────▲──     solid arrow down: fork, at the kernel's time
          ▼               ┆       dashed arrow up: the parent collected its child
child     ──────o exit 0╌╌┘
"""

from __future__ import annotations

from matplotlib.collections import LineCollection

from ..ink import ARROW, PAPER, mixed
from .lanes.endings import collected_by_parent
from .panel import ENDS, LINES, NAMES, WAITS, Panel


def draw_arrows(panel: Panel) -> None:
    """Forks and collections; words keep clear of them."""
    forks, collections = [], []
    for process in panel.recording.processes:
        child, parent = panel.row_of.get(process.pid), panel.row_of.get(process.ppid)
        if child is None or parent is None or child == parent:
            continue
        if panel.shows(process.created_ns):
            forks.append((panel.x(process.created_ns), panel.y(parent), panel.y(child)))
            _crosses(panel, process.created_ns, parent, child)
        collected = process.collected_ns
        if collected is not None and panel.shows(collected) and collected_by_parent(panel, process):
            collections.append((panel.x(collected), panel.y(child), panel.y(parent)))
            _crosses(panel, collected, parent, child)
    half = panel.look.ready / 2
    for kind, arrows, style, marker in (
        ("fork", forks, "solid", "v"),
        ("collected", collections, (0, (3, 2)), "^"),
    ):
        if not arrows:
            continue
        panel.seen.add(kind)
        down = 1 if kind == "fork" else -1
        stems = [((x, start), (x, end - down * half)) for x, start, end in arrows]
        share = max(0.3, min(1.0, 15 / len(arrows)))  # a wood of arrows must not hide the lanes
        ink = mixed(ARROW, share)
        panel.axes.add_collection(
            LineCollection(stems, colors=[ink], linewidths=0.4 + share / 2, linestyles=[style], zorder=2.5, gid=kind)
        )
        panel.axes.scatter(
            [x for x, _, _ in arrows],
            [end - down * (half + 0.02) for *_, end in arrows],
            s=15 if panel.look.roomy else 7,
            marker=marker,
            c=ARROW if kind == "fork" else PAPER,
            edgecolors=ARROW,
            linewidths=0.8,
            zorder=5.5,
        )


def _crosses(panel: Panel, instant: int, parent: int, child: int) -> None:
    """Note which rows of words the arrow between two lanes goes through."""
    at, upper, lower = panel.px(instant), min(parent, child), max(parent, child)
    for place in range(upper, lower + 1):
        rows = (WAITS, LINES) if place == upper else (NAMES,) if place == lower else (NAMES, ENDS, WAITS, LINES)
        for row in rows:
            panel.crossed[place, row] += [at - 4, at + 4]
