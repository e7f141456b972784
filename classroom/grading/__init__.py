"""A folder of submissions becomes marks: `course.py grade FOLDER`.

FOLDER/ANNA/a.ipynb ─┐ submissions.py            ┌─ in turn, each in a process of its own ─┐
FOLDER/BORIS.ipynb ──┼──► Submission ── batch.py ─┤                              one.py    ├──► Record
                     ┘                           └─ cluster.py: on a Dask cluster's workers ┘      │ records.py
                                                                                                    ▼
FOLDER-marks/records/ANNA.json   what goes on from here when the command is given again ◄───────────┤
FOLDER-marks/feedback/ANNA.html  for the student: page.py                               ◄───────────┤
FOLDER-marks/marks.csv           for the teacher: table.py                              ◄───────────┘
"""
