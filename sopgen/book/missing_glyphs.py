"""Characters in a booklet's or letter's own texts that no installed font can print: told before pages are set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sopgen.findings import FindingsError
from sopgen.layout.text.measurer import TextMeasurer
from sopgen.layout.text.missing_glyphs import glyph_finding
from sopgen.model.book import Book
from sopgen.model.letter import Letter
from sopgen.source.document import Source

_Path = tuple[str | int, ...]
_Texts = Iterable[tuple[_Path, str]]


def require_book_glyphs(book: Book, family: str) -> None:
    """Raise FindingsError when the booklet's own texts hold characters that cannot be printed."""
    if book.source is not None:
        _require(book.source, _book_texts(book), family)


def require_letter_glyphs(letter: Letter, family: str) -> None:
    """Raise FindingsError when the letter's texts hold characters that cannot be printed."""
    _require(letter.source, _letter_texts(letter), family)


def _require(source: Source, texts: _Texts, family: str) -> None:
    measurer = TextMeasurer(family)
    findings = [
        glyph_finding(source, path, missing, None) for path, text in texts if (missing := measurer.missing(text))
    ]
    if findings:
        raise FindingsError(tuple(findings))


def _book_texts(book: Book) -> Iterator[tuple[_Path, str]]:
    yield ("judul",), book.judul
    yield ("tahun",), book.tahun
    if book.keputusan is not None:
        yield ("keputusan", "nomor"), book.keputusan.nomor
        yield ("keputusan", "tentang"), book.keputusan.tentang
        for key in ("menimbang", "mengingat", "memutuskan"):
            for index, text in enumerate(getattr(book.keputusan, key)):
                yield ("keputusan", key, index), text
    if book.tanda_tangan_pengantar is not None:
        yield ("tanda_tangan_pengantar", "tempat"), book.tanda_tangan_pengantar.tempat
    for key in ("kata_pengantar", "ruang_lingkup", "ringkasan"):
        for text in getattr(book, key):
            yield (key,), text
    for index, definition in enumerate(book.definisi):
        yield ("definisi", index, "istilah"), definition.istilah
        yield ("definisi", index, "arti"), definition.arti
    for index, chapter in enumerate(book.chapters):
        yield ("susunan", index, "judul"), chapter.judul


def _letter_texts(letter: Letter) -> Iterator[tuple[_Path, str]]:
    for key in ("jenis", "nomor", "kepada", "hal", "sifat"):
        yield (key,), getattr(letter, key)
    if letter.menjawab is not None:
        for key in ("nomor", "jenis", "dari", "hal"):
            yield ("menjawab", key), getattr(letter.menjawab, key)
    for text in letter.isi:
        yield ("isi",), text
    for index, text in enumerate(letter.tembusan):
        yield ("tembusan", index), text
    for index, attachment in enumerate(letter.lampiran):
        yield ("lampiran", index, "judul"), attachment.judul
