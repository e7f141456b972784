"""What the programs of section 0 must do."""

from program_row import Row

ROWS = [
    Row(
        "0/every_mark.py",
        ("here we go", "computed", "computed", "all collected"),
        before=("computed", "all collected"),
    ),
]
