"""Many SOPs on several processor cores, results in the order asked for."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from sopgen.builder.product import Job, Product, produce
from sopgen.findings import UserError

#: With fewer SOPs than this, starting processes costs more than they save.
FEWEST_FOR_WORKERS = 4


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def produce_all(jobs: tuple[Job, ...], workers: int) -> Iterator[Product]:
    """The product of each job, in order, as soon as it and those before it are ready.

    Processes are forked after the first job was done here, so that each begins with fonts, style sheets and templates
    warm. Raises UserError naming the SOP when a process is killed from outside.
    """
    if workers <= 1 or len(jobs) < FEWEST_FOR_WORKERS or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(produce, jobs)
        return
    yield produce(jobs[0])
    yield from _in_processes(jobs[1:], workers)


def _in_processes(jobs: tuple[Job, ...], workers: int) -> Iterator[Product]:
    gc.collect()
    gc.freeze()  # what is there already is never collected in a child, so its pages stay shared
    pool = ProcessPoolExecutor(min(workers, len(jobs)), mp_context=multiprocessing.get_context("fork"))
    try:
        futures = [(job, pool.submit(produce, job)) for job in jobs]
        for job, future in futures:
            try:
                yield future.result()
            except BrokenProcessPool as error:
                raise UserError(
                    f"proses yang mengerjakan {job.sop.source.name} terhenti (mungkin kehabisan memori); "
                    "ulangi dengan -j 1."
                ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        gc.unfreeze()
