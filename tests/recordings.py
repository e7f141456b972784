"""Recordings made by hand, like those that real programs give: for tests that must not run anything.

`Scene` is told what happened, in ms, and makes the Recording. The functions below it are the scenes.
"""

from __future__ import annotations

import random

from helpers.recording.recording import OnCpu, Output, Process, Recording, Span

MS = 1_000_000


class Scene:
    """What happened, told in ms; `recording()` gives it as a Recording."""

    def __init__(self, layer: str = "exact", jitter=lambda ms: ms):
        self.layer, self.jitter = layer, jitter
        self.processes, self.on_cpu, self.spans, self.output, self.notes = [], [], [], [], []
        self.pids = 4711

    def at(self, ms: float) -> int:
        return round(self.jitter(ms) * MS)

    def process(self, role, parent=None, start=0.0, end=None, code=0, signal=None, collected=None, ppid=1) -> int:
        pid, self.pids = self.pids, self.pids + 1
        self.processes.append(
            Process(
                pid,
                parent or ppid,
                role,
                self.at(start),
                self.at(start + 0.1),
                None if end is None else self.at(end),
                None if signal or end is None else code,
                signal,
                None if collected is None else self.at(collected),
                None,
                (pid,),
            )
        )
        return pid

    def run(self, pid, *turns, tid=None):
        """Turns on a CPU: (start, end) or (start, end, "preempted")."""
        if self.layer == "none":
            return
        for start, end, *preempted in turns:
            self.on_cpu.append(OnCpu(pid, tid or pid, pid % 2, self.at(start), self.at(end), bool(preempted)))

    def span(self, pid, kind, name, start, end, cut=False, tid=None):
        self.spans.append(Span(pid, tid or pid, kind, name, self.at(start), self.at(end), cut))

    def line(self, pid, at, text, stream="stdout"):
        self.output.append(Output(pid, self.at(at), stream, text + "\n"))

    def recording(self, wall, stopped=None) -> Recording:
        return Recording(
            ("python", "program.py"),
            self.layer,
            self.at(wall),
            stopped,
            tuple(self.processes),
            tuple(self.on_cpu),
            tuple(self.spans),
            tuple(sorted(self.output, key=lambda line: line.time_ns)),
            tuple(self.notes),
        )


def startup(scene: Scene, pid, start, end, seed=1):
    """An interpreter that starts: mostly on a CPU, with many tiny gaps."""
    rng, now = random.Random(seed), start
    while now < end:
        step = min(end, now + rng.uniform(0.3, 5))
        scene.run(pid, (now, step))
        now = step + rng.choice([0.05, 0.1, 0.4])


def pool(seed=3, layer="exact", jitter=lambda ms: ms) -> Recording:
    """A pool of three that does ten tasks; each is short work, sleep, short work."""
    rng, scene = random.Random(seed), Scene(layer, jitter)
    main = scene.process("main", end=382)
    startup(scene, main, 0, 48)
    scene.span(main, "call", "main()", 45, 381.5)
    scene.run(main, (52, 54.5))
    scene.span(main, "join", "join()", 55, 380)
    workers = [
        scene.process(f"pool worker {n + 1}", main, 48 + n * 0.9, 371 + n, collected=379 + n * 0.3) for n in range(3)
    ]
    free = [55.0 + n for n in range(3)]
    for pid, start in zip(workers, (48.5, 49.4, 50.3), strict=True):
        scene.run(pid, (start, start + 1.2))
    for task in range(10):
        who = free.index(min(free))
        start, pid = free[who] + 0.4, workers[who]
        first, nap, second = rng.uniform(8, 20), rng.uniform(35, 90), rng.uniform(5, 18)
        now = start
        while now < start + first:
            scene.run(pid, (now, now + 3, "preempted") if task % 3 == 0 else (now, now + 3.99, "preempted"))
            now += 4 if task % 3 else 6
        scene.run(pid, (now, now + 0.6))
        first = now + 0.6 - start
        scene.span(pid, "sleep", "sleep()", start + first, start + first + nap)
        scene.run(pid, (start + first + nap, start + first + nap + second))
        end = start + first + nap + second
        scene.span(pid, "call", f"task({task})", start, end)
        scene.line(pid, end - 0.4, f"task {task} done")
        free[who] = end
    scene.run(main, (380, 382))
    last = max(free)
    return _longer(scene, main, last).recording(max(383, last + 14))


def _longer(scene: Scene, main: int, last: float) -> Scene:
    """Let the workers and the main process end after the last task, wherever that came to lie."""
    from dataclasses import replace

    ends = {
        process.pid: scene.at(last + (12 if process.pid == main else 4 + process.pid % 5))
        for process in scene.processes
    }
    scene.processes = [
        replace(
            process,
            exited_ns=ends[process.pid],
            collected_ns=None if process.pid == main else scene.at(last + 10),
        )
        for process in scene.processes
    ]
    scene.spans = [
        replace(span, end_ns=scene.at(last + (11 if span.kind == "call" else 10))) if span.pid == main else span
        for span in scene.spans
    ]
    scene.on_cpu = [turn for turn in scene.on_cpu if turn.pid != main or turn.start_ns < 379 * MS]
    scene.run(main, (last + 10, last + 12))
    return scene


def taking_turns(jitter=lambda ms: ms) -> Recording:
    """Three busy processes on one CPU, turns of 4 ms."""
    scene = Scene(jitter=jitter)
    main = scene.process("main", end=406)
    scene.run(main, (0, 6))
    children = [scene.process(f"child {n + 1}", main, 6 + n * 0.5, 400 + n * 1.5, collected=404) for n in range(3)]
    scene.span(main, "wait", "wait()", 7.5, 404)
    now, last = 7.5, [398.0, 399.0, 400.0]
    names = ["count", "sing", "dance"]
    for pid, name, end in zip(children, names, last, strict=True):
        scene.span(pid, "call", f"{name}()", 8, end)
    while now < 398:
        for pid in children:
            scene.run(pid, (now, min(now + 4, 399.5), "preempted"))
            now += 4
    scene.run(main, (404, 406))
    return scene.recording(406.5)


def family(jitter=lambda ms: ms) -> Recording:
    """A zombie, a grandchild that becomes an orphan, a child with exit code 3."""
    scene = Scene(jitter=jitter)
    main = scene.process("main", end=205)
    startup(scene, main, 0, 14)
    zombie = scene.process("child 1", main, 15, 40, collected=120)
    middle = scene.process("child 2", main, 16, 70, code=3, collected=121)
    orphan = scene.process("child 3", middle, 30, 190)
    scene.run(zombie, (15.3, 18), (38, 40))
    scene.run(middle, (16.4, 20), (29, 32), (68, 70))
    scene.run(orphan, (30.5, 34), (150, 160))
    scene.span(orphan, "sleep", "sleep()", 34, 150)
    scene.span(zombie, "sleep", "sleep()", 18, 38)
    scene.span(main, "sleep", "sleep()", 18, 118)
    scene.run(main, (14, 18), (118, 124), (203, 205))
    scene.span(main, "wait", "waitpid()", 119, 121)
    scene.span(main, "sleep", "sleep()", 124, 203)
    scene.line(main, 17, "I am the parent")
    scene.line(zombie, 39, "the first child says goodbye \u4f60\u597d")
    scene.line(middle, 69, "exit with three", "stderr")
    scene.line(orphan, 155, "my parent is now somebody else, and it has a long name")
    scene.line(main, 204, "the end")
    return scene.recording(206)


def killed(jitter=lambda ms: ms) -> Recording:
    """Two workers; one is killed inside its task, and the run is stopped in the end."""
    scene = Scene(jitter=jitter)
    main = scene.process("main", end=502, signal="SIGKILL")
    startup(scene, main, 0, 30)
    one = scene.process("Process-1", main, 31, 210, signal="SIGKILL", collected=212)
    two = scene.process("Process-2", main, 33, 501, signal="SIGKILL")
    scene.run(one, (31.5, 60, "preempted"), (63, 90), (150, 170))
    scene.span(one, "call", "work(7)", 35, 210, cut=True)
    scene.span(one, "call", "inner('a long argument')", 140, 210, cut=True)
    scene.span(one, "sleep", "sleep()", 170, 210, cut=True)
    scene.run(two, (33.5, 60), (66, 70, "preempted"), (71, 72))
    scene.span(two, "call", "work(8)", 36, 501, cut=True)
    scene.span(two, "get", "get()", 72, 501, cut=True)
    scene.span(main, "join", "join()", 36, 212)
    scene.run(main, (34, 36), (212, 215))
    scene.span(main, "join", "join()", 215, 502, cut=True)
    scene.notes.append("work was called more often than 10,000 times: the calls after that are not drawn")
    return scene.recording(502, "timeout")


def many(number: int, jitter=lambda ms: ms) -> Recording:
    """A parent with that many children, one after the other started, each busy for a while."""
    rng, scene = random.Random(number), Scene(jitter=jitter)
    main = scene.process("main", end=130 + number * 4)
    startup(scene, main, 0, 20)
    for n in range(number):
        start = 20 + n * 1.5
        end = start + rng.uniform(60, 100) + n
        pid = scene.process(f"Process-{n + 1}", main, start, end, collected=end + 1)
        middle = start + rng.uniform(10, 30)
        scene.run(pid, (start + 0.4, middle, "preempted"), (middle + 6, middle + 16), (end - 5, end))
        scene.span(pid, "call", f"work({n})", start + 2, end - 1)
        scene.span(pid, "sleep", "sleep()", middle + 16, end - 5)
        scene.line(pid, end - 2, f"{n} done")
    scene.run(main, (20, 20 + number * 1.5))
    scene.span(main, "join", "join()", 21 + number * 1.5, 129 + number * 4)
    return scene.recording(131 + number * 4)


def threads(jitter=lambda ms: ms) -> Recording:
    """One process with three threads, and a child; four functions, nested."""
    scene = Scene(jitter=jitter)
    main = scene.process("main", end=9000)
    startup(scene, main, 0, 30)
    scene.span(main, "call", "main()", 30, 8990)
    scene.run(main, (30, 50), (8000, 8990))
    for n, name in enumerate(("read", "write", "check")):
        tid, start = main + 20 + n, 40 + n * 300
        scene.span(main, "call", f"{name}({n})", start, 7000 + n * 400, tid=tid)
        for k in range(12):
            scene.run(main, (start + k * 550, start + k * 550 + 260), tid=tid)
            scene.span(main, "call", f"parse({k})", start + k * 550 + 20, start + k * 550 + 240, tid=tid)
    child = scene.process("resource tracker", main, 35, 8995, collected=8999)
    scene.run(child, (35.5, 60))
    return scene.recording(9001)


def fine(number: int = 100_000) -> Recording:
    """That many short calls in one process, and as many turns in another."""
    scene = Scene()
    main = scene.process("main", end=1000)
    child = scene.process("child 1", main, 20, 990, collected=995)
    half = number // 2
    step = 900 / half
    for n in range(half):
        scene.span(child, "call", f"tick({n})", 30 + n * step, 30 + (n + 0.8) * step)
        scene.span(main, "call", f"tock({n})", 30 + n * step, 30 + (n + 0.5) * step)
        scene.run(main, (30 + n * step, 30 + (n + 0.4) * step))
    scene.run(child, (30, 940))
    return scene.recording(1001)
