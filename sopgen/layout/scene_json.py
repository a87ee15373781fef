"""The scene as JSON, for ``sopgen inspect`` and for checks by other programs.

Millimetres, origin at the page's top left corner, y down, two decimals. One entry a line, so that two scenes can be
compared with ``diff``. ``pages`` are the pages that hold flow rows; keys and their order are fixed, other programs
read them; what writers draw besides stands under further keys (``table``, ``form``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sopgen.layout.scene import (
    Column,
    Edge,
    FlowPage,
    FormBox,
    FormPage,
    HeaderCell,
    Identity,
    Label,
    Row,
    RowKind,
    Scene,
    Symbol,
    TextBlock,
)
from sopgen.model.sop import Section, Sop

_Value = str | int | float | bool | None | Sequence["_Value"] | Mapping[str, "_Value"]
_Entry = dict[str, _Value]


def to_json(scene: Scene, sop: Sop) -> str:
    """``scene`` as JSON text ending in a line break; ``sop`` gives the names of the pelaksana."""
    pages = [_PageView(page, sop.sections[page.section_index]).entry() for page in scene.pages if page.rows]
    document: _Entry = {
        "nomor": scene.nomor,
        "pages": pages,
        "form_pt": _number(scene.form_pt),
        "table_pt": _number(scene.table_pt),
        "form": [_form_entry(page) for page in scene.form],
        "notes": [_notes_entry(page) for page in scene.pages if page.notes],
    }
    return _written(document, 0) + "\n"


def actor_names(section: Section) -> tuple[str, ...]:
    """Names of the Pelaksana columns; ``Kelompok / Nama`` where two ``kelompok`` hold the same name."""
    names = [actor.name for actor in section.actors]
    return tuple(
        f"{actor.group} / {actor.name}" if names.count(actor.name) > 1 and actor.group else actor.name
        for actor in section.actors
    )


@dataclass(frozen=True, slots=True)
class _PageView:
    """One flow page and the section it belongs to."""

    page: FlowPage
    section: Section

    def entry(self) -> _Entry:
        page, names = self.page, actor_names(self.section)
        entry: _Entry = {"number": page.number, "width": _number(page.width), "height": _number(page.height)}
        if page.section is not None:
            entry["section"] = page.section
        steps = [row for row in page.rows if row.kind is RowKind.STEP]
        entry["columns"] = [self._marked(_column_entry(column, names)) for column in page.actor_columns]
        entry["rows"] = [self._marked({"step": row.step, **_range(row)}) for row in steps]
        entry["symbols"] = [self._marked(_symbol_entry(symbol, names)) for symbol in page.symbols]
        entry["edges"] = [self._marked(_edge_entry(edge)) for edge in page.edges]
        entry["labels"] = [self._marked(_label_entry(label)) for label in page.labels]
        entry["table"] = {
            "columns": [_table_column(column) for column in page.columns],
            "title": [_block_entry(block) for block in page.title],
            "header": [_header_entry(cell) for cell in page.header.cells],
            "rows": [_row_entry(row) for row in page.rows],
        }
        return entry

    def _marked(self, entry: _Entry) -> _Entry:
        """The entry with its section's number at the end, when the SOP has several flow tables."""
        return entry if self.page.section is None else {**entry, "section": self.page.section}


def _column_entry(column: Column, names: Sequence[str]) -> _Entry:
    assert column.actor is not None
    return {"actor": names[column.actor], "left": _number(column.left), "right": _number(column.right)}


def _symbol_entry(symbol: Symbol, names: Sequence[str]) -> _Entry:
    entry: _Entry = {
        "id": symbol.id,
        "step": symbol.step,
        "actor": None if symbol.actor is None else names[symbol.actor],
        "kind": symbol.kind.value,
        "x": _number(symbol.x),
        "y": _number(symbol.y),
        "width": _number(symbol.width),
        "height": _number(symbol.height),
        "text": symbol.text,
    }
    if symbol.direction is not None:
        entry["direction"] = symbol.direction.value
    if symbol.page_note:
        entry["page_note"] = symbol.page_note
    return entry


def _edge_entry(edge: Edge) -> _Entry:
    points: _Value = [[_number(x), _number(y)] for x, y in edge.points]
    if edge.join:
        return {"source": edge.source, "target": edge.target, "join": True, "points": points}
    return {
        "source": edge.source,
        "target": edge.target,
        "from_step": edge.from_step,
        "to_step": edge.to_step,
        "branch": edge.branch.value if edge.branch is not None else None,
        "points": points,
    }


def _label_entry(label: Label) -> _Entry:
    return {
        "text": label.text,
        "x": _number(label.x),
        "y": _number(label.y),
        "width": _number(label.width),
        "height": _number(label.height),
        "from_step": label.from_step,
    }


def _range(row: Row) -> _Entry:
    return {"top": _number(row.top), "bottom": _number(row.bottom)}


def _table_column(column: Column) -> _Entry:
    return {"key": column.key, "left": _number(column.left), "right": _number(column.right)}


def _row_entry(row: Row) -> _Entry:
    entry: _Entry = {"kind": row.kind.value, "step": row.step, **_range(row)}
    if row.kind is RowKind.TOTAL:
        entry["text"] = row.cells[-1].text
    if row.cells:
        entry["cells"] = {cell.key: list(cell.lines) for cell in row.cells}
    return entry


def _header_entry(cell: HeaderCell) -> _Entry:
    return {
        "text": cell.text,
        **_box(cell.left, cell.top, cell.right, cell.bottom),
        "size_pt": _number(cell.size_pt),
        "lines": list(cell.lines),
        "rotated": cell.rotated,
    }


def _block_entry(block: TextBlock) -> _Entry:
    entry: _Entry = {"number": block.number} if block.number is not None else {}
    return {
        **entry,
        **_box(block.left, block.top, block.right, block.bottom),
        "size_pt": _number(block.size_pt),
        "lines": list(block.lines),
    }


def _notes_entry(page: FlowPage) -> _Entry:
    return {"page": page.number, "blocks": [_block_entry(block) for block in page.notes]}


def _form_entry(page: FormPage) -> _Entry:
    identity = _identity_entry(page.identity) if page.identity is not None else None
    return {"number": page.number, "identity": identity, "boxes": [_form_box(box) for box in page.boxes]}


def _form_box(box: FormBox) -> _Entry:
    return {
        "key": box.key,
        "title": box.title,
        **_box(box.left, box.top, box.right, box.bottom),
        "texts": [{"number": text.number, "lines": list(text.lines)} for text in box.texts],
    }


def _identity_entry(identity: Identity) -> _Entry:
    return {
        **_box(identity.left, identity.top, identity.right, identity.bottom),
        "label_left": _number(identity.label_left),
        "value_left": _number(identity.value_left),
        "fields": [
            {"key": field.key, "label": field.label, "top": _number(field.top), "bottom": _number(field.bottom)}
            for field in identity.fields
        ],
    }


def _box(left: float, top: float, right: float, bottom: float) -> _Entry:
    return {"left": _number(left), "top": _number(top), "right": _number(right), "bottom": _number(bottom)}


def _number(value: float) -> float:
    """A length in mm (or a size in points) as it is printed; never ``-0.0``."""
    return round(float(value), 2) + 0.0


def _written(value: _Value, depth: int) -> str:
    """JSON with one entry of every list a line: structures are opened, entries of leaves stay on one line."""
    pad, inner = "  " * depth, "  " * (depth + 1)
    if isinstance(value, Mapping) and _is_deep(value):
        lines = [f"{inner}{json.dumps(key)}: {_written(part, depth + 1)}" for key, part in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{pad}}}"
    if isinstance(value, Sequence) and not isinstance(value, str) and any(isinstance(part, Mapping) for part in value):
        lines = [inner + _written(part, depth + 1) for part in value]
        return "[\n" + ",\n".join(lines) + f"\n{pad}]"
    return json.dumps(value, ensure_ascii=False)


def _is_deep(value: Mapping[str, _Value]) -> bool:
    """True for a structure that holds lists of entries."""
    return any(
        isinstance(part, Mapping)
        or (
            isinstance(part, Sequence) and not isinstance(part, str) and any(isinstance(item, Mapping) for item in part)
        )
        for key, part in value.items()
        if key != "cells"
    )
