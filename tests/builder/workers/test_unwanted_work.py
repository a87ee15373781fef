"""An order that is given up ends at once, also while results larger than a pipe are on their way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import weakref

import pytest

from sopgen.builder.workers import unwanted_work
from sopgen.builder.workers.worker_pool import WorkerPool
from tests.conftest import ROOT

#: Results of 30 MB, given up at another moment each time. With processes that are simply ended this hangs within five.
GIVEN_UP = """
import time
from contextlib import suppress
from sopgen.builder.workers.worker_pool import WorkerPool

if __name__ == "__main__":
    for moment in range(12):
        with suppress(ZeroDivisionError), WorkerPool(2) as pool:
            first, *_ = [pool.submit(bytes, 30_000_000) for _ in range(40)]
            first.result()
            time.sleep(moment * 0.009)
            raise ZeroDivisionError
    print("ended")
"""
#: Seconds that are far more than all of it takes.
LONG = 120


def test_who_gives_up_while_results_are_sent_does_not_wait_for_ever() -> None:
    command = [sys.executable, "-c", GIVEN_UP]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LONG)
    assert (done.stdout, done.returncode) == ("ended\n", 0), done.stderr


def test_what_is_under_way_is_not_waited_for() -> None:
    def give_up() -> None:
        with WorkerPool(2) as pool:
            pool.submit(time.sleep, LONG)
            pool.submit(abs, -1).result()
            raise ZeroDivisionError

    before = time.monotonic()
    with pytest.raises(ZeroDivisionError):
        give_up()
    assert time.monotonic() - before < LONG / 2


def test_only_work_is_broken_off_and_nothing_is_begun_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    told = unwanted_work._Signal()
    monkeypatch.setattr(unwanted_work, "_SIGNAL", told)
    assert unwanted_work.while_wanted(abs, -1) == 1
    told._come(signal.SIGTERM, None)  # between two pieces of work: what is sent then is sent whole
    with pytest.raises(unwanted_work.UnwantedError):
        unwanted_work.while_wanted(pytest.fail, "this was begun")


def test_work_that_catches_whatever_goes_wrong_is_broken_off_all_the_same() -> None:
    told = unwanted_work._Signal()

    def careful() -> str:
        try:
            told._come(signal.SIGTERM, None)
        except Exception:
            return "went on"
        return "went on"

    with pytest.raises(unwanted_work.UnwantedError):
        told.work(careful)


class Referred:
    """What may have weak references."""


def told_in_a_callback() -> None:
    """Work whose process is told to end while a weak reference's callback runs, and that takes long after that."""
    one = Referred()
    told = weakref.ref(one, lambda _: os.kill(os.getpid(), signal.SIGTERM))
    del one
    assert told() is None
    time.sleep(LONG)


def test_work_is_broken_off_also_when_its_process_was_told_in_a_callback(capfd: pytest.CaptureFixture[str]) -> None:
    before = time.monotonic()
    with WorkerPool(1) as pool, pytest.raises(unwanted_work.UnwantedError):
        pool.submit(told_in_a_callback).result()
    assert time.monotonic() - before < LONG / 2
    assert capfd.readouterr().err == ""
