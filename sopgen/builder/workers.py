"""Many SOPs on several processor cores, results in the order asked for."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import partial

from sopgen.builder.order import Kind
from sopgen.builder.product import Job, Product, produce
from sopgen.layout.layout import lay_out
from sopgen.layout.scene import Scene
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop

#: With fewer SOPs than this, starting processes costs more than they save.
FEWEST_FOR_WORKERS = 4
#: The same for laying out alone, which costs a tenth.
FEWEST_FOR_SCENES = 24
#: How many results may wait for those before them: bounds memory, whatever the number of SOPs.
_AHEAD = 8
KILLED = "Proses yang mengerjakan SOP ini dihentikan dari luar, mungkin karena memori habis. Ulangi dengan -j 1.\n"


def produce_all(jobs: tuple[Job, ...], workers: int, hurry: bool = False) -> Iterator[Product]:
    """The product of each job, in order, as soon as it and those before it are ready.

    Processes are forked after the first job was done here, so that each begins with fonts, style sheets and templates
    warm. When one of them is killed from outside, the SOP it was on is told and the others are made all the same.
    ``hurry``: nothing comes after a few jobs, so the kinds of one SOP are made side by side, each process loading its
    own writer.
    """
    if workers <= 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(produce, jobs)
    elif len(jobs) >= FEWEST_FOR_WORKERS:
        yield from _surviving(jobs, workers)
    elif hurry and any(len(_groups(job)) > 1 for job in jobs):
        yield from _side_by_side(jobs, workers)
    else:
        yield from map(produce, jobs)


def _surviving(jobs: tuple[Job, ...], workers: int) -> Iterator[Product]:
    """In several processes; when one is killed, what is left is made one SOP at a time."""
    yield produce(jobs[0])
    done = 1
    try:
        for product in _in_processes(jobs[1:], workers):
            done += 1
            yield product
    except BrokenProcessPool:
        for job in jobs[done:]:
            yield _alone(job)


def _side_by_side(jobs: tuple[Job, ...], workers: int) -> Iterator[Product]:
    """The writers of each SOP in processes of their own."""
    pool = _pool(workers)
    try:
        waiting = [(job, [pool.submit(produce, group) for group in _groups(job)]) for job in jobs]
        for job, futures in waiting:
            try:
                yield _joined(job, [future.result() for future in futures])
            except BrokenProcessPool:
                yield _alone(job)
    except (KeyboardInterrupt, GeneratorExit):
        _end_children()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _groups(job: Job) -> tuple[Job, ...]:
    """The job by writers: DOCX, and what is drawn."""
    word = tuple(kind for kind in job.kinds if kind is Kind.DOCX)
    drawn = tuple(kind for kind in job.kinds if kind is not Kind.DOCX)
    return tuple(replace(job, kinds=kinds) for kinds in (drawn, word) if kinds)


def _joined(job: Job, products: list[Product]) -> Product:
    """One product out of its groups'; findings and breakdowns are told once."""
    documents = dict(pair for product in products for pair in product.documents)
    failed = next((product for product in products if product.findings or product.breakdown), None)
    seconds = {stage: time for product in products for stage, time in product.seconds}
    if failed is not None:
        return replace(failed, documents=(), seconds=tuple(seconds.items()))
    ordered = tuple((kind, documents[kind]) for kind in job.kinds)
    return Product(job.sop.source.name, ordered, seconds=tuple(seconds.items()))


def lay_out_all(sops: tuple[Sop, ...], institution: Institution, workers: int) -> dict[str, Scene]:
    """The scenes of ``sops`` by nomor; FindingsError of the first that cannot be laid out."""
    work = partial(_scene, institution)
    if workers <= 1 or len(sops) < FEWEST_FOR_SCENES or "fork" not in multiprocessing.get_all_start_methods():
        return {sop.nomor: work(sop) for sop in sops}
    with _pool(workers) as pool:
        return {sop.nomor: scene for sop, scene in zip(sops, pool.map(work, sops, chunksize=8), strict=True)}


def _scene(institution: Institution, sop: Sop) -> Scene:
    return lay_out(sop, institution)


def _in_processes(jobs: tuple[Job, ...], workers: int) -> Iterator[Product]:
    gc.collect()
    gc.freeze()  # what is there already is never collected in a child, so its pages stay shared
    pool = _pool(min(workers, len(jobs)))
    try:
        ahead = workers * _AHEAD
        futures = [pool.submit(produce, job) for job in jobs[:ahead]]
        for index in range(len(jobs)):
            yield futures[index].result()
            if index + ahead < len(jobs):
                futures.append(pool.submit(produce, jobs[index + ahead]))
    except (KeyboardInterrupt, GeneratorExit):
        _end_children()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        gc.unfreeze()


def _end_children() -> None:
    for child in multiprocessing.active_children():
        child.terminate()


def _alone(job: Job) -> Product:
    """One job in a process of its own: whoever is killed then, it was on this SOP."""
    with _pool(1) as pool:
        try:
            return pool.submit(produce, job).result()
        except BrokenProcessPool:
            return Product(job.sop.source.name, breakdown=KILLED)


def _pool(size: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(size, mp_context=context, initializer=_settle_in, initargs=(os.getpid(),))


def _settle_in(parent: int) -> None:
    """Leave Ctrl-C to the parent, and end when the parent is gone: it cannot tell us when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)
