"""Tick boxes and the last revision: what they say together with the dates beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sopgen.model.form.fields import IdentityField, ValueKind
from sopgen.model.form.form import Form
from sopgen.pull.changes import Change, Doubt
from sopgen.pull.document.edited import Edited
from sopgen.pull.sources import Sources
from sopgen.render.docx.ids import tick_tag
from sopgen.source.document import Scalar


@dataclass(frozen=True, slots=True)
class Boxes:
    """The tick boxes of a document made with this form."""

    edited: Edited
    sources: Sources
    form: Form

    def doubts(self, changes: Mapping[str, Change]) -> Iterator[Doubt]:
        """What boxes and a new number of a revision leave in doubt, ``changes`` being those found, by tag."""
        for field in self.of(ValueKind.TICKED_DATE):
            yield from self.unticked(field, changes)
        yield from self.renumbered(changes)

    def unticked(self, field: IdentityField, changes: Mapping[str, Change]) -> Iterator[Doubt]:
        """What a toggled box leaves in doubt: the box says one thing, the date beside it another."""
        date = changes.get(field.key)
        if self.toggled(field) is False and (date is None or date.new):
            if date is None:
                date = Change(field.key, (field.key,), self.sources.now((field.key,)), "")
            message = f"Kotak {field.called.lower()} tidak lagi dicentang di Word, tetapi tanggalnya masih tertulis."
            yield Doubt(field.key, message, date)

    def renumbered(self, changes: Mapping[str, Change]) -> Iterator[Doubt]:
        """Another number of the last revision: it may be the same one, or a new one that has to be added."""
        number = next((tag for tag in changes if tag.startswith("revisi/") and tag.endswith("/ke")), None)
        if number is not None:
            entry = number.rpartition("/")[0]
            message = f"Revisi ke-{changes[number].new} di Word: bila itu revisi baru, tambahkan pada “revisi”."
            for tag in (number, f"{entry}/tanggal"):
                if tag in changes:
                    yield Doubt(tag, message, changes[tag])

    def unfilled(self, changes: Mapping[str, Change]) -> Iterator[str]:
        """What toggled boxes ask for that the document does not say."""
        for field in self.of(ValueKind.TICKED_DATE):
            if self.toggled(field) and field.key not in changes:
                name = field.called.lower()
                yield f"Kotak {name} dicentang di Word, tetapi tanggalnya tidak ada; ketik di sampingnya."
        for field in self.of(ValueKind.REVISION):
            if self.toggled(field):
                yield (
                    f"Kotak {field.called} dicentang di Word; tambahkan “{field.key}” dengan “ke” dan “tanggal” di "
                    "berkas sumber."
                )
            if self.toggled(field) is False:
                yield (
                    f"Kotak {field.called} tidak lagi dicentang di Word; riwayat revisi di berkas sumber tidak dihapus."
                )

    def of(self, *kinds: ValueKind) -> list[IdentityField]:
        """The form's fields of these kinds."""
        return [field for field in self.form.identity if field.kind in kinds]

    def toggled(self, field: IdentityField) -> bool | None:
        """Whether a field's box is ticked now, None when it is as it was printed."""
        base = self.sources.base
        node = base.node((field.key,)) if base else None
        was = node is not None and not (isinstance(node, Scalar) and not node.text)
        now = self.edited.checkboxes.get(tick_tag(field.key))
        return None if now is None or now == was else now
