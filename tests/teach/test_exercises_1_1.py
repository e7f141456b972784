"""The exercises of section 1.1: right programs, and the wrong ones that learners write."""

import pytest
from exercise_checks import cases, missing

ACTS = """
from multiprocessing import Process
from time import sleep

def sing():
    for verse in [1, 2, 3]:
        print("singing verse", verse)
        sleep(0.15)

def dance():
    for step in [1, 2, 3, 4]:
        print("dancing step", step)
        sleep(0.15)

"""
GUARD = 'if __name__ == "__main__":\n'
DUET = """    dancer = Process(target=dance)
    dancer.start()
    sing()
    dancer.join()
    print("the show is over")
"""
NOT_A_DUET = {
    "the start": (ACTS + "sing()\ndance()\nprint('the show is over')", "There was only one process"),
    "the other way round": (
        ACTS + GUARD + DUET.replace("target=dance", "target=sing").replace("    sing()", "    dance()"),
        "danced by the first process",
    ),
    "with brackets": (ACTS + GUARD + DUET.replace("target=dance", "target=dance()"), "danced by the first process"),
    "run for start": (ACTS + GUARD + DUET.replace("dancer.start()", "dancer.run()"), "There was only one process"),
    "joined too early": (
        ACTS + GUARD + DUET.replace("    sing()\n    dancer.join()", "    dancer.join()\n    sing()"),
        "began only when the other one was over",
    ),
    "never joined": (ACTS + GUARD + DUET.replace("    dancer.join()\n", ""), "still performing"),
    "both in children": (
        ACTS + GUARD + DUET.replace("    sing()", "    one = Process(target=sing); one.start(); one.join()"),
        "There were 2 children",
    ),
    "nothing said": (ACTS + GUARD + DUET.replace("    print", "    str"), "doesn't say so yet"),
    "danced twice": (ACTS + GUARD + DUET.replace("    sing()", "    sing(); dance()"), "danced by the first process"),
    "only printed": ('print("singing verse 1")\nprint("the show is over")', "only one process"),
    "fails": (ACTS + GUARD + DUET.replace("target=dance", "target=dance, args=(1,)"), "marked with !"),
}

SHOW = """
from multiprocessing import Process
from time import sleep

def sing():
    sleep(0.5)

def dance():
    sleep(0.5)

def juggle():
    sleep(0.5)

if __name__ == "__main__":
"""
THIRD = {
    "two beside the first": """
    one, two = Process(target=sing), Process(target=juggle)
    one.start(); two.start()
    dance()
    one.join(); two.join()
""",
    "three beside the first": """
    all = [Process(target=target) for target in (sing, dance, juggle)]
    for process in all: process.start()
    for process in all: process.join()
""",
}
NOT_THIRD = {
    "none": (SHOW + "    sing(); dance(); juggle()", "only one process"),
    "two": (SHOW + "    one = Process(target=sing); one.start(); dance(); one.join()", "2 performed"),
    "called": (
        SHOW + "    one, two = Process(target=sing), Process(target=juggle()); one.start(); two.start(); dance(); "
        "one.join(); two.join()",
        "nothing to do",
    ),
    "joined too early": (
        SHOW + "    one, two = Process(target=sing), Process(target=juggle); one.start(); one.join(); two.start(); "
        "dance(); two.join()",
        "began only when another had ended",
    ),
    "too short": (SHOW.replace("0.5", "0.2") + THIRD["two beside the first"], "The shortest act took 0.2"),
    "not waited for": (
        SHOW + THIRD["two beside the first"].replace("    one.join(); two.join()", "    sleep(0.1)"),
        "didn't wait for a child",
    ),
    "only printed": ("print('sing, dance, juggle, all at once')", "only one process"),
    "fails": (
        SHOW + "    one, two = Process(target=sing), Process(target=juggle, args=(1,)); one.start(); two.start(); "
        "dance(); one.join(); two.join()",
        "marked with !",
    ),
}


def test_a_duet(marked):
    assert missing(marked("dance-in-a-child", ACTS + GUARD + DUET)) == ""


@cases(NOT_A_DUET)
def test_not_a_duet(marked, wrong, advice):
    assert advice in missing(marked("dance-in-a-child", wrong))


@pytest.mark.parametrize("text", THIRD.values(), ids=THIRD)
def test_three_performers(marked, text):
    assert missing(marked("third-performer", SHOW + text)) == ""


@cases(NOT_THIRD)
def test_not_three_performers(marked, wrong, advice):
    assert advice in missing(marked("third-performer", wrong))


def test_three_performers_where_a_main_function_holds_it_all(marked):
    text = SHOW.replace('if __name__ == "__main__":', "def main():") + THIRD["two beside the first"]
    assert missing(marked("third-performer", text + '\nif __name__ == "__main__":\n    main()\n')) == ""


@pytest.mark.parametrize("exercise", ["dance-in-a-child", "third-performer"])
def test_no_reply_gives_the_solution_away(marked, exercise):
    said = missing(marked(exercise, ACTS + "sing()"))
    assert not any(call in said for call in ("Process(", ".start()", ".join()", "target="))
