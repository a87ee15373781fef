"""Names of places in the Word booklet: Word allows letters, digits and underscores, 40 at most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sopgen.book.pages.contents import ContentsEntry, chapter_key
from sopgen.book.pages.typesetter import sop_link
from sopgen.book.plan import Plan
from sopgen.render.docx import headings
from sopgen.render.docx.blocks import Block, Paragraph


@dataclass(frozen=True, slots=True)
class Bookmarks:
    """A bookmark for every SOP, by nomor, and for every place that a link can lead to, by address."""

    sops: Mapping[str, str]
    places: Mapping[str, str]

    @classmethod
    def of(cls, plan: Plan, entries: Iterable[ContentsEntry]) -> Bookmarks:
        """Bookmarks of a booklet's SOPs, chapters, and what else its contents list."""
        sops = {planned.sop.nomor: f"SOP_{number}" for number, planned in enumerate(plan.sops, 1)}
        places = {sop_link(nomor): name for nomor, name in sops.items()}
        places |= {sop_link(chapter_key(chapter.number)): f"BAB_{chapter.number}" for chapter in plan.chapters}
        others = dict.fromkeys(entry.href for entry in entries if entry.href not in places)
        return cls(sops, places | {href: f"BAGIAN_{number}" for number, href in enumerate(others, 1)})


def listed(block: Block, entry: Iterable[str], level: int, name: str, bookmark_id: int) -> Paragraph:
    """A heading that nobody sees, with the bookmark ``name`` that the contents lead to (see ``headings.listed``)."""
    return replace(headings.listed(block, entry, level), bookmark=name, bookmark_id=bookmark_id)
