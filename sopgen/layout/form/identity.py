"""The identity block of the form: office on the left, the SOP's fields and the signature on the right."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sopgen.layout.scene import Identity, IdentityField, RevisionDate, TextBlock
from sopgen.layout.style import DATE_GAP, MM_PER_POINT, SLACK_MM, TICK_AFTER, TICK_BEFORE, Style
from sopgen.layout.table.cells import round_up, rule_mm
from sopgen.layout.table.notes import BlockWriter
from sopgen.layout.text.measurer import TextMeasurer, line_height_mm, printable
from sopgen.model.dates import form_date
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop

_Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class IdentityBuilder:
    """Builds the identity block between ``left`` and ``right``; its fields begin at ``middle`` (mm)."""

    sop: Sop
    institution: Institution | None
    measurer: TextMeasurer
    style: Style
    size_pt: float
    left: float
    middle: float
    right: float

    def build(self) -> Identity:
        """The block at the top of the form's first page; it may be higher than the page."""
        top, value_left = self.style.margin_top, self._value_left
        signature_height = self._signature(value_left, 0.0)[1]
        fields = self._fields(top, value_left, signature_height)
        bottom = fields[-1].bottom
        office, office_height = self._office(top)
        missing = office_height + self._padding - (bottom - top)
        if missing > 0:
            fields = self._fields(top, value_left, signature_height + round_up(missing))
            bottom = fields[-1].bottom
        shift = round((bottom - top - office_height) / 2, 2)
        signed = next(field for field in fields if field.key == "disahkan_oleh")
        lead = (signed.bottom - signed.top - signature_height) / 2
        signature, _ = self._signature(value_left, round(signed.top + lead, 2))
        has_logo = self.institution is not None  # an office without a logo of its own prints the placeholder
        return Identity(
            left=self.left,
            label_left=self.middle,
            value_left=value_left,
            right=self.right,
            top=top,
            bottom=bottom,
            logo_height=self.style.logo_height if has_logo else 0.0,
            fields=fields,
            logo_top=round(top + shift, 2),
            office=tuple(_moved(block, shift) for block in office),
            signature=signature,
        )

    def highest(self, lowest: float) -> _Path:
        """The place of the highest text on the side of a block that ends below ``lowest`` mm: the one to shorten."""
        top = self.style.margin_top
        office, office_height = self._office(top)
        if top + office_height + self._padding > lowest:
            return max(office, key=lambda block: block.bottom - block.top).path
        signature, signature_height = self._signature(self._value_left, 0.0)
        heights = {block.path: block.bottom - block.top for block in signature}
        for field in self._fields(top, self._value_left, signature_height):
            if field.key in ("nomor", "judul"):
                labelled = self.measurer.line_count(field.label, self._label_room, self.size_pt) > len(field.spans)
                path = ("format", "istilah", "judul") if labelled and field.key == "judul" else (field.key,)
                heights[path] = field.bottom - field.top - self._padding
        return max(heights, key=lambda path: heights[path])

    @property
    def _line(self) -> float:
        return line_height_mm(self.size_pt, self.style.line_height)

    @property
    def _padding(self) -> float:
        return 2 * self.style.form_y + rule_mm(self.style)

    @property
    def _value_left(self) -> float:
        return round(self.middle + self._label_width(), 2)

    @property
    def _label_room(self) -> float:
        return self._value_left - self.middle - rule_mm(self.style) - 2 * self.style.form_x

    @property
    def _value_room(self) -> float:
        return self.right - self._value_left - rule_mm(self.style) - 2 * self.style.form_x

    def _labels(self) -> tuple[tuple[str, str, str, bool], ...]:
        """Key, label, value and boldness of each row."""
        sop = self.sop
        kind = sop.jenis.value.capitalize() if sop.jenis else ""
        return (
            ("nomor", "Nomor SOP", sop.nomor, False),
            ("tanggal_pembuatan", "Tanggal Pembuatan", form_date(sop.tanggal_pembuatan), False),
            ("revisi", "Tanggal Revisi", f"Revisi ke {sop.revisi[-1].ke}" if sop.revisi else "Revisi ke", False),
            ("tanggal_efektif", "Tanggal Efektif", form_date(sop.tanggal_efektif), False),
            ("disahkan_oleh", "Disahkan oleh", "", False),
            ("judul", printable(sop.format.istilah.judul.replace("{jenis}", kind)), sop.judul, True),
        )

    def _label_width(self) -> float:
        widest = max(self.measurer.width(label, self.size_pt) for _, label, _, _ in self._labels())
        needed = widest + SLACK_MM + 2 * self.style.form_x + rule_mm(self.style)
        return round_up(
            min(max(needed, self.style.form_label_width), self.style.form_label_share * (self.right - self.middle))
        )

    def _fields(self, top: float, value_left: float, signature_height: float) -> tuple[IdentityField, ...]:
        fields: list[IdentityField] = []
        for key, label, value, bold in self._labels():
            ticked = self._ticked(key)
            room = self._value_room - (0.0 if ticked is None else self._tick_width(key))
            spans = self.measurer.spans(value, room, self.size_pt, bold)
            count = self.measurer.line_count(value, room, self.size_pt, bold)
            revised = self._revision_date(value) if key == "revisi" else None
            if revised is not None and revised.below:
                count += self.measurer.line_count(revised.text, self._value_room, self.size_pt)
            count = max(count, self.measurer.line_count(label, self._label_room, self.size_pt), 1)
            height = max(round_up(count * self._line + self._padding), self.style.form_row_min)
            if key == "disahkan_oleh":
                height = max(height, round_up(signature_height + self._padding))
            bottom = round(top + height, 2)
            fields.append(IdentityField(key, label, top, bottom, printable(value), spans, ticked, revised))
            top = bottom
        return tuple(fields)

    def _ticked(self, key: str) -> bool | None:
        """Whether the tick box of a row is ticked; None for a row without one."""
        if key == "revisi":
            return bool(self.sop.revisi)
        return self.sop.tanggal_efektif is not None if key == "tanggal_efektif" else None

    def _tick_width(self, key: str) -> float:
        """The room that a tick box and the gap beside it take of a line, in the document where they take more.

        Word's tick box is a letter as wide as it is high.
        """
        before = key == "revisi"
        gap = self.style.form_tick_after if before else self.style.form_tick_before
        blanks = self.measurer.width(TICK_AFTER if before else TICK_BEFORE, self.size_pt)
        return max(self.style.form_tick + gap, self.size_pt * MM_PER_POINT + blanks)

    def _revision_date(self, words: str) -> RevisionDate | None:
        """The date of the last revision, beside ``words`` where both documents have the room."""
        if not self.sop.revisi:
            return None
        date = form_date(self.sop.revisi[-1].tanggal)
        gap = max(self.style.form_date_gap, self.measurer.width(DATE_GAP, self.size_pt))
        widths = self.measurer.width(words, self.size_pt) + gap + self.measurer.width(date, self.size_pt)
        below = self._tick_width("revisi") + widths + SLACK_MM > self._value_room
        return RevisionDate(date, self.measurer.spans(date, self._value_room, self.size_pt), below)

    def _signature(self, value_left: float, top: float) -> tuple[tuple[TextBlock, ...], float]:
        """Title, room to sign, name and NIP from ``top`` down, and their height."""
        official = self.sop.disahkan_oleh
        writer, size = self._writer(value_left, self.right), self.size_pt
        blocks = [writer.block(official.jabatan, top, size, path=("disahkan_oleh", "jabatan"))]
        below, room = blocks[0].bottom, self.style.signature_room
        anchor = self.sop.format.jangkar_ttd
        if anchor:
            mark = writer.block(anchor, below, size, path=("format", "jangkar_ttd"))
            room = max(room, mark.bottom - mark.top)
            blocks.append(_moved(mark, round((room - (mark.bottom - mark.top)) / 2, 2)))
        at = round(below + room, 2)
        blocks.append(writer.block(official.nama, at, size, bold=True, path=("disahkan_oleh", "nama")))
        if official.nip:
            nip = f"NIP. {official.nip}"
            blocks.append(writer.block(nip, blocks[-1].bottom, size, path=("disahkan_oleh", "nip")))
        return tuple(blocks), round(blocks[-1].bottom - top, 2)

    def _writer(self, left: float, right: float) -> BlockWriter:
        """Writes blocks into a cell between ``left`` and ``right`` (mm)."""
        return BlockWriter(self.measurer, self.style, left + self.style.form_x, right - self.style.form_x)

    def _office(self, top: float) -> tuple[tuple[TextBlock, ...], float]:
        """The office's lines below the logo's room, as if they began at ``top``, and the height of both."""
        if self.institution is None:
            return (), 0.0
        writer, size = self._writer(self.left, self.middle), self.size_pt + self.style.office_larger_pt
        at = top + self.style.logo_height + self.style.logo_gap
        texts: tuple[tuple[str, _Path], ...] = (
            (self.institution.nama.upper(), ("instansi", "nama")),
            (self.sop.unit.induk, ("unit", "induk")),
            (self.sop.unit.nama, ("unit", "nama")),
        )
        blocks: list[TextBlock] = []
        for text, path in texts:
            if text:
                blocks.append(writer.block(text, round(at, 2), size, bold=True, path=path))
                at = blocks[-1].bottom
        return tuple(blocks), round(at - top, 2)


def _moved(block: TextBlock, down: float) -> TextBlock:
    return replace(block, top=round(block.top + down, 2), bottom=round(block.bottom + down, 2))
