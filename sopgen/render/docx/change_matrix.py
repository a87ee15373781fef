"""The sheet about a proposal to change an SOP in Word: what is gone and what is new are tracked changes.

Who accepts all of them has the proposed texts before him, who rejects all the former ones. The sheet says what changed,
part by part, as the PDF does; it is not the SOP's own document, and ``pull`` takes nothing out of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sopgen.layout.style import PAPER_MM, STYLE
from sopgen.model.form.fields import IDENTITY, ValueKind
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop
from sopgen.render.change_matrix import Fate, Matrix, MatrixGroup, MatrixRow, Stretch, Version
from sopgen.render.docx.blocks import (
    Bands,
    Block,
    BookRole,
    Cell,
    Inline,
    Margins,
    PageField,
    Paragraph,
    Role,
    Row,
    Section,
    Tab,
    Table,
    TabStop,
    Text,
    Tracked,
)
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.logo import office_logo
from sopgen.render.docx.package.archive import in_memory
from sopgen.render.docx.package.assemble import Properties, assemble
from sopgen.render.docx.package.embedded import MATRIX
from sopgen.render.docx.package.reference import load_reference
from sopgen.render.docx.package.styles import Measure
from sopgen.render.docx.units import half_points, point_twips, twips
from sopgen.render.templates import template_folders

#: In mm: margins of the page, columns of the table but that of the texts, and what stands above and below it.
_TOP, _RIGHT, _BOTTOM, _LEFT = 14, 15, 15, 20
_NUMBER, _WHERE, _ACTION = 9, 44, 23
_LOGO_WIDTH, _LOGO_HEIGHT, _LABEL, _COLON, _SIGNED = 22, 15, 26, 3, 75
_OFFICE_PT, _UNIT_PT, _TITLE_PT, _TEXT_PT, _NOTE_PT = 12.0, 10.5, 12.0, 9.5, 7.5
_GROUP_GREY = "F3F3F3"
_NOTE = (
    "Perubahan di lembar ini ditandai sebagai revisi Word: terima semuanya untuk membaca teks yang diusulkan, tolak "
    "semuanya untuk membaca teks semula. SOP diubah dalam berkas sumbernya, bukan di lembar ini."
)


def render_matrix(matrix: Matrix, institution: Institution, root: Path, like: Sop) -> bytes:
    """The sheet as DOCX, landscape on the institution's paper, in the styles that ``like`` is written in.

    ``root`` is the project folder. Raises FindingsError when logo or reference document cannot be used.
    """
    width, height = PAPER_MM[institution.format.kertas]
    ids = Ids()
    sheet = _Sheet(matrix, institution, root, ids, width - _LEFT - _RIGHT)
    section = Section(
        tuple(sheet.blocks()),
        twips(width),
        twips(height),
        Margins(twips(_TOP), twips(_RIGHT), twips(_BOTTOM), twips(_LEFT), header=twips(7), footer=twips(7)),
        bands=Bands(footer=(sheet.footer(),)),
    )
    title = f"Matriks perubahan {matrix.nomor} {matrix.title}"
    properties = Properties(title, MATRIX, institution.nama, matrix.day, matrix.day)
    reference, folders = load_reference(like, root).content, template_folders(root)
    return in_memory(lambda target: assemble(target, (section,), reference, _measures(), properties, ids, folders))


def _measures() -> dict[Role, Measure]:
    text = Measure.planned(_TEXT_PT)
    return {
        Role.CELL: Measure.planned(_TEXT_PT, twips(1)),
        Role.HEADER_CELL: Measure.planned(_TEXT_PT, twips(1)),
        Role.TITLE: Measure.planned(_TITLE_PT),
        Role.FORM: text,
        Role.FORM_LABEL: text,
        Role.OFFICE: Measure.planned(_OFFICE_PT),
        Role.NOTE: Measure.planned(_NOTE_PT),
    }


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Makes the blocks of the sheet, whose text is ``width`` mm wide."""

    matrix: Matrix
    institution: Institution
    root: Path
    ids: Ids
    width: float

    def blocks(self) -> Iterator[Block]:
        matrix = self.matrix
        yield from self._letterhead()
        lines = ("Matriks Perubahan", matrix.title)
        yield Paragraph(Role.TITLE, (Text(lines),), before=twips(4), after=twips(3.5), outline=0)
        yield _about(next(field.label for field in IDENTITY if field.kind is ValueKind.NUMBER), matrix.nomor)
        yield _about("Semula", _called(matrix.old))
        yield _about("Menjadi", _called(matrix.new))
        yield _about("Ringkasan", matrix.summary)
        yield Paragraph(Role.ANCHOR, before=twips(3))
        if matrix.groups:
            yield self._table()
            yield Paragraph(Role.NOTE, (Text((_NOTE,)),), before=twips(1.2), after=twips(4))
        yield self._signed()

    def footer(self) -> Paragraph:
        """What every page says below."""
        size, stop = half_points(_NOTE_PT), TabStop(twips(self.width), "right")
        text = (Text((f"Matriks perubahan {self.matrix.nomor}",), size), Tab(), Text(("Halaman ",), size))
        number = (PageField("PAGE", "1", size), Text((" dari ",), size), PageField("NUMPAGES", "1", size))
        line = point_twips(_NOTE_PT * STYLE.line_height)
        return Paragraph(BookRole.FOOTER, (*text, *number), before=0, after=0, line=line, tabs=(stop,))

    def _letterhead(self) -> Iterator[Block]:
        unit, logo = self.matrix.unit, office_logo(self.institution, self.root)
        picture = logo.picture(self.ids.drawing(), f"Logo {self.institution.nama}", _LOGO_WIDTH - 2, _LOGO_HEIGHT)
        named = " – ".join(filter(None, (unit.induk, unit.nama)))
        words = (
            Paragraph(Role.OFFICE, (Text((self.institution.nama,), capitals=True),), align="center"),
            Paragraph(Role.FORM, (Text((named,), half_points(_UNIT_PT)),), align="center", before=twips(1)),
        )
        grid = (twips(_LOGO_WIDTH), twips(self.width - 2 * _LOGO_WIDTH), twips(_LOGO_WIDTH))
        shown = Paragraph(Role.ANCHOR, (picture,), line=0)
        cells = (Cell(grid[0], (shown,), margin_x=0), Cell(grid[1], words), Cell(grid[2], (Paragraph(Role.FORM),)))
        yield Table("Kop", f"Kop {self.institution.nama}", grid, (Row(twips(_LOGO_HEIGHT), cells),), ruled=False)
        yield Paragraph(Role.ANCHOR, before=twips(1), rule_below=12)

    def _table(self) -> Table:
        texts = self.width - _NUMBER - _WHERE - _ACTION
        grid = tuple(map(twips, (_NUMBER, _WHERE, texts, _ACTION)))
        heads = zip(grid, ("No.", "Bagian", "Perubahan", "Keterangan"), strict=True)
        grey = STYLE.header_grey.lstrip("#").upper()
        words = ((width, Paragraph(Role.HEADER_CELL, (Text((word,)),))) for width, word in heads)
        head = tuple(Cell(width, (word,), middle=True, shade=grey) for width, word in words)
        rows = [Row(0, head, header=True)]
        number = 0
        for group in self.matrix.groups:
            rows.append(_heading(group, grid))
            for row in group.rows:
                number += 1
                rows.append(self._row(number, row, grid))
        described = f"Perubahan {self.matrix.title}"
        return Table("Matriks perubahan", described, grid, tuple(rows))

    def _row(self, number: int, row: MatrixRow, grid: tuple[int, ...]) -> Row:
        texts: tuple[tuple[Inline, ...], ...] = (
            (Text((str(number),)),),
            (Text((row.where,)),),
            tuple(map(self._stretch, row.redline)),
            (Text((row.action,)),),
        )
        cells = tuple(
            Cell(width, (Paragraph(Role.CELL, text, align=align),))
            for width, text, align in zip(grid, texts, ("center", "", "", "center"), strict=True)
        )
        return Row(0, cells, splits=row.is_long)

    def _stretch(self, stretch: Stretch) -> Text:
        lines = tuple(stretch.text.split("\n"))
        if stretch.fate is Fate.KEPT:
            return Text(lines)
        return Tracked(lines, id=self.ids.bookmark(), deleted=stretch.fate is Fate.GONE)

    def _signed(self) -> Table:
        signer, wide = self.matrix.signer, twips(_SIGNED)
        between = twips(self.width) - 2 * wide
        left = (*_signing("Diusulkan oleh,", ""), Paragraph(Role.FORM, (Text(("Nama dan NIP",)),)))
        right = (
            *_signing("Disetujui oleh,", signer.jabatan),
            Paragraph(Role.FORM_LABEL, (Text((signer.nama,)),)),
            *([Paragraph(Role.FORM, (Text((f"NIP {signer.nip}",)),))] if signer.nip else ()),
        )
        cells = (Cell(wide, left, margin_x=0), Cell(between, (Paragraph(Role.FORM),)), Cell(wide, right, margin_x=0))
        described = "Yang mengusulkan dan yang menyetujui"
        return Table("Tanda tangan", described, (wide, between, wide), (Row(0, cells),), ruled=False)


def _called(version: Version) -> str:
    return ", ".join(filter(None, (version.name, version.about)))


def _about(label: str, value: str) -> Paragraph:
    """A line ``label : value``, whose further lines stand under its value."""
    colon, text = twips(_LABEL), twips(_LABEL + _COLON)
    content = (Text((label,)), Tab(), Text((":",)), Tab(), Text((value,)))
    tabs = (TabStop(colon, "left"), TabStop(text, "left"))
    return Paragraph(Role.FORM, content, after=twips(0.6), indent=text, hanging=text, tabs=tabs)


def _heading(group: MatrixGroup, grid: tuple[int, ...]) -> Row:
    words = Paragraph(Role.CELL, (Text((group.heading,), bold=True),), keep_next=True)
    return Row(0, (Cell(sum(grid), (words,), span=len(grid), shade=_GROUP_GREY),))


def _signing(words: str, office: str) -> Iterable[Paragraph]:
    """What stands above the room to sign in."""
    yield Paragraph(Role.FORM, (Text((words,)),))
    yield Paragraph(Role.FORM, (Text((office,)),), after=twips(_LOGO_HEIGHT))
