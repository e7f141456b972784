"""The questions of a lesson, asked of recordings made by hand, where the right answer is known; and one real fork."""

from dataclasses import replace

import pytest
from recordings import Scene, family, killed, pool, taking_turns

from helpers.recording.answer import Answer
from helpers.recording.ask import AskMany
from helpers.recording.asking import Moment
from helpers.recording.notes import NO_CALLS, STOPPED_EARLY
from helpers.recording.records import Output


def trio():
    """Two children one after the other, then a third beside the second; a lock, a queue, a waiting parent."""
    scene = Scene()
    main = scene.process("main", end=100)
    tracker = scene.process("resource tracker", main, 1, 99)
    one = scene.process("Process-1", main, 10, 30, code=3, collected=32)
    two = scene.process("Process-2", main, 40, 80, collected=81)
    three = scene.process("Process-3", main, 50, 90, signal="SIGKILL", collected=95)
    inner = scene.process("child 1", two, 55, 60, collected=61)
    scene.run(main, (0, 10), (95, 100))
    scene.run(tracker, (1, 2))
    scene.run(one, (10, 20), (25, 30))
    scene.run(two, (40, 44, "preempted"), (52, 58, "preempted"), (62, 70))
    scene.run(three, (50, 51), (55, 57), (80, 90))
    scene.span(main, "join", "join", 12, 33)
    scene.span(main, "join", "join", 41, 81.5)
    scene.span(one, "call", "task(1)", 12, 28)
    scene.span(two, "call", "task(2)", 42, 78)
    scene.span(three, "call", "task(3)", 52, 90, cut=True)
    scene.span(three, "get", "get", 60, 90, cut=True)
    scene.span(two, "acquire", "acquire", 45, 51)
    scene.span(inner, "call", "look()", 56, 59)
    scene.line(main, 5, "starting: 3 of them")
    scene.line(one, 27, "got 4")
    scene.line(two, 60, "got 7")
    scene.line(three, 62, "got 7 of 9.5")
    scene.line(two, 70, "done")
    scene.line(three, 75, "ValueError: no such letter", "stderr")
    scene.line(main, 99, "it is over")
    return scene.recording(101)


R = trio()
WHOLE = pytest.approx

ASKED = [
    # who was there
    ("how_many_processes()", 6), ("how_many_processes('Process')", 3),
    ("roles()", ["main", "resource tracker", "Process-1", "Process-2", "child 1", "Process-3"]),
    ("helpers()", ["resource tracker"]), ("pid_of_starter()", R.main.ppid), ("pid('Process-1')", R.process("Process-1").pid),
    ("parent_of('child 1')", "Process-2"), ("children_of('main')", ["Process-1", "Process-2", "Process-3"]),
    ("how_many_children()", 3), ("how_many_children('child 1')", 0), ("how_many_children_each('main')", [0, 1, 0]),
    ("generation('child 1')", 2), ("generations()", [0, 1, 1, 1, 2, 1]), ("how_many_threads('main')", 1),
    # births and ends
    ("exit_status('Process-1')", 3), ("exit_statuses()", [3, 0, "SIGKILL"]), ("ended_by('Process-3')", "SIGKILL"),
    ("ended_by('Process-1')", "exit"), ("how_many_ended_by('SIGKILL')", 1), ("how_many_ended_by('SIGKILL', 'child')", 0),
    ("outlived('Process-3', 'Process-2')", True), ("outlived('Process-1', 'Process-2')", False), ("was_stopped()", False),
    # lines
    ("who_wrote('got 7')", ["Process-2", "Process-3"]), ("who_wrote('nothing')", []),
    ("writers()", ["main", "Process-1", "Process-2", "Process-3", "Process-2", "main"]),
    ("first_writer()", "main"), ("how_many_lines()", 6), ("how_many_lines('Process-2')", 2), ("how_often('got')", 3), ("how_often('got', 'main')", 0),
    ("wrote('Process-2', 'done')", True), ("wrote('Process-1', 'done')", False), ("lines_of('Process-2')", ["got 7", "done"]),
    ("last_line()", "it is over"), ("lines_in_order('starting', 'got 7', 'over')", True),
    ("lines_in_order('over', 'starting')", False), ("number('got')", 4), ("number('of', 'Process-3')", 9.5),
    ("number('starting')", 3), ("numbers('got')", [4, 7, 7]), ("how_many_different('got')", 2),
    ("raised('Process-3', 'ValueError')", True), ("raised('Process-2', 'ValueError')", False),
    ("no_error_shown()", False), ("no_error_shown('main')", True),
    # calls
    ("how_many_calls('task')", 3), ("how_many_calls('task(2)')", 1), ("how_many_calls('task', 'Process-1')", 1),
    ("how_many_calls('sing')", 0), ("who_called('task')", ["Process-1", "Process-2", "Process-3"]),
    ("caller_of_each('task')", ["Process-1", "Process-2", "Process-3"]), ("call_order('task')", ["task(1)", "task(2)", "task(3)"]),
    ("return_order('task')", ["task(1)", "task(2)"]), ("how_many_cut_off('task')", 1),
    ("how_many_cut_off('task', 'Process-1')", 0), ("most_at_once('task')", 2), ("most_at_once('task', which='Process-1')", 1),
    ("most_at_once('Process-1', 'Process-2', 'child 1')", 2), ("most_at_once(R.processes)", 5),
    # waits
    ("how_many_waits('join')", 2), ("how_many_waits('get', 'Process-3')", 1), ("waited_for('main', 'Process-1')", True),
    ("waited_for('main', 'Process-2')", True), ("waited_for('Process-2', 'child 1')", False),
    ("still_waiting('Process-3', 'get')", True), ("still_waiting('main', 'join')", False),
    ("longest_wait('join', 'main')", WHOLE(0.0405)), ("share_waiting('Process-2', 'acquire', 'task(2)')", WHOLE(6 / 36)),
    # CPUs
    ("most_on_cpu()", 2), ("most_on_cpu('Process-1', 'Process-2')", 1), ("on_cpu_together('Process-2', 'Process-3')", WHOLE(0.002)),
    ("how_many_turns('Process-2')", 3), ("took_turns('Process-2', 'Process-3')", False),
    ("ran_between_turns_of('Process-3', 'Process-2')", True), ("ran_between_turns_of('Process-1', 'Process-2')", False),
    ("share_preempted('Process-2')", WHOLE(2 / 3)), ("share_preempted('Process-3')", 0), ("typical_turn()", WHOLE(0.005)),
    ("how_many_cpus('main')", 1), ("how_many_cpus()", 2), ("cpu_time('Process-1')", WHOLE(0.015)),
    ("cpu_time('Process-1', 'Process-2')", WHOLE(0.033)), ("cpu_time_during('Process-2', 'task(2)')", WHOLE(0.016)),
    # orders
    ("in_order('task(1)', 'task(2)')", True), ("in_order('task(2)', 'task(3)')", False),
    ("in_order(R.call('task(1)'), R.end('Process-1'), R.birth('Process-2'))", True),
    ("in_order(R.line('got 4'), R.collected('Process-1'), R.line('over'))", True),
    ("in_order(R.collected('Process-1'), R.line('got 4'))", False),
    ("began_in_order('task(1)', 'task(2)', 'task(3)')", True), ("began_in_order('task(2)', 'task(1)')", False),
    ("ended_in_order('task(2)', 'task(3)')", True), ("ended_in_order('task(3)', 'task(2)')", False),
    ("happened_during('look', 'task(2)')", True), ("happened_during('task(2)', 'task(3)')", False),
    ("happened_during(R.line('got 7'), 'task(2)')", True), ("all_at_once('task(2)', 'task(3)', 'look')", True),
    ("all_at_once('task(1)', 'task(2)')", False), ("share_together('task(2)', 'task(3)')", WHOLE(26 / 36)),
    ("share_together('task(1)', 'task(2)')", 0),
    # amounts
    ("elapsed()", WHOLE(0.101)), ("elapsed('task')", WHOLE(0.078)), ("elapsed('task(1)', 'look')", WHOLE(0.047)),
    ("elapsed(R.zombie('Process-3'))", WHOLE(0.005)), ("elapsed('Process-1')", WHOLE(0.02)),
    ("total('task')", WHOLE(0.090)), ("ratio('task(2)', 'task(1)')", WHOLE(36 / 16)),
    ("ratio(R.elapsed('task'), R.total('task'))", WHOLE(78 / 90)), ("ratio(R.elapsed(), 0.0505)", WHOLE(2)),
]  # fmt: skip

MOMENTS = [
    ("birth('Process-1')", 10, 10), ("end('Process-1')", 30, 30), ("collected('Process-1')", 32, 32),
    ("life('Process-1')", 10, 30), ("zombie('Process-3')", 90, 95), ("line('got 7')", 60, 60),
    ("line('got 7', 'Process-3')", 62, 62), ("first_line_of('Process-2')", 60, 60), ("last_line_of('Process-2')", 70, 70),
    ("call('task')", 12, 28), ("call('task', nth=2)", 42, 78), ("call('task', 'Process-3')", 52, 90),
    ("call('task').end", 28, 28), ("wait('join', 'main', 2)", 41, 81.5), ("wait('get').start", 60, 60),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "value"), ASKED)
def test_a_question_is_answered(asked, value):
    answer = eval(f"R.{asked}", {"R": R})
    assert isinstance(answer, Answer) and (answer.unknown, answer.missing) == (None, None)
    assert (answer.value == value and type(answer.value) is type(value)) or value == answer.value


@pytest.mark.parametrize(("asked", "start", "end"), MOMENTS)
def test_a_moment_is_found(asked, start, end):
    found = eval(f"R.{asked}", {"R": R})
    assert isinstance(found, Moment) and found.known() == (start * 1_000_000, end * 1_000_000)


def test_every_question_is_asked_here():
    parts = [part for part in type(R).__mro__ if part.__module__.startswith("helpers.recording.ask.")]
    every = {name for part in parts for name in vars(part)}
    tried = {asked.partition("(")[0] for asked, *_ in ASKED + MOMENTS}
    assert {name for name in every if not name.startswith("_")} == tried


@pytest.mark.parametrize("name", sorted({asked.partition("(")[0] for asked, *_ in ASKED + MOMENTS}))
def test_every_question_says_what_counts(name):
    assert len(getattr(type(R), name).__doc__.split()) > 4


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("birth('child 9')", "no process 'child 9'. Its processes were: main,"),
        ("parent_of('main')", "main was forked by no process of this run"),
        ("exit_status('Process-3')", "ended by SIGKILL"),
        ("end('child 3')", "child 3 had not ended"),
        ("call('sing')", "sing was never called. Functions that were called: look, task."),
        ("call('task', 'main')", "task was never called by main."),
        ("call('task', nth=4)", "task was called only 3 times."),
        ("most_at_once('sing')", "sing was never called"),
        ("wait('put')", "no wait of the kind 'put'. Kinds that there were: acquire, get, join."),
        ("wait('join', nth=3)", "only 2 waits of the kind 'join'"),
        ("longest_wait('put')", "no wait of the kind 'put'"),
        ("line('nothing')", "No process wrote a line with 'nothing'. All lines: 'starting"),
        ("line('done', 'main')", "main didn't write a line with 'done'"),
        ("first_line_of('resource tracker')", "resource tracker didn't write a line"),
        ("number('starting with')", "No number follows 'starting with'"),
        ("share_waiting('main', 'join', R.birth('main'))", "took no time at all"),
        ("share_together('task', R.birth('main'))", "took no time at all"),
        ("ratio('task', R.birth('main'))", "The second amount is 0"),
        ("share_preempted('child 1')", "They had no turn"),
    ],
)
def test_what_was_not_there_is_said_with_what_there_was(asked, said):
    recording = R
    if "child 3" in asked:
        recording = replace(R, processes=(*R.processes, replace(R.main, pid=9, role="child 3", exited_ns=None)))
    answer = eval(f"R.{asked}", {"R": recording})
    assert said in (answer.missing or answer.unknown)
    assert answer.unknown is None


UNSEEN = [
    ("sampled", ["most_on_cpu()", "took_turns('main', 'Process-1')", "how_many_turns('main')", "typical_turn()",
                 "how_many_cpus()", "on_cpu_together('main', 'Process-1')", "share_preempted()", "how_many_threads('main')",
                 "ran_between_turns_of('main', 'Process-1')", "cpu_time_during('main', 'task')"], "this machine has no record"),
    ("none", ["cpu_time()", "most_on_cpu()"], "no record of who was on a CPU"),
]  # fmt: skip


@pytest.mark.parametrize(("layer", "asked", "reason"), [(la, one, why) for la, all_, why in UNSEEN for one in all_])
def test_what_the_layer_does_not_show_is_unknown(layer, asked, reason):
    answer = eval(f"R.{asked}", {"R": replace(R, kernel_layer=layer)})
    assert reason in answer.unknown


@pytest.mark.parametrize(
    "asked", ["cpu_time('main')", "how_many_lines()", "most_at_once('task')", "in_order('task', 'main')"]
)
def test_what_the_sampled_layer_does_show_is_known(asked):
    assert eval(f"R.{asked}", {"R": replace(R, kernel_layer="sampled")}).unknown is None


@pytest.mark.parametrize("asked", ["who_wrote('got')", "writers()", "wrote('main', 'x')", "how_many_lines('main')",
                                   "lines_of('main')", "how_often('got', 'main')", "raised('main', 'x')",
                                   "no_error_shown('main')", "line('got', 'main')", "in_order(R.line('got', 'main'), 'task')"])  # fmt: skip
def test_where_writers_are_not_known_only_the_lines_are(asked):
    nobody = replace(R, output=tuple(Output(0, line.time_ns, line.stream, line.text) for line in R.output))
    assert "who wrote" in eval(f"R.{asked}", {"R": nobody}).unknown
    assert nobody.how_many_lines() == 6 and nobody.how_often("got") == 3 and nobody.last_line() == "it is over"


@pytest.mark.parametrize("asked", ["call('task')", "how_many_calls('task')", "most_at_once('task')", "who_called('task')",
                                   "wait('join')", "waited_for('main', 'Process-1')", "elapsed('task')",
                                   "in_order('task(1)', 'task(2)')"])  # fmt: skip
def test_without_the_probe_calls_and_waits_are_unknown(asked):
    unprobed = replace(R, notes=(NO_CALLS,), spans=())
    assert "not recorded" in eval(f"R.{asked}", {"R": unprobed}).unknown
    assert unprobed.how_many_processes() == 6 and unprobed.most_at_once("Process-1", "main") == 2


@pytest.mark.parametrize("note", STOPPED_EARLY)
def test_of_capped_calls_no_number_is_known(note):
    capped = replace(R, notes=(note,))
    assert "not all calls" in capped.how_many_calls("task").unknown
    assert "not all calls" in capped.most_at_once("task(1)").unknown
    assert capped.who_called("task") == ["Process-1", "Process-2", "Process-3"]
    assert capped.call("task").known() == R.call("task").known()


def test_turns_are_taken_only_by_those_that_come_back():
    assert taking_turns().took_turns("child 1", "child 2", "child 3")
    assert not taking_turns().took_turns("child 1", "main")
    scene = Scene()
    _, one, two = scene.process("main", end=90), scene.process("a", 4711, 0, 90), scene.process("b", 4711, 0, 90)
    scene.run(one, *((at, at + 10, "preempted") for at in range(0, 80, 10)))
    scene.run(two, *((at + 1, at + 10, "preempted") for at in range(0, 80, 10)))
    assert not scene.recording(90).took_turns("a", "b")  # side by side
    scene.on_cpu = [turn for turn in scene.on_cpu if turn.pid != two]
    assert not scene.recording(90).took_turns("a", "b")  # one had no turn at all


def test_a_wait_for_an_end_must_last_until_it():
    scene = Scene()
    main = scene.process("main", end=300)
    scene.process("child 1", main, 1, 200)
    scene.span(main, "join", "join(0.1)", 10, 110)
    assert not scene.recording(300).waited_for("main", "child 1")  # gave up before
    scene.span(main, "wait", "wait", 210, 211)
    assert not scene.recording(300).waited_for("main", "child 1")  # it was over already
    scene.span(main, "wait", "wait", 150, 201)
    assert scene.recording(300).waited_for("main", "child 1")


def test_scenes_of_other_tests_answer_too():
    assert pool().most_at_once("task") == 3 and pool().how_many_calls("task") == 10
    assert pool().in_order("task(0)", "task(1)") == False  # noqa: E712  (an Answer)
    assert killed().how_many_cut_off("work") == 2 and killed().was_stopped()
    assert killed().how_many_ended_by("SIGKILL") == 3
    assert family().outlived("child 3", "child 2") and family().zombie("child 1").known()[1] == 120_000_000
    assert "nobody saw" in family().collected("child 3").unknown


class Twice(AskMany):
    def __init__(self, *recordings):
        self.recordings = recordings


def test_many_runs_are_asked_what_was_always_so_and_what_differed():
    many = Twice(R, family(), family())
    assert many.how_many_runs() == 3
    assert many.values_of("how_many_processes") == [4, 6] and many.values_of("wrote", "main", "nothing") == [False]
    assert many.how_many_different("writers") == 2 and many.how_often("how_many_processes", 4) == 2
    assert "no process 'Process-1'" in many.values_of("pid", "Process-1").missing
    assert "no record of who" in Twice(replace(R, kernel_layer="none")).values_of("most_on_cpu").unknown


def test_a_thing_must_have_a_beginning():
    with pytest.raises(TypeError, match="Name a function or a process"):
        R.in_order(3.5, "task")
