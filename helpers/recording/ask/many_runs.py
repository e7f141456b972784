"""What a lesson asks of many runs of one program: what was always so, and what differed."""

from __future__ import annotations

from ..answer import Answer
from ..asking import NotThere, Unseen, question


class AskMany:
    """Questions about `recordings`, the runs of one program."""

    recordings: tuple
    changed = False

    @question
    def how_many_runs(self) -> int:
        """How many runs there were."""
        return len(self.recordings)

    @question
    def values_of(self, asked: str, *given) -> list:
        """Every different value that this question had in a run, in order: ``values_of("how_many_lines") == [2]``."""
        return different(self.recordings, asked, given)

    @question
    def how_many_different(self, asked: str, *given) -> int:
        """How many different values this question had: ``how_many_different("writers") > 5``."""
        return len(different(self.recordings, asked, given))

    @question
    def how_often(self, asked: str, value, *given) -> int:
        """In how many runs the question had this value: ``how_often("first_writer", "main")``."""
        return sum(known(getattr(recording, asked)(*given)) == value for recording in self.recordings)


def different(recordings, asked: str, given: tuple) -> list:
    """The different values of a question over the recordings, in order."""
    found = []
    for recording in recordings:
        value = known(getattr(recording, asked)(*given))
        if value not in found:
            found.append(value)
    return sorted(found, key=lambda value: value if isinstance(value, (int, float)) else repr(value))


def known(answer: Answer):
    """The value of an answer. Raises NotThere or Unseen if it has none."""
    if answer.value is None:
        raise NotThere(answer.missing) if answer.missing else Unseen(answer.unknown)
    return answer.value
