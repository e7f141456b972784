"""Do a notebook's claims read as sentences, each with one question, or one comparison, as its evidence?

    claim("No two of them were ever on the CPU at the same instant.",
          turns.most_on_cpu() == 1)

A question is one of those in helpers/recording/ask (or what a second kernel is asked), put to a name, perhaps with
``.between(…)``, ``.includes(…)`` or ``.with_cpus(…)`` behind it. It may be compared once, with a value or with another
question. Questions and Moments may be given to a question. What needs more than that becomes a question of its own,
with a name and a test.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ...notebook.cells.second_kernel import Answers
from ...recording.ask import Ask, AskMany
from ...recording.questions import Questions

LONGEST_EVIDENCE = 70  # characters
LONGEST_LINE = 90
FORBIDDEN = {
    ast.ListComp: "a comprehension", ast.SetComp: "a comprehension", ast.DictComp: "a comprehension",
    ast.GeneratorExp: "a comprehension", ast.Lambda: "a lambda", ast.BinOp: "arithmetic", ast.BoolOp: "`and` or `or`",
    ast.Not: "`not`", ast.In: "`in`", ast.NotIn: "`not in`", ast.Subscript: "an index", ast.IfExp: "an `if`",
    ast.Await: "an `await`", ast.NamedExpr: "an assignment", ast.Starred: "a star", ast.JoinedStr: "an f-string",
}  # fmt: skip
QUESTIONS = {name for asked in (Ask, AskMany, Answers) for name in dir(asked) if name[0] != "_"}
QUESTIONS -= {"changed", *dir(Questions)}  # plain data is for code
FURTHER = ("between", "includes", "with_cpus")


def claims_read_as_sentences(notebook) -> Iterator[str]:
    """Every claim has two arguments, the second of which is one question or one comparison, and short."""
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type != "code" or cell.source.startswith("%%"):
            continue
        for call in claims_in(cell.source):
            for fault in faults_of(call):
                yield f"cell {number}, claim {sentence_of(call)!r}: {fault}"


def short_lines(notebook) -> Iterator[str]:
    """No line of code is longer than a page is wide."""
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            for line in cell.source.splitlines():
                if len(line) > LONGEST_LINE:
                    yield f"cell {number}: a line of {len(line)} characters, at most {LONGEST_LINE}: {line[:40]!r}"


def claims_in(source: str) -> list[ast.Call]:
    """The calls of claim() in a cell."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "claim"]


def sentence_of(call: ast.Call) -> str:
    first = call.args[0] if call.args else None
    return first.value[:50] if isinstance(first, ast.Constant) and isinstance(first.value, str) else "?"


def faults_of(call: ast.Call) -> Iterator[str]:
    """What is wrong with one call of claim()."""
    if len(call.args) != 2 or call.keywords:
        yield "it should have two arguments: its sentence and its evidence"
        return
    sentence, evidence = call.args
    if not (isinstance(sentence, ast.Constant) and isinstance(sentence.value, str)):
        yield "its sentence should be a text as it stands"
    if not is_evidence(evidence):
        yield f"its evidence should be one question, or one comparison of a question: {ast.unparse(evidence)}"
    found = {FORBIDDEN[kind] for node in ast.walk(evidence) for kind in FORBIDDEN if isinstance(node, kind)}
    if found:
        yield f"its evidence holds {', '.join(sorted(found))}: make it a question with a name"
    if len(ast.unparse(evidence)) > LONGEST_EVIDENCE:
        yield f"its evidence has {len(ast.unparse(evidence))} characters, at most {LONGEST_EVIDENCE}"


def is_evidence(node: ast.expr) -> bool:
    """Whether this is a question, or one comparison of a question with a value or with another question."""
    if isinstance(node, ast.Compare):
        return len(node.ops) == 1 and is_question(node.left)
    return is_question(node)


def is_question(node: ast.expr) -> bool:
    """Whether this is a known question, put to a name and perhaps asked further."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    asked = node.func.value
    if isinstance(asked, ast.Call):
        return node.func.attr in FURTHER and is_question(asked)
    return isinstance(asked, ast.Name) and node.func.attr in QUESTIONS
