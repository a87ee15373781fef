"""The tags of a step's texts in its row of the flow table, and where in the row each stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sopgen.model.form.columns import TableColumn, actors_at, by_field, headings
from sopgen.render.docx.ids import PART_MARK

#: Ends the tag of the list in a step's symbol from which its pelaksana is picked.
CHOICE = "pelaksana"
#: An entry of a list of texts, or a part of it: not of the names in the Pelaksana header.
_ENTRY = re.compile(rf"^(?!(?:.*/)?pelaksana/\d).*/\d+(?:{re.escape(PART_MARK)}\d+)?$")
_STEP = re.compile(r"((?:bagian/\d+/)?langkah/\d+)/")


def step_of(tag: str) -> str:
    """The step that a tag belongs to, in its row or in the drawing; empty when it is no step's."""
    match = _STEP.match(tag)
    return match[1] if match else ""


def is_choice(tag: str) -> bool:
    """Whether a tag is that of the list in a step's symbol from which its pelaksana is picked."""
    return bool(step_of(tag)) and tag.endswith(f"/{CHOICE}")


def is_entry(tag: str) -> bool:
    """Whether a tag is that of an entry in a list of texts, or of a part of one."""
    return bool(_ENTRY.match(tag))


class RowTags:
    """What stands in the rows of a table with these columns."""

    def __init__(self, columns: Sequence[TableColumn]) -> None:
        texts = "|".join(map(re.escape, by_field(columns)))
        self._text = re.compile(rf"((?:bagian/\d+/)?langkah/\d+)/(?:{texts})(?:{re.escape(PART_MARK)}\d+)?$")
        # Rows have as many cells between the first and the last columns as there are pelaksana.
        actors, count = actors_at(columns), len(columns)
        self.least_cells = count
        self.headed_apart = all(len(run) == 1 for run in headings(columns))
        self._actors, self._others = actors, count - 1
        self._names = {
            index if index < actors else index - count: _name(column)
            for index, column in enumerate(columns)
            if column.field
        }

    def row_of(self, tag: str) -> str:
        """The step whose row has this text in one of its cells; empty for any other tag."""
        match = self._text.match(tag)
        return match[1] if match else ""

    def step_in(self, tags: Iterable[str]) -> str:
        """The step whose row most of these texts belong to, the first one of equals; empty when it is no step's."""
        steps = Counter(filter(None, map(self.row_of, tags)))
        return steps.most_common(1)[0][0] if steps else ""

    def tag_at(self, step: str, index: int, cells: int) -> str:
        """The tag of the text in cell ``index`` of the ``cells`` in a step's row; empty where none stands."""
        name = self._names.get(index) or self._names.get(index - cells)
        return f"{step}/{name}" if name else ""

    def field_at(self, index: int, cells: int) -> str:
        """The field of a step that cell ``index`` of the ``cells`` in its row prints, or a part of; empty for none."""
        name = self._names.get(index) or self._names.get(index - cells) or ""
        return name.partition(PART_MARK)[0]

    def pelaksana(self, cells: int) -> range:
        """Which of the ``cells`` in a step's row are those of pelaksana."""
        return range(self._actors, self._actors + cells - self._others)


def _name(column: TableColumn) -> str:
    return f"{column.field}{PART_MARK}2" if column.part else column.field
