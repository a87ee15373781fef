"""Whatever comes, goes or moves in whatever layout: the source says what was meant, and the rest of its text stays."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from sopgen.edits.apply import apply
from sopgen.edits.history import History, history_from_json
from sopgen.edits.meaning import MeaningError
from sopgen.edits.operations import Delete, Insert, Move
from sopgen.model.resolve.blanks import TEXT_LISTS, without_blank_entries
from sopgen.source.document import MappingNode, Node, Plain, Scalar, SequenceNode, Source, SourcePath
from tests.conftest import scaled
from tests.generators.sources import SOURCES, source_of, sources, told

TARGETS = ("lanjut", "ya", "tidak")  # steps that are renumbered have other targets, so their lines change
ONE_FOR_A_LIST = TEXT_LISTS - set(TARGETS)
NUMBER = re.compile(r"# komentar \d+")
TEXTS = (
    "Baru",
    "Baru: dengan titik dua",
    "- baru",
    "[baru]",
    "# baru",
    "Baru #1, dan lagi",
    "'baru'",
    '"baru"',
    "a {b}",
    "true",
    "Baris satu\nbaris dua",
    "Teks baru yang panjang sekali sehingga biasanya ditulis pada lebih dari satu baris dalam sebuah berkas sumber",
)
VALUES = st.one_of(
    st.sampled_from(TEXTS),
    st.lists(st.sampled_from(TEXTS), max_size=3),
    st.dictionaries(
        st.sampled_from(("kegiatan", "pelaksana", "output", "kunci baru")),
        st.one_of(st.sampled_from(TEXTS), st.lists(st.sampled_from(TEXTS), min_size=1, max_size=2)),
        max_size=4,
    ),
)
KEYS = ("kunci", "kunci baru", "id", "catatan")


def places(node: Node, path: SourcePath = ()) -> Iterator[tuple[SourcePath, Node]]:
    """Everything in a tree that has members: lists, mappings, and texts that stand for a list of one."""
    if isinstance(node, SequenceNode):
        yield path, node
        for index, item in enumerate(node.items):
            yield from places(item, (*path, index))
    elif isinstance(node, MappingNode):
        yield path, node
        for key, entry in node.entries.items():
            yield from places(entry.value, (*path, key))
            if key in ONE_FOR_A_LIST and isinstance(entry.value, Scalar) and entry.value.text.strip():
                yield (*path, key), entry.value


@st.composite
def operations(draw: st.DrawFn, source: Source) -> Insert | Delete | Move:
    """Something that comes, goes or moves in ``source``."""
    path, node = draw(st.sampled_from(list(places(source.tree))))
    if isinstance(node, SequenceNode):
        kind = draw(st.sampled_from((Insert, Delete, Move, Move)))
        count = len(node.items)
        if kind is Insert or not count:
            return Insert((*path, draw(st.integers(0, count))), draw(VALUES))
        index = draw(st.integers(0, count - 1))
        return Delete((*path, index)) if kind is Delete else Move((*path, index), draw(st.integers(0, count - 1)))
    if isinstance(node, Scalar):
        return draw(st.sampled_from((Delete((*path, 0)), Insert((*path, 0), "Baru"), Insert((*path, 1), "Baru: satu"))))
    assert isinstance(node, MappingNode)
    if draw(st.booleans()) and (path or len(node.entries) > 1) and node.entries:
        return Delete((*path, draw(st.sampled_from(list(node.entries)))))
    new = draw(st.sampled_from([key for key in KEYS if key not in node.entries]))
    before = draw(st.sampled_from(["", *node.entries]))
    if draw(st.booleans()):
        return Insert((*path, new, 0), draw(VALUES))
    return Insert((*path, new), draw(VALUES), before)


def meant(source: Source, operation: Insert | Delete | Move) -> Plain:
    """What the source is to say: lists and dicts do it."""
    tree = copy.deepcopy(told(source))
    holder: Plain = tree
    *above, last = operation.path
    if isinstance(operation, Insert) and isinstance(last, int) and source.node(tuple(above)) is None:
        operation, last = Insert(tuple(above), [operation.value]), above[-1]
        above = above[:-1]
    for part in above:
        if isinstance(holder[part], str):  # type: ignore[index, call-overload]
            holder[part] = [holder[part]]  # type: ignore[index, call-overload]
        holder = holder[part]  # type: ignore[index, call-overload]
    if isinstance(operation, Insert) and isinstance(holder, list):
        holder.insert(last, operation.value)  # type: ignore[arg-type]
    elif isinstance(operation, Insert):
        holder[last] = operation.value  # type: ignore[index, call-overload]
    elif isinstance(operation, Delete):
        if isinstance(holder, list) or last in holder:
            del holder[last]  # type: ignore[arg-type, union-attr]
    else:
        holder.insert(operation.to, holder.pop(last))  # type: ignore[union-attr, arg-type]
    return bare(tree)


def bare(tree: Plain) -> Plain:
    """A tree without targets."""
    if isinstance(tree, list):
        return [bare(item) for item in tree]
    if isinstance(tree, dict):
        return {key: bare(value) for key, value in tree.items() if key not in TARGETS}
    return tree


def touched(source: Source, operation: Insert | Delete | Move) -> set[int]:
    """The lines that may go or change: those of the item itself or of the brackets around, and of targets.

    Of a mapping in a list also the dash's line, and of what becomes empty or full the key's.
    """
    lines: set[int] = set()
    path = whole_text(source, operation.path)
    if path != operation.path:
        return own_lines(source, path) | target_lines(source)
    for depth in range(len(path)):
        node = source.node(path[:depth])
        if node is not None and not_by_lines(source, node):
            return own_lines(source, path[:depth]) | target_lines(source)
    parent = source.node(path[:-1])
    count = len(getattr(parent, "items", getattr(parent, "entries", ())))
    if not isinstance(operation, Insert):
        lines |= own_lines(source, path)
    if isinstance(parent, MappingNode) and len(path) > 1:
        lines |= {source.lines.number(entry.key.start) for entry in list(parent.entries.values())[:2]}
    if count == 1 and isinstance(operation, Delete):
        lines |= own_lines(source, path[:-1])  # with blank entries
        lines |= {source.locate(path[:-1], key=True).line, *dash_lines(source, path[:-1])}
    return lines | target_lines(source)


def whole_text(source: Source, path: SourcePath) -> SourcePath:
    """The path of the text that stands for a list of one, where ``path`` leads into that."""
    return path[:-1] if isinstance(source.node(path[:-1]), Scalar) else path


def not_by_lines(source: Source, node: Node) -> bool:
    """Whether a list or mapping stands in brackets."""
    return isinstance(node, SequenceNode | MappingNode) and source.text[node.start] in "[{"


def dash_lines(source: Source, path: SourcePath) -> set[int]:
    """The line of the dash of an item."""
    if not path or not isinstance(path[-1], int):
        return set()
    return {above_content(source, source.lines.number(source.node(path).start))}  # type: ignore[union-attr]


def above_content(source: Source, number: int) -> int:
    """The line that holds the dash of what begins on a line."""
    while not re.match(r" *-( |$)", source.lines.line(number)):
        number -= 1
    return number


def own_lines(source: Source, path: SourcePath) -> set[int]:
    """The lines from the key or dash of a value to its end."""
    node = source.node(path)
    assert node is not None
    first = source.lines.number(node.start)
    if path and isinstance(path[-1], str):
        first = source.locate(path, key=True).line
    elif path and source.text[source.node(path[:-1]).start] != "[":  # type: ignore[union-attr]
        first = above_content(source, first)
    return set(range(first, source.lines.number(last_offset(source, node)) + 1))


def last_offset(source: Source, node: Node) -> int:
    """The offset of a value's last character."""
    below: list[Node] = []
    if not not_by_lines(source, node):
        below = list(getattr(node, "items", [])) or [entry.value for entry in getattr(node, "entries", {}).values()]
    if below:
        return last_offset(source, below[-1])
    return node.start + len(source.text[node.start : node.end].rstrip()) - 1 if node.end > node.start else node.start


def target_lines(source: Source) -> set[int]:
    """The lines of all targets."""
    return {
        line
        for path, node in places(source.tree)
        if isinstance(node, MappingNode)
        for key in TARGETS
        if key in node.entries
        for line in own_lines(source, (*path, key))
    }


def lines_of(source: Source) -> list[str]:
    """The lines of a source without their ends."""
    return re.split(r"\r\n|\n|\r", source.text)


def is_subsequence(part: list[str], whole: list[str]) -> bool:
    """Whether all of ``part`` stands in ``whole``, in this order."""
    rest = iter(whole)
    return all(line in rest for line in part)


def neighbouring_comments(source: Source, path: SourcePath) -> set[str]:
    """The comments directly above and below a value, and in its lines."""
    lines = lines_of(source)
    own = own_lines(source, path)
    first, last = min(own) - 1, max(own)  # as indices
    while first and lines[first - 1].strip().startswith("#"):
        first -= 1
    while last < len(lines) and (not lines[last].strip() or lines[last].strip().startswith("#")):
        last += 1
    return set(NUMBER.findall("\n".join(lines[first:last])))


def comments_above(source: Source, path: SourcePath) -> list[str]:
    """The comments directly above an item of a list, those aside that stand further in."""
    lines, found = lines_of(source), []
    number = min(own_lines(source, path)) - 1
    indent = len(lines[number]) - len(lines[number].lstrip())
    while number and lines[number - 1].strip().startswith("#"):
        number -= 1
        if len(lines[number]) - len(lines[number].lstrip()) > indent and path[-1]:
            break
        found.append(lines[number].strip())
    return found[::-1]


@settings(max_examples=scaled(120))
@given(st.data())
def test_what_comes_goes_or_moves_leaves_all_else_as_it_was(data: st.DataObject) -> None:
    source = data.draw(sources())
    operation = data.draw(operations(source))
    try:
        after = apply(source, [operation])
    except MeaningError:
        event("a step that others lead to stays")
        return
    event(type(operation).__name__)
    assert bare(told(after)) == meant(source, operation)
    assert_lines_stay(source, after, operation)
    assert_comments_stay(source, after, operation)
    history = history_from_json(History().record(source, after, [operation]).to_json())
    history, undone = history.undo(after)
    assert undone.raw == source.raw
    assert history.redo(undone)[1].raw == after.raw


def assert_lines_stay(before: Source, after: Source, operation: Insert | Delete | Move) -> None:
    """All lines but the touched ones are still there, in order, and end as they did."""
    changed = touched(before, operation)
    stay = [line for number, line in enumerate(lines_of(before), 1) if line.strip() and number not in changed]
    if not isinstance(operation, Insert):
        near = neighbouring_comments(before, whole_text(before, operation.path))
        stay = [line for line in stay if not (line.strip().startswith("#") and NUMBER.findall(line)[0] in near)]
    assert is_subsequence(stay, lines_of(after))
    assert set(re.findall(r"\r\n|\n|\r", after.text)) <= (set(re.findall(r"\r\n|\n|\r", before.text)) or {"\n"})
    assert before.text.endswith(("\r", "\n")) <= after.text.endswith(("\r", "\n"))


def assert_comments_stay(before: Source, after: Source, operation: Insert | Delete | Move) -> None:
    """No comment is lost, but those that belong to what goes; what moves takes its own along."""
    old, new = Counter(NUMBER.findall(before.text)), Counter(NUMBER.findall(after.text))
    if isinstance(operation, Delete):
        assert set(old - new) <= neighbouring_comments(before, whole_text(before, operation.path))
        assert not new - old
        return
    assert old == new
    if isinstance(operation, Move) and not not_by_lines(before, before.node(operation.path[:-1])):  # type: ignore[arg-type]
        moved = (*operation.path[:-1], operation.to)
        above = comments_above(before, operation.path)
        assert comments_above(after, moved)[-len(above) :] == above if above else True


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_last_item_of_every_list_moves_to_the_top_and_back(path: Path) -> None:
    source = without_blank_entries(source_of(path.read_bytes()))
    lists = [place for place, node in places(source.tree) if len(getattr(node, "items", ())) > 1]
    for place in lists[:12]:
        last = len(getattr(source.node(place), "items", ())) - 1
        there = apply(source, [Move((*place, last), 0)])
        assert there.raw != source.raw
        assert apply(there, [Move((*place, 0), last)]).raw == source.raw
