"""Empty signature fields (ISO 32000-1, 12.7): the places where somebody may sign, and nothing signed yet."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from sopgen.book.merge.part import POINTS_PER_MM, Box, SignatureField
from sopgen.book.merge.place import Move
from sopgen.book.merge.structure import Structure

_PRINTED = 4  # annotation flag 3
_SIGNATURES_EXIST = 1


class Fields:
    """The new document's form, which has signature fields only."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._fields: list[Object] = []

    def add(self, field: SignatureField, page: Page, move: Move, structure: Structure, part: Object) -> None:
        """Put a field on a page that was moved by ``move``, as the last element of its part."""
        rect = move.box(_points(field.box, float(page.mediabox[3])))
        widget = self._pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Sig,
                T=String(field.name),
                TU=String(field.label),
                F=_PRINTED,
                Rect=rect,
                P=page.obj,
                AP=Dictionary(N=self._empty(rect)),
            )
        )
        page.obj.Annots = Array([*page.obj.get("/Annots", []), widget])
        structure.add_annotation(part, page, widget, Name.Form, field.label)
        self._fields.append(widget)

    def finish(self) -> Object | None:
        """The form's dictionary; None when there is nothing to sign."""
        if not self._fields:
            return None
        return self._pdf.make_indirect(Dictionary(Fields=Array(self._fields), SigFlags=_SIGNATURES_EXIST))

    def _empty(self, rect: Array) -> Object:
        """An appearance that shows nothing: archival files want every field to have one."""
        appearance = self._pdf.make_stream(b"")
        x1, y1, x2, y2 = (float(edge) for edge in rect)
        appearance.Type = Name.XObject
        appearance.Subtype = Name.Form
        appearance.BBox = Array([0, 0, round(x2 - x1, 3), round(y2 - y1, 3)])
        appearance.Resources = Dictionary()
        return appearance


def _points(box: Box, height: float) -> Array:
    """A box in points from the lower left corner of a page of that height."""
    left, right = round(box.left * POINTS_PER_MM, 3), round(box.right * POINTS_PER_MM, 3)
    return Array(
        [left, round(height - box.bottom * POINTS_PER_MM, 3), right, round(height - box.top * POINTS_PER_MM, 3)]
    )
