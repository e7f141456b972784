"""Every answer in the bank gets the mark that stands beside it, whatever the seed; no process stays behind.

The answers to one task run five at a time: most of them sleep, and they have to get the same marks on a busy machine.
"""

import tomllib
from concurrent.futures import ThreadPoolExecutor

import pytest

from classroom.marking.plain import watch
from classroom.marking.tasks import FOLDER, NOTHING, load, names

PROGRAMS = [(name, task) for name in names() for task in load(name).tasks if not task.by_hand]
EVERY = pytest.mark.parametrize("assignment, task", PROGRAMS, ids=[task.name for _, task in PROGRAMS])
SEEDS = range(50)


def bank(assignment, task):
    """The file of each answer to this task → its mark."""
    folder = FOLDER / assignment / "bank" / task.name
    return {folder / name: mark for name, mark in tomllib.loads((folder / "marks.toml").read_text()).items()}


def marked(task, program, seed):
    """The points of this program, and a line for each check that doesn't hold."""
    points, missed = 0.0, []
    for hidden, case, look in task.parts(seed):
        recording = watch(program, args=case.args, files=case.files, timeout=case.timeout_s)
        for check in look(recording, case):
            points += check.earned
            if not check.done:
                missed.append(f"{'hidden: ' if hidden else ''}{check} {check.seen}")
    return points, missed


@EVERY
def test_each_answer_gets_its_mark(assignment, task):
    answers = bank(assignment, task)
    seeds = range(len(answers))  # another for each, so that no mark depends on a seed
    with ThreadPoolExecutor(5) as threads:
        results = threads.map(lambda path, seed: marked(task, path.read_text(), seed), answers, seeds)
        seen = dict(zip(answers, results, strict=True))
    wrong = {path.stem: seen[path] for path, mark in answers.items() if seen[path][0] != mark}
    assert wrong == {}


@EVERY
def test_the_bank_has_right_partly_right_and_wrong_answers(assignment, task):
    answers = bank(assignment, task)
    assert sorted(answers) == sorted((FOLDER / assignment / "bank" / task.name).glob("*.py"))
    for kind, least, fits in [
        ("right_", 2, lambda mark: mark == task.max_points),
        ("partly_", 4, lambda mark: 0 < mark < task.max_points),
        ("wrong_", 2, lambda mark: mark <= task.max_points / 5),
    ]:
        marks = [mark for path, mark in answers.items() if path.name.startswith(kind)]
        assert len(marks) >= least and all(map(fits, marks)), (kind, marks)


@EVERY
def test_a_program_that_does_nothing_gets_nothing_and_is_told_what_to_do(assignment, task):
    for _, case, look in task.parts(seed=0):
        checks = list(look(NOTHING, case))
        assert checks and sum(check.earned for check in checks) == 0
        for check in checks:
            assert check.sentence.endswith(".") and check.advice.endswith((".", "?")) and check.points > 0


@EVERY
def test_every_seed_makes_a_case_of_its_own_and_the_same_one_every_time(assignment, task):
    cases = [str(task.parts(seed)[1][1]) for seed in SEEDS]
    assert len(set(cases)) > len(SEEDS) / 4
    assert cases == [str(task.parts(seed)[1][1]) for seed in SEEDS]
    worth = {sum(check.points for _, case, look in task.parts(seed) for check in look(NOTHING, case)) for seed in SEEDS}
    assert worth == {task.max_points}


@pytest.mark.parametrize("name", names())
def test_an_assignment_has_four_to_six_tasks_and_twenty_points(name):
    tasks = load(name).tasks
    assert 4 <= len(tasks) <= 6 and sum(task.max_points for task in tasks) == 20
    assert sum(task.by_hand > 0 for task in tasks) == 1
