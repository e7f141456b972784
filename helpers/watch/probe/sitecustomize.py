"""The probe: what every Python process of a watched program loads first, before its own code.

    PYTHONPATH=.../probe --> site imports sitecustomize (this file)
                               |- notes that a Python process is there, and each fork that follows
                               |- sets line buffering where output goes to the recorder, as on a terminal
                               |- watches calls and waits (processes_probe_monitoring or _profile)
                               '- steps aside: imports the sitecustomize that it stands in front of

It replaces no function but os._exit (which never returns), imports nothing that the program might not have
imported, starts no thread, keeps no descriptor open, and never lets an error out.

Any Python that the program starts reads this file, even Python 2.7, which reads nothing but ASCII. In one that is too
old for the probe, or that is not CPython, only the last of these things is done.
"""

import sys


def _start():
    import atexit
    import os
    import stat

    folder = os.path.dirname(__file__)
    fits = sys.version_info >= (3, 11) and sys.implementation.name == "cpython"
    if fits and os.environ.get("PROCESSES_COURSE_EVENTS"):
        import processes_probe

        processes_probe.start()
        # Only the recorder's own socket: a program's pipe keeps the buffering that pipes have.
        try:
            if stat.S_ISSOCK(os.fstat(1).st_mode) and "PROCESSES_COURSE_BLOCK_BUFFERING" not in os.environ:
                sys.stdout.reconfigure(line_buffering=True)
                atexit.register(_drop_what_nobody_reads, sys.stdout)
        except (OSError, AttributeError, ValueError):
            pass  # closed, or replaced by something that is no text file
    sys.path[:] = [entry for entry in sys.path if entry != folder]


def _drop_what_nobody_reads(stdout):
    """A line whose reader went away stays in the buffer, and would fail once more when Python ends: exit status 120.

    A pipe's buffer, being larger, is mostly empty by then, so that the program's own exit status counts.
    """
    try:
        stdout.flush()
    except BrokenPipeError:
        import os

        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.close(nowhere)
    except Exception:
        pass  # closed, or broken in another way: Python's own end will tell


def _step_aside():
    this = sys.modules.pop(__name__)
    try:
        import sitecustomize  # noqa: F401  (the one that this file stands in front of)
    except ImportError as missing:
        if getattr(missing, "name", __name__) != __name__:  # Python 2 doesn't say which one is missing
            raise
    sys.modules.setdefault(__name__, this)


_start()
_step_aside()
