"""How far can this picture be trusted? The lines below it: which layer, what is missing, what was cut."""

from __future__ import annotations

import textwrap

from ..record.recording import Recording
from .lettering import ascii_only
from .marks import STOPPED
from .pieces import MIXED

LAYERS = {
    "exact": "who was on a CPU: exact, from the kernel's switch records",
    "sampled": "who was on a CPU: sampled every few ms; finer detail is not known",
    "none": "who was on a CPU: not available here; lives and calls are drawn, states are not",
}
LETTERS = 150  # of 7.5 points fit beside each other on the page


def footnotes(recordings: list[Recording], seen: set) -> list[str]:
    """The lines, each short enough for the page; the same remark only once."""
    found = [LAYERS[layer] for layer in dict.fromkeys(recording.kernel_layer for recording in recordings)]
    for recording in recordings:
        if recording.stopped:
            found.append(f"the program was {STOPPED.get(recording.stopped, 'stopped')}")
        found += recording.notes
    cut = sum(span.cut for recording in recordings for span in recording.spans)
    if cut:
        found.append(f"{cut} call{'s' if cut > 1 else ''} or wait{'s' if cut > 1 else ''} cut off: the end was not seen"
                     " (the process died first, or recording was capped)")
    if MIXED in seen:
        found.append("striped: many turns, each narrower than a pixel, drawn as one; timeline(start_ms, end_ms) shows them")
    return [line for text in dict.fromkeys(found) for line in textwrap.wrap(ascii_only(text), LETTERS)]
