"""A document open in Word, and a hand that edits it: what the kinds of edits share.

A kind of edit is a function of a ``Word`` that changes its body and tells with a ``Made`` what that was.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import NoReturn

from lxml import etree

from sopgen.render.docx.ids import PART_MARK
from tests.pull.editing import controls, unwrapped
from tests.validate_docx.package import WP, W

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
BODY, COMMENTS = "word/document.xml", "word/comments.xml"
_WORDS = ("menyusun memeriksa", "konsep laporan", "arsip surat", "rapat", "bahan disposisi", "nota", "jadwal", "hasil")
ROW_FIELDS = ("kegiatan", "kelengkapan", "waktu", "output", "ket")
LISTS = ("dasar_hukum", "kualifikasi_pelaksana", "peralatan", "peringatan", "pencatatan", "catatan")
AUTHOR = {f"{W}author": "Nama Pejabat", f"{W}date": "2026-01-05T08:00:00Z"}


@dataclass
class Made:
    """What an edit of the body has done."""

    where: str
    texts: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shows: bool = True


@dataclass
class Word:
    """An open document: its members, its body, and the hand's choices."""

    members: dict[str, bytes]
    body: etree._Element
    rng: random.Random

    @property
    def tags(self) -> list[str]:
        """Fields with text in one piece, each once."""
        names = (alias.get(f"{W}val", "") for alias in self.body.iter(f"{W}alias"))
        return [tag for tag in dict.fromkeys(names) if self.whole(tag)]

    def whole(self, tag: str) -> bool:
        """Whether a field stands once, unbroken, and is no part of a longer text."""
        found = controls(self.body, tag)
        return PART_MARK not in tag and len(found) == 1 and len(list(found[0].iter(f"{W}t"))) == 1

    def choose(self, wanted: Callable[[str], bool]) -> str:
        """A field of a kind. Raises ImpossibleError when there is none."""
        return self.rng.choice([tag for tag in self.tags if wanted(tag)] or impossible())

    def text(self, tag: str) -> str:
        """What a field says."""
        return "".join(text.text or "" for text in controls(self.body, tag)[0].iter(f"{W}t"))

    def step_text(self) -> str:
        """The tag of a text of a step that says something."""
        return self.choose(lambda tag: is_step_text(tag) and bool(self.text(tag)))

    def sentence(self) -> str:
        """A few words."""
        return " ".join(self.rng.choices(_WORDS, k=self.rng.randint(2, 5)))

    def entries(self, name: str) -> list[str]:
        """The tags of a list's entries, in order."""
        return [tag for tag in self.tags if tag.rpartition("/")[0] == name]

    def list_name(self, least: int = 1) -> str:
        """A list with at least so many entries, all of them in one piece."""
        found = [name for name in LISTS if len(self.entries(name)) >= least and not self.broken(name)]
        return self.rng.choice(found or impossible())

    def broken(self, name: str) -> bool:
        """Whether an entry of a list goes on over a page."""
        aliases = (alias.get(f"{W}val", "") for alias in self.body.iter(f"{W}alias"))
        return any(tag.startswith(f"{name}/") and PART_MARK in tag for tag in aliases)

    def shapes(self) -> list[etree._Element]:
        """The runs of shapes."""
        return [next(anchor.iterancestors(f"{W}r")) for anchor in self.body.iter(f"{WP}anchor")] or impossible()

    def add_part(self, name: str, content: str, kind: str) -> None:
        """A further part of the document, as Word adds it."""
        self.members[name] = content.encode()
        relations = etree.fromstring(self.members["word/_rels/document.xml.rels"])
        namespace = etree.QName(relations).namespace
        address = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
        target = name.removeprefix("word/")
        etree.SubElement(relations, f"{{{namespace}}}Relationship", Id=f"rIdX{kind}", Type=address, Target=target)
        self.members["word/_rels/document.xml.rels"] = etree.tostring(relations)
        types = etree.fromstring(self.members["[Content_Types].xml"])
        told = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        etree.SubElement(types, f"{{{etree.QName(types).namespace}}}Override", PartName=f"/{name}", ContentType=told)
        self.members["[Content_Types].xml"] = etree.tostring(types)


class ImpossibleError(Exception):
    """The document has nothing that could be edited so."""


def impossible() -> NoReturn:
    """There is nothing to choose from."""
    raise ImpossibleError


def is_step_text(tag: str) -> bool:
    """Whether a field is a text in a step's row."""
    return "langkah/" in tag and tag.rpartition("/")[2] in ROW_FIELDS


Hand = Callable[[Word], Made]
#: Every kind of edit by its name.
HANDS: dict[str, Hand] = {}


def kind(name: str) -> Callable[[Hand], Hand]:
    """Enters a kind of edit under its name."""

    def enter(hand: Hand) -> Hand:
        HANDS[name] = hand
        return hand

    return enter


# -- pieces of XML -----------------------------------------------------------------------------------------------------


def parent_of(element: etree._Element) -> etree._Element:
    """The element that holds another."""
    parent = element.getparent()
    assert parent is not None
    return parent


def new_run(text: str, *looks: str, tag: str = "t") -> etree._Element:
    """A run with these properties."""
    run = etree.Element(f"{W}r")
    if looks:
        properties = etree.SubElement(run, f"{W}rPr")
        for look in looks:
            etree.SubElement(properties, f"{W}{look}")
    piece = etree.SubElement(run, f"{W}{tag}")
    piece.text = text
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def run_of(word: Word, tag: str) -> etree._Element:
    """The run of a field's text."""
    return parent_of(next(controls(word.body, tag)[0].iter(f"{W}t")))


def paragraph_of(word: Word, tag: str) -> etree._Element:
    """The paragraph of a field."""
    return next(controls(word.body, tag)[0].iterancestors(f"{W}p"))


def divided(run: etree._Element, words: int) -> tuple[etree._Element, str, str]:
    """Cut a run after so many words; the new run with the rest, and both texts."""
    piece = next(run.iter(f"{W}t"))
    whole = (piece.text or "").split(" ")
    words = min(words, len(whole) - 1)
    first, rest = " ".join(whole[:words]), " ".join(["", *whole[words:]] if words else whole)
    copy = deepcopy(run)
    piece.text, next(copy.iter(f"{W}t")).text = first, rest
    run.addnext(copy)
    for each in (piece, next(copy.iter(f"{W}t"))):
        each.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return copy, first, rest


def looking(run: etree._Element, look: str) -> None:
    """Give a run a property."""
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        run.insert(0, properties)
    etree.SubElement(properties, f"{W}{look}")


def unmarked(element: etree._Element) -> etree._Element:
    """An element without controls and bookmarks: what a program keeps that knows neither."""
    unwrapped(element)
    for mark in [*element.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
        parent_of(mark).remove(mark)
    return element


def is_heading(run: etree._Element) -> bool:
    """Whether a run is one of the form's own words."""
    text = "".join(piece.text or "" for piece in run.findall(f"{W}t"))
    return len(text.strip()) > 2 and next(run.iterancestors(f"{W}sdt"), None) is None


def commented(
    word: Word, first: etree._Element, last: etree._Element, text: str, done: bool = False, number: int = 0
) -> None:
    """Somebody makes the comment ``number`` on what stands from ``first`` to ``last``."""
    start, end = (etree.Element(f"{W}commentRange{name}", {f"{W}id": str(number)}) for name in ("Start", "End"))
    first.addprevious(start)
    last.addnext(end)
    reference = etree.Element(f"{W}r")
    etree.SubElement(reference, f"{W}commentReference", {f"{W}id": str(number)})
    if next(end.iterancestors(f"{W}p"), None) is not None:
        end.addnext(reference)
    else:
        last.append(reference)
    if COMMENTS not in word.members:
        word.add_part(COMMENTS, f'<w:comments xmlns:w="{W[1:-1]}" xmlns:w14="{W14[1:-1]}"/>', "comments")
    written = etree.fromstring(word.members[COMMENTS])
    names = {f"{W}id": str(number), f"{W}author": "Nama Pejabat", f"{W}initials": "NP"}
    paragraph = etree.SubElement(etree.SubElement(written, f"{W}comment", names), f"{W}p")
    paragraph.set(f"{W14}paraId", f"{0xA00 + number:08X}")
    etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}annotationRef")
    paragraph.append(new_run(text))
    word.members[COMMENTS] = etree.tostring(written)
    if done:
        word.members["word/commentsExtended.xml"] = (
            b'<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
            b'<w15:commentEx w15:paraId="00000A00" w15:done="1"/></w15:commentsEx>'
        )
