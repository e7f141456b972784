#!/usr/bin/env python3
"""The course's one command line: what may be asked of it, and who answers.

    python3 course.py lab        open the course
    python3 course.py test       check that everything in it is still true
    python3 course.py check      check how the code is written, in seconds

Each command first sees to the course's own environment (helpers/build/environment) and then
hands over to the Python that lives there. This file needs nothing but the standard library. It
keeps to words that even Python 2.7 can read, so that an old Python can say what is missing.
"""

import os
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))
OLDEST = (3, 11)


def obstacle(version, system):
    """Why the course can't run on this Python `version` and `os.name`; None if it can."""
    if system == "nt":
        return (
            "This course is about Unix processes, and native Windows has no fork: install WSL"
            " (`wsl --install` in PowerShell) and start the course in its Linux terminal."
        )
    if tuple(version[:2]) < OLDEST:
        return (
            "This course needs Python {0}.{1} or newer, and this is Python {2}.{3}: install a newer one and"
            " start the course with it, for instance `python3.12 course.py lab`."
        ).format(OLDEST[0], OLDEST[1], version[0], version[1])
    return None


if obstacle(sys.version_info, os.name):
    sys.exit(obstacle(sys.version_info, os.name))

import argparse  # noqa: E402  (after the check: Python 2.6 has none of this)
import subprocess  # noqa: E402

from helpers.build import environment  # noqa: E402  (it needs only the standard library)


def read_arguments(arguments):
    """The parsed command line. Prints help or what is wrong, and exits, as argparse does."""
    parser = argparse.ArgumentParser(
        prog="course.py", description="Processes in Python, and what really happens: the command line."
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    commands.add_parser("lab", help="open the course in JupyterLab, in copies of your own (the folder my-course)")
    fresh = commands.add_parser("fresh", help="begin a notebook again; what you made of it is kept beside it")
    fresh.add_argument("names", nargs="+", metavar="NAME", help="what its name begins with, for instance 1.3")
    commands.add_parser("test", help="run every test and every notebook")
    commands.add_parser("browser", help="open the course in Chromium and do what a learner does; leaves screenshots")
    commands.add_parser("check", help="check the code's layout, its types and the workflows, without running it")
    commands.add_parser("run", help="run a program and record it: run PROGRAM [ARG ...]", add_help=False)
    commands.add_parser("load", help="draw a saved recording again: load FILE", add_help=False)
    notebooks = commands.add_parser("notebooks", help="run the notebooks whose outputs are out of date")
    notebooks.add_argument("names", nargs="*", metavar="NAME", help="run these in any case, for instance 1.3")
    notebooks.add_argument("--check", action="store_true", help="change nothing; fail if one is out of date")
    release = commands.add_parser("release", help="for teachers: make the students' version of an assignment")
    release.add_argument("assignment", metavar="ASSIGNMENT", help="what its name begins with, for instance 1")
    release.add_argument("--to", metavar="FOLDER", default="released", help="where it goes (released)")
    commands.add_parser(
        "grade", help="for teachers: mark a folder of submissions; `grade --help` tells how", add_help=False
    )
    commands.add_parser("classroom", help="run the tests of assignments and grading")
    commands.add_parser("images", help="make the pictures of the README anew, from real runs")
    benchmarks = commands.add_parser("bench", help="measure what watching costs, and write BENCHMARKS.md")
    benchmarks.add_argument("--quick", action="store_true", help="one round of the short questions, printed")
    mutants = commands.add_parser(
        "mutants", help="change the programs a little: would the lessons notice? (MUTANTS.md)"
    )
    mutants.add_argument("sections", nargs="*", metavar="SECTION", help="only the programs of these, for instance 1.3")
    mutants.add_argument("--again", action="store_true", help="also what was measured already")
    mutants.add_argument("--fields", action="store_true", help="disturb what was recorded, not the programs")
    mutants.add_argument("--markers", action="store_true", help="change the markers of exercises, not the programs")
    mutants.add_argument(
        "--sample", action="store_true", help="a fixed sample; fail if one is missed that was not known"
    )
    return parser.parse_args(arguments)


def become(python, *arguments):
    """Go on as this Python with these arguments: its signals and its exit status are then ours."""
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        os.execv(python, [python] + list(arguments))
    except OSError as why:
        folder = os.path.dirname(os.path.dirname(python))
        sys.exit("{0} can't be started ({1}): remove {2}, and it is made anew.".format(python, why.strerror, folder))


def without_answers(python):
    """Let what is run now neither read nor change the learner's own answers: there are none in this file."""
    os.environ["PROCESSES_COURSE_ANSWERS"] = os.path.join(os.path.dirname(python), os.pardir, "no-answers.json")


def leave_nothing_open(python):
    """Where this machine can show all that is claimed, let a claim that stays open fail."""
    if subprocess.call([python, "-m", "helpers.build.strict"], cwd=ROOT) == 0:
        os.environ["PROCESSES_COURSE_STRICT"] = "1"


def test(python):
    """Run pytest on tests/ and on every notebook, each output compared with the stored one."""
    os.chdir(ROOT)
    without_answers(python)
    leave_nothing_open(python)
    # A cell that takes minutes is stuck; one that takes one may be on a slow machine.
    strict = ["--nbval", "--nbval-current-env", "--nbval-cell-timeout=180"]
    strict += ["--nbval-sanitize-with", os.path.join("tests", "nbval-sanitize.cfg")]
    for apart in ("browser", "classroom"):  # commands of their own
        strict += ["--ignore", os.path.join("tests", apart)]
    become(python, "-m", "pytest", *(strict + ["-n", "4", "--dist", "loadscope", "tests", "notebooks"]))


def browser(python):
    """Run the tests that need a browser; their figures and screenshots are for people to look at."""
    os.chdir(ROOT)
    without_answers(python)
    become(python, "-m", "pytest", "-n", "2", "-rP", "--show-capture=stdout", os.path.join("tests", "browser"))


def classroom(python):
    """Run the tests of assignments and grading."""
    os.chdir(ROOT)
    without_answers(python)
    become(python, "-m", "pytest", "-n", "4", os.path.join("tests", "classroom"))


def check(words):
    """Say what is wrong with a command line of the recorder's, and exit, before anything is installed; or its help."""
    from helpers.command import arguments, problems

    problem = next(problems.problems(arguments.parse(words, prog="course.py"), draw=False), None)
    if problem:
        sys.stderr.write(problem + "\n")
        sys.exit(2)


def start(python, package, words):
    """Hand `words` to this package of the course, from whichever folder this is: ``python -m package``, as it were."""
    text = (
        "import runpy, sys; sys.path[0] = {0!r}; runpy.run_module({1!r}, run_name='__main__', alter_sys=True)"
    ).format(ROOT, package)
    become(python, "-c", text, *words)


def main(arguments):
    """Do what the command line asks for."""
    started_in = os.getcwd()
    if arguments[:1] in (["run"], ["load"]):
        check(arguments)
        start(str(environment.set_up(environment.LEARNING)), "helpers", arguments)
    if arguments[:1] == ["grade"]:
        far = any(word.startswith("--dask") for word in arguments)
        locks = environment.GRADING_WIDELY if far else environment.GRADING
        start(str(environment.set_up(locks)), "classroom.grading", arguments[1:])
    asked = read_arguments(arguments)
    learning = dict.fromkeys(("lab", "fresh", "release"), environment.LEARNING)
    needs = {**learning, "check": environment.CHECKING, "bench": environment.MEASURING,
             "browser": environment.BROWSING, "classroom": environment.TEACHING}  # fmt: skip
    python = str(environment.set_up(needs.get(asked.command, environment.TESTING)))
    if asked.command == "test":
        test(python)
    elif asked.command == "browser":
        browser(python)
    elif asked.command == "classroom":
        classroom(python)
    os.chdir(ROOT)
    if asked.command == "lab":
        become(python, "-m", "helpers.build.lab")
    if asked.command == "fresh":
        become(python, "-m", "helpers.build.copies", *asked.names)
    if asked.command == "release":
        become(python, "-m", "classroom.release", asked.assignment, os.path.join(started_in, asked.to))
    if asked.command == "check":
        become(python, "-m", "helpers.build.check")
    if asked.command == "bench":
        become(python, "-m", "benchmarks", *(["--quick"] if asked.quick else []))
    if asked.command == "images":
        become(python, "-m", "helpers.build.images")
    without_answers(python)
    leave_nothing_open(python)
    if asked.command == "mutants":
        how = ["--" + name for name in ("again", "fields", "markers", "sample") if getattr(asked, name)]
        become(python, "-m", "mutants", *(how + asked.sections))
    become(python, "-m", "helpers.build.notebooks", *((["--check"] if asked.check else []) + asked.names))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except environment.SetUpFailed as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit("Stopped. The same command goes on from here.")
