"""The reference document: where styles, header and footer of a DOCX come from.

The default one is made here from python-docx's own, cleaned. An office may name a document of its own
(``format.rujukan_docx``) and restyle everything in Word; it takes part in the same way.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_HEADER_FOOTER, WD_ORIENTATION
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.parts.hdrftr import FooterPart, HeaderPart
from docx.shared import Twips

from sopgen.bounded_read import read_bounded
from sopgen.findings import Code, Finding, FindingsError
from sopgen.layout.style import PAPER_MM, STYLE, style_of
from sopgen.layout.text.substitutes import stand_in
from sopgen.model.institution import Paper
from sopgen.model.sop import Sop
from sopgen.paths import INSTITUTION_FILE, OUTPUT, SOURCES, TEMPLATES
from sopgen.render.docx.blocks import Margins, NumberedList, Role, Section
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.package import archive, styles
from sopgen.render.docx.package.assemble import Properties, assemble
from sopgen.render.docx.package.header_footer_height import Tall, page_margins, too_tall
from sopgen.render.docx.package.office_document import STUMBLES, as_word_2013, damaged, open_document
from sopgen.render.docx.package.typeface import Typeface, typeface
from sopgen.render.docx.units import colour, half_points, twips
from sopgen.render.sandbox import PlainSandbox
from sopgen.render.templates import environment, template_folders

_RULES = "Panduan keamanan dan rujukan Word sopgen"
UNREADABLE = Code(
    "SOP-E331",
    "Dokumen rujukan Word tidak dapat dipakai",
    _RULES,
    "Berkas rujukan_docx harus dokumen Word (.docx) yang utuh.",
)
MISSING_STYLE = Code(
    "SOP-W331",
    "Gaya yang diperlukan tidak ada di dokumen rujukan Word",
    _RULES,
    "Gaya yang tidak ada diganti gaya bawaan sopgen.",
)
TALL_BAND = Code(
    "SOP-W332",
    "Kepala atau kaki dokumen rujukan Word terlalu tinggi",
    _RULES,
    "Word mendorong isi halaman turun bila kepala halaman terlalu tinggi; halamannya lalu lain dari PDF.",
)
OTHER_FONT = Code(
    "SOP-W333",
    "Huruf dokumen rujukan Word tidak terpasang",
    _RULES,
    "Huruf yang tidak terpasang diganti huruf lain yang lebarnya lain; baris dan halaman di Word lalu dapat bergeser.",
)
_HOW_TO = f"Buat dokumen rujukan dari hasil sopgen: buka satu berkas .docx di {OUTPUT}/, ubah gayanya, simpan, pakai."
_BAND_NAMES = {"header": "Kepala", "footer": "Kaki"}

#: Bytes of a reference document: pictures in its header make it large, not styles.
_MOST_BYTES = 64 * 2**20
#: Texts of a table in larger letters fill pages with single words.
_LARGEST_PT = 40
#: Borders are given in eighths of a point.
_EIGHTHS = 8
_KEPT_PARTS = frozenset({RT.STYLES, RT.SETTINGS, RT.FONT_TABLE, RT.THEME, RT.NUMBERING})
_KEPT_PACKAGE = frozenset({RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES, RT.EXTENDED_PROPERTIES})


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference document's bytes, the typeface of its table text (None: the default's, which is the SOP's own
    format), and what there is to say about it.
    """

    content: bytes = field(repr=False)
    typeface: Typeface | None = None
    findings: tuple[Finding, ...] = ()


@lru_cache(maxsize=32)
def default_reference(font: str, pen_pt: float = STYLE.pen_pt, rule_colour: str = STYLE.rule_colour) -> bytes:
    """The default reference document as DOCX bytes, its text in ``font``; always the same bytes.

    ``pen_pt`` and ``rule_colour`` are those of its tables' rules.
    """
    jinja = environment(template_folders(None))
    measures = {
        "footer_size": half_points(STYLE.footer_pt),
        "rule": round(pen_pt * _EIGHTHS),
        "rule_colour": colour(rule_colour),
        "cell_x": twips(STYLE.cell_x),
    }
    replaced = {
        "word/styles.xml": _render(jinja, "styles", font=font, **measures),
        "word/settings.xml": _render(jinja, "settings"),
        "docProps/app.xml": _render(jinja, "app"),  # python-docx's own says that Word wrote it
    }
    document = docx.Document(io.BytesIO(archive.write_members({**archive.packed(docx.Document()), **replaced})))
    _drop_relations(document)
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    _add_header_and_footer(document, jinja)
    _empty(document)
    return archive.write_members(archive.packed(document))


def _drop_relations(document: Document) -> None:
    """Remove the sample custom XML, styles with effects, web settings and the thumbnail."""
    for relations, kept in ((document.part.rels, _KEPT_PARTS), (document.part.package.rels, _KEPT_PACKAGE)):
        for name, relation in list(relations.items()):
            if relation.reltype not in kept:
                del relations[name]


def _render(jinja: PlainSandbox, name: str, **values: object) -> bytes:
    return jinja.get_template(f"docx/reference/{name}.xml.j2").render(**values).encode()


def _add_header_and_footer(document: Document, jinja: PlainSandbox) -> None:
    main, page = document.part, document.sections[0]
    package, section = main.package, document.element.body.get_or_add_sectPr()
    page.page_width, page.page_height = (Twips(twips(length)) for length in PAPER_MM[Paper.A4])
    page.orientation = WD_ORIENTATION.LANDSCAPE
    page.left_margin, page.right_margin = Twips(twips(STYLE.margin_left)), Twips(twips(STYLE.margin_right))
    page.top_margin, page.bottom_margin = Twips(twips(STYLE.margin_top)), Twips(twips(STYLE.margin_bottom))
    width = twips(PAPER_MM[Paper.A4][0]) - twips(STYLE.margin_left) - twips(STYLE.margin_right)
    header = HeaderPart(PackURI("/word/header1.xml"), CT.WML_HEADER, parse_xml(_render(jinja, "header")), package)
    footer = FooterPart(
        PackURI("/word/footer1.xml"), CT.WML_FOOTER, parse_xml(_render(jinja, "footer", text_width=width)), package
    )
    section.add_headerReference(WD_HEADER_FOOTER.PRIMARY, main.relate_to(header, RT.HEADER))
    section.add_footerReference(WD_HEADER_FOOTER.PRIMARY, main.relate_to(footer, RT.FOOTER))


def _empty(document: Document) -> None:
    """Leave a few words in the body: an office that opens the document sees what it is for."""
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    document.add_paragraph(
        "Dokumen rujukan sopgen: ubah gaya SOP, kepala, dan kaki halaman di sini, lalu tulis nama berkas ini pada "
        f"format: rujukan_docx di {INSTITUTION_FILE}. Teks {{nomor}}, {{judul}}, {{unit}}, dan {{instansi}} di kepala "
        "atau kaki halaman diisi dari setiap SOP."
    )
    document.core_properties.title = "Dokumen rujukan sopgen"


def load_reference(sop: Sop, root: Path) -> Reference:
    """The reference document that ``sop`` wants: the office's own, or the default.

    ``root`` is the project folder; the office's file must lie in its ``sop_sources/`` or ``templates/``.
    Raises FindingsError when it is missing or no sound DOCX; a needed style that it lacks is added and reported.
    """
    name = sop.format.rujukan_docx
    if name is None:
        style = style_of(sop.format)
        return Reference(default_reference(sop.format.huruf, style.pen_pt, style.rule_colour))
    try:
        content = read_bounded(_find(root, name), _MOST_BYTES)
        if len(content) > _MOST_BYTES:
            raise archive.UnreadableError(f"terlalu besar (lebih dari {_MOST_BYTES // 2**20} MB)")
        completed, lacking, face, tall = _complete(content, sop.format.huruf, page_margins(style_of(sop.format)))
    except (archive.UnreadableError, OSError) as error:
        clause = str(error) if isinstance(error, archive.UnreadableError) else "tidak dapat dibuka"
        raise FindingsError((_finding(sop, UNREADABLE, f"Dokumen rujukan “{_shown(name)}” {clause}."),)) from error
    findings = [_tall_finding(sop, name, band) for band in tall]
    if lacking:
        names = ", ".join(f"“{role.value}”" for role in lacking)
        message = f"Dokumen rujukan “{_shown(name)}” tidak memiliki gaya {names}; gaya bawaan sopgen dipakai."
        findings.insert(0, _finding(sop, MISSING_STYLE, message))
    if taken := stand_in(face.family):
        findings.append(_font_finding(sop, name, face.family, taken))
    return Reference(completed, face, tuple(findings))


def _font_finding(sop: Sop, name: str, family: str, taken: str) -> Finding:
    message = f"Huruf “{family}” dokumen rujukan “{_shown(name)}” tidak terpasang di mesin ini; “{taken}” dipakai."
    hint = "Pasang huruf itu di mesin ini, atau pilih huruf lain untuk gaya “SOP Sel” di dokumen rujukan."
    return _finding(sop, OTHER_FONT, message, hint)


def _tall_finding(sop: Sop, name: str, band: Tall) -> Finding:
    message = (
        f"{_BAND_NAMES[band.kind]} halaman dokumen rujukan “{_shown(name)}” perlu paling sedikit {band.needed:.0f} mm, "
        f"padahal tempatnya {band.room:.0f} mm; tabel terdorong, dan jumlah halaman di Word dapat bertambah."
    )
    hint = "Kecilkan tulisan atau gambarnya, atau biarkan kosong: kop instansi sudah ada pada halaman identitas."
    return _finding(sop, TALL_BAND, message, hint)


def _shown(name: str) -> str:
    """The file's name as findings call it: the model has made it an absolute path."""
    return Path(name).name


def _finding(sop: Sop, code: Code, message: str, hint: str = _HOW_TO) -> Finding:
    return sop.source.finding(code.number, code.severity, ("format", "rujukan_docx"), message, hint)


def _find(root: Path, name: str) -> Path:
    """The file called ``name`` in sop_sources/ or templates/, links followed but never out of these folders."""
    for folder in (root / SOURCES, root / TEMPLATES):
        home = folder.resolve()
        file = (home / name).resolve()
        if file.is_relative_to(home) and file.is_file():
            return file
    raise archive.UnreadableError(f"tidak ditemukan di {SOURCES}/ atau {TEMPLATES}/")


def restyled(sop: Sop, reference: Reference) -> Sop:
    """``sop`` as it is to be laid out: in the font and size that the office's own table style really has.

    An SOP without a document of the office's own comes back as it is; to be called before layout.
    """
    if reference.typeface is None:
        return sop
    face = reference.typeface
    return replace(sop, format=replace(sop.format, huruf=face.family, ukuran_huruf=face.size_pt))


@lru_cache(maxsize=8)
def _complete(
    content: bytes, font: str, margins: Margins
) -> tuple[bytes, tuple[Role, ...], Typeface, tuple[Tall, ...]]:
    """An office's document, checked and made whole; the styles that it lacked, its typeface, what is too high."""
    document = open_document(content)
    element = document.styles.element
    for name, relation in list(document.part.rels.items()):
        if relation.reltype == RT.CUSTOM_XML:  # a document made by sopgen carries another SOP's source
            del document.part.rels[name]
    lacking = styles.missing(element)
    if lacking:
        default = docx.Document(io.BytesIO(default_reference(font)))
        styles.add_missing(element, default.styles.element)
    try:
        completed, face, tall = _tried(document, margins)
    except STUMBLES as error:
        _tried(open_document(default_reference(font)), margins)  # stumbles too where the mistake is our own
        raise archive.UnreadableError("memuat bagian yang tidak dapat diolah") from error
    if face.size_pt > _LARGEST_PT:
        what = f"memberi gaya “{Role.CELL.value}” huruf {face.size_pt:g} pt (paling besar {_LARGEST_PT} pt)"
        raise damaged(document.part.part_related_by(RT.STYLES).partname, what)
    return completed, lacking, face, tall


def _tried(document: Document, margins: Margins) -> tuple[bytes, Typeface, tuple[Tall, ...]]:
    """A document with all styles, made ready to write with; its typeface, and what is too high in it."""
    as_word_2013(document)
    face, tall = typeface(document, Role.CELL), too_tall(document, margins)
    completed = archive.write_members(archive.packed(document))
    _rehearse(completed, margins)
    return completed, face, tall


def _rehearse(reference: bytes, margins: Margins) -> None:
    """Make a document of two empty pages with it: what would stop a build is to be known before."""
    width, height = (twips(length) for length in PAPER_MM[Paper.A4])
    section = Section(blocks=(), width=width, height=height, margins=margins)
    measures: dict[Role, styles.Measure] = {
        role: styles.Measure.planned(STYLE.title_pt) for role in Role if role is not Role.ANCHOR
    }
    nothing, ids = Properties("", "", ""), Ids(lists=[NumberedList("", 1)])
    assemble(io.BytesIO(), (section, section), reference, measures, nothing, ids, template_folders(None))
