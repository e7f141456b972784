"""What a notebook calls: run, show, compare, repeat, the magics, and how their outputs look.

Programs run for real here. What a recorder would have to be forced into (limits, an interrupt
at a given moment) is played by `pretend`, which stands in for `record`.
"""

import html
import json
import re
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

import helpers
from helpers.notebook import endings, find, repeating, running
from helpers.notebook.cells import magics, taken_back
from helpers.notebook.shown import errors, looking, pictures, source, still_running
from helpers.notebook.shown.lines import LAST_LINES, LONGEST_LINE, MOST_LINES, Lines, readable
from helpers.picture.ink import Colours
from helpers.recording.recording import Output, Process, Recording
from helpers.teach import answers, marking, page
from helpers.watch.client.run import CannotStart, Interrupted, Limits

ROOT = Path(__file__).resolve().parents[2]
RECORDING = Recording(
    command=("python", "p.py", "3"),
    kernel_layer="none",
    wall_ns=100,
    processes=(Process(4711, 1, "main", 0, exited_ns=90, exit_code=0), Process(4712, 4711, "child 1", 10)),
    output=(Output(4712, 20, "stdout", "one\n"), Output(4711, 30, "stdout", "two\n")),
)


@pytest.fixture
def pretend(monkeypatch):
    """Let `record` return this recording, or raise this exception, after writing these chunks."""

    def arrange(outcome, chunks=()):
        def record(command, *, on_output=None, **_):
            for chunk in chunks:
                on_output(*chunk)
            if isinstance(outcome, BaseException):
                raise outcome
            return outcome

        monkeypatch.setattr(running, "record", record)
        monkeypatch.setattr(repeating, "Recorder", lambda: nullcontext(SimpleNamespace(record=record)))

    return arrange


@pytest.fixture
def shell(tmp_path, monkeypatch):
    """An IPython shell in this process, as a notebook would have, with the magics."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    InteractiveShell.clear_instance()
    quiet = Config()
    quiet.HistoryManager.enabled = False
    made = InteractiveShell.instance(config=quiet)
    magics.register(made)
    monkeypatch.setattr(answers, "places", lambda: [tmp_path / "my-answers.json"])
    yield made
    InteractiveShell.clear_instance()


def shown(shell, cell):
    """The result of the cell and what it put on the page."""
    with capture_output() as captured:
        result = shell.run_cell(cell)
    return result, captured


def without_colours(text):
    return re.sub(r"\x1b\[[\d;]*m", "", text)


def program(tmp_path, text, name="p.py"):
    path = tmp_path / name
    path.write_text(text)
    return path


# ---- live lines ------------------------------------------------------------------------------


def lines_of(*chunks):
    written = []
    lines = Lines(written.append)
    for chunk in chunks:
        lines(*chunk)
    lines.finish()
    return written


def test_each_line_has_its_writer_and_errors_are_marked():
    assert lines_of((4711, "stdout", b"hello\n"), (4711, "stderr", b"oh\n"), (12, "stdout", b"\n")) == [
        "   4711 | hello",
        "   4711 ! oh",
        "     12 | ",
    ]


def test_pieces_of_two_processes_are_never_glued_nor_lines_split():
    assert lines_of((1, "stdout", b"I am"), (2, "stdout", b"You are\nthere"), (1, "stdout", b" here\n")) == [
        "      2 | You are",
        "      1 | I am here",
        "      2 | there",
    ]


def test_a_character_cut_in_two_is_whole_again():
    snow = "雪\n".encode()
    assert lines_of((1, "stdout", snow[:1]), (1, "stdout", snow[1:])) == ["      1 | 雪"]


def test_one_chunk_may_hold_many_lines():
    assert len(lines_of((1, "stdout", b"a\nb\nc\nd"))) == 4


def test_an_unknown_writer_is_a_question_mark():
    assert lines_of((0, "stdout", b"x\n")) == ["      ? | x"]


@pytest.mark.parametrize(
    "written, seen",
    [
        (b"caf\xe9", "caf\\xe9"),
        (b"\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        (b"10%\r50%\r100%", "100%"),
        (b"dos\r", "dos"),
        (b"a\tb", "a\tb"),
        (b"nul\0", "nul\\x00"),
        ("a\u2028b".encode(), "a\\u2028b"),
    ],
)
def test_what_cannot_be_shown_is_escaped(written, seen):
    assert readable(written) == seen


def test_a_very_long_line_is_cut_with_a_word():
    text = readable(b"x" * (LONGEST_LINE + 5000))
    assert text.startswith("x" * LONGEST_LINE) and text.endswith("(5,000 more characters)")


def test_very_many_lines_are_cut_in_the_middle_with_a_sentence():
    total = MOST_LINES + 5000
    written = lines_of(*((1, "stdout", b"line %d\n" % number) for number in range(total)))
    assert len(written) == MOST_LINES + 1 + LAST_LINES
    assert f"{5000 - LAST_LINES:,} more lines" in written[MOST_LINES]
    assert written[-1] == f"      1 | line {total - 1}"


def test_a_few_lines_too_many_are_all_shown():
    written = lines_of(*((1, "stdout", b"line\n") for _ in range(MOST_LINES + LAST_LINES)))
    assert written == ["      1 | line"] * (MOST_LINES + LAST_LINES)


# ---- the sign of progress --------------------------------------------------------------------


def test_progress_leaves_nothing_for_a_build(capsys, monkeypatch):
    monkeypatch.setattr(still_running, "EVERY_S", 0.001)
    monkeypatch.setattr(page, "is_watched", lambda: False)
    with still_running.Progress(lambda _: "wait") as sign:
        sign.write("a line")
    assert capsys.readouterr().out == "a line\n"


def test_progress_is_wiped_before_a_line(capsys, monkeypatch):
    monkeypatch.setattr(page, "is_watched", lambda: True)
    sign = still_running.Progress(lambda _: "wait")
    sign._thread = None
    sign._sign = "wait"
    sign.write("a line")
    assert capsys.readouterr().out == "\r    \ra line\n"
    assert sign._sign == ""


# ---- how a run ended -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "reason, words",
    [
        ("timeout", "still running after 10 seconds"),
        ("processes", "more than 7 processes"),
        ("output", "wrote more than 16 MiB"),
        ("memory", "more than 2 GiB of memory"),
        ("interrupted", "interrupted"),
    ],
)
def test_each_limit_is_told_in_words(reason, words):
    from dataclasses import replace

    sentence = endings.ending(replace(RECORDING, stopped=reason), Limits(timeout_s=10, max_processes=7))
    assert words in sentence and sentence.startswith("Stopped:")


@pytest.mark.parametrize(
    "code, signal, words",
    [(0, None, None), (3, None, "exit status 3"), (None, "SIGKILL", "signal SIGKILL"), (None, None, None)],
)
def test_a_bad_end_is_told(code, signal, words):
    main = Process(1, 0, "main", 0, exited_ns=5, exit_code=code, signal=signal)
    sentence = endings.ending(Recording(("p",), "none", 9, processes=(main,)), Limits())
    assert (sentence is None) if words is None else (words in sentence)


# ---- finding and showing ---------------------------------------------------------------------


def test_a_program_is_found_below_programs_and_anywhere(tmp_path, monkeypatch):
    assert find.find("1.3/fork_once.py") == find.PROGRAMS / "1.3" / "fork_once.py"
    path = program(tmp_path, "")
    assert find.find(path) == find.find(str(path)) == path
    monkeypatch.chdir(tmp_path)
    assert find.find("p.py") == path


@pytest.mark.parametrize("wrong", ["fork/fork_onec.py", "fork_once.py", "fork_once", "fork/fork_once"])
def test_a_missing_program_names_the_nearest(wrong):
    with pytest.raises(find.NoSuchProgram, match="1.3/fork_once.py") as failure:
        helpers.run(wrong)
    assert failure.value._render_traceback_() == [str(failure.value)]


def test_show_gives_the_source_as_text_and_as_html(shell):
    _, captured = shown(shell, "from helpers import show\nshow('1.3/fork_once.py')")
    [output] = captured.outputs
    text = (find.PROGRAMS / "1.3" / "fork_once.py").read_text()
    assert output.data["text/plain"] == text.rstrip("\n")
    html = output.data["text/html"]
    assert "<figcaption><code>1.3/fork_once.py</code></figcaption>" in html
    assert "data:" not in html and "--jp-mirror-editor-keyword-color" in html
    assert "#" not in html.partition("</style>")[0], "a fixed colour would not follow a dark theme"


def test_show_a_part(capsys):
    whole = (find.PROGRAMS / "1.3" / "fork_once.py").read_text().splitlines(keepends=True)
    helpers.show("1.3/fork_once.py", lines=(2, 3))
    assert capsys.readouterr().out == "".join(whole[1:3])
    with pytest.raises(source.NoSuchLines, match="has lines 1 to"):
        helpers.show("1.3/fork_once.py", lines=(2, 300))


# ---- running ---------------------------------------------------------------------------------


def test_a_run_shows_lines_and_returns_what_was_seen(capsys):
    run = helpers.run("1.3/fork_once.py")
    assert isinstance(run, Recording) and len(run.processes) == 2
    told = capsys.readouterr().out.splitlines()
    assert [line.partition(" | ")[2] for line in told] == [
        "before the fork",
        "after the fork",
        "after the fork",
    ]
    assert {int(line.partition("|")[0]) for line in told} == {process.pid for process in run.processes}
    assert repr(run) == "<Run of fork_once.py: 2 processes>"
    assert "main" in str(run)


def test_a_failing_program_is_told_and_shows_no_path_of_this_machine(tmp_path, capsys):
    run = helpers.run(program(tmp_path, "print('in')\n1 / 0\n"))
    told = capsys.readouterr().out
    assert run.main.exit_code == 1
    assert " ! ZeroDivisionError" in told and "exit status 1" in told
    assert 'File "p.py", line 2' in told and str(tmp_path) not in told


def test_a_childs_traceback_shows_no_path_of_this_machine(tmp_path, capsys):
    text = (
        "from multiprocessing import Process\ndef f():\n    1 / 0\n"
        "if __name__ == '__main__':\n    Process(target=f).start()\n"
    )
    helpers.run(program(tmp_path, text))
    told = capsys.readouterr().out
    assert 'File "…/multiprocessing/process.py"' in told
    assert all("/" not in line.replace("…/multiprocessing/", "") for line in told.splitlines() if "File" in line)


def test_arguments_reach_the_program(tmp_path, capsys):
    helpers.run(program(tmp_path, "import sys; print(sys.argv[1:])"), 3, "x y")
    assert "['3', 'x y']" in capsys.readouterr().out


def test_a_program_runs_in_a_folder_that_is_named(tmp_path, capsys):
    other = tmp_path / "other"
    other.mkdir()
    file = program(tmp_path, "import os, sys; print(os.listdir()); open(sys.argv[1], 'w'); 1 / 0")
    run = helpers.run(file, "made.txt", folder=other)
    assert [path.name for path in other.iterdir()] == ["made.txt"]
    assert run.title == "p.py made.txt"
    said = capsys.readouterr().out
    assert "[]" in said and 'File "p.py"' in said and str(tmp_path) not in said


def test_a_run_that_is_too_long_is_stopped_with_a_sentence(tmp_path, capsys):
    run = helpers.run(program(tmp_path, "import time\nprint('in', flush=True)\ntime.sleep(60)"), timeout=1)
    assert run.stopped == "timeout"
    assert "still running after 1 second, the limit" in capsys.readouterr().out
    assert "stopped: timeout" in repr(run)


def test_a_program_that_cannot_start_is_one_sentence(pretend, tmp_path):
    pretend(CannotStart("There is no Python here."))
    with pytest.raises(running.DidNotStart, match="There is no Python here") as failure:
        helpers.run(program(tmp_path, ""))
    assert failure.value._render_traceback_() == ["There is no Python here."]


def test_an_interrupt_keeps_the_recording_and_is_short(pretend, tmp_path, capsys):
    interrupted = Interrupted.__new__(Interrupted)
    interrupted.recording = RECORDING
    pretend(interrupted, [(4711, "stdout", b"unfinished")])
    with pytest.raises(KeyboardInterrupt) as stop:
        helpers.run(program(tmp_path, ""))
    assert len(stop.value.run.processes) == 2
    assert len(stop.value._render_traceback_()) == 1
    assert capsys.readouterr().out.splitlines()[0] == "   4711 | unfinished"


def test_a_run_survives_its_json_form():
    run = looking.as_run(RECORDING)
    assert looking.Run.from_dict(json.loads(json.dumps(run.to_dict()))) == run


# ---- pictures --------------------------------------------------------------------------------


def test_a_picture_is_one_output_for_every_viewer(shell, pretend):
    shell.user_ns["r"] = looking.as_run(RECORDING)
    result, captured = shown(shell, "r.timeline(); r.timeline(0, 0.00005); r.tree()")
    assert result.success
    assert [sorted(output.data) for output in captured.outputs] == [["image/png", "text/html", "text/plain"]] * 3
    for output in captured.outputs:
        png, alone = output.data["image/png"], output.metadata["image/png"]
        assert png.startswith("iVBORw0KGgo") and "4711" not in output.data["text/plain"]
        assert alone["alt"].split(":")[0] in ("Timeline", "Process tree") and "Two processes ran." in alone["alt"]
        assert output.data["text/html"].startswith(
            f'<img alt="{alone["alt"]}" width="{alone["width"]}" src="data:image/png;base64,{png}"><details>'
        )
        assert "<p>Two processes ran.</p>\n<ul>\n<li>main" in output.data["text/html"]
    assert captured.outputs[0].metadata["image/png"]["width"] == 900


def test_a_lesson_marks_moments_and_looks_at_cpus(shell):
    shell.user_ns["r"] = looking.as_run(RECORDING)
    result, captured = shown(shell, 'r.timeline(marks={"the fork": r.processes[1].created_ns}); r.cpus()')
    assert result.success
    timeline, cpus = captured.outputs
    assert timeline.data["text/plain"].endswith("Marked in the picture: the fork.")
    assert cpus.metadata["image/png"]["alt"].startswith("View by CPU: Who was on which CPU")
    for wrong in ('r.timeline(marks={"now": "noon"})', "r.timeline(5, 3)", "r.cpus(5, 3)"):
        result, captured = shown(shell, wrong)
        assert not result.success and captured.outputs == [] and "Traceback" not in captured.stdout + captured.stderr


def test_explore_is_stored_as_the_timeline_and_has_a_script_where_somebody_watches(shell, monkeypatch):
    shell.user_ns["r"] = looking.as_run(RECORDING)
    monkeypatch.setattr(page, "is_watched", lambda: False)
    _, built = shown(shell, "r.timeline(); r.explore()")
    plain, stored = built.outputs
    assert (stored.data, stored.metadata) == (plain.data, plain.metadata)
    monkeypatch.setattr(page, "is_watched", lambda: True)
    _, live = shown(shell, "r.explore()")
    html_text = live.outputs[0].data["text/html"]
    assert html_text.startswith(stored.data["text/html"] + '<script type="application/json">{"range":')
    assert html_text.count("<script") == 2
    for wrong in ("r.explore(5, 3)", "r.explore(-3, -5)"):
        result, captured = shown(shell, wrong)
        assert not result.success and captured.outputs == [] and "must end after it begins" in captured.stdout


def test_a_function_keeps_its_colour_on_the_same_page():
    known = {}
    first = Colours(["sing", "dance"], known)
    second = Colours(["sing", "juggle", "dance"], known)
    assert [second.of(name) for name in ("sing", "dance")] == [first.of(name) for name in ("sing", "dance")]
    assert len({second.of(name) for name in second.functions}) == 3


def test_an_alternative_text_is_short_and_safe():
    many = "Two processes ran.\n" + "\n".join(f'- child {n}: called f("<x>"); exit code 0' for n in range(40))
    alt = pictures.alternative(many, "Timeline")
    assert alt.startswith('Timeline: Two processes ran. child 0: called f("<x>"); exit code 0. child 1')
    assert len(alt) < 280 and alt.endswith("exit code 0. The rest is below, in words.")
    assert len(pictures.alternative("word " * 200, "Bars")) < 280
    data, _ = pictures.bundle(b"", 900, many, "Timeline")
    assert "<x>" not in data["text/html"] and "&quot;" in data["text/html"].partition(" width=")[0]


def test_compare_shows_one_picture_for_all(shell):
    shell.user_ns["r"] = looking.as_run(RECORDING)
    _, captured = shown(shell, "from helpers import compare\ncompare(r, r, titles=['fork', 'spawn'])")
    assert len(captured.outputs) == 1
    assert "spawn" in captured.outputs[0].data["text/plain"]


def test_in_plain_python_words_are_printed(capsys):
    looking.as_run(RECORDING).timeline()
    assert "main" in capsys.readouterr().out
    looking.as_run(RECORDING).tree()
    assert "Two processes ran." in capsys.readouterr().out


# ---- many runs -------------------------------------------------------------------------------


def test_repeat_counts_orders(pretend):
    pretend(RECORDING)
    many = helpers.repeat("1.3/fork_once.py", times=5)
    assert many.orders() == {"child 1, main": 5}
    assert many.orders(lambda run: [line.text for line in run.lines()]) == {"one, two": 5}
    assert many.orders(lambda run: str(len(run.processes))) == {"2": 5}
    assert repr(many) == "<5 runs of fork_once.py>"


def test_repeat_draws(shell, pretend):
    pretend(RECORDING)
    result, captured = shown(shell, "from helpers import repeat\nrepeat('1.3/fork_once.py', times=3).draw()")
    assert result.success
    assert "child 1, main: 3 times" in captured.outputs[0].data["text/plain"]


def test_repeat_really_runs(capsys):
    many = helpers.repeat("1.3/fork_once.py", times=4)
    assert sum(many.orders().values()) == 4
    assert all(order.startswith("main, ") and order.count(",") == 2 for order in many.orders())
    assert capsys.readouterr().out == ""


# ---- the magics ------------------------------------------------------------------------------


def test_program_runs_the_cell_apart_and_leaves_r(shell):
    result, captured = shown(shell, "%%program\nimport os\nhere = 1\nprint('I am', os.getpid())\n")
    assert result.success and "here" not in shell.user_ns
    run = shell.user_ns["r"]
    assert captured.stdout == f"{run.main.pid:>7} | I am {run.main.pid}\n"
    assert [sorted(output.data) for output in captured.outputs] == [["image/png", "text/html", "text/plain"]]
    assert run.title == "program.py"


def test_a_syntax_error_shows_only_the_programs_own(shell):
    result, captured = shown(shell, "%%program\nprint('a'\n")
    assert result.success and captured.outputs == []
    assert "SyntaxError" in captured.stdout and "IPython" not in captured.stdout
    assert shell.user_ns["r"].main.exit_code == 1


@pytest.mark.parametrize(
    "line, complaint",
    [
        ("%%program --timeout", "expected one argument"),
        ("%%program what", "unrecognized"),
        ("%%exercise", "name"),
    ],
)
def test_a_first_line_that_cannot_be_read_is_one_sentence(shell, line, complaint):
    result, _ = shown(shell, f"{line}\npass\n")
    assert isinstance(result.error_in_exec, magics.NotUnderstood)
    assert complaint in str(result.error_in_exec)


def test_an_exercise_that_is_not_done_does_not_fail(shell, tmp_path):
    result, captured = shown(shell, "%%exercise three-children\nimport os\n")
    assert result.success
    assert "✗ Not yet: There are three processes besides the parent." in captured.stdout
    assert 'hint("three-children")' in captured.stdout
    assert not (tmp_path / "my-answers.json").exists()


def test_the_hint_that_is_spoken_of_can_be_had(shell):
    shown(shell, "%%exercise three-children\nimport os\n")
    result, captured = shown(shell, 'hint("three-children")')
    assert result.success and captured.outputs[0].data["text/plain"].startswith("Hint 1 of")


def test_a_solution_that_is_not_right_fails_its_cell(shell, monkeypatch, tmp_path):
    monkeypatch.setattr(marking, "SOLUTIONS", tmp_path)
    path = marking.find("three-children").solution
    path.parent.mkdir(parents=True)
    path.write_text("import os\n")
    result, _ = shown(shell, 'from helpers import solution\nsolution("three-children")')
    assert "not marked right" in str(result.error_in_exec)


@pytest.mark.parametrize("name", sorted(marking.every()))
def test_each_solution_is_marked_right_and_shows_one_sentence_until_it_is_opened(shell, name):
    result, captured = shown(shell, f"from helpers import solution\nsolution({name!r})")
    assert result.success and captured.stdout == ""
    [output] = captured.outputs
    assert output.data["text/plain"] == "One way to write it."
    summary, _, folded = output.data["text/html"].partition("</summary>")
    assert summary.startswith("<details>\n<summary>One way to write it (")
    assert folded.endswith("</details>") and "✓" in folded and "<img alt=" in folded
    assert html.escape(marking.find(name).solution.read_text().strip(), quote=False) in folded


def test_the_start_of_an_exercise_gets_no_advice(shell):
    [start] = [
        "".join(cell["source"])
        for path in (ROOT / "notebooks").glob("1.3-*.ipynb")
        for cell in json.loads(path.read_text())["cells"]
        if "".join(cell["source"]).startswith("%%exercise three-children")
    ]
    _, captured = shown(shell, start)
    assert "✗ Not yet" in captured.stdout and "your turn" in captured.stdout
    assert "\n    " not in captured.stdout.partition("✗")[2]
    _, captured = shown(shell, start + "\nprint('changed')\n")
    assert "\n    " in captured.stdout.partition("✗")[2], "whoever has begun gets advice"


def test_a_syntax_error_in_an_exercise_stands_alone(shell):
    result, captured = shown(shell, "%%exercise three-children\nprint('a'\n")
    assert result.success and "SyntaxError" in captured.stdout and "nothing was marked" in captured.stdout
    assert "Not yet" not in captured.stdout and captured.outputs == []


@pytest.mark.parametrize(
    "cell, words",
    [
        ("name = input()", "has no keyboard"),
        ("open('data.txt')", "'data.txt' in the folder in which it runs"),
        ("import sys\n# plt.show()\nsys.exit(3)", None),
        ("open('/nowhere/data.txt')", None),
        ("class plt:\n    show = print\nplt.show('x')", "plt.show() opens a window"),
    ],
)
def test_what_a_program_cannot_do_here_is_said(shell, monkeypatch, cell, words):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    _, captured = shown(shell, f"%%program\n{cell}\n")
    sentences = [line for line in captured.stdout.splitlines() if " | " not in line and " ! " not in line]
    sentences = [line for line in sentences if not line.startswith("The program ended with exit status")]
    assert len(sentences) == (words is not None) and (words or "") in "".join(sentences)


def test_errors_name_the_line_of_the_cell(shell):
    _, captured = shown(shell, "%%program\nx = 1\n1 / 0\n")
    assert 'File "program.py", line 3' in captured.stdout  # the magic's own line is the first


def test_wrong_arguments_show_the_learners_line_and_no_more(shell):
    shell.user_ns["r"] = running.as_run(RECORDING)
    errors.register(shell)
    result, captured = shown(shell, "r.process('nobody')")
    assert isinstance(result.error_in_exec, LookupError)
    said = without_colours(captured.stdout)
    assert "This run had no process 'nobody'" in said and "r.process('nobody')" in said
    assert "helpers" not in said


def test_an_error_in_a_learners_own_function_is_shown_where_it_is(shell):
    errors.register(shell)
    shell.user_ns["many"] = repeating.Repeated("p.py", (running.as_run(RECORDING),))
    _, captured = shown(shell, "def key(run):\n    return [][1]\n\nmany.orders(key)")
    assert "return [][1]" in without_colours(captured.stdout)


def test_a_forgotten_name_says_what_to_run(shell):
    errors.register(shell)
    _, captured = shown(shell, "nobody_has_defined_this")
    assert "NameError" in captured.stdout and "Run All Above Selected Cell" in captured.stdout


def test_a_cell_is_taken_back_by_its_id(shell, monkeypatch):
    path = next((ROOT / "notebooks").glob("1.3-*.ipynb"))
    cell = json.loads(path.read_text())["cells"][1]
    assert taken_back.of_cell(cell["id"]) == "".join(cell["source"])
    for unknown in ("no-such-id", None):
        with pytest.raises(taken_back.NoOriginal, match="none of the course's own"):
            taken_back.of_cell(unknown)
    parent = {"metadata": {"cellId": cell["id"]}}
    monkeypatch.setattr(shell, "kernel", SimpleNamespace(get_parent=lambda: parent), raising=False)
    placed = []
    monkeypatch.setattr(shell, "set_next_input", lambda text, replace: placed.append((text, replace)))
    shown(shell, "%%original\nwhatever")
    shown(shell, "%original")
    assert placed == [("".join(cell["source"]), True)] * 2


def test_an_unknown_exercise_does_not_run(shell, pretend):
    pretend(AssertionError("it ran"))
    result, _ = shown(shell, "%%exercise three-child\nimport os\n")
    assert "three-children" in str(result.error_in_exec)


@pytest.mark.parametrize("option", ["--timeout -1", "--max-processes 0"])
def test_a_limit_without_sense_is_one_sentence(shell, option):
    result, _ = shown(shell, f"%%program {option}\npass\n")
    assert isinstance(result.error_in_exec, running.BadLimit) and "at least" in str(result.error_in_exec)


def test_options_reach_the_run(shell):
    result, _ = shown(shell, "%%program --timeout 1\nimport time\ntime.sleep(60)\n")
    assert result.success and shell.user_ns["r"].stopped == "timeout"


# ---- the package itself ----------------------------------------------------------------------


def test_importing_helpers_loads_neither_matplotlib_nor_ipython():
    code = "import sys, helpers; print(sorted({'matplotlib', 'IPython', 'helpers.notebook'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


def test_every_name_of_helpers_is_there():
    assert all(callable(getattr(helpers, name)) for name in helpers.__all__)
    with pytest.raises(AttributeError):
        helpers.nothing_of_the_kind  # noqa: B018  (to ask for it is the test)
