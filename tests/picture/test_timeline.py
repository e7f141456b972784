"""The timeline: what is drawn is what was recorded, at every scale, and nothing odd makes it fail."""

from __future__ import annotations

import io
import itertools
from collections import defaultdict
from dataclasses import replace

import pytest
import recordings as scenes
from matplotlib.collections import PolyCollection
from matplotlib.text import Text
from PIL import Image

from helpers import picture
from helpers.picture.ink import PALETTE, mixed
from helpers.picture.timeline.lanes.lanes import lanes_of
from helpers.picture.timeline.timeline import drawn as drawn_of
from helpers.picture.timeline.window import window_of
from helpers.recording.recording import OnCpu, Output, Process, Recording, Span

MS = 1_000_000
SCENES = {
    "pool": scenes.pool,
    "taking turns": scenes.taking_turns,
    "family": scenes.family,
    "killed": scenes.killed,
    "ten": lambda: scenes.many(10),
    "forty": lambda: scenes.many(40),
    "threads": scenes.threads,
    "pool without a kernel layer": lambda: scenes.pool(layer="none"),
}


@pytest.fixture(params=SCENES, scope="module")
def drawn(request):
    recording = SCENES[request.param]()
    return recording, picture.timeline(recording, title="a title")


def boxes(figure, kind):
    """The rectangles of one kind, as (middle, height, left, right), in inches and ms."""
    for collection in figure.axes[0].findobj(PolyCollection):
        if (collection.get_gid() or "").split(" ")[0] == kind:
            for path in collection.get_paths():
                (left, top), (right, bottom) = path.vertices[0], path.vertices[2]
                yield round((top + bottom) / 2, 6), round(bottom - top, 6), left, right


def texts_of(figure):
    """Every text of the figure that can be seen."""
    found = [*figure.texts]
    for axes in figure.axes:
        first, last = axes.get_xlim()
        found += [*axes.texts, axes.xaxis.label]
        found += [
            label
            for tick, label in zip(axes.get_xticks(), axes.get_xticklabels(), strict=True)
            if first <= tick <= last
        ]
    return [text for text in found if text.get_text().strip() and text.get_visible()]


# ---- what is drawn is what was recorded ----------------------------------------------------------


def panel_of(recording):
    """The figure and its one panel, which knows where everything is."""
    figure, [panel] = drawn_of([recording], [None], window_of([recording], None, None), None, False, [None], None)
    return figure, panel


def test_full_thickness_adds_up_to_each_processs_time_on_a_cpu():
    recording = scenes.taking_turns()
    figure, panel = panel_of(recording)
    assert panel.window.start == 0
    drawn = defaultdict(float)
    for middle, height, left, right in boxes(figure, "on"):
        assert height == pytest.approx(panel.look.full)
        drawn[middle] += right - left
    seen = [drawn[round(panel.y(place), 6)] for place in range(4)]
    assert seen == pytest.approx([recording.cpu_ns(lane.process) / MS for lane in lanes_of(recording)])


def test_ready_is_half_as_thick_and_lies_between_a_preemption_and_the_next_turn():
    recording = scenes.taking_turns()
    figure, panel = panel_of(recording)
    ready = list(boxes(figure, "ready"))
    assert all(height == pytest.approx(panel.look.full / 2) for _, height, *_ in ready)
    turns = recording.turns("child 1")
    gaps = sum(later.start_ns - turn.end_ns for turn, later in itertools.pairwise(turns)) / MS
    first = min(middle for middle, *_ in ready)
    drawn = sum(right - left for middle, _, left, right in ready if middle == first)
    outside = (
        turns[0].start_ns
        - recording.process("child 1").created_ns
        + recording.process("child 1").exited_ns
        - turns[-1].end_ns
    ) / MS
    assert drawn == pytest.approx(gaps + outside)


def test_bands_cover_the_calls():
    recording = scenes.pool()
    bands = sum(right - left for _, _, left, right in boxes(picture.timeline(recording), "band"))
    assert bands == pytest.approx(sum(call.end_ns - call.start_ns for call in recording.calls()) / MS)


def test_without_a_kernel_layer_no_state_is_drawn():
    figure = picture.timeline(scenes.pool(layer="none"))
    assert not [*boxes(figure, "on"), *boxes(figure, "ready"), *boxes(figure, "mixed")]
    assert list(boxes(figure, "band"))
    texts = [text.get_text() for text in figure.findobj(Text)]
    assert any("not available here" in text for text in texts) and "alive, waiting" not in texts


def test_zooming_in_shows_only_the_window():
    figure = picture.timeline(scenes.taking_turns(), 60, 130)
    found = [*boxes(figure, "on"), *boxes(figure, "ready"), *boxes(figure, "band")]
    assert found and all(left >= 60 and right <= 130 for *_, left, right in found)


def test_a_zombie_is_drawn_from_its_end_to_its_collection():
    spans = sorted(
        (round(left), round(right)) for *_, left, right in boxes(picture.timeline(scenes.family()), "zombie")
    )
    assert spans == [(40, 120), (70, 121)]


def test_what_is_too_fine_is_merged_and_says_so():
    figure = picture.timeline(scenes.fine(20_000))
    texts = [text.get_text() for text in figure.findobj(Text)]
    assert sum(1 for _ in boxes(figure, "mixed")) == 1
    assert any("10000 short calls: tock()" in text for text in texts) and any("too fine" in text for text in texts)
    assert sum(1 for _ in boxes(figure, "on")) < 20


# ---- it can be read ------------------------------------------------------------------------------


def test_every_letter_is_ascii(drawn):
    _, figure = drawn
    figure.canvas.draw()
    assert all(text.get_text().isascii() for text in figure.findobj(Text))


def test_no_two_texts_overlap(drawn):
    _, figure = drawn
    renderer = figure.canvas.get_renderer()
    figure.draw(renderer)
    extents = [(text.get_text(), text.get_window_extent(renderer)) for text in texts_of(figure)]
    for at, (one, first) in enumerate(extents):
        for other, second in extents[at + 1 :]:
            wide = min(first.x1, second.x1) - max(first.x0, second.x0)
            high = min(first.y1, second.y1) - max(first.y0, second.y0)
            assert wide <= 2 or high <= 4, f"{one!r} and {other!r} overlap by {wide:.0f} x {high:.0f} pixels"


def test_no_arrow_goes_through_a_word(drawn):
    """Where a text could not avoid an arrow, it stands on a ground of its own, above the arrow."""
    _, figure = drawn
    renderer = figure.canvas.get_renderer()
    figure.draw(renderer)
    axes = figure.axes[0]
    arrows = [each for each in axes.collections if each.get_gid() in ("fork", "collected")]
    stems = [axes.transData.transform(stem) for each in arrows for stem in each.get_segments()]
    for text in axes.texts:
        box = text.get_window_extent(renderer)
        for (x, one), (_, other) in stems:
            if box.x0 + 1 < x < box.x1 - 1 and min(one, other) < box.y1 - 3 and max(one, other) > box.y0 + 3:
                ground = text.get_bbox_patch()
                assert ground is not None and ground.get_alpha() == 1, text.get_text()
                assert text.get_zorder() > max(each.get_zorder() for each in arrows)


def test_no_letter_is_smaller_than_eleven_pixels(drawn):
    _, figure = drawn
    assert figure.get_figwidth() * 100 == 900
    assert all(text.get_fontsize() / 72 * 100 >= 11 for text in texts_of(figure))


def test_no_text_leaves_the_page(drawn):
    _, figure = drawn
    renderer = figure.canvas.get_renderer()
    figure.draw(renderer)
    for text in texts_of(figure):
        box = text.get_window_extent(renderer)
        inside = box.x0 >= 0 and box.x1 <= figure.bbox.width + 1 and box.y0 >= 0 and box.y1 <= figure.bbox.height + 1
        assert inside, f"{text.get_text()!r} at {box}"


def test_the_legend_has_only_what_is_there():
    def legend_of(recording):
        return {text.get_text() for text in picture.timeline(recording).axes[-1].findobj(Text)}

    plain = legend_of(scenes.many(3))
    assert "ready, waiting for a CPU" in plain and "ended, not yet collected (zombie)" not in plain
    assert "ended, not yet collected (zombie)" in legend_of(scenes.family())
    assert {"a call that did not return", "the limit that stopped it"} <= legend_of(scenes.killed())
    assert "where it was interrupted" in legend_of(replace(scenes.killed(), stopped="interrupted"))


# ---- several of them, files ----------------------------------------------------------------------


def test_several_recordings_share_one_time_axis_and_one_set_of_colours():
    figure = picture.timelines([scenes.pool(1), scenes.pool(2)], ["fork", "spawn"])
    one, other = figure.axes[:2]
    assert one.get_xlim() == other.get_xlim() and one.get_position().x0 == other.get_position().x0
    assert {"fork", "spawn"} <= {text.get_text() for text in figure.findobj(Text)}


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: picture.timelines([], []),
        lambda: picture.timelines([scenes.pool()], []),
        lambda: picture.timelines([scenes.pool()], marks=[]),
        lambda: picture.timeline(scenes.pool(), 100, 50),
    ],
)
def test_what_makes_no_picture_is_an_error_in_words(wrong):
    with pytest.raises(ValueError, match=r"[a-z ]{20}.*\."):
        wrong()


def test_the_same_recording_gives_the_same_bytes(tmp_path):
    for kind in ("png", "svg"):
        files = [picture.save(picture.timeline(scenes.family()), tmp_path / f"{n}.{kind}") for n in (1, 2)]
        assert files[0].read_bytes() == files[1].read_bytes()
    with pytest.raises(ValueError, match="neither .png nor .svg"):
        picture.save(picture.timeline(scenes.family()), tmp_path / "x.gif")


def test_a_png_is_900_pixels_of_the_page_wide_and_keeps_the_colours(tmp_path):
    figure = picture.timeline(scenes.pool())
    png = picture.png_bytes(figure)
    image = Image.open(io.BytesIO(png))
    assert image.width == 1215 and 300 < image.height < 1200 and len(png) < 50_000
    exact = Image.open(picture.save(figure, tmp_path / "x.png")).convert("RGB")
    assert exact.width == 1800
    pale, paper = tuple(round(255 * part) for part in mixed(PALETTE[0][0], 0.16)), (255, 255, 255)
    counted = {colour: count for count, colour in image.convert("RGB").getcolors(10**6)}
    assert counted[pale] > 10_000 and counted[paper] > 100_000


# ---- odd recordings ------------------------------------------------------------------------------

ONE = Process(1, 0, "main", 0)
ODD = {
    "nobody": Recording((), "none", 0),
    "no time at all": Recording(("p",), "exact", 0, processes=(Process(1, 0, "main", 0, exited_ns=0, exit_code=0),)),
    "never on a CPU": Recording(("p",), "exact", 5 * MS, processes=(ONE,)),
    "no end known": Recording(("p",), "sampled", 5 * MS, "timeout", processes=(ONE, Process(2, 1, "child 1", MS))),
    "unknown parent": Recording(
        ("p",), "exact", 5 * MS, processes=(ONE, Process(2, 77, "child", MS, exited_ns=2 * MS))
    ),
    "its own parent": Recording(("p",), "exact", 5 * MS, processes=(Process(1, 1, "main", 0),)),
    "parents in a ring": Recording(("p",), "exact", 5 * MS, processes=(Process(1, 2, "a", 0), Process(2, 1, "b", 1))),
    "ended before it began": Recording(
        ("p",), "exact", 5 * MS, processes=(Process(1, 0, "main", 3 * MS, exited_ns=MS),)
    ),
    "longer than the run": Recording(
        ("p",),
        "exact",
        MS,
        processes=(Process(1, 0, "main", 0, exited_ns=9 * MS),),
        on_cpu=(OnCpu(1, 1, 0, -5, 20 * MS),),
        spans=(Span(1, 1, "call", "f", 0, 99 * MS),),
    ),
    "turns of a stranger": Recording(
        ("p",),
        "exact",
        MS,
        processes=(ONE,),
        on_cpu=(OnCpu(8, 8, 0, 0, 5),),
        spans=(Span(8, 8, "sleep", "sleep", 0, 9),),
        output=(Output(8, 3, "stdout", "x\n"),),
    ),
    "a span of no length": Recording(
        ("p",), "exact", MS, processes=(ONE,), spans=(Span(1, 1, "call", "f()", 5, 5, True),)
    ),
    "strange letters": Recording(
        ("p",),
        "exact",
        MS,
        processes=(Process(1, 0, "\u5e72\u6d3b $x^2$ \x07", 0),),
        notes=("\u00e9t\u00e9",),
        output=(Output(1, 5, "stdout", "\u4f60\u597d $\\frac$ \x1b[31m\n"), Output(1, 6, "stderr", "\n\n")),
    ),
    "every limit": Recording(("p",), "none", MS, "processes", processes=(ONE,)),
}


@pytest.mark.parametrize("what", ODD)
def test_odd_recordings_are_drawn(what):
    recording = ODD[what]
    for figure in (
        picture.timeline(recording, title="odd"),
        picture.timelines([recording, scenes.family()], ["a", "b"]),
        picture.tree(recording),
    ):
        assert picture.png_bytes(figure).startswith(b"\x89PNG")
        assert all(text.get_text().isascii() for text in figure.findobj(Text))
    assert picture.as_text(recording) and picture.words(recording)


def test_a_long_title_stays_on_the_page():
    figure = picture.timelines(
        [scenes.family()], ["a long title of one of them " * 20], title="a very long title " * 30
    )
    renderer = figure.canvas.get_renderer()
    assert all(text.get_window_extent(renderer).x1 <= figure.bbox.width for text in figure.texts)


def test_a_long_chain_and_long_names_leave_room_for_the_picture():
    chain = tuple(
        Process(n + 1, n, "a process with a very long name " * 4, n * MS, exited_ns=60 * MS, exit_code=0)
        for n in range(30)
    )
    figure = picture.timeline(Recording(("p",), "exact", 60 * MS, processes=chain))
    assert figure.axes[0].get_position().width > 0.5


def test_a_traceback_is_told_by_its_last_line_and_never_by_a_file_of_this_machine():
    traceback = 'Traceback:\n  File "/home/ada/p.py", line 1, in <module>\n    1 / 0\nZeroDivisionError: by zero\n'
    pieces = (Output(1, 5, "stderr", traceback), Output(1, 60, "stderr", '  File "/home/ada/q.py"\n'))
    figure = picture.timeline(Recording(("p",), "none", 100, processes=(Process(1, 0, "main", 0),), output=pieces))
    said = [text.get_text() for text in figure.findobj(Text)]
    assert "ZeroDivisionError: by zero" in said and not any("/home" in text for text in said)
