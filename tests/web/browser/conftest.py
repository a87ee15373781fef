"""One browser a module; a server and a page for every test, so that none sees what another has changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.readback.browser import CHROMIUM


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """Chromium, for all tests of a module."""
    from tests.web.browser.running import chromium

    assert CHROMIUM
    with chromium() as started:
        yield started


@pytest.fixture()
def server(tmp_path: Path) -> Iterator[object]:
    """A server of its own."""
    from tests.web.browser.running import served

    with served(tmp_path) as started:
        yield started


@pytest.fixture()
def screen(browser, server) -> Iterator[object]:  # type: ignore[no-untyped-def]
    """The screen with the SOP of the letter open."""
    from tests.web.browser.running import visiting
    from tests.web.browser.screen import Screen

    with visiting(browser, server) as page:
        yield Screen(page, server).open("surat")
