"""What happens beside the requests: sources that another program saves are noticed, SOPs of the list are looked at."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from sopgen.web.document_requests import DocumentRequests

#: Yields the files that have changed, often none: it is asked again and again, so it can be ended in between.
Changes: TypeAlias = Callable[[], Iterator[Iterable[Path]]]

#: Seconds between two SOPs that are looked at, and between two looks for more: requests go first.
_PAUSE, _REST = 0.05, 1.0
#: How many are looked at before pages are told to read the list again.
_TOGETHER = 20


class Watching:
    """A thread that follows ``changes`` from :meth:`start` on and tells of them from :meth:`tell` on."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._told: DocumentRequests | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="watching", daemon=True)

    def start(self) -> None:
        """Begin, before the sources are read: what is saved meanwhile is not missed."""
        self._thread.start()

    def tell(self, documents: DocumentRequests) -> None:
        """Tell these of what has changed and will change."""
        self._told = documents

    def stop(self) -> None:
        """End."""
        self._stopped.set()
        self._thread.join(1.0)

    def _follow(self) -> None:
        waiting: dict[Path, None] = {}
        for files in self._changes():
            if self._stopped.is_set():
                return
            waiting.update(dict.fromkeys(files))
            if waiting and self._told is not None:
                self._told.notice(tuple(waiting))
                waiting.clear()


class Counting:
    """A thread that has ``documents`` look at one SOP of the list after the other, so that it says what is wrong."""

    def __init__(self, documents: DocumentRequests) -> None:
        self._documents = documents
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._count, name="counting", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stopped.set()
        self._thread.join(1.0)

    def _count(self) -> None:
        counted = 0
        while not self._stopped.wait(_PAUSE if counted else _REST):
            more = self._documents.count()
            counted += more
            if counted and (not more or counted >= _TOGETHER):
                self._documents.hub.tell("list")
                counted = 0
