"""A part's own count of its pages (``Halaman 2 dari 3``), which is taken off: the whole numbers its pages itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pikepdf import Array, Page

from sopgen.book.merge.prepared_part import FaceUse
from sopgen.render.wording import page_of

#: A piece of a margin box as WeasyPrint writes it; what is shown in it, and with which fonts.
_ARTIFACT = re.compile(rb"/Artifact\s*<</Type /Pagination>>\s*BDC\n(?:(?!EMC\n).*\n)*EMC\n")
_SHOWN = re.compile(rb"/([^/\s]+) [\d.]+ Tf\n|<([0-9a-f]{4})>")


def drop_page_counts(pages: Sequence[Page], faces: Mapping[int, FaceUse]) -> None:
    """Take the counts off all pages; ``faces`` are the fonts whose texts are known, by their objects' numbers."""
    for number, page in enumerate(pages, 1):
        fonts = {name.lstrip("/").encode(): font.objgen[0] for name, font in page.obj.Resources.Font.items()}
        known = {name: faces[font].text for name, font in fonts.items() if font in faces}
        contents = page.obj.Contents
        for stream in list(contents) if isinstance(contents, Array) else [contents]:
            data = stream.read_bytes()
            kept = _without(data, page_of(number, len(pages)), known)
            if kept != data:
                stream.write(kept)


def _without(data: bytes, count: str, fonts: Mapping[bytes, Mapping[int, bytes]]) -> bytes:
    """A content stream without the margin box that says ``count``."""

    def kept(found: re.Match[bytes]) -> bytes:
        return b"" if _text(found[0], fonts) == count else found[0]

    return _ARTIFACT.sub(kept, data)


def _text(piece: bytes, fonts: Mapping[bytes, Mapping[int, bytes]]) -> str:
    """What is shown in a piece of a content stream, as far as its fonts tell."""
    texts: Mapping[int, bytes] = {}
    said = b""
    for font, glyph in _SHOWN.findall(piece):
        if font:
            texts = fonts.get(font, {})
        else:
            said += texts.get(int(glyph, 16), b"")
    return said.decode("utf-16-be", "replace")
