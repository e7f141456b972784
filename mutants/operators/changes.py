"""Tries every operator at every place of a program's syntax tree.

    tree ──► each block of statements ──► BLOCKS ──► (what is changed, another block)      ──┐
        └──► each node, with its parent ──► NODES ──► (what is changed, another node)       ──┴──► the text of the whole

The text is what `ast.unparse` makes, without comments. The lesson goes on showing the original.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any

from . import processes, statements, values

BLOCKS = (*statements.BLOCKS, *processes.BLOCKS)
NODES = (*processes.NODES, *values.NODES)
Place = tuple[Any, Any, Callable[[Any], None]]  # parent, what stands there, how to put something else there


def as_written(text: str) -> str:
    """The program as a mutant of it would be written, but with nothing changed."""
    return ast.unparse(ast.parse(text)) + "\n"


def of(text: str) -> Iterator[tuple[str, str]]:
    """(what is changed, the changed program) for every change that Python can still read."""
    tree = ast.parse(text)
    for parent, there, put in list(places(tree)):
        for operator in BLOCKS if isinstance(there, list) else NODES:
            for what, instead in operator(there, parent):
                put(instead)
                mutated = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
                put(there)
                if readable(mutated):
                    yield what, mutated


def places(parent: ast.AST) -> Iterator[Place]:
    """Every block and every node below `parent`."""
    for field, value in ast.iter_fields(parent):
        if isinstance(value, ast.AST):
            yield parent, value, lambda new, field=field: setattr(parent, field, new)
            yield from places(value)
        elif isinstance(value, list):
            if value and isinstance(value[0], ast.stmt):
                yield parent, value, lambda new, field=field: setattr(parent, field, new)
            for number, one in enumerate(value):
                if isinstance(one, ast.AST):
                    yield parent, one, lambda new, value=value, number=number: value.__setitem__(number, new)
                    yield from places(one)


def readable(text: str) -> bool:
    try:
        compile(text, "mutant", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True
