"""Who judges which mutant: two processes side by side, each with a shell of its own.

The mutants are handed out in their order, so that both mostly have the same program in hand, whose unchanged run each
needs once. What is done is told as it comes, with the time that is left.
"""

from __future__ import annotations

import functools
import multiprocessing
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from dataclasses import dataclass

from . import lesson
from .judge import DoesNotHold, Judge, Verdict
from .programs import Mutant

AT_ONCE = 2
FORETELLING = 10  # verdicts before the time left is told: the first ones wait for shells to start


@dataclass(frozen=True)
class Judged:
    """A mutant and its verdict; or a sentence that says why there is none."""

    mutant: Mutant
    verdict: Verdict | None
    problem: str = ""


def judged(mutants: Sequence[Mutant], until: float | None = None) -> Iterator[Judged]:
    """The mutants with their verdicts, in no certain order; none is begun after `until` (as time.monotonic tells)."""
    ahead, began, done = iter(mutants), time.monotonic(), 0
    with ProcessPoolExecutor(AT_ONCE, multiprocessing.get_context("spawn")) as pool:
        running = set()
        try:
            while True:
                while len(running) < AT_ONCE and (until is None or time.monotonic() < until):
                    mutant = next(ahead, None)
                    if mutant is None:
                        break
                    running.add(pool.submit(judge, mutant))
                if not running:
                    return
                finished, running = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    one = future.result()
                    done += 1
                    tell(one, done, len(mutants), time.monotonic() - began)
                    yield one
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def judge(mutant: Mutant) -> Judged:
    """In each lesson that runs its program; what one of them notices is noticed."""
    best: Verdict | None = None
    try:
        for one in judges():
            if mutant.program in one.lesson.programs:
                verdict = one.judge(mutant)
                best = verdict if best is None else _better(best, verdict)
    except DoesNotHold as problem:
        return Judged(mutant, None, str(problem))
    return Judged(mutant, best)


@functools.cache
def judges() -> list[Judge]:
    return [Judge(one) for one in lesson.every()]


def _better(one: Verdict, other: Verdict) -> Verdict:
    order = ("claim", "text", "chance", "missed")
    return min(one, other, key=lambda verdict: order.index(verdict.outcome))


def tell(one: Judged, done: int, of: int, seconds: float) -> None:
    """Say what came of it, and how long the rest will take if it takes as long as what is done."""
    left = f", {seconds / done * (of - done) / 60:.0f} min left" if done >= FORETELLING else ""
    found = one.verdict.outcome if one.verdict else "not judged"
    print(f"{done}/{of}{left}: {found:10} {one.mutant.name}", file=sys.stderr, flush=True)
    if one.problem:
        print(f"  {one.problem}", file=sys.stderr, flush=True)
