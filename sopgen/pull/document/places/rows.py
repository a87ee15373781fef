"""The rows of the flow tables in an edited body: whose step each is, and where its cells stand in the table's grid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from lxml import etree

from sopgen.pull.document.wordml import SDT, SKIPPED, TBL, TC, TR, VAL, W, nearest
from sopgen.render.docx.package.embedded import Embedded

_MARK = f"{W}bookmarkStart"


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row in the flow table ``table`` (counted as they stand): its ``step``, empty for a row of none.

    A ``copy`` is a row whose step has another one, which is the original. ``cells`` begin at their column of the grid,
    which has ``columns``.
    """

    table: int
    step: str
    marked: bool
    header: bool
    cells: tuple[tuple[int, etree._Element], ...]
    columns: int
    copy: bool = False


@dataclass(frozen=True)
class Tags:
    """The names that fields have in a document."""

    origin: Embedded

    @cached_property
    def by_bookmark(self) -> dict[str, str]:
        """A field's tag by the bookmark around it."""
        return {printed.bookmark: printed.tag for printed in self.origin.fields}

    @cached_property
    def known(self) -> frozenset[str]:
        """Every field's tag."""
        return frozenset(printed.tag for printed in self.origin.fields)

    @cached_property
    def column_counts(self) -> dict[str, int]:
        """How many columns the table of each step was printed with; documents of earlier days do not say that."""
        return {row.tag: len(table.columns) for table in self.origin.drawn for row in table.rows if row.tag}

    def of(self, element: etree._Element) -> str:
        """The field that a content control or the beginning of a bookmark names; empty when it names none."""
        if element.tag == _MARK:
            return self.by_bookmark.get(element.get(f"{W}name", ""), "")
        names = (element.find(f"{W}sdtPr/{W}{kind}") for kind in ("tag", "alias"))
        return next((name.get(VAL, "") for name in names if name is not None and name.get(VAL) in self.known), "")

    def inside(self, element: etree._Element) -> Iterator[tuple[str, bool]]:
        """The fields named below ``element``, in order, and whether a bookmark of ours names them."""
        for child in element:
            if not isinstance(child.tag, str) or child.tag in SKIPPED:
                continue
            if child.tag in (SDT, _MARK) and (tag := self.of(child)):
                yield tag, child.tag == _MARK
            yield from self.inside(child)


def rows_of(root: etree._Element, tags: Tags, steps: Mapping[etree._Element, str]) -> tuple[BodyRow, ...]:
    """The rows of all tables that have rows of steps, in order; ``steps`` are whose they are."""
    found: list[BodyRow] = []
    for table, element in enumerate(nearest(root, TBL, closed=())):
        rows = [
            _row(row, table, tags, steps.get(row, ""))
            for row in nearest(element, TR)
            if row.find(f"{W}trPr/{W}del") is None
        ]
        if any(row.step for row in rows):
            found += rows
    originals: dict[str, BodyRow] = {}
    for row in sorted(found, key=lambda row: not row.marked):
        originals.setdefault(row.step, row)
    return tuple(replace(row, copy=bool(row.step) and originals[row.step] is not row) for row in found)


def _row(row: etree._Element, table: int, tags: Tags, step: str) -> BodyRow:
    named = list(tags.inside(row))
    cells, at = [], _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for cell in nearest(row, TC):
        cells.append((at, cell))
        at += _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
    header = row.find(f"{W}trPr/{W}tblHeader") is not None
    return BodyRow(table, step, any(marked for _, marked in named), header, tuple(cells), at)


def _number(element: etree._Element | None, otherwise: int) -> int:
    text = element.get(VAL, "") if element is not None else ""
    return int(text) if text.isdecimal() and len(text) < 4 else otherwise
