"""What keeps the course itself in order: its environment, its notebooks, its pictures.

    environment   where does the Python that the course runs on come from?
    check         is the code formatted, free of the usual mistakes, typed?
    structure     is this notebook built like the others?
    bones         do its headings follow the bones of a lesson?
    fresh         do the stored outputs belong to the present sources?
    notebooks     runs notebooks and stores what came out
    images        makes the pictures of the README

No lesson imports any of this.
"""
