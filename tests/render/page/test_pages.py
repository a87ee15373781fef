"""Pages drawn straight from the scene are the PDF's pages: each letter, line and symbol at its place, and nothing else.

Both are read by pymupdf: the official PDF, and what Chromium prints of the pages drawn for browsers.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pymupdf
import pytest
from lxml import etree

from sopgen.layout.layout import lay_out
from sopgen.layout.scene import FormPage, Scene
from sopgen.model.form.form import Form
from sopgen.render.page.document import html_document
from sopgen.render.page.pages import draw_pages, embedded_logo
from sopgen.render.pdf.document import render
from tests.conftest import FUZZING
from tests.forms.forms import OTHER_ORDER, UPRIGHT, office, typed
from tests.generators.random_flows import plain, wide
from tests.layout.sops import MAKRO, Example, examples, real
from tests.readback.browser import needs_browser, printed
from tests.readback.page_items import Box, items_of, unlike

#: Together they have every kind of item: dates and ticks, notes, connectors with notes, turned headers, totals, joins,
#: texts in symbols, forms over several pages, other colours. ``make fuzz`` compares all cases, and random SOPs.
SAMPLE = (
    MAKRO,
    "column-numbers-and-total-time",
    "form-text-over-a-page",
    "notes-and-extra-boxes",
    "revisions-and-draft",
    "special-characters",
    "turned-headers-in-groups",
)
COLOURED = "question-in-diamond"
#: An office's own colours, line weights and margins.
LOOK = {"warna_kepala": "#e8dccb", "warna_garis": "#1f3a5f", "warna_alur": "#7a1f1f", "tebal_garis": 0.75}
LOOK |= {"tebal_alur": 1.25, "tepi_kiri": 30.0, "tepi_bawah": 20.0}
SEEDS = range(1, 9)


@dataclass(frozen=True)
class Drawn:
    """An SOP with its pages, as they are drawn for a browser, and its PDF."""

    name: str
    scene: Scene
    pages: tuple[etree._Element, ...]
    pdf: bytes


def drawn(example: Example) -> Drawn:
    """An SOP laid out and drawn in both ways."""
    sop, institution = example.sop, example.institution
    scene = lay_out(sop, institution)
    pages = draw_pages(sop, institution, scene, embedded_logo(institution, None))
    return Drawn(example.name, scene, pages, render(sop, institution, scene))


@cache
def all_drawn() -> tuple[Drawn, ...]:
    """The chosen SOPs."""
    return tuple(map(drawn, chosen()))


def chosen() -> Iterator[Example]:
    """The SOPs that are compared."""
    for example in examples():
        name = example.name.partition("/")[0]
        if name == COLOURED:
            sop = replace(example.sop, format=replace(example.sop.format, **LOOK))
            yield replace(example, name="colours", sop=sop)
        if FUZZING or name in SAMPLE:
            yield example
    yield on_form("upright", UPRIGHT)
    if FUZZING:
        yield on_form("order", OTHER_ORDER)
        yield from at_random()


def at_random() -> Iterator[Example]:
    """The makro SOP with random flows."""
    makro = next(example for example in examples() if example.name == MAKRO)
    for seed in SEEDS:
        for generator in (plain, wide):
            sop = replace(makro.sop, sections=(generator(seed).section,))
            yield replace(makro, name=f"{generator.__name__} {seed}", sop=sop)


def on_form(name: str, form: Form) -> Example:
    """The makro SOP on another form."""
    return Example(name, typed(real(MAKRO), form), office(form))


@dataclass(frozen=True)
class Compared:
    """A page of the PDF and the same one as Chromium prints it, both opened; in ``logo`` only the outline counts."""

    name: str
    official: Any
    shown: Any
    logo: Box | None

    @property
    def differences(self) -> list[str]:
        """What the two do not share."""
        return unlike(items_of(self.official, self.logo), items_of(self.shown, self.logo))


@cache
def compared() -> tuple[Compared, ...]:
    """Every page of the chosen SOPs; all are printed by one Chromium."""
    made = all_drawn()
    shown = iter(printed(html_document("Semua halaman", [deepcopy(page) for each in made for page in each.pages])))
    found = []
    for each in made:
        planned = (*each.scene.form, *each.scene.pages)
        for plan, official in zip(planned, pymupdf.open(stream=each.pdf), strict=True):
            found.append(Compared(f"{each.name}, page {plan.number}", official, next(shown), logo_of(plan)))
    assert next(shown, None) is None
    return tuple(found)


def logo_of(page: object) -> Box | None:
    """Where the logo stands on a page."""
    if not isinstance(page, FormPage) or page.identity is None:
        return None
    left, top, right = page.identity.left, page.identity.logo_top, page.identity.label_left
    return (left + 1, top - 0.2, right - 1, top + page.identity.logo_height + 0.2)


@needs_browser
def test_every_item_stands_where_the_pdf_has_it() -> None:
    different = {each.name: each.differences[:5] for each in compared() if each.differences}
    assert different == {}


@needs_browser
def test_the_pages_have_the_pdf_s_size() -> None:
    for each in compared():
        width, height = each.official.rect.width, each.official.rect.height
        assert each.shown.rect.width == pytest.approx(width, abs=0.75), each.name  # printers' pages are whole pixels
        assert each.shown.rect.height == pytest.approx(height, abs=0.75), each.name


def moved(element: etree._Element) -> None:
    """Damage: a quarter of a millimetre to the right."""
    element.set("transform", "translate(25 0)")


def gone(element: etree._Element) -> None:
    """Damage: an item is missing."""
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def doubled(element: etree._Element) -> None:
    """Damage: an item stands there twice."""
    element.addnext(deepcopy(element))


DAMAGES = [
    (0, "//*[@class='tick']/*[1]", moved),
    (0, "//*[@class='tick']/*[2]", gone),
    (0, "//*[@class='footer']/*[2]", moved),
    (0, "//*[local-name()='image']", moved),
    (0, "//*[@data-path='dasar_hukum/1']/*[1]", gone),
    (1, "//*[@class='rules']/*[2]", moved),
    (1, "//*[@class='lines']/*[3]", gone),
    (1, "//*[@class='lines']/*[3]", doubled),
    (1, "//*[starts-with(@class, 'symbol')]/*[1]", moved),
    (1, "//*[@class='edge']/*[2]", gone),
    (1, "//*[@data-path='langkah/2/kegiatan']/*[2]", moved),
]


@needs_browser
def test_the_comparison_sees_damage() -> None:
    whole = next(each for each in all_drawn() if each.name == MAKRO)
    damaged = []
    for page, where, damage in DAMAGES:
        copy = deepcopy(whole.pages[page])
        damage(copy.xpath(where)[0])
        damaged.append(copy)
    official = pymupdf.open(stream=whole.pdf)
    for shown, (page, where, damage) in zip(printed(html_document("", damaged)), DAMAGES, strict=True):
        logo = logo_of((*whole.scene.form, *whole.scene.pages)[page])
        assert unlike(items_of(official[page], logo), items_of(shown, logo)), f"{damage.__name__} {where}"
