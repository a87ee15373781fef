"""The identity block of the form: office on the left, the SOP's fields and the signature on the right."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sopgen.layout.form.values import ValueBuilder
from sopgen.layout.scene import Identity, IdentityField, SignaturePiece, TextBlock
from sopgen.layout.style import SLACK_MM, Style
from sopgen.layout.table.cells import round_up, rule_mm
from sopgen.layout.table.notes import BlockWriter
from sopgen.layout.table.signature import moved, signature
from sopgen.layout.text.measurer import TextMeasurer, line_height_mm, printable
from sopgen.model.form.fields import TEXTS, ValueKind
from sopgen.model.form.fields import IdentityField as FormField
from sopgen.model.form.form import SignaturePlace
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
            least = signature_height or fields[-1].bottom - fields[-1].top - self._padding
            fields = self._fields(top, value_left, least + round_up(missing))
            bottom = fields[-1].bottom
        shift = round((bottom - top - office_height) / 2, 2)
        signing = {row.key for row in self.sop.format.form.rows if row.kind is ValueKind.SIGNATURE}
        has_logo = self.institution is not None  # an office without a logo of its own prints the placeholder
        return Identity(
            left=self.left,
            label_left=self.middle,
            value_left=value_left,
            right=self.right,
            top=top,
            bottom=bottom,
            logo_height=self.style.logo_height if has_logo else 0.0,
            fields=tuple(
                self._signed(field, value_left, signature_height) if field.key in signing else field for field in fields
            ),
            logo_top=round(top + shift, 2),
            office=tuple(moved(block, shift) for block in office),
        )

    def highest(self, lowest: float) -> _Path:
        """The place of the highest text on the side of a block that ends below ``lowest`` mm: the one to shorten."""
        top = self.style.margin_top
        office, office_height = self._office(top)
        if top + office_height + self._padding > lowest:
            return max(office, key=lambda block: block.bottom - block.top).path
        lines, signature_height = self._signature(self._value_left, 0.0)
        heights = {block.path: block.bottom - block.top for block in lines}
        rows = self.sop.format.form.rows
        for row, field in zip(rows, self._fields(top, self._value_left, signature_height), strict=True):
            if row.kind in TEXTS:
                labelled = self.measurer.line_count(field.label, self._label_room, self.size_pt) > len(field.spans)
                path = ("format", "istilah", row.term) if labelled and row.term else (field.key,)
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

    def _labels(self) -> tuple[str, ...]:
        """The label of each row."""
        return tuple(self._label(field) for field in self.sop.format.form.rows)

    def _label(self, field: FormField) -> str:
        """What the office calls a field: its own word for it, or the form's; ``{jenis}`` in it is the SOP's kind."""
        kind = self.sop.jenis.value.capitalize() if self.sop.jenis else ""
        label = str(getattr(self.sop.format.istilah, field.term)) if field.term else field.label
        return printable(label.replace("{jenis}", kind))

    def _label_width(self) -> float:
        widest = max(self.measurer.width(label, self.size_pt) for label in self._labels())
        needed = widest + SLACK_MM + 2 * self.style.form_x + rule_mm(self.style)
        return round_up(
            min(max(needed, self.style.form_label_width), self.style.form_label_share * (self.right - self.middle))
        )

    def _fields(self, top: float, value_left: float, signature_height: float) -> tuple[IdentityField, ...]:
        fields: list[IdentityField] = []
        values = ValueBuilder(self.sop, self.measurer, self.style, self.size_pt, self._value_room)
        rows = self.sop.format.form.rows
        tallest = next((row for row in rows if row.kind is ValueKind.SIGNATURE), rows[-1])
        for row in rows:
            label = self._label(row)
            pieces, lines = values.value(row)
            lines = max(lines, self.measurer.line_count(label, self._label_room, self.size_pt), 1)
            height = max(round_up(lines * self._line + self._padding), self.style.form_row_min)
            if row is tallest:
                height = max(height, round_up(signature_height + self._padding))
            bottom = round(top + height, 2)
            fields.append(IdentityField(row.key, label, top, bottom, pieces))
            top = bottom
        return tuple(fields)

    def _signed(self, field: IdentityField, value_left: float, height: float) -> IdentityField:
        """A field with the lines about who signs in its middle."""
        lead = (field.bottom - field.top - height) / 2
        lines, _ = self._signature(value_left, round(field.top + lead, 2))
        return replace(field, pieces=(SignaturePiece(lines),))

    def _signature(self, value_left: float, top: float) -> tuple[tuple[TextBlock, ...], float]:
        """Title, room to sign, name and NIP from ``top`` down, and their height; nothing where they stand elsewhere."""
        if self.sop.format.form.signature is not SignaturePlace.IDENTITY:
            return (), 0.0
        return signature(self.sop, self._writer(value_left, self.right), self.style, self.size_pt, top)

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
