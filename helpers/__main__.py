"""The command line: ``python -m helpers run PROGRAM [ARG …]``.

Runs a program as ``python PROGRAM ARG …`` would: its input, output and exit status pass through unchanged.
What was seen of its processes is written to the files asked for.
"""

import os
import sys

from .watch.client.converse import CannotStart, Line, converse, hold_low_descriptors, make_request

STOPPED = {
    "timeout": "it ran longer than its time limit. Give it more with --timeout SECONDS",
    "processes": "it had more processes alive than its limit. Allow more with --max-processes N",
    "output": "it wrote more than the 16 MiB that a recording keeps",
    "memory": "its processes together took more than 2 GiB of memory",
    "interrupted": "it was interrupted",
}
STOPPED_STATUS = 124  # as timeout(1) has it
CANNOT_STATUS = 125  # the recorder's own failure, as timeout(1) and env(1) have it


class Options:
    """What was asked for, and what holds if nothing was."""

    timeout: float = 60
    max_processes: int = 500
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
    parser.add_argument("--timeout", metavar="S", type=seconds, help="stop it after S seconds (60)")
    parser.add_argument("--max-processes", metavar="N", type=number, help="stop it at more than N (500)")
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


class CannotPassOn(Exception):
    """What the program wrote could not be written where this process's output goes."""


def write_through(pid: int, stream: str, data: bytes) -> None:
    """Pass a chunk on unchanged. Raises BrokenPipeError if nobody reads, CannotPassOn if the disk is full, say."""
    view, fd = memoryview(data), 1 if stream == "stdout" else 2
    while view:
        try:
            view = view[os.write(fd, view) :]
        except BlockingIOError:  # whoever shares the terminal or the pipe has made it so
            import select

            select.select([], [fd], [])
        except BrokenPipeError:
            raise
        except OSError as why:
            raise CannotPassOn(f"What the program wrote to {stream} could not be passed on: {why.strerror}.") from None


def run(options, line: Line) -> int:
    """Run the program, write the files, and return the exit status (negative: a signal's number)."""
    limits = {
        "timeout_s": options.timeout,
        "max_processes": options.max_processes,
        "output_bytes": 16 << 20,
        "memory_bytes": 2 << 30,
    }
    command = [sys.executable, options.program, *options.arguments]
    request = make_request(command, None, limits, "auto", line_buffered=True, own_session=False, calls=options.calls)
    import _signal as signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the program gets Ctrl-C too, and decides what it means
    try:
        data, _ = converse(line, request, write_through)
    finally:
        line.close()  # no further request comes: the guard ends, and the program's tree if it is there still
        os.wait()
    if data is not None:
        save(data, options)
    if data is None or data["stopped"]:
        from .recording.notes import ENDED_ITSELF

        if data is None or ENDED_ITSELF in data["notes"]:
            raise CannotStart(ENDED_ITSELF)
        print(f"The program was stopped: {STOPPED[data['stopped']]}.", file=sys.stderr)
        return STOPPED_STATUS
    main = data["processes"][0]
    if main["signal"]:
        return -signal_number(main["signal"])
    return main["exit_code"] or 0


def start_guard() -> Line:
    """Fork the guard, and return the line to it.

    Before anything else: it gets ready while the words of the command line are read. This process has one
    thread and has opened nothing yet, so it can fork. The guard ends by itself if no request comes.
    """
    line = Line()
    if os.fork() == 0:
        line.close()
        from .watch.supervisor.guard import guard

        guard(*line.theirs)
    line.close_theirs()
    return line


def save(data: dict, options) -> None:
    if not (options.json or options.timeline or options.chrome_trace):
        return
    from .recording.recording import VERSION, Recording

    recording = Recording.from_dict({"version": VERSION, **data})
    if options.json:
        recording.save(options.json)
    if options.chrome_trace:
        from .recording.chrome_trace import save_chrome_trace

        save_chrome_trace(recording, options.chrome_trace)
    if options.timeline:
        from .picture import save as save_picture
        from .picture import timeline

        save_picture(timeline(recording), options.timeline)


def signal_number(name: str) -> int:
    """15 for ``SIGTERM``, 35 for ``signal 35``, which has no name."""
    import signal

    return getattr(signal, name, None) or int(name.removeprefix("signal "))


def die_of(number: int) -> None:
    """End as the program did: by the same signal, so that a shell sees the same."""
    import resource
    import signal

    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    if number not in (signal.SIGKILL, signal.SIGSTOP):
        signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def main() -> int:
    hold_low_descriptors()
    line = start_guard()
    options = parse(sys.argv[1:])
    files = [path for path in (options.json, options.timeline, options.chrome_trace) if path]
    for problem in (complaint(options.program), *map(complaint_about_output, files)):
        if problem:
            print(problem, file=sys.stderr)
            return 2
    if options.timeline and not has_matplotlib():
        said = "A timeline is drawn by matplotlib, and this Python does not have it: use the course's own, in .venv."
        print(said, file=sys.stderr)
        return 2
    try:
        status = run(options, line)
    except (CannotStart, CannotPassOn) as why:
        print(why, file=sys.stderr)
        return CANNOT_STATUS
    except OSError as why:
        print(f"{why.filename or 'The files asked for'} could not be written: {why.strerror or why}.", file=sys.stderr)
        return CANNOT_STATUS
    if status < 0:
        die_of(-status)
    return status


if __name__ == "__main__":
    sys.exit(main())
