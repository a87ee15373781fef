"""Many SOPs at once, results in the order asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

from sopgen.builder.engines import Forked, Outcome, Unit, alone, choose
from sopgen.builder.forks import can_fork
from sopgen.builder.order import Kind
from sopgen.builder.product import Job, Product, produce, produce_together

#: Kinds for which WeasyPrint is not needed.
_WORD_KINDS = frozenset({Kind.DOCX, Kind.WORD, Kind.SVG})
#: With fewer SOPs than this, starting processes costs more than they save.
FEWEST_FOR_WORKERS = 4


def produce_all(jobs: tuple[Job, ...], workers: int, executor: str = "") -> Iterator[Product]:
    """The product of each job, in order, as soon as it and those before it are ready.

    When a process is killed from outside, the SOP it was on is told and the others are made all the same. Of a few
    SOPs one process draws what WeasyPrint writes, while this one does the rest. ``executor``: the address of another
    engine that is to make them.
    """
    several = len(jobs) >= FEWEST_FOR_WORKERS
    if not executor and not several and workers > 1 and can_fork() and any(_part(job, drawn=True) for job in jobs):
        yield from _side_by_side(jobs)
    elif jobs:
        yield from _in_order(jobs, workers if several or executor else 1, executor)


def _in_order(jobs: tuple[Job, ...], workers: int, executor: str) -> Iterator[Product]:
    """Hand the jobs over a few units ahead of the one that is waited for."""
    with choose(workers, jobs, executor) as engine:
        waiting: deque[tuple[Unit, Future[Outcome]]] = deque()
        for unit in engine.units(jobs):
            waiting.append((unit, engine.submit(produce_together, unit)))
            if len(waiting) >= engine.ahead:
                yield from engine.outcome(*waiting.popleft())
        while waiting:
            yield from engine.outcome(*waiting.popleft())


def _side_by_side(jobs: tuple[Job, ...]) -> Iterator[Product]:
    """What WeasyPrint writes in a process of its own, the rest of each SOP here."""
    with Forked(1) as engine:
        waiting = [(job, [engine.submit(produce, part) for part in _part(job, drawn=True)]) for job in jobs]
        for job, futures in waiting:
            here = [produce(part) for part in _part(job, drawn=False)]
            try:
                yield _joined(job, [*(future.result() for future in futures), *here])
            except BrokenProcessPool:
                yield alone(job)


def _part(job: Job, drawn: bool) -> tuple[Job, ...]:
    """The part of a job that WeasyPrint writes, or the other one; none where nothing of it is asked for."""
    kinds = tuple(kind for kind in job.kinds if (kind not in _WORD_KINDS) is drawn)
    return (replace(job, kinds=kinds),) if kinds else ()


def _joined(job: Job, products: list[Product]) -> Product:
    """One product out of its groups'; findings and breakdowns are told once."""
    documents = dict(pair for product in products for pair in product.documents)
    failed = next((product for product in products if product.findings or product.breakdown), None)
    seconds = {stage: time for product in products for stage, time in product.seconds}
    if failed is not None:
        return replace(failed, documents=(), seconds=tuple(seconds.items()))
    ordered = tuple((kind, documents[kind]) for kind in job.kinds)
    return Product(job.sop.source.name, ordered, seconds=tuple(seconds.items()))
