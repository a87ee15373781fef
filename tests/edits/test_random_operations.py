"""Whatever is asked of whatever source: it is done exactly, and everything else stays as it was typed.

The sources are all that come with sopgen and those of the cases, with many more comments and in other layouts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.edits.apply import apply
from sopgen.edits.history import History
from sopgen.edits.meaning import MeaningError
from sopgen.edits.meaning import single_operations as singles_of
from sopgen.edits.meant import after, same
from sopgen.edits.operations import Delete, EditError, Move, Set, Single
from sopgen.edits.places import column, content_end, is_flow, line_start, line_stop
from sopgen.model.resolve.blanks import plain_without_blank_entries, without_blank_entries
from sopgen.source.document import MappingNode, Node, Scalar, SequenceNode, Source
from tests.conftest import scaled
from tests.generators.operations import single_operations
from tests.generators.sources import SOURCES, source_of, sources

OPERATIONS = 20  # one after the other on each source: 800 of them at a desk, ever more under ``make fuzz``


def commented(raw: bytes) -> Source:
    """A source with a numbered comment behind every text that ends its line, and above every other item of a list."""
    source = source_of(raw)
    places = sorted(_places(source, source.tree), reverse=True)
    text = source.text
    for number, (at, comment) in enumerate(places):
        text = text[:at] + comment.format(number) + text[at:]
    made = source_of(text.encode())
    assert made.plain() == source.plain()
    return made


def _places(source: Source, node: Node) -> Iterator[tuple[int, str]]:
    if isinstance(node, Scalar):
        stop = line_stop(source, node.end)
        if node.style not in ("|", ">") and not source.text[node.end : stop].strip():
            yield node.end, "   # komentar {}"
        elif node.style in ("|", ">"):
            yield line_stop(source, node.start), "   # komentar {}"
    elif not is_flow(source, node):
        below = node.items if isinstance(node, SequenceNode) else []
        margin = " " * column(source, node.start)
        for item in below[1::2]:
            if not source.text[line_start(source, item.start) : item.start].strip(" -"):
                yield line_start(source, item.start), margin + "# komentar {}\n"
        values = [entry.value for entry in node.entries.values()] if isinstance(node, MappingNode) else below
        for value in values:
            yield from _places(source, value)


with_comments = st.sampled_from(SOURCES).map(lambda path: without_blank_entries(commented(path.read_bytes())))


@settings(max_examples=scaled(40))
@given(source=st.one_of(with_comments, sources()), data=st.data())
def test_any_operation_is_made_and_nothing_else_changes(source: Source, data: st.DataObject) -> None:
    first, history = source, History()
    for _ in range(OPERATIONS):
        operation = data.draw(single_operations(source))
        try:
            singles = singles_of(source, operation)
        except MeaningError:  # a step that another one goes to
            assert isinstance(operation, Delete)
            continue
        meant = source.plain()
        for single in singles:
            meant = plain_without_blank_entries(after(meant, single))
        try:
            made = apply(source, [operation])
        except EditError:
            assert _empties(source, operation), f"{operation} was refused in {source.text!r}"
            continue
        assert same(plain_without_blank_entries(made.plain()), meant)
        assert made.raw.startswith(b"\xef\xbb\xbf") == source.raw.startswith(b"\xef\xbb\xbf")
        if len(singles) == 1:
            try:
                _check_the_rest(source, operation, made)
            except AssertionError as error:
                error.add_note(f"{operation}\n{source.text!r}\n{made.text!r}")
                raise
        history = history.record(source, made, [operation])
        source = made
    last = source
    while history.done:
        history, source = history.undo(source)
    assert source.raw == first.raw
    while history.undone:
        history, source = history.redo(source)
    assert source.raw == last.raw


def _empties(source: Source, operation: Single) -> bool:
    """Whether an operation would leave nothing in a file."""
    return isinstance(operation, Delete) and len(operation.path) == len(source.tree.entries) == 1


def _check_the_rest(source: Source, operation: Single, made: Source) -> None:
    """Everything outside of what an operation is about stands in the new text: in its order, byte for byte."""
    start, end = _about(source, operation)
    head, tail = source.text[:start], source.text[end:].rstrip("\r\n")
    assert made.text.startswith(head)
    assert made.text.rstrip("\r\n").endswith(tail)
    at = len(head)
    for part in _neighbours(source, operation):
        assert part in made.text[at:], f"{operation}: {part!r} is gone"
        at = made.text.index(part, at) + len(part)
    may_go = _commented(source.text[slice(*_may_go(source, operation))])
    gone = Counter(_commented(source.text)) - Counter(_commented(made.text))
    assert gone <= Counter(may_go), f"{operation}: {gone} are gone"
    assert set(re.findall(r"\r\n|\r|\n", made.text)) <= (set(re.findall(r"\r\n|\r|\n", source.text)) or {"\n"})


def _about(source: Source, operation: Single) -> tuple[int, int]:
    """The characters that an operation is about: of a text set to another those of its value, else whole lines."""
    path = operation.path
    node = source.node(path) or (source.node(path[:-1]) if isinstance(source.node(path[:-1]), Scalar) else None)
    if isinstance(operation, Set) and node is not None:
        if isinstance(node, Scalar) and not node.absent and isinstance(operation.value, str):
            return node.start, node.end
        return _lines(source, path, node)
    place = path
    while (node := source.node(place)) is None or len(place) == len(path):
        place = place[:-1]
        if not place:
            return 0, len(source.text)
    return _lines(source, place, node)


def _lines(source: Source, path: tuple[str | int, ...], node: Node) -> tuple[int, int]:
    """The lines of a key or an item with its value, and the comments and blank lines below that."""
    parent = source.node(path[:-1])
    start = parent.entries[str(path[-1])].key.start if isinstance(parent, MappingNode) else node.start
    end = line_stop(source, content_end(source, node))
    below = re.compile(r"(?:[\r\n]+[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z))*").match(source.text, end)
    assert below is not None
    above = source.text.rfind("-", 0, node.start) if isinstance(parent, SequenceNode) else start
    return min(line_start(source, start), line_start(source, max(above, 0))), below.end()


def _neighbours(source: Source, operation: Single) -> Iterator[str]:
    """What stands beside the place of an operation, as typed, in the order of the new text."""
    if isinstance(operation, Set):
        return
    parent = source.node(operation.path[:-1])
    if isinstance(parent, SequenceNode):
        parts: list[tuple[Node, int, Node]] = [(item, item.start, item) for item in parent.items]
        index = operation.path[-1]
        if isinstance(operation, Delete | Move):
            assert isinstance(index, int)
            gone = parts.pop(index)
            if isinstance(operation, Move):
                parts.insert(operation.to, gone)
    elif isinstance(parent, MappingNode):
        entries = [entry for key, entry in parent.entries.items() if key != operation.path[-1]]
        parts = [(entry.key, entry.key.start, entry.value) for entry in entries]
    else:
        return
    for _, start, value in parts:
        yield source.text[start : content_end(source, value)].rstrip()


def _may_go(source: Source, operation: Single) -> tuple[int, int]:
    """Where comments may stand that go: in a value that is replaced, in and directly above what is deleted."""
    node = source.node(operation.path)
    if node is None or not isinstance(operation, Set | Delete):
        return 0, 0
    start, parent = node.start, source.node(operation.path[:-1])
    if isinstance(operation, Set):
        if isinstance(node, Scalar) and node.style in ("|", ">"):
            start = line_stop(source, start)  # the comment in its header stays
        elif isinstance(parent, MappingNode):
            start = min(start, line_stop(source, parent.entries[str(operation.path[-1])].key.start))
        end = content_end(source, node)
        return start, end if isinstance(node, Scalar) or is_flow(source, node) else line_stop(source, end)
    start, _ = _lines(source, operation.path, node)
    end = line_stop(source, content_end(source, node))
    indent = column(
        source, parent.entries[str(operation.path[-1])].key.start if isinstance(parent, MappingNode) else parent.start
    )
    further_in = re.compile(rf"(?:[\r\n]+|[ ]{{{indent + 1},}}#[^\r\n]*)*").match(source.text, end)
    assert further_in is not None
    above = re.search(r"(?:(?:\A|(?<=[\r\n]))[ \t]*#[^\r\n]*(?:\r\n|\r|\n))*\Z", source.text[:start])
    assert above is not None
    return above.start(), further_in.end()


def _commented(text: str) -> list[str]:
    """The comments that have a number, those on lines of their own with their indentation."""
    return re.findall(r"(?m)^[ \t]*# komentar \d+|# komentar \d+", text.replace("\r", "\n"))
