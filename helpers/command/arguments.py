"""What the words on the command line ask for.

    run [OPTION ...] PROGRAM [ARG ...]        options stand before PROGRAM; what follows it is the program's own
    load [OPTION ...] FILE

Every program waits for this to be loaded, so argparse is loaded only if there is an option to parse. `course.py` asks
here, too, before anything is installed: it needs the standard library only.
"""

from __future__ import annotations

import sys

from .interpreter import interpreter, on_path

TYPE_CHECKING = False  # not from typing, which takes 4 ms to load
if TYPE_CHECKING:
    from collections.abc import Iterator

PICTURES = (".png", ".svg")
TRACES = (".trace.json", ".trace")
ENDINGS = (*PICTURES, ".txt", *TRACES, ".json")
USAGE = """{0} run [OPTION ...] PROGRAM [ARG ...]
       {0} run [OPTION ...] -m MODULE [ARG ...]
       {0} run [OPTION ...] -c CODE [ARG ...]
       {0} run [OPTION ...] -- COMMAND [ARG ...]"""
ABOUT = (
    "Run a program and record what its processes do. Options stand before PROGRAM; what follows it is the program's."
)
PROGRAMS = """PROGRAM is a Python file, or a folder or .pyz file that has a __main__.py; MODULE and CODE are what
Python's own -m and -c take. COMMAND is anything else: of what is not CPython 3.11 or newer, only the kernel's
side is recorded.

{0} load FILE draws a recording again that --json has written."""


class Options:
    """What was asked for, and what holds if nothing was."""

    command: str = "run"
    timeout: float = float("inf")
    max_processes: int = 500
    max_output: int = 16  # MiB, as is the next one
    max_memory: int = 2048
    tty: bool = False
    calls: bool = True
    json: str | None = None
    timeline: str | None = None
    chrome_trace: str | None = None
    output: list[str] | None = None  # files whose ending says what is in them
    cpus: bool = False
    start: float | None = None  # ms, as is the next one
    end: float | None = None
    python: str | None = None
    how: str = ""  # "-m", "-c", or "--" for a command that is not Python's
    program: str = ""  # the file, the module, the code or the command
    arguments: tuple[str, ...] | list[str] = ()

    def words(self) -> list[str]:
        """What is run: an executable's path and its arguments. Raises OSError if there is no such executable."""
        if self.how == "--":
            return [on_path(self.program), *self.arguments]
        self.python = interpreter(self.python)
        return [self.python, *([self.how] if self.how else []), self.program, *self.arguments]

    def files(self) -> list[str]:
        """All that is to be written."""
        return [path for path in (self.json, self.timeline, self.chrome_trace, *(self.output or ())) if path]

    def draws(self) -> bool:
        return any(path.endswith(PICTURES) for path in self.files())


def parse(words: list[str], prog: str = "python -m helpers") -> Options:
    """What `words` ask for. Prints help or what is wrong, and exits, as argparse does."""
    options = Options()
    if words[:1] == ["run"] and words[1:] and not words[1].startswith("-"):
        options.program, *options.arguments = words[1:]
        return options  # nothing to parse: argparse would take longer than Python's own start
    from .parsers import load_parser, run_parser

    if words[:1] == ["load"]:
        parser = load_parser(prog)
        parser.parse_args(words[1:] or ["--help"], options)
        options.command = "load"
    else:
        parser = run_parser(prog)
        if words[:1] != ["run"] or not words[1:]:
            parser.print_help()
            sys.exit(0 if words in (["-h"], ["--help"]) else 2)
        options_end, options.how, own = split(words)
        parser.parse_args(words[1:options_end], options)
        options.program, *options.arguments = own or [""]
        if not options.program:
            parser.error("Which program is to be run? Name a Python file.")
    mistake = next(mistakes(options), None)
    if mistake:
        parser.error(mistake)
    return options


def split(words: list[str]) -> tuple[int, str, list[str]]:
    """Where the recorder's own options end, what kind of program follows, and the words that are the program's."""
    from .parsers import WITH_VALUE

    at = 1
    while at < len(words):
        word = words[at]
        if word == "--":
            return at, "--", words[at + 1 :]
        if word in ("-m", "-c"):
            return at, word, words[at + 1 :]
        if word.startswith(("-m", "-c")):
            return at, word[:2], [word[2:], *words[at + 1 :]]
        if not word.startswith("-") or word == "-":
            return at, "", words[at:]
        at += 2 if word in WITH_VALUE else 1
    return len(words), "", []


def mistakes(options: Options) -> Iterator[str]:
    """What makes no sense, whatever the machine is like."""
    if not options.timeout > 0:
        yield f"A time limit of {options.timeout:g} s makes no sense: it must be more than 0."
    if options.max_processes < 1:
        yield f"A limit of {options.max_processes} processes makes no sense: a program is at least 1."
    for name, most in (("output", options.max_output), ("memory", options.max_memory)):
        if most < 1:
            yield f"A limit of {most} MiB of {name} makes no sense: it must be at least 1."
    if options.timeline and not options.timeline.endswith(PICTURES):
        yield f"A timeline is drawn as .png or .svg; {options.timeline} is neither."
    for path in options.output or ():
        if not path.endswith(ENDINGS):
            yield f"The ending of {path} does not say what to write: use one of {', '.join(ENDINGS)}."
    start, end = options.start or 0, options.end
    if start < 0 or (end is not None and not end > start):
        yield (
            f"The part from {start:g} to {end:g} ms makes no sense."
            if end is not None
            else (f"A picture can't begin at {start:g} ms: the program starts at 0.")
        )
    zooms = options.cpus or options.start is not None or options.end is not None
    if zooms and not any(path.endswith((*PICTURES, ".txt")) for path in options.files()):
        yield "--cpus, --from and --to are about a picture: name its file with -o, for instance -o picture.png."
    elif (zooms and any(path.endswith(".txt") for path in options.files())) and not options.draws():
        yield "--cpus, --from and --to are for pictures, .png or .svg: the text shows the whole run by process."


def hint(options: Options) -> str | None:
    """A sentence where a word behind PROGRAM looks like one of ours; None if none does."""
    if options.command != "run" or options.how == "--" or not any(word.startswith("--") for word in options.arguments):
        return None
    from .parsers import NAMES

    mistaken = next((word for word in options.arguments if word.partition("=")[0] in NAMES), None)
    if mistaken is None:
        return None
    return (
        f"{mistaken} stands behind the program and is given to it. The recorder's own options stand before the program."
    )
