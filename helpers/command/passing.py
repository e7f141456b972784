"""Which signals that reach the recorder are meant for the program? Each reaches it once, as if we were not there.

    kill PID ───────► this process ─── not to all? ──► supervisor ──kill──► program
    kill -PGID,       this process ───┐
    Ctrl-C, Ctrl-\\,   guard ──notes───┴ to all: the program has it already
    Ctrl-Z, timeout   program ◄──────────── the kernel, by itself

The program is in this process's group, as it would be without us, so what is sent to the group reaches it, and must not
be passed on. But a signal doesn't tell whom else it was sent to. So the guard, which is in the group as well and blocks
these signals, is asked whether it has got the same one. Both questions have sure answers: the kernel puts a signal
down for all members of a group within one call (kill_pgrp in its signal.c), and what is blocked stays there.

With a terminal of its own (--tty), the program is in a group of its own, and all is passed on.
"""

from __future__ import annotations

import _signal as signal  # the C part alone: signal brings enum, which costs every program's start
import os
import time

from ..watch.client.converse import tell
from ..watch.supervisor.attending import PASSED_ON, PING

TOGETHER_S = 0.02  # timeout(1) sends one to its child, then to the group: what comes so close together is one
TWICE_S = 0.1, 1.0  # a second TERM in this time after the first one means it


def block() -> set[int]:
    """Hold back what may have to be passed on; returns the mask that was in force before."""
    return set(signal.pthread_sigmask(signal.SIG_BLOCK, PASSED_ON))


class Passing:
    """Takes the signals of this process while a program runs. `ended_by` is the one by which the user has ended it."""

    def __init__(self, control, guarded, keyboard=None):
        self.control, self.guarded, self.keyboard = control, guarded, keyboard
        self.came: list[int] = []
        self.settling = False
        self.noted: dict[int, float] = {}  # signal → when the guard told of it last
        self.terminated = float("-inf")  # when the last TERM came
        self.continued_ns = 0
        self.ended_by = 0
        self.told = False  # whether anything was passed on
        self.before: dict[int, object] = {}

    def __enter__(self) -> Passing:
        for number in PASSED_ON:
            handler = signal.getsignal(number)
            if handler != signal.SIG_IGN:  # nohup, or a shell's background: so has the program found it
                self.before[number] = handler
                signal.signal(number, self._take)
        signal.pthread_sigmask(signal.SIG_SETMASK, self.guarded.mask)
        return self

    def __exit__(self, *_) -> None:
        for number, handler in self.before.items():
            signal.signal(number, handler)
        os.close(self.guarded.notes)

    def _take(self, number: int, frame: object) -> None:
        """A signal came. A message that is sent from here can't get into another one: sockets take short ones whole."""
        now = time.monotonic()
        if number == signal.SIGCONT:
            self.continued_ns = time.monotonic_ns()
        if number == signal.SIGTERM and now - self.terminated > TWICE_S[0]:
            if now - self.terminated < TWICE_S[1]:
                self.ended_by = signal.SIGTERM
                tell(self.control, "stop")
            self.terminated = now
        self.came.append(number)
        if not self.settling:
            self.settling = True
            try:
                while self.came:
                    time.sleep(TOGETHER_S)
                    self._settle()
            finally:
                self.settling = False

    def _settle(self) -> None:
        came, self.came = self.came, []
        now = time.monotonic()
        self.noted |= dict.fromkeys(self._what_the_group_got(), now)
        for number in came:
            if number == signal.SIGWINCH and self.keyboard and self.keyboard.was_resized():
                tell(self.control, "size", self.keyboard.size)
            elif now - self.noted.get(number, float("-inf")) > TOGETHER_S:
                self.told = True
                tell(self.control, "signal", number)

    def _what_the_group_got(self) -> bytes:
        """The signals that the guard has got since it was asked last."""
        if self.keyboard:
            return b""
        import select

        try:
            os.kill(self.guarded.pid, PING)
        except ProcessLookupError:
            return b""
        told = b""
        while PING not in told and select.select([self.guarded.notes], [], [], 1)[0]:
            more = os.read(self.guarded.notes, 4096)
            if not more:
                break  # the guard has ended: so has the program
            told += more
        return told

    def stop_too(self, number: int, at_ns: int) -> None:
        """The program was stopped (Ctrl-Z): so is this process, that the shell may see it. Until it is continued.

        The shell may have continued both by now. A SIGCONT that comes between the question and the stop takes the
        waiting stop away: that is what the kernel does with it.
        """
        if number == signal.SIGSTOP:
            if self.continued_ns < at_ns:
                os.kill(os.getpid(), number)
            return
        signal.pthread_sigmask(signal.SIG_BLOCK, [number])
        handler = signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        if self.continued_ns > at_ns and number in signal.sigpending():
            signal.sigwait([number])
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [number])
        signal.signal(number, handler)
