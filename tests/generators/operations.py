"""Hypothesis strategies for operations on a source: every kind, at every place, with values as odd as people's."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import strategies as st

from sopgen.edits.operations import Delete, Insert, Move, Set, Single
from sopgen.source.document import CONTROL, Plain, Source, SourcePath

#: Texts that mean something to YAML, or look like it.
ODD_TEXTS = (
    "",
    " ",
    "null",
    "true",
    "~",
    "2026-11-29",
    "1 Hari",
    "a: b",
    "a:",
    ": a",
    "a # b",
    "# a",
    "a #b",
    "- a",
    "-",
    "--- a",
    "---",
    "...",
    "? a",
    "?",
    "& a",
    "*a",
    "!a",
    "| a",
    ">",
    "%a",
    "@a",
    "`a`",
    "=",
    "<<",
    "[a, b]",
    "{a: b}",
    "a, b]",
    "}",
    '"a"',
    "'a'",
    "kata \"dua\" dan 'satu'",
    "\\",
    "\\n",
    'a\\ "b',
    " a",
    "a ",
    "a  b",
    "a\tb",
    "\ta",
    "\u00a0a\u00a0b\u00a0",
    "a\u00adb",
    "e\u0301",
    "日本 語",
    "\U0001f600 \u200d",
    "a\nb",
    "a\n\nb\n",
    "\na",
    "a\n b",
    " a\nb",
    "a\n  \nb",
    "a \nb",
    "a\n# b\n- c",
    "a\r\nb",
    "\n",
    "Kepala Bagian memeriksa dan menandatangani konsep surat, lalu mengembalikannya kepada pelaksana. " * 4,
    "x" * 300,
)
_LETTERS = st.one_of(
    st.sampled_from(" \n:#-?{}[]&*!|>'\"%@`,~\\ab"),
    st.characters(exclude_categories=("Cc", "Cs")).filter(lambda character: not CONTROL.match(character)),
)
odd_texts = st.one_of(st.sampled_from(ODD_TEXTS), st.text(_LETTERS, max_size=30))
keys = st.sampled_from(
    ("ket", "baru", "kunci: aneh", "# tanda", "-x", "null", '"k"', "k" * 90, "dua kata", "?", "[k]", "ya,", "<<", "ü")
)
values = st.recursive(
    odd_texts,
    lambda below: st.one_of(st.lists(below, max_size=3), st.dictionaries(keys, below, max_size=3)),
    max_leaves=5,
)


def paths(tree: Plain, above: SourcePath = ()) -> Iterator[SourcePath]:
    """All places in a tree."""
    if above:
        yield above
    below = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for part, value in below:
        yield from paths(value, (*above, part))


def at(tree: Plain, path: SourcePath) -> Plain:
    """What stands at a place that is there."""
    for part in path:
        tree = tree[part]  # type: ignore[index, call-overload]
    return tree


@st.composite
def single_operations(draw: st.DrawFn, source: Source) -> Single:
    """One operation that makes sense in ``source``."""
    tree = source.plain()
    places = list(paths(tree))
    path = draw(st.sampled_from(places)) if places else ()
    kind = draw(st.sampled_from((Set, Set, Insert, Insert, Delete, Move))) if path else Insert
    if kind is Set:
        return Set(_below(draw, tree, path), _near(draw, tree, path))
    if kind is Insert:
        return _insert(draw, tree, path[: draw(st.integers(0, len(path)))])
    lists = [place for place in places if isinstance(at(tree, place[:-1]), list)]
    if kind is Move and lists:
        path = draw(st.sampled_from(lists))
        return Move(path, draw(st.integers(0, len(at(tree, path[:-1])) - 1)))
    return Delete(path)


def _below(draw: st.DrawFn, tree: Plain, path: SourcePath) -> SourcePath:
    """The place itself, sometimes a key that its mapping has not, or the text as the first of a list."""
    value = at(tree, path)
    if isinstance(value, dict) and draw(st.booleans()):
        return (*path, draw(keys))
    return (*path, 0) if isinstance(value, str) and draw(st.integers(0, 9)) == 0 else path


def _near(draw: st.DrawFn, tree: Plain, path: SourcePath) -> Plain:
    """A new value: often the old text with another word."""
    old = at(tree, path)
    if not isinstance(old, str) or draw(st.booleans()):
        return draw(values)
    words = old.split(" ")
    index = draw(st.integers(0, len(words) - 1))
    instead = draw(st.sampled_from(([], ["lain"], [words[index], "dan", "lagi"], ["#"], ["kata:"])))
    return " ".join([*words[:index], *instead, *words[index + 1 :]])


def _insert(draw: st.DrawFn, tree: Plain, above: SourcePath) -> Insert:
    parent = at(tree, above)
    if isinstance(parent, list):
        return Insert((*above, draw(st.integers(0, len(parent)))), draw(values))
    if isinstance(parent, str):
        return Insert((*above, draw(st.integers(0, 1))), draw(values))
    free = [key for key in draw(st.lists(keys, min_size=3, max_size=8)) if key not in parent]
    key = next(iter(free), f"kunci {len(parent)}")
    if draw(st.integers(0, 4)) == 0:
        return Insert((*above, key, draw(st.sampled_from((0, "isi")))), draw(values))
    return Insert((*above, key), draw(values), draw(st.sampled_from(("", *parent))))


#: Any operation, also at places that no source has.
operations = st.one_of(
    st.builds(Set, st.lists(st.one_of(keys, st.integers(0, 5)), max_size=4).map(tuple), values),
    st.builds(Delete, st.lists(st.one_of(keys, st.integers(0, 5)), max_size=4).map(tuple)),
    st.builds(Insert, st.lists(st.one_of(keys, st.integers(0, 5)), max_size=4).map(tuple), values, keys),
    st.builds(Move, st.lists(st.one_of(keys, st.integers(0, 5)), max_size=4).map(tuple), st.integers(0, 9)),
)
