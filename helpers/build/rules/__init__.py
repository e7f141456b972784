"""What is wrong with a notebook? Each rule is a function from a notebook to sentences; none means that it is kept.

structure.py   is it built like the others, and stored as it was run? (broken_rules asks all of them)
bones.py       its headings
evidence.py    its claims
minutes.py     its time
"""
