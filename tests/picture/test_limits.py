"""What the recorder did not see is drawn as that, and never as something that the program did."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
import recordings as scenes
from matplotlib.text import Text

from helpers import picture
from helpers.picture import lettering
from helpers.picture.lettering import width_px
from helpers.picture.timeline import printed
from helpers.picture.timeline.printed import written
from helpers.recording.notes import ENDS_EARLY
from helpers.recording.recording import Output, Span

MS = 1_000_000


def gids(figure):
    return {child.get_gid() for child in figure.axes[0].collections + figure.axes[0].patches}


def texts(figure):
    return [text.get_text() for text in figure.findobj(Text)]


@pytest.fixture
def not_all_recorded():
    """One call of a worker in which recording stopped."""
    recording = scenes.many(3)
    last = recording.calls("work")[-1]

    @dataclass(frozen=True)
    class Half(Span):
        unrecorded: bool = True

    half = Half(last.pid, last.tid, "call", last.name, last.start_ns, last.start_ns + 30 * MS)
    spans = tuple(half if span is last else span for span in recording.spans)
    return replace(recording, spans=spans)


def test_a_call_in_which_recording_stopped_fades_out_and_is_no_cut(not_all_recorded):
    figure = picture.timeline(not_all_recorded)
    assert "unrecorded" in gids(figure) and "cut" not in gids(figure)
    assert "not recorded from here" in texts(figure) and "a call that did not return" not in texts(figure)


def test_words_count_no_calls_of_whom_not_all_were_recorded(not_all_recorded):
    assert "called work()" in picture.words(not_all_recorded)
    stopped = replace(not_all_recorded, stopped="timeout")
    assert "to the end" not in picture.words(stopped)
    cut = tuple(replace(span, cut=True) if span.kind == "call" else span for span in not_all_recorded.spans)
    assert "Process-1: was in work() to the end" in picture.words(replace(stopped, spans=cut))
    assert "Process-3: was in work() to the end" not in picture.words(replace(stopped, spans=cut))


def test_where_the_kernels_record_ends_nothing_is_claimed():
    recording = scenes.taking_turns()
    early = tuple(turn for turn in recording.on_cpu if turn.end_ns < 200 * MS)
    figure = picture.timeline(replace(recording, on_cpu=early, notes=(ENDS_EARLY,)))
    assert "gap" in gids(figure) and "no record of the CPUs" in texts(figure)
    assert "gap" not in gids(picture.timeline(recording))


def test_of_three_hundred_children_forty_lanes_are_drawn_and_the_rest_counted():
    figure = picture.timeline(scenes.many(300))
    said = texts(figure)
    assert "262 more processes" in said and "Process-38" in said and "Process-39" not in said
    [alive] = [text for text in said if text.endswith("of them alive at once")]
    folded = scenes.many(300).processes[39:]
    assert alive == f"at most {scenes.many(300).most_at_once(folded)} of them alive at once"
    assert figure.get_figheight() < 10
    assert "more process" not in " ".join(texts(picture.timeline(scenes.many(39))))


def test_of_a_part_of_the_time_those_have_lanes_who_were_alive_in_it():
    recording = scenes.many(300)
    start, end = 500, 530
    said = texts(picture.timeline(recording, start, end))
    drawn = [process for process in recording.processes if process.role in said]
    assert len(drawn) == 39 and drawn[0].role == "main" and any("more processes" in text for text in said)
    assert all(process.created_ns < end * MS and process.exited_ns > start * MS for process in drawn)
    assert "Process-1" not in said
    few = texts(picture.timeline(recording, recording.wall_ns / MS - 20, recording.wall_ns / MS))
    assert "none of them was alive here" in few


def test_an_ancestor_has_a_lane_if_its_descendant_has_one():
    scene = scenes.Scene()
    parent = scene.process("main", end=1000)
    for n in range(60):
        middle = scene.process(f"middle {n}", parent, n, n + 1, collected=n + 2)
        scene.process(f"last {n}", middle, n + 0.5, 20 if n != 50 else 900)
    said = texts(picture.timeline(scene.recording(1000), 600, 700))
    assert {"main", "middle 50", "last 50"} <= set(said) and "middle 49" not in said


def test_zombies_that_are_only_counted_do_no_harm():
    recording = scenes.many(300)
    late = tuple(
        replace(process, collected_ns=recording.wall_ns) if process.ppid != 1 else process
        for process in recording.processes
    )
    assert picture.timeline(replace(recording, processes=late)).get_figheight() < 10


def test_several_recordings_share_the_forty_lanes():
    figure = picture.timelines([scenes.many(50), scenes.many(5)])
    said = texts(figure)
    assert "Process-5" in said and any("more processes" in text for text in said)
    assert figure.get_figheight() < 10


def test_what_was_overwritten_has_marks_of_its_own():
    recording = replace(
        scenes.many(1),
        output=(
            Output(4711, 30 * MS, "stdout", "\r1 of 3"),
            Output(4711, 60 * MS, "stdout", "\r2 of 3"),
            Output(4711, 90 * MS, "stdout", "\r3 of 3\r\n"),
        ),
    )
    assert [(line.text, line.time_ns // MS) for line in written(recording) if line.text] == [
        ("1 of 3", 30),
        ("2 of 3", 60),
        ("3 of 3", 90),
    ]
    assert {"1 of 3", "2 of 3", "3 of 3"} <= set(texts(picture.timeline(recording)))


def test_of_a_traceback_the_last_line_is_written_whole():
    recording = scenes.many(2)
    trace = "Traceback (most recent call last):\n  File x, line 3\nmultiprocessing.context.TimeoutError: too slow\n"
    late = recording.main.exited_ns - MS
    figure = picture.timeline(replace(recording, output=(Output(4711, late, "stderr", trace),)))
    assert "multiprocessing.context.TimeoutError: too slow" in texts(figure)


def test_no_line_is_measured_beyond_what_a_page_can_hold(monkeypatch):
    measured = []
    monkeypatch.setattr(printed, "width_px", lambda text, *how: measured.append(len(text)) or width_px(text, *how))
    monkeypatch.setattr(lettering, "width_px", lambda text, *how: measured.append(len(text)) or width_px(text, *how))
    recording = scenes.many(3)
    first = recording.output[0]
    long = replace(first, text="x" * 2_000_000 + "\n")
    figure = picture.timeline(replace(recording, output=(long,)))
    assert max(measured) < 1_000
    assert any(text.startswith("xxx") and text.endswith("...") for text in texts(figure))
