"""A step as YAML that somebody pastes into today's source: its lines as that file has them, and where they belong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sopgen.edits.meaning import single_operations
from sopgen.edits.operations import Insert, Set
from sopgen.edits.places import column, content_end, is_flow
from sopgen.edits.values import STEP, entry_lines, flow_text
from sopgen.pull.sources import step_name
from sopgen.render.docx.ids import tag_of
from sopgen.source.document import SequenceNode, Source, SourcePath


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a step and its text; where that is still empty, ``wanted`` says what is to be filled in."""

    key: str
    text: str
    wanted: str = ""


def step_lines(source: Source, steps: SourcePath, entries: Sequence[Entry]) -> tuple[str, ...]:
    """The lines of a step for the list at ``steps``; one line for a list in brackets."""
    node = source.node(steps)
    if isinstance(node, SequenceNode) and is_flow(source, node):
        return (f"{flow_text({entry.key: entry.text for entry in entries})},",)
    indent = column(source, node.start) if isinstance(node, SequenceNode) and node.items else STEP
    margin = " " * (indent + STEP)
    lines = [line for entry in entries for line in _lines(entry, margin)]
    return (f"{' ' * indent}- {lines[0].removeprefix(margin)}", *lines[1:])


def _lines(entry: Entry, margin: str) -> Iterator[str]:
    if entry.wanted and not entry.text:
        yield f"{margin}{flow_text(entry.key)}:  # {' '.join(entry.wanted.split())}"
    else:
        first, *others = entry_lines(entry.key, entry.text, len(margin))
        yield from (margin + first, *others)


def place_of(source: Source, steps: SourcePath, index: int) -> str:
    """Where the step that is to have ``index`` in the list at ``steps`` is pasted, as staff find it in the file."""
    node = source.node(steps)
    if not isinstance(node, SequenceNode) or is_flow(source, node):
        return f"sebagai entri ke-{index + 1} dari “{tag_of(steps)}”"
    if not 0 < index <= len(node.items):
        return f"di bawah baris {source.locate(steps, key=True).line} (“{steps[-1]}:”)"
    item = node.items[index - 1]
    return f"di bawah baris {source.lines.number(max(content_end(source, item) - 1, item.start))}"


def renumbered(source: Source, steps: SourcePath, index: int) -> tuple[str, ...]:
    """The targets by number that a new step at ``index`` moves, as they must read: ``langkah 3: “tidak” menjadi 6``."""
    operations = single_operations(source, Insert((*steps, index), ""))
    return tuple(
        f"{step_name(tag_of(each.path[: len(steps) + 1]))}: “{_key(each.path, steps)}” menjadi {each.value}"
        for each in operations
        if isinstance(each, Set)
    )


def _key(path: SourcePath, steps: SourcePath) -> str:
    """The key of the step or of its symbol at which a target stands."""
    return str(next(part for part in reversed(path[len(steps) :]) if isinstance(part, str)))
