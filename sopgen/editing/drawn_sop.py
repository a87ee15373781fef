"""The pages of one SOP as somebody edits it: laid out and drawn again only where they have changed."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable
from dataclasses import dataclass

from lxml import etree

from sopgen.editing.office import Office
from sopgen.editing.state import Page
from sopgen.layout.drawing.drawn_pages import DrawnPages
from sopgen.layout.form.kept_form import KeptForm
from sopgen.layout.layout import lay_out
from sopgen.layout.scene import FlowPage, FormPage, Scene
from sopgen.model.sop import Sop
from sopgen.render.header_names import name_places
from sopgen.render.page.pages import draw_pages
from sopgen.render.page.parts import DrawnParts

_DIGEST = 16  # characters of a digest: enough for the pages of one SOP


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A page as it was drawn last, and all that its drawing depends on."""

    basis: tuple[object, ...]
    page: Page


class DrawnSop:
    """The pages of one SOP, drawn last."""

    def __init__(self) -> None:
        self._routed = DrawnPages()
        self._form = KeptForm()
        self._parts = DrawnParts()
        self._drawn: dict[int, _Drawn] = {}

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages of the last version that could be laid out."""
        return tuple(drawn.page for drawn in self._drawn.values())

    def draw(self, sop: Sop, office: Office) -> None:
        """Lay out and draw ``sop``; there must be an institution. Raises FindingsError for what has no drawing."""
        institution = office.institution
        assert institution is not None
        scene = lay_out(sop, institution, pages=self._routed, form=self._form)
        pages: tuple[FormPage | FlowPage, ...] = (*scene.form, *scene.pages)
        bases = {page.number: _basis(page, sop, office, scene) for page in pages}
        wanted = [number for number, basis in bases.items() if not self._has(number, basis)]
        drawn = draw_pages(sop, institution, scene, office.logo, wanted=frozenset(wanted), parts=self._parts)
        new = {number: _page(number, element) for number, element in zip(wanted, drawn, strict=True)}
        self._drawn = {
            number: _Drawn(basis, new[number]) if number in new else self._drawn[number]
            for number, basis in bases.items()
        }

    def _has(self, number: int, basis: tuple[object, ...]) -> bool:
        return number in self._drawn and self._drawn[number].basis == basis


def _basis(page: FormPage | FlowPage, sop: Sop, office: Office, scene: Scene) -> tuple[object, ...]:
    """Everything that ``draw_pages`` asks when it draws ``page``."""
    assert office.institution is not None
    paper: tuple[Hashable, ...] = (sop.nomor, sop.format, scene.page_count, scene.form_pt, scene.table_pt)
    if isinstance(page, FormPage):
        return (*paper, page, office.logo, office.institution.at(sop.newest_day))
    return (*paper, page, sop.sections[page.section_index].path, name_places(page, sop))


def _page(number: int, element: etree._Element) -> Page:
    svg = etree.tostring(element, encoding="unicode")
    return Page(number, hashlib.sha256(svg.encode()).hexdigest()[:_DIGEST], svg)
