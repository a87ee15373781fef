"""Sources as staff mistype them: odd capitals, stray blanks, numbers for ids, dates in words, whatever can be mended.

Every change is made in the text as typed, at the place of a value; whether the result still is an SOP is for whoever
asks to see.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random

from sopgen.model.dates import MONTHS
from sopgen.source.document import MappingNode, Node, Scalar, SequenceNode, Source, SourcePath, clean
from sopgen.source.read import parse

#: Abbreviations and names that nobody may change, whatever their capitals; the second is no slip for the first.
NAMES = ("KLNPRT", "pKLNPRT", "eKTP", "PPtkdn", "SIMPELnya", "dBAPPEDA", "VIseri")
_KEPT_KEYS = frozenset({"nomor", "unit", "disahkan_oleh", "jenis", "status", "pelaksana", "kelompok", "anggota", "id"})
_FLOW_KEYS = ("lanjut", "ya", "tidak")
_MARKS = (" ,", "  ,", " .", "  .", " ,  .", " ;", " :", "  :", " ?", " !", "\u00a0,", " . . .", " ...", ",", "  -")
_KEGIATAN = ("Lanjut", "Selesai", "Null", "True", "1234", "Menyusun konsep surat", "Ya", "Menyusun: konsep # surat")


def mistyped(source: Source, chance: Random) -> Source:
    """``source`` with one to six changes; those that could not be read are left out."""
    for _ in range(chance.randint(1, 6)):
        change = chance.choice(_CHANGES)
        source = _read(source, change(source, chance).encode()) or source
    return _read(source, _line_ends(source.text, chance)) or source


def _read(source: Source, raw: bytes) -> Source | None:
    return parse(raw, source.file, source.name)[0]


def scalars(node: Node, path: SourcePath = ()) -> Iterator[tuple[SourcePath, Scalar]]:
    """Path and place of every text below ``node``."""
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, MappingNode):
        for key, entry in node.entries.items():
            yield from scalars(entry.value, (*path, key))
    elif isinstance(node, SequenceNode):
        for index, item in enumerate(node.items):
            yield from scalars(item, (*path, index))


def steps(source: Source) -> list[tuple[SourcePath, MappingNode]]:
    """Path and place of every step."""
    found = []
    sections = source.node(("bagian",))
    count = len(sections.items) if isinstance(sections, SequenceNode) else 0
    for path in [("bagian", index, "langkah") for index in range(count)] or [("langkah",)]:
        node = source.node(path)
        items = node.items if isinstance(node, SequenceNode) else ()
        found += [((*path, index), item) for index, item in enumerate(items) if isinstance(item, MappingNode)]
    return found


def _texts(source: Source) -> list[Scalar]:
    found = scalars(source.tree)
    return [node for path, node in found if node.text.strip() and not _KEPT_KEYS & set(path) and node.start < node.end]


def _put(source: Source, start: int, end: int, text: str) -> str:
    return source.text[:start] + text + source.text[end:]


def _in_text(source: Source, chance: Random, pattern: str, new: Callable[[str], str]) -> str:
    """Some match of ``pattern`` in some text replaced."""
    texts = _texts(source)
    if not texts:
        return source.text
    node = chance.choice(texts)
    found = list(re.finditer(pattern, source.text[node.start : node.end]))
    if not found:
        return source.text
    match = chance.choice(found)
    return _put(source, node.start + match.start(), node.start + match.end(), new(match[0]))


def _odd_capitals(source: Source, chance: Random) -> str:
    def odd(word: str) -> str:
        ways = (word.upper(), word[0].lower() + word[1:].upper(), word[:2].upper() + word[2:], f"{word.upper()} {word}")
        return chance.choice(ways)

    return _in_text(source, chance, r"[A-Za-z]{4,}", odd)


def _name(source: Source, chance: Random) -> str:
    name = chance.choice(NAMES)
    return _in_text(source, chance, r"(?<=\w) (?=\w)", lambda _: f" {name} ")


def _stray_blank(source: Source, chance: Random) -> str:
    new = chance.choice((*_MARKS, *("  ", "   ", " \u00a0", "\u00a0 ", "\u00a0")))
    return _in_text(source, chance, r"(?<=\w) +|(?<=\w)(?=[,.;:])", lambda blank: new + blank)


def _number_for_id(source: Source, chance: Random) -> str:
    """A target by id becomes the number of the step that has it, or the id of that step goes."""
    ids = {}
    for path, step in steps(source):
        entry = step.entries.get("id")
        if entry and isinstance(entry.value, Scalar):
            ids[(path[:-1], entry.value.text)] = int(path[-1]) + 1
    found = [
        (node, ids[(path[: path.index("langkah") + 1], node.text)])
        for path, node in scalars(source.tree)
        if {*_FLOW_KEYS} & {*path} and (path[: path.index("langkah") + 1], node.text) in ids
    ]
    if not found:
        return source.text
    text, kept = source.text, chance.random() < 0.3
    for node, number in reversed(found):
        if not kept or chance.random() < 0.5:
            written = chance.choice((str(number), f"'{number}'", f'"{number}"'))
            text = text[: node.start] + written + text[node.end :]
    return text


def _no_id(source: Source, chance: Random) -> str:
    """An id that nothing names goes."""
    named = {node.text for path, node in scalars(source.tree) if {*_FLOW_KEYS} & {*path}}
    for _, step in steps(source):
        keys = list(step.entries.values())
        for entry, following in pairwise(keys):
            if entry.key.text == "id" and isinstance(entry.value, Scalar) and entry.value.text not in named:
                return _put(source, entry.key.start, following.key.start, "")
    return source.text


def _target(source: Source, chance: Random) -> str:
    """A step gets a way to another, by number."""
    found = steps(source)
    if len(found) < 3:
        return source.text
    path, step = chance.choice(found)
    numbers = [int(other[-1]) + 1 for other, _ in found if other[:-1] == path[:-1]]
    chosen = [str(chance.choice(numbers)) for _ in range(chance.randint(1, 2))]
    value = chosen[0] if len(chosen) == 1 else f"[{', '.join(chosen)}]"
    return _new_key(source, step, f"{chance.choice(_FLOW_KEYS)}: {value}")


def _new_key(source: Source, step: MappingNode, entry: str) -> str:
    """A further key of a step, before its first one or behind it."""
    first = min((each.key for each in step.entries.values()), key=lambda key: key.start)
    if source.text[step.start] == "{":
        return _put(source, first.start, first.start, f"{entry}, ")
    column = first.start - (source.text.rfind("\n", 0, first.start) + 1)
    return _put(source, first.start, first.start, f"{entry}\n{' ' * column}")


def _colliding_id(source: Source, chance: Random) -> str:
    """A step gets an id that others are likely to be given."""
    free = [step for _, step in steps(source) if "id" not in step.entries and step.entries]
    names = ("menyusun-konsep", "langkah-1", "langkah-2", "2", "lanjut", "lanjut-selesai", *map(_first_words, free))
    return _new_key(source, chance.choice(free), f"id: {chance.choice(names)}") if free else source.text


def _first_words(step: MappingNode) -> str:
    entry = step.entries.get("kegiatan")
    words = re.findall(r"[a-z]{4,}", entry.value.text.casefold()) if entry and isinstance(entry.value, Scalar) else []
    return "-".join(words[:2]) or "konsep"


def _same_words(source: Source, chance: Random) -> str:
    """Two steps begin with the same words, or one with words that have a meaning of their own."""
    found = [step.entries["kegiatan"].value for _, step in steps(source) if "kegiatan" in step.entries]
    texts = [node for node in found if isinstance(node, Scalar) and node.style not in ("|", ">") and node.text]
    if not texts:
        return source.text
    words = chance.choice((*_KEGIATAN, *(" ".join(clean(node.text).split()[:3]) for node in texts)))
    node = chance.choice(texts)
    return _put(source, node.start, node.end, json.dumps(words, ensure_ascii=False))


def _unit(source: Source, chance: Random) -> str:
    pattern = r"\b(?:Menit|Jam|Hari kerja|Hari|Minggu|Bulan)\b"
    nodes = [node for path, node in scalars(source.tree) if path[-1:] == ("waktu",)]
    node = chance.choice(nodes) if nodes else None
    match = re.search(pattern, source.text[node.start : node.end]) if node else None
    if node is None or match is None:
        return source.text
    new = chance.choice((match[0].lower(), match[0].upper(), f" {match[0].lower()}", f"{match[0].lower()} "))
    return _put(source, node.start + match.start(), node.start + match.end(), new)


def _date(source: Source, chance: Random) -> str:
    dates = [node for _, node in scalars(source.tree) if re.fullmatch(r"\d{4}-\d\d-\d\d", node.text)]
    if not dates:
        return source.text
    node = chance.choice(dates)
    year, month, day = map(int, node.text.split("-"))
    word = MONTHS[month - 1]
    ways = (
        f"{day}/{month}/{year}",
        f"{day} {word} {year}",
        f"Rabu, {day:02} {word[:3]} {year}",
        f"{year}/{month}/{day}",
    )
    quote = chance.choice(("", "'", '"'))
    return _put(source, node.start, node.end, f"{quote}{chance.choice((*ways, f'{month}/{day}'))}{quote}")


def _comment(source: Source, chance: Random) -> str:
    """A comment on a line of its own, or behind what stands on one."""
    ends = [match.start() for match in re.finditer(r"\n", source.text)]
    at = chance.choice(ends) if ends else 0
    new = f"# kONSEP  {chance.randrange(1000)} ,  1 menit"
    return _put(source, at, at, chance.choice((f"  {new}", f"\n{' ' * chance.randrange(7)}{new}")))


def _flow_style(source: Source, chance: Random) -> str:
    """A step in braces."""
    found = [step for _, step in steps(source) if source.text[step.start] != "{" and step.entries]
    if not found:
        return source.text
    step = chance.choice(found)
    entries = [f"{key}: {_in_flow(entry.value)}" for key, entry in step.entries.items()]
    first = min(entry.key.start for entry in step.entries.values())
    last = max(_last(entry.value) for entry in step.entries.values())
    return _put(source, first, last, "{" + chance.choice((", ", ",  ", ",\n      ")).join(entries) + "}")


def _in_flow(node: Node) -> str:
    if isinstance(node, MappingNode):
        return "{" + ", ".join(f"{key}: {_in_flow(entry.value)}" for key, entry in node.entries.items()) + "}"
    if isinstance(node, SequenceNode):
        return "[" + ", ".join(map(_in_flow, node.items)) + "]"
    assert isinstance(node, Scalar)
    return node.text if re.fullmatch(r"[\w ./-]*\w", node.text) else json.dumps(node.text, ensure_ascii=False)


def _last(node: Node) -> int:
    """Where the last text in a node ends."""
    return max((each.end for _, each in scalars(node)), default=node.start)


def _rare_layout(source: Source, chance: Random) -> str:
    """A step's first key behind a tab or a comment, in quotes, or behind a question mark; a text over two lines."""
    found = [step for _, step in steps(source) if step.entries and source.text[step.start] != "{"]
    if not found:
        return source.text
    first = next(iter(chance.choice(found).entries.values())).key
    column = first.start - (source.text.rfind("\n", 0, first.start) + 1)
    ways = (
        lambda: _put(source, first.start - 1, first.start, "\t"),
        lambda: _put(source, first.start, first.start, f"# langkah\n{' ' * column}"),
        lambda: _put(source, first.start, first.end, f'"{first.text}"'),
        lambda: _put(source, first.start, first.end, f"? {first.text}\n{' ' * column}"),
        lambda: _in_text(source, chance, r"(?<=\w) (?=\w)", lambda _: f"\n{' ' * (column + 6)}"),
    )
    return chance.choice(ways)()


def _quotes(source: Source, chance: Random) -> str:
    """A plain text in quotes, or with its letters escaped."""
    plain = [node for node in _texts(source) if not node.style]
    if not plain:
        return source.text
    node = chance.choice(plain)
    ways = (json.dumps(node.text), json.dumps(node.text, ensure_ascii=False), "'" + node.text.replace("'", "''") + "'")
    return _put(source, node.start, node.end, chance.choice(ways))


def _line_ends(text: str, chance: Random) -> bytes:
    end = chance.choice(("\n", "\n", "\n", "\r\n", "\r"))
    mark = b"\xef\xbb\xbf" if chance.random() < 0.1 else b""
    return mark + text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", end).encode()


_CHANGES = (
    *(_odd_capitals, _stray_blank, _number_for_id, _target) * 3,
    *(_name, _no_id, _colliding_id, _same_words, _unit, _date, _comment, _flow_style, _quotes, _rare_layout) * 2,
)
