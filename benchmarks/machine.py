"""The machine that is measured on: what it is, and how to keep it busy."""

from __future__ import annotations

import contextlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata

SPIN = "import os\nparent = os.getppid()\nwhile os.getppid() == parent: sum(range(100_000))"


def cpu_model() -> str:
    """The CPU's name by /proc/cpuinfo, or what `platform` knows where there is none."""
    try:
        with open("/proc/cpuinfo") as lines:
            for line in lines:
                if line.startswith("model name"):
                    return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def usable_cpus() -> int:
    """How many CPUs this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def load() -> float:
    """How many processes ran or waited for a CPU, on average over the last minute (getloadavg(3))."""
    return os.getloadavg()[0]


def described() -> list[tuple[str, str]]:
    """What a reader must know of this machine, as (what, its value)."""
    return [
        ("CPU", f"{cpu_model()}, {usable_cpus()} cores to run on"),
        ("System", f"{platform.system()} {platform.release()}, {platform.machine()}"),
        ("Python", f"{platform.python_implementation()} {platform.python_version()}"),
        ("VizTracer", version_of_module("viztracer")),
        ("strace", version_of_command("strace", "-V")),
        ("perf", version_of_command("perf", "--version")),
    ]


def version_of_module(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


def version_of_command(name: str, option: str) -> str:
    """The last word of what the command says first about its version."""
    if shutil.which(name) is None:
        return "not installed"
    said = subprocess.run([name, option], capture_output=True, text=True).stdout.split("\n")[0].split()
    return said[-1] if said else "of unknown version"


@contextlib.contextmanager
def kept_busy() -> Iterator[None]:
    """Let a process spin for each CPU meanwhile. Each ends by itself should this one be killed."""
    spinning = [subprocess.Popen([sys.executable, "-I", "-S", "-c", SPIN]) for _ in range(usable_cpus())]
    try:
        yield
    finally:
        for process in spinning:
            process.kill()
            process.wait()
