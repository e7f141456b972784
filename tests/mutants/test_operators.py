"""What the operators make of a program: each change by its name, and nothing that Python can't read."""

import ast

import pytest

from mutants import lesson, programs
from mutants.operators import changes

FORK = """\
import os

def child():
    print("child", flush=True)
    os._exit(3)

if os.fork() == 0:
    child()
pid, status = os.wait()
print("parent", flush=True)
"""
POOL = """\
from multiprocessing import Pool, Process

if __name__ == "__main__":
    processes = []
    for number in range(3):
        process = Process(target=print, daemon=True)
        process.start()
        processes.append(process)
    for process in processes:
        process.join(0.5)
    with Pool(3) as pool:
        pool.apply(print)
        pool.close()
"""


def of(text: str) -> dict[str, str]:
    return dict(changes.of(text))


def test_a_program_that_forks():
    found = of(FORK)
    assert "    os._exit(4)" in found["4 for 3 in `os._exit(3)`"]
    assert "os._exit" not in found["without `os._exit(3)`"]
    assert "pid, status = (0, 0)" in found["no `os.wait()`"]
    assert "if (os.fork(), os.fork())[1] == 0:" in found["`os.fork()` twice"]
    assert "if os.getpid() == 0:" in found["no `os.fork()`"]
    assert "if os.fork() != 0:" in found["`os.fork() != 0` for `os.fork() == 0`"]
    waits_first = found["`pid, status = os.wait()` before `if os.fork() == 0:`"]
    assert waits_first.index("os.wait()") < waits_first.index("os.fork()")


def test_a_program_of_multiprocessing():
    found = of(POOL)
    assert "from threading import Thread as Process" in found["`Thread` for `Process`"]
    assert "from multiprocessing.pool import ThreadPool as Pool" in found["`ThreadPool` for `Pool`"]
    assert "target=print()" in found["`target=print()` for `target=print`"]
    assert "daemon=False" in found["`daemon=False` for `daemon=True`"]
    assert "process.join()" in found["no timeout in `process.join(0.5)`"]
    assert "Pool(2)" in found["`Pool(2)` for `Pool(3)`"]
    assert "pool.terminate()" in found["`pool.terminate()` for `pool.close()`"]
    assert "pool.apply_async(print)" in found["`pool.apply_async(print)` for `pool.apply(print)`"]
    one_loop = found["`for process in processes:` within `for number in range(3):`"]
    assert one_loop.count("for ") == 1
    assert one_loop.index(".start()") < one_loop.index(".join(")


@pytest.mark.parametrize("text", [FORK, POOL])
def test_every_change_is_one_and_the_tree_is_whole_again(text):
    found = of(text)
    assert len(found) > 10
    for mutated in found.values():
        ast.parse(mutated)
        assert mutated != changes.as_written(text)
    assert of(text) == found


def test_what_is_printed_and_how_long_it_takes_is_left_alone():
    assert of('from time import sleep\nprint("hello")\nsleep(0.5)\nsleep(1)\n') == {}


def test_no_two_mutants_of_the_course_have_one_name_or_one_text():
    for one in lesson.every():
        for program, text in one.programs.items():
            made = programs.of(program, text)
            assert len({mutant.name for mutant in made}) == len({mutant.text for mutant in made}) == len(made), program


def test_by_hand_a_line_must_be_there_once():
    assert programs.by_hand("a\nb\n", {"b": "c"}) == "a\nc\n"
    with pytest.raises(programs.NotAsWritten, match="there 0 times"):
        programs.by_hand("a\n", {"b": "c"})


def test_what_is_called_equivalent_is_there_and_has_a_reason():
    names = {m.name for one in lesson.every() for p, text in one.programs.items() for m in programs.of(p, text)}
    for name, reason in programs.equivalent().items():
        assert name in names
        assert len(reason) > 20
