"""What keeps changes over a crash: one file a source, a line for everything done, written before anybody is answered.

The first line holds the text that all began with. A file cut anywhere says what its whole lines say.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path, PurePosixPath

from sopgen.builder.state.atomic_write import flush, flush_folder, writing
from sopgen.editing.document import Document
from sopgen.edits.history import History, Step, step_from_values, step_values

#: The most steps that are kept over a restart.
MOST_STEPS = 1000
_ENDING, _DAMAGED, _NEW = ".jsonl", ".rusak", ".baru"
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a journal tells: the source's bytes as they were being edited, and the digest of its file as last known.

    ``whole``: nothing in it is damaged; else it tells what stands before the damage.
    """

    raw: bytes
    history: History
    saved: str
    whole: bool = True

    @property
    def dirty(self) -> bool:
        """Whether the bytes were not those of the file."""
        return digest(self.raw) != self.saved


class DamagedError(ValueError):
    """A journal that does not tell what a source was."""


class Journal:
    """The journal of the source called ``name`` in a folder that belongs to this process alone."""

    def __init__(self, folder: Path, name: str) -> None:
        stem = PurePosixPath(name).stem[:40]
        self.path = folder / f"{stem}-{hashlib.sha256(name.encode()).hexdigest()[:16]}{_ENDING}"
        self._size = 0

    def read(self) -> Kept | None:
        """What is kept; None when there is nothing. Raises DamagedError, OSError."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return None
        lines = [line for line in content.splitlines(keepends=True) if line.endswith(b"\n")]
        if not lines:
            return None  # cut in its first line, before anybody was answered
        kept, used = _replayed(lines)
        self._size = sum(map(len, lines[:used]))
        if used < len(lines):
            kept = replace(kept, whole=False)
            self._free_place().write_bytes(content)
        if len(kept.history.done) > MOST_STEPS:
            kept = replace(kept, history=History(kept.history.done[-MOST_STEPS:], kept.history.undone))
            self._write_all(kept.raw, kept.history, kept.saved)
        return kept

    def set_aside(self) -> Path:
        """Give a journal that cannot be used another name, under which it stays; that place."""
        place = self._free_place()
        self.path.replace(place)
        self._size = 0
        return place

    def _free_place(self) -> Path:
        places = (self.path.with_suffix(f"{_DAMAGED}-{number}") for number in count(1))
        return next(place for place in places if not place.exists())

    def keep(self, before: Document, after: Document) -> None:
        """Write down what made ``after`` of ``before``. Raises UserError when that fails; nothing is kept then."""
        events = _events(before, after)
        if events == () or after.source is None:
            return
        with writing(self.path):
            if events is None and self._stands():
                self.set_aside()
            if events is not None and self._stands():
                self._append(b"".join(events))
            else:
                self._write_all(after.source.raw, after.history, _digest_of(after.saved))

    def _stands(self) -> bool:
        """Whether the file is as it was left: somebody may have emptied the folder of outputs."""
        try:
            return 0 < self._size <= self.path.stat().st_size
        except OSError:
            return False

    def _append(self, lines: bytes) -> None:
        descriptor = os.open(self.path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
        try:
            os.ftruncate(descriptor, self._size)  # what a full disk has cut
            os.lseek(descriptor, 0, os.SEEK_END)
            _write(descriptor, lines)
            flush(descriptor)
        finally:
            os.close(descriptor)
        self._size += len(lines)

    def _write_all(self, raw: bytes, history: History, saved: str) -> None:
        """Replace the whole file by one that tells the same and no more."""
        text = raw.decode()
        for step in reversed(history.done):
            text = _mark(text) + step.change.backwards.made_in(text.removeprefix(_BOM))
        forward = [*history.done, *reversed(history.undone)]
        lines = [_line(text=text, saved=saved), *map(_step_line, forward), *(_line(undo=True) for _ in history.undone)]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        new = self.path.with_suffix(_NEW)
        with new.open("wb") as stream:
            stream.write(b"".join(lines))
            stream.flush()
            flush(stream.fileno())
        new.replace(self.path)
        flush_folder(self.path.parent)
        self._size = sum(map(len, lines))


def digest(raw: bytes) -> str:
    """The digest that histories know bytes by."""
    return hashlib.sha256(raw).hexdigest()


def _digest_of(raw: bytes | None) -> str:
    return "" if raw is None else digest(raw)


def _events(before: Document, after: Document) -> tuple[bytes, ...] | None:
    """The lines that tell what happened between two documents that follow each other; None when none can."""
    old, new = before.history, after.history
    told: tuple[bytes, ...] = ()
    if old is not new and old != new:
        if len(new.done) == len(old.done) + 1:
            again = bool(old.undone) and new.done[-1] is old.undone[-1]
            told = (_line(redo=True) if again else _step_line(new.done[-1]),)
        elif len(new.done) == len(old.done) - 1 and len(new.undone) == len(old.undone) + 1:
            told = (_line(undo=True),)
        else:
            return None
    return (*told, _line(saved=_digest_of(after.saved))) if before.saved != after.saved else told


def _replayed(lines: Sequence[bytes]) -> tuple[Kept, int]:
    """What the lines tell, as far as they can be read, and how many of them that are. Raises DamagedError."""
    try:
        first = json.loads(lines[0])
        text, saved = str(first["text"]), str(first["saved"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedError from error
    replay = _Replay(text, saved)
    used = 1
    with suppress(ValueError, KeyError, TypeError, IndexError, RecursionError):
        for line in lines[1:]:
            replay.take(json.loads(line))
            used += 1
    return replay.kept(), used


class _Replay:
    """A history as it comes out of its lines."""

    def __init__(self, text: str, saved: str) -> None:
        self.text, self.saved = text, saved
        self.done: list[Step] = []
        self.undone: list[Step] = []

    def take(self, event: dict[str, object]) -> None:
        """Do what a line tells. Raises ValueError and its like, having done nothing, when it tells nothing."""
        if "saved" in event:
            self.saved = str(event["saved"])
        elif "undo" in event:
            step = self.done[-1]
            self._make(step.change.backwards.made_in, step.before)
            self.undone.append(self.done.pop())
        elif "redo" in event:
            step = self.undone[-1]
            self._make(step.change.made_in, step.after)
            self.done.append(self.undone.pop())
        else:
            step = step_from_values(event["step"])
            self._make(step.change.made_in, step.after)
            self.done.append(step)
            self.undone.clear()

    def kept(self) -> Kept:
        """What it has come to."""
        return Kept(self.text.encode(), History(tuple(self.done), tuple(self.undone)), self.saved)

    def _make(self, change: Callable[[str], str], after: str) -> None:
        text = _mark(self.text) + change(self.text.removeprefix(_BOM))
        if digest(text.encode()) != after:
            raise ValueError("not what it says")
        self.text = text


def _mark(text: str) -> str:
    return _BOM if text.startswith(_BOM) else ""


def _step_line(step: Step) -> bytes:
    return _line(step=step_values(step))


def _line(**members: object) -> bytes:
    return json.dumps(members, ensure_ascii=False).encode() + b"\n"


def _write(descriptor: int, content: bytes) -> None:
    """All of ``content``: the system may take a part only."""
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]
