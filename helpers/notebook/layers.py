"""layers(): how much of what the CPUs do the recorder can see on this machine, and why not more.

It isn't worked out from settings: a short program is recorded, and the recording says which layer it had.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ..teach import page
from ..watch.client.run import record
from ..watch.kernel.layers import LAYERS

PARANOID = Path("/proc/sys/kernel/perf_event_paranoid")
MEANS = {
    "exact": "Each time a process gets a CPU or loses it, the kernel writes that down, to the microsecond.",
    "sampled": "Every few milliseconds the recorder looks at each process's counter of CPU time. "
    "Thick bars are right to within some milliseconds, and shorter turns can't be told apart.",
    "none": "Nobody tells the recorder who is on a CPU. Processes, functions, waits and printed lines are drawn, "
    "thickness is not.",
}


def layers() -> str:
    """Show the recorder's layers, mark the one that this machine has, and return its name.

    That is "exact", "sampled" or "none". Raises CannotStart if not even a short program can be recorded.
    """
    here = record([sys.executable, "-c", "pass"]).kernel_layer
    said = [f"- {'→ ' if name == here else ''}{name}: {MEANS[name]}" for name in LAYERS]
    text = "\n".join([f"This machine has the layer `{here}`.", "", *said])
    why = _why_not_exact() if here != "exact" else ""
    text = f"{text}\n\n{why}" if why else text
    page.show(text)
    return here


def _why_not_exact() -> str:
    """What keeps the kernel from telling, and what to do, where that is known (perf_event_open(2), Docker's docs)."""
    if sys.platform != "linux":
        return "Only Linux offers more. A Linux container or virtual machine on this computer would have it."
    try:
        paranoid = int(PARANOID.read_text())
    except (OSError, ValueError):
        return "This kernel was built without the interface (perf) that tells each switch."
    if paranoid > 2:
        return (
            f"The file `{PARANOID}` holds {paranoid}: only the administrator may ask the kernel for each switch. "
            "`sudo sysctl kernel.perf_event_paranoid=2` allows it to everybody for their own processes, "
            "until the next start."
        )
    return (
        "The kernel would tell, but something around this process keeps it from asking, most likely a container. "
        "Docker allows it with `--cap-add PERFMON`."
    )
