"""Does 1.9/bare_except.py hide a slip, and nothing else? Spelled right, it must find its letter."""

from test_programs import PROGRAMS, run


def test_without_the_slip_the_bare_except_has_nothing_to_catch(tmp_path):
    """The program shows a slip that hides behind `except:`, and not a letter that was still on its way."""
    program = tmp_path / "mended.py"
    slip = (PROGRAMS / "1.9/bare_except.py").read_text()
    assert "timout=5" in slip
    program.write_text(slip.replace("timout=5", "timeout=60"))
    assert run(program) == (0, "reader: A\n", "")
