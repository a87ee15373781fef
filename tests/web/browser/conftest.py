"""One browser, one server and one page for all tests here; each has its own copies of the SOPs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from tests.readback.browser import CHROMIUM

_NUMBERS = count(1)
#: What every action is tried in, in CSS pixels and dots for each: a small screen, a large one, a small one at 200 %.
WINDOWS = (
    pytest.param(((1280, 800), 1), id="1280"),
    pytest.param(((1920, 1080), 1), id="1920", marks=pytest.mark.slow),
    pytest.param(((640, 400), 2), id="200 %", marks=pytest.mark.slow),
)


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """Chromium."""
    from tests.web.browser.running import chromium

    assert CHROMIUM
    with chromium() as started:
        yield started


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A server for a copy of the office."""
    from tests.web.browser.running import served

    with served(tmp_path_factory.mktemp("office")) as started:
        yield started


@pytest.fixture(scope="package", params=WINDOWS)
def page(browser: Any, server: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page that has come in, in a window of each size."""
    from tests.web.browser.running import visiting

    with visiting(browser, server, *request.param) as opened:
        yield opened


@pytest.fixture
def screen(page: Any, server: Any) -> Iterator[Any]:
    """The page with a copy of the SOP of the letter open."""
    from tests.web.browser.screen import Screen

    number = next(_NUMBERS)
    server.copy("surat", number)
    server.copy("arsip", number)
    yield Screen(page, server, number=number).open("surat")
    page.unroute_all()
    page.evaluate("document.querySelectorAll('dialog').forEach((each) => each.close())")
    for name in ("surat", "arsip"):
        server.remove(f"{name}-{number}")
