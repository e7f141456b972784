"""The page counts by section, names each survivor, and knows again what it has named; what was measured is kept."""

from mutants.judge import Verdict
from mutants.measured import Measured
from mutants.page import known, page

FOUND = {
    "1.3": {
        "1.3/a.py: without `x`": Verdict("claim", ("It held.",)),
        "1.3/a.py: without `y`": Verdict("text", (), ("words",)),
        "1.3/a.py: without `z`": Verdict("missed"),
        "1.3/a.py: 2 for 1": Verdict("chance"),
        "1.3/a.py: 3 for 2": Verdict("missed"),
        "1.3/a.py: 4 for 3": None,
    }
}
EQUAL = {"1.3/a.py: 3 for 2": "Nobody reads the number."}


def test_a_section_is_counted():
    row = next(line for line in page(FOUND, EQUAL).splitlines() if line.startswith("| 1.3 "))
    assert [cell.strip() for cell in row.strip("|").split("|")] == ["1.3", "6", "1", "1", "1", "1", "1", "1", "50 %"]


def test_survivors_are_named_and_known():
    text = page(FOUND, EQUAL)
    names = set(FOUND["1.3"])
    assert known(names, text) == {"1.3/a.py: without `z`", "1.3/a.py: 2 for 1", "1.3/a.py: 3 for 2"}
    assert "3 for 2: Nobody reads the number." in text


def test_verdicts_are_kept_and_old_ones_are_not_used(tmp_path):
    file = tmp_path / "measured.jsonl"
    Measured(file).add("a", "digest", Verdict("claim", ("It held.",)))
    kept = Measured(file)
    assert kept.verdict("a", "digest") == Verdict("claim", ("It held.",))
    assert kept.verdict("a", "another") is None
    kept.add("a", "another", Verdict("missed"))
    kept.add("b", "digest", Verdict("missed"))
    Measured(file).tidy(["a"])
    assert len(file.read_text().splitlines()) == 1
    assert Measured(file).verdict("a", "another") == Verdict("missed")
