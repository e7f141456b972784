"""What was measured, in data/measured.jsonl: a line for each mutant, written as soon as it is judged.

So an interrupted command goes on where it was, and a change of a program or of a claim makes only those lines old
that depend on it: each holds a digest of all that its verdict came from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from .judge import Verdict
from .programs import DATA

FILE = DATA / "measured.jsonl"


class Measured:
    """Verdicts by the mutant's name; with the digest of what they came from."""

    def __init__(self, file: Path = FILE):
        self.file = file
        self.lines: dict[str, dict] = {}
        self._read()

    def _read(self) -> None:
        if self.file.exists():
            for line in self.file.read_text(encoding="utf-8").splitlines():
                one = json.loads(line)
                self.lines[one["mutant"]] = one  # the last one counts

    def verdict(self, name: str, digest: str | None = None) -> Verdict | None:
        """What was measured of this mutant; with `digest`, only if it came from just that."""
        one = self.lines.get(name)
        if one is None or (digest is not None and one["digest"] != digest):
            return None
        return Verdict(one["outcome"], tuple(one["claims"]), tuple(one["others"]), one["seconds"])

    def add(self, name: str, digest: str, verdict: Verdict) -> None:
        """Keep it, at once."""
        one = {"mutant": name, "digest": digest} | asdict(verdict)
        self.lines[name] = one
        with self.file.open("a", encoding="utf-8") as file:
            file.write(_line(one))

    def tidy(self, names: Iterable[str]) -> None:
        """One line for each of these mutants, in their order; those that are no more go."""
        self._read()  # another command may have judged others meanwhile
        beside = self.file.with_suffix(".new")
        beside.write_text("".join(_line(self.lines[name]) for name in names if name in self.lines), encoding="utf-8")
        beside.replace(self.file)


def _line(one: dict) -> str:
    return json.dumps(one, ensure_ascii=False) + "\n"
