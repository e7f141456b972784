"""The exercise of section 1.1: a third performer."""

import pytest
from exercise_checks import missing

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
    "none": ("sing(); dance(); juggle()", "only one process"),
    "two": ("one = Process(target=sing); one.start(); dance(); one.join()", "2 performed"),
    "called": (
        "one, two = Process(target=sing), Process(target=juggle()); one.start(); two.start(); dance(); "
        "one.join(); two.join()",
        "without brackets",
    ),
    "joined too early": (
        "one, two = Process(target=sing), Process(target=juggle); one.start(); one.join(); two.start(); "
        "dance(); two.join()",
        "before you join the first",
    ),
    "only printed": ("print('sing, dance, juggle, all at once')", "only one process"),
    "fails": (
        "one, two = Process(target=sing), Process(target=juggle, args=(1,)); one.start(); two.start(); "
        "dance(); one.join(); two.join()",
        "marked with !",
    ),
}


@pytest.mark.parametrize("text", THIRD.values(), ids=THIRD)
def test_three_performers(marked, text):
    assert missing(marked("third-performer", SHOW + text)) == ""


@pytest.mark.parametrize("text, advice", NOT_THIRD.values(), ids=NOT_THIRD)
def test_not_three_performers(marked, text, advice):
    assert advice in missing(marked("third-performer", SHOW + "    " + text))


def test_three_performers_where_a_main_function_holds_it_all(marked):
    text = SHOW.replace('if __name__ == "__main__":', "def main():") + THIRD["two beside the first"]
    assert missing(marked("third-performer", text + '\nif __name__ == "__main__":\n    main()\n')) == ""
