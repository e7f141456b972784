"""A claim: a sentence of the lesson, and whether the recording bears it out.

    claim("No two of them were ever on the CPU at the same instant.",
          turns.most_on_cpu() == 1)

    ✓ sentence      it is so. The same on every run, so the continuous build compares it.
    ✗ sentence      it is not so: the cell fails, and with it the build, and says what was seen instead.
    ○ sentence      it can't be told here, and why: this machine's kernel layer, too few CPUs, a changed program.

On a machine that can show everything, a ○ is a gap in the proof. There `course.py test` and `course.py notebooks` set
the environment variable PROCESSES_COURSE_STRICT (helpers/build/strict.py), and a ○ fails the cell like a ✗.
"""

from __future__ import annotations

import os

from ..recording.answer import Answer
from .explained import Explained

LONGEST = 4000  # characters of evidence
STRICT = "PROCESSES_COURSE_STRICT"


class ClaimFailed(Explained, AssertionError):
    """What the lesson says is not what happened."""


class NotAClaim(Explained, TypeError):
    """The call of `claim` can't be read as a claim."""


class Unproven(Explained, AssertionError):
    """This machine could have shown it, and a strict build must not leave it open."""


def claim(sentence: str, answer: Answer | bool) -> None:
    """Print a tick and `sentence` if `answer` is true, a circle and the reason if it can't be told here.

    `answer` is a question to a Recording that is answered with yes or no, or a comparison of one with a value. A plain
    True or False will do, but has no evidence to show.

    Raises ClaimFailed if the answer is no, with what was seen instead; NotAClaim if it is neither yes nor no (a list
    or a number proves nothing); in a strict build Unproven, where a machine that could show it leaves it open.
    """
    if not isinstance(sentence, str) or not sentence.strip():
        raise NotAClaim('A claim begins with its sentence: claim("Two processes ran.", r.how_many_processes() == 2).')
    if not isinstance(answer, Answer):
        answer = Answer(repr(answer), answer)
    if answer.unknown:
        _leave_open(sentence, answer.unknown)
    elif answer.missing:
        raise ClaimFailed(_failure(sentence, answer))
    elif not isinstance(answer.value, bool):
        raise NotAClaim(
            f"This is not a claim: {sentence!r} comes with {_short(repr(answer.value))} "
            f"({type(answer.value).__name__}), which is neither True nor False. Compare it with what you expect, "
            "for example == 2."
        )
    elif not answer.value:
        raise ClaimFailed(_failure(sentence, answer))
    else:
        print(f"✓ {sentence}")


def _failure(sentence: str, answer: Answer) -> str:
    said = f"✗ {sentence}\n  This does not hold for this run."
    if answer.question in ("True", "False"):
        return said
    return f"{said}\n  Asked: {answer.question}\n  Seen: {_short(answer.evidence)}"


def _leave_open(sentence: str, reason: str) -> None:
    if os.environ.get(STRICT):
        raise Unproven(
            f"○ {sentence}\n  Not checked: {reason}. On this machine it could be. (If the program is the course's, "
            "`python3 course.py notebooks` makes its text known as such.)"
        )
    print(f"○ {sentence} (Not checked here: {reason}.)")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + " …"
