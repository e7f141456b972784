"""Is each field of a recording held by some claim? Each is disturbed, and the claims are asked again.

    a run of the lesson ──► one thing in its recording made wrong ──► the cells with claims about it ──► does one fail?

No program runs for this but the lesson's own, once. A claim looks at one thing, so most disturbances of one recording
are nobody's business; but a kind of disturbance that no claim of the whole course notices is a field that nothing
holds: it could be wrong in every lesson.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from helpers.recording.recording import Process, Recording, Span

MOST = 12  # of one kind in one recording: lines and processes can be many
LONGER = 100

Disturbances = Iterator[Recording]


def lanes_lost(r: Recording) -> Disturbances:
    for process in r.processes[1:]:
        yield replace(
            r,
            processes=tuple(other for other in r.processes if other is not process),
            spans=tuple(span for span in r.spans if span.pid != process.pid),
            on_cpu=tuple(turn for turn in r.on_cpu if turn.pid != process.pid),
            output=tuple(line for line in r.output if line.pid != process.pid),
        )


def of_process(change: Callable[[Recording, Process], Process | None]) -> Callable[[Recording], Disturbances]:
    """One process after the other, changed; those for which `change` gives None are left."""

    def each(r: Recording) -> Disturbances:
        for number, process in enumerate(r.processes):
            changed = change(r, process)
            if changed is not None:
                yield replace(r, processes=(*r.processes[:number], changed, *r.processes[number + 1 :]))

    return each


def swapped(field: str) -> Callable[[Recording], Disturbances]:
    """This field of two processes that follow each other."""

    def each(r: Recording) -> Disturbances:
        for number in range(len(r.processes) - 1):
            one, other = r.processes[number : number + 2]
            first, second = getattr(one, field), getattr(other, field)
            if first != second and None not in (first, second):
                pair = replace(one, **{field: second}), replace(other, **{field: first})
                yield replace(r, processes=(*r.processes[:number], *pair, *r.processes[number + 2 :]))

    return each


def of_spans(
    key: Callable[[Span], str | None], change: Callable[[Recording, Span], Span | None]
) -> Callable[[Recording], Disturbances]:
    """All spans with the same key, changed; those for which `change` gives None are lost."""

    def each(r: Recording) -> Disturbances:
        for name in sorted({found for span in r.spans if (found := key(span)) is not None}):
            spans = [change(r, span) if key(span) == name else span for span in r.spans]
            yield replace(r, spans=tuple(span for span in spans if span is not None))

    return each


def other(r: Recording, pid: int) -> int:
    """The PID of another process of this run; of one that isn't there, if there is only one."""
    return next((process.pid for process in r.processes if process.pid != pid), pid + 1)


def function(span: Span) -> str | None:
    return span.function if span.kind == "call" else None


def reason(span: Span) -> str | None:
    return span.kind if span.kind != "call" else None


def lines_lost(r: Recording) -> Disturbances:
    for number in range(len(r.output)):
        yield replace(r, output=r.output[:number] + r.output[number + 1 :])


def lines_swapped(r: Recording) -> Disturbances:
    for number in range(len(r.output) - 1):
        one, two = r.output[number : number + 2]
        pair = replace(two, time_ns=one.time_ns), replace(one, time_ns=two.time_ns)
        yield replace(r, output=(*r.output[:number], *pair, *r.output[number + 2 :]))


def writers(r: Recording) -> Disturbances:
    for pid in dict.fromkeys(line.pid for line in r.output):
        lines = (replace(line, pid=other(r, pid)) if line.pid == pid else line for line in r.output)
        yield replace(r, output=tuple(lines))


def streams(r: Recording) -> Disturbances:
    names = {"stdout": "stderr", "stderr": "stdout"}
    yield replace(r, output=tuple(replace(line, stream=names[line.stream]) for line in r.output))


def turns(change: Callable[[Recording], tuple]) -> Callable[[Recording], Disturbances]:
    def once(r: Recording) -> Disturbances:
        if r.on_cpu:
            yield replace(r, on_cpu=change(r))

    return once


EVERY: dict[str, Callable[[Recording], Disturbances]] = {
    "a process is missing": lanes_lost,
    "a process has another parent": of_process(lambda r, p: None if p is r.main else replace(p, ppid=p.pid + 1)),
    "a process has another role": of_process(lambda r, p: replace(p, role=f"{p.role}0")),
    "two processes were born in the other order": swapped("created_ns"),
    "two processes ended in the other order": swapped("exited_ns"),
    "an exit status is one more": of_process(
        lambda r, p: None if p.exit_code is None else replace(p, exit_code=p.exit_code + 1)
    ),
    "a signal is another": of_process(lambda r, p: replace(p, signal="SIGHUP") if p.signal else None),
    "a process was never collected": of_process(
        lambda r, p: None if p.collected_ns is None else replace(p, collected_ns=None)
    ),
    "the CPU time of a process is a hundred times as long": of_process(
        lambda r, p: None if not p.cpu_ns else replace(p, cpu_ns=LONGER * p.cpu_ns)
    ),
    "the calls of a function are missing": of_spans(function, lambda r, s: None),
    "the calls of a function are another process's": of_spans(
        function, lambda r, s: replace(s, pid=other(r, s.pid), tid=other(r, s.pid))
    ),
    "the calls of a function end at once": of_spans(function, lambda r, s: replace(s, end_ns=s.start_ns + 1)),
    "the waits of a kind are missing": of_spans(reason, lambda r, s: None),
    "the waits of a kind are of another": of_spans(
        reason, lambda r, s: replace(s, kind="sleep" if s.kind != "sleep" else "acquire")
    ),
    "the waits of a kind end at once": of_spans(reason, lambda r, s: replace(s, end_ns=s.start_ns + 1)),
    "a line is missing": lines_lost,
    "two lines came in the other order": lines_swapped,
    "the lines of a process are another's": writers,
    "the two streams are each other": streams,
    "all turns were on one CPU": turns(lambda r: tuple(replace(turn, cpu=0) for turn in r.on_cpu)),
    "each turn is of another process": turns(
        lambda r: tuple(replace(turn, pid=other(r, turn.pid), tid=other(r, turn.pid)) for turn in r.on_cpu)
    ),
    "turns that were taken away were given up, and the other way round": turns(
        lambda r: tuple(replace(turn, preempted=not turn.preempted) for turn in r.on_cpu)
    ),
}
