"""Read one YAML file into a located tree, with a finding for everything that cannot be a source.

The grammar is YAML 1.2 less what a form never needs: anchors, aliases, tags, merge keys and further documents.
libyaml (through PyYAML) does the scanning, because reading must stay far below a millisecond a file; its
1.1 reading of line separators is avoided by refusing those characters beforehand, and its typing of scalars
is never asked for. Its English is never shown: see ``syntax``. Events are read, not ``yaml.compose``: composed nodes
no longer tell anchors and aliases, take longer, and a text nested deep enough ends the process.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import yaml

from sopgen.findings import Code, Finding, Severity, Span
from sopgen.source import codes
from sopgen.source.document import (
    CONTROL,
    BrokenNode,
    KeyValue,
    MappingNode,
    Node,
    Scalar,
    SequenceNode,
    Source,
    Tree,
    clean,
    line_of,
    line_starts,
    span_of,
)
from sopgen.source.syntax import explain

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 24
MOST_FINDINGS = 200
_MAX_CONTROLS = 20

_CUT_OFF = re.compile(r"[ \t]+(#[^\s#=*!-]\S*)")


@dataclass(slots=True)
class _Open:
    """A mapping or list still being read; ``key`` is the mapping's key that waits for its value.

    ``repeated`` collects keys that stand one after the other and were all there before.
    """

    is_mapping: bool
    start: int
    entries: dict[str, KeyValue]
    items: list[Node]
    key: Scalar | None = None
    key_is_next: bool = True
    repeated: list[Scalar] = field(default_factory=list)


class _StopReadingError(Exception):
    """Nothing more can be read; the findings say why."""


def read(file: Path, root: Path) -> tuple[Source | None, tuple[Finding, ...]]:
    """Read ``file`` of the project folder ``root``; the source is None when nothing in it can be used."""
    name = relative_name(file, root)
    try:
        raw = _bytes(file)
    except OSError as error:
        message = f"Berkas tidak dapat dibuka: {_reason(error)}."
        return None, (_bare(codes.UNREADABLE, name, message, "Periksa apakah berkas itu ada dan boleh dibaca."),)
    if len(raw) > MAX_BYTES:
        message = "Berkas ini lebih besar dari 1 MiB."
        return None, (_bare(codes.FILE_SIZE, name, message, "Pecah isinya menjadi beberapa berkas."),)
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
    builder = _Builder(text, name)
    try:
        tree = builder.build()
    except _StopReadingError:
        tree = None
    source = Source(file, name, text, raw, Tree(partial(_tree, text), tree)) if tree else None
    return source, tuple(sorted(builder.findings, key=lambda finding: finding.sort_key))


def _tree(text: str) -> MappingNode:
    """The tree of a text that could be read before."""
    return _Builder(text, "").build()


class _Builder:
    """Turns parser events into nodes; what is refused becomes a finding and, where needed, a broken node."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.starts = line_starts(text)
        self.findings: list[Finding] = []
        self.stack: list[_Open] = []
        self.root: Node | None = None

    def build(self) -> MappingNode:
        """Return the document's mapping; raises _StopReadingError after having said why there is none."""
        text = self._without_control_characters()
        parser = yaml.CBaseLoader(text)
        try:
            self._consume(parser)
        except yaml.YAMLError as error:
            trouble = explain(self.text, self.starts, error)
            self.report(trouble.code, trouble.start, trouble.end, trouble.message, trouble.hint)
            raise _StopReadingError from None
        finally:
            parser.dispose()
        if isinstance(self.root, MappingNode):
            return self.root
        self._report_no_mapping()
        raise _StopReadingError

    def report(self, code: Code, start: int, end: int, message: str, hint: str = "") -> None:
        """Keep a finding about the characters ``start`` to ``end``; too many errors end the reading."""
        if len(self.findings) >= MOST_FINDINGS:
            if code.severity is Severity.ERROR:
                raise _StopReadingError
            return
        span = span_of(self.text, self.starts, start, end)
        excerpt = line_of(self.text, self.starts, span.line)
        self.findings.append(Finding(code.number, code.severity, self.name, span, excerpt, message, hint))

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

    def _consume(self, parser: yaml.CBaseLoader) -> None:
        documents = 0
        while (event := parser.get_event()) is not None:
            if isinstance(event, yaml.ScalarEvent):
                self._add(self._scalar(event))
            elif isinstance(event, yaml.CollectionStartEvent):
                self._open(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close(_place(event)[1])
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    start = _place(event)[0]
                    message = "Berkas ini memuat lebih dari satu dokumen YAML; yang kedua mulai di sini."
                    self.report(codes.SECOND_DOCUMENT, start, start + 3, message, "Satu berkas untuk satu dokumen.")
                    return

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        start, end = _place(event)
        if event.anchor is not None or event.tag is not None:
            start = self._refuse_properties(start, event.anchor, event.tag)
        style = event.style or ""
        if not style and "#" in self.text[end : end + 80]:
            self._warn_of_cut(start, end)
        if style == '"' and (found := CONTROL.search(event.value)):
            message = f"Teks ini menghasilkan karakter tak terlihat U+{ord(found[0]):04X}."
            self.report(codes.CONTROL_CHARACTER, start, end, message, "Hapus tulisan yang diawali “\\” itu.")
            return Scalar(CONTROL.sub(" ", event.value), start, end, style)
        return Scalar(event.value, start, end, style)

    def _warn_of_cut(self, start: int, end: int) -> None:
        cut = _CUT_OFF.match(self.text, end)
        if not cut or end == start:
            return
        message = f"Teks terpotong sebelum “{cut[1]}”, karena spasi lalu “#” memulai komentar."
        hint = "Apit seluruh teks dengan tanda kutip; bila memang komentar, beri spasi sesudah “#”."
        self.report(codes.CUT_TEXT, cut.start(1), cut.end(1), message, hint)

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

    def _alias(self, event: yaml.AliasEvent) -> None:
        start, end = _place(event)
        top = self.stack[-1] if self.stack else None
        if not (top and top.is_mapping and top.key and _is_merge(top.key)):
            message = f"Alias “*{event.anchor}” tidak boleh dipakai dalam sumber SOP."
            hint = "Tulis isinya di sini; bila memang bagian dari teks, apit seluruh teks dengan tanda kutip."
            self.report(codes.YAML_FEATURE, start, end, message, hint)
        self._add(BrokenNode(start, end))

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        start = _place(event)[0]
        if event.anchor is not None or event.tag is not None:
            start = self._refuse_properties(start, event.anchor, event.tag)
        if len(self.stack) >= MAX_DEPTH:
            message = f"Isi bersarang lebih dari {MAX_DEPTH} tingkat."
            hint = "Periksa tanda kurung dan lekukan; sumber SOP tidak pernah sedalam itu."
            self.report(codes.NESTING, start, start + 1, message, hint)
            raise _StopReadingError
        self.stack.append(_Open(isinstance(event, yaml.MappingStartEvent), start, {}, []))

    def _close(self, end: int) -> None:
        done = self.stack.pop()
        if done.is_mapping:
            self._report_repeated(done)
            self._add(MappingNode(done.entries, done.start, end))
        else:
            self._add(SequenceNode(tuple(done.items), done.start, end))

    def _add(self, node: Node) -> None:
        """Put a finished node into the list or mapping that is open."""
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if not top.is_mapping:
            top.items.append(node)
        elif top.key_is_next:
            top.key = self._checked_key(node)
            top.key_is_next = False
        else:
            self._add_entry(top, node)
            top.key_is_next = True

    def _checked_key(self, node: Node) -> Scalar | None:
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

    def _add_entry(self, top: _Open, node: Node) -> None:
        key = top.key
        if key is None:
            return
        name = clean(key.text)
        if _is_merge(key):
            message = "Kunci gabung “<<” tidak boleh dipakai dalam sumber SOP."
            self.report(codes.YAML_FEATURE, key.start, key.end, message, "Tulis kunci dan isinya langsung di sini.")
        elif name in top.entries:
            top.repeated.append(key)
        else:
            self._report_repeated(top)
            top.entries[name] = KeyValue(key, node)

    def _report_repeated(self, top: _Open) -> None:
        """Report a run of repeated keys once: most often the dash before a new list item was forgotten."""
        if not top.repeated:
            return
        first, count = top.repeated[0], len(top.repeated)
        line = span_of(self.text, self.starts, top.entries[clean(first.text)].key.start, 0).line
        message = f"Kunci “{clean(first.text)}” sudah ditulis di baris {line}; yang di sini tidak dibaca."
        hint = "Hapus salah satunya, atau gabungkan isinya."
        if count > 1:
            message = message.replace(";", f", begitu pula {count - 1} kunci sesudahnya;")
            hint = "Bila ini butir baru, awali baris ini dengan tanda “- ”."
        self.report(codes.DUPLICATE_KEY, first.start, first.end, message, hint)
        top.repeated = []

    def _report_no_mapping(self) -> None:
        if self.root is None or (isinstance(self.root, Scalar) and self.root.absent):
            self.report(codes.NOT_A_MAPPING, 0, 0, "Berkas ini kosong.", "Isi berkas, atau hapus bila tidak dipakai.")
        elif not isinstance(self.root, BrokenNode):
            message = "Isi berkas harus berupa pasangan “kunci: isi”."
            hint = "Mulai setiap baris dengan kunci, titik dua, dan spasi, mis. “judul: …”."
            self.report(codes.NOT_A_MAPPING, self.root.start, self.root.end, message, hint)


def _place(event: yaml.Event) -> tuple[int, int]:
    """Return where an event begins and ends, as offsets into the text."""
    begin, end = event.start_mark, event.end_mark
    return (begin.index if begin else 0, end.index if end else 0)


def _is_merge(key: Scalar) -> bool:
    return key.text == "<<" and not key.style


def _bytes(file: Path) -> bytes:
    """Return the file's bytes, at most one more than allowed; OSError also for what is no regular file."""
    if not file.is_file():
        if file.exists():
            raise OSError(0, "bukan berkas biasa")
        raise FileNotFoundError(2, "")
    with file.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "berkas tidak ada"
    if isinstance(error, PermissionError):
        return "tidak ada izin untuk membacanya"
    return error.strerror if error.errno == 0 and error.strerror else "sistem menolak membacanya"


def _bare(code: Code, name: str, message: str, hint: str) -> Finding:
    """Return a finding about a file whose text is not at hand."""
    return Finding(code.number, code.severity, name, Span(1, 1, 1), "", message, hint)


def _not_utf8(raw: bytes, name: str, error: UnicodeDecodeError) -> Finding:
    before = raw[: error.start].decode("utf-8-sig", "replace")
    text = raw.decode("utf-8-sig", "replace")
    starts = line_starts(text)
    span = span_of(text, starts, len(before), len(before) + 1)
    message = "Berkas ini bukan teks UTF-8; mulai dari sini tidak dapat dibaca."
    hint = "Simpan ulang dengan penyandian (encoding) “UTF-8” di penyunting teks."
    excerpt = line_of(text, starts, span.line)
    return Finding(codes.ENCODING.number, codes.ENCODING.severity, name, span, excerpt, message, hint)
