"""How far can this picture be trusted? The lines below it: which layer, what is missing, what was cut."""

from __future__ import annotations

import textwrap

from ...recording.recording import Recording
from ..lettering import ascii_only
from .lanes.endings import STOPPED
from .lanes.pieces import MIXED

LAYERS = {
    "exact": "who was on a CPU: exact, from the kernel's switch records",
    "sampled": "who was on a CPU: sampled every few ms; finer detail is not known",
    "none": "who was on a CPU: not available here; lives and calls are drawn, states are not",
}
LETTERS = 128  # of 8 points fit beside each other on the page


def footnotes(recordings: list[Recording], seen: set, threads: bool, unseen: list[str]) -> list[str]:
    """The lines, each short enough for the page; the same remark only once. `unseen` are marks that were not seen."""
    found = [LAYERS[layer] for layer in dict.fromkeys(recording.kernel_layer for recording in recordings)]
    for recording in recordings:
        if recording.stopped:
            found.append(f"the program was {STOPPED.get(recording.stopped, 'stopped')}")
        found += recording.notes
    if "cut" in seen:
        found.append("a call that did not return: its process ended in it")
    if "unrecorded" in seen:
        found.append(
            "not recorded from here: the program went on, the recorder did not; that is not a call that was cut off"
        )
    if threads:
        found.append("threads that call none of the program's functions are drawn in the lane of their process")
    if unseen:
        found.append(f"not seen in this run, so not marked: {', '.join(unseen)}")
    if MIXED in seen:
        found.append(
            "striped: many turns, each narrower than a pixel, drawn as one; timeline(start_ms, end_ms) shows them"
        )
    return wrapped(found)


def wrapped(notes: list[str]) -> list[str]:
    """The notes as lines, each short enough for the page; the same one only once."""
    return [line for text in dict.fromkeys(notes) for line in textwrap.wrap(ascii_only(text), LETTERS)]
