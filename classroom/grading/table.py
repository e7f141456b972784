"""The marks as a table: marks.csv, a row for each student, in UTF-8 with the mark by which spreadsheets know it."""

from __future__ import annotations

import csv
from pathlib import Path

from .records import Record

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would calculate, if a text begins with it


def write_table(records: list[Record], path: Path) -> None:
    """Write one row for each record. A student without a mark has empty points, and notes that say why."""
    tasks = {
        (record.result["assignment"] or "", task["name"]): task["max_points"]
        for record in records
        if record.result
        for task in record.result["tasks"]
    }
    several = len({assignment for assignment, _ in tasks}) > 1
    with open(path, "w", encoding="utf-8-sig", errors="replace", newline="") as file:
        table = csv.writer(file)
        names = [f"{assignment}: {name}" if several else name for assignment, name in tasks]
        of = [f"{name} (of {most:g})" for name, most in zip(names, tasks.values(), strict=True)]
        table.writerow(
            [
                "student",
                "points",
                "max_points",
                "by_hand",
                *of,
                "assignment",
                "late",
                "handed_in",
                "file",
                "isolation",
                "notes",
            ]
        )
        for record in records:
            table.writerow([harmless(value) for value in row(record, list(tasks))])


def row(record: Record, tasks: list[tuple[str, str]]) -> list:
    """The values of one row."""
    result = record.result or {}
    points = {(result["assignment"] or "", task["name"]): task["points"] for task in result.get("tasks", ())}
    notes = [*record.notes, *result.get("notes", ()), *([record.problem] if record.problem else [])]
    return [
        record.student,
        *(result.get(name, "") for name in ("points", "max_points", "by_hand")),
        *(points.get(task, "") for task in tasks),
        result.get("assignment") or "",
        "late" if record.is_late else "",
        record.handed_in or "",
        record.file or "",
        result.get("isolation", ""),
        " ".join(dict.fromkeys(notes)),
    ]


def harmless(value):
    """The same, so that no spreadsheet takes a student's text for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
