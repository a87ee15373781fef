"""The steps of a source as it was typed, right or wrong: where they stand, and what their targets say."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.model.visible import visible
from sopgen.source.document import MappingNode, Scalar, SequenceNode, Source, SourcePath, clean

#: The keys whose texts name other steps, by id or by number.
_TARGETS = ("lanjut", "ya", "tidak")


def step_lists(source: Source) -> Iterator[SourcePath]:
    """The paths of all lists of steps."""
    sections = source.node(("bagian",))
    if isinstance(sections, SequenceNode):
        yield from (("bagian", index, "langkah") for index in range(len(sections.items)))
    elif isinstance(sections, MappingNode):
        yield ("bagian", 0, "langkah")
    else:
        yield ("langkah",)


def mappings(source: Source, path: SourcePath) -> Iterator[SourcePath]:
    """The paths of the mappings in a list; a single one may stand without a list."""
    node = source.node(path)
    if isinstance(node, MappingNode):
        yield (*path, 0)
    elif isinstance(node, SequenceNode):
        yield from ((*path, index) for index, item in enumerate(node.items) if isinstance(item, MappingNode))


def step_at(source: Source, path: SourcePath) -> SourcePath | None:
    """The path of the step that ``path`` leads to or into; None when it leads elsewhere."""
    for steps in step_lists(source):
        if path[: len(steps)] == steps and len(path) > len(steps) and isinstance(path[len(steps)], int):
            return path[: len(steps) + 1]
    return None


def symbols(source: Source, steps: SourcePath) -> Iterator[SourcePath]:
    """The paths of the steps in a list, each followed by those of its symbols: all that may have an id."""
    for step in mappings(source, steps):
        yield from (step, *mappings(source, (*step, "simbol")))


def targets(source: Source, steps: SourcePath) -> Iterator[tuple[SourcePath, str]]:
    """Path and word, as the eye sees it, of every target in the list of steps at ``steps``, its symbols' included."""
    for symbol in symbols(source, steps):
        for key in _TARGETS:
            yield from ((path, visible(text)) for path, text in texts(source, (*symbol, key)))


def texts(source: Source, path: SourcePath) -> Iterator[tuple[SourcePath, str]]:
    """Path and text of each entry of a list of texts, or of the one text that stands for a list.

    A path of its first entry leads to that text too.
    """
    node = source.node(path)
    if node is None and path[-1:] == (0,):
        node = source.node(path[:-1])
    if isinstance(node, Scalar):
        yield path, clean(node.text).strip()
    elif isinstance(node, SequenceNode):
        for index, item in enumerate(node.items):
            if isinstance(item, Scalar):
                yield (*path, index), clean(item.text).strip()
