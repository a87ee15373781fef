"""Read one YAML file into a located tree, with a finding for everything that cannot be a source.

The grammar is YAML 1.2 less what a form never needs: anchors, aliases, tags, merge keys and further documents.
libyaml (through PyYAML) does the scanning, because reading must stay far below a millisecond a file; its
1.1 reading of line separators is avoided by refusing those characters beforehand, and its typing of scalars
is never asked for. Its English is never shown: see ``syntax``. Events are read, not ``yaml.compose``: composed nodes
no longer tell anchors and aliases, take longer, and a text nested deep enough ends the process.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

import yaml

from sopgen.bounded_read import read_bounded
from sopgen.findings import Code, Finding, Severity
from sopgen.source import codes
from sopgen.source.document import (
    CONTROL,
    BrokenNode,
    KeyValue,
    Lines,
    MappingNode,
    Node,
    Scalar,
    SequenceNode,
    Source,
    clean,
    kept,
)
from sopgen.source.slips import (
    RETYPED_BLANK,
    blanks_before_key,
    lines_typed_as_items,
    lone_dashes_as_text,
    mistaken_blanks,
    unmerged,
    wide_after_hyphen,
)
from sopgen.source.syntax import Trouble, explain
from sopgen.work import READING, Work, WorkUsedUpError

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 24
MOST_FINDINGS = 200
_MAX_CONTROLS = 20
#: No unsaved files: see ``bytes_of``.
ALL_SAVED: Mapping[Path, bytes] = MappingProxyType({})

_CUT_OFF = re.compile(r"[ \t]+(#[^\s#=*!-]\S*)")
_NOTHING_BUT_A_COMMENT = re.compile(r"[ \t]+(#(?:[^\s#=*!-]\S*|(?=[ \t]*(?:[\r\n]|\Z))))")


class _StopReadingError(Exception):
    """Nothing more can be read; the findings say why."""


def read(
    file: Path, root: Path, unsaved: Mapping[Path, bytes] = ALL_SAVED
) -> tuple[Source | None, tuple[Finding, ...]]:
    """Read ``file`` of the project folder ``root``; the source is None when nothing in it can be used.

    ``unsaved``: see ``bytes_of``.
    """
    name = relative_name(file, root)
    try:
        raw = bytes_of(file, unsaved)
    except OSError as error:
        message = f"Berkas tidak dapat dibuka: {_reason(error)}."
        return None, (
            finding_about(name, codes.UNREADABLE, message, "Periksa apakah berkas itu ada dan boleh dibaca."),
        )
    if len(raw) > MAX_BYTES:
        message = "Berkas ini lebih besar dari 1 MiB."
        return None, (finding_about(name, codes.FILE_SIZE, message, "Pecah isinya menjadi beberapa berkas."),)
    return parse(raw, file, name)


def relative_name(file: Path, root: Path) -> str:
    """Return ``file`` relative to the project folder, with forward slashes (its whole path when it lies outside)."""
    inside = file.relative_to(root) if file.is_relative_to(root) else file
    return inside.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def parse(raw: bytes, file: Path, name: str) -> tuple[Source | None, tuple[Finding, ...]]:
    """Parse a file's bytes; ``name`` is what findings call the file."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, (_not_utf8(raw, name, error),)
    reading = partial(_read_text, text, name)
    tree, findings = kept(reading)
    return (Source(file, name, text, raw, reading) if tree else None), findings


def _read_text(text: str, name: str) -> tuple[MappingNode | None, tuple[Finding, ...]]:
    reader = _Reader(text, name)
    try:
        tree = reader.read()
    except _StopReadingError:
        tree = None
    return tree, tuple(sorted(reader.findings, key=lambda finding: finding.sort_key))


class _Reader:
    """Turns parser events into nodes; what is refused becomes a finding and, where needed, a broken node."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.lines = Lines(text)
        self.findings: list[Finding] = []
        self.work = Work(READING, len(text))

    def read(self) -> MappingNode:
        """Return the document's mapping; raises _StopReadingError after having said why there is none."""
        if trouble := unmerged(self.text, self.lines):
            self.report(*trouble)
            raise _StopReadingError
        readable, self.lone_dash = lone_dashes_as_text(self._without_control_characters())
        parser = yaml.CBaseLoader(readable)
        self.events = iter(parser.get_event, None)
        try:
            root = self._document()
        except yaml.YAMLError as error:
            self.report(*self._explained(error))
            raise _StopReadingError from None
        finally:
            parser.dispose()
        if isinstance(root, MappingNode):
            return root
        self._report_no_mapping(root)
        raise _StopReadingError

    def _explained(self, error: yaml.YAMLError) -> Trouble:
        trouble = explain(self.lines, error)
        return mistaken_blanks(self.lines, trouble[1]) or trouble

    def report(self, code: Code, start: int, end: int, message: str, hint: str = "") -> None:
        """Keep a finding about the characters ``start`` to ``end``; too many errors end the reading."""
        if len(self.findings) >= MOST_FINDINGS:
            if code.severity is Severity.ERROR:
                raise _StopReadingError
            return
        self.findings.append(_finding(self.lines, self.name, code, start, end, message, hint))

    def _without_control_characters(self) -> str:
        """Report control characters once and return the text with blanks in their place, so that reading goes on."""
        first = CONTROL.search(self.text)
        if not first:
            return self.text
        count = len(CONTROL.findall(self.text))
        more = "" if count == 1 else f" (dan {count - 1} lagi)"
        message = f"Ada karakter tak terlihat U+{ord(first[0]):04X} di sini{more}; sumber hanya boleh berisi teks."
        hint = "Hapus karakter itu, lalu ketik ulang spasi atau baris barunya."
        self.report(codes.CONTROL_CHARACTER, first.start(), first.end(), message, hint)
        if count > _MAX_CONTROLS:
            raise _StopReadingError
        return CONTROL.sub(" ", self.text)

    def _document(self) -> Node | None:
        """Return the first document, None when there is none; a second one is reported."""
        next(self.events)  # the stream starts
        if not isinstance(next(self.events), yaml.DocumentStartEvent):
            return None
        root = self._node(next(self.events), 0)
        next(self.events)  # the document ends
        if isinstance(second := next(self.events), yaml.DocumentStartEvent):
            start = _place(second)[0]
            message = "Berkas ini memuat lebih dari satu dokumen YAML; yang kedua mulai di sini."
            self.report(codes.SECOND_DOCUMENT, start, start + 3, message, "Satu berkas untuk satu dokumen.")
        return root

    def _node(self, event: yaml.Event, depth: int, key: Scalar | None = None) -> Node:
        """Return the node that begins with ``event``, ``depth`` lists and mappings deep, as the value of ``key``."""
        start, end = _place(event)
        self._spend(start, end)
        if isinstance(event, yaml.AliasEvent):
            if key is None or not _is_merge(key):  # else the key is reported
                message = f"Alias “*{event.anchor}” tidak boleh dipakai dalam sumber SOP."
                hint = "Tulis isinya di sini; bila memang bagian dari teks, apit seluruh teks dengan tanda kutip."
                self.report(codes.YAML_FEATURE, start, end, message, hint)
            return BrokenNode(start, end)
        assert isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent)
        if event.anchor is not None or event.tag is not None:
            start = self._refuse_properties(start, event.anchor, event.tag)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, start, end)
        if depth >= MAX_DEPTH:
            message = f"Isi bersarang lebih dari {MAX_DEPTH} tingkat."
            hint = "Periksa tanda kurung dan indentasi (spasi di awal baris); sumber SOP tidak pernah sedalam itu."
            self.report(codes.NESTING, start, start + 1, message, hint)
            raise _StopReadingError
        read = self._mapping if isinstance(event, yaml.MappingStartEvent) else self._sequence
        return read(start, depth + 1)

    def _spend(self, start: int, end: int) -> None:
        """Count a node that begins with these characters; too many end the reading."""
        try:
            self.work.spend(1 + end - start)
        except WorkUsedUpError:
            message = "Isi berkas ini terlalu banyak untuk dibaca sampai selesai."
            self.report(codes.FILE_SIZE, start, end, message, "Pecah isinya menjadi beberapa berkas.")
            raise _StopReadingError from None

    def _scalar(self, event: yaml.ScalarEvent, start: int, end: int) -> Scalar:
        style = event.style or ""
        if not style and "#" in self.text[end : end + 80]:
            self._warn_of_cut(start, end)
        if style != "|" and "\n" in self.text[start:end]:
            self._warn_of_items(start, end)
        value = event.value.replace(self.lone_dash, "-") if self.lone_dash else event.value
        if style == '"' and (found := CONTROL.search(value)):
            message = f"Teks ini menghasilkan karakter tak terlihat U+{ord(found[0]):04X}."
            self.report(codes.CONTROL_CHARACTER, start, end, message, "Hapus tulisan yang diawali “\\” itu.")
            return Scalar(CONTROL.sub(" ", value), start, end, style)
        return Scalar(value, start, end, style)

    def _warn_of_cut(self, start: int, end: int) -> None:
        nothing = end == start
        cut = (_NOTHING_BUT_A_COMMENT if nothing else _CUT_OFF).match(self.text, end)
        if not cut:
            return
        message = f"Teks terpotong sebelum “{cut[1]}”, karena spasi lalu “#” memulai komentar."
        if nothing:
            message = f"“{cut[1]}” tidak terbaca sebagai isi, karena “#” memulai komentar."
        hint = "Apit seluruh teks dengan tanda kutip; bila memang komentar, beri spasi sesudah “#”."
        if cut[1] == "#":
            hint = "Apit tanda itu dengan tanda kutip; bila memang bukan isi, hapus."
        self.report(codes.CUT_TEXT, cut.start(1), cut.end(1), message, hint)

    def _warn_of_items(self, start: int, end: int) -> None:
        if wide_after_hyphen(self.text, start):
            return  # told of any value that begins so
        mark = lines_typed_as_items(self.text[start:end].lstrip("'\">"))
        if mark:
            message = f"Baris-baris yang diawali “{mark}” dan sejenisnya di sini menyatu menjadi satu baris."
            hint = "Awali setiap butir dengan “- ” di barisnya sendiri, atau tulis “|” sesudah titik dua."
            self.report(codes.TYPED_LIST, start, end, message, hint)

    def _refuse_properties(self, start: int, anchor: str | None, tag: str | None) -> int:
        """Report an anchor or a tag before a value; return where the value itself starts."""
        match = re.compile(r"(?:[&!]\S*\s*)+").match(self.text, start)
        after = match.end() if match else start
        end = start + len(self.text[start:after].split()[0]) if match else start + 1
        what = f"Jangkar “&{anchor}”" if anchor is not None else f"Tag “{self.text[start:end]}”"
        message = f"{what} tidak boleh dipakai dalam sumber SOP."
        hint = "Hapus tanda itu; bila memang bagian dari teks, apit seluruh teks dengan tanda kutip."
        self.report(codes.YAML_FEATURE, start, end, message, hint)
        return after

    def _value(self, event: yaml.Event, depth: int, key: Scalar | None = None) -> Node:
        """Return the node of an item, or of the value of ``key``; told is a hyphen that should have begun an item."""
        node = self._node(event, depth, key)
        if isinstance(node, Scalar) and not node.style and (begun := wide_after_hyphen(self.text, node.start)):
            message = "Spasi sesudah “-” di sini bukan spasi biasa, sehingga tidak memulai butir daftar."
            self.report(codes.TYPED_LIST, *begun.span("blanks"), message, RETYPED_BLANK)
        return node

    def _sequence(self, start: int, depth: int) -> SequenceNode:
        items: list[Node] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._value(event, depth))
        return SequenceNode(tuple(items), start, _place(event)[1])

    def _mapping(self, start: int, depth: int) -> MappingNode:
        entries: dict[str, KeyValue] = {}
        repeated: list[Scalar] = []  # keys that stand one after the other and were all there before
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._checked_key(self._node(event, depth))
            value = self._value(next(self.events), depth, key)
            if key is None:
                continue
            name = clean(key.text)
            if _is_merge(key):
                message = "Kunci gabung “<<” tidak boleh dipakai dalam sumber SOP."
                self.report(codes.YAML_FEATURE, key.start, key.end, message, "Tulis kunci dan isinya langsung di sini.")
            elif name in entries:
                repeated.append(key)
            else:
                self._report_repeated(repeated, entries)
                entries[name] = KeyValue(key, value)
        self._report_repeated(repeated, entries)
        return MappingNode(entries, start, _place(event)[1])

    def _checked_key(self, node: Node) -> Scalar | None:
        if isinstance(node, Scalar) and not node.style and (trouble := blanks_before_key(self.text, node.start)):
            self.report(*trouble)
            raise _StopReadingError  # what stands below another key is taken for keys of the whole file
        if isinstance(node, Scalar) and node.text.strip():
            return node
        if isinstance(node, BrokenNode):
            return None
        if isinstance(node, Scalar):
            message, hint = "Ada isi tanpa kunci di depan titik dua.", "Tulis kuncinya, mis. “judul: …”."
        else:
            message = "Kunci harus berupa teks, bukan daftar atau pasangan dalam kurung."
            hint = "Bila tanda kurung itu bagian dari teks, apit seluruh teks dengan tanda kutip."
        self.report(codes.COMPLEX_KEY, node.start, max(node.end, node.start + 1), message, hint)
        return None

    def _report_repeated(self, repeated: list[Scalar], entries: dict[str, KeyValue]) -> None:
        """Report a run of repeated keys once: most often the dash before a new list item was forgotten."""
        if not repeated:
            return
        first, count = repeated[0], len(repeated)
        line = self.lines.number(entries[clean(first.text)].key.start)
        message = f"Kunci “{clean(first.text)}” sudah ditulis di baris {line}; yang di sini tidak dibaca."
        hint = "Hapus salah satunya, atau gabungkan isinya."
        if count > 1:
            message = message.replace(";", f", begitu pula {count - 1} kunci sesudahnya;")
            hint = "Bila ini butir baru, awali baris ini dengan tanda “- ”."
        self.report(codes.DUPLICATE_KEY, first.start, first.end, message, hint)
        repeated.clear()

    def _report_no_mapping(self, root: Node | None) -> None:
        if root is None or (isinstance(root, Scalar) and root.absent):
            self.report(codes.NOT_A_MAPPING, 0, 0, "Berkas ini kosong.", "Isi berkas, atau hapus bila tidak dipakai.")
        elif not isinstance(root, BrokenNode):
            message = "Isi berkas harus berupa pasangan “kunci: isi”."
            hint = "Mulai setiap baris dengan kunci, titik dua, dan spasi, mis. “judul: …”."
            self.report(codes.NOT_A_MAPPING, root.start, root.end, message, hint)


def _place(event: yaml.Event) -> tuple[int, int]:
    """Return where an event begins and ends, as offsets into the text."""
    begin, end = event.start_mark, event.end_mark
    return (begin.index if begin else 0, end.index if end else 0)


def _is_merge(key: Scalar) -> bool:
    return key.text == "<<" and not key.style


def bytes_of(file: Path, unsaved: Mapping[Path, bytes] = ALL_SAVED) -> bytes:
    """Return the file's bytes, at most one more than allowed; OSError also for what is no regular file.

    A file in ``unsaved`` (by its absolute path) has the bytes given there, whatever the disk holds.
    """
    if file in unsaved:
        return unsaved[file][: MAX_BYTES + 1]
    return read_bounded(file, MAX_BYTES)


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "berkas tidak ada"
    if isinstance(error, PermissionError):
        return "tidak ada izin untuk membacanya"
    return error.strerror if error.errno == 0 and error.strerror else "sistem menolak membacanya"


def finding_about(name: str, code: Code, message: str, hint: str) -> Finding:
    """Return a finding about a file as a whole, without an excerpt."""
    return _finding(Lines(""), name, code, 0, 0, message, hint)


def _finding(lines: Lines, name: str, code: Code, start: int, end: int, message: str, hint: str) -> Finding:
    span = lines.span(start, end)
    return Finding(code.number, code.severity, name, span, lines.line(span.line), message, hint)


def _not_utf8(raw: bytes, name: str, error: UnicodeDecodeError) -> Finding:
    at = len(raw[: error.start].decode("utf-8-sig", "replace"))
    message = "Berkas ini bukan teks UTF-8; mulai dari sini tidak dapat dibaca."
    hint = "Simpan ulang dengan pengodean (encoding) “UTF-8” di editor teks."
    return _finding(Lines(raw.decode("utf-8-sig", "replace")), name, codes.ENCODING, at, at + 1, message, hint)
