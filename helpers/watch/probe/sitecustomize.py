"""The probe: what every Python process of a watched program loads first, before its own code.

    PYTHONPATH=…/probe ──► site imports sitecustomize (this file)
                             ├─ notes that a Python process is there, and each fork that follows
                             ├─ sets line buffering where output goes to the recorder, as on a terminal
                             ├─ watches calls and waits (processes_probe_monitoring or _profile)
                             └─ steps aside: imports the sitecustomize that it stands in front of

It replaces no function but os._exit (which never returns), imports nothing that the program might not have
imported, starts no thread, keeps no descriptor open, and never lets an error out.
"""

import sys


def _start():
    import os
    import stat

    folder = os.path.dirname(__file__)
    if os.environ.get("PROCESSES_COURSE_EVENTS"):
        import processes_probe

        processes_probe.start()
        # Only the recorder's own socket: a program's pipe keeps the buffering that pipes have.
        try:
            if stat.S_ISSOCK(os.fstat(1).st_mode) and "PROCESSES_COURSE_BLOCK_BUFFERING" not in os.environ:
                sys.stdout.reconfigure(line_buffering=True)
        except (OSError, AttributeError, ValueError):
            pass  # closed, or replaced by something that is no text file
    sys.path[:] = [entry for entry in sys.path if entry != folder]


def _step_aside():
    this = sys.modules.pop(__name__)
    try:
        import sitecustomize  # noqa: F401  (the one that this file stands in front of)
    except ModuleNotFoundError as missing:
        if missing.name != __name__:
            raise
    sys.modules.setdefault(__name__, this)


_start()
_step_aside()
