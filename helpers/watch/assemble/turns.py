"""Who was on a CPU, from when to when? Turns, put together from the exact layer's records of switches.

in  tid 7 ─┐                        a turn of thread 7
out tid 7 ─┘
in  tid 8 ─┐                        thread 8 ended in its turn: to exit is no switch
in  tid 7 ─┴─┐
"""


def turns_of(layer, main: int, start: int, end: int, thread_exit: dict[int, int]) -> list[tuple]:
    """The turns (pid, tid, cpu, start, end, preempted) that the switches in and out tell, in no order.

    `start` is the program's, `end` the recording's; `thread_exit` has when each thread ended. Where the layer has a gap,
    switches are missing; a turn of which the end is missing then ends when the next one on that CPU begins.
    """
    turns, on, used, unbegun = [], {}, set(), []

    def left_unseen(cpu: int, time: int) -> None:
        pid, tid, began = on.pop(cpu)
        turns.append((pid, tid, cpu, began, max(began, min(thread_exit.get(tid, time), time)), False))

    for time, pid, tid, cpu, out, preempted in layer.switches():  # CPU by CPU, each in order of time
        if cpu in on and not (out and on[cpu][1] == tid):
            left_unseen(cpu, time)
        if not out:
            on[cpu] = pid, tid, time
        elif cpu in on:
            began, ended = on.pop(cpu)[2], thread_exit.get(tid, time)
            if began <= ended < time:  # from then on, the kernel was busy with its remains
                time, preempted = ended, False
            turns.append((pid, tid, cpu, began, time, bool(preempted)))
        elif pid == main and cpu not in used:
            unbegun.append((pid, tid, cpu, start, time, bool(preempted)))
        used.add(cpu)
    for cpu in list(on):
        left_unseen(cpu, end)
    first = min((turn[3] for turn in turns if turn[0] == main), default=end)
    # The program was on its CPU when it began (exec): that is no switch either.
    turns += [turn for turn in sorted(unbegun, key=lambda turn: turn[4])[:1] if turn[4] <= first]
    return turns


def possible(turns: list[tuple], lives: dict) -> list[tuple]:
    """The turns, in order, where records are missing: each within the life of its process, and over when its thread's next
    one begins. `lives` are by PID, each with when it was `created` and had `exited` (None: not known)."""
    by_thread: dict[int, list[tuple]] = {}
    for pid, tid, cpu, start, end, preempted in turns:
        if pid in lives:
            start, last = max(start, lives[pid].created), lives[pid].exited or end
            if start <= min(end, last):
                by_thread.setdefault(tid, []).append((pid, tid, cpu, start, min(end, last), preempted and end <= last))
    found = []
    for mine in by_thread.values():
        mine.sort(key=lambda turn: turn[3])
        for turn, following in zip(mine, [*mine[1:], None]):
            end = min(turn[4], following[3]) if following else turn[4]
            found.append((*turn[:4], end, turn[5] and end == turn[4]))
    return sorted(found, key=lambda turn: turn[3])
