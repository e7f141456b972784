"""The same marks in the form that other systems take. Each adapter reads only what `mark` returns (schema.json).

mark(notebook) ──► gradescope.py ────► results.json of a Gradescope autograder
              ├──► prairielearn.py ──► results.json of a PrairieLearn external grader, with the timelines in it
              └──► nbgrader.py ──────► outputs of the cells that nbgrader takes points from
"""
