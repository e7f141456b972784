"""What a lane was doing when: the cut into states and functions keeps every nanosecond, merged or not."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from helpers.picture.timeline.lanes.coarse import clipped, coarse, coarse_stretches
from helpers.picture.timeline.lanes.lanes import lanes_of
from helpers.picture.timeline.lanes.pieces import MIXED, ON, READY, WAITING, innermost, pieces, states, together
from helpers.recording.intervals import union_ns
from helpers.recording.recording import OnCpu, Process, Recording, Span

LIFE = (0, 1000)


@st.composite
def turns_of_a_thread(draw):
    edges = sorted(draw(st.lists(st.integers(0, 1000), min_size=0, max_size=40, unique=True)))
    return [
        OnCpu(1, 1, 0, start, end, draw(st.booleans())) for start, end in zip(edges[::2], edges[1::2], strict=False)
    ]


@st.composite
def any_calls(draw):
    pairs = draw(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 1000), st.sampled_from("fgh")), max_size=20))
    calls = [Span(1, 1, "call", f"{name}(1)", min(a, b), max(a, b)) for a, b, name in pairs]
    return sorted(calls, key=lambda call: (call.start_ns, -call.end_ns))


@given(turns_of_a_thread(), any_calls())
def test_pieces_cover_a_life_without_gap_or_overlap(turns, calls):
    found = list(pieces(states(turns, LIFE), innermost(calls)))
    assert found[0][0] == 0 and found[-1][1] == 1000
    assert all(one[1] == following[0] for one, following in itertools.pairwise(found))
    assert all(one[2:] != following[2:] for one, following in itertools.pairwise(found))


@given(turns_of_a_thread(), any_calls())
def test_full_thickness_is_the_time_on_a_cpu(turns, calls):
    found = pieces(states(turns, LIFE), innermost(calls))
    assert sum(end - start for start, end, state, _ in found if state == ON) == sum(
        t.end_ns - t.start_ns for t in turns
    )


@given(any_calls())
def test_colour_is_there_exactly_while_a_call_goes_on(calls):
    found = innermost(calls)
    assert union_ns((start, end) for start, end, *_ in found) == union_ns(calls)
    assert sum(end - start for start, end, *_ in found) == sum(end - start for start, end in union_ns(calls))


@given(turns_of_a_thread(), any_calls(), st.integers(1, 200))
def test_merging_loses_no_time_and_says_how_many(turns, calls, pixel):
    fine = list(pieces(states(turns, LIFE), innermost(calls)))
    merged = coarse(iter(fine), pixel)
    assert sum(piece.count for piece in merged) == len(fine)
    assert merged[0].start == 0 and merged[-1].end == 1000
    on = sum((piece.end - piece.start) * piece.share for piece in merged if piece.state in (ON, MIXED))
    assert abs(on - sum(turn.end_ns - turn.start_ns for turn in turns)) < 1e-6
    wide = [tuple(piece[:4]) for piece in merged if piece.count == 1]
    assert all(piece in wide for piece in fine if piece[1] - piece[0] >= pixel)


def test_the_innermost_call_counts():
    calls = [Span(1, 1, "call", "outer()", 0, 100), Span(1, 1, "call", "inner(3)", 20, 40)]
    assert [stretch[:3] for stretch in innermost(calls)] == [
        (0, 20, "outer"),
        (20, 40, "inner"),
        (40, 100, "outer"),
    ]


def test_ready_only_after_a_preemption_and_before_the_first_turn_of_a_new_process():
    turns = [OnCpu(1, 1, 0, 10, 20, True), OnCpu(1, 1, 0, 30, 40, False)]
    assert states(turns, (0, 50), ready_at_first=True) == [
        (0, 10, READY),
        (10, 20, ON),
        (20, 30, READY),
        (30, 40, ON),
        (40, 50, WAITING),
    ]
    assert states(turns, (0, 50))[0] == (0, 10, WAITING)


def test_a_process_is_on_a_cpu_while_any_of_its_threads_is():
    one = states([OnCpu(1, 1, 0, 10, 20)], (0, 100))
    other = states([OnCpu(1, 2, 1, 15, 30, True), OnCpu(1, 2, 1, 50, 60)], (0, 100))
    assert together([one, other]) == [
        (0, 10, WAITING),
        (10, 30, ON),
        (30, 50, READY),
        (50, 60, ON),
        (60, 100, WAITING),
    ]


def test_a_crowd_of_short_calls_is_one_stretch_that_says_how_many():
    calls = [Span(1, 1, "call", f"tick({n})", n * 10, n * 10 + 9) for n in range(50)]
    [stretch] = coarse_stretches(iter(innermost(calls)), 100)
    assert (stretch.start, stretch.end, stretch.name, stretch.count) == (0, 499, "tick", 50)


def test_clipping_keeps_what_is_inside():
    assert list(clipped([(0, 10, "a"), (10, 20, "b"), (20, 30, "c")], 5, 20)) == [(5, 10, "a"), (10, 20, "b")]


def test_lanes_stand_in_tree_order_and_a_librarys_threads_stay_in_their_process():
    family = Recording(
        ("p",),
        "exact",
        100,
        processes=(
            Process(1, 0, "main", 0),
            Process(2, 1, "child 1", 10),
            Process(3, 1, "child 2", 20),
            Process(4, 2, "child 1.1", 30),
        ),
        on_cpu=(OnCpu(1, 1, 0, 0, 5), OnCpu(1, 9, 0, 6, 8)),
    )
    assert [(lane.name, lane.depth) for lane in lanes_of(family)] == [
        ("main", 0),
        ("child 1", 1),
        ("child 1.1", 2),
        ("child 2", 1),
    ]
    assert [lane.name for lane in lanes_of(family, threads=True)][:2] == ["main", "thread 2"]
    called = Recording(
        ("p",),
        "exact",
        100,
        processes=family.processes,
        on_cpu=family.on_cpu,
        spans=(Span(1, 9, "call", "f()", 6, 8),),
    )
    assert [lane.name for lane in lanes_of(called)][:2] == ["main", "thread 2"]
