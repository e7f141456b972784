"""How is a run looked at? The Run that comes back from run(): its timeline, its CPUs, its tree; and several compared.

r.timeline()     a lane for each process          r.tree()           who started whom
r.cpus()         a lane for each CPU              r.turn_lengths()   how long the turns on a CPU were
r.explore()      the timeline to point at         compare(a, b)      timelines below one another
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

from ...recording.recording import Recording
from ...teach import page
from ...teach.explained import Explained
from .pictures import drawn, show_picture

known_colours: dict[str, int] = {}  # the functions of earlier pictures keep their colours on the same page


class BadPart(Explained, ValueError):
    """The part of a picture that was asked for is empty."""


class BadMark(Explained, TypeError):
    """A mark that says no time."""


@dataclass(frozen=True, repr=False)
class Run(Recording):
    """A Recording that can be looked at; `changed` if its program was a cell whose text is not the course's."""

    changed: bool = False

    def timeline(
        self,
        start_ms: float | None = None,
        end_ms: float | None = None,
        *,
        startup: bool = False,
        marks: Mapping[str, object] | None = None,
    ) -> None:
        """Show who did what when, from `start_ms` to `end_ms` (milliseconds since the start).

        Without these, from the program's first own step on; with `startup`, from the start of Python. `marks` names
        moments and phases: a number of ns or a line is a moment; a call, a wait, a process, or a pair or list of them
        is a phase.

            r.timeline(marks={"the question is asked": r.lines()[0], "the pool works": r.calls("task")})

        Raises BadPart if the part is empty, BadMark if a mark says no time.
        """
        from ... import picture

        def draw():
            return picture.timeline(
                self, start_ms, end_ms, self.title, startup=startup, marks=marks, known=known_colours
            )

        words = picture.with_marks(picture.words(self), marks)
        with as_sentence(ValueError, BadPart), as_sentence(TypeError, BadMark):
            show_picture(draw, words, "Timeline", in_terminal=picture.as_text(self))

    def picture(self) -> str:
        """The timeline as HTML, with its words folded below it."""
        from ... import picture

        figure = picture.timeline(self, title=self.title, known=known_colours)
        return drawn(figure, picture.words(self), "Timeline")[0]["text/html"]

    def cpus(self, start_ms: float | None = None, end_ms: float | None = None) -> None:
        """Show who was on which CPU, from `start_ms` to `end_ms` (milliseconds since the start).

        Raises BadPart if the part is empty.
        """
        from ... import picture

        with as_sentence(ValueError, BadPart):
            words = picture.cpu_words(self)
            show_picture(lambda: picture.cpus(self, start_ms, end_ms, self.title), words, "View by CPU")

    def explore(self, start_ms: float | None = None, end_ms: float | None = None) -> None:
        """Show the timeline, from `start_ms` to `end_ms` (milliseconds since the start), to zoom and to point at.

        In a page where nobody can point at anything (a stored notebook, GitHub) it is the timeline. Raises BadPart if
        the part is empty, or has more bars than a page can take.
        """
        from ... import picture
        from .exploring import script

        def draw():
            return picture.timeline(self, start_ms, end_ms, self.title, known=known_colours)

        with as_sentence(ValueError, BadPart):
            more = script(picture.numbers(self, start_ms, end_ms, known_colours)) if page.is_watched() else ""
            show_picture(draw, picture.words(self), "Timeline", in_terminal=picture.as_text(self), script=more)

    def tree(self) -> None:
        """Show who started whom."""
        from ... import picture

        show_picture(lambda: picture.tree(self), picture.words(self), "Process tree")

    def turn_lengths(self) -> None:
        """Show how long the turns on a CPU were that the kernel ended."""
        from ... import picture

        words = (
            f"{self.title}: how long the turns on a CPU were that the kernel ended, as shares of all "
            "the time in them, compared with a hundredth of a second."
        )
        show_picture(lambda: picture.draw_turns(self, f"{self.title}: turns on a CPU"), words, "Histogram")

    @property
    def title(self) -> str:
        """The program's file, without its folder, and its arguments."""
        return " ".join([Path(self.command[1]).name, *self.command[2:]])

    def __str__(self) -> str:
        from ... import picture

        return picture.as_text(self)

    def __repr__(self) -> str:
        count = len(self.processes)
        end = f", stopped: {self.stopped}" if self.stopped else ""
        return f"<Run of {self.title}: {count} process{'' if count == 1 else 'es'}{end}>"


def compare(
    *runs: Run,
    titles: list[str] | None = None,
    startup: bool = False,
    marks: list[Mapping[str, object] | None] | None = None,
) -> None:
    """Show the timelines of several runs below one another, with the same scale of time.

    `titles` and `marks` have one entry for each run; see `Run.timeline`. Raises ValueError if they haven't.
    """
    from ... import picture

    titles = list(titles or [run.title for run in runs])
    named = list(marks or [None] * len(runs))
    words = "\n\n".join(
        f"{title}: {picture.with_marks(picture.words(run), each)}"
        for title, run, each in zip(titles, runs, named, strict=True)
    )

    def draw():
        return picture.timelines(list(runs), titles, startup=startup, marks=named, known=known_colours)

    with as_sentence(TypeError, BadMark):
        show_picture(draw, words, "Timelines")


@contextmanager
def as_sentence(kind: type[Exception], shown: type[Explained]) -> Iterator[None]:
    """An error of that kind as one that a notebook shows as a sentence."""
    try:
        yield
    except kind as problem:
        raise shown(str(problem)) from None


def as_run(recording: Recording) -> Run:
    """The same recording as a Run."""
    return Run(**{field.name: getattr(recording, field.name) for field in fields(Recording)})
