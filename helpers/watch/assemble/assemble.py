"""Puts together what was seen of one run: from raw records of four kinds to the Recording's dicts.

    kernel layer ──► from_layer ──► lives, turns ──┐
    events ───────► read_events ──► heard ─────────┼──► add_from_probe ──► add_ends ──► turns, spans, collecting, roles
    pidfds ───────► ends_seen ────► ends ──────────┘                                    and the captured output, in ns
                                                                                        since the start

Each step takes what those before it gave, and adds to the lives. Where two sources know the same thing, the kernel's
word counts; the probe fills what the kernel did not tell.
"""

from __future__ import annotations

from ...recording.notes import CAPPED, GAVE_UP, NO_ROOM
from ..client.wire import Chunk
from .ends import add_collecting, add_ends, ends_seen
from .events import Heard, Spans, SpanSeen, read_events
from .joined import heard_inside
from .lives import Life, Seen, add_from_probe, from_layer
from .roles import roles
from .turns import possible
from .written import output

STOPPED = {"limit": CAPPED, "deep": GAVE_UP, "room": NO_ROOM}


def assemble(seen: Seen) -> dict:
    """The recording as `Recording.to_dict` has it, but for the version."""
    exact = seen.layer.name == "exact"
    told = from_layer(seen)
    heard = read_events(seen.events_folder, told.reused) if seen.outer is None else heard_inside(seen.outer, told, seen)
    add_from_probe(told, heard, exact)
    ends = ends_seen(seen.exits, () if exact else told.reused)
    add_ends(told.lives, heard, ends, exact)
    turns = possible(told.turns, told.lives)
    for turn in turns:
        told.lives[turn.pid].turns.append(turn)
    order = sorted(told.lives.values(), key=lambda life: (life.pid != seen.main, life.created))
    named = {child: name for said in heard.values() for child, name in said.names.items()}
    named |= {pid: said.role for pid, said in heard.items() if said.role}
    spans = spans_of(order, heard, named, seen)
    waits: dict[int, list[int]] = {}
    for span in spans:
        if span.kind in ("wait", "join") and not (span.cut or span.unrecorded):
            waits.setdefault(span.pid, []).append(span.end)
    add_collecting(order, heard, ends, waits)
    python = {pid for pid, said in heard.items() if said.started}
    names = roles(order, named, {life.pid: life.program for life in order if life.program and life.pid not in python})
    end = max(seen.ended_ns if life.exited is None else life.exited for life in order)

    def since(time: int) -> int:
        return max(0, time - told.start)

    def since_if_known(time: int | None) -> int | None:
        return None if time is None else since(time)

    return {
        "command": seen.command,
        "kernel_layer": seen.layer.name,
        "wall_ns": since(end),
        "stopped": seen.stopped,
        "processes": [
            {
                "pid": life.pid,
                "ppid": life.ppid,
                "role": names[life.pid],
                "created_ns": since(life.created),
                "first_ran_ns": since(life.turns[0].start) if exact and life.turns else None,
                "exited_ns": since_if_known(life.exited),
                "exit_code": life.code if life.code is not None and life.code >= 0 else None,
                "signal": signal_name(-life.code) if life.code is not None and life.code < 0 else None,
                "collected_ns": since_if_known(life.collected),
                "cpu_ns": sum(turn.end - turn.start for turn in life.turns) if exact else life.cpu_ns,
                "threads": sorted(life.threads, key=lambda tid: tid != life.pid) or [life.pid],
            }
            for life in order
        ],
        "on_cpu": [
            {
                "pid": turn.pid,
                "tid": turn.tid,
                "cpu": turn.cpu,
                "start_ns": since(turn.start),
                "end_ns": since(turn.end),
                "preempted": turn.preempted,
            }
            for turn in turns
        ],
        "spans": [
            {
                "pid": span.pid,
                "tid": span.tid,
                "kind": span.kind,
                "name": span.name,
                "start_ns": since(span.start),
                "end_ns": since(span.end),
                "cut": span.cut,
                "unrecorded": span.unrecorded,
            }
            for span in spans
        ],
        "output": output(
            [without_doubtful_writer(chunk, told.reused) for chunk in seen.chunks],
            {life.pid: life.turns for life in order} if exact else {},
            {life.pid: life.exited for life in order},
            told.start,
            seen.ended_ns,
        ),
        "notes": [*seen.notes, *seen.layer.notes(), *notes_on(heard, told.reused)],
    }


def signal_name(number: int) -> str:
    import signal  # only now: it brings enum, for which every recording would wait 4 ms

    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def without_doubtful_writer(chunk: Chunk, reused: dict[int, int]) -> Chunk:
    """The chunk, with no writer if an earlier process with its writer's PID may have written it."""
    doubtful = chunk.time < reused.get(chunk.pid, 0)
    return Chunk(0, chunk.time, chunk.stream, chunk.data) if doubtful else chunk


def notes_on(heard: dict[int, Heard], reused: dict[int, int]) -> list[str]:
    """What is missing from the record of the program's doings, in sentences."""
    notes = []
    if reused:
        notes.append("The system gave a PID to a second process, when the first had ended: only the last is shown.")
    stopped = {said.stopped for said in heard.values()}
    notes += [sentence for why, sentence in STOPPED.items() if why in stopped]
    if any(said.lost for said in heard.values()):
        notes.append("Some of what a process did could not be noted: it had no file left to open, or no room.")
    return notes


def spans_of(order: list[Life], heard: dict[int, Heard], named: dict[int, str], seen: Seen) -> list[SpanSeen]:
    """The spans of all processes. A process forked bare goes on inside the calls it was forked in."""
    spans: list[SpanSeen] = []
    by_pid: dict[int, list[SpanSeen]] = {}
    for life in order:
        said = heard.get(life.pid)
        if said is None:
            continue
        inherited = []
        if said.forked and life.pid not in named:
            forker = life.forker or life.ppid
            inherited = [
                span
                for span in by_pid.get(life.ppid, ())
                if span.tid == forker and span.kind == "call" and span.start <= life.created < span.end
            ]
        end = life.exited or seen.ended_ns
        if life.became and life.pid != seen.main and not said.started:
            end = min(end, life.became)
        by_pid[life.pid] = Spans(said, inherited, life.created, life.pid).finish(end)
        spans += by_pid[life.pid]
    return sorted(spans, key=SpanSeen.order)
