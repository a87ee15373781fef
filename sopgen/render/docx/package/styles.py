"""The styles of a document: found by name, added when missing, given the sizes and spacings of one SOP's scene.

Looks (font, colour, weight) belong to the reference document, measures to the scene: rows and pages come out as
planned whatever an office changed in Word. Names are compared without case, since LibreOffice and Word's other
languages rename style ids and built-in names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor, Twips
from docx.styles.style import ParagraphStyle
from lxml import etree

from sopgen.layout.scene import Scene
from sopgen.layout.style import STYLE
from sopgen.render.docx.blocks import BookRole, Paragraph, Role, Text
from sopgen.render.docx.units import point_twips, twips

_STYLE, _NAME, _ID, _BASED = qn("w:style"), qn("w:name"), qn("w:styleId"), qn("w:basedOn")
_ALIGNMENTS = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
_VAL, _TYPE, _CUSTOM = qn("w:val"), qn("w:type"), qn("w:customStyle")


@dataclass(frozen=True, slots=True)
class Measure:
    """A paragraph style's size in points, its spacing and the exact height of its lines in twips.

    ``stretch`` is the letters' width in percent of what it usually is; 0 is what the style says.
    """

    size_pt: float
    before: int
    after: int
    line: int
    stretch: int = 0

    @classmethod
    def planned(cls, size_pt: float, pad: int = 0) -> Measure:
        """What text of this size measures, with ``pad`` above and below: its lines are as high as the scene planned."""
        return cls(size_pt, pad, pad, point_twips(size_pt * STYLE.line_height))


def measures(scene: Scene) -> dict[Role, Measure]:
    """What each style of ``scene``'s document measures (the anchor's is its own: one point)."""
    pad = twips(STYLE.cell_y)
    form = Measure.planned(scene.form_pt)
    return {
        Role.CELL: Measure.planned(scene.table_pt, pad),
        Role.HEADER_CELL: Measure.planned(scene.table_pt),
        Role.TITLE: Measure.planned(STYLE.title_pt),
        Role.FORM: form,
        Role.FORM_LABEL: form,
        Role.FORM_LIST: form,
        Role.OFFICE: Measure.planned(_office_size(scene)),
        Role.SYMBOL: Measure.planned(STYLE.symbol_pt),
        Role.NOTE: Measure.planned(scene.table_pt),
    }


def _office_size(scene: Scene) -> float:
    """The size of the office's names; the form's own when the form does not print them."""
    blocks = [block for page in scene.form if page.identity for block in page.identity.office]
    return blocks[0].size_pt if blocks else scene.form_pt


def by_name(styles: etree._Element) -> dict[str, etree._Element]:
    """Styles of a styles part by lower-case name; the first of a name counts."""
    found: dict[str, etree._Element] = {}
    for style in styles.findall(_STYLE):
        name = style.find(_NAME)
        if name is not None:
            found.setdefault((name.get(_VAL) or "").casefold(), style)
    return found


def missing(styles: etree._Element) -> tuple[Role, ...]:
    """The needed styles that a styles part does not have."""
    there = by_name(styles)
    return tuple(role for role in Role if role.value.casefold() not in there)


def add_missing(styles: etree._Element, default: etree._Element) -> None:
    """Copy every needed style that ``styles`` lacks from the default reference document's."""
    source = by_name(default)
    for role in missing(styles):
        style = deepcopy(source[role.value.casefold()])
        _name_anew(style, styles, default)
        styles.append(style)


def _name_anew(style: etree._Element, styles: etree._Element, default: etree._Element) -> None:
    """Give a copied style an id that is free, and the id that its parent has in its new home."""
    taken = {other.get(_ID) for other in styles.findall(_STYLE)}
    base = wanted = style.get(_ID) or "SOP"
    number = 2
    while wanted in taken:
        wanted, number = f"{base}{number}", number + 1
    style.set(_ID, wanted)
    based = style.find(_BASED)
    if based is None:
        return
    names = {other.get(_ID): name for name, other in by_name(default).items()}
    parent = by_name(styles).get(names.get(based.get(_VAL), ""))
    if parent is None:
        style.remove(based)
    else:
        based.set(_VAL, parent.get(_ID) or "")


def ids(styles: etree._Element) -> dict[Role | BookRole, str]:
    """The style id of every role; KeyError when one of the SOPs' is missing (see ``add_missing``).

    A booklet's or letter's role that the document has no style for takes the one of plain text.
    """
    found = by_name(styles)
    plain = next((style for style in styles.findall(_STYLE) if style.get(qn("w:default")) == "1"), None)
    result: dict[Role | BookRole, str] = {role: found[role.value.casefold()].get(_ID) or "" for role in Role}
    for role in BookRole:
        style = found.get(role.value.casefold(), plain)
        result[role] = (style.get(_ID) or "") if style is not None else ""
    return result


def add_listed(styles: etree._Element) -> None:
    """Add the style of lines that nobody sees (``BookRole.LISTED``): white, as small and low as the anchor's.

    Word takes a run's own colour and size over into contents, but not those of its style.
    """
    there = by_name(styles)
    if BookRole.LISTED.value.casefold() in there:
        return
    style = _new(styles, BookRole.LISTED)
    style.set(_CUSTOM, "1")
    style.append(OxmlElement("w:basedOn", attrs={_VAL: there[Role.ANCHOR.value.casefold()].get(_ID) or ""}))
    ParagraphStyle(style).font.color.rgb = RGBColor(255, 255, 255)  # type: ignore[arg-type]


def _new(styles: etree._Element, role: BookRole) -> etree._Element:
    style = OxmlElement("w:style", attrs={_TYPE: "paragraph", _ID: "".join(filter(str.isalnum, role.value))})
    style.append(OxmlElement("w:name", attrs={_VAL: role.value}))
    styles.append(style)
    return style


def lend_look(styles: etree._Element, role: BookRole, like: Paragraph) -> None:
    """Give a style the look of a paragraph that it has: Word makes contents anew from styles alone.

    A style that is not there is added.
    """
    element = by_name(styles).get(role.value.casefold())
    if element is None:
        element = _new(styles, role)
    style = ParagraphStyle(element)  # type: ignore[arg-type]
    form = style.paragraph_format
    form.space_before, form.space_after = Twips(like.before or 0), Twips(like.after or 0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Twips(like.line or 0)
    form.left_indent, form.first_line_indent = Twips(like.indent), Twips(-like.hanging)
    form.right_indent = Twips(like.indent_right)
    form.alignment = _ALIGNMENTS.get(like.align)
    run = next((run for run in like.content if isinstance(run, Text)), Text(()))
    font = style.font
    font.size, font.bold, font.all_caps = Pt(run.size / 2) if run.size else None, run.bold, run.capitals
    if run.spread and run.size:
        size = next(element.iter(qn("w:sz")))
        size.addprevious(OxmlElement("w:spacing", attrs={_VAL: str(run.spread)}))
    for stop in like.tabs:
        leader = WD_TAB_LEADER.DOTS if stop.dotted else WD_TAB_LEADER.SPACES
        form.tab_stops.add_tab_stop(Twips(stop.at), WD_TAB_ALIGNMENT.RIGHT, leader)


def apply_measures(styles: etree._Element, wanted: Mapping[Role, Measure]) -> None:
    """Write sizes, spacings and exact line heights into the styles."""
    found = by_name(styles)
    for role, measure in wanted.items():
        _measure(found[role.value.casefold()], measure)


def add_variants(
    styles: etree._Element, common: Mapping[Role, Measure], wanted: Iterable[tuple[Role, Measure]]
) -> dict[tuple[Role, Measure], str]:
    """Styles for text of other measures than the ``common`` ones, based on the role's own; their ids.

    They are named ``SOP Sel (8 pt)``, so that staff see in Word's list what they are for.
    """
    found = by_name(styles)
    made: dict[tuple[Role, Measure], str] = {}
    for role, measure in sorted(set(wanted), key=str):
        if common.get(role) == measure:
            continue
        base = found[role.value.casefold()]
        number = len(made) + 1
        identifier, name = f"SOPVarian{number}", f"{role.value} ({measure.size_pt:g} pt)"
        if name.casefold() in by_name(styles):
            name = f"{name} {number}"
        style = OxmlElement("w:style", attrs={_TYPE: "paragraph", _CUSTOM: "1", _ID: identifier})
        style.append(OxmlElement("w:name", attrs={_VAL: name}))
        style.append(OxmlElement("w:basedOn", attrs={_VAL: base.get(_ID) or ""}))
        styles.append(style)
        _measure(style, measure)
        made[role, measure] = identifier
    return made


def _measure(element: etree._Element, measure: Measure) -> None:
    style = ParagraphStyle(element)  # type: ignore[arg-type]
    style.font.size = Pt(measure.size_pt)
    if measure.stretch:
        size = next(element.iter(qn("w:sz")))
        looks = size.getparent()
        assert looks is not None
        for told in looks.findall(qn("w:w")):
            looks.remove(told)
        size.addprevious(OxmlElement("w:w", attrs={_VAL: str(measure.stretch)}))
    form = style.paragraph_format
    form.space_before, form.space_after = Twips(measure.before), Twips(measure.after)
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Twips(measure.line)
    form.left_indent = form.first_line_indent = Twips(0)
