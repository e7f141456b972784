"""A claim: a sentence of the lesson, and whether the recording bears it out.

A true claim prints a tick and the sentence, the same on every run, so the continuous build compares
it. A false one fails its cell, and with it the build.
"""

from __future__ import annotations

from .explained import Explained


class ClaimFailed(Explained, AssertionError):
    """What the lesson says is not what happened."""


class NotAClaim(Explained, TypeError):
    """The call of `claim` can't be read as a claim."""


def claim(sentence: str, truth: bool, saw: object = None) -> None:
    """Print a tick and `sentence` if `truth` is True.

    `saw` is the evidence: what to show if the claim is false. Raises ClaimFailed if `truth` is
    False, NotAClaim if it is anything but True or False (a list or a number proves nothing).
    """
    if not isinstance(sentence, str) or not sentence.strip():
        raise NotAClaim('A claim begins with its sentence: claim("Two processes ran.", len(r.processes) == 2).')
    if not isinstance(truth, bool):
        raise NotAClaim(
            f"This is not a claim: {sentence!r} comes with {_shown(truth)} ({type(truth).__name__}), which is "
            "neither True nor False. Compare it with what you expect, for example == 2."
        )
    if not truth:
        seen = "" if saw is None else f"\n  What was seen instead: {_shown(saw)}"
        raise ClaimFailed(f"✗ {sentence}\n  This claim does not hold for this run.{seen}")
    print(f"✓ {sentence}")


def _shown(thing: object) -> str:
    text = thing if isinstance(thing, str) else repr(thing)
    return text if len(text) <= 500 else text[:500] + " …"
