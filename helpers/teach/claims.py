"""A claim: a sentence of the lesson, and whether the recording bears it out.

A true claim prints a tick and the sentence, the same on every run, so the continuous build compares
it. A false one fails its cell, and with it the build. A claim that this machine can't show (its kernel doesn't
tell who was on a CPU, or it has one CPU only) prints a circle in place of the tick, and says why.
"""

from __future__ import annotations

import os

from ..recording.recording import Recording
from .explained import Explained

LONGEST = 4000  # characters of evidence


class ClaimFailed(Explained, AssertionError):
    """What the lesson says is not what happened."""


class NotAClaim(Explained, TypeError):
    """The call of `claim` can't be read as a claim."""


def claim(
    sentence: str,
    truth: bool,
    saw: object = None,
    *,
    exact: Recording | None = None,
    kernel: Recording | None = None,
    cpus: int = 1,
) -> None:
    """Print a tick and `sentence` if `truth` is True.

    `saw` is the evidence: what to show if the claim is false. A claim about single turns on a CPU names the
    recording that must be `exact` for it; one about time on a CPU, the recording that must come from the
    `kernel` (exact or sampled). `cpus` is how many CPUs the machine must have for it. Where that
    is not so, the claim is not checked, and says so.

    Raises ClaimFailed if `truth` is False, NotAClaim if it is anything but True or False (a list or a number
    proves nothing).
    """
    if not isinstance(sentence, str) or not sentence.strip():
        raise NotAClaim('A claim begins with its sentence: claim("Two processes ran.", len(r.processes) == 2).')
    if not isinstance(truth, bool):
        raise NotAClaim(
            f"This is not a claim: {sentence!r} comes with {_shown(truth)} ({type(truth).__name__}), which is "
            "neither True nor False. Compare it with what you expect, for example == 2."
        )
    blind = _cannot_show(exact, kernel, cpus)
    if blind:
        print(f"○ {sentence} (Not checked here: {blind}.)")
        return
    if not truth:
        seen = "" if saw is None else f"\n  What was seen instead: {_shown(saw)}"
        raise ClaimFailed(f"✗ {sentence}\n  This claim does not hold for this run.{seen}")
    print(f"✓ {sentence}")


def _cannot_show(exact: Recording | None, kernel: Recording | None, cpus: int) -> str | None:
    """Why this machine can't show what is claimed; None if it can."""
    if exact is not None and exact.kernel_layer != "exact":
        return "the kernel does not let this recorder see single turns on a CPU"
    if kernel is not None and kernel.kernel_layer == "none":
        return "this recorder can't see who is on a CPU"
    if usable_cpus() < cpus:
        return f"it needs {cpus} CPUs, and here there are fewer"
    return None


def usable_cpus() -> int:
    """On how many CPUs this process may run."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _shown(thing: object) -> str:
    text = str(thing)  # of a Run, this is its timeline as text
    return text if len(text) <= LONGEST else text[:LONGEST] + " …"
