"""A shell's background job ignores SIGINT, `nohup` ignores SIGHUP, and every program that a test starts would inherit
that: the tests take both as they are in a terminal."""

import signal

signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
