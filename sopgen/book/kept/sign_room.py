"""The room to sign in an enacted document of ours, as booklets and letters show it: without ``jangkar_ttd``.

A program that signs looks for the one anchor of a document, and a letter has its own: what is drawn for booklets and
letters has none (``layout/table/signature.py``), so what was enacted has none there either. Whatever words an office
uses as anchor by now, those that were printed stand where the document's own field is.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from pikepdf import Object, Page, Pdf

from sopgen.book.kept.tagged_text import Run, TaggedText, content_streams
from sopgen.render.pdf.signature import field_name

#: How WeasyPrint marks content; what shows text in it stands between lines BT and ET.
_MARK = re.compile(rb"<</MCID (\d+)>>\n")


def clear_sign_room(source: Pdf, nomor: str) -> None:
    """Take the text out of the room to sign of the SOP ``nomor``."""
    for page in source.pages:
        for annotation in page.obj.get("/Annots", []):
            if annotation.get("/T") == field_name(nomor):
                _clear(page, annotation.Rect)


def _clear(page: Page, room: Object) -> None:
    """Take the text out of a part of a page; the elements of the text stay, empty."""
    found = TaggedText().page(page.obj)
    gone = {mcid for mcid, runs in found.items() if all(_is_inside(run, room) for run in runs)}
    for stream in content_streams(page) if gone else ():
        data = stream.read_bytes()
        kept = _without(data, gone)
        if kept != data:
            stream.write(kept)


def _is_inside(run: Run, room: Object) -> bool:
    """Whether a text stands on a line in a room that is as wide as what is written around it."""
    left, bottom, right, top = (float(edge) for edge in room)
    return left - 1 < run.left and run.right < right + 1 and bottom < run.baseline < top


def _without(data: bytes, gone: Collection[int]) -> bytes:
    """A content stream that shows nothing in the marked content with these numbers."""
    kept = []
    is_gone = is_text = False
    for line in data.splitlines(keepends=True):
        mark = _MARK.fullmatch(line)
        is_gone = int(mark[1]) in gone if mark else is_gone and line != b"EMC\n"
        is_text |= is_gone and line == b"BT\n"
        if not is_text:
            kept.append(line)
        is_text &= line != b"ET\n"
    return b"".join(kept)
