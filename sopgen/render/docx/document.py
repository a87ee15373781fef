"""One SOP as a Word document: what ``render`` gives is what staff open, correct and attach.

``blocks_of`` makes the blocks of one SOP, ``assemble`` puts blocks of any origin into a reference document: the
booklet uses the same two.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sopgen.flow.graph import Branch, SymbolKind
from sopgen.flow.make_flow import build
from sopgen.flow.narrate import descriptions
from sopgen.layout.scene import Direction, Edge, FlowPage, Scene, Symbol
from sopgen.layout.style import page_mm, style_of
from sopgen.layout.text.measurer import printable
from sopgen.model.dates import letter_date
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop, Status
from sopgen.render.docx.blocks import Block, Section
from sopgen.render.docx.flow import flow_page
from sopgen.render.docx.form import form_page
from sopgen.render.docx.headings import SOP_LEVEL, listed
from sopgen.render.docx.ids import CONNECTOR_TAG, Ids, tag_of
from sopgen.render.docx.logo import Logo, office_logo
from sopgen.render.docx.marks import watermark
from sopgen.render.docx.package import styles
from sopgen.render.docx.package.archive import in_memory
from sopgen.render.docx.package.assemble import Properties, assemble
from sopgen.render.docx.package.header_footer_height import page_margins
from sopgen.render.docx.package.reference import Reference, load_reference
from sopgen.render.docx.shapes import Words
from sopgen.render.docx.units import TWIPS_PER_MM, twips
from sopgen.render.templates import template_folders


def render(sop: Sop, institution: Institution, scene: Scene, root: Path, reference: Reference | None = None) -> bytes:
    """The DOCX of one SOP; equal arguments give equal bytes.

    ``root`` is the project folder (its templates come first), ``reference`` what ``load_reference`` gave for it
    (loaded anew when None). Raises FindingsError when the office's document or logo cannot be used.
    """
    reference = reference or load_reference(sop, root)
    ids = Ids()
    blocks = blocks_of(sop, scene, office_logo(institution, root), ids)
    section = _marked(section_of(sop, scene.page_count, institution, blocks), sop, ids)
    content, measures, properties = reference.content, styles.measures(scene), properties_of(sop)
    folders = template_folders(root)
    return in_memory(lambda target: assemble(target, (section,), content, measures, properties, ids, folders))


def blocks_of(sop: Sop, scene: Scene, logo: Logo | None, ids: Ids) -> tuple[Block, ...]:
    """All pages of one SOP as blocks, the first without a page break before it, and with the SOP's heading."""
    blocks: list[Block] = []
    lists: dict[str, int] = {}
    for form in scene.form:
        blocks += form_page(form, sop, logo, ids, lists, not blocks, scene.form_pt)
    words = _Narrator(sop)
    for page in scene.pages:
        blocks += flow_page(page, sop, ids, words.words(page), lists, first=not blocks)
    return (listed(blocks[0], (sop.title,), SOP_LEVEL), *blocks[1:])


def section_of(sop: Sop, pages: int, institution: Institution, blocks: tuple[Block, ...]) -> Section:
    """The ``pages`` of one SOP as a section: paper, margins, and the words that header and footer take."""
    width, height = page_mm(sop.format)
    return Section(
        blocks=blocks,
        width=twips(width),
        height=twips(height),
        margins=page_margins(style_of(sop.format)),
        sop=sop,
        words=(
            ("nomor", sop.nomor),
            ("judul", sop.title),
            ("unit", sop.unit.nama),
            ("instansi", institution.at(sop.newest_day).nama),
            ("jumlah_halaman", str(pages)),
        ),
    )


def _marked(section: Section, sop: Sop, ids: Ids) -> Section:
    """The section with its pages marked as those of an SOP that was withdrawn, as its PDF is."""
    if sop.status is not Status.WITHDRAWN or sop.pencabutan is None:
        return section
    left, top = section.margins.left / TWIPS_PER_MM, section.margins.header / TWIPS_PER_MM
    return replace(section, mark=watermark("DICABUT", ids, page_mm(sop.format), left, top))


def properties_of(sop: Sop) -> Properties:
    """The document's properties, all from the source."""
    changed = sop.revisi[-1].tanggal if sop.revisi else sop.tanggal_efektif
    return Properties(
        title=sop.title,
        subject=sop.nomor,
        author=sop.unit.nama,
        created=sop.tanggal_pembuatan,
        modified=changed or sop.tanggal_pembuatan,
        comments=_enacted_words(sop),
    )


def _enacted_words(sop: Sop) -> str:
    """That the document in force is another one: what was signed is a PDF."""
    if sop.enacted is None:
        return ""
    ended = f" Dicabut sejak {letter_date(sop.pencabutan.tanggal)}." if sop.pencabutan is not None else ""
    day = letter_date(sop.enacted.tanggal)
    return f"Dibuat dari berkas sumber. Dokumen yang ditetapkan pada {day} adalah PDF-nya.{ended}"


class _Narrator:
    """Alternative texts and source paths of symbols, section by section."""

    def __init__(self, sop: Sop) -> None:
        self.sop = sop
        self.flows = [build(section, sop.format) for section in sop.sections]
        self.told = [descriptions(flow, section) for flow, section in zip(self.flows, sop.sections, strict=True)]

    def words(self, page: FlowPage) -> Words:
        """What the symbols of ``page`` say."""
        descriptions, tags = {}, {}
        for symbol in page.symbols:
            if symbol.kind is SymbolKind.CONNECTOR:
                descriptions[symbol.id] = _connector(symbol)
                tags[symbol.id] = f"{CONNECTOR_TAG}/{symbol.text}"
                continue
            descriptions[symbol.id] = self.description(page, symbol)
            if symbol.text and ":" not in symbol.id:
                tags[symbol.id] = tag_of(self.path(page, symbol))
        pelaksana = {symbol.id: tag for symbol in page.symbols if (tag := self.alone(page, symbol))}
        names = tuple(self.sop.sections[page.section_index].column_names)
        return Words(descriptions, tags, self.labels(page), pelaksana, names, self.places(page))

    def alone(self, page: FlowPage, symbol: Symbol) -> str:
        """The tag of who does a symbol's activity; empty for several, and for what is no activity."""
        if symbol.kind is SymbolKind.CONNECTOR or symbol.text or ":" in symbol.id or "/" in symbol.id:
            return ""
        single = len(self.flows[page.section_index].node(symbol.id).actors) == 1
        return tag_of((*self.node_path(page, symbol.id), "pelaksana")) if single else ""

    def places(self, page: FlowPage) -> dict[str | tuple[str, str], str]:
        """Source paths of what symbols and arrows stand for: a step or an entry of ``simbol``, and the key of a way."""
        symbols = {symbol.id: self.symbol_path(page, symbol.id) for symbol in page.symbols}
        arrows = {(edge.source, edge.target): self.way_path(page, edge, symbols[edge.source]) for edge in page.edges}
        return {key: tag_of(path) for key, path in (symbols | arrows).items()}

    def symbol_path(self, page: FlowPage, symbol: str) -> tuple[str | int, ...]:
        """Where what a symbol shows stands in the source; empty for a connector."""
        node, _, capsule = symbol.partition("/")[0].partition(":")
        if not node[0].isdecimal():
            return ()
        return (*self.node_path(page, node), capsule) if capsule else self.node_path(page, node)

    def way_path(self, page: FlowPage, edge: Edge, source: tuple[str | int, ...]) -> tuple[str | int, ...]:
        """Where the source says that an arrow goes where it does; what leaves a connector goes on from a step."""
        if edge.join or source[-1:] == ("mulai",):
            return source
        path = source or self.node_path(page, str(edge.from_step))
        return (*path, "lanjut" if edge.branch is None else edge.branch.value)

    def labels(self, page: FlowPage) -> dict[tuple[int, str], str]:
        """Source paths of the labels at decisions, by step and text; none where two decisions of a row say the same."""
        found: dict[tuple[int, str], set[str]] = {}
        for edge in self.flows[page.section_index].edges:
            if edge.branch is not None and edge.label:
                key = "label_ya" if edge.branch is Branch.YES else "label_tidak"
                step, path = int(edge.source.partition(".")[0]), (*self.node_path(page, edge.source), key)
                found.setdefault((step, " ".join(printable(edge.label).split())), set()).add(tag_of(path))
        return {label: tags.pop() for label, tags in found.items() if len(tags) == 1}

    def description(self, page: FlowPage, symbol: Symbol) -> str:
        """The symbol's part in the flow; those who only take part say with whom."""
        node, _, partner = symbol.id.partition("/")
        if not partner or symbol.actor is None:
            return self.told[page.section_index][node]
        flow, section = self.flows[page.section_index], self.sop.sections[page.section_index]
        lead = section.actors[flow.node(node).actors[0]].name
        return f"Langkah {node}, {section.actors[symbol.actor].name}: bersama {lead}"

    def path(self, page: FlowPage, symbol: Symbol) -> tuple[str | int, ...]:
        """Where the text inside a symbol stands in the source."""
        key = "tanya" if symbol.kind is SymbolKind.DECISION else "teks"
        return (*self.node_path(page, symbol.id.partition("/")[0]), key)

    def node_path(self, page: FlowPage, node: str) -> tuple[str | int, ...]:
        """Where the keys of a symbol of the flow stand: its step, or the entry of its step's ``simbol``."""
        step, _, index = node.partition(".")
        within = ("simbol", int(index) - 1) if index else ()
        return (*self.sop.sections[page.section_index].path, int(step) - 1, *within)


def _connector(symbol: Symbol) -> str:
    """What a connector says: ``Penghubung A, ke halaman berikut``."""
    way = "ke" if symbol.direction is Direction.DOWN else "dari"
    note = f", {symbol.page_note}" if symbol.page_note else ""
    return f"Penghubung {symbol.text}: {way} halaman lain{note}"
