"""Tests that are cut off: what is interrupted has not failed, even if a program under test takes it for its own."""

from __future__ import annotations

import signal
from types import FrameType
from typing import NoReturn

import pytest


class CutOff:
    """A plugin that heeds SIGINT: a test that is running then ends the session, whatever becomes of it."""

    def __init__(self) -> None:
        self.interrupted = False
        signal.signal(signal.SIGINT, self._stop)

    def _stop(self, number: int, frame: FrameType | None) -> NoReturn:
        self.interrupted = True
        raise KeyboardInterrupt

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self) -> None:
        """Raise KeyboardInterrupt in place of what is to be told of a test that was interrupted."""
        if self.interrupted:
            raise KeyboardInterrupt
