"""The sentences about a recording that others look for: what is missing from it, and why."""

CAPPED = "A process made 100,000 calls. From then on, its calls and waits were not recorded."
GAVE_UP = "Calls within calls went very deep in a process. From then on, its calls and waits were not recorded."
NO_ROOM = "A process had no room, or no descriptor, left to note its calls. From then on, they were not recorded."
ENDED_ITSELF = "The recorder itself was killed or failed. The program and all its processes were ended."
