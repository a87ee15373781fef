"""What we write is checked before it is packed: no broken body ever becomes a document."""

from __future__ import annotations

from pathlib import Path
from xml.parsers.expat import ExpatError

import pytest

from sopgen.render.docx.document import render
from sopgen.render.docx.package.archive import check_xml
from sopgen.render.own_templates import OwnTemplateError
from sopgen.render.templates import shipped_templates
from tests.render_docx.documents import makro


@pytest.mark.parametrize("content", [b"<a><b></a>", b"<a>", b"<w:a/>", b"<a>&nbsp;</a>", b"<a>\x00</a>", b""])
def test_a_part_that_is_not_well_formed_is_refused(content: bytes) -> None:
    with pytest.raises(ExpatError):
        check_xml(content)


def test_a_sound_part_passes() -> None:
    check_xml('<w:a xmlns:w="x"><w:b>é &amp; {{ }}</w:b></w:a>'.encode())


def test_a_shipped_template_is_trusted_with_its_prefixes_and_nothing_else() -> None:
    check_xml(b"<w:a/>", prefixes=False)
    with pytest.raises(ExpatError):
        check_xml(b"<w:a>\x0b</w:a>", prefixes=False)


def test_an_own_template_that_uses_an_undeclared_prefix_makes_no_document(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "docx"
    folder.mkdir(parents=True)
    shape = (shipped_templates() / "docx" / "shape.xml.j2").read_text(encoding="utf-8")
    (folder / "shape.xml.j2").write_text(shape.replace("<wp:wrapNone/>", "<lain:wrapNone/>"), encoding="utf-8")
    document = makro()
    with pytest.raises(OwnTemplateError, match=r"templates/docx/shape\.xml\.j2 membuat XML yang rusak"):
        render(document.sop, document.institution, document.scene, tmp_path)
