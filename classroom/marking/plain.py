"""Runs an answer as a process tree of its own, with nothing between it and this machine: for answers one trusts."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from helpers.recording.recording import Recording
from helpers.watch.client.run import Limits, record

NO_FILES: Mapping[str, bytes] = {}


def watch(source: str, *, args: Sequence[str] = (), files: Mapping[str, bytes] = NO_FILES, timeout: float) -> Recording:
    """Run the text `source` for at most `timeout` s, in a new folder that holds `files`; return what was seen.

    Raises helpers.watch.client.run.CannotStart if it can't be started.
    """
    with tempfile.TemporaryDirectory(prefix="answer-") as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        Path(folder, "program.py").write_text(source, encoding="utf-8")
        return record([sys.executable, "program.py", *args], cwd=folder, limits=Limits(timeout_s=timeout))
