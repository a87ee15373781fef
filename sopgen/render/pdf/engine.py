"""WeasyPrint, kept strict: every line it logs is an error, shared fonts and stylesheets, archival tagged output.

Imported late (``import weasyprint`` takes half a second). Other documents than SOPs (booklet, letters, forms) are
made with it too: :func:`typeset`, then :func:`write`.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from importlib.metadata import version
from logging.handlers import BufferingHandler
from pathlib import Path

import pydyf  # type: ignore[import-untyped]

from sopgen.render.pdf.signature import SignatureField, add_field
from sopgen.render.pdf.tagging import finish
from sopgen.render.pdf.url_fetcher import Fetcher
from sopgen.render.pdf.weasyprint import CSS, HTML, LOGGER, Attachment, Document, FontConfiguration
from sopgen.render.templates import environment, shipped_templates

PDF_VARIANT = "pdf/a-3a"
#: How every PDF names the program that made it.
PROGRAM = "sopgen"
_SUBJECT = "SOP nomor "
#: Stands in for dates that the source does not give: PDF/A wants one, and the clock must not be asked.
NO_DATE = date(2000, 1, 1)


class LoggedError(Exception):
    """WeasyPrint had something to say: a missing glyph, a picture it cannot read, a wrong style."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__("; ".join(lines))
        self.lines = lines


@dataclass(frozen=True, slots=True)
class About:
    """What a PDF says about itself. ``key`` makes ids unique among SOPs (the nomor); dates come from the source."""

    key: str
    title: str
    author: str
    subject: str = ""
    created: date = NO_DATE
    modified: date = NO_DATE
    language: str = "id"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that travels inside the PDF: the source it was made from."""

    name: str
    content: bytes
    description: str
    media_type: str = "application/yaml"


@dataclass(frozen=True, slots=True)
class Markup:
    """A document to typeset: HTML, CSS, pictures by their name after ``sopgen:``, and folders it may read."""

    html: str
    css: str
    pictures: Mapping[str, bytes]
    folders: tuple[Path, ...] = ()


def subject_of(nomor: str) -> str:
    """What the PDF of one SOP, which no other has, says it is about."""
    return f"{_SUBJECT}{nomor}"


def nomor_in(subject: str) -> str:
    """The nomor of the SOP that a PDF says it is about; empty when it is about no single one."""
    return subject.removeprefix(_SUBJECT) if subject.startswith(_SUBJECT) else ""


@contextmanager
def _strictly() -> Iterator[None]:
    """Raise LoggedError when WeasyPrint logs a warning or an error inside the block, and what it caught unasked."""
    handler, propagate, level = _LogHandler(sys.maxsize), LOGGER.propagate, LOGGER.level
    LOGGER.addHandler(handler)
    LOGGER.propagate = False
    LOGGER.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        LOGGER.removeHandler(handler)
        LOGGER.propagate = propagate
        LOGGER.setLevel(level)
    if handler.caught is not None:
        raise handler.caught
    if handler.buffer:
        raise LoggedError(tuple(dict.fromkeys(record.getMessage() for record in handler.buffer)))


class _LogHandler(BufferingHandler):
    """Keeps warnings and errors; and what is no matter of a picture, which WeasyPrint catches while it draws one.

    It logs that as a detail (``images.SVGImage.draw``): Ctrl+C, or that there is no memory left.
    """

    caught: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        raised = record.exc_info[1] if record.exc_info else None
        if isinstance(raised, MemoryError) or not isinstance(raised, Exception | None):
            self.caught = raised
        if record.levelno >= logging.WARNING:
            super().emit(record)


@lru_cache(maxsize=1)
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@lru_cache(maxsize=32)
def _stylesheet(css: str) -> CSS:
    with _strictly():  # here, so that one that is amiss is not kept, and is told of again with the next document
        return CSS(string=css, font_config=_fonts())


def typeset(markup: Markup) -> Document:
    """Lay a document out; LoggedError when anything was amiss."""
    fetcher = Fetcher(markup.pictures, markup.folders)
    with _strictly():
        html = HTML(string=markup.html, url_fetcher=fetcher)
        return html.render(stylesheets=[_stylesheet(markup.css)], font_config=_fonts())


def write(
    document: Document,
    about: About,
    enclosures: tuple[Enclosure, ...] = (),
    links: bool = True,
    signature: SignatureField | None = None,
) -> bytes:
    """The document as PDF: PDF/A-3a and PDF/UA-1, the same bytes for the same input. Raises LoggedError.

    A document may be written more than once. Without ``links`` its links are plain text. ``signature`` is a field to
    sign in.
    """
    document.fonts.clear()  # subsets of an earlier writing
    packet = _metadata(about)
    document.metadata.generate_rdf_metadata = lambda *_: packet
    _describe(document, about)

    def finisher(document: Document, pdf: pydyf.PDF) -> None:
        finish(document, pdf, about.key, {enclosure.name: enclosure.media_type for enclosure in enclosures})
        if signature is not None:
            add_field(pdf, signature)

    attachments = [_attachment(enclosure, about) for enclosure in enclosures]
    with _strictly(), nullcontext() if links else _without_links(document):
        return bytes(document.write_pdf(pdf_variant=PDF_VARIANT, attachments=attachments, finisher=finisher))


@contextmanager
def _without_links(document: Document) -> Iterator[None]:
    """The document as if it had no links."""
    kept = [page.links for page in document.pages]
    for page in document.pages:
        for *_, box in page.links:
            box.link_annotation = None  # of an earlier writing
        page.links = []
    yield
    for page, page_links in zip(document.pages, kept, strict=True):
        page.links = page_links


def _describe(document: Document, about: About) -> None:
    """The document information dictionary says what the metadata packet says."""
    data = document.metadata
    data.title, data.authors, data.lang = about.title, [about.author], about.language
    data.description, data.generator = about.subject or None, PROGRAM
    data.created, data.modified = (f"{day.isoformat()}T00:00:00Z" for day in (about.created, about.modified))


def _attachment(enclosure: Enclosure, about: About) -> Attachment:
    return Attachment(
        string=enclosure.content,
        name=enclosure.name,
        description=enclosure.description,
        relationship="Source",
        created=datetime.combine(about.created, time(), UTC),
        modified=datetime.combine(about.modified, time(), UTC),
    )


def _metadata(about: About) -> bytes:
    template = environment((shipped_templates(),)).get_template("pdf/metadata.xml.j2")
    return template.render(about=about, producer=f"WeasyPrint {version('weasyprint')}").encode()
