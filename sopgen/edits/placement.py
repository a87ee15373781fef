"""Items and entries that come, go and move, each with the text that belongs to it; the most faithful text first.

Nothing here decides whether a text says what was meant: that is ``apply``'s, which reads each again. Where an
operation makes no sense, or its place is written in a way that no form needs (``? key``), there is no candidate.
"""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.edits.meant import around, cleaned, with_what_is_missing
from sopgen.edits.members.block import Block, is_blank
from sopgen.edits.members.brackets import Brackets, brackets_of
from sopgen.edits.members.extents import Slot, block_of, slot, typed_index, whole_lines
from sopgen.edits.members.new_text import entry_unit, filled, item_unit, listed_value
from sopgen.edits.operations import Delete, Insert, Move
from sopgen.edits.places import is_flow
from sopgen.edits.values import flow_text
from sopgen.source.document import MappingNode, Node, Plain, Scalar, SequenceNode, Source, SourcePath


def insert_candidates(source: Source, operation: Insert) -> Iterator[str]:
    """The whole file's text with a new item or key; a list or a mapping that is not there comes with it."""
    operation = with_what_is_missing(operation, lambda path: slot(source, path) is not None)
    path = operation.path
    if path and (found := slot(source, path[:-1])) is not None:
        yield from _faithful(source, _inserted(source, found, path, cleaned(operation.value), operation.before))


def delete_candidates(source: Source, operation: Delete) -> Iterator[str]:
    """The whole file's text without an item or a key; what held nothing else is left as ``[]`` or ``{}``."""
    if operation.path and (found := slot(source, operation.path[:-1])) is not None:
        yield from _faithful(source, _deleted(source, found, operation.path))


def move_candidates(source: Source, operation: Move) -> Iterator[str]:
    """The whole file's text with an item of a list at another place of it."""
    if operation.path and (found := slot(source, operation.path[:-1])) is not None:
        yield from _faithful(source, _moved(source, found, operation.path[-1], operation.to))


def _faithful(source: Source, made: Iterator[str | Block | Brackets]) -> Iterator[str]:
    """Texts, without a line end at the end where the file has none, as long as that says the same."""
    _, end = whole_lines(source)
    for each in made:
        texts = [each] if isinstance(each, str) else [each.text()]
        if isinstance(each, Block):
            texts.append(each.with_comments_moved_in().text())
        for text in dict.fromkeys(texts):
            if not source.text.endswith(("\n", "\r")) and text.endswith(end):
                yield text.removesuffix(end)
            yield text


# -- what comes ---------------------------------------------------------------------------------------------------


def _inserted(
    source: Source, found: Slot, path: SourcePath, value: Plain, before: str
) -> Iterator[str | Block | Brackets]:
    node, last = found.node, path[-1]
    if isinstance(node, Scalar):
        wrapped = around(last, value)
        if node.absent and wrapped is not None:
            yield from filled(source, found, wrapped)
        elif not node.absent and last in (0, 1) and isinstance(last, int):
            yield from listed_value(source, found, value, first=last == 0)
    elif isinstance(node, MappingNode) and isinstance(last, int):
        if last in (0, 1):
            yield from listed_value(source, found, value, first=last == 0)
    elif isinstance(node, SequenceNode) and isinstance(last, int):
        index = _place(found, last)
        if index is not None:
            yield from _with_item(source, found, node, index, value)
    elif isinstance(node, MappingNode) and isinstance(last, str):
        typed = node.entries.get(last)
        if typed is None:
            yield from _with_entry(source, found, node, (last, value), before)
        elif isinstance(typed.value, Scalar) and typed.value.absent and (below := slot(source, path)) is not None:
            yield from filled(source, below, value)


def _place(found: Slot, index: int, without: int | None = None) -> int | None:
    """Where a new item stands among those as typed when it is to have ``index`` among those that count.

    ``without`` is the index of an item that has been taken out. Blank entries stay before and behind what they were.
    """
    node, counted = found.node, found.counted
    if not isinstance(node, SequenceNode) or not isinstance(counted, SequenceNode):
        return None
    typed = [typed_index(node, counted, at) or 0 for at in range(len(counted.items))]
    if without is not None:
        out = typed.pop(without)
        typed = [at - (at > out) for at in typed]
    if not 0 <= index <= len(typed):
        return None
    if not typed:
        return 0
    return typed[index - 1] + 1 if index else typed[0]


def _with_item(
    source: Source, found: Slot, node: SequenceNode, index: int, value: Plain
) -> Iterator[str | Block | Brackets]:
    if is_flow(source, node):
        if not node.items:
            yield from filled(source, found, [value])
        brackets = brackets_of(source, node)
        if brackets is not None:
            yield brackets.with_member(index, flow_text(value))
        return
    block = block_of(source, node)
    if block is not None:
        for unit in item_unit(source, node, value, block.column):
            yield block.with_unit(index, unit, block.parting())


def _with_entry(
    source: Source, found: Slot, node: MappingNode, entry: tuple[str, Plain], before: str
) -> Iterator[str | Block | Brackets]:
    text, _ = whole_lines(source)
    keys = list(node.entries)
    index = keys.index(before) if before in keys else len(keys)
    key, value = entry
    pair = f"{flow_text(key)}: {flow_text(value)}"
    if is_flow(source, node):
        if not keys and found.behind:
            yield from filled(source, found, {key: value})
        brackets = brackets_of(source, node)
        if brackets is not None:
            yield brackets.with_member(index, pair)
    elif found.bracketed:  # [key: value]
        members = [text[each.key.start : each.value.end] for each in node.entries.values()]
        members.insert(index, pair)
        yield f"{text[: node.start]}{{{', '.join(members)}}}{text[node.end :]}"
    elif (block := block_of(source, node)) is not None:
        for unit in entry_unit(source, key, value, block.column):
            gap = block.gaps[index] if 0 < index < len(keys) else block.gaps[-1] if index and len(keys) > 1 else ()
            yield block.with_unit(index, unit, gap if all(map(is_blank, gap)) else (), below_gap=True)


# -- what goes ----------------------------------------------------------------------------------------------------


def _deleted(source: Source, found: Slot, path: SourcePath) -> Iterator[str | Block | Brackets]:
    node, last = found.node, path[-1]
    text, _ = whole_lines(source)
    if _is_only_entry(node, last):
        yield from filled(source, found, [])
        return
    index = _typed(found, last)
    if index is None or not isinstance(node, SequenceNode | MappingNode):
        return
    brackets = "[]" if isinstance(node, SequenceNode) else "{}"
    parts = _parts(source, found)
    if isinstance(parts, Brackets):
        yield parts.without(index)
        if isinstance(node, SequenceNode):  # blank entries alone would count
            yield f"{text[: node.start]}{brackets}{text[node.end :]}"
    elif found.bracketed:
        yield f"{text[: node.start]}{brackets}{text[node.end :]}"
    elif isinstance(parts, Block):
        if len(parts.units) > 1:
            yield parts.without(index)
        if len(path) > 1 and (len(parts.units) == 1 or isinstance(node, SequenceNode)):
            yield parts.emptied(index, found.behind, brackets)


def _is_only_entry(node: Node, last: str | int) -> bool:
    """Whether a text or a mapping stands in place of the list whose entry is asked for."""
    typed = isinstance(node, MappingNode) or (isinstance(node, Scalar) and not node.absent)
    return typed and isinstance(last, int) and last == 0


def _typed(found: Slot, last: str | int) -> int | None:
    """Which of the units as typed a path leads to."""
    node, counted = found.node, found.counted
    if isinstance(node, SequenceNode) and isinstance(counted, SequenceNode) and isinstance(last, int):
        return typed_index(node, counted, last)
    if isinstance(node, MappingNode) and last in node.entries:
        return list(node.entries).index(str(last))
    return None


def _parts(source: Source, found: Slot) -> Block | Brackets | None:
    if not isinstance(found.node, SequenceNode | MappingNode):
        return None
    if is_flow(source, found.node):
        return brackets_of(source, found.node)
    return None if found.bracketed else block_of(source, found.node)


# -- what moves ---------------------------------------------------------------------------------------------------


def _moved(source: Source, found: Slot, last: str | int, to: int) -> Iterator[str | Block | Brackets]:
    if _is_only_entry(found.node, last) and to == 0:
        yield source.text
    index = _typed(found, last)
    if index is None or not isinstance(last, int):
        return
    place = _place(found, to, without=last)
    parts = _parts(source, found)
    if place is None or parts is None:
        return
    if place == index:
        yield source.text
    elif isinstance(parts, Brackets):
        yield parts.moved(index, place)
    else:
        yield parts.without(index).with_unit(place, parts.units[index], parts.parting())
