"""What a notebook's cell does, in a plain Python: runs a program, shows what the learner sees, and keeps the recording.

    python fault_driver.py CHECKOUT OPTIONS DESCRIPTOR

`CHECKOUT` is the folder of the course, `OPTIONS` are those of run(), as JSON, and the recording goes to the open file
`DESCRIPTOR`, for it may be that no other can be opened.
"""

import json
import os
import sys

sys.path.insert(0, sys.argv[1])

from helpers import run

if __name__ == "__main__":
    recording = run(**json.loads(sys.argv[2]))
    with os.fdopen(int(sys.argv[3]), "w", encoding="utf-8") as file:
        json.dump(recording.to_dict(), file)
