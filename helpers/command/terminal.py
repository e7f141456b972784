"""--tty: the program has a terminal of its own, and this process stands between it and the user's.

    keyboard ──► this process, which reads it raw ──input──► supervisor ──► the program's terminal
    screen   ◄── this process ◄───────────────────output─────────┘

Read raw, Ctrl-C and Ctrl-\\ are bytes like others; the program's terminal makes signals of them. What is not typed but
comes from a file or a pipe is the program's standard input, as ever.
"""

from __future__ import annotations

import os
import select
import termios

from ..watch.client.converse import tell

LINES_AND_COLUMNS = 24, 80  # where there is no terminal to ask
INPUT, OUTPUT, CONTROL, LOCAL, CHARACTERS = 0, 1, 2, 3, 6  # the places in what tcgetattr gives


class Keyboard:
    """The user's terminal, if there is one. `request()` reads it raw from then on, until `give_back()`."""

    def __init__(self, control):
        self.control = control
        self.terminal = next((fd for fd in (1, 0, 2) if os.isatty(fd)), None)
        # In the background, a terminal can't be read or changed.
        self.typed = os.isatty(0) and os.tcgetpgrp(0) == os.getpgrp()
        self.size = self._size()
        self.before: list | None = None

    def _size(self) -> tuple[int, int]:
        if self.terminal is None:
            return LINES_AND_COLUMNS
        size = os.get_terminal_size(self.terminal)
        return (size.lines, size.columns) if size.lines and size.columns else LINES_AND_COLUMNS

    def was_resized(self) -> bool:
        """Whether it has another `size` than before, which is noted."""
        before, self.size = self.size, self._size()
        return self.size != before

    def request(self) -> dict:
        """What the supervisor must know of it (supervisor/terminal.py)."""
        attributes = None if self.terminal is None else termios.tcgetattr(self.terminal)
        if self.typed:
            self.before = termios.tcgetattr(0)
            self._read_raw()
        return {
            "size": self.size,
            "attributes": attributes,
            "input": self.typed,
            "plain_lines": not os.isatty(1),
        }

    def _read_raw(self) -> None:
        """Each key as it comes, and none with a meaning (termios(3), "raw mode")."""
        raw = termios.tcgetattr(0)
        raw[INPUT] &= ~(termios.BRKINT | termios.ICRNL | termios.INPCK | termios.ISTRIP | termios.IXON)
        raw[LOCAL] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        raw[CHARACTERS][termios.VMIN], raw[CHARACTERS][termios.VTIME] = 1, 0
        if os.isatty(1):  # the program's terminal has put carriage returns in already
            raw[OUTPUT] &= ~termios.OPOST
        termios.tcsetattr(0, termios.TCSADRAIN, raw)

    def give_back(self) -> None:
        if self.before is not None:
            termios.tcsetattr(0, termios.TCSADRAIN, self.before)

    def wait(self) -> None:
        """Until there is a message: hand on what is typed."""
        watched = [self.control, 0] if self.typed else [self.control]
        while True:
            ready, _, _ = select.select(watched, [], [])
            if self.control in ready:
                return
            try:
                typed = os.read(0, 4096)
            except OSError:  # the terminal is gone; SIGHUP tells the program
                typed = b""
            if not typed:
                self.typed = False
                return
            tell(self.control, "input", typed)
