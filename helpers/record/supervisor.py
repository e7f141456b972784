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

from . import procfs
from .client import CannotStart
from .environment import watched
from .events_folder import events_folder, remove
from .exits import Exits
from .launch import Given, start_program
from .layers import open_layer
from .output import Capture
from .stop import be_ordinary, end_tree, hurry, reap
from .wire import packed, receive

MANY_PROCESSES = 100  # with so many alive, the supervisor no longer waits its turn among them
LIMIT_CHECK_S = 0.05  # a program that takes memory at 2 GB/s overshoots by 100 MB
MOST_UNSENT = 4 << 20  # bytes that the client hasn't read before the program is made to wait, as a pipe would


class Supervisor:
    """One run. `run()` returns the recording as a dict."""

    def __init__(self, client, request: dict, given: Given):
        self.client, self.request, self.limits = client, request, request["limits"]
        self.poller = select.poll()
        self.unsent, self.chunks, self.kept = bytearray(), [], 0
        self.stopped, self.notes, self.streams, self.layer = None, [], [], None
        self.alive, self.hurries, self.tasks_before = 1, False, procfs.tasks()
        self.given = given
        self.exits = Exits(self.poller)

    def run(self) -> dict:
        folder = events_folder()
        try:
            self._start(folder)
            self._watch()
            return self._report(folder)
        finally:
            for stream in self.streams:
                stream.close()
            end_tree(os.getpid(), self.exits.reaped)
            be_ordinary()
            if self.layer:
                self.layer.close()
            remove(folder)

    def _start(self, folder: str) -> None:
        self.streams = [Capture("stdout"), Capture("stderr")]
        environment = watched(self.request["environment"], folder, self.request)
        self.main, release, failure = start_program(self.request, self.streams, environment, self.given)
        for stream in self.streams:
            os.close(stream.writer)
            stream.writer = None
        self.exits.watch(self.main)
        try:
            self.layer = open_layer(self.main, self.request["layer"])
        except OSError as problem:
            os.close(release)
            os.close(failure)
            raise CannotStart(
                f"The {self.request['layer']} kernel layer can't be had here: {problem.strerror or problem}. "
                "Leave PROCESSES_COURSE_LAYER unset, and the best one that can be had is taken."
            ) from None
        self.released_ns = time.monotonic_ns()
        os.write(release, b"1")
        os.close(release)
        why = os.read(failure, 1000).decode(errors="replace")  # closed by a successful exec
        os.close(failure)
        if why:
            raise CannotStart(f"The program could not be started: {why}.")

    # ---- the loop ------------------------------------------------------------------------

    def _watch(self) -> None:
        wakeup_read, wakeup = os.pipe()
        os.set_blocking(wakeup, False)
        os.set_blocking(wakeup_read, False)
        signal.set_wakeup_fd(wakeup, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        try:
            self._loop(wakeup_read)
        finally:
            signal.set_wakeup_fd(-1)
            os.close(wakeup)
            os.close(wakeup_read)

    def _loop(self, wakeup_read: int) -> None:
        """Until the tree is empty, or a limit or the client ends it."""
        self.client.setblocking(False)
        self.rings = set(self.layer.descriptors())
        for fd in [wakeup_read, self.client.fileno(), *self.streams, *self.rings]:
            self.poller.register(fd, select.POLLIN)
        self.open_streams = {stream.fileno(): stream for stream in self.streams}
        self.paused: set[Capture] = set()
        began = next_check = time.monotonic()
        while True:
            happened = self.poller.poll(1000 * self.layer.interval_s)
            pidfds = [(fd, what) for fd, what in happened if fd in self.exits.pid_of]
            for fd, what in happened:
                if fd == wakeup_read:
                    drain_pipe(wakeup_read)
                elif fd == self.client.fileno():
                    self._client(what)
            for fd, stream in list(self.open_streams.items()):
                self._read(stream)
            self._drain()
            for fd, what in pidfds:
                if fd in self.exits.pid_of:
                    self.exits.happened(fd, what)
            tree_is_empty = reap(self._reaped)
            now = time.monotonic()
            crowded = self._may_be_too_many()
            if now >= next_check or crowded:
                next_check = now + LIMIT_CHECK_S
                self.exits.look()
                self._check(now - began, crowded)
            if self.stopped:
                break
            if tree_is_empty:
                break
        self.ended_ns = time.monotonic_ns()
        if self.stopped:
            if not end_tree(os.getpid(), self._reaped):
                self.notes.append("Some processes could not be ended.")
            self.ended_ns = time.monotonic_ns()
        self._drain()
        for stream in self.streams:
            self._read(stream, to_the_end=True)
        self.exits.look()

    def _client(self, what: int) -> None:
        """The client asks to stop, is gone, or can take more."""
        if what & select.POLLOUT:
            self._send()
        if what & (select.POLLIN | select.POLLHUP | select.POLLERR):
            self.client.setblocking(True)  # a message of the client's is short: all of it is there, or soon
            message = receive(self.client)
            self.client.setblocking(False)
            if message and message[0] == "unread":
                for stream in self.streams:
                    if stream.stream == message[1]:
                        stream.refuse()
            else:
                self.stopped = self.stopped or "interrupted"

    def _forget(self, stream: Capture) -> None:
        """Read no more from this stream."""
        if self.open_streams.pop(stream.fileno(), None) and stream not in self.paused:
            self.poller.unregister(stream)
        self.paused.discard(stream)

    def _drain(self) -> None:
        for what, pid, other in self.layer.drain():
            if what == "fork":
                self.alive += 1
                self.exits.watch(pid)
            elif pid == other:
                self.alive -= 1
        self._hurry_among(self.alive)
        # Those that ended and were not collected take up a place in the system's table as well.
        if max(self.alive, len(self.exits.fd_of)) > self.limits["max_processes"]:
            self.stopped = self.stopped or "processes"

    def _hurry_among(self, processes: int) -> None:
        """Do not wait for a turn among so many."""
        if processes > min(MANY_PROCESSES, self.limits["max_processes"]) and not self.hurries:
            self.hurries = True
            hurry()

    def _may_be_too_many(self) -> bool:
        """Whether the system has so many more tasks than at the start that it is time to count the program's."""
        if self.layer.name == "exact" or self.tasks_before is None:
            return False
        more = procfs.tasks() - self.tasks_before
        self._hurry_among(2 * more)
        return more > self.limits["max_processes"]

    def _read(self, stream: Capture, to_the_end: bool = False) -> None:
        """Take what has been written; the program waits while its reader lags far behind."""
        if stream.fileno() not in self.open_streams or (stream in self.paused and not to_the_end):
            return
        while len(self.unsent) < MOST_UNSENT or to_the_end:
            chunk = stream.read()
            if chunk is None:
                return
            pid, now, data = chunk
            if not data:
                self._forget(stream)
                return
            if self.kept + len(data) > self.limits["output_bytes"]:
                data = data[: self.limits["output_bytes"] - self.kept]
                self.stopped = self.stopped or "output"
            self.kept += len(data)
            if data:
                self.chunks.append((pid, now, stream.stream, data))
                self.unsent += packed("output", (pid, stream.stream, data))
                self._send()
            if self.stopped == "output":
                return
        self.poller.unregister(stream)  # until the client has caught up
        self.paused.add(stream)

    def _send(self) -> None:
        try:
            while self.unsent:
                sent = self.client.send(memoryview(self.unsent)[: 1 << 18])
                del self.unsent[:sent]
        except BlockingIOError:
            pass
        except ConnectionError:
            self.stopped = self.stopped or "interrupted"
            self.unsent.clear()
        wants = select.POLLIN | (select.POLLOUT if self.unsent else 0)
        self.poller.modify(self.client.fileno(), wants)
        if len(self.unsent) < MOST_UNSENT:
            for stream in self.paused:
                self.poller.register(stream, select.POLLIN)
            self.paused.clear()

    def _reaped(self, pid: int, status: int) -> None:
        self.exits.reaped(pid, status)

    def _check(self, elapsed_s: float, crowded: bool) -> None:
        limits = self.limits
        if elapsed_s > limits["timeout_s"]:
            self.stopped = self.stopped or "timeout"
        pids = [self.main, *self.exits.fd_of]
        # Forks are not told, or not all of them:
        if self.layer.name == "none" or self.layer.has_gap or crowded:
            pids = procfs.descendants(os.getpid())
            self.alive = len(pids)
            for pid in pids:
                self.exits.watch(pid)
            if self.alive > limits["max_processes"]:
                self.stopped = self.stopped or "processes"
        if procfs.AVAILABLE:
            if procfs.memory_bytes(set(pids), limits["memory_bytes"]) > limits["memory_bytes"]:
                self.stopped = self.stopped or "memory"

    def _report(self, folder: str) -> dict:
        # Only now: the program was not to wait for these imports.
        from .assemble import assemble
        from .lives import Seen

        if not self.streams[0].names_writers:
            self.notes.append("Who wrote which line is not known on this system.")
        if os.statvfs(folder).f_bavail == 0:
            self.notes.append("There was no room to note all that the program did: the disk is full.")

        return assemble(
            Seen(
                command=self.request["shown_command"],
                main=self.main,
                released_ns=self.released_ns,
                ended_ns=self.ended_ns,
                layer=self.layer,
                exits=self.exits,
                chunks=self.chunks,
                events_folder=folder,
                stopped=self.stopped,
                notes=self.notes,
            )
        )


def drain_pipe(fd: int) -> None:
    try:
        while os.read(fd, 4096):
            pass
    except BlockingIOError:
        pass


def supervise(client, interruptible: bool) -> None:
    """Serve the requests that come over the socket `client`, one after the other, until it is closed."""
    given = Given(interruptible)
    while (message := receive(client)) is not None:
        if message[0] != "run":
            continue  # a wish to stop that came when the run had ended already
        supervisor = Supervisor(client, message[1], given)
        try:
            answer = packed("recording", supervisor.run())
        except CannotStart as why:
            answer = packed("failed", str(why))
        client.setblocking(True)
        try:
            client.sendall(supervisor.unsent + answer)
        except ConnectionError:
            return  # nobody is there to take it; the tree has been ended all the same
