"""What is written on a lane: the name of each call, and why it waits, wherever there is room."""

from __future__ import annotations

from ...ink import NEUTRAL, PAPER, SOFT_WORDS, lightness
from ..panel import ENDS, NAMES, WAITS, Panel
from .lanes import Lane
from .pieces import ON, SEVERAL, Piece, Stretch

NAME_PX = 14  # no name is narrower


def name_calls(panel: Panel, place: int, calls: list[Stretch], drawn: list[Piece]) -> None:
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
        if panel.look.roomy:
            panel.write_centred(
                place, NAMES, call.start, call.end, texts, 7.5, panel.colours.letters(call.name), halo=False
            )
        else:
            _name_inside(panel, place, call, texts, drawn)


def _name_inside(panel: Panel, place: int, call: Stretch, texts: list[str], drawn: list[Piece]) -> None:
    """In thin lanes: the name on the bar itself, where one turn is long enough to hold it."""
    size = min(7.0, panel.look.full * 72 * 0.72)
    if size < 5.5:
        return
    inside = [piece for piece in drawn if piece.state == ON and call.start <= piece.start and piece.end <= call.end]
    if inside:
        bar = max(inside, key=lambda piece: piece.end - piece.start)
        ink = PAPER if lightness(panel.colours.of(call.name)) < 0.6 else NEUTRAL
        panel.write_centred(place, ENDS, bar.start, bar.end, texts, size, ink, halo=False)


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
            panel.write_centred(
                place,
                WAITS,
                wait.start_ns,
                wait.end_ns,
                [wait.kind],
                7,
                SOFT_WORDS,
                style="italic",
                halo=False,
            )
