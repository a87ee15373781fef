"""The frame of the page and its modules: all of it ours, nothing inline, nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from sopgen.web.pages import STATIC, static_files
from tests.cli.projects import copy_case, edit
from tests.web.asking import Browser, browsing

NAMES = sorted(static_files())
IMPORT = re.compile(r'^(?:import|export)\b[^"]*?"(\./[^"]+)";', re.MULTILINE)
ELSEWHERE = re.compile(r'(?:src|href|url|import|fetch)\W{0,3}["\'(]?(?:https?:)?//', re.IGNORECASE)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    project = copy_case("one-step", tmp_path_factory.mktemp("kantor"))
    edit(project, "sop_sources/instansi.yaml", "Kementerian Contoh", "<script>alert(1)</script>")
    with browsing(project) as browser:
        yield browser


def test_the_page_takes_in_only_files_that_there_are(browser: Browser) -> None:
    answer = browser.get("/")
    assert (answer.status, answer.header("content-type")) == (200, "text/html; charset=utf-8")
    page = html.fromstring(answer.body)
    taken = {*page.xpath("//@src"), *page.xpath("//link/@href")}
    assert "/static/main.js" in taken
    assert {address.removeprefix("/static/") for address in taken} <= set(NAMES)


def test_nothing_on_the_page_is_inline(browser: Browser) -> None:
    page = html.fromstring(browser.get("/").body)
    assert (
        page.xpath("//script[not(@src)] | //style | //@style | //@*[starts-with(name(), 'on')] | //iframe | //base")
        == []
    )


def test_what_the_office_is_called_is_text(browser: Browser) -> None:
    assert b"<script>alert" not in browser.get("/").body


@pytest.mark.parametrize("name", NAMES)
def test_every_module_and_style_is_sent_with_its_kind(name: str, browser: Browser) -> None:
    answer = browser.get(f"/static/{name}")
    assert answer.status == 200
    assert answer.body == (STATIC / name).read_bytes()
    kind = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}[Path(name).suffix]
    assert answer.header("content-type").partition(";")[0] == kind


@pytest.mark.parametrize("name", NAMES)
def test_modules_and_styles_take_nothing_from_elsewhere(name: str) -> None:
    text = (STATIC / name).read_text(encoding="utf-8")
    assert ELSEWHERE.search(text) is None
    assert {imported.removeprefix("./") for imported in IMPORT.findall(text)} <= set(NAMES)


def test_only_kinds_that_a_page_is_made_of_are_sent(tmp_path: Path) -> None:
    for name in ("a.js", "b.css", "c.py", "d.md", ".hidden.js~", "sub/e.js"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert sorted(static_files(tmp_path)) == ["a.js", "b.css", "sub/e.js"]
