"""The sentences about a recording that others look for: what is missing from it, and why."""

CAPPED = "Of many calls of {} only the first are shown."
GAVE_UP = "A process made so many calls that only the first are shown."
ENDED_ITSELF = "The recorder itself was killed or failed. The program and all its processes were ended."
NO_CALLS = "Calls and waits were not recorded in this run."
ENDS_EARLY = "The kernel's record ends early: more than two million switches are not kept."
