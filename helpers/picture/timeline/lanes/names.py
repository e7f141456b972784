"""What is written on a lane: the name of each call, and why it waits, wherever there is room."""

from __future__ import annotations

from ...ink import SOFT_WORDS, mixed
from ..look import LETTERS
from ..panel import NAMES, WAITS, Panel
from .lanes import Lane
from .pieces import SEVERAL, Stretch

NAME_PX = 14  # no name is narrower


def name_calls(panel: Panel, place: int, calls: list[Stretch]) -> None:
    """Each call's name once, in its longest stretch, if it fits there."""
    longest: dict = {}
    for call in calls:
        if call.end - call.start < NAME_PX * panel.pixel_ns:
            continue
        key = id(call.span) if call.span else call.start
        if key not in longest or call.end - call.start > longest[key].end - longest[key].start:
            longest[key] = call
    for call in longest.values():
        if call.count > 1:
            what = SEVERAL if call.name == SEVERAL else f"{call.name}()"
            texts = [f"{call.count} short calls: {what}", f"{call.count} x {what}", f"{call.count} calls"]
        else:
            texts = [
                call.span.name if "(" in call.span.name else f"{call.name}()",
                f"{call.name}()",
                call.name,
            ]
        colours, ground = panel.colours, mixed(panel.colours.of(call.name), 0.16)
        if panel.look.names:
            panel.write_centred(place, NAMES, call.start, call.end, texts, LETTERS, colours.letters(call.name), ground)


def name_waits(panel: Panel, place: int, lane: Lane) -> None:
    """Why it waits, below the thin line; of waits inside waits only the outermost."""
    if not panel.look.roomy:
        return
    done = -1
    for wait in lane.waits:
        if wait.end_ns <= done:
            continue
        done = wait.end_ns
        if wait.end_ns - wait.start_ns >= NAME_PX * panel.pixel_ns:
            start, end = wait.start_ns, wait.end_ns
            panel.write_centred(place, WAITS, start, end, [wait.kind], LETTERS, SOFT_WORDS, style="italic")
