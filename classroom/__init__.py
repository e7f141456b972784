"""What a teacher uses with a class; a learner of the lessons never needs it.

    assignments/   what a class is given: text, tasks, checks, and a bank of answers whose marks are known
    marking/       what an answer is worth                                 mark(notebook) → JSON
    release.py     the students' version of an assignment                  course.py release
    hub/           the course for a class that shares a machine

A student's notebook begins with

    from classroom import assignment
    assignment("1-processes")

after which `%%exercise NAME` runs an answer and shows the checks that aren't hidden.
"""

from .marking.tasks import assignment

__all__ = ["assignment"]
