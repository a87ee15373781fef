"""Who makes SOPs on this machine: other processes, or this one where only one is to work.

WeasyPrint takes longer to load than an SOP takes to make, so whoever begins a build opens the pool before anything is
read, and it is loaded meanwhile: for many SOPs by a server that the processes are forked from (multiprocessing's
"forkserver"), for the few that somebody has changed by one process that is forked from this one. Either way each
process begins equally small, however much this one reads later.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from multiprocessing import forkserver, resource_tracker
from types import TracebackType
from typing import TYPE_CHECKING, ParamSpec, TypeAlias, TypeVar

from sopgen.builder.request import PRINTED, Kind, Request
from sopgen.builder.workers.unwanted_work import heed_end, while_wanted
from sopgen.findings import LibraryMissingError, UserError
from sopgen.interruption import INTERRUPTING, raise_again
from sopgen.paths import MANIFEST_NAME

if TYPE_CHECKING:
    from sopgen.builder.job import Job, JobResult

P = ParamSpec("P")
T = TypeVar("T")
Unit: TypeAlias = "tuple[Job, ...]"
Outcome: TypeAlias = "tuple[JobResult, ...]"

#: How many units may be under way or wait for those before them, for each process: bounds memory.
_AHEAD = 3
#: The most SOPs that are drawn in one go; fewer where nothing is told before all of them are made.
_MOST_TOGETHER, _TOLD_TOGETHER = 6, 4
#: After so many SOPs for each, processes give way to new ones: what libraries never give back cannot add up.
_LIFETIME = 100
#: With fewer SOPs than this, starting several processes takes longer than they save.
_FEWEST = 4
#: What a process loads that prints: the rest takes as long again, and is not needed for that.
PRINTING = (
    "sopgen.builder.job",
    "sopgen.render.pdf.engine",
    "sopgen.render.pdf.document",
    "sopgen.book.merge.prepare",
    "sopgen.book.packing",
)
#: What is told as it is, for all SOPs: nothing is wrong with the one at hand.
_OF_THE_MACHINE = (UserError, LibraryMissingError, ModuleNotFoundError)
KILLED = "Proses yang mengerjakan SOP ini dihentikan dari luar, mungkin karena memori habis. Ulangi dengan -j 1.\n"
AGAIN = "proses yang mengerjakannya dihentikan dari luar, mungkin karena memori habis; SOP ini dibuat sekali lagi"


class ThisProcess(Executor):
    """Everything here and now."""

    #: Whether more than one thing can be under way.
    several = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do it at once; what goes wrong is raised here."""
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future

    def renew(self) -> None:
        """There is nothing to give way."""

    def run_all(self, jobs: tuple[Job, ...]) -> Iterator[JobResult]:
        """The product of each job, in order."""
        from sopgen.builder.job import run_jobs

        for start in range(0, len(jobs), _TOLD_TOGETHER):
            yield from run_jobs(jobs[start : start + _TOLD_TOGETHER])


class WorkerPool(Executor):
    """``size`` processes, started when there is work for them; they end with the ``with`` block, or at once when it
    fails. ``one_first``: one that prints is started now, and the others when it turns out that there is much to do.
    """

    def __init__(self, size: int, *, one_first: bool = False) -> None:
        self.size = size
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["sopgen.builder.workers.preload"])
        self._is_one = one_first
        # The last one is at work, those before it end when they have done theirs.
        self._executors = [_one() if one_first else self._new()]
        self._made = 0

    def start(self) -> None:
        """Have the server that processes are forked from begin to load."""
        if not self._is_one:
            resource_tracker.ensure_running()  # else the server starts it, which lets Ctrl-C through again
            with undisturbed():
                forkserver.ensure_running()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Hand work over; when one of the processes was killed, to new ones. Everything that travels is pickled."""
        self.start()
        with undisturbed():
            try:
                return self._executors[-1].submit(while_wanted, fn, *args, **kwargs)
            except BrokenProcessPool:
                self.renew()
                return self._executors[-1].submit(while_wanted, fn, *args, **kwargs)

    @property
    def several(self) -> bool:
        """Whether more than one thing can be under way in its processes."""
        return self.size > 1 and not self._is_one

    def renew(self) -> None:
        """Let the processes give way to new ones when they have done what they were given.

        ``max_tasks_per_child`` would do that, but waits for ever in Python 3.11 and 3.12 (CPython gh-115634).
        """
        self._executors[-1].shutdown(wait=False)
        self._executors.append(self._new())
        self._is_one = False
        self._made = 0

    def run_all(self, jobs: tuple[Job, ...]) -> Iterator[JobResult]:
        """The product of each job, in order, as soon as it and those before it are ready.

        When a process is killed from outside, what was under way is made again, each SOP in a process of its own: so
        the one it was on is told, and the others are made all the same.
        """
        if len(jobs) < _FEWEST:
            return self._side_by_side(jobs)
        if self._is_one:
            self.renew()
        return in_order(self.units(jobs), self._hand_over, self._outcome, self.size * _AHEAD)

    def units(self, jobs: tuple[Job, ...]) -> Iterator[Unit]:
        """A few at a time, fewer towards the end, so that all processes end together."""
        start = 0
        while start < len(jobs):
            size = min(max((len(jobs) - start) // (self.size * 2), 1), _MOST_TOGETHER)
            yield jobs[start : start + size]
            start += size

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes when they have done what they are doing."""
        for executor in self._executors:
            executor.shutdown(wait, cancel_futures=cancel_futures)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes, at once when something went wrong: what they are sending is still sent whole."""
        if kind is not None:
            for child in multiprocessing.active_children():
                child.terminate()
        self.shutdown(cancel_futures=kind is not None)

    def _side_by_side(self, jobs: tuple[Job, ...]) -> Iterator[JobResult]:
        """What WeasyPrint writes in a process, the rest of each SOP here meanwhile."""
        from sopgen.builder.job import run_job

        printed = [(job, [self.submit(run_job, part) for part in _part(job, printed=True)]) for job in jobs]
        for job, futures in printed:
            here = [run_job(part) for part in _part(job, printed=False)]
            try:
                yield _joined(job, [*(future.result() for future in futures), *here])
            except _OF_THE_MACHINE:
                raise
            except Exception:
                yield _alone(job)

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.size, mp_context=self._context, initializer=_begin_work)

    def _hand_over(self, unit: Unit) -> Future[Outcome]:
        from sopgen.builder.job import run_jobs

        if self._made >= self.size * _LIFETIME:
            self.renew()
        self._made += len(unit)
        return self.submit(run_jobs, unit)

    def _outcome(self, unit: Unit, future: Future[Outcome]) -> Outcome:
        try:
            return future.result()
        except _OF_THE_MACHINE:
            raise
        except Exception:  # most likely the process was killed
            return tuple(_alone(job) for job in unit)


Workers: TypeAlias = ThisProcess | WorkerPool


def open_workers(request: Request) -> Workers:
    """The workers that an order asks for; those that will print begin to load at once."""
    if request.workers <= 1:
        return ThisProcess()
    prints = bool(request.book) or Kind.PDF in request.kinds
    if not prints or request.executor:
        return WorkerPool(request.workers)
    if _expects_few(request) and _may_fork():
        with undisturbed():
            return WorkerPool(request.workers, one_first=True)
    pool = WorkerPool(request.workers)
    pool.start()  # it loads while this process does something else
    return pool


def _expects_few(request: Request) -> bool:
    """Whether probably only few SOPs have to be made."""
    return bool(request.names) or ((request.output / MANIFEST_NAME).is_file() and not request.force)


def _may_fork() -> bool:
    """Whether this process may be forked: what other threads hold would be held for ever in a copy of it."""
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def _one() -> ProcessPoolExecutor:
    """A process forked from this one, which begins to load what prints."""
    executor = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("fork"), initializer=_begin_work)
    executor.submit(while_wanted, _load, PRINTING)
    return executor


def _load(modules: Iterable[str]) -> None:
    for module in modules:
        import_module(module)


def _part(job: Job, printed: bool) -> tuple[Job, ...]:
    """The part of a job that is printed, or the other one; none where nothing of it is asked for."""
    kinds = tuple(kind for kind in job.kinds if (kind in PRINTED) is printed)
    return (replace(job, kinds=kinds),) if kinds else ()


def _joined(job: Job, results: list[JobResult]) -> JobResult:
    """One result out of its parts'; findings and failures are told once, and a failure leaves no documents."""
    from sopgen.builder.job import JobResult

    documents = dict(pair for result in results for pair in result.documents)
    findings = tuple(dict.fromkeys(finding for result in results for finding in result.findings))
    breakdown = next((result.breakdown for result in results if result.breakdown), "")
    refusal = next((result.refusal for result in results if result.refusal), "")
    seconds = dict(pair for result in results for pair in result.seconds)
    ordered = tuple((kind, documents[kind]) for kind in job.kinds if kind in documents and not (breakdown or refusal))
    return JobResult(job.sop.source.name, ordered, findings, tuple(seconds.items()), breakdown, refusal=refusal)


def in_order(
    units: Iterable[Unit],
    hand_over: Callable[[Unit], Future[Outcome]],
    outcome: Callable[[Unit, Future[Outcome]], Outcome],
    ahead: int,
) -> Iterator[JobResult]:
    """Hand units over, ``ahead`` of them before the first is waited for; yield what they come to, in order."""
    waiting: deque[tuple[Unit, Future[Outcome]]] = deque()
    for unit in units:
        waiting.append((unit, hand_over(unit)))
        if len(waiting) >= ahead:
            yield from outcome(*waiting.popleft())
    while waiting:
        yield from outcome(*waiting.popleft())


def _begin() -> None:
    """The first that a process does: leave Ctrl-C to its parent, which ends it, and end with its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, INTERRUPTING)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def begin_build() -> None:
    """The first that a process does that builds: it ends by SIGTERM as by Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    raise_again(KeyboardInterrupt, signal.default_int_handler)
    _begin()


def _begin_work() -> None:
    heed_end()
    _begin()


def _end_with_parent() -> None:
    """End when the process that asked for this one is gone: it cannot say so when it is killed."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _alone(job: Job) -> JobResult:
    """One job in a process of its own: whoever is killed then, it was on this SOP."""
    from sopgen.builder.job import JobResult, run_job

    with WorkerPool(1) as pool:
        try:
            product = pool.submit(run_job, job).result()
        except BrokenProcessPool:
            return JobResult(job.sop.source.name, breakdown=KILLED)
        except _OF_THE_MACHINE:
            raise
        except Exception:
            return JobResult(job.sop.source.name, breakdown=traceback.format_exc())
    return replace(product, remarks=(*product.remarks, AGAIN))


@contextmanager
def undisturbed() -> Iterator[None]:
    """Without Ctrl-C meanwhile: processes that are started here do not hear it, and none is left half started."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, INTERRUPTING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
