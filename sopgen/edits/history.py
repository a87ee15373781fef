"""What has been changed in a source, to be undone and redone byte by byte, and kept between two sittings.

A step keeps the stretch of text that differs and a digest of the file's bytes before and after it: whoever changed the
file in the meantime cannot have it undone into something that never was.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sopgen.edits.operations import Operation, from_json, to_json
from sopgen.findings import UserError
from sopgen.model.form.form import FORM, Form
from sopgen.model.resolve.blanks import without_blank_entries
from sopgen.source.document import Source
from sopgen.source.read import parse

_BOM = b"\xef\xbb\xbf"
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class TextChange:
    """The characters from ``start`` of ``Source.text`` on: ``removed`` became ``inserted``."""

    start: int
    removed: str
    inserted: str

    @classmethod
    def between(cls, before: str, after: str) -> TextChange:
        """The shortest stretch that makes ``after`` of ``before``."""
        start = _same_start(before, after)
        same = _same_start(before[start:][::-1], after[start:][::-1])
        return cls(start, before[start : len(before) - same], after[start : len(after) - same])

    @property
    def backwards(self) -> TextChange:
        """The change that takes this one back."""
        return TextChange(self.start, self.inserted, self.removed)

    def made_in(self, text: str) -> str:
        """``text`` with the change made."""
        return text[: self.start] + self.inserted + text[self.start + len(self.removed) :]


@dataclass(frozen=True, slots=True)
class Step:
    """Operations made at once; ``before`` and ``after`` are digests of the file's bytes."""

    operations: tuple[Operation, ...]
    change: TextChange
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class History:
    """The steps made in one source, the oldest first, and those undone, the one to redo first last."""

    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    def record(self, before: Source, after: Source, operations: Sequence[Operation]) -> History:
        """The history with one step more; what was undone cannot be redone any more.

        Raises UserError when ``before`` is not what the history has led to.
        """
        now = self.done[-1].after if self.done else self.undone[-1].before if self.undone else _digest(before)
        _require(before, now)
        step = Step(tuple(operations), TextChange.between(before.text, after.text), now, _digest(after))
        return History((*self.done, step))

    def undo(self, source: Source, form: Form = FORM) -> tuple[History, Source]:
        """The history and the source without the last step.

        Raises UserError when there is none, or when ``source`` is not what it made.
        """
        if not self.done:
            raise UserError("Tidak ada perubahan yang dapat dibatalkan.")
        *others, step = self.done
        _require(source, step.after)
        return History(tuple(others), (*self.undone, step)), _with(source, step.change.backwards, step.before, form)

    def redo(self, source: Source, form: Form = FORM) -> tuple[History, Source]:
        """The history and the source with the step that was undone last.

        Raises UserError when there is none, or when ``source`` is not what it was made in.
        """
        if not self.undone:
            raise UserError("Tidak ada perubahan yang dapat diulangi.")
        *others, step = self.undone
        _require(source, step.before)
        return History((*self.done, step), tuple(others)), _with(source, step.change, step.after, form)

    def to_json(self) -> str:
        """The history on one line of JSON, which ``history_from_json`` reads."""
        parts = {"done": list(map(step_values, self.done)), "undone": list(map(step_values, self.undone))}
        return json.dumps(parts, ensure_ascii=False)


def history_from_json(text: str) -> History:
    """The history that ``History.to_json`` wrote. Raises ValueError for everything else."""
    try:
        values = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None
    done, undone = _members(values, done=list, undone=list)
    history = History(tuple(map(step_from_values, done)), tuple(map(step_from_values, undone)))
    steps = (*history.done, *reversed(history.undone))
    if any(step.after != later.before for step, later in pairwise(steps)):
        raise ValueError("steps that do not follow each other")
    return history


def _same_start(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if one[:middle] == other[:middle] else (least, middle - 1)
    return least


def _digest(source: Source) -> str:
    return hashlib.sha256(source.raw).hexdigest()


def _require(source: Source, digest: str) -> None:
    if _digest(source) != digest:
        raise UserError(f"Berkas {source.name} sudah diubah dengan cara lain; riwayat perubahannya tidak berlaku lagi.")


def _with(source: Source, change: TextChange, digest: str, form: Form) -> Source:
    """The source with ``change`` made, if that gives the bytes with ``digest``."""
    text = change.made_in(source.text)
    raw = (_BOM if source.raw.startswith(_BOM) else b"") + text.encode()
    made, _ = parse(raw, source.file, source.name)
    if made is None or _digest(made) != digest:
        raise UserError(f"Riwayat perubahan berkas {source.name} rusak; berkas itu tidak diubah.")
    return without_blank_entries(made, form)


def step_values(step: Step) -> dict[str, object]:
    """A step as members of a JSON object, which ``step_from_values`` reads."""
    return {
        "operations": [to_json(operation) for operation in step.operations],
        "start": step.change.start,
        "removed": step.change.removed,
        "inserted": step.change.inserted,
        "before": step.before,
        "after": step.after,
    }


def step_from_values(values: object) -> Step:
    """The step that ``step_values`` wrote. Raises ValueError for everything else."""
    operations, start, removed, inserted, before, after = _members(
        values, operations=list, start=int, removed=str, inserted=str, before=str, after=str
    )
    if start < 0 or not all(isinstance(each, str) for each in operations):
        raise ValueError("no step of a history")
    if not (_DIGEST.fullmatch(before) and _DIGEST.fullmatch(after)):
        raise ValueError("no digest")
    if any("\ud800" <= character <= "\udfff" for character in removed + inserted):
        raise ValueError("half a character")
    return Step(tuple(map(from_json, operations)), TextChange(start, removed, inserted), before, after)


def _members(values: object, **kinds: type) -> tuple[Any, ...]:
    """The members of a JSON object that has just these, each of its kind."""
    if not isinstance(values, dict) or values.keys() != kinds.keys():
        raise ValueError(f"no object with {', '.join(kinds)}")
    if any(type(values[name]) is not kind for name, kind in kinds.items()):
        raise ValueError("a value of another kind")
    return tuple(values[name] for name in kinds)
