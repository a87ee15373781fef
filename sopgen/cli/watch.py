"""``sopgen build --watch``: build, then build again whenever a source or a template is saved, until Ctrl-C."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from multiprocessing.process import BaseProcess

from watchfiles import watch

from sopgen.builder import pipeline
from sopgen.builder.request import Request
from sopgen.builder.workers.worker_pool import begin, undisturbed
from sopgen.cli.build_output import print_build
from sopgen.cli.run import answer
from sopgen.cli.say import say
from sopgen.cli.status import Status
from sopgen.paths import SOURCES, TEMPLATES

#: How long watching sleeps at most, in milliseconds.
_WATCH_MS = 200


def build_on_change(request: Request, *, verbose: bool, explain: bool) -> int:
    """Build now and after each change, each time in a new process: templates and fonts that it has read end with it."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    places = [place for place in (request.root / SOURCES, request.root / TEMPLATES) if place.is_dir()]
    first = True
    # It yields nothing at all whenever time runs out: so the first build begins when no change can be missed any more.
    for changes in watch(*places, yield_on_timeout=True, rust_timeout=_WATCH_MS):
        if changes or first:
            first = False
            _wait_for(context.Process(target=_build, args=(request, verbose, explain)))
            say("Menunggu perubahan; hentikan dengan Ctrl-C.\n")
    return Status.FINE


def _wait_for(process: BaseProcess) -> None:
    """Run a process to its end; it ends with whatever interrupts that."""
    try:
        with undisturbed():
            process.start()
        process.join()
    finally:
        if process.is_alive():
            process.terminate()
            process.join()


def _build(request: Request, verbose: bool, explain: bool) -> None:
    """Build in this process, which was started for it; the one that watches ends it, and says so."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    begin()

    def work() -> int:
        try:
            return print_build(pipeline.build(request), request.output, verbose=verbose, explain=explain)
        except KeyboardInterrupt:
            return Status.INTERRUPTED

    sys.exit(answer(work))
