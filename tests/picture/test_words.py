"""The words beside a picture: the same on every run, whatever the kernel decided; else if the program is."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
import recordings as scenes
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.picture import words
from helpers.recording.notes import STOPPED_EARLY
from helpers.recording.recording import Process, Recording, Span

SCENES = {
    "pool": scenes.pool,
    "taking turns": scenes.taking_turns,
    "family": scenes.family,
    "killed": scenes.killed,
    "ten": lambda: scenes.many(10),
}


def another_run(recording: Recording, seed: int) -> Recording:
    """The same program again: other PIDs, speeds, orders between processes, layer, workers."""
    rng = random.Random(seed)
    numbers = rng.sample(range(100_000, 900_000), len(recording.processes))
    pids = {process.pid: number for process, number in zip(recording.processes, numbers, strict=True)}
    clocks, moved = {}, []
    workers = [process.pid for process in recording.processes if process.role.startswith("pool worker")]
    for process in recording.processes:
        begin = clocks[process.ppid](process.created_ns) if process.ppid in clocks else process.created_ns
        pace = rng.uniform(0.1, 9)
        clocks[process.pid] = lambda ns, begin=begin, born=process.created_ns, pace=pace: (
            begin + round((ns - born) * pace)
        )
        end = None if process.exited_ns is None else clocks[process.pid](process.exited_ns)
        moved.append(
            replace(
                process,
                pid=pids[process.pid],
                ppid=pids.get(process.ppid, 7),
                created_ns=begin,
                exited_ns=end,
                first_ran_ns=None,
                threads=(),
                collected_ns=None if end is None else end + rng.randrange(10**6),
            )
        )

    def same_work(thing, **times):
        who = rng.choice(workers) if thing.pid in workers else thing.pid
        return replace(thing, pid=pids[who], **({"tid": pids[who]} if hasattr(thing, "tid") else {}), **times)

    return replace(
        recording,
        processes=tuple(moved),
        on_cpu=(),
        kernel_layer=rng.choice(["exact", "sampled", "none"]),
        spans=tuple(
            same_work(span, start_ns=clocks[span.pid](span.start_ns), end_ns=clocks[span.pid](span.end_ns))
            for span in recording.spans
        ),
        output=tuple(
            sorted(
                (same_work(chunk, time_ns=clocks[chunk.pid](chunk.time_ns)) for chunk in recording.output),
                key=lambda chunk: chunk.time_ns,
            )
        ),
    )


@pytest.mark.parametrize("scene", SCENES)
@settings(max_examples=40)
@given(seed=st.integers())
def test_words_are_the_same_on_every_run(scene, seed):
    recording = SCENES[scene]()
    assert words(another_run(recording, seed)) == words(recording)


@pytest.mark.parametrize("scene", SCENES)
def test_words_hold_no_pid_and_no_time(scene):
    text = words(another_run(SCENES[scene](), 5))
    assert not re.search(r"\d{3}|\bms\b|\d\.\d", text)
    assert text.isascii() and len(text.split()) > 3


def test_words_tell_who_and_how_many():
    assert words(scenes.taking_turns()) == (
        "Four processes ran.\n"
        "- main: started three, all before it waited for any; exit code 0\n"
        "  - child 1: called count(); exit code 0\n"
        "  - child 2: called sing(); exit code 0\n"
        "  - child 3: called dance(); exit code 0"
    )


def test_like_ones_are_told_together_and_a_pools_workers_as_one():
    assert "- Process-1 to Process-10, each: called work(); wrote one line; exit code 0" in words(scenes.many(10))
    assert "- three pool workers, together: called task() ten times; wrote ten lines" in words(scenes.pool())


def test_words_differ_when_the_program_does():
    recording = scenes.family()
    first, *rest = recording.processes
    fewer = replace(recording, processes=recording.processes[:-1])
    failed = replace(recording, processes=(replace(first, exit_code=1), *rest))
    shot = replace(recording, processes=(replace(first, exit_code=None, signal="SIGKILL"), *rest))
    louder = replace(recording, output=(*recording.output, replace(recording.output[0], text="a\nb\n")))
    assert len({words(one) for one in (recording, fewer, failed, shot, louder)}) == 5


def test_the_order_of_starting_and_waiting_is_told():
    def parent(*steps):
        processes, spans = [Process(1, 0, "main", 0, exited_ns=1000, exit_code=0)], []
        for at, step in enumerate(steps):
            if step == "start":
                processes.append(Process(at + 2, 1, f"Process-{at}", at * 10, exited_ns=900))
            else:
                spans.append(Span(1, 1, "join", "join", at * 10 + 1, at * 10 + 5))
        return words(Recording(("p",), "none", 1000, processes=tuple(processes), spans=tuple(spans)))

    assert "started two, all before it waited for any" in parent("start", "start", "join", "join")
    assert "started two, and waited for each before the next" in parent("start", "join", "start", "join")
    assert "started two, waited for none" in parent("start", "start")
    assert "- main: started three; exit code 0" in parent("start", "start", "join", "start", "join", "join")


def test_a_stopped_program_is_told_without_counts():
    text = words(scenes.killed())
    assert text.startswith("Three processes ran. The program was stopped: its time was up.")
    assert "Process-2: was in work() to the end" in text and "exit" not in text and "SIGKILL" not in text
    assert words(replace(scenes.killed(), stopped="processes")) == "The program was stopped: too many processes."


def test_of_a_killed_worker_the_number_of_calls_is_not_told():
    recording = scenes.pool()
    victim = recording.process("pool worker 2")
    processes = tuple(
        replace(one, exit_code=None, signal="SIGKILL") if one is victim else one for one in recording.processes
    )
    last = recording.calls("task", victim)[-1]
    killed = replace(
        recording,
        processes=processes,
        spans=tuple(replace(s, cut=True) if s is last else s for s in recording.spans),
    )
    assert "called task();" in words(killed) and "one of them ended by SIGKILL" in words(killed)


def test_calls_that_are_not_all_recorded_are_not_counted():
    scene = scenes.Scene()
    main = scene.process("main", end=100)
    for n in range(5):
        scene.span(main, "call", f"tick({n})", 10 * n, 10 * n + 5)
    recording = scene.recording(100)
    assert "tick() five times" in words(recording)
    for note in STOPPED_EARLY:
        assert "called tick();" in words(replace(recording, notes=(note,)))
