"""Moments and phases that a lesson names: read from the recording, placed so that they can be read."""

from __future__ import annotations

import pytest
import recordings as scenes

from helpers import picture
from helpers.picture.timeline.marks import read
from helpers.picture.timeline.timeline import drawn
from helpers.picture.timeline.window import window_of

MS = 1_000_000


def panel_with(recording, marks, **part):
    _, [panel] = drawn([recording], [None], window_of([recording], None, None), None, False, [marks], None)
    return panel


def test_a_mark_is_read_from_what_was_recorded():
    r = scenes.pool()
    task, line = r.calls("task")[0], r.lines()[0]
    named, missing = read(
        {
            "now": 5,
            "a line": line,
            "a call": task,
            "two": (line, task),
            "all": r.calls("task"),
            "never": None,
            "half of it": (line, None),
        },
        r,
    )
    found = {each.name: (each.start_ns, each.end_ns) for each in named}
    assert found["now"] == (5, None) and found["a line"] == (line.time_ns, None)
    assert found["a call"] == (task.start_ns, task.end_ns)
    assert found["two"] == (min(line.time_ns, task.start_ns), max(line.time_ns, task.end_ns))
    assert found["all"] == (task.start_ns, max(call.end_ns for call in r.calls("task")))
    assert missing == ["never", "half of it"]


@pytest.mark.parametrize("wrong", ["noon", 3.5, True, {}, [object()]])
def test_what_says_no_time_is_an_error_in_words(wrong):
    with pytest.raises(TypeError, match=r"The mark 'here' is a \w+, which says no time\. Give"):
        picture.timeline(scenes.pool(), marks={"here": wrong})


def test_each_moment_has_a_line_at_its_time_and_each_phase_two_and_a_bracket():
    panel = panel_with(scenes.pool(), {"the first": 100 * MS, "in between": (150 * MS, 300 * MS)})
    marks, brackets = (
        next(each for each in panel.axes.collections if each.get_gid() == gid) for gid in ("marks", "brackets")
    )
    assert sorted(segment[0][0] for segment in marks.get_segments()) == [100, 150, 300]
    assert next((one[0][0], one[1][0]) for one in brackets.get_segments()) == (150, 300)
    assert all(segment[1][1] == panel.height for segment in marks.get_segments())


def test_names_do_not_overlap_and_stay_on_the_page():
    marks = {f"a moment with a long name, {n}": (60 + n) * MS for n in range(5)} | {"last": 380 * MS}
    panel = panel_with(scenes.pool(), marks | {"a phase": (70 * MS, 72 * MS)})
    assert len(panel.marks) == 7
    figure = panel.axes.figure
    renderer = figure.canvas.get_renderer()
    figure.draw(renderer)
    boxes = [text.get_window_extent(renderer) for text in panel.axes.texts if text.get_text() in {*marks, "a phase"}]
    assert len(boxes) == 7
    assert all(box.x0 >= 0 and box.x1 <= figure.bbox.width for box in boxes)
    assert not any(one.overlaps(other) for at, one in enumerate(boxes) for other in boxes[at + 1 :])


def test_a_mark_outside_the_part_is_not_drawn_and_one_that_was_not_seen_is_told():
    figure = picture.timeline(scenes.pool(), 100, 200, marks={"before": 50 * MS, "inside": 150 * MS, "never": None})
    said = [text.get_text() for text in [*figure.texts, *figure.axes[0].texts]]
    assert "inside" in said and "before" not in said
    assert "not seen in this run, so not marked: never" in said


def test_words_tell_the_names():
    assert picture.with_marks("One.", {"a": 1, "b": 2}) == "One.\n\nMarked in the picture: a; b."
    assert picture.with_marks("One.", None) == "One."
