"""Writes MUTANTS.md from what was measured: a table by section, then every mutant that no lesson noticed.

Nothing is run here. The page tells of each mutant that it names what CI needs to know of it: `known` reads it there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.words import table

from .judge import Verdict

PAGE = Path(__file__).resolve().parents[1] / "MUTANTS.md"
ABOUT = """\
Made by `python3 course.py mutants`; nothing here was typed. Could a wrong course pass its own checks? Each program of
the course is changed a little: a wait dropped, a fork more, two calls in the other order, a thread for a process. The
lesson is then run with the changed program, though it still shows the original, and something should notice.

- **by a claim**: in each of two runs, a checked sentence of the lesson failed.
- **by a comparison**: in each of two runs, something did: words that the build compares with the stored ones, or a cell
  that fails; but not a claim each time.
- **by chance**: in one of the two runs only.
- **equivalent**: nothing that a lesson could say would tell the two apart; the reason stands below.
- **missed**: nothing noticed it. There a sentence may stand that nothing holds.

The share counts all but the equivalent ones. Left alone are the words that a program prints and the lengths of its
sleeps. Programs that are run in a cell of the lesson have no file; they are called by their number. What
a learner writes in an exercise is marked, not claimed; it isn't part of this."""


def page(
    found: Mapping[str, Mapping[str, Verdict | None]], equivalent: Mapping[str, str], more: Sequence[str] = ()
) -> str:
    """The whole text. `found` holds, by section, each mutant's name and its verdict, None if it wasn't judged yet."""
    parts = ["# Could a wrong course pass?", ABOUT, "## By section", by_section(found, equivalent)]
    for section, mutants in found.items():
        told = survivors(mutants, equivalent)
        if told:
            parts += [f"## Not noticed in {section}", told]
    parts += ["## Equivalent", reasons(found, equivalent)] if equivalent else []
    parts += filter(None, more)
    parts += ["## Claims that never were the only one to notice", alone(found)]
    return "\n\n".join(parts) + "\n"


def by_section(found: Mapping[str, Mapping[str, Verdict | None]], equivalent: Mapping[str, str]) -> str:
    head = (
        "section",
        "mutants",
        "by a claim",
        "by a comparison",
        "by chance",
        "missed",
        "equivalent",
        "not judged",
        "noticed",
    )
    rows, total = [], Counter[str]()
    for section, mutants in found.items():
        counts = Counter(kind(name, verdict, equivalent) for name, verdict in mutants.items())
        total += counts
        rows.append(_row(section, counts))
    return table([head, *rows, _row("all", total)])


def _row(section: str, counts: Counter) -> tuple[str, ...]:
    judged = sum(counts[name] for name in ("claim", "text", "chance", "missed"))
    share = f"{100 * (counts['claim'] + counts['text']) / judged:.0f} %" if judged else ""
    names = ("claim", "text", "chance", "missed", "equivalent", "not judged")
    return (section, str(counts.total()), *(str(counts[name]) for name in names), share)


def kind(name: str, verdict: Verdict | None, equivalent: Mapping[str, str]) -> str:
    if verdict is None:
        return "not judged"
    return "equivalent" if name in equivalent and verdict.outcome != "claim" else verdict.outcome


def survivors(mutants: Mapping[str, Verdict | None], equivalent: Mapping[str, str]) -> str:
    """A line for each mutant that was missed, or noticed by chance."""
    lines = []
    for name, verdict in mutants.items():
        found = kind(name, verdict, equivalent)
        if found in ("missed", "chance"):
            lines.append(f"- {name}" + (" *(by chance)*" if found == "chance" else ""))
    return "\n".join(lines)


def reasons(found: Mapping[str, Mapping[str, Verdict | None]], equivalent: Mapping[str, str]) -> str:
    names = [name for mutants in found.values() for name in mutants if name in equivalent]
    return "\n".join(f"- {name}: {equivalent[name]}" for name in names)


def alone(found: Mapping[str, Mapping[str, Verdict | None]]) -> str:
    """Sentences that have failed, but never without others: candidates to go, if they teach nothing more."""
    failed: dict[str, set[str]] = defaultdict(set)
    only: set[str] = set()
    for section, mutants in found.items():
        for verdict in mutants.values():
            if verdict:
                failed[section].update(verdict.claims)
                only.update(verdict.claims if len(verdict.claims) == 1 else ())
    lines = [f"- {section}: {claim}" for section, claims in failed.items() for claim in sorted(claims - only)]
    return "\n".join(lines) or "None."


def known(names: Iterable[str], text: str) -> set[str]:
    """Those of these mutants that a page with this text names."""
    lines = {line.removesuffix(" *(by chance)*").removeprefix("- ") for line in text.splitlines()}
    told = {line for line in text.splitlines() if line.startswith("- ")}
    return {name for name in names if name in lines or any(line.startswith(f"- {name}: ") for line in told)}
