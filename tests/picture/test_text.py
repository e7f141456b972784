"""The smaller pictures: the text for a terminal, the process tree, the bars of orders."""

from __future__ import annotations

from dataclasses import replace

import pytest
import recordings as scenes
from matplotlib.patches import FancyBboxPatch, Rectangle
from matplotlib.text import Text

from helpers.picture import as_text, draw_orders, tree
from helpers.picture.lettering import MONO, ascii_only, shortened, width_px
from helpers.picture.timeline.lanes.lanes import in_tree_order
from helpers.picture.tree import places
from helpers.picture.words.terminal import COLUMNS
from helpers.recording.recording import OnCpu, Process, Recording


def lane(text: str, role: str) -> str:
    """The bar of one lane."""
    [line] = [line for line in text.splitlines() if line.strip().startswith(role + " ") and line.count("|") == 2]
    return line.split("|")[1]


def test_a_terminals_bar_shows_states_in_their_columns():
    recording = Recording(
        ("p.py",),
        "exact",
        70,
        processes=(
            Process(1, 0, "main", 0, exited_ns=70, exit_code=0),
            Process(2, 1, "child 1", 10, exited_ns=50, exit_code=3, collected_ns=60),
        ),
        on_cpu=(OnCpu(1, 1, 0, 0, 20), OnCpu(2, 2, 0, 12, 20, True), OnCpu(2, 2, 0, 30, 35)),
    )
    text = as_text(recording)
    assert lane(text, "main") == "█" * 20 + "─" * 50
    assert (
        lane(text, "child 1") == " " * 10 + "▒" * 2 + "█" * 8 + "▒" * 10 + "█" * 5 + "─" * 15 + " " + "z" * 9 + " " * 10
    )
    assert "| exit 3" in text and "exact, from the kernel's switch records" in text


def test_a_terminals_lines_keep_their_script_and_their_writer():
    text = as_text(scenes.family())
    assert "child 1   the first child says goodbye \u4f60\u597d" in text and "child 2 ! exit with three" in text
    assert {len(lane(text, role)) for role in ("main", "child 1", "child 2", "child 3")} == {COLUMNS}


def test_a_terminal_is_told_of_the_limit_and_of_an_escape():
    assert "stopped: its time was up" in as_text(scenes.killed())
    wild = Recording(
        ("p",),
        "none",
        10,
        processes=(Process(1, 0, "main", 0),),
        output=(scenes.Output(1, 5, "stdout", "\x1b[31mred\x07\n"),),
    )
    assert "\x1b" not in as_text(wild) and "\\x1b[31mred" in as_text(wild)


def test_a_parent_stands_in_the_middle_of_its_children():
    recording = scenes.family()
    where = {process.role: places(in_tree_order(recording))[id(process)] for process in recording.processes}
    assert where == {"main": (0.5, 0), "child 1": (0.0, 1), "child 2": (1.0, 1), "child 3": (1.0, 2)}


def test_of_three_hundred_processes_a_tree_and_a_text_show_the_first_and_count_the_others():
    recording = scenes.many(300)
    figure = tree(recording)
    assert figure.get_figheight() < 13 and len(figure.axes[0].findobj(FancyBboxPatch)) == 23
    assert "and 278 more processes" in {text.get_text() for text in figure.findobj(Text)}
    text = as_text(replace(recording, output=()))
    assert len(text.splitlines()) < 130 and "262 more processes, at most" in text and "Process-39" not in text


@pytest.mark.parametrize("number", [1, 3, 23])
def test_no_two_boxes_of_a_tree_overlap(number):
    figure = tree(scenes.many(number), "who started whom")
    found = [box.get_window_extent() for box in figure.axes[0].findobj(FancyBboxPatch)]
    assert len(found) == number + 1
    assert not any(one.overlaps(other) for at, one in enumerate(found) for other in found[at + 1 :])
    assert {"exit 0", "main"} <= {text.get_text() for text in figure.findobj(Text)}


def test_orders_stand_most_frequent_first_with_their_counts():
    figure = draw_orders({"child, parent": 70, "parent, child": 130}, "200 runs")
    texts = [text.get_text() for text in figure.findobj(Text)]
    assert texts.index("parent, child") < texts.index("child, parent")
    assert "130  (65%)" in texts and "200 runs, 2 different orders seen" in texts
    long, short = [
        bar.get_width() for bar in figure.axes[0].findobj(Rectangle) if bar.get_height() < 100 and bar.get_width() > 1
    ]
    assert long / short == pytest.approx(130 / 70)


def test_many_orders_are_summed_up_and_none_is_no_error():
    texts = [text.get_text() for text in draw_orders({f"order {n}": 1 for n in range(100)}).findobj(Text)]
    assert "77 rarer ones together" in texts and "100 runs, 100 different orders seen" in texts
    assert draw_orders({}).axes


def test_texts_are_made_ascii_and_short_enough():
    assert ascii_only("na\u00efve \u4f60\u597d\tx\x07") == "naive ?? x "
    assert shortened("short", 500, 8) == "short"
    cut = shortened("a rather long line of text", 100, 8, MONO)
    assert cut.endswith("...") and width_px(cut, 8, MONO) <= 100 and shortened("anything", 5, 8) == ""
