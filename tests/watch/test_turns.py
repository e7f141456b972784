"""From switches to turns: all of them are found, and where records are missing, what is told can still be so."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from helpers.watch.assemble.turns import possible, turns_of

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
            turns.append((tid, tid, cpu, began, now, preempted))
            if began:  # the program was on its CPU when it began
                records.append((began, tid, tid, cpu, False, False))
            if ends:
                exits[tid] = now
            else:
                records.append((now, tid, tid, cpu, True, preempted))
    return records, turns, exits, max(free_at.values()) + 1


def found(records, exits, end):
    return turns_of(SimpleNamespace(switches=lambda: iter(records)), MAIN, 0, end, exits)


@given(schedules())
def test_every_turn_is_found(schedule):
    records, turns, exits, end = schedule
    assert sorted(found(records, exits, end)) == sorted(turns)


@given(schedules(), st.data())
def test_with_records_missing_no_thread_and_no_cpu_is_told_of_twice(schedule, data):
    records, _, exits, end = schedule
    kept = [record for record in records if data.draw(st.booleans())]
    lives = {MAIN + number: SimpleNamespace(created=0, exited=exits.get(MAIN + number)) for number in range(THREADS)}
    turns = possible(found(kept, exits, end), lives)
    assert turns == sorted(turns, key=lambda turn: turn[3])
    for which in (1, 2):
        for one in {turn[which] for turn in turns}:
            mine = sorted((turn for turn in turns if turn[which] == one), key=lambda turn: turn[3:5])
            assert all(before[4] <= after[3] for before, after in zip(mine, mine[1:])), mine
    for pid, tid, _, began, ended, _ in turns:
        assert 0 <= began <= ended <= exits.get(tid, end)
