"""How did each process end, and was it collected? Did it outlive its parent, or did a limit stop it?

────o exit 0          a hollow circle: it ended as it should
────● exit 3          a full one, and bold: with an exit code that says otherwise
────✖ SIGKILL         a cross: a signal ended it
────o╌╌╌╌╌╌ exit 0    a dotted box: a zombie, until its parent collected it
"""

from __future__ import annotations

from matplotlib.collections import PolyCollection

from ....recording.recording import Process
from ...ink import LIMIT, NEUTRAL, PAPER, SOFT_WORDS, WORDS
from ...lettering import width_px
from ..boxes import rectangles
from ..look import LETTERS
from ..panel import ENDS, WAITS, Panel
from .lanes import Lane

ZOMBIE_PX = 8  # a shorter zombie can't be told from the end itself
TERSE = 30  # with more lanes only the ends that went wrong are written out
END_SIZE = 8.0
STOPPED = {
    "timeout": "stopped: its time was up",
    "processes": "stopped: too many processes",
    "output": "stopped: too much output",
    "memory": "stopped: too much memory",
    "interrupted": "stopped: interrupted",
}


def ending(process: Process) -> str:
    """How the process ended, as its lane says it."""
    if process.signal:
        return process.signal
    if process.exit_code is not None:
        return f"exit {process.exit_code}"
    return "ended" if process.exited_ns is not None else "not seen to end"


def zombie_for(panel: Panel, process: Process) -> tuple[int, int] | None:
    """From when to when (ns) it was dead and not collected; None if that isn't known, or too short to be seen.

    How soon the recorder itself collects those that have no parent in the picture is not the program's doing.
    """
    ended, collected = process.exited_ns, process.collected_ns
    if ended is None or collected is None or not collected_by_parent(panel, process):
        return None
    return (ended, collected) if collected - ended > ZOMBIE_PX * panel.pixel_ns else None


def collected_by_parent(panel: Panel, process: Process) -> bool:
    """Whether the parent lived to collect it."""
    parent = panel.row_of.get(process.ppid)
    if parent is None or process.collected_ns is None:
        return False
    gone = panel.lanes[parent].process.exited_ns
    return gone is None or process.collected_ns <= gone


def draw_endings(panel: Panel) -> None:
    """Zombies, ends, orphans and the limit, of all lanes."""
    _zombies(panel)
    for place, lane in enumerate(panel.lanes):
        if lane.first:
            _end(panel, place, lane)
            _orphan(panel, place, lane)
    _limit(panel)


def _zombies(panel: Panel) -> None:
    boxes, half = [], panel.look.ready / 2
    for process in panel.recording.processes:
        dead = zombie_for(panel, process)
        if dead is None:
            continue
        start, end = max(dead[0], panel.window.start), min(dead[1], panel.window.end)
        place = panel.row_of.get(process.pid)
        if end > start and place is not None:  # not one of those that are only counted
            boxes.append((panel.x(start), panel.x(end), panel.y(place) - half, panel.y(place) + half))
            if panel.look.roomy:
                panel.write_centred(place, WAITS, start, end, ["zombie"], LETTERS, SOFT_WORDS, style="italic")
    if boxes:
        panel.seen.add("zombie")
        panel.axes.add_collection(
            PolyCollection(
                rectangles(boxes),
                facecolors=[PAPER],
                edgecolors=[NEUTRAL],
                linewidths=0.8,
                linestyles=[(0, (1, 1.5))],
                zorder=3.5,
                gid="zombie",
            )
        )


def _end(panel: Panel, place: int, lane: Lane) -> None:
    process = lane.process
    last = lane.alive[1]
    if not panel.shows(last):
        return
    bad = bool(process.signal or process.exit_code)
    if process.exited_ns is not None:
        panel.axes.scatter(
            [panel.x(last)],
            [panel.y(place)],
            s=22 if panel.look.full > 0.12 else 9,
            marker="X" if process.signal else "o",
            c=NEUTRAL if bad else PAPER,
            edgecolors=NEUTRAL,
            linewidths=1.1 if not process.signal else 0.4,
            zorder=7,
        )
    if len(panel.lanes) > TERSE and not bad and process.exited_ns is not None:
        panel.seen.add("end")
        return
    dead = zombie_for(panel, process)
    text_at = min(dead[1], panel.window.end) if dead else last
    wide = width_px(ending(process), END_SIZE, weight="bold" if bad else "normal")
    for over_arrows, away in ((False, 8), (False, 16), (True, 8)):
        left = panel.px(text_at) + away
        if panel.take(place, ENDS, left, left + wide, over_arrows):
            panel.write(
                panel.ns(left),
                panel.y(place),
                ending(process),
                END_SIZE,
                WORDS if bad else SOFT_WORDS,
                "left",
                weight="bold" if bad else "normal",
                zorder=8,
            )
            return


def _orphan(panel: Panel, place: int, lane: Lane) -> None:
    """A process that outlives its parent says so, from the parent's end on."""
    parent = panel.row_of.get(lane.process.ppid)
    if parent is None or parent == place or not panel.look.roomy:
        return
    gone = panel.lanes[parent].process.exited_ns
    if gone is not None and gone < lane.alive[1] - 3 * panel.pixel_ns:
        panel.write_centred(
            place,
            WAITS,
            gone,
            lane.alive[1],
            ["orphan: its parent has ended", "orphan"],
            LETTERS,
            SOFT_WORDS,
            style="italic",
        )


def _limit(panel: Panel) -> None:
    """A pale vertical stroke where a limit or its user stopped the program."""
    if panel.recording.stopped is None or not panel.shows(panel.recording.wall_ns):
        return
    panel.seen.add("interrupted" if panel.recording.stopped == "interrupted" else "stopped")
    x = panel.x(panel.recording.wall_ns)
    panel.axes.axvspan(
        x - 3 * panel.x(panel.pixel_ns), x + 3 * panel.x(panel.pixel_ns), color=LIMIT, zorder=0.5, linewidth=0
    )
    panel.axes.axvline(x, color=NEUTRAL, linewidth=0.9, linestyle=(0, (6, 2)), zorder=0.6)
