"""A class of sixty, generated: answers from the banks, whose marks are known, and submissions that mean harm."""

import itertools
import tomllib
from pathlib import Path

from classroom_notebooks import code, markdown, with_answers, write

from classroom.marking.tasks import FOLDER, load, names

HOSTILE = {
    "fork bomb": "import os\nwhile True: os.fork()",
    "endless": "while True: pass",
    "output": "import os\nwhile True: os.write(1, b'x' * 65536)",
    "memory": "keep = []\nwhile True: keep.append(bytearray(50 << 20))",
    "daemon": "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0: time.sleep(1000)\n    os._exit(0)\nos.wait()",
    "writes marks": "import os\nfor path in ('/tmp/class-marks', '..', '/'): print(os.system(f'touch {path}/marks.csv'))",
    "reads checks": f"print(open({str(FOLDER / '1-processes' / 'hidden' / 'keep_alive.py')!r}).read())",
    "network": "import socket\nsocket.create_connection(('127.0.0.1', 22), 2)",
    "kills": "import os\nos.kill(-1, 9)",
}


def bank(assignment: str) -> dict[str, list[tuple[str, float]]]:
    """Task → the answers in its bank: text and mark."""
    found = {}
    for task in load(assignment).tasks:
        folder = FOLDER / assignment / "bank" / task.name
        if not task.by_hand:
            marks = tomllib.loads((folder / "marks.toml").read_text())
            found[task.name] = [((folder / name).read_text(), mark) for name, mark in marks.items()]
    return found


def sixty(folder: Path) -> dict[str, float]:
    """Write sixty submissions into `folder`; student → the points that checks must give (at most, of the hostile)."""
    folder.mkdir(parents=True, exist_ok=True)
    points: dict[str, float] = {}
    for student, program in HOSTILE.items():
        write(
            [code(f"%%exercise keep-alive\n{program}"), markdown("Answer to why-so-often: ?")],
            folder / f"{student}.ipynb",
        )
        points[student] = 0.0
    (folder / "not JSON.ipynb").write_text("PK\x03\x04")
    points["not JSON"] = 0.0
    banks = {name: bank(name) for name in names()}
    for number in itertools.count():
        if len(points) == 60:
            return points
        name = names()[number % len(names())]
        chosen = {task: answers[number // 2 % len(answers)] for task, answers in banks[name].items()}
        student = f"student {number:02}"
        write(with_answers(name, {task: text for task, (text, _) in chosen.items()}), folder / f"{student}.ipynb")
        points[student] = sum(mark for _, mark in chosen.values())
