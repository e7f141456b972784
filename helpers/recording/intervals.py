"""Arithmetic on intervals of time: how long do they overlap, how many go on at once?

An interval is a pair (start, end) in ns, or anything with `start_ns` and `end_ns`. Intervals are
half open: one that ends at the instant at which another starts does not overlap it.
"""

from __future__ import annotations

from collections.abc import Iterable


def pair(interval) -> tuple[int, int]:
    """The interval as (start, end) in ns."""
    return interval if isinstance(interval, tuple) else (interval.start_ns, interval.end_ns)


def union_ns(intervals: Iterable) -> list[tuple[int, int]]:
    """The time covered by at least one of the intervals, as disjoint pairs in order."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(map(pair, intervals)):
        if end <= start:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def overlap_ns(some: Iterable, others: Iterable) -> int:
    """How long at least one of `some` and at least one of `others` go on together, in ns."""
    left, right, total = union_ns(some), union_ns(others), 0
    i = j = 0
    while i < len(left) and j < len(right):
        total += max(0, min(left[i][1], right[j][1]) - max(left[i][0], right[j][0]))
        if left[i][1] < right[j][1]:
            i += 1
        else:
            j += 1
    return total


def most_at_once(intervals: Iterable) -> int:
    """The largest number of intervals that go on at one instant."""
    edges = []
    for start, end in map(pair, intervals):
        if end > start:
            edges += [(start, 1), (end, -1)]
    now = most = 0
    for _, step in sorted(edges):  # at one instant, ends (-1) come before starts (+1)
        now += step
        most = max(most, now)
    return most
