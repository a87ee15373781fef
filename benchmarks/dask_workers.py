"""The same SOPs made by two workers of a dask cluster on this machine, and by two processes of the program's own."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.builds import PARALLEL_SOPS, REPEATS, project_of
from benchmarks.clock import run_sopgen, typical
from benchmarks.page import Section

WORKERS = 2
_OPTIONS = ("build", "--pdf", "--docx", "--svg", "--force")


def dask_workers() -> Iterator[Section]:
    """Wall time of both, in turns. The cluster is there before: a build joins it, reads, sends and writes."""
    section = Section(f"Two dask workers beside two processes ({PARALLEL_SOPS} SOPs as PDF, DOCX and SVG)")
    with project_of(PARALLEL_SOPS) as project, cluster() as address:
        run_sopgen(project, *_OPTIONS, "--executor", address)  # fonts, style sheets, templates
        pairs = [
            (
                run_sopgen(project, *_OPTIONS, "-j", str(WORKERS)),
                run_sopgen(project, *_OPTIONS, "--executor", address),
            )
            for _ in range(REPEATS)
        ]
    own, dask = (typical(runs) for runs in zip(*pairs, strict=True))
    section.say(f"Seconds, wall, the median of {REPEATS} runs in turns, on one machine.")
    head = ("two processes", "two dask workers", "dask : processes")
    section.table(head, [(f"{own.wall:.2f}", f"{dask.wall:.2f}", f"**{dask.wall / own.wall:.2f}**")])
    yield section


@contextmanager
def cluster() -> Iterator[str]:
    """A scheduler here, and workers in processes of their own; yields the address that ``--executor`` takes."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=WORKERS, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=logging.CRITICAL
    ) as local:
        yield str(local.scheduler_address).replace("tcp", "dask")
