"""Which calls have no end in the picture, and why? The program's doing and the recorder's are drawn differently.

▒▒▒▒▒▒▒▒▒▒▒▒//      cut: the process ended in this call
▒▒▒▒▒▒▒▒▒▒░░░       not recorded from here: the call went on, but nobody wrote down until when
"""

from __future__ import annotations

from matplotlib.collections import LineCollection, PolyCollection

from ....recording.notes import ENDS_EARLY
from ...ink import NEUTRAL, PAPER, SOFT_WORDS, mixed
from ..boxes import rectangles
from ..look import LETTERS
from ..panel import WAITS, Panel
from .lanes import Lane

FADE_PX, STEPS = 60, 12
NOT_RECORDED = "not recorded from here"


def is_unrecorded(span) -> bool:
    """Whether recording stopped inside this call, so that its end is not known."""
    return getattr(span, "unrecorded", False)


def draw_limits(panel: Panel, place: int, lane: Lane) -> None:
    """A black double stroke where a call was cut off; a band that fades out where recording stopped."""
    _cuts(panel, place, {call.end_ns for call in lane.calls if call.cut and not is_unrecorded(call)})
    open_ends = [call for call in lane.calls if is_unrecorded(call)]
    if open_ends:
        _fade(panel, place, min(open_ends, key=lambda call: call.start_ns), lane)


def _cuts(panel: Panel, place: int, ends: set[int]) -> None:
    ends = {end for end in ends if panel.shows(end)}
    if not ends:
        return
    panel.seen.add("cut")
    slant, middle = 2.5 * panel.pixel_ns, panel.y(place)
    above, below = panel.band()
    strokes = [
        (
            (panel.x(end + shift * panel.pixel_ns - slant), middle + below),
            (panel.x(end + shift * panel.pixel_ns + slant), middle - above),
        )
        for end in ends
        for shift in (-2, 1)
    ]
    panel.axes.add_collection(LineCollection(strokes, colors=NEUTRAL, linewidths=1.1, zorder=5, gid="cut"))


def _fade(panel: Panel, place: int, call, lane: Lane) -> None:
    """From the call's last known moment on, a band that gets paler; where the lane ends there, it fades before."""
    last, until = panel.px(call.end_ns), panel.px(min(lane.alive[1], panel.window.end))
    start = max(panel.px(call.start_ns), min(last, until - FADE_PX))
    end = min(start + FADE_PX, until)
    if end <= start or start > panel.width_px or end < 0:
        return
    panel.seen.add("unrecorded")
    above, below = panel.band()
    middle, step = panel.y(place), (end - start) / STEPS
    boxes = [
        (panel.x(panel.ns(start + n * step)), panel.x(panel.ns(start + (n + 1) * step)), middle - above, middle + below)
        for n in range(STEPS)
    ]
    colour = panel.colours.of(call.function)
    shades = [mixed(colour, 0.16 * (1 - (n + 1) / STEPS)) for n in range(STEPS)]
    erased = [(panel.x(panel.ns(start)), panel.x(panel.ns(end + 1)), middle - above - 0.01, middle + below + 0.01)]
    panel.axes.add_collection(PolyCollection(rectangles(erased), facecolors=[PAPER], linewidths=0, zorder=1.1))
    panel.axes.add_collection(
        PolyCollection(rectangles(boxes), facecolors=shades, linewidths=0, zorder=1.2, gid="unrecorded")
    )
    if panel.look.roomy:
        first, rest = panel.ns(max(0.0, start - 60)), panel.ns(panel.width_px)
        text = [NOT_RECORDED, "not recorded"]
        panel.write_centred(
            place, WAITS, first, min(rest, panel.window.end), text, LETTERS, SOFT_WORDS, PAPER, style="italic"
        )


def not_recorded_after(recording) -> int | None:
    """From when on (ns) the kernel's record holds nothing, though the program went on; None if it is whole."""
    if ENDS_EARLY not in recording.notes or not recording.on_cpu:
        return None
    return max(turn.end_ns for turn in recording.on_cpu)


def draw_gap(panel: Panel) -> None:
    """A pale ground, and words, over all lanes where the kernel's record holds nothing."""
    since = not_recorded_after(panel.recording)
    if since is None or since >= panel.window.end:
        return
    start = max(since, panel.window.start)
    panel.seen.add("gap")
    panel.axes.axvspan(
        panel.x(start), panel.x(panel.window.end), facecolor=PAPER, edgecolor=mixed(NEUTRAL, 0.25), hatch="////",
        linewidth=0, zorder=0.4, gid="gap",
    )  # fmt: skip
