"""What is changed in a program, on its syntax tree.

changes.py       tries every operator at every place of the tree
statements.py    a statement dropped, two swapped, two loops made one
processes.py     what only programs with processes have: forks, pools, start methods, targets
values.py        numbers, comparisons, conditions
"""
