"""The options of the command line, with their help: loaded only if there are options to parse."""

from __future__ import annotations

import argparse

from .arguments import ABOUT, PROGRAMS, USAGE


def kind_of(convert, what: str):
    """What argparse calls with a word: `convert`, with a sentence for its failure."""

    def converted(word):
        try:
            return convert(word)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{word!r} is not {what}.") from None

    return converted


SECONDS, MILLISECONDS = kind_of(float, "a number of seconds"), kind_of(float, "a number of milliseconds")
NUMBER = kind_of(int, "a whole number")
RUNNING = {
    "--python": {"metavar": "PATH", "help": "the Python that runs it (the active environment's, else python3)"},
    "--timeout": {"metavar": "S", "type": SECONDS, "help": "stop it after S seconds (never)"},
    "--max-processes": {"metavar": "N", "type": NUMBER, "help": "stop it at more than N (500)"},
    "--max-output": {"metavar": "MIB", "type": NUMBER, "help": "stop it when it has written more (16)"},
    "--max-memory": {"metavar": "MIB", "type": NUMBER, "help": "stop it when it takes more (2048)"},
}
KEEPING = {
    "-o": {"metavar": "FILE", "dest": "output", "action": "append",
           "help": ".png or .svg: the timeline; .json: the recording; .trace.json: a trace; .txt: all that in letters"},
    "--timeline": {"metavar": "FILE", "help": "draw the timeline, as .png or .svg"},
    "--from": {"metavar": "MS", "dest": "start", "type": MILLISECONDS, "help": "draw from here on: ms since the start"},
    "--to": {"metavar": "MS", "dest": "end", "type": MILLISECONDS, "help": "draw up to here"},
    "--chrome-trace": {"metavar": "FILE", "help": "write a trace for ui.perfetto.dev"},
}  # fmt: skip
RECORDING: dict[str, dict] = {"--json": {"metavar": "FILE", "help": "write the recording"}}
BY_CPU: dict[str, dict] = {"--cpus": {"action": "store_true", "help": "draw a lane for each CPU, not for each process"}}
SWITCHES: dict[str, dict] = {
    "--tty": {"action": "store_true", "help": "give it a terminal, for its colours and progress bars"},
    "--no-calls": {"dest": "calls", "action": "store_false", "default": True,
                   "help": "load nothing into it: its calls and waits are not recorded"},
}  # fmt: skip
WITH_VALUE = {*RUNNING, *KEEPING, *RECORDING}
NAMES = {name for name in (*WITH_VALUE, *BY_CPU, *SWITCHES) if name.startswith("--")}


def run_parser(prog: str) -> argparse.ArgumentParser:
    parser = _parser(prog, f"{prog} run", USAGE, ABOUT, PROGRAMS)
    _add(parser, RUNNING, SWITCHES, KEEPING, BY_CPU, RECORDING)
    return parser


def load_parser(prog: str) -> argparse.ArgumentParser:
    about = "Draw a recording again that --json has written; without an option, as text."
    parser = _parser(prog, f"{prog} load", "{0} load [OPTION ...] FILE", about, "")
    parser.add_argument("program", metavar="FILE", help="the recording")
    _add(parser, KEEPING, BY_CPU)
    return parser


def _parser(prog: str, name: str, usage: str, about: str, below: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=name, usage=usage.format(prog), description=about, epilog=below.format(prog), allow_abbrev=False,
        add_help=False, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("-h", "--help", action="help", help="show this")
    return parser


def _add(parser: argparse.ArgumentParser, *groups: dict[str, dict]) -> None:
    for group in groups:
        for name, how in group.items():
            parser.add_argument(name, **{"default": argparse.SUPPRESS, **how})
