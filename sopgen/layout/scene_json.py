"""The scene as JSON, for ``sopgen inspect`` and for checks by other programs.

Millimetres, origin at the page's top left corner, y down, two decimals. One entry a line, so that two scenes can be
compared with ``diff``. ``pages`` are the pages that hold flow rows; keys and their order are fixed, other programs
read them; what writers draw besides stands under further keys (``table``, ``form``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sopgen.layout.pieces import BreakPiece, DatePiece, GapPiece, TextPiece, TickPiece
from sopgen.layout.scene import Edge, FlowPage, FormPage, Piece, Row, RowKind, Scene, SignaturePiece, Symbol, TextBlock
from sopgen.model.sop import Section, Sop

_Entry = dict[str, Any]
_BOX = ("left", "top", "right", "bottom")
_CENTRE = ("x", "y", "width", "height")


def to_json(scene: Scene, sop: Sop) -> str:
    """``scene`` as JSON text ending in a line break; ``sop`` gives the names of the pelaksana."""
    document = {
        "nomor": scene.nomor,
        "pages": [_page(page, sop.sections[page.section_index]) for page in scene.pages if page.rows],
        **_taken(scene, "form_pt", "table_pt"),
        "form": [_form_page(page) for page in scene.form],
        "notes": [{"page": page.number, "blocks": _blocks(page.notes)} for page in scene.pages if page.notes],
    }
    if signed := [page for page in scene.pages if page.signature]:
        document["signature"] = [{"page": page.number, "blocks": _blocks(page.signature)} for page in signed]
    return _written(document, 0) + "\n"


def actor_names(section: Section) -> tuple[str, ...]:
    """Names of the Pelaksana columns; ``Kelompok / Nama`` where two ``kelompok`` hold the same name."""
    names = [actor.name for actor in section.actors]
    return tuple(
        f"{actor.group} / {actor.name}" if names.count(actor.name) > 1 and actor.group else actor.name
        for actor in section.actors
    )


def _taken(item: object, *names: str) -> _Entry:
    """An entry with these attributes of a part of the scene."""
    return {name: _rounded(getattr(item, name)) for name in names}


def _rounded(value: Any) -> Any:
    """Lengths in mm and sizes in points as they are printed, never ``-0.0``; all other values as they are."""
    if isinstance(value, tuple):
        return [_rounded(part) for part in value]
    return round(value, 2) + 0.0 if isinstance(value, float) else value


def _page(page: FlowPage, section: Section) -> _Entry:
    """One flow page; every entry tells its section's number when the SOP has several flow tables."""
    names = actor_names(section)
    mark = {} if page.section is None else {"section": page.section}
    columns = [(names[column.actor], column) for column in page.columns if column.actor is not None]
    steps = [row for row in page.rows if row.kind is RowKind.STEP]
    return {
        **_taken(page, "number", "width", "height"),
        **mark,
        "columns": [{"actor": name, **_taken(column, "left", "right"), **mark} for name, column in columns],
        "rows": [_taken(row, "step", "top", "bottom") | mark for row in steps],
        "symbols": [_symbol(symbol, names) | mark for symbol in page.symbols],
        "edges": [_edge(edge) | mark for edge in page.edges],
        "labels": [_taken(label, "text", *_CENTRE, "from_step") | mark for label in page.labels],
        "table": {
            "columns": [_taken(column, "key", "left", "right") for column in page.columns],
            "title": _blocks(page.title),
            "header": [_taken(cell, "text", *_BOX, "size_pt", "lines", "rotated") for cell in page.header.cells],
            "rows": [_row(page, row) for row in page.rows],
        },
    }


def _symbol(symbol: Symbol, names: Sequence[str]) -> _Entry:
    entry = _taken(symbol, "id", "step", "actor", "kind", *_CENTRE, "text")
    if symbol.actor is not None:
        entry["actor"] = names[symbol.actor]
    return entry | {key: value for key, value in _taken(symbol, "direction", "page_note").items() if value}


def _edge(edge: Edge) -> _Entry:
    told = ("join",) if edge.join else ("from_step", "to_step", "branch")
    return _taken(edge, "source", "target", *told, "points")


def _row(page: FlowPage, row: Row) -> _Entry:
    entry = _taken(row, "kind", "step", "top", "bottom")
    if row.kind is RowKind.TOTAL:
        entry["text"] = row.cells[-1].text
    numbers = {column.key for column in page.columns if not column.field}  # said by "step"
    if texts := {cell.key: cell.lines for cell in row.cells if cell.key not in numbers}:
        entry["cells"] = texts
    return entry


def _blocks(blocks: Sequence[TextBlock]) -> list[_Entry]:
    numbers = [{} if block.number is None else {"number": block.number} for block in blocks]
    return [number | _taken(block, *_BOX, "size_pt", "lines") for number, block in zip(numbers, blocks, strict=True)]


def _form_page(page: FormPage) -> _Entry:
    identity = None
    if page.identity is not None:
        fields = [
            {**_taken(field, "key", "label", "top", "bottom"), "pieces": [_piece(piece) for piece in field.pieces]}
            for field in page.identity.fields
        ]
        identity = {**_taken(page.identity, *_BOX, "label_left", "value_left"), "fields": fields}
    boxes = [
        {**_taken(box, "key", "title", *_BOX), "texts": [_taken(text, "number", "lines") for text in box.texts]}
        for box in page.boxes
    ]
    return {"number": page.number, "identity": identity, "boxes": boxes}


def _piece(piece: Piece) -> _Entry:
    """What a writer prints of a value: its kind and what it says."""
    match piece:
        case TextPiece() | DatePiece():
            told = _taken(piece, "lines", "path")
        case TickPiece():
            told = _taken(piece, "key", "ticked")
        case GapPiece():
            told = _taken(piece, "width")
        case SignaturePiece():
            told = {"blocks": _blocks(piece.blocks)}
        case BreakPiece():
            told = {}
    return {"kind": piece.kind, **told}


def _written(value: Any, depth: int) -> str:
    """JSON with one entry of every list a line: structures are opened, entries of leaves stay on one line."""
    pad, inner = "  " * depth, "  " * (depth + 1)
    if isinstance(value, Mapping) and any(
        key != "cells" and (isinstance(part, Mapping) or _holds_entries(part)) for key, part in value.items()
    ):
        lines = [f"{inner}{json.dumps(key)}: {_written(part, depth + 1)}" for key, part in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{pad}}}"
    if _holds_entries(value):
        lines = [inner + _written(part, depth + 1) for part in value]
        return "[\n" + ",\n".join(lines) + f"\n{pad}]"
    return json.dumps(value, ensure_ascii=False)


def _holds_entries(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(part, Mapping) for part in value)
