"""Section 1.2: work shared by two, then busy processes on too few CPUs.

`two-halves`: one process counts to 12,000,000; two children are to do it, each counting half as far, at the same time.

`busy-on-cpus`: a program that holds itself to M CPUs, starts N busy processes, N greater than M and at least three, and
writes two lines: before it starts them, in how many seconds they will all be done; afterwards, how many seconds it was.
"""

from __future__ import annotations

from ...recording.recording import Process, Recording
from ..evidence import MS, cpu_ns, numbers, parents_lines, performances, workers
from ..marking import Mark, exercise

BUSY_NS = 30 * MS
STEPS = 12_000_000


@exercise(
    "two-halves",
    hints=[
        "How do the processes above get to know how far to count? Look at `args` in `share_work.py`.",
        "`Process(target=count, args=(6_000_000,))` prepares one that counts half as far. Mind the comma.",
        "Two processes: start both, and only then wait for both.",
    ],
)
def two_halves(recording: Recording):
    """Two children count half as far each, at the same time."""
    children, calls = workers(recording), recording.calls("count")
    far = [int(number) for call in calls for number in numbers(call.name)]
    yield Mark(
        "Two children count.",
        len({call.pid for call in calls} - {recording.main.pid}) == len(children) == 2,
        _how_many(len(children)),
    )
    yield Mark(
        "Each of the two counts half as far as the one did before.",
        far == [STEPS // 2] * 2,
        f"How far they counted: {', '.join(f'{steps:,}' for steps in far) or 'not at all'}.",
    )
    yield Mark(
        "They count at the same time.",
        len(calls) == 2 and recording.most_at_once(calls) == 2,
        "One began only when the other one was done." if len(calls) > 1 else "There are no two of them yet.",
    )


@exercise(
    "busy-on-cpus",
    hints=[
        "Think of the work first. If one alone takes s seconds, N of them are N × s seconds of work. M CPUs do M "
        "seconds of work in a second.",
        "How did `share_work.py` hold itself to two CPUs? Do the same for M, before the first process is started.",
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
        f"{len(busy)} used a CPU for {BUSY_NS // MS} ms or longer. A process that sleeps is not busy.",
    )
    yield Mark(
        "All of them have work at the same time.",
        len(busy) >= 2 and recording.most_at_once(busy) == len(busy),
        "One began only when another had ended." if len(busy) >= 2 else "There are no two of them yet.",
    )
    if recording.kernel_layer == "exact":
        yield Mark(
            "There are more busy processes than CPUs for them.",
            len(busy) >= 2 and _most_on_cpu(recording, busy) < len(busy),
            "Each had a CPU of its own." if len(busy) >= 2 else "There are no two of them yet.",
        )
    before, after = _numbers_before_and_after(recording, busy)
    yield Mark(
        "The prediction is printed before any of them is done.",
        bool(before),
        "The first process printed no number by then.",
    )
    least_s, most_s = (ns / 1e9 for ns in _took_ns(recording, busy))
    yield Mark(
        "Afterwards the program prints how long it took, in seconds.",
        bool(busy) and any(0.7 * least_s - 0.1 <= number <= 1.3 * most_s + 0.1 for number in after),
        f"It took about {most_s:.1f} s, from the first start to the last end. The first process printed no such number."
        if busy
        else "There is nothing to measure yet.",
    )


def _how_many(children: int) -> str:
    if children == 0:
        return "There was only one process."
    return f"There were {children} besides the first one." if children > 1 else "There was only one besides the first."


def _is_busy(recording: Recording, worker: Process) -> bool:
    used = cpu_ns(recording, worker)
    if used is not None:
        return used >= BUSY_NS
    shows = [show for show in performances(recording) if show.pid == worker.pid]
    return bool(shows) and not recording.waits("sleep", worker)


def _most_on_cpu(recording: Recording, busy: list[Process]) -> int:
    return recording.most_at_once(turn for process in busy for turn in recording.turns(process))


def _took_ns(recording: Recording, busy: list[Process]) -> tuple[int, int]:
    """How long it took until the last one was done: since the first one was made, and since the first start() began.

    Under forkserver they differ by what the helpers take to get ready, and that may be longer than the work.
    """
    ends = [process.exited_ns for process in busy if process.exited_ns is not None]
    if not ends:
        return 0, 0
    made = min(process.created_ns for process in busy)
    began = min([made, *(process.created_ns for process in recording.processes if process.is_helper)])
    return max(ends) - made, max(ends) - began


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
