"""Each gate refuses the document that is damaged where it looks: a drawing is spoilt, then printed as PDF and DOCX."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest

from sopgen.flow.graph import SymbolKind
from sopgen.layout.layout import lay_out
from sopgen.layout.scene import (
    Direction,
    Edge,
    FlowPage,
    Label,
    Point,
    Scene,
    Symbol,
)
from sopgen.model.institution import Institution
from sopgen.model.load import load
from sopgen.model.sop import Sop
from sopgen.render.docx import document as docx
from sopgen.render.pdf import document
from tests.conftest import ROOT
from tests.judge.verdict import docx_faults, pdf_faults

Damage = Callable[[FlowPage], FlowPage]


@cache
def office() -> tuple[Sop, Institution, Scene]:
    """The real makro SOP: two flow pages, joined symbols, decisions, a connector."""
    project = load(ROOT)
    assert project.institution is not None
    sop = next(sop for sop in project.sops if sop.nomor == "OT.01.02-043-097.Set.PO")
    return sop, project.institution, lay_out(sop, project.institution)


def spoilt(damage: Damage) -> Scene:
    """The scene with its last page damaged."""
    *pages, last = office()[2].pages
    return replace(office()[2], pages=(*pages, damage(last)))


def edge(page: FlowPage, source: str, target: str) -> Edge:
    """The edge between two symbols; joins have none of the names used here."""
    return next(e for e in page.edges if e.source == source and e.target == target)


def with_edge(page: FlowPage, old: Edge, *new: Edge) -> FlowPage:
    """The page with an edge replaced by others."""
    return replace(page, edges=tuple(each for e in page.edges for each in (new if e is old else (e,))))


def with_points(
    page: FlowPage, source: str, target: str, change: Callable[[tuple[Point, ...]], tuple[Point, ...]]
) -> FlowPage:
    """The page with an edge on another way."""
    old = edge(page, source, target)
    return with_edge(page, old, replace(old, points=change(old.points)))


def with_symbol(page: FlowPage, name: str, change: Callable[[Symbol], Symbol]) -> FlowPage:
    """The page with a symbol changed."""
    return replace(page, symbols=tuple(change(s) if s.id == name else s for s in page.symbols))


def with_label(page: FlowPage, change: Callable[[Label], Label]) -> FlowPage:
    """The page with the T of step 9 changed."""
    chosen = next(label for label in page.labels if label.from_step == 9 and label.text == "T")
    return replace(page, labels=tuple(change(label) if label is chosen else label for label in page.labels))


def connector(page: FlowPage) -> Symbol:
    """The page's connector."""
    return next(symbol for symbol in page.symbols if symbol.kind is SymbolKind.CONNECTOR)


def slanting(page: FlowPage) -> FlowPage:
    return with_points(page, "8", "9", lambda p: (p[0], (p[1][0], p[1][1] + 0.3), *p[2:]))


def off_the_middle(page: FlowPage) -> FlowPage:
    return with_points(page, "10", "11", lambda points: tuple((x + 0.5, y) for x, y in points))


def short_of_its_target(page: FlowPage) -> FlowPage:
    return with_points(page, "10", "11", lambda p: (p[0], (p[1][0], p[1][1] - 0.5)))


def leaving_where_another_enters(page: FlowPage) -> FlowPage:
    other = edge(page, "9", "8").points[::-1]
    return with_points(page, "8", "9", lambda _: other)


def through_a_symbol(page: FlowPage) -> FlowPage:
    line = edge(page, "10", "11").points
    return with_symbol(page, "9", lambda s: replace(s, x=line[0][0], y=(line[0][1] + line[1][1]) / 2))


def too_near(page: FlowPage) -> FlowPage:
    old = edge(page, "10", "11")
    beside = replace(old, target="12", points=tuple((x + 0.6, y) for x, y in old.points))
    return with_edge(page, old, old, beside)


def along_a_rule(page: FlowPage) -> FlowPage:
    (x0, y0), (x1, y1) = edge(page, "10", "11").points
    rule = next(row.bottom for row in page.rows if row.step == 10)
    return with_points(page, "10", "11", lambda _: ((x0, y0), (x0, rule), (x1 + 2, rule), (x1 + 2, y1)))


def outside_the_columns(page: FlowPage) -> FlowPage:
    x = page.actor_columns[-1].right + 0.02
    return with_points(
        page, "9", "8", lambda p: (p[0], (x, p[0][1]), (x, p[-1][1] + 2), (p[-1][0], p[-1][1] + 2), p[-1])
    )


def across_a_rule(page: FlowPage) -> FlowPage:
    return with_symbol(page, "10", lambda s: replace(s, x=page.actor_columns[1].right))


def label_on_a_line(page: FlowPage) -> FlowPage:
    x, y = edge(page, "9", "8").points[1]
    return with_label(page, lambda label: replace(label, x=x - 1, y=y))


def label_far_away(page: FlowPage) -> FlowPage:
    column = page.actor_columns[-1]
    return with_label(page, lambda label: replace(label, x=(column.left + column.right) / 2))


def label_on_a_rule(page: FlowPage) -> FlowPage:
    return with_label(page, lambda label: replace(label, x=page.actor_columns[2].right))


def wrong_label(page: FlowPage) -> FlowPage:
    return with_label(page, lambda label: replace(label, text="Y"))


def other_letter(page: FlowPage) -> FlowPage:
    return with_symbol(page, connector(page).id, lambda s: replace(s, text="B", lines=("B",)))


def other_direction(page: FlowPage) -> FlowPage:
    return with_symbol(page, connector(page).id, lambda s: replace(s, direction=Direction.UP))


def arrow_missing(page: FlowPage) -> FlowPage:
    return with_edge(page, edge(page, "9", "8"))


def arrow_to_another_step(page: FlowPage) -> FlowPage:
    elsewhere = edge(page, "13", "12").points
    return with_points(page, "9", "8", lambda _: elsewhere)


def no_head(page: FlowPage) -> FlowPage:
    old = edge(page, "10", "11")
    return with_edge(page, old, replace(old, join=True))


def another_symbol(page: FlowPage) -> FlowPage:
    return with_symbol(page, "12", lambda s: replace(s, kind=SymbolKind.TERMINATOR))


def head_after_a_corner(page: FlowPage) -> FlowPage:
    def late(points: tuple[Point, ...]) -> tuple[Point, ...]:
        (x, y), first = points[-1], points[0]
        return (first, (first[0], y - 4.0), (x + 3.0, y - 4.0), (x + 3.0, y - 1.0), (x, y - 1.0), (x, y))

    return with_points(page, "10", "11", late)


def head_on_a_rule(page: FlowPage) -> FlowPage:
    twin = connector(page)
    rule = next(row.bottom for row in page.rows if row.step is None)
    into = next(e for e in page.edges if twin.id in (e.source, e.target))
    moved = with_symbol(page, twin.id, lambda s: replace(s, y=rule - 0.5 - s.height / 2))
    end = (twin.x, rule - 0.5)
    back = replace(into, source=into.target, target=into.source, points=((twin.x, rule + 6.0), end))
    return with_edge(moved, into, back)


def arrows_head_on(page: FlowPage) -> FlowPage:
    old = edge(page, "10", "11")
    x, y = old.points[-1]
    one, other = ((x - 6, y - 4), (x, y - 4), (x, y)), ((x + 6, y - 4), (x, y - 4), (x, y))
    return with_edge(page, old, replace(old, points=one), replace(old, source="9", points=other))


DAMAGES: dict[Damage, str] = {
    slanting: "slanting",
    off_the_middle: "no middle of a symbol's side",
    short_of_its_target: "no middle of a symbol's side",
    leaving_where_another_enters: "in+",
    through_a_symbol: "a line through",
    too_near: "lines nearer",
    along_a_rule: "a line along a rule",
    outside_the_columns: "outside the Pelaksana columns",
    across_a_rule: "stands in no cell",
    label_on_a_line: "touches a line",
    label_far_away: "beside no decision",
    label_on_a_rule: "touches a rule",
    head_after_a_corner: "right after a corner",
    head_on_a_rule: "head on a rule",
    arrows_head_on: "meet head on",
    wrong_label: "label 'T' 0 times",
    other_letter: "does not pair",
    other_direction: "does not pair",
    arrow_missing: "from step 9 to 8: 0 arrows",
    arrow_to_another_step: "from step 9 to 8: 0 arrows",
    no_head: "from step 10 to 11: 0 arrows",
    another_symbol: "step 12, column 4: 0 box",
}


def test_the_sound_documents_are_accepted() -> None:
    sop, institution, scene = office()
    assert pdf_faults(document.render(sop, institution, scene, ROOT), sop) == []
    assert docx_faults(docx.render(sop, institution, scene, ROOT), sop) == []


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_pdf_is_refused(damage: Damage) -> None:
    sop, institution, _ = office()
    found = pdf_faults(document.render(sop, institution, spoilt(damage), ROOT), sop)
    assert any(DAMAGES[damage] in fault for fault in found), found


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_docx_is_refused(damage: Damage) -> None:
    sop, institution, _ = office()
    found = docx_faults(docx.render(sop, institution, spoilt(damage), ROOT), sop)
    assert any(DAMAGES[damage] in fault for fault in found), found


def test_a_head_that_came_off_its_line_is_refused() -> None:
    sop, institution, scene = office()
    drawn = document.draw(sop, scene)
    loose = re.sub(rb'(id="panah-3"[^>]*)>', rb'\1 transform="translate(300 0)">', drawn.pages[-1])
    assert loose != drawn.pages[-1]
    broken = document.Drawn((*drawn.pages[:-1], loose))
    assert pdf_faults(document.render(sop, institution, scene, ROOT, drawn=broken), sop)


def test_a_shape_that_somebody_moved_is_refused() -> None:
    sop, institution, scene = office()
    content = docx.render(sop, institution, scene, ROOT)
    moved = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(moved, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = re.sub(
                    rb"(<wp:positionV[^>]*><wp:posOffset>)(\d+)(?=</wp:posOffset></wp:positionV>"
                    rb'<wp:extent[^>]*/>(?:(?!<wp:docPr).)*<wp:docPr id="\d+" name="Kegiatan 12")',
                    lambda match: match[1] + str(int(match[2]) + 20_000).encode(),
                    part,
                )
            new.writestr(name, part)
    assert any("no middle" in fault for fault in docx_faults(moved.getvalue(), sop))
