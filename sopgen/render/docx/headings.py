"""Headings that nobody sees on the page: Word's navigation pane shows none that stand in a table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sopgen.layout.text.measurer import printable
from sopgen.render.docx.blocks import Block, BookRole, Paragraph, Text

#: The level of an SOP in the navigation of its own document; its tables stand one below.
SOP_LEVEL = 0


def entry_line(text: str) -> str:
    """A text as contents print it: on one line, without soft hyphens, hard blanks as they are."""
    return printable(text.replace("\n", " "))


def listed(block: Block, entry: Iterable[str], level: int) -> Paragraph:
    """A paragraph as a place that Word's navigation leads to, whose words nobody sees.

    ``entry`` are its lines there and in contents that Word makes anew; what stands on the page says other words, in
    several paragraphs or in a table, or says them further on. ``level`` counts from 0.
    """
    assert isinstance(block, Paragraph), "navigation leads to paragraphs"
    content = (Text(tuple(map(entry_line, entry))),)
    return replace(block, style=BookRole.LISTED, content=content, outline=level)
