"""A letter and the SOPs attached to it, as one PDF that can be printed, filed and signed."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sopgen.book.attachment_page import HEADING_LINE, HEADING_TOP, NUMBER_TOP, AttachmentPage, HeadingBlock
from sopgen.book.content.blocks import Content
from sopgen.book.merge.merge import count_pages, merge
from sopgen.book.merge.part import About, Align, Part, Stamp, StampRole
from sopgen.book.missing_glyphs import require_letter_glyphs
from sopgen.book.pages.cache import Typeset
from sopgen.book.pages.stamp_fonts import letter_sheets
from sopgen.book.pages.typeset_job import Signing
from sopgen.book.pages.typesetter import Sheet, Typesetter, Wording, watermark
from sopgen.findings import UserError
from sopgen.layout.text.measurer import TextMeasurer
from sopgen.model.dates import letter_date
from sopgen.model.institution import Institution
from sopgen.model.letter import Answered, Attachment, Letter, Numbering
from sopgen.model.project import Project
from sopgen.model.sop import Sop, Status
from sopgen.paths import INSTITUTION_FILE
from sopgen.render.wording import roman

COVER = "@surat"
#: What is stamped across the pages of an SOP that is not in force.
STATUS_MARKS = {Status.DRAFT: "KONSEP", Status.WITHDRAWN: "DICABUT"}


@dataclass(frozen=True, slots=True)
class FinishedSop:
    """An SOP ready to be attached, and its PDF."""

    sop: Sop
    pdf: bytes


@dataclass(frozen=True, slots=True)
class AttachedSop:
    """An SOP in the letter, and the numbers printed on its first and last page."""

    finished: FinishedSop
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PlannedAttachment:
    """An attachment: its number as printed (empty when it is the only one), its title, its SOPs in order."""

    number: str
    judul: str
    sops: tuple[AttachedSop, ...]

    @property
    def first(self) -> int:
        """The number printed on its first page."""
        return self.sops[0].first


@dataclass(frozen=True, slots=True)
class LetterPdf:
    """The finished PDF and what stands where in it; ``cover`` is what the covering letter says, if there is one."""

    pdf: bytes
    pages: int
    cover_pages: int
    cover: Content
    attachments: tuple[PlannedAttachment, ...]


def attached_sops(letter: Letter, project: Project, *, drafts: bool = False) -> tuple[Sop, ...]:
    """The SOPs a letter attaches, in order.

    Raises ``UserError`` when one is missing, named twice or a draft with gaps, or is not in force and ``drafts`` does
    not allow it.
    """
    known = {sop.nomor: sop for sop in project.sops}
    named = [nomor for attachment in letter.lampiran for nomor in attachment.sop]
    twice = sorted({nomor for nomor in named if named.count(nomor) > 1})
    if twice:
        raise UserError(f"SOP {', '.join(twice)} dilampirkan lebih dari sekali; sebutkan setiap SOP satu kali saja.")
    missing = [nomor for nomor in named if nomor not in known]
    if missing:
        raise UserError(f"SOP {', '.join(missing)} tidak ada atau belum dapat dibaca, jadi tidak dapat dilampirkan.")
    sops = tuple(known[nomor] for nomor in named)
    refused = project.not_in_force(letter)
    if refused and not drafts:
        named_so = ", ".join(f"{sop.nomor} ({sop.status.value})" for sop in refused)
        raise UserError(f"SOP {named_so} tidak berlaku; untuk melampirkannya juga, tambahkan --konsep.")
    if unfinished := project.unfinished(letter):
        named_so = ", ".join(sop.nomor for sop in unfinished)
        raise UserError(f"SOP {named_so} masih konsep yang belum lengkap, jadi tidak dapat dilampirkan.")
    return sops


def attach(letter: Letter, project: Project, finished: Mapping[str, FinishedSop], *, drafts: bool = False) -> LetterPdf:
    """The letter's PDF: the covering letter if it has a text, then each attachment.

    ``finished`` holds the SOPs that ``attached_sops`` names, by nomor. Raises ``UserError`` as that does, and when
    the institution cannot be read; ``FindingsError`` for characters in the letter that cannot be printed.
    """
    if project.institution is None:
        raise UserError(f"Lampiran tidak dapat dibuat: {INSTITUTION_FILE} tidak ada atau belum dapat dibaca.")
    attached_sops(letter, project, drafts=drafts)
    require_letter_glyphs(letter, project.institution.format.huruf)
    setter = Typesetter(project.root, project.institution.at(letter.tanggal), letter_day(letter))
    wording = cover_wording(setter.institution, letter)
    cover = _set_cover(setter, letter, wording) if letter.isi else None
    cover_pages = cover.pages if cover else 0
    planned = plan_attachments(letter, finished, max(cover_pages, 1))
    parts = _parts(setter.institution, letter, cover, planned)
    about = About(
        f"{letter.jenis} {letter.nomor}: {letter.hal}", letter.dari.jabatan, setter.day, first_page=1 if cover else 2
    )
    file = io.BytesIO()
    merged = merge(parts, about, letter_sheets(setter, parts), file)
    content = setter.content(wording) if cover else ()
    return LetterPdf(file.getvalue(), merged.pages, cover_pages, content, planned)


def letter_day(letter: Letter) -> date:
    """The date that the letter's documents carry."""
    return letter.tanggal or date(2000, 1, 1)


def plan_attachments(letter: Letter, finished: Mapping[str, FinishedSop], last: int) -> tuple[PlannedAttachment, ...]:
    """Number the attachments and their pages, on from ``last``, the number of the letter's last page.

    A letter whose text is not here counts as one page.
    """
    planned: list[PlannedAttachment] = []
    for index, attachment in enumerate(letter.lampiran, 1):
        sops: list[AttachedSop] = []
        for nomor in attachment.sop:
            first = last + 1
            last += count_pages(finished[nomor].pdf)
            sops.append(AttachedSop(finished[nomor], first, last))
        planned.append(PlannedAttachment(_numeral(letter, index), attachment_title(attachment, sops), tuple(sops)))
    return tuple(planned)


def attachment_title(attachment: Attachment, sops: list[AttachedSop]) -> str:
    """The attachment's own title, or its SOPs'."""
    return attachment.judul or "; ".join(attached.finished.sop.title for attached in sops)


def heading_lines(letter: Letter, number: str) -> tuple[str, ...]:
    """The heading block at an attachment's top right."""
    numbered = f"Lampiran {number}" if number else "Lampiran"
    lines = [f"{numbered} {letter.jenis}", f"Nomor: {letter.nomor}"]
    if letter.tanggal:
        lines.append(f"Tanggal: {letter_date(letter.tanggal)}")
    return tuple(" ".join(line.split()) for line in lines)


def _numeral(letter: Letter, index: int) -> str:
    if len(letter.lampiran) == 1:
        return ""
    return roman(index) if letter.penomoran_lampiran is Numbering.ROMAN else str(index)


def cover_wording(institution: Institution, letter: Letter) -> Wording:
    """What the covering letter says."""
    values = {
        "letter": letter,
        "unit": letterhead_unit(institution, letter),
        "anchor": institution.format.jangkar_ttd or "",
        "memo": is_memo(letter),
        "answered": answered_words(letter.menjawab) if letter.menjawab else "",
        "enclosed": enclosed_words(letter),
    }
    return Wording("letter/letter.html.j2", values)


def _set_cover(setter: Typesetter, letter: Letter, wording: Wording) -> Typeset:
    signing = Signing("ttd", "ttd_surat", f"Tanda tangan {letter.dari.jabatan}")
    return setter.set(wording.template, COVER, f"{letter.jenis} {letter.nomor}", wording.values, signing)


def letterhead_unit(institution: Institution, letter: Letter) -> str:
    """The unit whose letter this is: the one that the sender's title names, the longest name first."""
    title = letter.dari.jabatan.casefold()
    named = [unit.nama for unit in institution.unit.values() if unit.nama.casefold() in title]
    return max(named, key=len, default="")


def is_memo(letter: Letter) -> bool:
    """Whether the letter is one within the office, which lists addressee and sender at its head."""
    return letter.jenis.casefold().startswith(("nota dinas", "memo"))


def answered_words(answered: Answered) -> str:
    """The letter that is answered, in words."""
    words = [answered.jenis or "Surat", answered.dari, "Nomor", answered.nomor]
    words += ["tanggal", letter_date(answered.tanggal)] if answered.tanggal else []
    words += ["hal", answered.hal] if answered.hal else []
    return " ".join(word for word in words if word)


def enclosed_words(letter: Letter) -> str:
    """How many attachments there are, in words."""
    count = len(letter.lampiran)
    words = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh")
    return f"{words[count - 1] if count <= len(words) else count} berkas"


def _parts(
    institution: Institution, letter: Letter, cover: Typeset | None, planned: tuple[PlannedAttachment, ...]
) -> list[Part]:
    parts = [_cover_part(letter, cover, Sheet.of(institution.format.kertas))] if cover else []
    measurer = TextMeasurer(institution.format.huruf)
    for attachment in planned:
        group = f"Lampiran {attachment.number} – {attachment.judul}" if attachment.number else "Lampiran"
        for attached in attachment.sops:
            first = attached is attachment.sops[0]
            page = AttachmentPage.of(attached.finished.sop)
            heading = page.heading(heading_lines(letter, attachment.number), measurer) if first else None
            parts.append(_sop_part(attached, page, heading, group if first else ""))
    return parts


def _cover_part(letter: Letter, cover: Typeset, sheet: Sheet) -> Part:
    stamps = tuple((_number(page, sheet.short, sheet.long),) if page > 1 else () for page in range(1, cover.pages + 1))
    return Part(COVER, f"{letter.jenis} {letter.nomor}", cover.pdf, stamps=stamps, keep_fields=True)


def _sop_part(attached: AttachedSop, page: AttachmentPage, heading: HeadingBlock | None, group: str) -> Part:
    sop, sheet = attached.finished.sop, page.sheet
    headed = _heading(heading, sheet) if heading else ()
    mark = (watermark(STATUS_MARKS[sop.status], sheet),) if sop.status in STATUS_MARKS else ()
    numbers = range(attached.first, attached.last + 1)
    stamps = [
        (*mark, *(headed if number == attached.first else ()), _number(number, sheet.long, sheet.short))
        for number in numbers
    ]
    return Part(
        sop.nomor,
        sop.title,
        attached.finished.pdf,
        level=2,
        group=group,
        stamps=tuple(stamps),
        placement=page.place,
        keep_fields=True,
    )


def _number(number: int, width: float, height: float) -> Stamp:
    return Stamp(f"- {number} -", width / 2, height - NUMBER_TOP, role=StampRole.HEADER)


def _heading(block: HeadingBlock, sheet: Sheet) -> tuple[Stamp, ...]:
    return tuple(
        Stamp(
            line,
            block.left,
            sheet.short - HEADING_TOP - index * HEADING_LINE,
            block.size,
            Align.LEFT,
            role=StampRole.TEXT,
        )
        for index, line in enumerate(block.lines)
    )
