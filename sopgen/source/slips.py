"""What fingers, Word and git leave in a source that is no YAML, and what is meant by it.

All of it is looked for in the text, by offsets; nothing here changes where anything stands.
"""

from __future__ import annotations

import re

from sopgen.source import codes
from sopgen.source.document import Lines
from sopgen.source.syntax import Trouble

#: Blanks that look like a space and are none to YAML.
WIDE_BLANKS = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000"
RETYPED_BLANK = "Hapus, lalu ketik ulang dengan tombol spasi."
_MISTAKEN = re.compile(
    rf"^(?:[ \t]*+|[ \t]*+(?:- ++)*(?:-|[A-Za-z_][\w-]*+:))(?P<blanks>[{WIDE_BLANKS}][ \t{WIDE_BLANKS}]*+)(?=\S)", re.M
)
_BEFORE_KEY = re.compile(rf"-?(?P<blanks>[{WIDE_BLANKS}][ {WIDE_BLANKS}]*+)")
_WITHOUT_WIDTH = re.compile("[\u200b\u2060]")
_HYPHEN_AND_WIDE = re.compile(rf"-(?P<blanks>[{WIDE_BLANKS}]+)(?=\S)")
#: A hyphen alone where a value is meant: “there is none” in an office's words, the beginning of a list in YAML's.
_LONE_DASH = re.compile(r"(?<=[:-])([ \t]++)-(?=[ \t]*+(?:(?<=[ \t])#|[\r\n]|\Z))")
_OURS = re.compile(r"^<{7}(?=\s)", re.M)
_THEIRS = re.compile(r"^>{7}(?=\s|\Z)", re.M)
#: Letters for private use; one that a text does not hold stands for its lone hyphens while it is read.
#: What people begin the items of a list with, when not with YAML's hyphen and blank.
_ITEM = re.compile(
    rf"[ \t]*+(?:(?P<bullet>[–—•‣▪◦●○■□·*\uf0a7\uf0b7\uf0d8])|(?P<hyphen>-)(?=[{WIDE_BLANKS}])"
    rf"|(?P<number>\d{{1,2}})[.)](?=\s)|(?P<letter>[a-z])[.)](?=\s))"
)
_STAND_INS = "\ue000\ue001\ue002\uf8f0\uf8f1"


def unmerged(text: str, lines: Lines) -> Trouble | None:
    """What is wrong with a text in which git has left two versions; None of any other."""
    ours = _OURS.search(text)
    if ours is None or not _THEIRS.search(text, ours.end()):
        return None
    message = "Berkas ini masih memuat dua versi yang belum digabungkan; yang pertama mulai di sini."
    hint = "Pilih isi yang benar, lalu hapus baris “<<<<<<<”, “=======”, dan “>>>>>>>”."
    return codes.SYNTAX, ours.start(), ours.start() + 7, message, hint


def mistaken_blanks(lines: Lines, at: int) -> Trouble | None:
    """The last blanks that YAML does not take for any on the line of offset ``at`` or the two above; None without."""
    number = lines.number(at)
    first, last = max(1, number - 2), number + 1
    end = lines.starts[last - 1] if last <= len(lines.starts) else len(lines.text)
    found = list(_MISTAKEN.finditer(lines.text, lines.starts[first - 1], end))
    return _retype(*found[-1].span("blanks")) if found else None


def blanks_before_key(text: str, at: int) -> Trouble | None:
    """The blanks that a key at offset ``at`` begins with, or the hyphen in it; None for a key without."""
    begun = _BEFORE_KEY.match(text, at)
    return _retype(*begun.span("blanks")) if begun else None


def _retype(start: int, end: int) -> Trouble:
    message = "Spasi di sini bukan spasi biasa (biasanya tersalin dari Word atau peramban), sehingga tidak terbaca."
    return codes.TAB, start, end, message, RETYPED_BLANK


def with_plain_blanks(text: str, rounds: int) -> str:
    """The text with plain blanks in indentations and after the hyphens and colons that begin a line.

    Blanks without width are left out where others do. ``rounds`` is how many hyphens of one line are looked at.
    """
    for _ in range(rounds):
        mended = _MISTAKEN.sub(_plain, text)
        if mended == text:
            break
        text = mended
    return text


def _plain(match: re.Match[str]) -> str:
    begun = match.string[match.start() : match.start("blanks")]
    blanks = re.sub(f"[{WIDE_BLANKS}]", " ", _WITHOUT_WIDTH.sub("", match["blanks"]))
    return begun + (blanks or (" " if begun.endswith(("-", ":")) else ""))


def wide_after_hyphen(text: str, at: int) -> re.Match[str] | None:
    """A hyphen at offset ``at`` that begins no item, as the blanks behind it are none to YAML."""
    return _HYPHEN_AND_WIDE.match(text, at)


def lone_dashes_as_text(text: str) -> tuple[str, str]:
    """The text with another letter, returned too, for every hyphen that stands alone as a value; empty without any."""
    if not _LONE_DASH.search(text):
        return text, ""
    stand_in = next((letter for letter in _STAND_INS if letter not in text), "")
    if not stand_in:
        return text, ""
    return _LONE_DASH.sub(lambda match: match[1] + stand_in, text), stand_in


def lines_typed_as_items(text: str) -> str:
    """What at least two lines of ``text`` begin with as items of a list do, as typed; empty when they do not."""
    seen: set[str] = set()
    for line in text.splitlines():
        match = _ITEM.match(line)
        if match and match.lastgroup:
            kind = match[0].strip() if match.lastgroup == "bullet" else match.lastgroup
            if kind in seen:
                return match[0].strip()
            seen.add(kind)
    return ""
