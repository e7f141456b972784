"""Who wrote what, in which order.

A text that is asked for may be part of a line. Lines are those of stdout unless a question says otherwise. Who wrote
a line is what the kernel says (Linux); macOS doesn't say, and there every such question is unknown.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ..asking import NotThere, Unseen, moment, question
from ..questions import Questions
from ..records import Output
from .who import in_tree_order


class Lines(Questions):
    """Questions about what the processes wrote."""

    @question
    def who_wrote(self, text: str) -> list[str]:
        """The roles of all processes that wrote a line with this text, in tree order, each once."""
        pids = {line.pid for line in self._lines_of(None) if text in line.text}
        return [process.role for process in in_tree_order(self) if process.pid in pids]

    @question
    def writers(self) -> list[str]:
        """The role of the writer of each line, in the order in which the lines were written."""
        return [self.process(line.pid).role for line in self._lines_of(None)]

    @question
    def first_writer(self) -> str:
        """The role of the process that wrote the very first line."""
        self._needs_writers()
        return self.process(self._line("", None, 0).pid).role

    @question
    def how_many_lines(self, which=None) -> int:
        """How many lines were written, by all processes or by this one."""
        return len(self.lines() if which is None else self._lines_of(which))

    @question
    def how_often(self, text: str, which=None) -> int:
        """How many lines with this text were written, by all processes or by this one."""
        return sum(text in line.text for line in (self.lines() if which is None else self._lines_of(which)))

    @question
    def wrote(self, which, text: str) -> bool:
        """Whether this process wrote a line with this text."""
        return any(text in line.text for line in self._lines_of(which))

    @question
    def lines_of(self, which=None) -> list[str]:
        """The lines of this process (or all lines), without their newlines, in the order of writing."""
        return [line.text for line in (self.lines() if which is None else self._lines_of(which))]

    @question
    def last_line(self) -> str:
        """The text of the very last line that was written."""
        return self._line("", None, -1).text

    @question
    def lines_in_order(self, *texts: str) -> bool:
        """Whether the first lines with these texts were written in this order (whoever wrote them)."""
        every = self.lines()
        places = [every.index(self._line(text, None, 0)) for text in texts]
        return all(one < next_one for one, next_one in pairwise(places))

    @question
    def number(self, after: str, which=None) -> int | float:
        """The number after these words, in the first line (of this process) with them: 7 after "it is" in "it is 7"."""
        return self._numbers(after, which)[0]

    @question
    def numbers(self, after: str, which=None) -> list[int | float]:
        """The number that follows these words in each line (of this process) with them, in the order of writing."""
        return self._numbers(after, which)

    @question
    def how_many_different(self, after: str) -> int:
        """How many different numbers follow these words, over all lines with them."""
        return len(set(self._numbers(after, None)))

    @question
    def raised(self, which, error: str) -> bool:
        """Whether this process wrote this to stderr: an error's name, or a part of its message."""
        self._needs_writers()
        return error in self.text(which, "stderr")

    @question
    def no_error_shown(self, which=None) -> bool:
        """Whether nothing at all was written to stderr, by all processes or by this one."""
        if which is not None:
            self._needs_writers()
        return self.text(which, "stderr") == ""

    @moment
    def line(self, text: str, which=None):
        """The instant at which the first line with this text was written (by this process)."""
        when = self._line(text, which, 0).time_ns
        return when, when

    @moment
    def first_line_of(self, which):
        """The instant at which this process wrote its first line."""
        when = self._line("", which, 0).time_ns
        return when, when

    @moment
    def last_line_of(self, which):
        """The instant at which this process wrote its last line."""
        when = self._line("", which, -1).time_ns
        return when, when

    def _lines_of(self, which) -> list[Output]:
        self._needs_writers()
        return self.lines(which)

    def _line(self, text: str, which, place: int) -> Output:
        found = [line for line in (self.lines() if which is None else self._lines_of(which)) if text in line.text]
        if not found:
            what = f"a line with {text!r}" if text else "a line"
            said = f"No process wrote {what}" if which is None else f"{self.process(which).role} didn't write {what}"
            raise NotThere(f"{said}. All lines: {self.text()!r}.")
        return found[place]

    def _numbers(self, after: str, which) -> list[int | float]:
        pattern = re.compile(re.escape(after) + r"\W*?(-?\d+(?:\.\d+)?)")
        texts = [line.text for line in (self.lines() if which is None else self._lines_of(which))]
        found = [match[1] for text in texts if (match := pattern.search(text))]
        if not found:
            raise NotThere(f"No number follows {after!r} in any line. The lines: {texts}.")
        return [float(number) if "." in number else int(number) for number in found]

    def _needs_writers(self) -> None:
        if any(chunk.pid == 0 for chunk in self.output):
            raise Unseen("this system doesn't say who wrote a line")
