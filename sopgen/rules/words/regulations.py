"""Regulations as SOPs cite them: which one it is, and by what title it is called."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sopgen.rules.texts import plain_words
from sopgen.rules.words.vocabulary import pairs

_CITATION = re.compile(
    r"(?P<kind>.+?)(?<![\s,])[\s,]++(?:nomor|no\b\.?+)\s*+:?+\s*+(?P<number>[\w.\-/]+?)(?:\s+tahun\s+|\s*/\s*)(?P<year>\d{4})\b"
    r"[\s,]*(?:tentang\s+(?P<title>.+))?",
    re.IGNORECASE | re.DOTALL,
)
_SHORT_KINDS = pairs(
    """
    uu: undang undang, pp: peraturan pemerintah, perpres: peraturan presiden, keppres: keputusan presiden,
    inpres: instruksi presiden, permen: peraturan menteri, permenko: peraturan menko, kepmen: keputusan menteri,
    perka: peraturan kepala, perda: peraturan daerah
    """
)
_COUNTRY = re.compile(r"\b(?:republik indonesia|ri|negara)\b")
#: What may follow a title without being part of it.
_TAIL = re.compile(
    r"(?<!\s)\s*+(?:sebagaimana (?:telah )?(?:di|beberapa)|jo\.? |juncto |\().*", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A regulation. ``key`` is one for all ways of writing its number; ``title`` is as typed, ``plain`` to compare."""

    key: tuple[str, str, str]
    name: str
    title: str
    plain: str


def citation(text: str) -> Citation | None:
    """The regulation that ``text`` cites by number, year and title; None when one of them is missing."""
    match = _CITATION.match(text.strip())
    if not match or not match["title"]:
        return None
    title = _TAIL.sub("", match["title"]).strip(" .;,")
    words = _words(match["kind"]).split()
    kind = _words(" ".join(_SHORT_KINDS.get(word, word) for word in words))
    key = (kind, match["number"].casefold().lstrip("0"), match["year"])
    name = " ".join(text[: match.start("title")].rsplit(maxsplit=1)[0].split())
    return Citation(key, name, title, _words(title)) if title else None


def _words(text: str) -> str:
    """Small letters, no marks, no name of the country: what two ways of writing have in common."""
    return " ".join(_COUNTRY.sub(" ", plain_words(text)).split())
