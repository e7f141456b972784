"""How high is everything, in inches? Few lanes have room for words above and below their bars, many have none.

roomy     names above the bar, waits below it, lines below that      as far as the page's height allows
named     names above thinner bars
thin      bars alone: the legend says which colour is which function
"""

from __future__ import annotations

from dataclasses import dataclass

MOST_HIGH = 6.6  # inches of lanes that a page shows at once, about 660 pixels
WORDS_HIGH = 0.145  # of a row of words
LETTERS = 8.0  # points, the least anywhere: 11 pixels of the page
QUIET = 0.05  # above and below a bar that nothing is written at
GAP = 0.075  # between two lanes
LEAST_PITCH = 0.16  # labels of neighbouring lanes don't touch


@dataclass(frozen=True)
class Look:
    """Heights in inches; `rows_of_lines` is the most that a lane may have for the lines that it wrote."""

    full: float
    names: float
    waits: float
    rows_of_lines: int
    gap: float
    labels_letters: float = 9.0

    @property
    def ready(self) -> float:
        """Half thickness: ready, waiting for a CPU."""
        return self.full / 2

    @property
    def roomy(self) -> bool:
        """Whether waits and lines have rows."""
        return self.waits > 0

    def height(self, busy: bool, rows_of_lines: int) -> float:
        """Of one lane. A busy lane has words or bands; a quiet one is a bar alone."""
        words = self.names + self.waits if busy else min(2 * QUIET, self.names + self.waits)
        return self.gap + self.full + words + rows_of_lines * WORDS_HIGH + (0.04 if rows_of_lines else 0)


def looks(lanes: int) -> list[Look]:
    """The looks for that many lanes, the most legible first."""
    pitch = max(LEAST_PITCH, min(0.3, MOST_HIGH / max(1, lanes)))
    return [
        Look(0.26, WORDS_HIGH, WORDS_HIGH, 6, GAP),
        Look(0.26, WORDS_HIGH, WORDS_HIGH, 3, GAP),
        Look(0.24, WORDS_HIGH, WORDS_HIGH, 1, GAP),
        Look(0.18, WORDS_HIGH, 0, 0, 0.06),
        Look(0.6 * pitch, 0, 0, 0, 0.4 * pitch, labels_letters=9.0 if pitch >= 0.2 else LETTERS),
    ]
