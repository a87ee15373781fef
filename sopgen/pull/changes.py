"""What a comparison finds: changes that can be written, changes in doubt, and what is only told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import category

from sopgen.edits.apply import apply
from sopgen.edits.operations import Delete, Insert, Operation, Rename, Set
from sopgen.edits.rename_pelaksana import NameTakenError, is_pelaksana
from sopgen.findings import UserError
from sopgen.model.form.form import FORM, Form
from sopgen.source.document import Plain, Scalar, Source, SourcePath, clean

#: So many of a kind are listed; who has more has changed something else than texts.
MOST_TOLD = 20
_MOST_LETTERS = 200
#: Stands in a text for what is none: a sum, a picture, a sign that no known font draws, a number that Word writes.
NO_TEXT = "\ufffc"
#: What a sentence says for that.
_NO_TEXT = "[gambar atau lambang]"
#: What a text holds that is none.
UNREADABLE = "nomor otomatis, lambang, rumus, gambar, atau catatan kaki yang tidak terbaca"


class Kind(StrEnum):
    """What a change does with the place where it is made."""

    SET = "ubah"
    INSERT = "tambah"
    DELETE = "hapus"


@dataclass(frozen=True, slots=True)
class Change:
    """A field's new text: ``path`` is where it stands in the source today, ``old`` and ``new`` are source texts.

    ``step`` are the keys and texts of a new step, whose lines in the source ``new`` then are.
    ``also`` are the changes that must go with it: the words in the steps that mean a renamed column, or the further
    entries that a divided one became. Entries are inserted before the one that is at ``path`` today.
    """

    tag: str
    path: SourcePath
    old: str
    new: str
    also: tuple[Change, ...] = ()
    kind: Kind = Kind.SET
    step: tuple[tuple[str, str], ...] = ()

    @property
    def index(self) -> int:
        """Which entry of its list it is made at."""
        return self.path[-1] if isinstance(self.path[-1], int) else 0

    @property
    def parts(self) -> tuple[Change, ...]:
        """The change and all that go with it."""
        return (self, *self.also)

    @property
    def unread(self) -> bool:
        """Whether it would write what cannot be read."""
        before, after = ((each.old for each in self.parts), (each.new for each in self.parts))
        return bool(unreadable(after) - unreadable(before))


@dataclass(frozen=True, slots=True)
class Doubt:
    """A change that is not written unasked; ``change`` is what ``--field`` would write (None: it cannot tell)."""

    tag: str
    message: str
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A comment of somebody's beside its place in today's source: ``where`` is ``file:line``, ``what`` a sentence."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class ReadyStep:
    """A row of Word that is not certain enough to be a new step: its ``lines`` as YAML, for somebody to paste.

    ``message`` says why, ``place`` where in today's source they belong, ``renumbered`` which targets by number must
    read otherwise then.
    """

    message: str
    place: str
    lines: tuple[str, ...]
    renumbered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs. ``reports`` are sentences about what is never written from here, ``ready`` new steps."""

    changes: tuple[Change, ...]
    doubts: tuple[Doubt, ...]
    reports: tuple[str, ...]
    ready: tuple[ReadyStep, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def same(self) -> bool:
        """Whether the document says what the source says."""
        return not (self.changes or self.doubts or self.reports or self.ready or self.notes)


def chosen(comparison: Comparison, fields: Sequence[str] = ()) -> tuple[Change, ...]:
    """The changes to write: those of ``fields``, or all when nothing is doubtful.

    Raises UserError when something is doubtful and no field was named, or when a named field has no change.
    """
    if not fields:
        if comparison.doubts:
            names = ", ".join(at_most([doubt.tag for doubt in comparison.doubts]))
            raise UserError(f"Ada perubahan yang perlu dipastikan ({names}); pilih yang hendak ditulis dengan --field.")
        return comparison.changes
    known = {change.tag: change for change in comparison.changes}
    known |= {doubt.tag: doubt.change for doubt in comparison.doubts if doubt.change}
    for field in fields:
        if field not in known:
            raise UserError(f"Tidak ada perubahan yang dapat ditulis pada isian {short(field)}.")
    return tuple(known[field] for field in dict.fromkeys(fields))


def at_most(lines: Sequence[str]) -> tuple[str, ...]:
    """The first lines of a kind, and how many more there are."""
    more = len(lines) - MOST_TOLD
    return (*lines[:MOST_TOLD], f"… dan {more} lagi") if more > 0 else tuple(lines)


def short(text: str, most: int = _MOST_LETTERS) -> str:
    """A text as a sentence quotes it: no longer than somebody reads, ``most`` letters; what is no text by its name."""
    text = text.replace(NO_TEXT, _NO_TEXT)
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def unreadable(texts: Iterable[str]) -> set[str]:
    """What stands for no text in ``texts``, and characters that only one font knows."""
    return {letter for text in texts for letter in text if letter == NO_TEXT or category(letter) == "Co"}


def write(source: Source, changes: Sequence[Change], form: Form = FORM) -> bytes:
    """The bytes of today's source with ``changes`` made. Raises UserError when one cannot be made faithfully."""
    try:
        return apply(source, operations_of(source, changes), form).raw
    except NameTakenError as error:  # each alone was possible
        raise UserError(f"Perubahan itu tidak dapat ditulis bersama-sama: {error}.") from error


# -- as operations ----------------------------------------------------------------------------------------------


def operations_of(source: Source, changes: Sequence[Change]) -> tuple[Operation, ...]:
    """What makes ``changes`` in today's ``source``: first what keeps every place, then entries from the last one up.

    New names come last: a new step may name a pelaksana as it is called today.
    """
    texts: list[Operation] = []
    names: list[Operation] = []
    entries: dict[SourcePath, list[Change]] = {}
    for part in (part for change in changes for part in change.parts if not _implied(change, part)):
        if part.kind is Kind.SET:
            if is_pelaksana(part.path):
                names.append(Rename(part.path, clean(part.new)))
            else:
                texts.append(Set(part.path, clean(part.new)))
        else:
            entries.setdefault(part.path[:-1], []).append(part)
    lists = (_of_list(source, path, parts, texts) for path, parts in entries.items())
    return (*texts, *(operation for operations in lists for operation in operations), *names)


def _implied(change: Change, part: Change) -> bool:
    """Whether a part follows from its change: words in the steps from a new name."""
    return part is not change and change.kind is Kind.SET and is_pelaksana(change.path)


def _of_list(
    source: Source, path: SourcePath, parts: Sequence[Change], before: Sequence[Operation]
) -> Iterator[Operation]:
    """Entries that come and go in the list at ``path``, after the operations ``before``.

    One text that stands for a list becomes one.
    """
    node = source.node(path)
    ordered = sorted(enumerate(parts), key=lambda each: (-each[1].index, each[1].kind is Kind.INSERT, -each[0]))
    if not isinstance(node, Scalar):
        yield from (_of_entry(part) for _, part in ordered)
        return
    entries: list[Plain] = [each.value for each in before if isinstance(each, Set) and each.path == path] or [node.text]
    for _, part in ordered:
        entries[part.index : part.index + (part.kind is Kind.DELETE)] = [part.new] if part.kind is Kind.INSERT else []
    yield Set(path, entries)


def _of_entry(part: Change) -> Insert | Delete:
    if part.kind is Kind.DELETE:
        return Delete(part.path)
    step: dict[str, Plain] = {key: clean(text) for key, text in part.step}
    return Insert(part.path, step or clean(part.new))
