"""What the programs of section 1.1 must do."""

from program_row import Row

SONG = ("singing verse 1", "singing verse 2", "singing verse 3")

DANCE = ("dancing step 1", "dancing step 2", "dancing step 3")

ROWS = [
    Row("1.1/sing_then_dance.py", (*SONG, *DANCE, "the show is over"), in_order=True),
    Row(
        "1.1/sing_while_dancing.py",
        (*SONG, *DANCE, "the show is over"),
        before=("singing verse 3", "the show is over"),
    ),
    Row("1.1/no_brackets.py", ("the show is over",)),
    Row("1.1/brackets.py", (*SONG, *DANCE, "the show is over"), in_order=True),
]
