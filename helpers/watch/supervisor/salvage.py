"""What can still be told of a run whose supervisor was killed.

supervisor ──remember()──► a file in the events' folder ──┐   which program, when it started
probe ─────events────────► the files beside it ───────────┼──► salvage() ──► a recording without kernel layer,
guard ─────ends──────────► how and when each was ended ───┘                  for the client to add the output to
"""

import select
import time

from ...recording.notes import ENDED_ITSELF
from ..assemble.assemble import assemble
from ..assemble.lives import Seen
from ..client.wire import packed
from ..kernel.layers import NoLayer
from .events_folder import recall
from .exits import Exits


def salvage(folder: str, ends: dict[int, tuple[int, int]]) -> bytes:
    """The message to the client: the recording's data, when the run started and when it had ended.

    `ends` are the processes that the guard has collected: PID → (time, wait status). Raises OSError,
    EOFError or ValueError if nothing was noted.
    """
    command, main, released_ns = recall(folder)
    exits, ended_ns = Exits(select.poll()), time.monotonic_ns()
    for pid, (when, status) in ends.items():
        exits.status[pid], exits.ended_ns[pid], exits.collected_ns[pid] = status, when, when
    seen = Seen(
        command=command, main=main, released_ns=released_ns, ended_ns=ended_ns, layer=NoLayer(), exits=exits,
        chunks=[], events_folder=folder, stopped="interrupted", notes=[ENDED_ITSELF],
    )  # fmt: skip
    return packed("recording", (assemble(seen), released_ns, ended_ns))
