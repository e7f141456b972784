"""Changes of values: a number, a list, a comparison, a condition.

Fractions stay as they are: in these programs they are seconds, and a claim is never about a time.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .statements import called

Change = tuple[str, ast.AST]
OPPOSITE = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
LARGE = 1000  # one more makes no difference to a number like this


def numbers(node: ast.AST, parent: ast.AST) -> Iterator[Change]:
    """One more; a thousandth, if it is large (a size, a number of steps)."""
    if not (isinstance(node, ast.Constant) and type(node.value) is int):
        return
    in_list = isinstance(parent, ast.List) or (isinstance(parent, ast.Tuple) and len(parent.elts) > 2)
    if in_list or called(parent) == "sleep":
        return
    instead = node.value + 1 if node.value < LARGE else node.value // LARGE
    around = ast.unparse(parent).split("\n")[0]
    yield f"{instead} for {node.value} in `{around}`", ast.Constant(instead)


def lists(node: ast.AST, parent: ast.AST) -> Iterator[Change]:
    """One thing less, one more, or the other way round."""
    if not (isinstance(node, ast.List) and isinstance(node.ctx, ast.Load) and len(node.elts) > 1):
        return
    shown = ast.unparse(node)
    yield f"`{shown}` without its last", ast.List(node.elts[:-1], ast.Load())
    yield f"`{shown}` with its last twice", ast.List([*node.elts, node.elts[-1]], ast.Load())
    waits = any(called(call) in ("join", "wait") for call in ast.walk(parent))
    if isinstance(parent, ast.For) and not waits:  # in which order processes are waited for, nobody can tell
        yield f"`{shown}` from its end", ast.List(node.elts[::-1], ast.Load())


def conditions(node: ast.AST, _parent: ast.AST) -> Iterator[Change]:
    """The opposite."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and "__name__" not in ast.unparse(node):
        changed: ast.AST = ast.Compare(node.left, [OPPOSITE[type(node.ops[0])]()], node.comparators)
    elif isinstance(node, ast.BoolOp):
        changed = ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        changed = node.operand
    elif isinstance(node, ast.AugAssign) and isinstance(node.op, (ast.Add, ast.Sub)):
        changed = ast.AugAssign(node.target, ast.Sub() if isinstance(node.op, ast.Add) else ast.Add(), node.value)
    else:
        return
    yield f"`{ast.unparse(changed)}` for `{ast.unparse(node)}`", changed


def switches(node: ast.AST, _parent: ast.AST) -> Iterator[Change]:
    """`daemon=True` is False, and the like. (All of the course's programs flush their lines anyway.)"""
    if not isinstance(node, ast.keyword) or node.arg == "flush" or not isinstance(node.value, ast.Constant):
        return
    if isinstance(node.value.value, bool):
        changed = ast.keyword(node.arg, ast.Constant(not node.value.value))
        yield f"`{ast.unparse(changed)}` for `{ast.unparse(node)}`", changed


NODES = (numbers, lists, conditions, switches)
