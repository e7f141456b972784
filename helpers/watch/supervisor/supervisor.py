"""The supervisor: starts the program, watches its process tree, ends what is left of it, and reports.

    client ◄──wire──► supervisor ──fork, exec──► program ──forks──► …
                        │ polls, all in one thread:
                        ├── the client's socket       stop, or gone: end the tree
                        ├── the program's two streams  chunks with their writer's PID
                        ├── the kernel layer's rings    who forked, who was switched
                        ├── a pidfd for each process     ended, collected
                        └── SIGCHLD                       orphans to collect

It is the child subreaper (prctl(2)): whoever loses its parent becomes its child, so the tree has ended when
the supervisor has no children left. Behind it stands a guard that outlives it (guard.py).
"""

from __future__ import annotations

import _signal as signal  # the C part alone: signal brings enum, and every program would start 3 ms later
import os
import select
import time

from ..client.converse import CannotStart
from ..client.wire import packed, receive
from ..kernel.layers import Layer, open_layer
from .behind import Behind
from .census import Census
from .environment import watched
from .events_folder import events_folder, remember, remove
from .exits import Exits
from .launch import Given, start_program
from .relay import Relay
from .stop import be_ordinary, end_tree, reap, send

TO_END = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)
LEFT_BEHIND_NS = 1_000_000_000
LIMIT_CHECK_S = 0.05  # a program that takes memory at 2 GB/s overshoots by 100 MB


class Supervisor:
    """One run. `run()` returns the recording as a dict."""

    def __init__(self, client, request: dict, given: Given, word: str):
        self.client, self.request, self.given = client, request, given
        self.folder = events_folder(word)
        self.poller = select.poll()
        self.exits = Exits(self.poller)
        self.terminal = None
        if request["terminal"]:
            from .terminal import Terminal  # only now: few runs have one

            self.terminal = Terminal(request["terminal"])
        self.relay = Relay(client, self.poller, request["limits"]["output_bytes"], self.terminal)
        self.layer: Layer | None = None
        self.behind = Behind(request["front"]) if request.get("front") else None
        self.stopped: str | None = None
        self.told_to_end = False
        self.early: list[int] = []  # signals that came before the program was there
        self.notes: list[str] = []

    def run(self) -> dict:
        try:
            layer = self._start()
            self._watch(layer)
            return self._report(layer)
        finally:
            self.relay.close()
            end_tree(os.getpid(), self.exits.reaped)
            be_ordinary()
            if self.layer:
                self.layer.close()
            if self.behind:
                self.behind.close()
            remove(self.folder)

    def _start(self) -> Layer:
        """Start the program under a kernel layer, which is returned."""
        behind, streams = self.behind, self.relay.streams
        environment = watched(self.request["environment"], behind.events if behind else self.folder, self.request)
        stdin = behind.theirs if behind else None
        self.main, release, failure = start_program(self.request, streams, environment, self.given, stdin)
        self.relay.close_writers()
        if behind:
            self.main, release, failure = behind.arrive(release, failure, streams[1])
        self.exits.born(self.main)
        try:
            layer = self.layer = open_layer(self.main, self.request["layer"])
        except OSError as problem:
            os.close(release)
            os.close(failure)
            raise CannotStart(
                f"The {self.request['layer']} kernel layer can't be had here: {problem.strerror or problem}. "
                "Leave PROCESSES_COURSE_LAYER unset, and the best one that can be had is taken."
            ) from None
        self.census = Census(self.request["limits"], layer, self.exits, self.main)
        self.released_ns = time.monotonic_ns()
        remember(self.folder, self.request["shown_command"], self.main, self.released_ns)
        os.write(release, b"1")
        os.close(release)
        why = os.read(failure, 1000).decode(errors="replace")  # closed by a successful exec
        os.close(failure)
        if why:
            raise CannotStart(f"The program could not be started: {why}.")
        for number in self.early:
            self._signal(number)
        return layer

    # ---- the loop ------------------------------------------------------------------------

    def _watch(self, layer: Layer) -> None:
        wakeup_read, wakeup = os.pipe()
        os.set_blocking(wakeup, False)
        os.set_blocking(wakeup_read, False)
        signal.set_wakeup_fd(wakeup, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        try:
            self._loop(wakeup_read, layer)
        finally:
            signal.set_wakeup_fd(-1)
            os.close(wakeup)
            os.close(wakeup_read)

    def _loop(self, wakeup_read: int, layer: Layer) -> None:
        """Until the tree is empty, or a limit or the client ends it."""
        self.client.setblocking(False)
        for fd in [wakeup_read, self.client.fileno(), *layer.descriptors()]:
            self.poller.register(fd, select.POLLIN)
        if self.behind:
            self.poller.register(self.behind, select.POLLIN)
        self.relay.watch()
        began = next_check = time.monotonic()
        tree_is_empty = False
        while not tree_is_empty and not self.stopped:
            for fd, what in self.poller.poll(1000 * layer.interval_s):
                if fd in self.exits.pid_of:
                    self.exits.happened(fd, what)
                elif fd == wakeup_read:
                    os.read(wakeup_read, 4096)
                    self._tell_if_stopped()
                elif fd == self.client.fileno():
                    self._client(what)
                elif self.behind and fd == self.behind.fileno():
                    self.behind.read()
            self.relay.read()
            if self.terminal:
                self.terminal.feed()
            self._stop(self.relay.trouble)
            self._stop(self.census.take_in(layer.drain()))
            tree_is_empty = reap(self.exits.reaped)
            now = time.monotonic()
            crowded = self.census.is_crowded()
            if now >= next_check or crowded:
                next_check = now + LIMIT_CHECK_S
                self.exits.look()
                self._stop("timeout" if now - began > self.request["limits"]["timeout_s"] else None)
                self._stop(self._left_behind())
                self._stop(self.census.look(crowded))
        group = self.main if self.request["own_session"] else None
        if self.stopped and not end_tree(os.getpid(), self.exits.reaped, self.relay.end, group):
            self.notes.append("Some processes could not be ended.")
        self.ended_ns = time.monotonic_ns()
        self._stop(self.census.take_in(layer.drain()))
        self.relay.read(to_the_end=True)
        self._stop(self.relay.trouble)
        for fd, what in self.poller.poll(0):  # the last ends, which nobody has looked for
            if fd in self.exits.pid_of:
                self.exits.happened(fd, what)
        self.exits.look()

    def _stop(self, why: str | None) -> None:
        """End the run, if there is a reason. The first one counts."""
        self.stopped = self.stopped or why

    def _client(self, what: int) -> None:
        """The client asks to stop, is gone, or can take more."""
        if what & select.POLLOUT:
            self.relay.send()
        if what & (select.POLLIN | select.POLLHUP | select.POLLERR):
            self.client.setblocking(True)  # a message of the client's is short: all of it is there, or soon
            message = receive(self.client)
            self.client.setblocking(False)
            if message and message[0] == "unread":
                self.relay.refuse(message[1])
            elif message and message[0] == "signal":
                self._signal(message[1])
            elif message and self.terminal and message[0] in ("input", "size"):
                self.terminal.take(*message)
            else:
                self._stop("interrupted")

    def _signal(self, number: int) -> None:
        """The client passes on a signal that was sent to the program alone, as it were.

        Once the program has ended of it, what it has left ends, too: nobody else is told to, and nobody waits for it.
        """
        self.told_to_end = self.told_to_end or number in TO_END
        if self.main not in self.exits.collected_ns:
            send(self.main, number)

    def _left_behind(self) -> str | None:
        """Whether the program was told to end, and did, and what it has left had time to end by itself."""
        ended_ns = self.exits.collected_ns.get(self.main)
        overdue = ended_ns is not None and time.monotonic_ns() - ended_ns > LEFT_BEHIND_NS
        return "interrupted" if self.told_to_end and overdue else None

    def _tell_if_stopped(self) -> None:
        """The client stops when the program does: a shell watches the client."""
        if self.request["own_session"] or not hasattr(os, "waitid"):
            return
        try:
            stopped = os.waitid(os.P_PID, self.main, os.WSTOPPED | os.WNOHANG)
        except ChildProcessError:
            return  # it has ended, and was collected
        if stopped:
            self.relay.say(packed("stopped", (stopped.si_status, time.monotonic_ns())))

    def _report(self, layer: Layer) -> dict:
        # Only now: the program was not to wait for these imports.
        from ...recording.notes import NO_CALLS, NO_PROBE, ONE_TERMINAL
        from ..assemble.assemble import assemble
        from ..assemble.lives import Seen

        if self.terminal:
            self.notes.append(ONE_TERMINAL)
        elif not self.relay.streams[0].names_writers:
            self.notes.append("Who wrote which line is not known on this system.")
        if not self.request["calls"]:
            self.notes.append(NO_CALLS)
        if self.behind:
            self.behind.fetch(self.folder)
        if self.request["calls"] and not os.path.exists(os.path.join(self.folder, str(self.main))):
            self.notes.append(NO_PROBE)
        if os.statvfs(self.folder).f_bavail == 0:
            self.notes.append("There was no room to note all that the program did: the disk is full.")

        return assemble(
            Seen(
                command=self.request["shown_command"],
                main=self.main,
                released_ns=self.released_ns,
                ended_ns=self.ended_ns,
                layer=layer,
                exits=self.exits,
                chunks=self.terminal.plain(self.relay.chunks) if self.terminal else self.relay.chunks,
                events_folder=self.folder,
                stopped=self.stopped,
                notes=self.notes,
                outer=self.behind.outer if self.behind else None,
            )
        )


def supervise(client, given: Given, word: str) -> None:
    """Serve the requests that come over the socket `client`, one after the other, until it is closed.

    `given` is what every program is to have; `word` stands in the names of the folders that are made, so that the guard
    knows them.
    """
    early: list[int] = []
    while (message := receive(client)) is not None:
        if message[0] == "signal":
            early.append(message[1])  # for the program that will be there in a moment
        if message[0] != "run":
            continue  # a wish to stop that came when the run had ended already
        try:
            supervisor = Supervisor(client, message[1], given, word)
            supervisor.early = early
            recording = supervisor.run()
            last_words = bytes(supervisor.relay.unsent) + packed("recording", recording)
        except CannotStart as why:
            last_words = packed("failed", str(why))
        client.setblocking(True)
        try:
            client.sendall(last_words)
        except ConnectionError:
            return  # nobody is there to take it; the tree has been ended all the same
