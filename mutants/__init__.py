"""Could a wrong course pass? Each program is changed a little, and the lesson's claims must notice.

    helpers/programs/… ──► operators/, by_hand.toml ──► Mutant ───────┐
    notebooks/… ──► lesson.py: the cells that run the program ────────┴──► judge.py: what noticed it ──► measured.jsonl
    the lesson's recordings ──► disturbed.py: a field at a time ──► fields.py: what noticed it ────────► fields.json
    helpers/teach/exercises/… ──► operators/ ──► markers.py: what their tests noticed ───────────────► markers.jsonl

page.py writes MUTANTS.md from these files in data/, with the reasons in its equivalent.toml. No lesson needs any of it:
`python3 course.py mutants` runs it.
"""
