"""Puts together what was seen of one run: from raw records of four kinds to the Recording's dicts.

    kernel layer (forks, switches) ─┐
    exits (statuses, collecting)    ├──► processes, on_cpu, spans, output, in ns since the start
    events of the probe             │
    captured output                ─┘

Where two sources know the same thing, the kernel's word counts; the probe fills what the kernel did not tell.
"""

import signal

from ...recording.notes import CAPPED, GAVE_UP, NO_ROOM
from .events import Heard, Spans, SpanSeen, read_events
from .lives import Life, Seen, add_from_probe, from_layer, wait_status, when_collected
from .roles import roles
from .turns import possible
from .written import output


STOPPED = {"limit": CAPPED, "deep": GAVE_UP, "room": NO_ROOM}


def assemble(seen: Seen) -> dict:
    """The recording as `Recording.to_dict` has it, but for the version."""
    start, lives, turns = from_layer(seen)
    heard = read_events(seen.events_folder, seen.reused)
    add_from_probe(lives, heard, seen)
    layer_notes = seen.layer.notes()
    if layer_notes or seen.reused:
        turns = possible(turns, lives)
    order = sorted(lives.values(), key=lambda life: (life.pid != seen.main, life.created))
    named = {child: name for said in heard.values() for child, name in said.names.items()}
    named |= {pid: said.role for pid, said in heard.items() if said.role}
    spans = spans_of(order, heard, named, seen)
    waits: dict[int, list[int]] = {}
    for span in spans:
        if span.kind in ("wait", "join") and not (span.cut or span.unrecorded):
            waits.setdefault(span.pid, []).append(span.end)
    by_pid: dict[int, list] = {}
    for turn in turns:
        by_pid.setdefault(turn[0], []).append(turn)
    collected = when_collected(order, heard, seen, waits)

    def since(time: int | None) -> int | None:
        return None if time is None else max(0, time - start)

    processes, exact = [], seen.layer.name == "exact"
    found_ended = {child: code for said in heard.values() for child, (_, code) in said.found_ended.items()}
    for life in order:
        status = wait_status(life, heard, found_ended, seen)
        mine = by_pid.get(life.pid, ())
        processes.append(
            {
                "pid": life.pid,
                "ppid": life.ppid,
                "role": "",
                "created_ns": since(life.created),
                "first_ran_ns": since(min((turn[3] for turn in mine), default=None)) if exact else None,
                "exited_ns": since(life.exited),
                "exit_code": status if status is not None and status >= 0 else None,
                "signal": signal_name(-status) if status is not None and status < 0 else None,
                "collected_ns": since(collected.get(life.pid)),
                "cpu_ns": cpu_ns(life, mine, seen.layer),
                "threads": sorted(life.threads, key=lambda tid: tid != life.pid) or [life.pid],
            }
        )
    python = {pid for pid, said in heard.items() if said.started}
    programs = {life.pid: life.program for life in order if life.program and life.pid not in python}
    names = roles(processes, named, programs)
    for process in processes:
        process["role"] = names[process["pid"]]
    ends = [life.exited for life in order]
    end = max([seen.ended_ns] if None in ends or not ends else ends)
    notes = [*seen.notes, *layer_notes]
    if seen.reused:
        notes.append("The system gave a PID to a second process, when the first had ended: only the last is shown.")
    stopped = {said.stopped for said in heard.values()}
    notes += [sentence for why, sentence in STOPPED.items() if why in stopped]
    if any(said.lost for said in heard.values()):
        notes.append("Some of what a process did could not be noted: it had no file left to open, or no room.")
    return {
        "command": seen.command,
        "kernel_layer": seen.layer.name,
        "wall_ns": since(end),
        "stopped": seen.stopped,
        "processes": processes,
        "on_cpu": [
            {"pid": pid, "tid": tid, "cpu": cpu, "start_ns": since(a), "end_ns": since(b), "preempted": preempted}
            for pid, tid, cpu, a, b, preempted in turns
            if pid in names
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
            [(0 if when < seen.reused.get(pid, 0) else pid, when, *rest) for pid, when, *rest in seen.chunks],
            by_pid if exact else {},
            {life.pid: life.exited for life in order},
            start,
            seen.ended_ns,
        ),
        "notes": notes,
    }


def cpu_ns(life: Life, turns, layer) -> int | None:
    if layer.name == "exact":
        return sum(turn[4] - turn[3] for turn in turns)
    if layer.name == "sampled":
        return sum(layer.cpu_ns.get(tid, 0) for tid in life.threads)
    return None


def signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


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
        if life.became and life.pid not in {seen.main} and not said.started:
            end = min(end, life.became)
        by_pid[life.pid] = Spans(said, inherited, life.created, life.pid).finish(end)
        spans += by_pid[life.pid]
    return sorted(spans, key=SpanSeen.order)
