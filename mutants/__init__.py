"""Could a wrong course pass? Each program is changed a little, and the lesson's claims must notice.

    helpers/programs/… ──► operators, by_hand.toml ──► Mutant ──┐
    notebooks/…        ──► lesson.py: the cells that run it ────┴──► judge.py: what noticed it ──► measured.jsonl
    the lesson's runs  ──► disturbed.py: a field at a time ─────────────► …                            │
                           equivalent.toml: what can't be noticed, and why ────────────────────────────┴──► MUTANTS.md

Nothing here is part of a lesson: `python3 course.py mutants` runs it.
"""
