"""The page's own files: small modules, nothing inline, nothing that makes markup of texts, nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import ROOT

STATIC = ROOT / "sopgen" / "web" / "static"
MODULES = sorted(STATIC.glob("*.js"))
PAGE = ROOT / "templates" / "web" / "index.html.j2"
#: Ways to run a text or to make markup of it; the content security policy refuses most of them, and old browsers none.
MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setTimeout\(\s*[\"'`]"
)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_a_module_is_short_and_says_what_it_is_for(module: Path) -> None:
    lines = module.read_text(encoding="utf-8").splitlines()
    assert len(lines) < 300
    assert max(map(len, lines)) <= 120
    assert lines[0].startswith(("// ", "/**"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_no_text_becomes_markup_or_code(module: Path) -> None:
    assert not MARKUP.search(module.read_text(encoding="utf-8"))


def test_modules_import_only_each_other_and_in_no_circle() -> None:
    imports = {module.name: set(_imports(module)) for module in MODULES}
    left = set(imports)
    while left:
        free = {name for name in left if not imports[name] & left}
        assert free, {name: imports[name] & left for name in sorted(left)}
        left -= free


def _imports(module: Path) -> list[str]:
    """The modules that one imports; fails for those that are not beside it."""
    found = re.findall(r'from "([^"]*)"', module.read_text(encoding="utf-8"))
    assert all((STATIC / name).is_file() and name.startswith("./") for name in found)
    return [name.removeprefix("./") for name in found]


def test_the_page_holds_nothing_inline_and_nothing_from_elsewhere() -> None:
    page = html.fromstring(PAGE.read_text(encoding="utf-8"))
    assert page.xpath("//style | //@style") == []
    assert [script.text for script in page.iter("script")] == [None]
    assert [name for each in page.iter() for name in each.attrib if name.startswith("on")] == []
    addresses = [*page.xpath("//@src"), *page.xpath("//@href")]
    assert all(address.startswith(("/static/", "#")) for address in addresses)


def test_styles_and_pictures_name_nothing_from_elsewhere() -> None:
    for file in (*STATIC.glob("*.css"), *STATIC.glob("*.svg")):
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http" not in text
        assert "url(" not in text


def test_every_icon_and_part_that_modules_name_is_on_the_page() -> None:
    page = html.fromstring(PAGE.read_text(encoding="utf-8"))
    known = set(page.xpath("//@id"))
    text = "".join(module.read_text(encoding="utf-8") for module in MODULES)
    made = {"catcher"}
    assert set(re.findall(r'byId\("([^"]+)"\)', text)) <= known | made
    pictures = {f"i-{name}" for name in re.findall(r'picture: "([a-z]+)"', text)}
    assert pictures <= known
