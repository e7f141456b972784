"""What this machine has that matters for what can be shown on it."""

import os


def usable_cpus() -> int:
    """On how many CPUs this process may run (sched_getaffinity(2)); where the system can't say, how many there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
