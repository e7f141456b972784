"""What a learner sees of an error: the line of their own cell and the message, not what is inside the helpers.

    cell ──► helpers ──► helpers ──✗ ValueError      shown are the cell's line and "ValueError: The part from 500 ms …"

Only errors that a wrong argument makes are shortened so. All others come with everything, for whoever mends the course.
A name that nobody has defined is most often one that the kernel has forgotten in a restart; that is said below it.
"""

from __future__ import annotations

from pathlib import Path

HELPERS = Path(__file__).resolve().parents[2]
WRONG_ARGUMENTS = (TypeError, ValueError, LookupError)
FORGOTTEN = (
    "A kernel that was restarted has forgotten what the cells above defined. Choose Run, Run All Above Selected Cell, "
    "and then run this cell again."
)


def explain(shell, kind, error, trace, tb_offset=None) -> None:
    """Show `error`: IPython calls this in place of its own way, for the kinds that `register` names."""
    if isinstance(error, NameError):
        error.add_note(FORGOTTEN)
    else:
        _cut(trace, shell.user_global_ns)
    shell.showtraceback((kind, error, trace), tb_offset=tb_offset)


def _cut(trace, cells: dict) -> None:
    """End the chain of frames at the last one of a cell, if the helpers come after it."""
    chain = []
    while trace:
        chain.append(trace)
        trace = trace.tb_next
    last = max((place for place, link in enumerate(chain) if link.tb_frame.f_globals is cells), default=None)
    if last is not None and any(_is_ours(link.tb_frame.f_code.co_filename) for link in chain[last + 1 :]):
        chain[last].tb_next = None


def _is_ours(filename: str) -> bool:
    return Path(filename).resolve().is_relative_to(HELPERS)


def register(shell) -> None:
    """Let this IPython shell show errors so."""
    shell.set_custom_exc((*WRONG_ARGUMENTS, NameError), explain)
