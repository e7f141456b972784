"""Do thirty students who start section 1.3 at once on this machine get what one gets, and how long do they wait?

python -m classroom.hub.load --students 30

hub.py       a trial hub of its own, on loopback, in a folder that is deleted afterwards
student.py   one student: starts a server, opens the notebook, runs every cell, as a browser would
compare.py   is what came out what it should be? is anything left behind?
"""
