"""One field after the other: what somebody made of it in Word, and where that belongs in today's source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import cached_property

from sopgen.edits.rename_pelaksana import NameTakenError, is_pelaksana, references
from sopgen.layout.text.measurer import printable
from sopgen.model.form.fields import DATES
from sopgen.model.form.form import Form
from sopgen.paths import INSTITUTION_FILE
from sopgen.pull.changes import Change, Doubt, short
from sopgen.pull.dates import UnclearDateError, read_date
from sopgen.pull.document.edited import Edited
from sopgen.pull.document.row_tags import step_of
from sopgen.pull.entries import Entries
from sopgen.pull.sources import Sources, called
from sopgen.render.docx.ids import CONNECTOR_TAG, PART_MARK, path_of, tag_of
from sopgen.source.document import MappingNode, SequenceNode, SourcePath

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


@dataclass
class Fields:
    """The fields of a document that was made with this form."""

    edited: Edited
    sources: Sources
    form: Form

    def __post_init__(self) -> None:
        self.entries = Entries(self.sources)

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

    def field(self, tag: str) -> Change | Doubt | str | None:
        """What became of one field; a text is a report, None means unchanged."""
        parts = self.printed[tag]
        if parts.keys() & self.merged:
            return None
        if any(part not in self.edited.texts for part in parts):
            return self.missing(tag)
        now, several, copied, plain = [], False, False, _plain(tag)
        for part, text in parts.items():
            was = plain(text)
            different = sorted({plain(other) for other in self.edited.texts[part]} - {was})
            several = several or len(different) > 1
            copied = copied or (bool(different) and len(self.edited.texts[part]) > self.places[part])
            now.append(different[0] if different else was)
        if several:
            return Doubt(tag, f"Isian {tag} diubah di beberapa tempat dengan isi yang berlainan.")
        before = [plain(text) for text in parts.values()]
        if now == before:
            return None
        found = self.changed(tag, self._together(tag, before, before), self._together(tag, before, now))
        if copied and isinstance(found, Change):
            return Doubt(tag, f"Isian {tag} berubah, tetapi ada salinannya di Word.", found)
        if isinstance(found, Change) and (why := self.aside_in(parts)):
            return Doubt(tag, f"Isian {tag} berubah, karena {why} di Word.", found)
        return found

    def aside_in(self, parts: Collection[str]) -> str:
        """What was hidden or struck through in a field, as a clause; empty for nothing."""
        aside = [part for part in self.edited.aside if part.tag in parts]
        words = short(" … ".join(part.text.strip() for part in aside))
        return f"“{words}” {' dan '.join(dict.fromkeys(part.mark for part in aside))}" if aside else ""

    @cached_property
    def merged(self) -> frozenset[str]:
        """The fields whose cells became one with others."""
        return frozenset(tag for cell in self.edited.merged if cell.several for tag in cell.tags)

    def _together(self, tag: str, before: list[str], now: list[str]) -> str:
        """The parts of a text as one; between them what stood there in the source."""
        whole = printable(self.sources.was(path_of(tag)))
        result, at = now[0], len(before[0])
        for old, new in zip(before[1:], now[1:], strict=True):
            start = whole.find(old, at)
            between = whole[at:start] if start >= 0 and old else " "
            result += ((between if not between.strip() else " ") if result and new else "") + new
            at = start + len(old) if start >= 0 else len(whole)
        return result

    def missing(self, tag: str) -> Doubt | str | None:
        """A field that is not in the document any more; None when today's source has it neither."""
        place = self.sources.place(path_of(tag))
        if place.path is None:
            return None
        if self.entries.is_entry(tag) and not self.printed[tag].keys() & self.edited.texts.keys() and self.sound(tag):
            return self.entries.removed(tag)
        return f"Isian {called(tag, place.path)} tidak ditemukan lagi di Word; isinya di berkas sumber tidak diubah."

    def sound(self, tag: str) -> bool:
        """Whether other entries of a list are there, and nothing that could be the one that is missing."""
        name = _list_of(tag)
        return name in self.lists_there and name not in self.lists_added

    @cached_property
    def lists_there(self) -> frozenset[str]:
        """Every list of which an entry stands in the document."""
        return frozenset(map(_list_of, self.edited.texts))

    @cached_property
    def lists_added(self) -> frozenset[str]:
        """Every list beside whose entries stands a text of no field."""
        return frozenset(_list_of(tag) for text in self.edited.loose for tag in (text.after, text.before))

    # -- a field that reads otherwise -------------------------------------------------------------------------

    def changed(self, tag: str, printed: str, new: str) -> Change | Doubt | str | None:
        """A field that was ``printed`` and reads ``new`` now, as what can be done about it."""
        then = self.located(path_of(tag), printed)
        if where := self.elsewhere(then):
            return f"Isian {tag} menjadi “{short(new)}” di Word; ubahlah {where}."
        place = self.sources.place(then)
        if place.path is None:
            what = "langkah" if step_of(tag) else "tempat"
            return (
                f"Isian {tag} menjadi “{short(new)}” di Word, tetapi {what} itu tidak ditemukan lagi di berkas sumber."
            )
        try:
            new = self.typed(then, new)
        except UnclearDateError as error:
            return Doubt(tag, f"Isian {tag}: {error}")
        old = self.sources.now(place.path)
        inherited = not new and then[-1] in _DEFAULTED and self.sources.today.node(place.path) is None
        if not inherited and new in (old, printable(old)):
            return None
        if not new and self.entries.is_entry(tag):
            return f"Isian {tag} dikosongkan di Word; hapus juga di berkas sumber bila itu maksudnya."
        found = self.whole(Change(tag, place.path, old, new), printed)
        doubt = self.doubt(tag, then, printed, old) if place.certain else self.unplaced(tag, place.path)
        return Doubt(tag, doubt, found) if doubt and isinstance(found, Change) else found

    def elsewhere(self, path: SourcePath) -> str:
        """Where a text stands that is printed but is not the SOP's own; empty when it is."""
        where = _ELSEWHERE.get(str(path[0]), "")
        base = self.sources.base or self.sources.today
        return where or ("judul SOP yang dirujuk" if isinstance(base.node(path), MappingNode) else "")

    def dated(self, path: SourcePath) -> bool:
        """Whether a date is printed that the source has as ISO."""
        return path[-1] == _REVISION_DATE or any(
            path == (field.key,) for field in self.form.identity if field.kind in DATES
        )

    def typed(self, path: SourcePath, new: str) -> str:
        """A text as the source has it. Raises UnclearDateError."""
        return read_date(new) if self.dated(path) and (new or path[-1] == _REVISION_DATE) else new

    def doubt(self, tag: str, path: SourcePath, printed: str, old: str) -> str:
        """Why a change at a certain place is doubtful; empty when it is not."""
        plain, was = _plain(tag), self.sources.was(path)
        if plain(old) != plain(was) or (not self.dated(path) and was and plain(was) != printed):
            return f"Isian {tag} berubah di Word dan juga di berkas sumber."
        if step_of(tag) in self.edited.copied:
            return f"Isian {tag} berubah, tetapi barisnya ada dua di Word."
        if self.edited.likely & {tag, step_of(tag), *self.printed[tag]}:
            return f"Isian {tag} berubah, tetapi kontrol kontennya hilang dan letaknya di Word tidak pasti."
        return ""

    def unplaced(self, tag: str, path: SourcePath) -> str:
        """A change whose place is only likely, as a sentence."""
        if self.sources.base is None:
            return f"Isian {tag} berubah di Word, tetapi sumber di dalam dokumen itu tidak terbaca."
        where = self.sources.described(path)
        return f"Isian {tag} berubah di Word, tetapi tempatnya di berkas sumber tidak pasti lagi; barangkali {where}."

    def whole(self, change: Change, printed: str) -> Change | Doubt | str | None:
        """A change with all that must go with it."""
        if is_pelaksana(change.path):
            return self.renamed(change)
        if self.entries.is_entry(change.tag) and change.new.count("\n") > printed.count("\n"):
            return self.entries.divided(change, printed)
        return change

    def renamed(self, change: Change) -> Change | Doubt | str:
        """A name in the Pelaksana header with all the words in the steps that mean it."""
        if not change.new:
            return f"Nama kolom {change.tag} dikosongkan di Word; kolom tidak dihapus dari berkas sumber."
        try:
            found = references(self.sources.today, change.path, change.new)
        except NameTakenError as error:
            return Doubt(change.tag, f"Isian {change.tag} menjadi “{change.new}” di Word, tetapi {error}.")
        return replace(
            change, also=tuple(Change(tag_of(path), path, self.sources.now(path), new) for path, new in found)
        )

    def located(self, path: SourcePath, printed: str) -> SourcePath:
        """Where a list's entry stands in the base: documents of earlier days counted empty entries, too.

        ``path`` stays unless exactly one other entry of the list has the printed text.
        """
        if not isinstance(path[-1], int) or printable(self.sources.was(path)) == printed:
            return path
        node = self.sources.base.node(path[:-1]) if self.sources.base else None
        count = len(node.items) if isinstance(node, SequenceNode) else 0
        same = [index for index in range(count) if printable(self.sources.was((*path[:-1], index))) == printed]
        return (*path[:-1], same[0]) if len(same) == 1 else path


def _list_of(tag: str) -> str:
    return tag.rpartition("/")[0]


def _plain(tag: str) -> Callable[[str], str]:
    """How texts of a field are compared: as printed; in drawing and header without the line breaks made for them."""
    if tag.rpartition("/")[2] in _IN_DRAWING or is_pelaksana(path_of(tag)):
        return lambda text: " ".join(printable(text).split())
    return printable
