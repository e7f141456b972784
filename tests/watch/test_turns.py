"""From switches to turns: all of them are found, and where records are missing, what is told can still be so."""

from itertools import pairwise
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from helpers.watch.assemble.lives import Life
from helpers.watch.assemble.turns import possible, turns_of
from helpers.watch.kernel.records import Turn

CPUS, THREADS, MAIN = 2, 5, 1000


@st.composite
def schedules(draw):
    """(records of switches CPU by CPU, the turns that they stand for, when each thread ended, the end of it all)."""
    turns, exits = [], {}
    free_at = {MAIN + number: 0 for number in range(THREADS)}  # when each thread may run next
    records = []
    for cpu in range(CPUS):
        now = 0
        for number in range(draw(st.integers(0, 8))):
            alive = [tid for tid in free_at if tid not in exits]
            if not alive:
                break
            tid = MAIN if cpu == number == 0 else draw(st.sampled_from(alive))
            began = 0 if cpu == number == 0 else max(now, free_at[tid]) + draw(st.integers(1, 9))
            now = free_at[tid] = began + draw(st.integers(1, 9))
            ends = cpu == CPUS - 1 and tid != MAIN and draw(st.booleans())
            preempted = draw(st.booleans()) and not ends
            turns.append(Turn(tid, tid, cpu, began, now, preempted))
            if began:  # the program was on its CPU when it began
                records.append((began, tid, tid, cpu, False, False))
            if ends:
                exits[tid] = now
            else:
                records.append((now, tid, tid, cpu, True, preempted))
    return records, turns, exits, max(free_at.values()) + 1


def found(records, exits, end):
    return turns_of(SimpleNamespace(switches=lambda: iter(records)), MAIN, 0, end, exits)


def fields(turn):
    return turn.start, turn.end, turn.pid, turn.tid, turn.cpu, turn.preempted


@given(schedules())
def test_every_turn_is_found(schedule):
    records, turns, exits, end = schedule
    assert sorted(map(fields, found(records, exits, end))) == sorted(map(fields, turns))


def lives_until(exits):
    """The lives of all threads, each of which is a process."""
    lives = {MAIN + number: Life(MAIN + number, 1, 0) for number in range(THREADS)}
    for tid, ended in exits.items():
        lives[tid].exited = ended
    return lives


@given(schedules())
def test_where_nothing_is_missing_every_turn_is_possible(schedule):
    _, turns, exits, _ = schedule
    assert set(possible(turns, lives_until(exits))) == set(turns), "one was left out or changed"


@given(schedules(), st.data())
def test_with_records_missing_no_thread_and_no_cpu_is_told_of_twice(schedule, data):
    records, _, exits, end = schedule
    kept = [record for record in records if data.draw(st.booleans())]
    turns = possible(found(kept, exits, end), lives_until(exits))
    assert turns == sorted(turns, key=lambda turn: turn.start)
    for which in ("tid", "cpu"):
        for one in {getattr(turn, which) for turn in turns}:
            mine = sorted((turn for turn in turns if getattr(turn, which) == one), key=fields)
            assert all(before.end <= after.start for before, after in pairwise(mine)), mine
    assert all(0 <= turn.start <= turn.end <= exits.get(turn.tid, end) for turn in turns)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 9)), max_size=8), st.integers(0, 30), st.integers(0, 40))
def test_turns_are_put_within_the_life_of_their_process(stretches, created, lasting):
    life = Life(MAIN, 1, created)
    life.exited = created + lasting
    turns = possible([Turn(MAIN, MAIN, 0, start, start + length, True) for start, length in stretches], {MAIN: life})
    assert all(created <= turn.start <= turn.end <= life.exited for turn in turns)
    ends = {start + length for start, length in stretches}
    assert all(turn.end in ends for turn in turns if turn.preempted), "cut short, and still called preempted"
