"""Section 1.2: busy processes on too few CPUs.

`busy-on-cpus`: a program that holds itself to M CPUs, starts N busy processes, N greater than M and at
least three, and writes two lines: before it starts them, in how many seconds they will all be done;
afterwards, how many seconds it was.
"""

from __future__ import annotations

from ...recording.recording import Process, Recording
from ..evidence import MS, cpu_ns, numbers, parents_lines, performances, workers
from ..marking import Mark, exercise

BUSY_NS = 30 * MS


@exercise(
    "busy-on-cpus",
    hints=[
        "Think of the work first. N processes of 0.3 s are N × 0.3 s of work. M CPUs do M seconds of work in a second.",
        "Hold the program to M CPUs before it starts a process: "
        "`os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:M])`. Its children inherit that.",
        "Print the prediction. Then take `time.monotonic()`, start all processes, join all of them, take "
        "the time again, and print the difference in seconds.",
    ],
)
def busy_on_cpus(recording: Recording):
    """N busy processes at once on fewer CPUs; a prediction before, a measurement after, and it is true."""
    busy = [worker for worker in workers(recording) if _is_busy(recording, worker)]
    yield Mark(
        "At least three processes are busy.",
        len(busy) >= 3,
        f"{len(busy)} used a CPU for {BUSY_NS // MS} ms or longer. A process that sleeps is not busy: let it count.",
    )
    yield Mark(
        "All of them have work at the same time.",
        len(busy) >= 2 and recording.most_at_once(busy) == len(busy),
        "One began only when another had ended. Start them all before you join the first one.",
    )
    if recording.kernel_layer == "exact":
        yield Mark(
            "There are more busy processes than CPUs for them.",
            len(busy) >= 2 and _most_on_cpu(recording, busy) < len(busy),
            "Each had a CPU of its own. Hold the program to fewer, before it starts them: "
            "os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2]).",
        )
    before, after = _numbers_before_and_after(recording, busy)
    yield Mark(
        "The prediction was written before any of them was done.",
        bool(before),
        "The parent wrote no number by then. Print what you expect before you start the processes.",
    )
    took_s = _took_ns(busy) / 1e9
    yield Mark(
        "The time that the program measured is the time it took.",
        bool(busy) and any(0.7 * took_s - 0.1 <= number <= 1.3 * took_s + 0.1 for number in after),
        "The parent wrote no number close to that afterwards. Measure in seconds, "
        "from before the first start() until after the last join().",
    )


def _is_busy(recording: Recording, worker: Process) -> bool:
    used = cpu_ns(recording, worker)
    if used is not None:
        return used >= BUSY_NS
    shows = [show for show in performances(recording) if show.pid == worker.pid]
    return bool(shows) and not recording.waits("sleep", worker)


def _most_on_cpu(recording: Recording, busy: list[Process]) -> int:
    return recording.most_at_once(turn for process in busy for turn in recording.turns(process))


def _took_ns(busy: list[Process]) -> int:
    ends = [process.exited_ns for process in busy if process.exited_ns is not None]
    return max(ends) - min(process.created_ns for process in busy) if ends else 0


def _numbers_before_and_after(recording: Recording, busy: list[Process]) -> tuple[list[float], list[float]]:
    """Numbers the parent wrote before the first one was done, and after the last one was made."""
    ends = [process.exited_ns for process in busy if process.exited_ns is not None]
    if not ends:
        return [], []
    last_made = max(process.created_ns for process in busy)
    lines = [(at, numbers(text)) for at, text in parents_lines(recording) if numbers(text)]
    before = [number for at, found in lines if at < min(ends) for number in found]
    after = [number for at, found in lines[1:] if at > last_made for number in found]
    return before, after
