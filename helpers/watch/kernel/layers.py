"""Which kernel layer can record here: exact, else sampled, else none.

The environment variable PROCESSES_COURSE_LAYER forces one for a whole session, so that every lesson can be seen
as a machine with less would show it. A layer that is asked for and can't be had is an error: a picture
must never show less than its footnote says.
"""

from .perf import ExactLayer
from .records import Change
from .sampled import SampledLayer

LAYERS = ("exact", "sampled", "none")


class NoLayer:
    """Nothing from the kernel: only what the probe and the program's output tell."""

    name = "none"
    interval_s = 0.004  # in 20 ms a program that does nothing but fork can have a hundred processes
    has_gap = False

    def descriptors(self) -> list[int]:
        return []

    def drain(self) -> list[Change]:
        return []

    def notes(self) -> list[str]:
        return []

    def close(self) -> None:
        pass


Layer = ExactLayer | SampledLayer | NoLayer


def open_layer(pid: int, wanted: str) -> Layer:
    """The best layer for this process that `wanted` ("auto" or one of LAYERS) allows.

    Raises OSError if the one asked for by name can't be had.
    """
    if wanted in ("auto", "exact"):
        try:
            return ExactLayer(pid)
        except OSError:
            if wanted == "exact":
                raise
    if wanted in ("auto", "sampled"):
        try:
            return SampledLayer(pid)
        except OSError:
            if wanted == "sampled":
                raise
    return NoLayer()
