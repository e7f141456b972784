"""What does watching cost? `python3 course.py bench` measures it, beside other tools, and writes BENCHMARKS.md.

    questions.py ──┐
                   ├──► rounds.py ──► page.py ──► BENCHMARKS.md
    watchers.py ───┘                    ▲
    ready.py, machine.py ───────────────┘

`programs/` holds what is run: small programs that time their own work.
"""
