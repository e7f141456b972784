"""The sentences about a recording that others look for: what is missing from it, and why."""

CAPPED = "A process made 100,000 calls. From then on, its calls and waits were not recorded."
GAVE_UP = "Calls within calls went very deep in a process. From then on, its calls and waits were not recorded."
NO_ROOM = "A process had no room, or no descriptor, left to note its calls. From then on, they were not recorded."
STOPPED_EARLY = (CAPPED, GAVE_UP, NO_ROOM)  # with one of these, not all calls and waits are there
ENDED_ITSELF = "The recorder itself was killed or failed. The program and all its processes were ended."
NO_CALLS = "Calls and waits were not recorded in this run."
ENDS_EARLY = "The kernel's record ends early: more than two million switches are not kept."
NO_PROBE = (
    "Of the first process only the kernel's side was seen: it is not CPython 3.11 or newer, or had no time to start."
)
ONE_TERMINAL = "Who wrote which line is not known: the program had a terminal, and what is written there has no sender."
