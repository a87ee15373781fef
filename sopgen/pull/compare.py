"""What somebody changed in Word, told as changes of the source: found, doubtful, or not ours to make.

A text of the document is compared with what was printed, and the source as it is now with the source that the
document was made from. Where both changed, or the document says two things, the change is doubtful.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from sopgen.layout.text.measurer import printable
from sopgen.model.form.fields import DATES, IdentityField, ValueKind
from sopgen.model.form.form import FORM, Form
from sopgen.model.resolve.blanks import without_blank_entries
from sopgen.paths import INSTITUTION_FILE
from sopgen.pull.dates import UnclearDateError, read_date
from sopgen.pull.edited import Edited
from sopgen.pull.rename import NameTakenError, is_name, references
from sopgen.pull.row_tags import step_of
from sopgen.render.docx.ids import CONNECTOR_TAG, PART_MARK, path_of, tag_of, tick_tag
from sopgen.source.document import MappingNode, Scalar, SequenceNode, Source, SourcePath, clean
from sopgen.source.read import parse

#: Where the texts stand that an SOP prints but does not own: the first word of the tag, and the place to edit.
_ELSEWHERE = {
    "disahkan_oleh": f"data pejabat di {INSTITUTION_FILE}",
    "unit": f"data unit di {INSTITUTION_FILE}",
    "instansi": f"nama instansi di {INSTITUTION_FILE}",
    "format": f"format di {INSTITUTION_FILE} atau di SOP ini",
    "jumlah_waktu": "waktu setiap langkah, karena jumlahnya dihitung",
    CONNECTOR_TAG: "alurnya, karena huruf penghubung dibuat dengan sendirinya",
}
#: The date of a revision: the one that may not be empty.
_REVISION_DATE = "tanggal"
_IN_DRAWING = frozenset({"tanya", "teks", "label_ya", "label_tidak"})
#: Texts that the office's format prints when an SOP does not say them; an empty one prints nothing.
_DEFAULTED = frozenset({"label_ya", "label_tidak"})


@dataclass(frozen=True, slots=True)
class Change:
    """A field's new text: ``path`` is where it stands in the source, ``old`` and ``new`` are source texts.

    ``also`` are the changes that must go with it: the words in the steps that mean a renamed column.
    """

    tag: str
    path: SourcePath
    old: str
    new: str
    also: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A change that is not written unasked; ``change`` is what ``--field`` would write (None: it cannot tell)."""

    tag: str
    message: str
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs. ``reports`` are sentences about what is never written from here."""

    changes: tuple[Change, ...]
    doubts: tuple[Doubt, ...]
    reports: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether the document says what the source says."""
        return not (self.changes or self.doubts or self.reports)


def compare(edited: Edited, source: Source, form: Form = FORM) -> Comparison:
    """Compare an edited document with the source file it belongs to, as that file is now; ``form`` is its form."""
    return _Comparer(edited, source, form).compare()


@dataclass
class _Comparer:
    edited: Edited
    source: Source
    form: Form

    def compare(self) -> Comparison:
        changes: dict[str, Change] = {}
        doubts: list[Doubt] = []
        reports = list(self.rows())
        for tag in self.printed:
            if any(tag.startswith(f"{step}/") for step in self.gone):
                continue
            found = self.field(tag)
            if isinstance(found, Change):
                changes[tag] = found
            elif isinstance(found, Doubt):
                doubts.append(found)
            elif found:
                reports.append(found)
        doubts += self.entangled(changes)
        for field in self.of(ValueKind.TICKED_DATE):
            doubts += self.unticked(field, changes)
        doubts += self.renumbered(changes)
        for doubt in doubts:
            changes.pop(doubt.tag, None)
        reports += self.unfilled(changes)
        reports += self.loose()
        return Comparison(tuple(changes.values()), tuple(doubts), tuple(reports))

    def entangled(self, changes: dict[str, Change]) -> Iterator[Doubt]:
        """Changes that would write the same place in different ways: a group and a name in it, both renamed."""
        places = Counter(part.path for change in changes.values() for part in (change, *change.also))
        for tag, change in changes.items():
            if any(places[part.path] > 1 for part in (change, *change.also)):
                yield Doubt(tag, f"Medan {tag} berubah bersama kelompoknya; tulislah satu per satu.", change)

    # -- tick boxes -------------------------------------------------------------------------------------------

    def unticked(self, field: IdentityField, changes: dict[str, Change]) -> Iterator[Doubt]:
        """What a toggled box leaves in doubt: the box says one thing, the date beside it another."""
        date = changes.get(field.key)
        if self.toggled(field) is False and (date is None or date.new):
            if date is None:
                path: SourcePath = (field.key,)
                date = Change(field.key, path, _text(self.source, path), "")
            message = f"Kotak {field.called.lower()} tidak lagi dicentang di Word, tetapi tanggalnya masih tertulis."
            yield Doubt(field.key, message, date)

    def renumbered(self, changes: dict[str, Change]) -> Iterator[Doubt]:
        """Another number of the last revision: it may be the same one, or a new one that has to be added."""
        number = next((tag for tag in changes if tag.startswith("revisi/") and tag.endswith("/ke")), None)
        if number is not None:
            entry = number.rpartition("/")[0]
            message = f"Revisi ke-{changes[number].new} di Word: bila itu revisi baru, tambahkan pada “revisi”."
            for tag in (number, f"{entry}/tanggal"):
                if tag in changes:
                    yield Doubt(tag, message, changes[tag])

    def unfilled(self, changes: dict[str, Change]) -> Iterator[str]:
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
        node = self.base.node((field.key,)) if self.base else None
        was = node is not None and not (isinstance(node, Scalar) and not node.text)
        now = self.edited.checkboxes.get(tick_tag(field.key))
        return None if now is None or now == was else now

    # -- what was printed -------------------------------------------------------------------------------------

    @cached_property
    def printed(self) -> dict[str, dict[str, str]]:
        """Printed texts by whole field: tag without part mark, then every part's tag with its text, in order."""
        fields: dict[str, dict[str, str]] = {}
        for printed in self.edited.origin.fields:
            fields.setdefault(printed.tag.partition(PART_MARK)[0], {}).setdefault(printed.tag, printed.text)
        return fields

    @cached_property
    def places(self) -> Counter[str]:
        """At how many places each tag was printed."""
        return Counter(printed.tag for printed in self.edited.origin.fields)

    @cached_property
    def base(self) -> Source | None:
        """The source that the document was made from."""
        source, _ = parse(self.edited.origin.yaml.encode(), self.source.file, self.source.name)
        return without_blank_entries(source, self.form) if source else None

    # -- rows and loose texts ---------------------------------------------------------------------------------

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """Paths of all printed steps, in order."""
        return tuple(dict.fromkeys(filter(None, map(step_of, self.printed))))

    @cached_property
    def gone(self) -> tuple[str, ...]:
        there = set(self.edited.steps)
        return tuple(step for step in self.steps if step not in there)

    def rows(self) -> Iterator[str]:
        for step in self.gone:
            yield f"Baris {_name(step)} tidak ada lagi di Word; hapus juga di berkas sumber bila itu maksudnya."
        for text in self.edited.loose:
            if text.row:
                yield f"Baris baru di Word: “{text.text}”; tambahkan langkahnya di berkas sumber."
        left = tuple(step for step in self.steps if step in set(self.edited.steps))
        if left != tuple(step for step in self.edited.steps if step in set(left)):
            yield "Urutan baris berubah di Word; pindahkan langkahnya di berkas sumber."

    def loose(self) -> Iterator[str]:
        """Everything else that was changed and is of no field."""
        for text in self.edited.loose:
            if not text.row:
                yield f"Teks “{text.text}” bukan bagian dari medan mana pun; tidak diambil."
        if not (self.gone or self.edited.copied):
            for lost in self.edited.lost:
                yield f"Teks “{lost}” berubah atau hilang di Word; kata-kata tetap seperti itu tidak diambil."
            shapes = self.edited.origin.shapes
            if shapes and self.edited.shapes != shapes:
                yield (
                    f"Lambang, garis, atau label ditambah atau dihapus di Word (semula {shapes}, menjadi "
                    f"{self.edited.shapes}); alurnya diatur dengan “tidak”, “ya”, dan “lanjut” di berkas sumber."
                )
        if set(self.edited.origin.bands) - set(self.edited.bands):
            yield (
                "Kepala atau kaki halaman berubah di Word; tidak diambil, karena diisi dari nomor dan judul SOP "
                "(medan nomor dan judul di halaman pertama) dan dari dokumen rujukan."
            )
        for words in self.edited.reworded:
            yield (
                f"Kata-kata tetap di samping medan {words.tag} berubah di Word dari “{words.before}” menjadi "
                f"“{words.now}”; tidak diambil."
            )
        for comment in self.edited.comments:
            by = f" dari {comment.author}" if comment.author else ""
            at = f" pada medan {comment.tag}" if comment.tag else ""
            yield f"Komentar{by}{at}: “{comment.text}”; tidak diambil."

    # -- one field --------------------------------------------------------------------------------------------

    def field(self, tag: str) -> Change | Doubt | str | None:
        """What became of one field; a text is a report, None means unchanged."""
        parts = self.printed[tag]
        missing = [part for part in parts if part not in self.edited.texts]
        if missing:
            return f"Medan {tag} tidak ditemukan lagi di Word; isinya di berkas sumber tidak diubah."
        now, several, copied, plain = [], False, False, _plain(tag)
        for part, text in parts.items():
            was = plain(text)
            different = sorted({plain(other) for other in self.edited.texts[part]} - {was})
            several = several or len(different) > 1
            copied = copied or (bool(different) and len(self.edited.texts[part]) > self.places[part])
            now.append(different[0] if different else was)
        if several:
            return Doubt(tag, f"Medan {tag} diubah di beberapa tempat dengan isi yang berlainan.")
        before = [plain(text) for text in parts.values()]
        if now == before:
            return None
        found = self.changed(tag, self._together(tag, before, before), self._together(tag, before, now))
        if copied and isinstance(found, Change):
            return Doubt(tag, f"Medan {tag} berubah, tetapi ada salinannya di Word.", found)
        return found

    def _together(self, tag: str, before: list[str], now: list[str]) -> str:
        """The parts of a text as one; between them what stood there in the source."""
        whole = printable(_text(self.base, path_of(tag))) if self.base else ""
        result, at = now[0], len(before[0])
        for old, new in zip(before[1:], now[1:], strict=True):
            start = whole.find(old, at)
            between = whole[at:start] if start >= 0 and old else " "
            result += ((between if not between.strip() else " ") if result and new else "") + new
            at = start + len(old) if start >= 0 else len(whole)
        return result

    def changed(self, tag: str, printed: str, new: str) -> Change | Doubt | str | None:
        """A field that was ``printed`` and reads ``new`` now, as what can be done about it."""
        path = path_of(tag)
        where = _ELSEWHERE.get(str(path[0]), "")
        if not where and isinstance(self.source.node(path), MappingNode):
            where = "judul SOP yang dirujuk"
        if where:
            return f"Medan {tag} menjadi “{new}” di Word; ubahlah {where}."
        path = self._located(self._located(path, printed, self.base), printed, self.source)
        dated = path[-1] == _REVISION_DATE or any(path == (field.key,) for field in self.of(*DATES))
        if dated and (new or path[-1] == _REVISION_DATE):
            try:
                new = read_date(new)
            except UnclearDateError as error:
                return Doubt(tag, f"Medan {tag}: {error}")
        old = _text(self.source, path)
        if not new and path[-1] in _DEFAULTED and self.source.node(path) is None:
            return Change(tag, path, old, new)  # what was printed was the office's own label
        if new in (old, printable(clean(old))):
            return None
        change = Change(tag, path, old, new)
        if not new and isinstance(path[-1], int):
            return f"Medan {tag} dikosongkan di Word; hapus juga di berkas sumber bila itu maksudnya."
        if not dated and old and _plain(tag)(clean(old)) != printed:
            return Doubt(tag, f"Medan {tag} berubah di Word dan juga di berkas sumber.", change)
        if self.base is None or (path == path_of(tag) and _text(self.base, path) != old):
            return Doubt(tag, f"Medan {tag} berubah di Word dan juga di berkas sumber.", change)
        if any(tag.startswith(f"{step}/") for step in self.edited.copied):
            return Doubt(tag, f"Medan {tag} berubah, tetapi barisnya ada dua di Word.", change)
        return self.renamed(change) if is_name(tag) else change

    def renamed(self, change: Change) -> Change | Doubt | str:
        """A name in the Pelaksana header with all the words in the steps that mean it."""
        if not change.new:
            return f"Nama kolom {change.tag} dikosongkan di Word; kolom tidak dihapus dari berkas sumber."
        try:
            found = references(self.source, change.path, change.new)
        except NameTakenError as error:
            return Doubt(change.tag, f"Medan {change.tag} menjadi “{change.new}” di Word, tetapi {error}.")
        also = tuple(Change(tag_of(path), path, old, new) for path, old, new in found)
        return replace(change, also=also)

    def _located(self, path: SourcePath, printed: str, source: Source | None) -> SourcePath:
        """Where a list's entry stands: empty entries are not printed, and others may have come before it since.

        ``path`` stays unless exactly one other entry of the list has the printed text.
        """
        if source is None or not isinstance(path[-1], int) or printable(_text(source, path)) == printed:
            return path
        node = source.node(path[:-1])
        count = len(node.items) if isinstance(node, SequenceNode) else 0
        same = [index for index in range(count) if printable(_text(source, (*path[:-1], index))) == printed]
        return (*path[:-1], same[0]) if len(same) == 1 else path


def _plain(tag: str) -> Callable[[str], str]:
    """How texts of a field are compared: as printed; in drawing and header without the line breaks made for them."""
    if tag.rpartition("/")[2] in _IN_DRAWING or is_name(tag):
        return lambda text: " ".join(printable(text).split())
    return printable


def _text(source: Source | None, path: SourcePath) -> str:
    """The source's text at ``path``, a list of one text written as that text included; empty when there is none."""
    node = source.node(path) if source else None
    if node is None and source and path and path[-1] == 0:
        node = source.node(path[:-1])
    return node.text if isinstance(node, Scalar) else ""


def _name(step: str) -> str:
    """``bagian/2/langkah/3`` as people say it."""
    return step.replace("langkah/", "langkah ").replace("bagian/", "bagian ").replace("/", ", ")
