"""What an operation means for the plain tree of a source: what the file must say afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sopgen.edits.operations import Delete, EditError, Insert, Move, Set, Single
from sopgen.source.document import Plain, SourcePath, clean

Change = Callable[[Plain], Plain]


def after(tree: Plain, operation: Single) -> Plain:
    """The tree after ``operation``. Raises EditError when there is no such place in it.

    A text counts as a list of one, and so does a mapping below a key: it can be set at index 0 too. A key that is not
    there can be deleted: nothing may have been typed behind it.
    """
    path = operation.path
    if not path or isinstance(path[0], int):
        raise _nowhere(path)
    *above, last = path
    if isinstance(operation, Set):
        return _changed(tree, tuple(above), path, lambda parent: _set(parent, last, cleaned(operation.value), path))
    if isinstance(operation, Insert):
        whole = with_what_is_missing(operation, lambda path: _is_there(tree, path))
        *above, last = whole.path
        return _changed(tree, tuple(above), path, lambda parent: _inserted(parent, last, whole))
    if isinstance(operation, Delete):
        return _changed(tree, tuple(above), path, lambda parent: _deleted(parent, last, path))
    return _changed(tree, tuple(above), path, lambda parent: _moved(parent, last, operation))


def with_what_is_missing(operation: Insert, is_there: Callable[[SourcePath], bool]) -> Insert:
    """The insertion of ``operation``'s value with the lists and mappings around it that are not there."""
    while len(operation.path) > 1 and not is_there(operation.path[:-1]):
        value = around(operation.path[-1], operation.value)
        if value is None:
            break
        operation = replace(operation, path=operation.path[:-1], value=value)
    return operation


def around(part: str | int, value: Plain) -> Plain | None:
    """The list or the mapping of which ``value`` is the only member; None when it would not be the first."""
    if isinstance(part, str):
        return {part: value}
    return [value] if part == 0 else None


def same(one: Plain, other: Plain) -> bool:
    """Whether two trees say the same, however their mappings are ordered.

    Line breaks at the end of a text say nothing: a block text (``|``) has one.
    """
    if isinstance(one, str) and isinstance(other, str):
        return one.rstrip("\n") == other.rstrip("\n")
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    return False


def cleaned(value: Plain) -> Plain:
    """A value with every text as the model keeps it."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    return {clean(key): cleaned(below) for key, below in value.items()}


def shown(path: SourcePath) -> str:
    """A path as people count: ``langkah/1/waktu``."""
    return "/".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _nowhere(path: SourcePath) -> EditError:
    return EditError(f"Tempat “{shown(path)}” tidak ada dalam sumber; ubahlah dengan tangan.")


def _changed(tree: Plain, above: SourcePath, path: SourcePath, change: Change) -> Plain:
    """The tree with what stands at ``above`` changed; ``path`` is the whole path, for the message."""
    if not above:
        return change(tree)
    part, rest = above[0], above[1:]
    if isinstance(tree, list) and isinstance(part, int) and 0 <= part < len(tree):
        return [*tree[:part], _changed(tree[part], rest, path, change), *tree[part + 1 :]]
    if isinstance(tree, dict) and isinstance(part, str) and part in tree:
        return {key: _changed(value, rest, path, change) if key == part else value for key, value in tree.items()}
    if isinstance(tree, dict) and _is_first(part):
        return _changed(tree, rest, path, change)
    raise _nowhere(path)


def _is_first(part: str | int) -> bool:
    """Whether ``part`` of a path leads to a list's first entry, which may stand there without the list."""
    return isinstance(part, int) and part == 0


def _is_there(tree: Plain, path: SourcePath) -> bool:
    if not path:
        return True
    part, rest = path[0], path[1:]
    if isinstance(tree, list) and isinstance(part, int):
        return 0 <= part < len(tree) and _is_there(tree[part], rest)
    if isinstance(tree, dict) and _is_first(part):
        return _is_there(tree, rest)
    return isinstance(tree, dict) and isinstance(part, str) and part in tree and _is_there(tree[part], rest)


def _set(parent: Plain, last: str | int, value: Plain, path: SourcePath) -> Plain:
    if isinstance(parent, dict) and isinstance(last, str):
        return {**parent, clean(last): value}
    if isinstance(parent, list) and isinstance(last, int) and 0 <= last < len(parent):
        return [*parent[:last], value, *parent[last + 1 :]]
    if isinstance(parent, str | dict) and _is_first(last):
        return value
    raise _nowhere(path)


def _inserted(parent: Plain, last: str | int, operation: Insert) -> Plain:
    value = cleaned(operation.value)
    if isinstance(parent, list) and isinstance(last, int) and 0 <= last <= len(parent):
        return [*parent[:last], value, *parent[last:]]
    if isinstance(parent, str | dict) and last in (0, 1) and isinstance(last, int):
        return [parent, value] if last else [value, parent]
    if isinstance(parent, dict) and isinstance(last, str) and last not in parent:
        if not operation.before:
            return {**parent, last: value}
        keys = list(parent)
        if operation.before in keys:
            at = keys.index(operation.before)
            return {key: parent.get(key, value) for key in [*keys[:at], last, *keys[at:]]}
    raise _nowhere(operation.path)


def _deleted(parent: Plain, last: str | int, path: SourcePath) -> Plain:
    if isinstance(parent, list) and isinstance(last, int) and 0 <= last < len(parent):
        return [*parent[:last], *parent[last + 1 :]]
    if isinstance(parent, str | dict) and _is_first(last):
        return []
    if isinstance(parent, dict) and isinstance(last, str):
        return {key: value for key, value in parent.items() if key != last}
    raise _nowhere(path)


def _moved(parent: Plain, last: str | int, operation: Move) -> Plain:
    if isinstance(parent, list) and isinstance(last, int) and 0 <= last < len(parent) > operation.to >= 0:
        others = [*parent[:last], *parent[last + 1 :]]
        return [*others[: operation.to], parent[last], *others[operation.to :]]
    if isinstance(parent, str | dict) and _is_first(last) and operation.to == 0:
        return parent
    raise _nowhere(operation.path)
