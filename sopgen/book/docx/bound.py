"""Finished SOPs bound into one Word document: each read when its pages are written, none kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from sopgen.book.docx.part import PartOffsets, WordPart, fill_body
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop
from sopgen.render.docx.blocks import BookRole, Paragraph, Role, Section
from sopgen.render.docx.document import section_of
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.package import styles
from sopgen.render.docx.package.assemble import Facts, Properties, assemble
from sopgen.render.docx.package.reference import load_reference
from sopgen.render.templates import template_folders

Measures = Mapping[Role, styles.Measure]
#: Gives an SOP's part by nomor: the same one at every call.
Read = Callable[[str], WordPart]


@dataclass(slots=True)
class Bound:
    """The SOPs of a document, as ``assemble`` asks for them. ``bookmarks`` are those of all its SOPs, by nomor.

    ``looks`` are paragraphs that styles are to look like.
    """

    read: Read
    bookmarks: Mapping[str, str]
    ids: Ids
    looks: dict[BookRole, Paragraph] = field(default_factory=dict)
    places: dict[str, PartOffsets] = field(default_factory=dict)
    _source_ids: dict[str, str] = field(default_factory=dict)
    _images: dict[bytes, None] = field(default_factory=dict)
    _measures: Counter[tuple[tuple[Role, styles.Measure], ...]] = field(default_factory=Counter)

    @property
    def images(self) -> Iterable[bytes]:
        """Every picture that the SOPs show, once."""
        return tuple(self._images)

    @property
    def measures(self) -> Iterable[tuple[Role, styles.Measure]]:
        """What the SOPs' styles measure."""
        return dict.fromkeys(pair for measures in self._measures for pair in measures)

    @property
    def common(self) -> Measures:
        """The measures that most SOPs have: what the document's styles carry. The first of equally common ones."""
        return dict(self._measures.most_common(1)[0][0])

    def write(
        self, target: BinaryIO, sections: Sequence[Section], like: Sop, properties: Properties, root: Path
    ) -> None:
        """Write the DOCX of ``sections`` in the styles of the reference document that ``like`` is written in.

        ``root`` is the project folder. Raises FindingsError when the reference document cannot be used.
        """
        reference = load_reference(like, root).content
        folders = template_folders(root)
        assemble(target, sections, reference, self.common, properties, self.ids, folders, self)

    def section(self, sop: Sop, institution: Institution) -> Section:
        """The section of an SOP, which takes its place in the document behind those before."""
        part = self.read(sop.nomor)
        self.places[sop.nomor] = self._place(part)
        self._source_ids[sop.nomor] = part.source_id
        self._images |= dict.fromkeys(part.images)
        self._measures[tuple(part.measures.items())] += 1
        section = section_of(sop, part.pages, institution, ())
        return replace(section, finished=sop.nomor)

    def xml(self, name: str, facts: Facts) -> bytes:
        """The pages of the SOP with nomor ``name``."""
        return fill_body(self.read(name), self.places[name], facts)

    def source(self, name: str) -> bytes:
        """The custom XML part of the SOP with nomor ``name``."""
        return self.read(name).source

    def source_id(self, name: str) -> str:
        """What tells that part from all others: the SOP's, and the bookmark that it is given here."""
        return f"{self._source_ids[name]} {self.places[name].bookmark}"

    def _place(self, part: WordPart) -> PartOffsets:
        """Take the ids that ``part`` needs out of the document's."""
        drawing = _first(self.ids.drawing, part.drawings)
        first_list = len(self.ids.lists) + 1
        for each in part.lists:
            self.ids.add_list(each)
        return PartOffsets(self.bookmarks[part.nomor], drawing, self.ids.bookmark(), first_list, self.bookmarks)


def _first(number: Callable[[], int], needed: int) -> int:
    """The first of so many numbers taken."""
    numbers = [number() for _ in range(needed)]
    return numbers[0] if numbers else 0
