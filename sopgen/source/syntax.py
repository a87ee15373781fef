"""What a YAML syntax error means for somebody who types in a form, in Indonesian.

The scanner's own sentences are keys here, never text to show; one that is not known gets the general sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from sopgen.findings import Code
from sopgen.source import codes
from sopgen.source.document import Lines

#: A syntax error in the staff's words: code, offsets of its start and end in the text, message, hint.
Trouble: TypeAlias = tuple[Code, int, int, str, str]

_QUOTE_HINT = "Apit seluruh teks dengan tanda kutip ganda."
_INDENT_HINT = "Samakan indentasi (jumlah spasi di awal baris) dengan baris yang setingkat di atasnya."

_HYPHEN_ALONE = re.compile(r"[ \t]*+-(?=[^\s-])")
_WORDS_QUOTES = re.compile("[“”„‘’]")
_NO_SPACE = re.compile(r"\s*(- +)*[A-Za-z_]+:[^\s/:]")


@dataclass(frozen=True, slots=True)
class _ScanPosition:
    """Where the scanner stopped (``at``) and where the thing it was reading began (``began``), as offsets."""

    lines: Lines
    at: int
    began: int

    @property
    def before(self) -> str:
        """What stands on the line before the place where the scanner stopped."""
        number = self.lines.number(self.at)
        return self.lines.line(number)[: self.at - self.lines.starts[number - 1]]

    def trouble(self, message: str, hint: str, at: int | None = None) -> Trouble:
        """Make a trouble about one character, by default the one where the scanner stopped."""
        start = self.at if at is None else at
        return codes.SYNTAX, start, start + 1, message.format(char=self.lines.text[start : start + 1]), hint

    def line_trouble(self, message: str, hint: str, offset: int | None = None) -> Trouble:
        """Make a trouble about the whole line that holds ``offset``, by default the place where the scanner stopped."""
        number = self.lines.number(self.at if offset is None else offset)
        first, line = self.lines.starts[number - 1], self.lines.line(number)
        indent = len(line) - len(line.lstrip())
        return codes.SYNTAX, first + indent, first + len(line.rstrip()), message, hint


_Explainer: TypeAlias = Callable[[_ScanPosition], Trouble]


def explain(lines: Lines, error: yaml.YAMLError) -> Trouble:
    """Return what ``error`` means; never raises, whatever the scanner said."""
    problem = str(getattr(error, "problem", "") or "")
    context = str(getattr(error, "context", "") or "")
    at = _offset(lines, getattr(error, "problem_mark", None))
    context_mark = getattr(error, "context_mark", None)
    place = _ScanPosition(lines, at, at if context_mark is None else _offset(lines, context_mark))
    for words, explainer in _EXPLAINERS:
        if words in problem or words in context:
            return explainer(place)
    return place.line_trouble("Susunan YAML di sini tidak dapat dibaca.", "Bandingkan dengan baris di sekitarnya.")


def _offset(lines: Lines, mark: yaml.Mark | None) -> int:
    """Return the offset of a mark, moved back to the last character when it stands behind the end."""
    if mark is None:
        return 0
    offset = lines.starts[mark.line] + mark.column if mark.line < len(lines.starts) else len(lines.text)
    return max(0, min(offset, len(lines.text.rstrip()) - 1))


def _here(message: str, hint: str) -> _Explainer:
    """Say this of the character where the scanner stopped (``{char}``)."""
    return lambda place: place.trouble(message, hint)


def _there(message: str, hint: str) -> _Explainer:
    """Say this of the character where the thing that the scanner was reading began (``{char}``)."""
    return lambda place: place.trouble(message, hint, place.began)


def _bad_start(place: _ScanPosition) -> Trouble:
    if place.lines.text.startswith("\t", place.at):
        return _tab(place)
    return place.trouble("Teks tidak boleh diawali tanda “{char}”.", _QUOTE_HINT)


def _tab(place: _ScanPosition) -> Trouble:
    number = place.lines.number(place.at)
    line = place.lines.line(number)
    tab = line.find("\t")
    if tab < 0:
        return place.line_trouble("Indentasi di sini tidak dapat dibaca.", _INDENT_HINT)
    at = place.lines.starts[number - 1] + tab
    width = len(line[tab:]) - len(line[tab:].lstrip("\t"))
    message = "Baris ini memakai tab sebagai indentasi."
    return codes.TAB, at, at + width, message, "Ganti setiap tab di awal baris dengan dua spasi."


def _item(place: _ScanPosition) -> Trouble | None:
    """A hyphen without a blank where an item of a list should begin, on the line or the one above; None without."""
    number = place.lines.number(place.at)
    for each in (number, number - 1):
        found = _HYPHEN_ALONE.match(place.lines.line(each)) if each else None
        if found:
            message = "Tanda “-” di sini tidak diikuti spasi, sehingga tidak memulai butir daftar."
            return place.trouble(message, "Beri spasi sesudah “-”.", place.lines.starts[each - 1] + found.end() - 1)
    return None


def _colon(place: _ScanPosition) -> Trouble:
    if re.search(r":\s", place.before):
        if quote := _WORDS_QUOTES.search(place.before):
            message = f"Tanda kutip “{quote[0]}” bukan tanda kutip lurus, sehingga titik dua di sini memulai isi lain."
            return place.trouble(message, 'Apit seluruh teks dengan tanda kutip lurus ("…").')
        message = "Ada titik dua kedua dalam satu baris, sehingga tidak jelas mana kunci dan mana isinya."
        return place.trouble(message, "Apit teks yang memuat titik dua dengan tanda kutip ganda.")
    if item := _item(place):
        return item
    above = place.lines.number(place.at) - 1
    if _NO_SPACE.match(place.lines.line(above)):
        return _no_colon(_ScanPosition(place.lines, place.at, place.lines.starts[above - 1]))
    message = "Kunci ini tidak sejajar dengan kunci di atasnya, atau baris di atasnya belum lengkap."
    return place.line_trouble(message, _INDENT_HINT)


def _no_colon(place: _ScanPosition) -> Trouble:
    if item := _item(_ScanPosition(place.lines, place.began, place.began)):
        return item
    hint = "Bila ini lanjutan teks di atasnya, beri indentasi lebih dalam; bila kunci, tulis titik dua dan spasi."
    if _NO_SPACE.match(place.lines.line(place.lines.number(place.began))):
        hint = "Beri spasi sesudah titik dua."
    return place.line_trouble("Baris ini bukan pasangan “kunci: isi”.", hint, place.began)


def _key(place: _ScanPosition) -> Trouble:
    before = place.before.rstrip()
    if before.endswith(("'", '"')):
        message = "Ada tulisan sesudah tanda kutip penutup."
        hint = "Apit seluruh teks dengan tanda kutip; tanda kutip di dalam teks ditulis dengan jenis yang lain."
        return place.trouble(message, hint)
    if before.endswith(("]", "}")):
        return place.trouble("Ada tulisan sesudah kurung penutup.", _QUOTE_HINT)
    if re.search(r"(^|[:-] )\*\S+$", before):
        return place.line_trouble("Teks tidak boleh diawali tanda “*”.", _QUOTE_HINT)
    if item := _item(place):
        return item
    return place.line_trouble("Baris ini tidak sejajar dengan baris lain yang setingkat.", _INDENT_HINT)


def _bracket(place: _ScanPosition) -> Trouble:
    closing = "}" if place.lines.text.startswith("{", place.began) else "]"
    message = "Kurung “{char}” yang dibuka di sini tidak ditutup, atau butirnya tidak dipisahkan koma."
    hint = f"Tutup dengan “{closing}”; bila kurung itu bagian dari teks, apit seluruh teks dengan tanda kutip."
    return place.trouble(message, hint, place.began)


def _content(place: _ScanPosition) -> Trouble:
    if place.lines.text.startswith(("[", "{"), place.at):
        return _bracket(_ScanPosition(place.lines, place.at, place.at))
    return place.trouble("Tanda “{char}” tidak boleh ditulis di sini.", _QUOTE_HINT)


def _document(place: _ScanPosition) -> Trouble:
    hint = "Hapus baris “...” atau “---” di atasnya; satu berkas untuk satu dokumen."
    return place.line_trouble("Ada tulisan sesudah akhir dokumen.", hint)


def _directive(place: _ScanPosition) -> Trouble:
    message = "Baris yang diawali “%” adalah perintah YAML yang tidak dipakai di sini."
    return place.line_trouble(message, "Hapus baris itu; bila bagian dari teks, apit dengan tanda kutip.", place.began)


_OPEN_QUOTE = _there("Tanda kutip yang dibuka di sini tidak ditutup.", "Tulis tanda kutip penutup di akhir teks.")
_ESCAPE = _here(
    "Garis miring terbalik di dalam tanda kutip ganda tidak dapat dibaca.",
    "Tulis dua kali (\\\\), atau pakai tanda kutip tunggal.",
)
_BLOCK_HEADER = _here(
    "Sesudah tanda “|” atau “>” tidak boleh ada tulisan lain di baris yang sama.",
    "Pindahkan teksnya ke baris berikut dengan indentasi lebih dalam.",
)
_DASH = _here(
    "Tanda “- ” (butir daftar) tidak boleh ditulis di sini.",
    "Tulis setiap butir daftar di baris sendiri di bawah kuncinya.",
)
_QUESTION = _here("Teks tidak boleh diawali tanda “?” lalu spasi.", _QUOTE_HINT)
_ANCHOR = _there("Teks tidak boleh diawali tanda “{char}”.", _QUOTE_HINT)

# Words of the scanner's problem or context -> what they mean here; the first that fits counts.
_EXPLAINERS: tuple[tuple[str, _Explainer], ...] = (
    ("found character that cannot start any token", _bad_start),
    ("found a tab character", _tab),
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _no_colon),
    ("found unexpected end of stream", _OPEN_QUOTE),
    ("found unexpected document indicator", _OPEN_QUOTE),
    ("while parsing a quoted scalar", _ESCAPE),
    ("while scanning a block scalar", _BLOCK_HEADER),
    ("block sequence entries are not allowed", _DASH),
    ("mapping keys are not allowed", _QUESTION),
    ("did not find expected ',' or", _bracket),
    ("did not find expected node content", _content),
    ("while scanning an anchor", _ANCHOR),
    ("while scanning an alias", _ANCHOR),
    ("while scanning a tag", _ANCHOR),
    ("while parsing a tag", _ANCHOR),
    ("undefined tag handle", _ANCHOR),
    ("directive", _directive),
    ("incompatible YAML document", _directive),
    ("did not find expected <document start>", _document),
    ("did not find expected key", _key),
    ("did not find expected '-' indicator", _key),
)
