"""What is done with the text of a cell.

magics.py          %%program, %%exercise, %%original, %%second_kernel
at_start.py        the magics, known to a kernel from its start
folded.py          solution(): one sentence, and all else folded behind it
originals.py       whether a cell's program is the course's own
taken_back.py      the course's own text of a cell
second_kernel.py   what a cell does to a kernel, tried in a throw-away one by second_kernel_driver.py
"""
