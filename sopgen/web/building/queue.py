"""Builds that somebody asked for on the page: one at a time, the rest wait."""

from __future__ import annotations

import queue
import threading
from dataclasses import dataclass, replace

from sopgen.builder.request import Request
from sopgen.web.answers import Refused
from sopgen.web.building.process import BuildProcess, Ended
from sopgen.web.building.progress import Progress, after
from sopgen.web.errors import ErrorReports
from sopgen.web.events import Hub

#: How many may wait, and how many of the last ones are remembered.
_MOST_WAITING, _REMEMBERED = 16, 64
#: Seconds that a build has to end its own processes.
_GOODBYE = 0.3


@dataclass(frozen=True, slots=True)
class Order:
    """A build that waits for its turn."""

    number: int
    request: Request


class Builds:
    """The queue and what has become of each build. ``reports`` keeps what goes wrong."""

    def __init__(self, hub: Hub, reports: ErrorReports) -> None:
        self._hub, self._reports = hub, reports
        self._lock = threading.Lock()
        self._orders: queue.SimpleQueue[Order | None] = queue.SimpleQueue()
        self._progress: dict[int, Progress] = {}
        self._number = 0
        self._worker: threading.Thread | None = None
        self._process: BuildProcess | None = None
        self._closed = False

    def order(self, request: Request) -> int:
        """Have this built; the build's number. Refused (429) when too many wait."""
        with self._lock:
            if self._closed or sum(each.running for each in self._progress.values()) >= _MOST_WAITING:
                raise Refused(429, "Terlalu banyak pembuatan dokumen yang menunggu; cobalah lagi nanti.")
            self._number += 1
            self._remember(Progress(self._number))
            self._orders.put(Order(self._number, request))
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="builds", daemon=True)
                self._worker.start()
            return self._number

    def progress(self, number: int) -> Progress | None:
        """How far a build is; None when there is none of this number, or no longer."""
        with self._lock:
            return self._progress.get(number)

    def close(self) -> None:
        """Have nothing built any more; what is being built has a moment to end."""
        self.interrupt()
        if self._worker is not None:
            self._worker.join(_GOODBYE)
            if (process := self._process) is not None:
                process.kill()
            self._worker.join(_GOODBYE)

    def interrupt(self) -> None:
        """Have what is being built end, and begin nothing more."""
        with self._lock:
            self._closed = True
            process = self._process
        self._orders.put(None)
        if process is not None:
            process.interrupt()

    def _work(self) -> None:
        while (order := self._orders.get()) is not None:
            with self._lock:
                if self._closed:
                    return
                process = self._process = BuildProcess(order.request)
            try:
                self._run(order, process)
            except Exception as error:  # the process could not be started
                self._set(self._progress[order.number].saying(self._reports.sentence(error)))
            finally:
                self._process = None
                self._set(replace(self._progress[order.number], running=False))

    def _run(self, order: Order, process: BuildProcess) -> None:
        for event in process.events():
            progress = self._progress[order.number]  # nobody else changes it
            if isinstance(event, Ended):
                self._set(progress.saying(event.sentence or self._reports.keep(event.breakdown)))
            else:
                self._set(after(progress, event, order.request))

    def _set(self, progress: Progress) -> None:
        with self._lock:
            self._remember(progress)
        told = {"build": progress.build, "done": progress.done, "of": progress.of, "running": progress.running}
        self._hub.tell("build", told, progress.build)

    def _remember(self, progress: Progress) -> None:
        self._progress[progress.build] = progress
        old = [number for number, each in self._progress.items() if not each.running][:-_REMEMBERED]
        for number in old:
            del self._progress[number]
