"""The exercises of section 1.8: a map with progress, and the fastest order of tasks."""

import pytest
from exercise_checks import missing

from helpers.teach.exercises.section_1_8 import units

BEGIN = """
from multiprocessing import Pool
from time import sleep

def work(number):
    sleep(0.1)
    return number * number

if __name__ == "__main__":
    with Pool(3) as pool:
        results = []
"""
BAR = """        print(f"\\r[{'#' * len(results):12}] {len(results)} of 12", end="", flush=True)
"""
END = """    print()
    print(results)
"""
LOOP = "        for result in pool.{}:\n            results.append(result)\n    "
RIGHT_MAPS = {
    "imap": BEGIN + LOOP.format("imap(work, range(1, 13))") + BAR + END,
    "lines": BEGIN + LOOP.format("imap(work, range(1, 13))") + "        print(len(results), 'of 12')\n" + END,
    "callback": BEGIN
    + """        def one_more(result):
            results.append(result)
            print(len(results), "of", 12)

        promises = [pool.apply_async(work, (number,), callback=one_more) for number in range(1, 13)]
        results = [promise.get() for promise in promises]
"""
    + END,
}
MAP = "        results = pool.map(work, range(1, 13))\n"
UNEVEN = BEGIN.replace("0.1", "0.3 if number == 1 else 0.1")
BAR_AFTER = "        for number in range(1, 13):\n            print(number, 'of', 12)\n"
WRONG_MAPS = {
    "map": (BEGIN + MAP + BAR_AFTER + END, "They came when all was done"),
    "before": (BEGIN + BAR_AFTER + MAP + END, "not the tasks that were handed over"),
    "no progress": (BEGIN + MAP + END, 'such as "3 of 12"'),
    "unordered": (
        UNEVEN + LOOP.format("imap_unordered(work, range(1, 13))") + BAR + END,
        "in one line: 1, 4, 9",
    ),
    "too few": (BEGIN + LOOP.format("imap(work, range(1, 12))") + BAR + END, "They called it 11 times"),
    "two workers": (RIGHT_MAPS["imap"].replace("Pool(3)", "Pool(2)"), "There were 2 workers"),
    "alone": (
        "def work(n): return n * n\nresults = []\nfor n in range(1, 13):\n"
        "    results.append(work(n)); print(n, 'of', 12)\nprint(results)\n",
        "no workers of a pool",
    ),
}


@pytest.mark.parametrize("text", RIGHT_MAPS.values(), ids=RIGHT_MAPS)
def test_a_map_with_progress(marked, text):
    assert missing(marked("map-with-progress", text)) == ""


@pytest.mark.parametrize("text, advice", WRONG_MAPS.values(), ids=WRONG_MAPS)
def test_a_map_that_lacks_something(marked, text, advice):
    assert advice in missing(marked("map-with-progress", text))


ORDER = """
from multiprocessing import Pool
from time import sleep

def work(length):
    sleep(length / 10)

if __name__ == "__main__":
    with Pool(3) as pool:
        {}
        pool.close()
        pool.join()
"""
LONGEST_FIRST = "[pool.apply_async(work, (length,)) for length in [6, 5, 4, 3, 2, 1]]"


@pytest.mark.parametrize("how", [LONGEST_FIRST, "pool.map(work, [6, 5, 4, 3, 2, 1])"])
def test_the_fastest_order(marked, how):
    assert missing(marked("fastest-order", ORDER.format(how))) == ""


@pytest.mark.parametrize(
    "how, advice",
    [
        ("pool.map(work, [1, 2, 3, 4, 5, 6])", "So they need 9 units"),
        ("for length in [6, 5, 4, 3, 2, 1]: pool.apply(work, (length,))", "apply waits for each task"),
        ("pool.map(work, [6, 5, 4, 3, 2])", "They called it for"),
        ("print('7 units')", "called it for none"),
    ],
)
def test_an_order_that_is_not_the_fastest(marked, how, advice):
    assert advice in missing(marked("fastest-order", ORDER.format(how)))


@pytest.mark.parametrize(
    "order, needed", [([6, 5, 4, 3, 2, 1], 7), ([5, 6, 4, 3, 2, 1], 7), ([1, 2, 3, 4, 5, 6], 9), ([], 0)]
)
def test_units(order, needed):
    assert units(order) == needed
