"""Names of places in the Word booklet: Word allows letters, digits and underscores, 40 at most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sopgen.book.pages.contents import ContentsEntry, chapter_key
from sopgen.book.pages.typesetter import sop_link
from sopgen.book.plan import Plan
from sopgen.render.docx.blocks import Block, Paragraph
from sopgen.render.docx.ids import Ids


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


def marked(block: Block, name: str, ids: Ids) -> Block:
    """A paragraph with a bookmark round it."""
    assert isinstance(block, Paragraph), "bookmarks stand in paragraphs"
    return replace(block, bookmark=name, bookmark_id=ids.bookmark())
