"""Monitoring and evaluation forms in Word, to be filled in there or on paper."""

from __future__ import annotations

from collections.abc import Mapping

from sopgen.book.content.blocks import Content, headings, plain
from sopgen.book.docx.arranging import begun
from sopgen.book.docx.paper import LYING, counted_footer, paper_of, section_on
from sopgen.book.docx.printer import Printer
from sopgen.book.pages.typesetter import Sheet, Typesetter
from sopgen.model.sop import Sop
from sopgen.render.docx.blocks import Block
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.package.archive import in_memory
from sopgen.render.docx.package.assemble import Properties, assemble
from sopgen.render.docx.package.embedded import FORMS
from sopgen.render.docx.package.reference import load_reference
from sopgen.render.templates import template_folders


def form_docx(setter: Typesetter, content: Content, places: Mapping[str, int], like: Sop) -> bytes:
    """A form, in the styles of the reference document that ``like`` is written in; its heading is its title.

    ``places`` are the pages of its rows in the PDF, by id.

    Raises FindingsError when the office's reference document cannot be used.
    """
    sheet, ids = Sheet.of(setter.institution.format.kertas), Ids()
    printer = Printer(ids, setter)
    paper = paper_of(content[0].names if content else (), LYING)
    width, _ = paper.room(sheet)
    blocks: tuple[Block, ...] = ()
    for pages in content:
        printed = printer.pages(pages, width, places)
        blocks += begun(printed) if blocks and printed else printed
    title = next((" ".join(plain(heading.content).split()) for heading in headings(content)), "")
    section = section_on(paper, sheet, blocks, bands=counted_footer(width))
    office = setter.institution.nama
    properties = Properties(title, FORMS, office, setter.day, setter.day)
    reference, folders = load_reference(like, setter.root).content, template_folders(setter.root)
    return in_memory(lambda target: assemble(target, (section,), reference, {}, properties, ids, folders))
