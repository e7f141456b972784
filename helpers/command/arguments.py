"""What the command line asks for: its options, and why what they name can't be read, written or drawn.

Every program waits for this to be loaded, so argparse is loaded only if there is an option to parse.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # not from typing, which takes 4 ms to load
if TYPE_CHECKING:
    from collections.abc import Iterator


class Options:
    """What was asked for, and what holds if nothing was."""

    timeout: float = float("inf")
    max_processes: int = 500
    max_output: int = 16  # MiB, as is the next one
    max_memory: int = 2048
    tty: bool = False
    json: str | None = None
    timeline: str | None = None
    chrome_trace: str | None = None
    calls: bool = True
    program: str = ""
    arguments: tuple[str, ...] | list[str] = ()


def parse(words: list[str]) -> Options:
    """The options, wherever they stand; the other words, in order, are the program and its arguments.

    Words behind ``--`` are the program's, whatever they look like.
    """
    options = Options()
    if words[:1] == ["run"] and words[1:] and not any(word.startswith("-") for word in words):
        options.program, *options.arguments = words[1:]
        return options  # nothing to parse: argparse would take longer than Python's own start
    import argparse

    parser = argparse.ArgumentParser(
        prog="python -m helpers run",
        usage="%(prog)s [options] PROGRAM [ARG ...]",
        description="Run a Python program and record what its processes do.",
        epilog="Options of the program's own that have one of these names stand behind --.",
        allow_abbrev=False,
        add_help=False,
    )
    seconds, number = kind_of(float, "a number of seconds"), kind_of(int, "a whole number")
    parser.add_argument("--timeout", metavar="S", type=seconds, help="stop it after S seconds (never)")
    parser.add_argument("--max-processes", metavar="N", type=number, help="stop it at more than N (500)")
    parser.add_argument("--max-output", metavar="MIB", type=number, help="stop it when it has written more (16)")
    parser.add_argument("--max-memory", metavar="MIB", type=number, help="stop it when it takes more (2048)")
    parser.add_argument("--tty", action="store_true", help="give it a terminal, for its colours and progress bars")
    parser.add_argument("--json", metavar="FILE", help="write the recording")
    parser.add_argument("--timeline", metavar="FILE", help="draw the timeline, as .png or .svg")
    parser.add_argument("--chrome-trace", metavar="FILE", help="write a trace for ui.perfetto.dev")
    parser.add_argument(
        "--no-calls", dest="calls", action="store_false", default=True,
        help="load nothing into it: its calls and waits are not recorded",
    )  # fmt: skip
    if words[:1] != ["run"] or words[1:2] in ([], ["-h"], ["--help"]):
        parser.print_help()
        sys.exit(0 if words[-1:] in (["-h"], ["--help"]) else 2)
    end = words.index("--") if "--" in words else len(words)
    _, rest = parser.parse_known_args(words[1:end], options)
    options.program, *options.arguments = [*rest, *words[end + 1 :]] or [""]
    if not options.program:
        parser.error("Which program is to be run? Name a Python file.")
    if not options.timeout > 0:
        parser.error(f"A time limit of {options.timeout:g} s makes no sense: it must be more than 0.")
    if options.max_processes < 1:
        parser.error(f"A limit of {options.max_processes} processes makes no sense: a program is at least 1.")
    for name, most in (("output", options.max_output), ("memory", options.max_memory)):
        if most < 1:
            parser.error(f"A limit of {most} MiB of {name} makes no sense: it must be at least 1.")
    if options.timeline and not options.timeline.endswith((".png", ".svg")):
        parser.error(f"A timeline is drawn as .png or .svg; {options.timeline} is neither.")
    return options


def kind_of(convert, what: str):
    """What argparse calls with a word: `convert`, with a sentence for its failure."""

    def converted(word):
        try:
            return convert(word)
        except ValueError:
            from argparse import ArgumentTypeError

            raise ArgumentTypeError(f"{word!r} is not {what}.") from None

    return converted


def problems(options: Options) -> Iterator[str]:
    """A sentence for each reason why what was asked for can't be done."""
    files = [path for path in (options.json, options.timeline, options.chrome_trace) if path]
    yield from filter(None, (complaint(options.program), *map(complaint_about_output, files)))
    for name, most in (("output", options.max_output), ("memory", options.max_memory)):
        if most < 1:
            parser.error(f"A limit of {most} MiB of {name} makes no sense: it must be at least 1.")
    if options.timeline and not has_matplotlib():
        yield "A timeline is drawn by matplotlib, and this Python does not have it: use the course's own, in .venv."


def complaint_about_output(path: str) -> str | None:
    """Why this file can't be written when the program has ended, as a sentence; None if nothing is known against it."""
    folder = os.path.dirname(path) or os.curdir
    if not os.path.isdir(folder):
        return f"{path} can't be written: there is no folder {folder}."
    if os.path.isdir(path):
        return f"{path} can't be written: it is a folder."
    if not os.access(path if os.path.exists(path) else folder, os.W_OK):
        return f"{path} can't be written: you have no permission to write there."
    return None


def has_matplotlib() -> bool:
    from importlib.util import find_spec

    return find_spec("matplotlib") is not None


def complaint(path: str) -> str | None:
    """Why this file can't be run as a Python program, as a sentence; None if it can."""
    if not os.path.exists(path):
        return f"There is no file {path}. Is the name right, and is this the right folder ({os.getcwd()})?"
    if os.path.isdir(path):
        return f"{path} is a folder, not a Python file."
    if not os.access(path, os.R_OK):
        return f"{path} can't be read: you have no permission for it (chmod u+r gives it to its owner)."
    if not os.path.isfile(path):
        return None  # a pipe, for instance: what is read from it here would be missing there
    with open(path, "rb") as file:
        start = file.read(4096)
    if b"\0" in start and not path.endswith((".pyc", ".pyz")):
        return f"{path} is not Python: it holds binary data."
    return None
