"""What keeps the course itself in order: its environment, its notebooks, its pictures.

    environment/    where does the Python that the course runs on come from?
    lab.py          opens JupyterLab in the learner's copies
    copies.py       the learner's own copies of the notebooks, in my-course
    check.py        is the code formatted, free of the usual mistakes, typed?
    notebooks.py    runs notebooks and stores what came out
    fresh.py        do the stored outputs belong to the present sources?
    rules/          what is wrong with a notebook?
    strict.py       can this machine show all that is claimed?
    images.py       makes the pictures of the README
    callouts.py     a timeline with its marks explained, for the course's first page

No lesson imports any of this.
"""
