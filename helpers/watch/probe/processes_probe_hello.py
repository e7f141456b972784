"""Says hello to the recorder, where the program is in a sandbox and this process has another PID than outside.

There, and only there, a socket is among the recorder's files. The kernel adds the PID that this process has for whoever
reads from it. No descriptor stays open.
"""

import os
import sys

_PLACE = os.environ.get("PROCESSES_COURSE_EVENTS", "") + "/hello"
_socket = None
if os.path.exists(_PLACE):
    _had_socket = "_socket" in sys.modules
    import _socket

    if not _had_socket:
        del sys.modules["_socket"]  # the program imports it itself if it wants it
    _getpid, _UNIX, _DATAGRAM = os.getpid, _socket.AF_UNIX, _socket.SOCK_DGRAM  # bound early, as everywhere here


def hello():
    """Tell which PID this process has in the sandbox. Without one, nothing is done."""
    if _socket:
        try:
            line = _socket.socket(_UNIX, _DATAGRAM)
            try:
                line.sendto(b"%d" % _getpid(), _PLACE)
            finally:
                line.close()
        except OSError:
            pass  # no descriptor free: then what this process does is not known outside
