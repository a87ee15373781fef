"""The link of a run lets one browser in, once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sopgen.web.access import Access
from tests.cli.projects import copy_case
from tests.web.asking import HOST, Browser, browsing

STRANGER = (("host", HOST), ("sec-fetch-site", "none"))


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    with browsing(copy_case("one-step", tmp_path)) as browser:
        yield browser


def link(browser: Browser) -> str:
    return browser.editor.access.link.partition(HOST)[2]


def test_the_link_gives_a_cookie_that_lets_in(browser: Browser) -> None:
    answer = browser.get(link(browser), STRANGER)
    assert (answer.status, answer.header("location")) == (303, "/")
    pair, *attributes = answer.header("set-cookie").split("; ")
    assert set(attributes) == {"Path=/", "HttpOnly", "SameSite=Strict"}
    assert browser.get("/api/sops", (*STRANGER, ("cookie", pair))).status == 200


def test_the_key_is_not_the_cookie(browser: Browser) -> None:
    access = browser.editor.access
    assert access.key != access.cookie
    assert len(access.key) >= 43
    assert browser.get("/api/sops", (*STRANGER, ("cookie", f"{access.cookie_name}={access.key}"))).status == 403


def test_the_link_gives_no_second_cookie(browser: Browser) -> None:
    assert browser.get(link(browser), STRANGER).header("set-cookie")
    again = browser.get(link(browser), STRANGER)
    assert again.header("set-cookie") == ""
    assert browser.get(again.header("location"), STRANGER).status == 403


def test_who_clicks_twice_comes_to_the_page_both_times(browser: Browser) -> None:
    """The second tab may ask before it has the cookie of the first; it asks for the page with it."""
    pair = browser.get(link(browser), STRANGER).header("set-cookie").partition(";")[0]
    for cookies in ((), (("cookie", pair),)):
        again = browser.get(link(browser), (*STRANGER, *cookies))
        assert (again.status, again.header("location")) == (303, "/")


@pytest.mark.parametrize(
    "query", ["", "?kunci=", "?kunci=x", "?key={key}", "?kunci={key}x", "?kunci=%00{key}", "?kunci=\u00e9"]
)
def test_another_key_gives_nothing_and_uses_nothing_up(query: str, browser: Browser) -> None:
    wrong = browser.get("/masuk" + query.format(key=browser.editor.access.key), STRANGER)
    assert (wrong.status, wrong.header("set-cookie")) == (403, "")
    assert browser.get(link(browser), STRANGER).header("set-cookie")


@pytest.mark.parametrize("method", ["HEAD", "POST", "OPTIONS"])
def test_looking_at_the_link_does_not_use_it_up(method: str, browser: Browser) -> None:
    assert browser.ask(method, link(browser), browser.posting).status == 405
    assert browser.get(link(browser), (*STRANGER, ("sec-purpose", "prefetch;prerender"))).status == 403
    assert browser.get(link(browser), STRANGER).header("set-cookie")


def test_every_run_has_a_key_and_a_cookie_of_its_own() -> None:
    one, other = Access(8347), Access(8347)
    assert len({one.key, other.key, one.cookie, other.cookie}) == 4
    assert Access(8348).cookie_name != one.cookie_name
