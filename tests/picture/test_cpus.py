"""The view by CPU: in each CPU's lane stands who was on it, for as long as it was, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest
import recordings as scenes
from matplotlib.collections import PolyCollection
from matplotlib.text import Text

from helpers import picture
from helpers.picture.cpus import MOST_LANES, lanes_of_cpus
from helpers.recording.recording import OnCpu, Process, Recording

MS = 1_000_000


def bars(figure):
    """(role, row's middle) → how long, in ms, its bars are."""
    found = defaultdict(float)
    for collection in figure.axes[1].findobj(PolyCollection):
        if (collection.get_gid() or "").startswith("on "):
            for path in collection.get_paths():
                (left, top), (right, bottom) = path.vertices[0], path.vertices[2]
                found[collection.get_gid()[3:], round((top + bottom) / 2, 3)] += right - left
    return found


def texts(figure):
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def test_every_turn_is_in_the_lane_of_its_cpu():
    recording = scenes.taking_turns()
    drawn = bars(picture.cpus(recording, 0, 500))
    assert len({row for _, row in drawn}) == 2
    for process in recording.processes:
        mine = sum(length for (role, _), length in drawn.items() if role == process.role)
        assert mine == pytest.approx(recording.cpu_ns(process) / MS)
    where = dict(drawn.keys())
    assert where["child 1"] == where["child 3"] != where["child 2"]  # the scene gives odd and even PIDs a CPU each


def test_names_stand_where_they_fit_and_the_legend_has_the_rest():
    said = texts(picture.cpus(scenes.taking_turns(), 20, 60))
    assert said.count("child 1") > 2 and "nothing of this program" in said and "CPU 0" in said
    assert not any("idle" in text and "not recorded" not in text for text in said)


def test_a_part_is_zoomed_into_and_an_empty_one_is_an_error():
    assert picture.cpus(scenes.taking_turns(), 20, 60).axes[1].get_xlim() == (20, 60)
    with pytest.raises(ValueError, match="must end after it begins"):
        picture.cpus(scenes.taking_turns(), 60, 20)


def test_layers_that_know_less_say_so():
    assert any("sampled every few ms" in text for text in texts(picture.cpus(scenes.pool(layer="sampled"))))
    none = texts(picture.cpus(scenes.pool(layer="none"), title="a title"))
    assert "This machine does not tell who was on which CPU." in none and "nothing of this program" not in none
    assert "who was on which CPU: not available here" in none


def test_of_very_many_cpus_the_most_used_have_lanes():
    turns = tuple(OnCpu(1, 1, cpu, cpu * MS, cpu * MS + (cpu + 1) * 1000) for cpu in range(100))
    recording = Recording(("p",), "exact", 200 * MS, processes=(Process(1, 0, "main", 0),), on_cpu=turns)
    assert list(lanes_of_cpus(recording)) == list(range(100 - MOST_LANES, 100))
    assert picture.cpus(recording).get_figheight() < 9


def test_odd_recordings_are_drawn():
    stranger = Recording(("p",), "exact", MS, on_cpu=(OnCpu(8, 8, 0, 0, 5),))
    for recording in (stranger, Recording((), "none", 0), scenes.fine(2000), scenes.many(30), scenes.threads()):
        figure = picture.cpus(recording)
        assert picture.png_bytes(figure).startswith(b"\x89PNG") and all(text.isascii() for text in texts(figure))


def test_words_hold_no_pid_and_no_time_and_name_who_was_there():
    said = picture.cpu_words(scenes.taking_turns())
    assert said.endswith("in it the turns of main, child 1, child 2 and child 3.")
    other = replace(scenes.taking_turns(jitter=lambda ms: 1.3 * ms), kernel_layer="none", on_cpu=())
    assert picture.cpu_words(other) == said
    assert "main and 40 more processes" in picture.cpu_words(scenes.many(40))
