"""Words whose capitals are meant: what the office's own names and an SOP's own texts write in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from functools import lru_cache

from sopgen.model.institution import Institution
from sopgen.model.sop import Sop
from sopgen.rules.words.vocabulary import NAMED_THINGS, OFFICE_WORDS

WORD = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile(r"[A-Z].*[A-Z]")
#: "(KLNPRT)", "“SIMPEL”", "aplikasi SIMPEL": a name given to a thing.
_NAMED = re.compile(rf"[(“\"]\s*([A-Z]{{2,}})\s*[)”\"]|\b(?i:{'|'.join(sorted(NAMED_THINGS))})\s+([A-Z]{{2,}})\b")


def names_in_capitals(sop: Sop, institution: Institution | None) -> frozenset[str]:
    """The words with several capitals in the names of the office, its units and titles, and the SOP's own headings.

    In a name all in capitals ("KEPALA PPKOM") ordinary words are only written large.
    """
    names = (*(_office_names(institution) if institution else ()), *_headings(sop))
    found = ((name, word) for name in names for word in _in_capitals(name))
    told = {word for name, word in found if name != name.upper() or word.casefold() not in OFFICE_WORDS}
    short = (institution.singkatan, *(each.names.singkatan for each in institution.names)) if institution else ()
    return frozenset((*told, *(word for name in short for word in _in_capitals(name))))


def named_in_texts(texts: Iterable[str]) -> frozenset[str]:
    """The words in capitals that texts give as the short name of something."""
    return frozenset(name for text in texts for name in _named_in(text))


@lru_cache(maxsize=1024)  # of an SOP that is being edited, one text after the other changes
def _named_in(text: str) -> tuple[str, ...]:
    return tuple(match[1] or match[2] for match in _NAMED.finditer(text))


@lru_cache(maxsize=1024)  # see above
def words_of(text: str) -> tuple[str, ...]:
    """All words of a text, in order."""
    return tuple(WORD.findall(text))


def _in_capitals(name: str) -> Iterator[str]:
    return (word for word in WORD.findall(name) if _CAPITALS.search(word))


def _office_names(institution: Institution) -> Iterator[str]:
    yield from (institution.nama, institution.alamat)
    yield from (each.names.nama for each in institution.names)
    for unit in institution.unit.values():
        for each in (unit, *(dated.names for dated in unit.names)):
            yield from (each.nama, each.induk)
    for official in institution.pejabat.values():
        yield from (each.jabatan for each in (official, *(dated.names for dated in official.names)))
    yield from (word for entry in institution.jabatan.items() for word in entry)


def _headings(sop: Sop) -> Iterator[str]:
    yield from (sop.unit.nama, sop.unit.induk, sop.disahkan_oleh.jabatan)
    yield from astuple(sop.format.istilah)
    for actor in (actor for section in sop.sections for actor in section.actors):
        yield from (actor.name, actor.group or "")
