"""What every test relies on.

A shell's background job ignores SIGINT, `nohup` ignores SIGHUP, and every program that a test starts would inherit
that: the tests take both as they are in a terminal. And no example of Hypothesis has a deadline: on a machine that
has other things to do, any of them may take half a second. Programs that the command line runs have the Python of the tests:
their environment is the active one.
"""

import os
import signal
import sys

from hypothesis import settings

signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)

os.environ["VIRTUAL_ENV"] = sys.prefix

settings.register_profile("course", deadline=None)
settings.load_profile("course")
