"""Signature fields of the parts: kept where a document is to be signed as a whole, dropped where it is not."""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Object, Page, Pdf, String

from sopgen.book.merge.structure import Structure

_SIGNATURES_EXIST = 1


class Fields:
    """The new document's form, which has signature fields only."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._fields: list[Object] = []
        self._names: set[str] = set()

    def keep(self, pages: Sequence[Page]) -> None:
        """Take the fields of a part's pages into the form; those that would have one name get a number."""
        for page in pages:
            for field in _fields_on(page):
                name = str(field.T)
                if name in self._names:
                    field.T = String(f"{name}_{len(self._names) + 1}")
                self._names.add(str(field.T))
                field.P = page.obj
                self._fields.append(field)

    def drop(self, pages: Sequence[Page], structure: Structure) -> None:
        """Take the fields off a part's pages."""
        for page in pages:
            for field in _fields_on(page):
                structure.drop_element(field)
                others = [each for each in page.obj.Annots if each.objgen != field.objgen]
                if others:
                    page.obj.Annots = Array(others)
                else:
                    del page.obj["/Annots"]

    def finish(self) -> Object | None:
        """The form's dictionary; None when there is nothing to sign."""
        if not self._fields:
            return None
        return self._pdf.make_indirect(Dictionary(Fields=Array(self._fields), SigFlags=_SIGNATURES_EXIST))


def _fields_on(page: Page) -> list[Object]:
    return [each for each in page.obj.get("/Annots", []) if each.get("/Subtype") == "/Widget"]
