"""SOPs with odd blanks and soft hyphens in every field: the scene has their lines, and both documents print them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pymupdf
import pytest
from hypothesis import Phase, given, settings

from sopgen.layout.layout import lay_out
from sopgen.layout.scene import Label, Scene, Symbol
from sopgen.layout.swimlane.diagram import Diagram
from sopgen.layout.swimlane.layout import lay_out_diagram
from sopgen.layout.text.measurer import printable
from sopgen.model.institution import Institution
from sopgen.model.resolve.make_institution import make_institution
from sopgen.model.resolve.make_sop import make_sop
from sopgen.model.resolve.sop_register import Register, link, registered
from sopgen.model.sop import Sop
from sopgen.pull.compare import compare
from sopgen.pull.document.read import read
from sopgen.render.docx import document as docx
from sopgen.render.pdf import document as sop_pdf
from tests.conftest import ROOT, scaled
from tests.generators.odd_texts import odd_projects
from tests.model.office import BASE, INSTITUTION, source_of
from tests.readback.texts import packed, packed_page
from tests.render.test_every_sop import texts_of

UNSEEN = frozenset(" \n\u2003\u2009\u3000")


def made(sources: tuple[str, str]) -> tuple[Sop, Institution]:
    """The SOP and its office."""
    institution, _ = make_institution(source_of(sources[0], "sop_sources/instansi.yaml"))
    sop, findings = make_sop(source_of(sources[1]), institution)
    assert institution is not None
    assert sop is not None
    assert findings == ()
    return link(sop, Register([registered(sop)]))[0], institution


def parts(of: object) -> Iterator[object]:
    """Everything that a scene is made of."""
    yield of
    if isinstance(of, tuple):
        for item in of:
            yield from parts(item)
    elif is_dataclass(of):
        for field in fields(of):
            yield from parts(getattr(of, field.name))


def seen(text: str) -> str:
    """A text without what is not printed between two lines, and without what only says where one may end."""
    return "".join(char for char in text if char not in UNSEEN | {"\u200b"})


def lost(scene: Scene | Diagram) -> Iterator[str]:
    """Texts of the scene whose lines and the blanks between them are not the whole text."""
    for part in parts(scene):
        if spans := getattr(part, "spans", ()):
            text = part.text  # type: ignore[attr-defined]
            edges = [(0, 0), *spans, (len(text), len(text))]
            if not all(set(text[end:start]) <= UNSEEN and end <= start for (_, end), (start, _) in pairwise(edges)):
                yield text
        elif isinstance(part, Symbol | Label) and part.lines and seen("".join(part.lines)) != seen(part.text):
            yield part.text


def test_lines_typed_as_a_list_behind_a_stroke_keep_their_indentation_in_both_documents() -> None:
    sop, institution = made(
        (INSTITUTION, BASE + "catatan: |\n  Lampiran:\n    a. konsep\n      1) surat\n    b. data\n")
    )
    scene = lay_out(sop, institution)
    document = pymupdf.open(stream=sop_pdf.render(sop, institution, scene, ROOT))
    words = {word[4]: word[0] for page in document for word in page.get_text("words")}
    begins = [words[word] for word in ("Lampiran:", "a.", "1)", "b.")]
    assert begins[0] + 3 < begins[1] < begins[2] - 3
    assert begins[1] == pytest.approx(begins[3], abs=0.1)
    package = docx.render(sop, institution, scene, ROOT)
    with ZipFile(BytesIO(package)) as archive:
        written = archive.read("word/document.xml").decode()
    assert "\u00a0\u00a0a. konsep" in written
    assert "\u00a0\u00a0\u00a0\u00a01) surat" in written
    assert compare(read(package), sop.source).same


def test_a_line_is_not_indented_beyond_measure() -> None:
    assert printable(f"a\n{' ' * 20_000}b\n \n c  d ") == f"a\n{chr(0xA0) * 16}b\n\nc d"


@settings(max_examples=scaled(6))
@given(odd_projects())
def test_every_text_of_a_scene_is_its_lines(sources: tuple[str, str]) -> None:
    sop, institution = made(sources)
    assert list(lost(lay_out(sop, institution))) == []
    assert list(lost(lay_out_diagram(sop))) == []


@pytest.mark.slow
@settings(max_examples=scaled(3), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(odd_projects())
def test_both_documents_print_every_text(sources: tuple[str, str]) -> None:
    sop, institution = made(sources)
    scene = lay_out(sop, institution)
    document = pymupdf.open(stream=sop_pdf.render(sop, institution, scene, ROOT))
    written = "".join(packed_page(page) for page in document)
    texts = [packed(printable(text)).replace("\u200d", "") for text in texts_of(sop)]
    assert [text for text in texts if text not in written] == []
    comparison = compare(read(docx.render(sop, institution, scene, ROOT)), sop.source)
    assert comparison.same, comparison
