"""What we write is checked before it is packed: no broken body ever becomes a document."""

from __future__ import annotations

from xml.parsers.expat import ExpatError

import pytest

from sopgen.render.docx.archive import check_xml


@pytest.mark.parametrize("content", [b"<a><b></a>", b"<a>", b"<w:a/>", b"<a>&nbsp;</a>", b"<a>\x00</a>", b""])
def test_a_part_that_is_not_well_formed_is_refused(content: bytes) -> None:
    with pytest.raises(ExpatError):
        check_xml(content)


def test_a_sound_part_passes() -> None:
    check_xml('<w:a xmlns:w="x"><w:b>é &amp; {{ }}</w:b></w:a>'.encode())
