"""The environment a program runs in: the same in a terminal, in JupyterLab and in CI.

Jupyter, CI systems and people's shells set variables that change what a Python program does. The program
under observation gets none of them, so that the same program shows the same behaviour everywhere.
"""

import os

PROBE_FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "probe")

KEPT_PYTHON = {"PYTHONHOME", "PYTHONPATH"}  # without these some Pythons don't start, or miss their packages
REMOVED = {"FORCE_COLOR", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "MPLBACKEND", "COLUMNS", "LINES"}
REMOVED_PREFIXES = ("PYTHON", "JPY_", "JUPYTER", "IPYTHON", "PYTEST_", "COV_", "PYDEVD", "PROCESSES_COURSE_")


def clean_room(environment: dict[str, str]) -> dict[str, str]:
    """A copy of `environment` without what would make the program behave differently here and there."""
    return {
        name: value
        for name, value in environment.items()
        if name in KEPT_PYTHON or not (name in REMOVED or name.startswith(REMOVED_PREFIXES))
    }


def watched(environment: dict[str, str], events: str, request: dict) -> dict[str, str]:
    """The clean room, and if calls are asked for, with what makes Python load the probe and tells it where to write.

    `request` names the program (``program``: its path, ``as_typed``: the word on the command line, which is what its
    code objects name as their file) or the ``module`` that it is (``-c`` for code on the command line), and says
    whether ``calls`` are to be recorded and whether output is ``line_buffered``, which is the probe's doing as well.
    """
    room = clean_room(environment)
    if not request["calls"]:
        return room
    before = [room["PYTHONPATH"]] if room.get("PYTHONPATH") else []
    room["PYTHONPATH"] = os.pathsep.join([PROBE_FOLDER, *before])
    room["PROCESSES_COURSE_EVENTS"] = events
    room["PROCESSES_COURSE_PROGRAM"] = request["program"]
    room["PROCESSES_COURSE_PROGRAM_AS_TYPED"] = request["as_typed"]
    room["PROCESSES_COURSE_MODULE"] = request["module"]
    if not request["line_buffered"]:
        room["PROCESSES_COURSE_BLOCK_BUFFERING"] = "1"
    return room
