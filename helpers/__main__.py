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
    from .recording import VERSION

    data = {"version": VERSION, **data}
    if options.json:  # without a Recording: its questions take longer to load than Python takes to start
        import json

        with open(options.json, "w", encoding="utf-8") as file:
            file.write(json.dumps(data))
    if not (options.timeline or options.chrome_trace):
        return
    from .recording.recording import Recording

    recording = Recording.from_dict(data)
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
    from .arguments import parse, problems  # now: the guard is getting ready meanwhile

    options = parse(sys.argv[1:])
    problem = next(problems(options), None)
    if problem:
        print(problem, file=sys.stderr)
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
