"""Who started whom, who collected whom, how each one ended, and who wrote a line.

    parent  ──┬───────────────▲──     solid arrow down: fork, at the kernel's time
              ▼               ┆       dashed arrow up: the parent collected its child
    child     ──────o exit 0╌╌┘       hollow circle: the end; dotted box: a zombie until collected
"""

from __future__ import annotations

from matplotlib.collections import LineCollection, PolyCollection

from ..record.recording import Process
from .bars import rectangles
from .ink import ARROW, LIMIT, NEUTRAL, PAPER, SOFT_WORDS, WORDS, mixed
from .lanes import Lane
from .lettering import MONO, shortened, width_px
from .panel import ENDS, LINES, WAITS, Panel

ZOMBIE_PX = 8  # a shorter zombie can't be told from the end itself
TERSE = 30  # with more lanes only the ends that went wrong are written out
MANY_LINES = 14  # in one lane; beyond that the marks speak for themselves
END_SIZE, LINE_SIZE = 7.5, 6.8


def ending(process: Process) -> str:
    """How the process ended, as its lane says it."""
    if process.signal:
        return process.signal
    if process.exit_code is not None:
        return f"exit {process.exit_code}"
    return "ended" if process.exited_ns is not None else "not seen to end"


def is_zombie(panel: Panel, process: Process) -> bool:
    """Whether it was dead and not collected for long enough to be seen.

    How soon the recorder itself collects those that have no parent in the picture is not the program's doing.
    """
    return (process.exited_ns is not None and collected_by_parent(panel, process)
            and process.collected_ns - process.exited_ns > ZOMBIE_PX * panel.pixel_ns)


def collected_by_parent(panel: Panel, process: Process) -> bool:
    """Whether the parent lived to collect it."""
    parent = panel.row_of.get(process.ppid)
    if parent is None or process.collected_ns is None:
        return False
    gone = panel.lanes[parent].process.exited_ns
    return gone is None or process.collected_ns <= gone


def draw_marks(panel: Panel) -> None:
    """Arrows, ends, zombies, orphans, printed lines and the limit, of all lanes."""
    _keep_free(panel)
    _arrows(panel)
    _zombies(panel)
    for place, lane in enumerate(panel.lanes):
        if lane.first:
            _end(panel, place, lane)
            _orphan(panel, place, lane)
    _lines(panel)
    _limit(panel)


def _keep_free(panel: Panel) -> None:
    """No text where an arrow comes to its parent or a line's pin stands."""
    for process in panel.recording.processes:
        parent = panel.row_of.get(process.ppid)
        for instant in (process.created_ns, process.collected_ns):
            if parent is not None and panel.shows(instant):
                panel.take(parent, WAITS, panel.px(instant) - 5, panel.px(instant) + 5)
    for line in panel.recording.lines(stream=None):
        if line.pid in panel.row_of and panel.shows(line.time_ns):
            panel.take(panel.row_of[line.pid], WAITS, panel.px(line.time_ns) - 2, panel.px(line.time_ns) + 2)


def _arrows(panel: Panel) -> None:
    forks, collections = [], []
    for process in panel.recording.processes:
        child, parent = panel.row_of.get(process.pid), panel.row_of.get(process.ppid)
        if child is None or parent is None or child == parent:
            continue
        if panel.shows(process.created_ns):
            forks.append((panel.x(process.created_ns), panel.y(parent), panel.y(child)))
        if panel.shows(process.collected_ns) and collected_by_parent(panel, process):
            collections.append((panel.x(process.collected_ns), panel.y(child), panel.y(parent)))
    half = panel.look.ready / 2
    for kind, arrows, style, marker in (("fork", forks, "solid", "v"), ("collected", collections, (0, (3, 2)), "^")):
        if not arrows:
            continue
        panel.seen.add(kind)
        down = 1 if kind == "fork" else -1
        stems = [((x, start), (x, end - down * half)) for x, start, end in arrows]
        share = max(0.3, min(1.0, 15 / len(arrows)))  # a wood of arrows must not hide the lanes
        ink = mixed(ARROW, share)
        panel.axes.add_collection(LineCollection(stems, colors=[ink], linewidths=0.4 + share / 2, linestyles=[style], zorder=2.5, gid=kind))
        panel.axes.scatter([x for x, _, _ in arrows], [end - down * (half + 0.02) for *_, end in arrows], s=15 if panel.look.roomy else 7, marker=marker,
                           c=ARROW if kind == "fork" else PAPER, edgecolors=ARROW, linewidths=0.8, zorder=5.5)


def _zombies(panel: Panel) -> None:
    boxes, half = [], panel.look.ready / 2
    for process in panel.recording.processes:
        if not is_zombie(panel, process):
            continue
        start, end = max(process.exited_ns, panel.window[0]), min(process.collected_ns, panel.window[1])
        if end > start:
            place = panel.row_of[process.pid]
            boxes.append((panel.x(start), panel.x(end), panel.y(place) - half, panel.y(place) + half))
            panel.write_centred(place, WAITS, start, end, ["zombie"], 7, SOFT_WORDS, style="italic") if panel.look.roomy else None
    if boxes:
        panel.seen.add("zombie")
        panel.axes.add_collection(PolyCollection(rectangles(boxes), facecolors=[PAPER], edgecolors=[NEUTRAL], linewidths=0.8,
                                                 linestyles=[(0, (1, 1.5))], zorder=3.5, gid="zombie"))


def _end(panel: Panel, place: int, lane: Lane) -> None:
    process = lane.process
    last = lane.alive[1]
    if not panel.shows(last):
        return
    bad = bool(process.signal or process.exit_code)
    size = min(END_SIZE, panel.look.pitch * 72 * 0.8)
    if process.exited_ns is not None:
        panel.axes.scatter([panel.x(last)], [panel.y(place)], s=22 if panel.look.full > 0.12 else 9, marker="X" if process.signal else "o",
                           c=NEUTRAL if bad else PAPER, edgecolors=NEUTRAL, linewidths=1.1 if not process.signal else 0.4, zorder=7)
    text_at = last
    if is_zombie(panel, process):
        text_at = min(process.collected_ns, panel.window[1])
    if len(panel.lanes) > TERSE and not bad and process.exited_ns is not None:
        panel.seen.add("end")
        return
    left, wide = panel.px(text_at) + 8, width_px(ending(process), size)
    if panel.take(place, ENDS, left, left + wide):
        panel.write(panel.ns(left), panel.y(place), ending(process), size, WORDS if bad else SOFT_WORDS, "left",
                    weight="bold" if bad else "normal", zorder=8)


def _orphan(panel: Panel, place: int, lane: Lane) -> None:
    """A process that outlives its parent says so, from the parent's end on."""
    parent = panel.row_of.get(lane.process.ppid)
    if parent is None or parent == place or not panel.look.roomy:
        return
    gone = panel.lanes[parent].process.exited_ns
    if gone is not None and gone < lane.alive[1] - 3 * panel.pixel_ns:
        panel.write_centred(place, WAITS, gone, lane.alive[1], ["orphan: its parent has ended", "orphan"], 7, SOFT_WORDS, style="italic", halo=False)


def _lines(panel: Panel) -> None:
    by_lane: dict[int, list] = {}
    for line in panel.recording.lines(stream=None):
        if line.pid in panel.row_of and panel.shows(line.time_ns):
            by_lane.setdefault(panel.row_of[line.pid], []).append(line)
    for place, lines in by_lane.items():
        columns = {(round(panel.px(line.time_ns) / 2), line.stream): line for line in lines}
        y = panel.y(place) + (panel.look.band / 2 if panel.look.roomy else panel.look.full / 2)
        pins = [((panel.x(line.time_ns), panel.y(place) + panel.look.full / 2), (panel.x(line.time_ns), y)) for line in columns.values()]
        panel.axes.add_collection(LineCollection(pins, colors=NEUTRAL, linewidths=0.6, zorder=5, gid="pins"))
        for stream, marker in (("stdout", "^"), ("stderr", "D")):
            times = [panel.x(line.time_ns) for (_, where), line in columns.items() if where == stream]
            if times:
                panel.seen.add(stream)
                size = (14 if marker == "^" else 10) if panel.look.roomy else 5
                panel.axes.scatter(times, [y] * len(times), s=size, marker=marker, c=NEUTRAL if stream == "stdout" else PAPER,
                                   edgecolors=NEUTRAL, linewidths=0.7, zorder=6.5)
        if panel.look.lines and len(lines) <= MANY_LINES:
            _line_texts(panel, place, lines)


def _line_texts(panel: Panel, place: int, lines: list) -> None:
    """Each line's text to the right of its mark, up to the next mark; the last one to the left if it must."""
    marks = [panel.px(line.time_ns) for line in lines]
    free_from = 0.0
    for at, line in enumerate(lines):
        room = (marks[at + 1] if at + 1 < len(lines) else panel.width_px) - marks[at] - 10
        text = shortened(line.text, room, LINE_SIZE, MONO)
        left, align = marks[at] + 6, "left"
        before = marks[at] - free_from - 8
        if text != line.text and at + 1 == len(lines) and before > room:
            text, left, align = shortened(line.text, before, LINE_SIZE, MONO), marks[at] - 6, "right"
        if text.strip():
            panel.write(panel.ns(left), panel.row_y(place, LINES) + 0.01, text, LINE_SIZE, WORDS, align, MONO)
            if align == "left":
                free_from = left + width_px(text, LINE_SIZE, MONO) + 4
        free_from = max(free_from, marks[at] + 6)


STOPPED = {
    "timeout": "stopped: its time was up",
    "processes": "stopped: too many processes",
    "output": "stopped: too much output",
    "memory": "stopped: too much memory",
    "interrupted": "stopped: interrupted",
}


def _limit(panel: Panel) -> None:
    """A pale vertical stroke where a limit stopped the program."""
    if panel.recording.stopped is None or not panel.shows(panel.recording.wall_ns):
        return
    panel.seen.add("stopped")
    x = panel.x(panel.recording.wall_ns)
    panel.axes.axvspan(x - 3 * panel.x(panel.pixel_ns), x + 3 * panel.x(panel.pixel_ns), color=LIMIT, zorder=0.5, linewidth=0)
    panel.axes.axvline(x, color=NEUTRAL, linewidth=0.9, linestyle=(0, (6, 2)), zorder=0.6)
