"""Lines that the booklet's contents lead to, and names of places."""

from __future__ import annotations

import pytest

from sopgen.book.docx.bookmarks import listed
from sopgen.render.docx.blocks import BookRole, Paragraph, Text


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Pemeriksaan\u00a0Berkas", "Pemeriksaan\u00a0Berkas"),
        ("Pemeriksaan\u2003Berkas", "Pemeriksaan\u2003Berkas"),
        ("Per\u00admohonan  izin ", "Permohonan izin"),
        ("Permohonan\nizin", "Permohonan izin"),
    ],
    ids=["no-break space", "wide space", "soft hyphen and blanks", "two lines"],
)
def test_a_listed_line_has_the_blanks_of_the_contents(title: str, line: str) -> None:
    (text,) = listed(Paragraph(BookRole.BODY), (title, "CTH.01"), 1, "SOP_1", 1).content
    assert text == Text((line, "CTH.01"))
