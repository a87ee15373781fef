"""LibreOffice prints every document as the scene planned it: pages, rows, drawing, texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pymupdf
import pytest

from sopgen.layout.scene import FlowPage
from sopgen.model.sop import Sop
from tests.render_docx.documents import FOLDERS, Made, made
from tests.render_docx.office import converted, needs_office
from tests.render_docx.readback import drawing_differences, packed, read_page, row_differences

#: So many calls of LibreOffice: each starts once and then converts its share of the cases.
_SHARES = 4


def differences(document: Made, pdf: bytes) -> Iterator[str]:
    """Everything that the printed document shows otherwise than its scene."""
    with pymupdf.open(stream=pdf) as printed:
        if len(printed) != document.scene.page_count:
            yield f"{len(printed)} pages, planned {document.scene.page_count}"
            return
        for planned in (*document.scene.form, *document.scene.pages):
            drawn = read_page(printed[planned.number - 1])
            yield from row_differences(drawn, planned)
        for planned in document.scene.pages:
            yield from drawing_differences(read_page(printed[planned.number - 1]), planned)
            yield from unwritten(planned, packed(printed[planned.number - 1].get_text()))
        shown = packed("".join(page.get_text() for page in printed))
    for text in texts_of(document.sop):
        if any(packed(part) not in shown for part in divided(document, text)):
            yield f"{text!r} is not printed"
    for text in (text for page in document.scene.form for box in page.boxes for text in box.texts):
        if text.number is not None and text.lines and packed(f"{text.number}.{text.lines[0]}") not in shown:
            yield f"the number {text.number} does not stand before {text.lines[0]!r}"


def unwritten(page: FlowPage, shown: str) -> Iterator[str]:
    """Words of the drawing that were cut off: LibreOffice prints nothing of a line that does not fit its box."""
    words = [label.text for label in page.labels]
    words += [text for symbol in page.symbols for text in (symbol.text, symbol.page_note)]
    for word, count in Counter(packed(word) for word in words if word).items():
        if shown.count(word) < count:
            yield f"page {page.number}: {word!r} is written {shown.count(word)} times, planned {count} times"


def divided(document: Made, text: str) -> list[str]:
    """A text as its pages divide it: in one piece, unless it is higher than a page."""
    pieces: dict[tuple[str | int, ...], list[str]] = {}
    for part in (part for page in document.scene.form for box in page.boxes for part in box.texts):
        pieces.setdefault(part.path, []).append(part.text)
    return next((parts for parts in pieces.values() if packed("".join(parts)) == packed(text)), [text])


def texts_of(sop: Sop) -> Iterator[str]:
    """Every text of an SOP that its pages print."""
    yield from (sop.nomor, sop.judul, sop.unit.nama, sop.unit.induk)
    yield from (sop.disahkan_oleh.jabatan, sop.disahkan_oleh.nama, sop.disahkan_oleh.nip)
    yield from (*sop.dasar_hukum, *sop.kualifikasi_pelaksana, *sop.peralatan, *sop.peringatan, *sop.pencatatan)
    yield from (related.text for related in sop.keterkaitan)
    for box in sop.tambahan:
        yield from (box.judul, *box.isi)
    for section in sop.sections:
        yield from (section.judul or "", *section.catatan, *(actor.name for actor in section.actors))
        for step in section.steps:
            yield from (step.kegiatan, step.kelengkapan, step.waktu, step.output, step.ket)
            yield from (symbol.text for symbol in step.symbols)


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("share", range(_SHARES))
def test_libreoffice_prints_what_the_scene_planned(share: int) -> None:
    documents = {document.name: document for case in list(FOLDERS)[share::_SHARES] for document in made(case)}
    printed = converted({name: document.docx for name, document in documents.items()})
    found = {name: list(differences(document, printed[name])) for name, document in documents.items()}
    assert {name: sentences for name, sentences in found.items() if sentences} == {}
