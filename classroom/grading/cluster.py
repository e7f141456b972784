"""The same work, done by a Dask cluster (https://distributed.dask.org): `course.py grade FOLDER --dask ADDRESS`.

    here ──jobs──► scheduler ──► worker: mark_one(job) ──► its own process ──► sandbox
                                 worker: …                    each on a machine with this course and bubblewrap

If a worker is lost, the scheduler gives its jobs to others. A notebook that has cost several workers isn't tried again.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import CancelledError

from .one import mark_one

LOST = "It was begun on {} workers of the cluster, and each was lost. A person has to look at this notebook."


class NoCluster(Exception):
    """The cluster can't be reached; the text says what to do."""


def on_cluster(jobs: dict[str, dict], address: str) -> Iterator[tuple[str, dict]]:
    """Mark on the cluster whose scheduler is at this address. Raises NoCluster and CannotIsolate."""
    import dask
    from distributed import Client, KilledWorker, as_completed

    try:
        client = Client(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError) as problem:
        raise NoCluster(
            f"No Dask scheduler answers at {address} ({problem}). Start one with `dask scheduler`, and workers with"
            " `dask worker ADDRESS` in this folder."
        ) from None
    with client:
        futures = {
            client.submit(mark_one, job, key=f"mark-{student}-{id(jobs)}", pure=False): student
            for student, job in jobs.items()
        }
        for future in as_completed(futures, loop=client.loop):
            try:
                yield futures[future], future.result()
            except KilledWorker:
                most = dask.config.get("distributed.scheduler.allowed-failures", 3)
                yield futures[future], {"problem": LOST.format(most + 1)}
            except CancelledError:
                raise NoCluster("The cluster was lost on the way. The same command goes on from here.") from None
