"""What is kept of a recording: the files that were asked for, each of the kind that its option or its ending says."""

from __future__ import annotations

from ..recording.recording import Recording
from .arguments import PICTURES, TRACES, Options


def keep(recording: Recording, options: Options) -> None:
    """Write the files. Raises OSError if one can't be written, ValueError if the part to draw is empty."""
    start, wall = options.start or 0, recording.wall_ns / 1_000_000
    if start >= wall > 0:
        raise ValueError(f"The part from {start:g} ms on is empty: the program had ended after {wall:.0f} ms.")
    if options.json:
        recording.save(options.json)
    if options.chrome_trace:
        _trace(recording, options.chrome_trace)
    if options.timeline:
        _picture(recording, options.timeline, options)
    for path in options.output or ():
        if path.endswith(PICTURES):
            _picture(recording, path, options)
        elif path.endswith(TRACES):
            _trace(recording, path)
        elif path.endswith(".txt"):
            with open(path, "w", encoding="utf-8") as file:
                print(in_letters(recording), file=file)
        else:
            recording.save(path)


def in_letters(recording: Recording) -> str:
    from ..picture import as_text

    return as_text(recording)


def _trace(recording: Recording, path: str) -> None:
    from ..recording.chrome_trace import save_chrome_trace

    save_chrome_trace(recording, path)


def _picture(recording: Recording, path: str, options: Options) -> None:
    from ..picture import cpus, save, timeline

    save((cpus if options.cpus else timeline)(recording, options.start, options.end), path)
