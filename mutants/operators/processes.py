"""Changes that only programs with processes know: a fork more or less, a thread for a process, another call."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator

from .statements import called

INSTEAD = {
    "apply": "apply_async",
    "apply_async": "apply",
    "map": "map_async",
    "imap": "imap_unordered",
    "imap_unordered": "imap",
    "close": "terminate",
    "terminate": "kill",
    "kill": "terminate",
    "start": "run",
    "run": "start",
    "get": "get_nowait",
    "put": "put_nowait",
    "get_nowait": "get",
    "put_nowait": "put",
}
METHODS = {"fork": "spawn", "spawn": "fork", "forkserver": "spawn"}
THREADS = {"Process": ("threading", "Thread"), "Pool": ("multiprocessing.pool", "ThreadPool")}
BY_NUMBER = {"Pool", "Queue", "range", "Semaphore", "Barrier", "ProcessPoolExecutor", "JoinableQueue"}


def threads(block: list, _parent: ast.AST) -> Iterator[tuple[str, list]]:
    """`Process` is a thread, or `Pool` a pool of them."""
    for number, statement in enumerate(block):
        if not isinstance(statement, ast.ImportFrom) or statement.module != "multiprocessing":
            continue
        for name in statement.names:
            if name.name in THREADS:
                module, instead = THREADS[name.name]
                others = [other for other in statement.names if other is not name]
                ours = ast.ImportFrom(module, [ast.alias(instead, name.name)], 0)
                kept = [ast.ImportFrom(statement.module, others, 0)] if others else []
                yield f"`{instead}` for `{name.name}`", block[:number] + kept + [ours] + block[number + 1 :]


def forks(node: ast.AST, parent: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """One fork more, or one less: then the value is a parent's."""
    if ast.unparse(node) == "os.fork()" and isinstance(node, ast.Call):
        yield "`os.fork()` twice", ast.parse("(os.fork(), os.fork())[1]", mode="eval").body
        if not isinstance(parent, ast.Expr):
            yield "no `os.fork()`", ast.parse("os.getpid()", mode="eval").body
    if called(node) in ("wait", "waitpid") and ast.unparse(node).startswith("os.") and not isinstance(parent, ast.Expr):
        yield f"no `{ast.unparse(node)}`", ast.parse("(0, 0)", mode="eval").body


def other_calls(node: ast.AST, _parent: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Another method of the same object (never of a module: `os.close` is nothing like `pool.close`)."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return
    of_module = isinstance(node.func.value, ast.Name) and node.func.value.id in ("os", "sys", "signal", "time")
    instead = INSTEAD.get(node.func.attr)
    if instead and not of_module:
        changed = copy.deepcopy(node)
        changed.func.attr = instead  # type: ignore[attr-defined]
        yield f"`{ast.unparse(changed)}` for `{ast.unparse(node)}`", changed


def targets(node: ast.AST, _parent: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """The target is called at once; or it no longer is."""
    if isinstance(node, ast.keyword) and node.arg == "target":
        if isinstance(node.value, ast.Call):
            changed = ast.keyword("target", node.value.func)
        else:
            changed = ast.keyword("target", ast.Call(node.value, [], []))
        yield f"`{ast.unparse(changed)}` for `{ast.unparse(node)}`", changed


def start_methods(node: ast.AST, parent: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Another start method; and no guard, where a child imports the file."""
    if (
        isinstance(node, ast.Constant)
        and node.value in METHODS
        and called(parent) in ("set_start_method", "get_context")
    ):
        yield f"{METHODS[node.value]!r} for {node.value!r}", ast.Constant(METHODS[node.value])


def limits(node: ast.AST, _parent: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """A timeout is forgotten; a worker, a round or a place in the queue less."""
    if not isinstance(node, ast.Call):
        return
    named = [word for word in node.keywords if word.arg == "timeout"]
    if named:
        yield (
            f"no timeout in `{ast.unparse(node)}`",
            ast.Call(node.func, node.args, [word for word in node.keywords if word.arg != "timeout"]),
        )
    is_join = called(node) == "join" and isinstance(node.func, ast.Attribute) and len(node.args) == 1
    if is_join and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, (int, float)):
        yield f"no timeout in `{ast.unparse(node)}`", ast.Call(node.func, [], node.keywords)
    if called(node) in BY_NUMBER and len(node.args) == 1 and isinstance(node.args[0], ast.Constant):
        number = node.args[0].value
        if type(number) is int and 1 < number < 1000:
            less = ast.Call(node.func, [ast.Constant(number - 1)], node.keywords)
            yield f"`{ast.unparse(less)}` for `{ast.unparse(node)}`", less
            if "Queue" in called(node):
                yield f"no size in `{ast.unparse(node)}`", ast.Call(node.func, [], node.keywords)


BLOCKS = (threads,)
NODES = (forks, other_calls, targets, start_methods, limits)
