"""What a YAML syntax error means for somebody who types in a form, in Indonesian.

The scanner's own sentences are keys here, never text to show; one that is not known gets the general sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from sopgen.findings import Code
from sopgen.source import codes
from sopgen.source.document import line_of

_QUOTE_HINT = "Apit seluruh teks dengan tanda kutip ganda."
_INDENT_HINT = "Samakan lekukan (banyaknya spasi di awal baris) dengan baris yang setingkat di atasnya."

_NO_SPACE = re.compile(r"\s*(- +)*[A-Za-z_]+:[^\s/:]")


@dataclass(frozen=True, slots=True)
class Trouble:
    """A syntax error in the staff's words; ``start`` and ``end`` are offsets into the text."""

    code: Code
    start: int
    end: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class _ScanPosition:
    """Where the scanner stopped (``at``) and where the thing it was reading began (``began``), as offsets."""

    text: str
    starts: tuple[int, ...]
    at: int
    began: int

    def line(self, offset: int) -> str:
        """Return the line that holds ``offset``."""
        return line_of(self.text, self.starts, self.number(offset))

    def number(self, offset: int) -> int:
        """Return the number of the line that holds ``offset``, from 1."""
        return sum(1 for start in self.starts if start <= offset)

    def trouble(self, message: str, hint: str, at: int | None = None, code: Code = codes.SYNTAX) -> Trouble:
        """Make a trouble about one character, by default the one where the scanner stopped."""
        start = self.at if at is None else at
        return Trouble(code, start, start + 1, message, hint)

    def line_trouble(self, message: str, hint: str, offset: int) -> Trouble:
        """Make a trouble about the whole line that holds ``offset``."""
        first = self.starts[self.number(offset) - 1]
        line = self.line(offset)
        indent = len(line) - len(line.lstrip())
        return Trouble(codes.SYNTAX, first + indent, first + len(line.rstrip()), message, hint)


def explain(text: str, starts: tuple[int, ...], error: yaml.YAMLError) -> Trouble:
    """Return what ``error`` means; never raises, whatever the scanner said."""
    problem = str(getattr(error, "problem", "") or "")
    context = str(getattr(error, "context", "") or "")
    at = _offset(text, starts, getattr(error, "problem_mark", None))
    context_mark = getattr(error, "context_mark", None)
    began = at if context_mark is None else _offset(text, starts, context_mark)
    place = _ScanPosition(text, starts, at, began)
    for words, explainer in _EXPLAINERS:
        if words in problem or words in context:
            return explainer(place)
    return place.line_trouble("Susunan YAML di sini tidak dapat dibaca.", "Bandingkan dengan baris di sekitarnya.", at)


def _offset(text: str, starts: tuple[int, ...], mark: yaml.Mark | None) -> int:
    """Return the offset of a mark, moved back to the last character when it stands behind the end."""
    if mark is None:
        return 0
    offset = starts[mark.line] + mark.column if mark.line < len(starts) else len(text)
    return max(0, min(offset, len(text.rstrip()) - 1))


def _bad_start(place: _ScanPosition) -> Trouble:
    char = place.text[place.at : place.at + 1]
    if char == "\t":
        return _tab(place)
    message = f"Teks tidak boleh diawali tanda “{char}”."
    return place.trouble(message, _QUOTE_HINT)


def _tab(place: _ScanPosition) -> Trouble:
    number = place.number(place.at)
    line = place.line(place.at)
    tab = line.find("\t")
    if tab < 0:
        return place.line_trouble("Lekukan di sini tidak dapat dibaca.", _INDENT_HINT, place.at)
    at = place.starts[number - 1] + tab
    width = len(line[tab:]) - len(line[tab:].lstrip("\t"))
    message = "Baris ini memakai tab sebagai lekukan."
    hint = "Ganti setiap tab di awal baris dengan dua spasi."
    return Trouble(codes.TAB, at, at + width, message, hint)


def _colon(place: _ScanPosition) -> Trouble:
    line = place.line(place.at)
    before = line[: place.at - place.starts[place.number(place.at) - 1]]
    if re.search(r":\s", before):
        message = "Ada titik dua kedua dalam satu baris, sehingga tidak jelas mana kunci dan mana isinya."
        return place.trouble(message, "Apit teks yang memuat titik dua dengan tanda kutip ganda.")
    above = place.number(place.at) - 1
    if _NO_SPACE.match(line_of(place.text, place.starts, above)):
        return _no_colon(_ScanPosition(place.text, place.starts, place.at, place.starts[above - 1]))
    message = "Kunci ini tidak sejajar dengan kunci di atasnya, atau baris di atasnya belum lengkap."
    return place.line_trouble(message, _INDENT_HINT, place.at)


def _no_colon(place: _ScanPosition) -> Trouble:
    line = place.line(place.began)
    message = "Baris ini bukan pasangan “kunci: isi”."
    if _NO_SPACE.match(line):
        return place.line_trouble(message, "Beri spasi sesudah titik dua.", place.began)
    hint = "Bila ini lanjutan teks di atasnya, beri lekukan lebih dalam; bila kunci, tulis titik dua dan spasi."
    return place.line_trouble(message, hint, place.began)


def _open_quote(place: _ScanPosition) -> Trouble:
    message = "Tanda kutip yang dibuka di sini tidak ditutup."
    return place.trouble(message, "Tulis tanda kutip penutup di akhir teks.", place.began)


def _escape(place: _ScanPosition) -> Trouble:
    message = "Garis miring terbalik di dalam tanda kutip ganda tidak dapat dibaca."
    return place.trouble(message, "Tulis dua kali (\\\\), atau pakai tanda kutip tunggal.")


def _block_header(place: _ScanPosition) -> Trouble:
    message = "Sesudah tanda “|” atau “>” tidak boleh ada tulisan lain di baris yang sama."
    return place.trouble(message, "Pindahkan teksnya ke baris berikut dengan lekukan lebih dalam.")


def _dash(place: _ScanPosition) -> Trouble:
    message = "Tanda “- ” (butir daftar) tidak boleh ditulis di sini."
    return place.trouble(message, "Tulis setiap butir daftar di baris sendiri di bawah kuncinya.")


def _question(place: _ScanPosition) -> Trouble:
    return place.trouble("Teks tidak boleh diawali tanda “?” lalu spasi.", _QUOTE_HINT)


def _key(place: _ScanPosition) -> Trouble:
    line = place.line(place.at)
    before = line[: place.at - place.starts[place.number(place.at) - 1]].rstrip()
    if before.endswith(("'", '"')):
        message = "Ada tulisan sesudah tanda kutip penutup."
        hint = "Apit seluruh teks dengan tanda kutip; tanda kutip di dalam teks ditulis dengan jenis yang lain."
        return place.trouble(message, hint)
    if before.endswith(("]", "}")):
        return place.trouble("Ada tulisan sesudah kurung penutup.", _QUOTE_HINT)
    message = "Baris ini tidak sejajar dengan baris lain yang setingkat."
    return place.line_trouble(message, _INDENT_HINT, place.at)


def _bracket(place: _ScanPosition) -> Trouble:
    char = place.text[place.began : place.began + 1]
    closing = {"[": "]", "{": "}"}.get(char, "]")
    message = f"Kurung “{char}” yang dibuka di sini tidak ditutup, atau butirnya tidak dipisahkan koma."
    hint = f"Tutup dengan “{closing}”; bila kurung itu bagian dari teks, apit seluruh teks dengan tanda kutip."
    return place.trouble(message, hint, place.began)


def _content(place: _ScanPosition) -> Trouble:
    char = place.text[place.at : place.at + 1]
    if char in {"[", "{"}:
        return _bracket(_ScanPosition(place.text, place.starts, place.at, place.at))
    return place.trouble(f"Tanda “{char}” tidak boleh ditulis di sini.", _QUOTE_HINT)


def _anchor(place: _ScanPosition) -> Trouble:
    char = place.text[place.began : place.began + 1]
    message = f"Teks tidak boleh diawali tanda “{char}”."
    return place.trouble(message, _QUOTE_HINT, place.began)


def _document(place: _ScanPosition) -> Trouble:
    message = "Ada tulisan sesudah akhir dokumen."
    hint = "Hapus baris “...” atau “---” di atasnya; satu berkas untuk satu dokumen."
    return place.line_trouble(message, hint, place.at)


def _directive(place: _ScanPosition) -> Trouble:
    message = "Baris yang diawali “%” adalah perintah YAML yang tidak dipakai di sini."
    return place.line_trouble(message, "Hapus baris itu; bila bagian dari teks, apit dengan tanda kutip.", place.began)


# Words of the scanner's problem or context -> what they mean here; the first that fits counts.
_EXPLAINERS: tuple[tuple[str, Callable[[_ScanPosition], Trouble]], ...] = (
    ("found character that cannot start any token", _bad_start),
    ("found a tab character", _tab),
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _no_colon),
    ("found unexpected end of stream", _open_quote),
    ("found unexpected document indicator", _open_quote),
    ("while parsing a quoted scalar", _escape),
    ("while scanning a block scalar", _block_header),
    ("block sequence entries are not allowed", _dash),
    ("mapping keys are not allowed", _question),
    ("did not find expected ',' or", _bracket),
    ("did not find expected node content", _content),
    ("while scanning an anchor", _anchor),
    ("while scanning an alias", _anchor),
    ("while scanning a tag", _anchor),
    ("while parsing a tag", _anchor),
    ("undefined tag handle", _anchor),
    ("directive", _directive),
    ("incompatible YAML document", _directive),
    ("did not find expected <document start>", _document),
    ("did not find expected key", _key),
    ("did not find expected '-' indicator", _key),
)
