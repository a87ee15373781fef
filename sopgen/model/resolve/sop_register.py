"""Which SOPs there are: resolves what sources say about each other by nomor or by file name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from sopgen.findings import Finding
from sopgen.model import codes
from sopgen.model.collector import Collector
from sopgen.model.schema.fields import option_of
from sopgen.model.sop import Kind, Related, Sop, Status
from sopgen.model.suggest import did_you_mean
from sopgen.model.visible import visible
from sopgen.paths import SOURCES, enacted_folder
from sopgen.source.document import SourcePath

_GLOB = re.compile(r"[*?\[]|\.ya?ml$")
_HEAD_LINE = re.compile(r"^(nomor|jenis|judul|unit|status):[ \t]+(.*)$", re.M)
_ENTRY_LINE = re.compile(r"^(nomor|jenis|judul|unit|status):(.*)\n(?=[^ \t\n])", re.M)
#: A value that is one plain YAML scalar, however it is read: nothing quoted, escaped, folded or commented.
_PLAIN_VALUE = re.compile(r" +([A-Za-z0-9](?:[\w ,.()/+&;=-]|:(?! )|(?<! )#)*)", re.A)
#: What YAML takes for nothing, or for a key.
_NO_TEXT = re.compile(r"^null *$|: *$", re.I)
_ENTRY_KEY = re.compile(r"^[\"']?(?:nomor|jenis|judul|unit|status)\b", re.M)
_KINDS = {kind.value: kind for kind in Kind}
_STATES = {status.value: status for status in Status}


@dataclass(frozen=True, slots=True)
class Registered:
    """What others need to know of one SOP. ``file`` is its source's name; ``readable`` False for a broken file.

    ``in_force`` is the nomor under which it was enacted last; its source may say another one by now.
    """

    nomor: str
    file: str
    judul: str = ""
    jenis: Kind | None = None
    unit: str = ""
    status: Status = Status.IN_FORCE
    readable: bool = True
    in_force: str = ""

    @property
    def title(self) -> str:
        """The words by which another SOP names this one: ``SOP Mikro <judul>``."""
        kind = f" {self.jenis.value.capitalize()}" if self.jenis else ""
        return f"SOP{kind} {self.judul}" if self.judul else f"SOP {self.nomor}"

    def called(self, word: str) -> str:
        """Return its nomor that ``word`` is to the eye, as it is typed there."""
        return next((each for each in (self.nomor, self.in_force) if visible(each) == visible(word)), word)


def registered(sop: Sop) -> Registered:
    """Return the entry of ``sop``."""
    entry = Registered(sop.nomor, sop.source.name, sop.judul, sop.jenis, sop.unit.key, sop.status)
    return entry if sop.enacted is None else replace(entry, in_force=sop.enacted.nomor)


def registered_text(name: str, text: str) -> Registered | None:
    """Return the entry of a file too broken to be read, from the lines of its head; None without a nomor.

    It keeps one syntax error from being reported again at everything that refers to that SOP.
    """
    head = {match[1]: match[2].partition(" #")[0].rstrip(" \t").strip("'\"") for match in _HEAD_LINE.finditer(text)}
    if not head.get("nomor"):
        return None
    kind, status = option_of(Kind, head.get("jenis", "")), option_of(Status, head.get("status", ""))
    texts = (head["nomor"], name, head.get("judul", ""), kind, head.get("unit", ""))
    return Registered(*texts, status or Status.IN_FORCE, readable=False)


def registered_head(name: str, text: str) -> Registered | None:
    """Return the entry of a sound file without reading it as YAML, a hundred times quicker; None when unsure.

    Sure are only plain values on lines of their own; whoever gets None reads the file.
    """
    found = [(match[1], _PLAIN_VALUE.fullmatch(match[2])) for match in _ENTRY_LINE.finditer(text)]
    head = {key: value[1].strip() for key, value in found if value and not _NO_TEXT.search(value[1])}
    if not {"nomor", "judul", "unit"} <= head.keys() or len(head) != len(_ENTRY_KEY.findall(text)):
        return None
    jenis, status = head.get("jenis"), head.get("status", Status.IN_FORCE.value)
    if (jenis is not None and jenis not in _KINDS) or status not in _STATES:
        return None
    kind = None if jenis is None else _KINDS[jenis]
    return Registered(head["nomor"], name, head["judul"], kind, head["unit"], _STATES[status])


class Register:
    """All SOPs of a project, in order of their files, by their numbers as the eye sees them.

    Of two with one nomor the first is the one that others mean; neither is built, as nobody can tell the copy. An SOP
    that was enacted under another nomor is known by both: what is in force bears that one.
    """

    def __init__(self, entries: Iterable[Registered]) -> None:
        self.entries = tuple(entries)
        self._by_nomor: dict[str, Registered] = {}
        self._again: dict[str, Registered] = {}
        for entry in self.entries:
            nomor = visible(entry.nomor)
            if nomor and self._by_nomor.setdefault(nomor, entry) is not entry and entry.readable:
                self._again.setdefault(nomor, entry)
        for entry in self.entries:
            nomor = visible(entry.in_force)
            if nomor and self._by_nomor.setdefault(nomor, entry) is not entry:
                self._again.setdefault(nomor, entry)

    @property
    def numbers(self) -> Collection[str]:
        """Every nomor, as the eye sees it."""
        return self._by_nomor.keys()

    def of_nomor(self, nomor: str) -> Registered | None:
        """Return the SOP that a nomor means, or None."""
        return self._by_nomor.get(visible(nomor))

    def other_of(self, sop: Sop) -> Registered | None:
        """Return another SOP that has ``sop``'s nomor, or None; a broken file says nothing against an earlier one."""
        first = self.of_nomor(sop.nomor)
        return self._again.get(visible(sop.nomor)) if first and first.file == sop.source.name else first

    def also_in_force(self, sop: Sop) -> Registered | None:
        """Return another SOP that was enacted under the nomor of ``sop``'s enactment, which neither source says now."""
        now = registered(sop)
        nomor = visible(now.in_force)
        if nomor in ("", visible(sop.nomor)):
            return None
        same = (each for each in self.entries if each.file != now.file and visible(each.in_force) == nomor)
        return next((each for each in same if visible(each.nomor) != nomor), None)

    def named(self, word: str) -> tuple[Registered, ...]:
        """Return the SOPs that a nomor, a file name or a pattern of file names means (``**`` for any folders)."""
        if (entry := self.of_nomor(word)) is not None:
            return (entry,)
        if not _GLOB.search(word):
            return ()
        pattern = _pattern(word)
        return tuple(entry for entry in self.entries if pattern.fullmatch(_below_sources(entry.file)))


def link(sop: Sop, register: Register) -> tuple[Sop, tuple[Finding, ...]]:
    """Return ``sop`` with its references to others resolved, and what is wrong between the files.

    A reference's text becomes the other SOP's title, ``SOP Mikro <judul>``.
    """
    report = Collector(sop.source)
    other = register.other_of(sop)
    if other is not None:
        message = f"Nomor “{sop.nomor}” juga dipakai oleh {other.file}."
        report.add(codes.DUPLICATE_NOMOR, ("nomor",), message, _how_to_part(sop, other))
    elif sop.enacted is not None and (other := register.also_in_force(sop)) is not None:
        message = f"Yang ditetapkan dari SOP ini bernomor “{sop.enacted.nomor}”, begitu pula dari {other.file}."
        own, folder = _folders(sop, other)
        hint = f"Bila berkas ini salinan, hapus folder {own}; bila {other.file} salinannya, hapus folder {folder}."
        report.add(codes.DUPLICATE_NOMOR, ("nomor",), message, hint)
    related = tuple(_linked(item, index, sop, register, report) for index, item in enumerate(sop.keterkaitan))
    return replace(sop, keterkaitan=tuple(item for item in related if item.text)), report.findings


def _how_to_part(sop: Sop, other: Registered) -> str:
    """Return what makes ``sop`` and ``other`` two SOPs again: what was enacted of one keeps its nomor too."""
    nomor = visible(sop.nomor)
    own_enacted = visible(registered(sop).in_force) == nomor
    if visible(other.in_force) != nomor:
        return f"Beri nomor yang lain pada {other.file}." if own_enacted else "Beri nomor yang lain pada salah satunya."
    if not own_enacted:
        return "Beri nomor yang lain di sini."
    own_folder, folder = _folders(sop, other)
    there = f"hapus folder {folder}"
    if visible(other.nomor) == nomor:
        there = f"beri nomor yang lain di sana dan {there}"
    return (
        f"Bila berkas ini salinan, beri nomor yang lain di sini dan hapus folder {own_folder}; "
        f"bila {other.file} salinannya, {there}."
    )


def _folders(sop: Sop, other: Registered) -> tuple[str, str]:
    """Return the names of the folders of what was enacted of two SOPs."""
    own, of_other = (enacted_folder(Path(name)).as_posix() for name in (sop.source.name, other.file))
    return own, of_other


def _linked(item: Related, index: int, sop: Sop, register: Register, report: Collector) -> Related:
    if item.nomor is None or not item.nomor:
        return item
    path: SourcePath = ("keterkaitan", index, "sop")
    if visible(item.nomor) == visible(sop.nomor):
        message = "SOP ini merujuk ke dirinya sendiri."
        report.add(codes.UNKNOWN_RELATED, path, message, "Tulis nomor SOP yang lain, atau hapus baris ini.")
        return Related(item.nomor)
    entry = register.of_nomor(item.nomor)
    if entry is None:
        message = f"SOP bernomor “{item.nomor}” tidak ada di {SOURCES}/."
        report.add(codes.UNKNOWN_RELATED, path, message, partial(_other_nomor, item.nomor, sop, register, report))
        return Related(item.nomor)
    return Related(entry.title, entry.called(item.nomor))


def _other_nomor(word: str, sop: Sop, register: Register, report: Collector) -> str:
    others = [nomor for nomor in register.numbers if nomor != visible(sop.nomor)]
    return did_you_mean(word, others, report.guessing) or "Tulis judulnya sebagai teks bila SOP itu belum ada di sini."


def resolve_list(
    words: tuple[str, ...], path: SourcePath, register: Register, report: Collector, taken: dict[str, str]
) -> tuple[Registered, ...]:
    """Return the SOPs that a list of numbers and patterns names, each once.

    ``taken`` maps files already named to the word that named them; a pattern passes over these, a number named
    twice is reported.
    """
    found: list[Registered] = []
    for index, word in enumerate(words):
        entries = register.named(word)
        if not entries:
            message = f"“{word}” bukan nomor SOP dan tidak cocok dengan berkas mana pun di {SOURCES}/."
            report.add(codes.NOTHING_NAMED, (*path, index), message, partial(_any_nomor, word, register, report))
        for entry in entries:
            if entry.file not in taken:
                taken[entry.file] = word
                found.append(entry)
            elif visible(taken[entry.file]) == visible(word):
                message = f"SOP “{word}” sudah tercantum sebelumnya."
                report.add(codes.NAMED_TWICE, (*path, index), message, "Hapus salah satunya.")
    return tuple(found)


def _any_nomor(word: str, register: Register, report: Collector) -> str:
    found = did_you_mean(word, register.numbers, report.guessing)
    return found or "Salin nomornya dari berkas SOP yang dimaksud."


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return the key that sorts numbers inside texts by their value: ``A-9`` before ``A-10``."""
    parts = re.findall(r"[0-9]+|[^0-9]+", text)
    return tuple((0, int(part), "") if part[0].isascii() and part.isdigit() else (1, 0, part) for part in parts)


def has_wildcard(word: str) -> bool:
    """Whether a pattern of file names may mean several."""
    return "*" in word or "?" in word


def _below_sources(name: str) -> str:
    return name.removeprefix(f"{SOURCES}/")


def _pattern(word: str) -> re.Pattern[str]:
    """Return the pattern of a file glob: ``*`` within a folder, ``**`` across folders, ``?`` one character."""
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", str(PurePosixPath(_below_sources(word))))
    return re.compile("".join(_WILD.get(part, re.escape(part)) for part in parts))


_WILD = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
