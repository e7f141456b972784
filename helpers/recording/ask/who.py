"""Who was there, and who started whom."""

from __future__ import annotations

from ..asking import NotThere, Unseen, question
from ..questions import Questions
from ..records import Process


class Who(Questions):
    """Questions about the processes of a run. Those that multiprocessing starts for itself are its helpers."""

    @question
    def how_many_processes(self, kind: str = "") -> int:
        """How many processes there were, helpers too; with a `kind` ("pool worker"), those whose role begins so."""
        return sum(process.role.startswith(kind) for process in self.processes)

    @question
    def roles(self) -> list[str]:
        """The roles of all processes, helpers too, in tree order: a process, then its children, the oldest first."""
        return [process.role for process in in_tree_order(self)]

    @question
    def helpers(self) -> list[str]:
        """The roles of the processes that multiprocessing started for itself ("resource tracker", "fork server")."""
        return [process.role for process in in_tree_order(self) if process.is_helper]

    @question
    def pid(self, which) -> int:
        """The PID of this process."""
        return self.process(which).pid

    @question
    def parent_of(self, which) -> str:
        """The role of the process that forked this one, whoever adopted it later."""
        parent = self.parent(which)
        if parent is None:
            raise NotThere(f"{self.process(which).role} was forked by no process of this run.")
        return parent.role

    @question
    def pid_of_starter(self) -> int:
        """The PID of the process that started the program, which is outside of this run."""
        return self.main.ppid

    @question
    def children_of(self, which) -> list[str]:
        """The roles of the processes that this one forked, the oldest first. Helpers don't count."""
        return [child.role for child in own_children(self, which)]

    @question
    def how_many_children(self, which="main") -> int:
        """How many processes this one forked. Helpers don't count."""
        return len(own_children(self, which))

    @question
    def how_many_children_each(self, of="main") -> list[int]:
        """For each child of this process, the oldest first, how many children it has itself. Helpers don't count."""
        return [len(own_children(self, child)) for child in own_children(self, of)]

    @question
    def generation(self, which) -> int:
        """0 for the first process, 1 for its children, 2 for its grandchildren, and so on."""
        return self.depth(which)

    @question
    def generations(self) -> list[int]:
        """The generation of every process in tree order: [0, 1, 2] for a chain of three, [0, 1, 1] for a fan."""
        return [self.depth(process) for process in in_tree_order(self)]

    @question
    def how_many_threads(self, which) -> int:
        """How many threads this process had in its life. Only the exact layer is told of every one."""
        if self.kernel_layer != "exact":
            raise Unseen("this machine has no record of every thread")
        return len(self.process(which).threads)


def in_tree_order(recording) -> list[Process]:
    """A process, then its children with theirs, the oldest first."""
    roots = [process for process in recording.processes if recording.parent(process) is None]
    return [process for root in roots for process in (root, *recording.descendants(root))]


def own_children(recording, which) -> list[Process]:
    """The processes that this one forked, without multiprocessing's helpers."""
    return [child for child in recording.children(which) if not child.is_helper]
