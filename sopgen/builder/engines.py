"""Who makes SOPs: this process, several of this machine, or another engine. Each is a ``concurrent.futures.Executor``.

The unit of work is the pure function ``produce_together``: jobs in, products out, nothing read or written on the way
but what the jobs name. An engine is chosen in one place, ``choose``.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from types import TracebackType
from typing import ParamSpec, TypeVar

from sopgen.builder import hands
from sopgen.builder.forks import can_fork, end_children, pool
from sopgen.builder.product import Job, Product, produce

P = ParamSpec("P")
T = TypeVar("T")
Unit = tuple[Job, ...]
Outcome = tuple[Product, ...]

#: How many units may be under way or wait for those before them, for each process: bounds memory.
_AHEAD = 3
#: The most SOPs that a process draws in one go.
_MOST_TOGETHER = 6
#: The same where nothing is told before all of them are made.
_TOLD_TOGETHER = 4
#: After so many SOPs for each, processes give way to new ones: what libraries never give back cannot add up.
_LIFETIME = 100
KILLED = "Proses yang mengerjakan SOP ini dihentikan dari luar, mungkin karena memori habis. Ulangi dengan -j 1.\n"
AGAIN = "proses yang mengerjakannya dihentikan dari luar, mungkin karena memori habis; SOP ini dibuat sekali lagi"


class Engine(Executor):
    """An executor that says how much to hand over, and what becomes of work whose process was lost."""

    #: How many units to hand over before the first is waited for.
    ahead: int = 1

    @abstractmethod
    def units(self, jobs: tuple[Job, ...]) -> Iterator[Unit]:
        """The jobs, in order, as they are handed over."""

    @abstractmethod
    def outcome(self, unit: Unit, future: Future[Outcome]) -> Outcome:
        """The products of a unit: whatever happens to its process, one for each job."""


class Inline(Engine):
    """Everything here and now."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do it at once; what goes wrong is raised here."""
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future

    def units(self, jobs: tuple[Job, ...]) -> Iterator[Unit]:
        """A few at a time, so that each is still told soon."""
        return (jobs[start : start + _TOLD_TOGETHER] for start in range(0, len(jobs), _TOLD_TOGETHER))

    def outcome(self, unit: Unit, future: Future[Outcome]) -> Outcome:
        """What was made."""
        return future.result()


class Forked(Engine):
    """The processes of this machine that draw (see ``hands``); they stay for what else is to be drawn.

    When one of them is killed, what was under way is made again, each SOP in a process of its own, so that the one it
    was on is known; the rest goes on in new processes.
    """

    def __init__(self, size: int) -> None:
        self.ahead = size * _AHEAD
        self._size = size

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Hand work over; when there are no processes, or one of them was killed, to new ones."""
        try:
            return hands.take(self._size).submit(fn, *args, **kwargs)
        except BrokenProcessPool:
            hands.dismiss()
            return hands.take(self._size).submit(fn, *args, **kwargs)

    def units(self, jobs: tuple[Job, ...]) -> Iterator[Unit]:
        """A few at a time, fewer towards the end, so that all processes end together and can give way to new ones."""
        lifetime = self._size * _LIFETIME
        for first in range(0, len(jobs), lifetime):
            if first:
                hands.dismiss()
            start, end = first, min(first + lifetime, len(jobs))
            while start < end:
                size = min(max((end - start) // (self._size * 2), 1), _MOST_TOGETHER)
                yield jobs[start : start + size]
                start += size

    def outcome(self, unit: Unit, future: Future[Outcome]) -> Outcome:
        """What was made, in the second place alone."""
        try:
            return future.result()
        except BrokenProcessPool:
            return tuple(alone(job) for job in unit)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes when something went wrong, at once."""
        if kind is not None:
            end_children()
            hands.dismiss()


def choose(workers: int, jobs: tuple[Job, ...], executor: str) -> Engine:
    """The engine for ``jobs``: ``executor`` is an address that ``sopgen build --executor`` takes, or empty.

    Raises UserError when nobody is to be found at that address.
    """
    if executor:
        from sopgen.builder.cluster import connect

        return connect(executor, jobs)
    return processes(min(workers, len(jobs)))


def processes(workers: int, needed: int | None = None) -> Engine:
    """Processes of this machine where ``workers`` may work, this one where only one may.

    ``needed``: how many are worth starting when fewer are there; all of them where it is not said.
    """
    return Forked(needed or workers) if workers > 1 and can_fork() else Inline()


def alone(job: Job) -> Product:
    """One job in a process of its own: whoever is killed then, it was on this SOP."""
    with pool(1) as process:
        try:
            product = process.submit(produce, job).result()
        except BrokenProcessPool:
            return Product(job.sop.source.name, breakdown=KILLED)
    return replace(product, remarks=(*product.remarks, AGAIN))
