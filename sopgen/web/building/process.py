"""A build in a process of its own: what it loads and forks has nothing to do with the threads that answer requests."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TypeAlias

from sopgen.builder.events import Event
from sopgen.builder.request import Request
from sopgen.builder.workers.worker_pool import begin_build, undisturbed
from sopgen.findings import FindingsError, UserError
from sopgen.system_errors import refusal_or_traceback

_CONTEXT = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Ended:
    """A build that has not come to its own end: an Indonesian sentence, or the traceback of an internal error."""

    sentence: str = ""
    breakdown: str = ""


Told: TypeAlias = Event | Ended


@dataclass
class BuildProcess:
    """One build at work; it may be ended from another thread."""

    request: Request
    _process: BaseProcess | None = None
    _stopped: bool = field(default=False)

    def events(self) -> Iterator[Told]:
        """What the build tells, to its end."""
        ours, theirs = _CONTEXT.Pipe(duplex=False)
        process = _CONTEXT.Process(target=_build, args=(self.request, theirs), daemon=False)
        with ours:
            with undisturbed():
                process.start()
            self._process = process
            theirs.close()  # so that reading ends when the process does
            if self._stopped:
                process.terminate()
            with suppress(EOFError, OSError):
                while True:
                    yield ours.recv()
        process.join()
        if process.exitcode and not self._stopped:
            yield Ended("Proses pembuatan dokumen dihentikan dari luar, mungkin karena memori habis; ulangi.")

    def interrupt(self) -> None:
        """Have the build end as by Ctrl-C; what is half done is not there."""
        if not self._stopped:
            self._stopped = True
            if self._process is not None:
                self._process.terminate()

    def kill(self) -> None:
        """End the build at once."""
        if self._process is not None:
            self._process.kill()


def _build(request: Request, events: Connection) -> None:
    """Build in this process, which was started for it."""
    begin_build()
    from sopgen.builder import pipeline

    try:
        for event in pipeline.build(request):
            events.send(event)
    except UserError as error:
        events.send(Ended(sentence=str(error)))
    except FindingsError as error:
        events.send(Ended(sentence=str(error)))
    except (KeyboardInterrupt, BrokenPipeError):
        pass
    except Exception as error:
        events.send(Ended(*refusal_or_traceback(error)))
