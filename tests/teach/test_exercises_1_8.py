"""The exercises of section 1.8: right programs, and the wrong ones that learners write."""

import pytest
from exercise_checks import cases, missing

from helpers.teach.exercises.section_1_8 import units

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
RIGHT_ORDERS = {
    "longest first": ORDER.format(LONGEST_FIRST),
    "map": ORDER.format("pool.map(work, [6, 5, 4, 3, 2, 1])"),
    "another one": ORDER.format("pool.map(work, [5, 6, 4, 3, 2, 1], chunksize=1)"),
    "an executor": """
from concurrent.futures import ProcessPoolExecutor
from time import sleep

def work(length):
    sleep(length / 10)

if __name__ == "__main__":
    with ProcessPoolExecutor(3) as executor:
        for length in [6, 5, 4, 3, 2, 1]:
            executor.submit(work, length)
""",
}
WRONG_ORDERS = {
    "the start": (ORDER.format("pool.map(work, [1, 2, 3, 4, 5, 6])"), "takes 9 units"),
    "apply": (ORDER.format("for n in [6, 5, 4, 3, 2, 1]: pool.apply(work, (n,))"), "Where does the parent wait"),
    "get in the loop": (
        ORDER.format("for n in [6, 5, 4, 3, 2, 1]: pool.apply_async(work, (n,)).get()"),
        "Where does the parent wait",
    ),
    "one missing": (ORDER.format("pool.map(work, [6, 5, 4, 3, 2])"), "They did it for 2, 3, 4, 5, 6"),
    "no tuple": (ORDER.format("[pool.apply_async(work, n) for n in [6, 5, 4, 3, 2, 1]]"), "No worker called work"),
    "called at once": (
        ORDER.format("[pool.apply_async(work(n)) for n in [6, 5, 4, 3, 2, 1]]"),
        "The parent called work itself, 6 times",
    ),
    "waits for one": (
        ORDER.format("promises = " + LONGEST_FIRST).replace("pool.close()\n        pool.join()", "promises[2].get()"),
        "cut off: the pool ended before",
    ),
    "two workers": (ORDER.format(LONGEST_FIRST).replace("Pool(3)", "Pool(2)"), "The pool had 2 workers"),
    "two pools": (ORDER.format("Pool(3)\n        " + LONGEST_FIRST), "how many pools were made"),
    "only printed": (ORDER.format("print('7 units')"), "No worker called work"),
}

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
LINE = "        print(len(results), 'of 12')\n"
END = "    print()\n    print(results)\n"
ASK = "        for promise in [pool.apply_async(work, (n,)) for n in range(1, 13)]:\n"
ADD = "            results.append(promise.get())\n"
LOOP = "        for result in pool.{}:\n            results.append(result)\n    "
MAP = "        results = pool.map(work, range(1, 13))\n"
RIGHT_MAPS = {
    "promises": BEGIN + ASK + ADD + "    " + LINE + END,
    "imap": BEGIN + LOOP.format("imap(work, range(1, 13))") + BAR + END,
    "callback": BEGIN
    + """        def one_more(result):
            results.append(result)
            print(len(results), "of", 12)

        promises = [pool.apply_async(work, (number,), callback=one_more) for number in range(1, 13)]
        results = [promise.get() for promise in promises]
"""
    + END,
    "an executor": (BEGIN + LOOP.format("map(work, range(1, 13))") + LINE + END)
    .replace("from multiprocessing import Pool", "from concurrent.futures import ProcessPoolExecutor")
    .replace("Pool(3)", "ProcessPoolExecutor(3)"),
}
COUNTING = "        for number in range(1, 13):\n            print(number, 'of', 12)\n"
UNEVEN = BEGIN.replace("0.1", "0.4 if number == 1 else 0.1")
WRONG_MAPS = {
    "map": (BEGIN + MAP + COUNTING + END, "What did the parent wait for before"),
    "before": (BEGIN + COUNTING + MAP + END, 'At "1 of 12", not so many'),
    "when handed over": (
        BEGIN
        + "        promises = []\n        for n in range(1, 13):\n"
        + "            promises.append(pool.apply_async(work, (n,)))\n            print(len(promises), 'of 12')\n"
        + "        results = [promise.get() for promise in promises]\n"
        + END,
        "not so many tasks were done yet",
    ),
    "no progress": (BEGIN + MAP + END, "No report was seen yet"),
    "from 0 to 11": (
        BEGIN + ASK + "            print(len(results), 'of 12')\n" + ADD + END,
        "These reports were seen: 0, 1, 2",
    ),
    "not flushed": (
        BEGIN + ASK + ADD + "    " + LINE.replace("12')", "12', end=' ')") + END,
        "left the program together, in one line",
    ),
    "unordered": (
        UNEVEN + LOOP.format("imap_unordered(work, range(1, 13))") + BAR + END,
        "from 1 to 144, in this order",
    ),
    "one after another": (
        BEGIN + "        for n in range(1, 13):\n            results.append(pool.apply(work, (n,)))\n    " + LINE + END,
        "Where does the parent wait",
    ),
    "too few": (BEGIN + LOOP.format("imap(work, range(1, 12))") + BAR + END, "They did it for 1, 2, 3"),
    "two workers": (RIGHT_MAPS["imap"].replace("Pool(3)", "Pool(2)"), "The pool had 2 workers"),
    "alone": (
        "def work(n): return n * n\nresults = []\nfor n in range(1, 13):\n"
        "    results.append(work(n)); print(n, 'of', 12)\nprint(results)\n",
        "No worker of a pool was seen",
    ),
    "promises printed": (BEGIN + ASK + ADD.replace(".get()", "") + "    " + LINE + END, "from 1 to 144"),
}


@pytest.mark.parametrize("text", RIGHT_ORDERS.values(), ids=RIGHT_ORDERS)
def test_the_fastest_order(marked, text):
    assert missing(marked("fastest-order", text)) == ""


@cases(WRONG_ORDERS)
def test_an_order_that_is_not_the_fastest(marked, wrong, advice):
    assert advice in missing(marked("fastest-order", wrong))


@pytest.mark.parametrize(
    "order, needed", [([6, 5, 4, 3, 2, 1], 7), ([5, 6, 4, 3, 2, 1], 7), ([1, 2, 3, 4, 5, 6], 9), ([], 0)]
)
def test_units(order, needed):
    assert units(order) == needed


@pytest.mark.parametrize("text", RIGHT_MAPS.values(), ids=RIGHT_MAPS)
def test_a_map_with_progress(marked, text):
    assert missing(marked("map-with-progress", text)) == ""


@cases(WRONG_MAPS)
def test_a_map_that_lacks_something(marked, wrong, advice):
    assert advice in missing(marked("map-with-progress", wrong))


@pytest.mark.parametrize("exercise", ["fastest-order", "map-with-progress"])
def test_no_advice_gives_the_solution_away(marked, exercise):
    said = missing(marked(exercise, "def work(number): pass\nwork(1)"))
    assert not any(call in said for call in ("apply_async", ".get()", "imap", "flush=True", "[6, 5", "Pool("))
