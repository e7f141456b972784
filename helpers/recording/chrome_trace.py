"""A Recording as Chrome trace events, for ui.perfetto.dev and chrome://tracing.

Each process is a process there; each thread has a row for what it did and one for when it was on a CPU.
Format: "Trace Event Format" of the Chromium project (JSON object with `traceEvents`; times in µs).
"""

from __future__ import annotations

import json
from pathlib import Path

from .recording import Recording


def trace_events(recording: Recording) -> list[dict]:
    """The events: names first, then calls and waits, turns on a CPU, and lines printed."""
    found = []
    for number, process in enumerate(recording.processes):
        name = {"name": f"{process.role} {process.pid}"}
        found.append({"ph": "M", "name": "process_name", "pid": process.pid, "args": name})
        found.append({"ph": "M", "name": "process_sort_index", "pid": process.pid, "args": {"sort_index": number}})
        end = recording.wall_ns if process.exited_ns is None else process.exited_ns
        how = process.signal or f"exit {process.exit_code}"
        found.append(complete("alive", "life", process.pid, process.pid, process.created_ns, end, {"ended": how}))
    for span in recording.spans:
        open_end = {"cut": True} if span.cut else {"unrecorded": True} if span.unrecorded else {}
        found.append(complete(span.name, span.kind, span.pid, span.tid, span.start_ns, span.end_ns, open_end))
    for turn in recording.on_cpu:
        detail = {"cpu": turn.cpu, "preempted": turn.preempted}
        row = on_cpu_row(turn.tid)
        found.append(complete(f"on CPU {turn.cpu}", "cpu", turn.pid, row, turn.start_ns, turn.end_ns, detail))
    for pid, tid in sorted({(turn.pid, turn.tid) for turn in recording.on_cpu}):
        name = {"name": f"on a CPU (thread {tid})"}
        found.append({"ph": "M", "name": "thread_name", "pid": pid, "tid": on_cpu_row(tid), "args": name})
    for chunk in recording.output:
        found.append(
            {
                "ph": "i", "s": "t", "cat": chunk.stream, "name": chunk.text[:60], "pid": chunk.pid,
                "tid": chunk.pid, "ts": chunk.time_ns / 1000,
            }
        )  # fmt: skip
    return found


def on_cpu_row(tid: int) -> int:
    """A row number of its own: thread numbers are below 2²², the largest that Linux gives (pid_max)."""
    return tid + (1 << 22)


def complete(name: str, category: str, pid: int, tid: int, start_ns: int, end_ns: int, detail: dict) -> dict:
    return {
        "ph": "X", "name": name, "cat": category, "pid": pid, "tid": tid,
        "ts": start_ns / 1000, "dur": (end_ns - start_ns) / 1000, "args": detail,
    }  # fmt: skip


def save_chrome_trace(recording: Recording, path: str | Path) -> None:
    """Write the trace to `path`. Raises OSError as `open` does."""
    trace = {"traceEvents": trace_events(recording), "displayTimeUnit": "ms"}
    Path(path).write_text(json.dumps(trace), encoding="utf-8")
