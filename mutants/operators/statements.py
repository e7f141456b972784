"""Changes of a block of statements: one is dropped, two neighbours change places, two loops become one.

A `print` is never dropped and neither is a `sleep`: what a program says, and how long it can be seen, is no behaviour
that a lesson explains.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

Change = tuple[str, list]
QUIET = {"print", "sleep"}
NO_MATTER = {"append", "Process"}  # they start nothing, and nobody waits for them: earlier or later is all the same
# Calls whose place among the others matters.
PROCESSES = {
    "fork", "wait", "waitpid", "start", "join", "close", "terminate", "kill", "put", "get", "apply", "apply_async",
    "map", "map_async", "imap", "imap_unordered", "submit", "shutdown", "set", "clear", "acquire", "release", "send",
    "recv", "write", "read", "execvp", "execlp", "execv", "_exit", "exit", "Pool", "pipe",
    "result", "signal", "set_start_method", "cancel_join_thread", "close_fds", "task_done",
}  # fmt: skip
KEPT = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)


def called(node: ast.AST) -> str:
    """The name of what is called, without what stands before its last dot; "" if this is no call."""
    function = node.func if isinstance(node, ast.Call) else None
    return getattr(function, "attr", None) or getattr(function, "id", "")


def dropped(block: list, _parent: ast.AST) -> Iterator[Change]:
    """A call whose value nobody uses, `global`, `break`, `continue`, `raise` or `return` is left out."""
    for number, statement in enumerate(block):
        is_call = isinstance(statement, ast.Expr) and called(statement.value) not in {"", *QUIET}
        if is_call or isinstance(statement, (ast.Global, ast.Break, ast.Continue, ast.Raise, ast.Return)):
            rest = block[:number] + block[number + 1 :]
            yield f"without `{ast.unparse(statement)}`", rest or [ast.Pass()]


def swapped(block: list, _parent: ast.AST) -> Iterator[Change]:
    """Two neighbours change places, if one of them has to do with processes, and neither needs what the other makes."""
    for number in range(len(block) - 1):
        first, second = block[number : number + 2]
        if isinstance(first, KEPT) or isinstance(second, (*KEPT, ast.Return, ast.Raise)):
            continue
        if {called(getattr(statement, "value", statement)) for statement in (first, second)} & NO_MATTER:
            continue
        if not (_calls(first) | _calls(second)) & PROCESSES or (_is_quiet(first) and _is_quiet(second)):
            continue
        if _names(first, ast.Store) & _names(second, ast.Load) or _names(second, ast.Store) & _names(first, ast.Load):
            continue
        yield f"`{_head(second)}` before `{_head(first)}`", block[:number] + [second, first] + block[number + 2 :]


def merged(block: list, _parent: ast.AST) -> Iterator[Change]:
    """Two loops over the same things become one: each is joined as soon as it is started."""
    for number in range(len(block) - 1):
        first, second = block[number : number + 2]
        if not (isinstance(first, ast.For) and isinstance(second, ast.For)):
            continue
        heads = [(ast.unparse(loop.target), ast.unparse(loop.iter)) for loop in (first, second)]
        same_things = heads[0] == heads[1] or _makes(first, heads[1][1])
        if same_things:
            # The second loop may walk over a list that the first one fills: then it is the one that was added last.
            inner: list = [] if heads[0] == heads[1] else [_assign(heads[1][0], f"{heads[1][1]}[-1]")]
            loop = ast.For(first.target, first.iter, [*first.body, *inner, *second.body], [])
            yield f"`{_head(second)}` within `{_head(first)}`", block[:number] + [loop] + block[number + 2 :]


def unprotected(block: list, _parent: ast.AST) -> Iterator[Change]:
    """A `with` that names nothing (a lock), a `try`'s `except` or its `finally` goes; what was within stays."""
    for number, statement in enumerate(block):
        rest = block[number + 1 :]
        if isinstance(statement, ast.With) and all(item.optional_vars is None for item in statement.items):
            yield f"without `{_head(statement)}`", block[:number] + statement.body + rest
        if isinstance(statement, ast.Try):
            if statement.handlers:
                kinds = ", ".join(ast.unparse(handler.type) if handler.type else "" for handler in statement.handlers)
                yield f"without `except {kinds}`", block[:number] + statement.body + statement.orelse + rest
            if statement.finalbody:
                bare = ast.Try(statement.body, statement.handlers, statement.orelse, [])
                yield "without `finally`", block[:number] + ([bare] if bare.handlers else statement.body) + rest


def _head(statement: ast.AST) -> str:
    return ast.unparse(statement).split("\n")[0]


def _calls(statement: ast.AST) -> set[str]:
    return {called(node) for node in ast.walk(statement)}


def _is_quiet(statement: ast.AST) -> bool:
    return isinstance(statement, ast.Expr) and called(statement.value) in QUIET


def _names(statement: ast.AST, context: type) -> set[str]:
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, context)}


def _makes(loop: ast.For, name: str) -> bool:
    """Whether the loop appends to the list of this name."""
    return any(ast.unparse(node).startswith(f"{name}.append(") for node in ast.walk(loop) if isinstance(node, ast.Call))


def _assign(target: str, value: str) -> ast.stmt:
    return ast.parse(f"{target} = {value}").body[0]


BLOCKS = (dropped, swapped, merged, unprotected)
