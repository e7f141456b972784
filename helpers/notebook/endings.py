"""How a run ended, when that is worth a sentence: at a limit, by a signal, with an exit status.

A program that ended by itself with status 0 gets no sentence.
"""

from __future__ import annotations

from ..recording.notes import ENDED_ITSELF
from ..recording.recording import Recording

INTERRUPTED = "Stopped: you interrupted the run. All its processes were ended."


def ending(recording: Recording, limits) -> str | None:
    """The sentence for the end of this run, or None. `limits` are those that it ran under."""
    if recording.stopped:
        return _stopped(recording, limits)
    if not recording.processes:
        return None
    main = recording.main
    if main.signal:
        return f"The program was ended by the signal {main.signal}."
    if main.exit_code:
        return f"The program ended with exit status {main.exit_code}."
    return None


def _stopped(recording: Recording, limits) -> str:
    if recording.stopped == "timeout":
        seconds = "1 second" if limits.timeout_s == 1 else f"{limits.timeout_s:g} seconds"
        more = f"{limits.timeout_s * 3:g}"
        ended_ns = recording.main.exited_ns
        if ended_ns is None or ended_ns > limits.timeout_s * 1e9:
            what = f"the program was still running after {seconds}, the limit for this run. Either something in it "
        else:
            what = (
                f"the program's first process had ended, but one that it left behind was still running after {seconds},"
                " the limit for this run. Either that process "
            )
        return (
            f"Stopped: {what}waits for what never comes, or it only needs longer. "
            f"For more time: timeout={more} in run(), --timeout {more} after %%program."
        )
    if recording.stopped == "processes":
        return (
            f"Stopped: the program had more than {limits.max_processes} processes at a time, the limit "
            "for this run. Usually a child runs on into code that was meant for its parent, "
            "and starts children too. "
            "Look for where each child should end."
        )
    if recording.stopped == "output":
        return (
            f"Stopped: the program wrote more than {_mib(limits.output_bytes)}, the limit for this run. "
            "Usually a loop that prints never ends. Look for what should end it."
        )
    if recording.stopped == "memory":
        return (
            f"Stopped: the program used more than {_mib(limits.memory_bytes)} of memory, the limit for this "
            "run. Usually something grows without end, or there are more processes than was meant. "
            "Make it smaller."
        )
    if ENDED_ITSELF in recording.notes:
        return f"Stopped: {ENDED_ITSELF[0].lower()}{ENDED_ITSELF[1:]} What they had told until then is kept."
    return INTERRUPTED


def _mib(size: int) -> str:
    return f"{size / 2**30:g} GiB" if size >= 2**30 else f"{size / 2**20:g} MiB"
