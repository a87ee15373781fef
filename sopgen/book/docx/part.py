"""An SOP's pages as finished Word XML: made once with the SOP, taken into every document that holds it.

What depends on the document is left open, as slots of a bytes template: ids, which must be unique in a document; the
ids of styles and pictures; bookmark names, which begin with the SOP's own; links to other SOPs, which are there only if
those are. A part depends on its SOP alone, so it is the same whatever else has changed.

Example: ``<w:pStyle w:val="%b"/>`` with the slot 4711 is filled from ``table[4711]``, ``b"SOPSel"``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sopgen.book.docx.smaller import smaller, smaller_measures
from sopgen.book.docx.sops import placed
from sopgen.layout.scene import Scene
from sopgen.layout.table.signature import without_anchor
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop
from sopgen.render.codes import TEMPLATE_MOVES
from sopgen.render.docx.blocks import Block, BookRole, NumberedList, Picture, Role
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.logo import office_logo
from sopgen.render.docx.package import archive, embedded, own_blocks, styles
from sopgen.render.docx.package.assemble import Facts
from sopgen.render.docx.package.sandbox import block_environment
from sopgen.render.own_templates import OwnTemplateError, blame, own_files, own_templates_may_be_wrong
from sopgen.render.templates import template_folders

#: Stands for the SOP's bookmark; as long as the longest (``SOP_12345``), since Word cuts names that are too long.
PREFIX = "SOPSLOT00"
_ROLES: tuple[Role | BookRole, ...] = (*Role, BookRole.LISTED)
_STEP = 2**20  # more than any SOP has ids of one kind
#: Kinds of slots, in the order of the table.
_DRAWING, _BOOKMARK, _LIST, _STYLE, _IMAGE, _NAME, _OPEN, _CLOSE = range(8)
#: Text and attributes are escaped, so what looks like markup of ours is markup of ours.
_SLOT = re.compile(
    rb'(?<=<wp:docPr id=")(?P<drawing>\d+)(?=")'
    rb'|(?:(?<=<w:bookmarkStart w:id=")|(?<=<w:bookmarkEnd w:id="))(?P<bookmark>\d+)(?=")'
    rb'|(?<=<w:numId w:val=")(?P<list>\d+)(?="/>)'
    rb'|(?:(?<=<w:pStyle w:val=")|(?<=<w:tblStyle w:val="))(?P<style>\d+)(?="/>)'
    rb'|(?<=r:embed=")(?P<image>\d+)(?=")'
    rb'|(?<=w:name=")(?P<name>SOPSLOT00)(?=")'
    rb'|(?P<open><w:hyperlink w:anchor="link(?P<link>\d+)" w:history="1">)'
    rb"|(?P<close></w:hyperlink>)"
)
_KINDS = ("drawing", "bookmark", "list", "style", "image", "name", "open", "close")


@dataclass(frozen=True, slots=True)
class Slots:
    """A bytes template and, for each of its ``%b``, the kind and number of what belongs there as one number."""

    template: bytes = field(repr=False)
    wanted: tuple[int, ...] = field(repr=False)  # kind * _STEP + number


@dataclass(frozen=True, slots=True)
class WordPart:
    """One SOP's pages. ``measures`` are what its styles measure; ``links`` the SOPs that it refers to, by nomor.

    ``drawings`` counts the ids that it needs, ``lists`` are its numbered lists. ``source`` is the custom XML part that
    carries the SOP's source, without the fields: its texts cannot be read back.
    """

    nomor: str
    pages: int
    measures: Mapping[Role, styles.Measure]
    drawings: int
    lists: tuple[NumberedList, ...]
    links: tuple[str, ...]
    images: tuple[bytes, ...] = field(repr=False)
    body: Slots = field(repr=False)
    source: bytes = field(repr=False)

    @property
    def source_id(self) -> str:
        """What tells its source from others."""
        return hashlib.sha256(self.source).hexdigest()


@dataclass(frozen=True, slots=True)
class PartOffsets:
    """Where a part stands in a document: its bookmark, the first id of each kind, the bookmarks of all SOPs."""

    bookmark: str
    drawing: int
    bookmark_id: int
    first_list: int
    sops: Mapping[str, str]


def make_word_part(sop: Sop, institution: Institution, scene: Scene, root: Path, scale: float = 1.0) -> WordPart:
    """The Word pages of ``sop``, laid out as ``scene``, without ``jangkar_ttd``; ``root`` is the project folder.

    With a ``scale`` below 1 all that is on them is so much smaller, as it is in letters.
    """
    scene = without_anchor(scene)
    ids = Ids(PREFIX)
    links = tuple(dict.fromkeys(related.nomor for related in sop.keterkaitan if related.nomor is not None))
    logo = office_logo(institution, root)
    names = {nomor: f"link{number}" for number, nomor in enumerate(links)}
    blocks = smaller(placed(sop, scene, logo, ids, PREFIX, names), scale)
    pictures = [part for each in embedded.paragraphs(blocks) for part in each.content if isinstance(part, Picture)]
    images = tuple(dict.fromkeys(picture.image for picture in pictures))

    def xml_of(templates: tuple[Path, ...]) -> str:
        return _xml(blocks, images, templates)

    templates = template_folders(root)
    with own_templates_may_be_wrong(templates, *own_blocks.KINDS, without=lambda: xml_of(templates[-1:])):
        own_blocks.hold_to_plan(templates, lambda folders: _whole(xml_of(folders), folders))
        xml = xml_of(templates)
    own = own_files(templates, *own_blocks.KINDS)
    if own and _marks(xml) != _marks(xml_of(templates[-1:])):
        raise OwnTemplateError((blame(templates, own, "mengubah penanda yang dipakai buku Word", code=TEMPLATE_MOVES),))
    return WordPart(
        sop.nomor,
        scene.page_count,
        smaller_measures(styles.measures(scene), scale),
        ids.drawing() - 1,
        tuple(ids.lists),
        links,
        images,
        _slots(xml.encode()),
        embedded.write(embedded.embed(sop, ())),
    )


def _xml(blocks: Sequence[Block], images: Sequence[bytes], templates: tuple[Path, ...]) -> str:
    """The pages as the templates of these folders write them; ExpatError when that is not well-formed."""
    xml = (
        block_environment(templates)
        .get_template("docx/blocks.xml.j2")
        .render(
            blocks=blocks,
            style={role: str(number) for number, role in enumerate(_ROLES)},
            image_id={image: str(number) for number, image in enumerate(images)},
            first_list=0,
            anchor_role=Role.ANCHOR,
            symbol_role=Role.SYMBOL,
            table_role=Role.TABLE,
        )
    )
    archive.check_xml(_whole(xml, templates), prefixes=len(templates) > 1)
    return xml


def _whole(xml: str, templates: tuple[Path, ...]) -> bytes:
    """The pages with a document round them."""
    return block_environment(templates).get_template("docx/fragment.xml.j2").render(body=xml).encode()


def _marks(xml: str) -> list[int]:
    """The slots that must be the same whatever the office's templates add: all but those of styles."""
    return [wanted for wanted in _slots(xml.encode()).wanted if wanted // _STEP != _STYLE]


def _slots(xml: bytes) -> Slots:
    wanted: list[int] = []
    opened = 0

    def slot(found: re.Match[bytes]) -> bytes:
        nonlocal opened
        kind = _KINDS.index(found.lastgroup if found.lastgroup != "link" else "open")
        if kind == _OPEN:
            opened = int(found["link"])
        number = {_OPEN: opened, _CLOSE: opened, _NAME: 0}.get(kind)
        wanted.append(kind * _STEP + (int(found[0]) if number is None else number))
        return b"%b"

    template = _SLOT.sub(slot, xml.replace(b"%", b"%%"))
    return Slots(template, tuple(wanted))


def fill_body(part: WordPart, place: PartOffsets, facts: Facts) -> bytes:
    """The part's XML in a document."""
    table = _table(part, place, facts)
    return part.body.template % tuple(map(table.__getitem__, part.body.wanted))


def _table(part: WordPart, place: PartOffsets, facts: Facts) -> dict[int, bytes]:
    """What belongs into each slot."""
    anchors = [place.sops.get(nomor, "") for nomor in part.links]
    opening = b'<w:hyperlink w:anchor="%b" w:history="1">'
    first_list = facts.first_list + place.first_list
    columns: tuple[Iterable[bytes], ...] = (
        (b"%d" % (place.drawing + index) for index in range(part.drawings)),
        (b"%d" % place.bookmark_id,),
        (b"%d" % (first_list + index) for index in range(len(part.lists))),
        (facts.style(role, part.measures).encode() for role in _ROLES),
        (facts.images[image].encode() for image in part.images),
        (place.bookmark.encode(),),
        (opening % anchor.encode() if anchor else b"" for anchor in anchors),
        (b"</w:hyperlink>" if anchor else b"" for anchor in anchors),
    )
    firsts = {_DRAWING: 1, _BOOKMARK: 1, _LIST: 1}
    return {
        kind * _STEP + number: filling
        for kind, column in enumerate(columns)
        for number, filling in enumerate(column, firsts.get(kind, 0))
    }
