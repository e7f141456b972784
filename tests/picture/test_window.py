"""Which part of the time is drawn: the program's own work, with the start-up as a stub where that hides nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
import recordings as scenes

from helpers import picture
from helpers.picture.timeline.timeline import drawn
from helpers.picture.timeline.window import window_of

MS = 1_000_000


def started_slowly(busy_ms=60, first_step=100.0, layer="exact", wall=500):
    """A program whose start-up takes a fifth of its time; `busy_ms` of it on a CPU."""
    scene = scenes.Scene(layer)
    main = scene.process("main", end=wall - 1)
    scene.run(main, (0, busy_ms))
    child = scene.process("child 1", main, first_step, wall - 20, collected=wall - 10)
    scene.run(child, (first_step + 1, first_step + 5))
    return scene.recording(wall)


def test_the_start_up_is_a_stub_and_the_first_step_has_room():
    window = window_of([started_slowly()], None, None)
    assert window.stub and 80 * MS < window.start < 100 * MS and window.end == 499 * MS


@pytest.mark.parametrize(
    "recording, how",
    [
        (started_slowly(), {"startup": True}),
        (started_slowly(busy_ms=300, first_step=310), {}),  # that much computing may be the program's own
        (started_slowly(first_step=10), {}),  # short anyway
        (started_slowly(layer="none", first_step=450), {}),
        (scenes.Scene().recording(100), {}),
    ],
)
def test_a_start_is_drawn_in_full_where_it_is_asked_for_or_may_hold_something(recording, how):
    window = window_of([recording], None, None, **how)
    assert (window.start, window.stub) == (0, False)


def test_of_several_the_earliest_first_step_counts():
    early, late = started_slowly(first_step=60), started_slowly(first_step=200)
    assert window_of([early, late], None, None) == window_of([early], None, None)


def test_the_picture_ends_with_the_last_process_or_with_the_limit():
    recording = started_slowly()
    longer = replace(recording, wall_ns=2000 * MS)
    assert window_of([longer], None, None).end == 499 * MS
    assert window_of([replace(longer, stopped="timeout")], None, None).end == 2000 * MS


def test_the_stub_has_its_length_beside_it_and_no_number_of_the_axis_is_before_it():
    recording = started_slowly()
    _, [panel] = drawn([recording], [None], window_of([recording], None, None), None, False, [None], None)
    said = [text.get_text() for text in panel.axes.texts]
    assert "start-up, 92 ms" in said
    assert all(tick >= 92 for tick in panel.axes.get_xticks())
    whole = picture.timeline(recording, startup=True)
    assert not any("start-up" in text.get_text() for text in whole.axes[0].texts)
