"""Random SOPs that are changed in two places at once: in the source, and in the document made from it.

Every step and entry carries a key that no source shows, so that the true place of each change is known.
"""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from sopgen.edits.values import block_lines
from sopgen.pull.document.edited import Edited, LooseText
from sopgen.render.docx.package.embedded import Embedded, PrintedField
from sopgen.source.document import Plain, Source, SourcePath
from sopgen.source.read import parse

FIELDS = ("kegiatan", "kelengkapan", "waktu", "output", "ket")
LISTS = ("dasar_hukum", "peralatan")
VERBS = ("Menyusun", "Memeriksa", "Menandatangani", "Mengirim", "Mencatat", "Menyimpan", "Membahas", "Menerima")
THINGS = ("surat", "laporan", "konsep", "naskah", "arsip", "undangan", "nota", "bahan", "rencana", "disposisi")
TIMES = ("5 Menit", "10 Menit", "1 Jam", "1 Hari")
NAMES = ("Kepala", "Arsiparis", "Staf")


@dataclass
class Item:
    """A step, an entry or a section with its hidden key; a section holds steps."""

    key: int
    texts: dict[str, str] = field(default_factory=dict)
    steps: list[Item] = field(default_factory=list)

    @property
    def said(self) -> tuple[tuple[str, str], ...]:
        """All that its text says but its id."""
        return tuple((key, text) for key, text in self.texts.items() if key != "id")


@dataclass
class Sop:
    """An SOP as lists of items: its steps by section (one without a title, or several), its texts by list."""

    sections: list[Item]
    lists: dict[str, list[Item]]

    @property
    def steps(self) -> list[Item]:
        """All steps in order."""
        return [step for section in self.sections for step in section.steps]

    @property
    def divided(self) -> bool:
        """Whether it has sections."""
        return bool(self.sections[0].texts)

    def plain(self) -> dict[str, Plain]:
        """What its source says."""
        flow: dict[str, Plain] = {"langkah": [dict(step.texts) for step in self.steps]}
        if self.divided:
            flow = {
                "bagian": [
                    {"judul": section.texts["judul"], "langkah": [dict(step.texts) for step in section.steps]}
                    for section in self.sections
                ]
            }
        texts: dict[str, Plain] = {name: [item.texts[""] for item in items] for name, items in self.lists.items()}
        return {"nomor": "CTH.1", **texts, "pelaksana": list(NAMES), **flow}

    def source(self) -> Source:
        """Its source file, parsed."""
        raw = "\n".join(block_lines(self.plain(), 0)).encode() + b"\n"
        found, findings = parse(raw, Path("/sop_sources/sop.yaml"), "sop_sources/sop.yaml")
        assert found is not None
        assert not findings
        return found

    def paths(self) -> dict[int, SourcePath]:
        """Where each key stands."""
        found: dict[int, SourcePath] = {}
        for number, section in enumerate(self.sections):
            above: SourcePath = ("bagian", number) if self.divided else ()
            found |= {section.key: above}
            found |= {step.key: (*above, "langkah", index) for index, step in enumerate(section.steps)}
        for name, items in self.lists.items():
            found |= {item.key: (name, index) for index, item in enumerate(items)}
        return found

    def items(self) -> dict[int, Item]:
        """Every item by its key."""
        entries = [item for items in self.lists.values() for item in items]
        return {item.key: item for item in (*self.sections, *self.steps, *entries)}


class Dice:
    """Makes SOPs and changes them; equal seeds give equal ones."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.keys = 0
        self.kept: set[int] = set()  # steps that were copied: neither deleted nor told otherwise

    def key(self) -> int:
        """A new key."""
        self.keys += 1
        return self.keys

    def words(self) -> str:
        """A sentence like no other: half of its words are its own."""
        number = self.key()
        own = " ".join(f"{letter}{number}" for letter in "kmpq")
        return f"{self.random.choice(VERBS)} {self.random.choice(THINGS)} {own} {self.random.choice(THINGS)}"

    def step(self) -> Item:
        """A step that nothing else resembles but in its time and pelaksana."""
        texts = {"id": f"id{self.key()}"} if self.random.random() < 0.3 else {}
        texts |= {"kegiatan": self.words(), "pelaksana": self.random.choice(NAMES), "waktu": self.random.choice(TIMES)}
        if self.random.random() < 0.8:
            texts["kelengkapan"] = self.random.choice(THINGS)
        if self.random.random() < 0.8:
            texts["output"] = f"{self.random.choice(THINGS)} {self.key()}"
        return Item(self.key(), texts)

    def entry(self) -> Item:
        """An entry of a list of texts."""
        return Item(self.key(), {"": self.words()})

    def sop(self) -> Sop:
        """An SOP of one flow or of sections, at times with a step that stands in it twice."""
        count = self.random.choice((1, 1, 2, 3))
        sections = [
            Item(
                self.key(),
                {"judul": self.words()} if count > 1 else {},
                [self.step() for _ in range(self.number(2, 8))],
            )
            for _ in range(count)
        ]
        if self.random.random() < 0.2:
            steps = self.random.choice(sections).steps
            twin = self.copy(self.random.choice(steps))
            steps.insert(self.number(0, len(steps)), twin)
        return Sop(sections, {name: [self.entry() for _ in range(self.number(1, 5))] for name in LISTS})

    def copy(self, step: Item) -> Item:
        """A copy of a step as somebody makes it who then goes on writing."""
        self.kept.add(step.key)
        return Item(self.key(), {key: text for key, text in step.texts.items() if key != "id"})

    def number(self, least: int, most: int) -> int:
        """A number of this range, both ends in it."""
        return self.random.randint(least, most)

    # -- in the source ----------------------------------------------------------------------------------------

    def edited(self, sop: Sop) -> Sop:
        """The SOP after somebody edited its source."""
        now = deepcopy(sop)
        for _ in range(self.number(1, 6)):
            self.random.choice((self.edit_step, self.edit_step, self.edit_entry))(now)
        return now

    def edit_step(self, sop: Sop) -> None:
        """One change of the steps."""
        section = self.random.choice(sop.sections)
        at = self.number(0, len(section.steps))
        step = self.random.choice(section.steps) if section.steps else None
        kind = self.random.choice(("insert", "copy", "delete", "move", "elsewhere", "text", "text", "reword", "id"))
        if kind == "insert" or step is None:
            section.steps.insert(at, self.step())
        elif kind == "copy":
            section.steps.insert(at, self.copy(step))
        elif kind == "delete" and len(sop.steps) > 1 and step.key not in self.kept:
            section.steps.remove(step)
        elif kind in ("move", "elsewhere"):
            section.steps.remove(step)
            target = self.random.choice(sop.sections) if kind == "elsewhere" else section
            target.steps.insert(self.number(0, len(target.steps)), step)
        elif kind == "text":
            step.texts[self.random.choice(FIELDS[1:])] = f"{self.random.choice(THINGS)} s{self.key()}"
        elif kind == "reword" and step.key not in self.kept:
            self.reword(step)
        elif kind == "id":
            step.texts = {"id": f"id{self.key()}", **{key: text for key, text in step.texts.items() if key != "id"}}

    def reword(self, step: Item) -> None:
        """Another sentence: one word changed, or a new one."""
        *words, _ = step.texts["kegiatan"].split()
        step.texts["kegiatan"] = self.words() if self.random.random() < 0.4 else " ".join((*words, f"s{self.key()}"))

    def edit_entry(self, sop: Sop) -> None:
        """One change of a list of texts."""
        items = sop.lists[self.random.choice(LISTS)]
        kind = self.random.choice(("insert", "delete", "move", "text"))
        if kind == "insert":
            items.insert(self.number(0, len(items)), self.entry())
        elif kind == "delete" and len(items) > 1:
            items.pop(self.number(0, len(items) - 1))
        elif kind == "move":
            items.insert(self.number(0, len(items) - 1), items.pop(self.number(0, len(items) - 1)))
        else:
            self.random.choice(items).texts[""] = self.words()

    # -- in the document --------------------------------------------------------------------------------------

    def typed(self, sop: Sop) -> list[Typed]:
        """What somebody typed in the document, each in another field or list."""
        found: dict[object, Typed] = {}
        for _ in range(self.number(1, 4)):
            if self.random.random() < 0.7:
                step = self.random.choice(sop.steps)
                name = self.random.choice(FIELDS)
                found[step.key, name] = Typed(step.key, name, f"w{self.key()} baru")
            else:
                name = self.random.choice(LISTS)
                item = self.random.choice(sop.lists[name])
                kind = self.random.choice(("text", "divided", "after"))
                text = {"text": f"w{self.key()} baru", "divided": f"{item.texts['']}\nw{self.key()} baru"}
                found[name] = Typed(item.key, "", text.get(kind, f"w{self.key()} baru"), new=kind == "after")
        return list(found.values())


@dataclass(frozen=True)
class Typed:
    """A text typed into a field of the item ``key``; ``new``: into a paragraph of its own after the entry."""

    key: int
    name: str
    text: str
    new: bool = False

    def tag(self, paths: dict[int, SourcePath]) -> str:
        """The name by which the document knows it."""
        path = (*paths[self.key], self.name) if self.name else paths[self.key]
        tag = "/".join(str(part + 1) if isinstance(part, int) else part for part in path)
        return f"{tag}/baru" if self.new else tag


def printed(sop: Sop) -> Embedded:
    """What the document of an SOP carries."""
    paths, items = sop.paths(), sop.items()
    fields = []
    for key, item in items.items():
        names = [""] if "" in item.texts else list(FIELDS) if "kegiatan" in item.texts else []
        for name in names:
            fields.append(PrintedField(Typed(key, name, "").tag(paths), "", item.texts.get(name, "")))
    return Embedded("sop_sources/sop.yaml", "CTH.1", "", sop.source().text, tuple(fields), Counter())


def document(origin: Embedded, sop: Sop, typed: list[Typed]) -> Edited:
    """The document with everything typed."""
    paths = sop.paths()
    texts = {each.tag: (each.text,) for each in origin.fields}
    texts |= {each.tag(paths): (each.text,) for each in typed if not each.new}
    steps = tuple(
        "/".join(str(part + 1) if isinstance(part, int) else part for part in paths[step.key]) for step in sop.steps
    )
    loose = tuple(loose_text(sop, each) for each in typed if each.new)
    return Edited(origin, texts, {}, loose, steps, frozenset())


def loose_text(sop: Sop, typed: Typed) -> LooseText:
    """A new paragraph after an entry."""
    paths = sop.paths()
    name, index = paths[typed.key]
    assert isinstance(index, int)
    following = f"{name}/{index + 2}" if index + 1 < len(sop.lists[str(name)]) else ""
    return LooseText(typed.text, row=False, after=f"{name}/{index + 1}", before=following)
