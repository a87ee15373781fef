"""Edits that somebody makes in Word, drawn at random and made in the XML as Word makes them.

    edit = drawn(docx, 7)         # WordEdit("hidden words", "langkah/2/output", ...)
    edit.content                  # the document after it
    edit.texts                    # what may be written of it: by tag, as the form would print it
    kinds()                       # the names of all kinds

``tests/pull/editing.py`` has what several tests do; ``word_hands.py`` what all kinds share.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from tests.generators import word_table_edits, word_text_edits
from tests.generators.word_hands import BODY, HANDS, ImpossibleError, Word

assert word_table_edits
assert word_text_edits  # they enter their kinds


@dataclass(frozen=True)
class WordEdit:
    """What was done where, and what it makes: ``content``. ``texts`` and ``lists`` are all that may be written of it.

    ``shows``: somebody who reads the document sees it.
    """

    kind: str
    where: str
    content: bytes = field(repr=False)
    texts: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shows: bool = True


def kinds() -> tuple[str, ...]:
    """The names of all kinds of edits."""
    return tuple(HANDS)


def drawn(content: bytes, seed: int, but: tuple[str, ...] = ()) -> WordEdit:
    """The edit number ``seed`` of a document: every kind in turn; one that cannot be made gives way to the next."""
    names = [name for name in HANDS if name not in but]
    for turn in range(len(names)):
        word = unpacked(content, seed)
        name = names[(seed + turn) % len(names)]
        try:
            made = HANDS[name](word)
        except ImpossibleError:
            continue
        return WordEdit(name, made.where, packed(word), made.texts, made.lists, made.shows)
    raise AssertionError("nothing in this document can be edited")


def unpacked(content: bytes, seed: int = 0) -> Word:
    """A document opened; the seed says what the hand chooses."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return Word(members, etree.fromstring(members[BODY]), random.Random(seed))


def packed(word: Word) -> bytes:
    """A document saved."""
    target = io.BytesIO()
    word.members[BODY] = etree.tostring(word.body, xml_declaration=True, encoding="UTF-8", standalone=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in word.members.items():
            archive.writestr(name, data)
    return target.getvalue()
