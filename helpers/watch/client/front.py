"""A command in front of the program, which puts it into a sandbox: what the supervisor must know of it.

    supervisor ──starts──► bwrap … ──► starter ──becomes──► python program.py

The command ends by starting a *starter*, in the process that becomes the program. Its standard input is a socket: it
says that it is there by writing a byte, and goes on when it has read a ``1``. What follows on its command line is the
program's.
"""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Front:
    """`command` is put in front of the program's own, and runs in `environment`, and nothing else of the caller's.

    `events` is the folder inside the sandbox to which the program may write what the probe tells. It, and the working
    directory of the run, are paths as they are inside.
    """

    command: tuple[str, ...]
    environment: dict[str, str]
    events: str

    def put_before(self, request: dict) -> dict:
        """The request, with the program behind this front."""
        return {**request, "environment": self.environment, "front": {**asdict(self), "command": list(self.command)}}
