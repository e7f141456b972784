"""Which cells depend on a program: those that run it, and those that use what came of it, and no others."""

from lessons import notebook

from mutants import lesson

CELLS = (
    ("from helpers import claim, run, show", ""),
    ('show("1.3/fork_once.py")', ""),
    ('once = run("1.3/fork_once.py")', ""),
    ('wait = run("1.3/fork_wait.py")', ""),
    ('claim("Two.", once.how_many_processes() == 2)', "✓ Two.\n"),
    ('claim("As many.", once.how_many_processes() == wait.how_many_processes())', "✓ As many.\n"),
    ('%%program\nprint("one")\n', ""),
    ('claim("One.", r.how_many_processes() == 1)', "✓ One.\n"),
    ("%%program --timeout 5\nimport os\nos.fork()\n", ""),
    ('claim("Now two.", r.how_many_processes() == 2)', "✓ Now two.\n"),
)


def affected(folder, program: str) -> list[int]:
    return [cell.number for cell in lesson.read(notebook(folder, *CELLS)).affected(program)]


def test_what_a_program_file_affects(tmp_path):
    assert affected(tmp_path, "1.3/fork_once.py") == [2, 4, 5]
    assert affected(tmp_path, "1.3/fork_wait.py") == [3, 5]


def test_a_cells_program_affects_what_comes_before_the_next_one(tmp_path):
    assert affected(tmp_path, "1.3/cell 1") == [6, 7]
    assert affected(tmp_path, "1.3/cell 2") == [8, 9]


def test_every_program_of_the_course_that_a_lesson_runs_is_found():
    for one in lesson.every():
        for program, text in one.programs.items():
            assert one.affected(program), program
            assert text.strip(), program
