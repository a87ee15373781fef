"""Every item of a page drawn straight from the scene says where it stands in the source, and is nothing but SVG."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import pytest
from lxml import etree

from sopgen.layout.text.measurer import printable
from sopgen.model.resolve.column_places import column_places
from sopgen.model.sop import Sop
from sopgen.render.page.pages import draw_pages, page_html, page_svgs
from sopgen.source.document import SourcePath
from tests.layout.sops import Example, examples, scene_of
from tests.readback.texts import packed

#: Where the page shows what stands in the institution's file, or is found by way of it.
OFFICE = ("instansi", "unit", "disahkan_oleh", "format")
EXAMPLES = {each.name.partition("/")[0]: each for each in examples()}
NAMES = ("form-text-over-a-page", "groups", "notes-and-extra-boxes", "revisions-and-draft", "three-sections")


def pages_of(example: Example) -> tuple[etree._Element, ...]:
    """The pages, with the logo at an address."""
    return draw_pages(example.sop, example.institution, scene_of(example.name), "logo.svg")


def path_of(element: etree._Element) -> SourcePath | None:
    """What the nearest element around it that tells a place tells."""
    around = (element, *element.iterancestors())
    told = next((each.get("data-path") for each in around if each.get("data-path")), None)
    return tuple(int(part) if part.isdigit() else part for part in told.split("/")) if told else None


def shown(example: Example) -> Mapping[SourcePath, str]:
    """The letters that stand at each place, over all pages."""
    found: dict[SourcePath, str] = defaultdict(str)
    for page in pages_of(example):
        for text in page.iter("{*}text"):
            if path := path_of(text):
                found[path] += packed(text.text or "")
    return found


def texts_of(sop: Sop) -> Iterator[tuple[SourcePath, str]]:
    """Texts of the source by their places."""
    for key in ("dasar_hukum", "kualifikasi_pelaksana", "peralatan", "peringatan", "pencatatan"):
        yield from (((key, index), text) for index, text in enumerate(getattr(sop, key)))
    for index, box in enumerate(sop.tambahan):
        yield ("tambahan", index, "judul"), f"{box.judul} :"
        yield from ((("tambahan", index, "isi", at), text) for at, text in enumerate(box.isi))
    for section in sop.sections:
        owner = section.path[:-1]
        yield from (((*owner, "catatan", index), text) for index, text in enumerate(section.catatan))
        for place, actor in zip(column_places(sop.source, section.path), section.actors, strict=True):
            yield place.name, actor.name
            if place.group:
                yield place.group, actor.group or ""
        for step in section.steps:
            for field in ("kegiatan", "kelengkapan", "output", "ket"):
                if text := step.text(field):
                    yield (*section.path, step.number - 1, field), text


@pytest.mark.parametrize("name", NAMES)
def test_each_text_of_the_source_stands_in_an_element_that_tells_its_place(name: str) -> None:
    example = EXAMPLES[name]
    found = shown(example)
    for path, text in texts_of(example.sop):
        written = packed(printable(text))
        assert written in found[path], path
        assert found[path].replace(written, "") == "", path  # headers and titles are repeated


@pytest.mark.parametrize("name", NAMES)
def test_each_place_told_is_one_in_the_source(name: str) -> None:
    example = EXAMPLES[name]
    keys = {field.key for field in example.sop.format.form.rows} | {box.key for box in example.sop.format.form.boxes}
    for page in pages_of(example):
        for element in page.iter("{*}g"):
            path = path_of(element)
            if path is None or path[0] in OFFICE or (len(path) == 1 and path[0] in keys):
                continue  # of a field there may be nothing yet
            # Of a step's fields some may be left out, and a list of one text may be that text alone.
            may_lack = path[-1] in ("kelengkapan", "waktu", "output", "ket", 0)
            node = example.sop.source.node
            assert node(path) is not None or (may_lack and node(path[:-1]) is not None), path


def test_what_is_no_text_tells_its_step() -> None:
    example = EXAMPLES["three-sections"]
    for page in pages_of(example)[1:]:
        for kind in ("symbol", "edge", "label"):
            for element in page.xpath(f"//*[starts-with(@class, '{kind}')]"):
                path = path_of(element)
                assert path is not None
                assert path[-2:-1] == ("langkah",)


def test_each_symbol_of_a_row_tells_which_of_them_it_is() -> None:
    pages = pages_of(EXAMPLES["symbols-in-a-row"])
    symbols = [symbol for page in pages for symbol in page.xpath("//*[@data-symbol]")]
    assert {symbol.get("data-symbol"): symbol.get("data-index") for symbol in symbols} == {
        **dict.fromkeys(("1:mulai", "1")),
        **{"2.1": "0", "2.2": "1", "3.1": "0", "3.2": "1", "3.3": "2", "3.3:selesai": "2"},
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_strict_security_policy_lets_the_pages_pass(name: str) -> None:
    for page in pages_of(EXAMPLES[name]):
        for element in page.iter():
            assert etree.QName(element).localname in {"svg", "g", "path", "rect", "text", "image"}
            assert not [key for key in element.attrib if key == "style" or key.startswith("on")]


def test_a_page_alone_holds_its_logo_and_switches_kerning_off() -> None:
    example = EXAMPLES["revisions-and-draft"]
    first = page_svgs(example.sop, example.institution, scene_of(example.name))[0]
    root = etree.fromstring(first)
    assert root.get("style") == "font-kerning:none;font-variant-ligatures:none"
    assert [each.get("href", "").partition(",")[0] for each in root.iter("{*}image")] == ["data:image/svg+xml;base64"]


def test_texts_cannot_end_an_element() -> None:
    example = EXAMPLES["special-characters"]
    html = page_html(example.sop, example.institution, scene_of(example.name)).decode()
    assert "<b>" not in html
    assert "<script" not in html
    assert "&lt;" in html


def test_the_same_pages_are_drawn_again() -> None:
    example = EXAMPLES["revisions-and-draft"]
    scene = scene_of(example.name)
    assert page_svgs(example.sop, example.institution, scene) == page_svgs(example.sop, example.institution, scene)
