"""What a reader of a notebook sees of a run, and of what went wrong.

source.py          show(): a program's text
lines.py           a run's lines, live, each with its writer
still_running.py   "still running", for a reader who waits
looking.py         Run: its timeline, its CPUs, its tree; compare(): several timelines
exploring.py       explore(): the timeline to point at
pictures.py        a drawing and its words, put into the page
errors.py          what a learner sees of an error
"""
