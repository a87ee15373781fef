"""The numbers that must be unique in one document, handed out in order of writing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from sopgen.render.docx.blocks import Checkbox, Field, NumberedList

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Word cuts longer names.
_BOOKMARK_MAX = 40
#: Stands before the number of a text's part: ``dasar_hukum/3+2`` is the second part of the third regulation.
PART_MARK = "+"
#: Begins the tag of a connector's letter: no text of the source, but known when a document is read back.
CONNECTOR_TAG = "penghubung"
_NUMBER = re.compile("[1-9][0-9]{0,8}")


def tag_of(path: tuple[str | int, ...]) -> str:
    """A source path as people count: ``("langkah", 2, "kegiatan")`` is ``langkah/3/kegiatan``."""
    return "/".join(str(part + 1) if isinstance(part, int) else part for part in path)


def path_of(tag: str) -> tuple[str | int, ...]:
    """The source path of a tag: the inverse of ``tag_of``; what only reads like a number (``²``, ``007``) is a key."""
    return tuple(int(part) - 1 if _NUMBER.fullmatch(part) else part for part in tag.split("/"))


def tick_tag(key: str) -> str:
    """The name of a field's tick box."""
    return f"kotak/{key}"


@dataclass(slots=True)
class Ids:
    """Hands out ids and makes fields; ``prefix`` keeps the bookmarks of several SOPs in one document apart."""

    prefix: str = "f"
    _drawings: Iterator[int] = field(default_factory=lambda: count(1))
    _controls: Iterator[int] = field(default_factory=lambda: count(1001))
    _bookmarks: Iterator[int] = field(default_factory=lambda: count(1))
    lists: list[NumberedList] = field(default_factory=list)
    _parts: dict[str, int] = field(default_factory=dict)
    _names: dict[str, int] = field(default_factory=dict)

    def drawing(self) -> int:
        """A ``docPr`` id."""
        return next(self._drawings)

    def control(self) -> int:
        """A content control's id."""
        return next(self._controls)

    def bookmark(self) -> int:
        """A bookmark's id."""
        return next(self._bookmarks)

    def list(self, definition: str, start: int | None = 1, *, bare: bool = False) -> int:
        """The ``numId`` of a new numbered list that begins with ``start`` (see ``NumberedList``)."""
        return self.add_list(NumberedList(definition, start or 1, bare))

    def add_list(self, numbered: NumberedList) -> int:
        """The ``numId`` of a list that was made with other ids."""
        self.lists.append(numbered)
        return len(self.lists)

    def bookmark_name(self, tag: str) -> str:
        """A bookmark name for ``tag``; the second field of one tag gets ``__2`` and so on."""
        base = f"{self.prefix}_{re.sub('[^0-9A-Za-z]', '_', tag)}"[: _BOOKMARK_MAX - 5]
        self._names[base] = self._names.get(base, 0) + 1
        return base if self._names[base] == 1 else f"{base}__{self._names[base]}"

    def field(
        self,
        tag: str,
        lines: tuple[str, ...],
        *,
        size: int = 0,
        bold: bool = False,
        anchor: str = "",
        part: bool = False,
        date: bool = False,
        choices: tuple[str, ...] = (),
    ) -> Field:
        """A field that can be read back as ``tag``; ``part`` marks the continuation of one begun before."""
        if part:
            self._parts[tag] = self._parts.get(tag, 1) + 1
            tag = f"{tag}{PART_MARK}{self._parts[tag]}"
        return Field(
            tag=tag,
            bookmark=self.bookmark_name(tag),
            sdt_id=self.control(),
            bookmark_id=self.bookmark(),
            lines=lines or ("",),
            size=size,
            bold=bold,
            anchor=anchor,
            date=date,
            choices=choices,
        )

    def checkbox(self, tag: str, checked: bool) -> Checkbox:
        """A tick box named ``tag``."""
        return Checkbox(tag=tag, sdt_id=self.control(), checked=checked)
