"""What the script of r.explore() gets: every bar of the timeline, in whole µs, and every event in words."""

import json
import re
from itertools import pairwise

import pytest
import recordings

from helpers import picture
from helpers.notebook.shown.exploring import SCRIPT, script
from helpers.picture.explore import numbers as module
from helpers.picture.timeline.lanes.bars import pieces_of
from helpers.picture.timeline.lanes.lanes import lanes_of
from helpers.recording.intervals import union_ns

SCENES = [recordings.family, recordings.killed, recordings.pool, recordings.taking_turns, recordings.threads]


def bars(flat, begin=0):
    """Gap, length, kind … as (start, end, kind)."""
    found, now = [], begin
    for place in range(0, len(flat), 3):
        start = now + flat[place]
        now = start + flat[place + 1]
        found.append((start, now, flat[place + 2]))
    return found


@pytest.mark.parametrize("scene", SCENES)
def test_a_lane_has_the_bars_of_the_timeline(scene):
    recording = scene()
    given = picture.numbers(recording)
    lanes = lanes_of(recording)
    assert [row["name"] for row in given["lanes"]] == [f"{lane.name} {lane.number}" for lane in lanes]
    for place, (row, lane) in enumerate(zip(given["lanes"], lanes, strict=True)):
        pieces = [
            piece
            for piece in pieces_of(lane, recording.kernel_layer == "exact")[0]
            if piece[1] // 1000 > piece[0] // 1000
        ]
        drawn = bars(row["bars"])
        assert [(start, end) for start, end, _ in drawn] == [(piece[0] // 1000, piece[1] // 1000) for piece in pieces]
        kinds = [given["kinds"][kind] for *_, kind in drawn]
        assert {kind[0] for kind in kinds} <= {place}
        assert [kind[1] for kind in kinds] == [module.STATES[piece[2]] for piece in pieces]
        assert [kind[2] > 0 for kind in kinds] == [piece[3] is not None for piece in pieces]


@pytest.mark.parametrize("scene", SCENES)
def test_a_cpu_has_every_turn_with_its_process(scene):
    recording = scene()
    given = picture.numbers(recording)
    pid_of = [lane.process.pid for lane in lanes_of(recording)]
    found = []
    for row in given["cpus"]:
        cpu = int(row["label"].removeprefix("CPU "))
        turns = [turn for turn in recording.on_cpu if turn.cpu == cpu]
        drawn = bars(row["bars"])
        assert all(before[1] <= after[0] for before, after in pairwise(drawn))
        assert sum(end - start for start, end, _ in drawn) == sum(b // 1000 - a // 1000 for a, b in union_ns(turns))
        found += [(cpu, start, pid_of[given["kinds"][kind][0]]) for start, _, kind in drawn]
        alone = [
            one for one in turns if sum(one.start_ns < two.end_ns and two.start_ns < one.end_ns for two in turns) == 1
        ]
        assert {(cpu, turn.start_ns // 1000, turn.pid) for turn in alone} <= set(found)
    assert found


def test_every_number_is_whole():
    given = picture.numbers(recordings.family())
    floats = re.findall(
        r"[\[,:]-?\d+\.\d", json.dumps({**given, "page": "", "kinds": [], "events": []}, separators=(",", ":"))
    )
    assert floats == []


def test_events_are_told_in_words():
    recording = recordings.killed()
    events = picture.numbers(recording)["events"]
    words = [event["words"].partition(", at ")[0] for event in events]
    for event in events:
        instants = re.findall(r"([\d.]+) ms", event["words"])
        assert instants == [f"{event[key] / 1000:.3f}" for key in ("from", "until") if key in event]
    main = recording.main.pid
    for process in recording.processes[1:]:
        assert f"main {main} started {process.role} {process.pid}" in words
    assert any(text.endswith(("ended: SIGKILL", "ended: SIGTERM")) for text in words)
    assert [event["from"] for event in events] == sorted(event["from"] for event in events)


def test_a_part_holds_no_more_than_the_part():
    recording = recordings.pool()
    given = picture.numbers(recording, 100, 200)
    assert given["range"] == given["view"] == [100_000, 200_000]
    for row in (*given["lanes"], *given["cpus"]):
        for start, end, _ in bars(row["bars"], 100_000):
            assert 100_000 <= start < end <= 200_000
    assert all(100_000 <= event["from"] <= 200_000 for event in given["events"])


def test_more_bars_than_a_page_takes_are_refused_with_the_way_out(monkeypatch):
    monkeypatch.setattr(module, "MOST_BARS", 10)
    with pytest.raises(ValueError, match=r"Explore a part of it: explore\(start_ms, end_ms\)\."):
        picture.numbers(recordings.pool())


def test_what_a_program_writes_cannot_end_the_script():
    scene = recordings.Scene()
    main = scene.process("main", end=10)
    scene.run(main, (0, 10))
    scene.line(main, 5, "</script><img src=x onerror=alert(1)>")
    html = script(picture.numbers(scene.recording(10)))
    assert html.count("</script>") == 2
    data = re.match(r'<script type="application/json">(.*?)</script>', html, re.DOTALL)[1]
    assert "</script><img" in json.loads(data)["events"][-2]["words"] + json.loads(data)["events"][-1]["words"]


def test_the_script_asks_nobody_and_stays_small():
    text = SCRIPT.read_text(encoding="utf-8")
    assert not re.search(r"https?:|fetch\(|import\(|XMLHttpRequest|eval\(", text)
    assert len(text.encode()) <= 10_000
