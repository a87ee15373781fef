"""A page of the form: identity block with the logo, and boxes."""

from __future__ import annotations

from lxml import etree

from sopgen.layout.placing.form import FormLines, PlacedTick, box_path
from sopgen.layout.placing.table import centred
from sopgen.layout.scene import FormBox, Identity, IdentityField
from sopgen.render.page.elements import Value, add, area, group, polyline
from sopgen.render.page.texts import write

#: A tick box is a drawing 31 units wide (``templates/pdf/tick.svg.j2``): where its square and its cross stand in it.
_UNITS = 31.0
_FRAME, _FRAME_PEN = (1.5, 29.5), 2.2
_CROSS, _CROSS_PEN = (6.5, 24.5), 2.6


def draw_identity(root: etree._Element, identity: Identity, lines: FormLines, logo: str, logo_told: str) -> None:
    """The identity block; ``logo`` is where the browser finds its picture, ``logo_told`` what it says of it."""
    holder = group(root, class_="identity")
    if identity.logo_height:
        left, right = lines.logo(identity)
        add(
            holder,
            "image",
            href=logo,
            role="img",
            aria_label=logo_told,
            x=left,
            y=identity.logo_top,
            width=right - left,
            height=identity.logo_height,
        )
    for block in identity.office:
        write(holder, centred(block, lines.setter))
    for field in identity.fields:
        _draw_field(holder, field, identity, lines)


def _draw_field(parent: etree._Element, field: IdentityField, identity: Identity, lines: FormLines) -> None:
    holder = group(parent, (field.key,), class_="field")
    area(holder, identity.value_left, field.top, identity.right, field.bottom)
    write(parent, lines.label(field, identity))
    for item in lines.value(field, identity):
        if isinstance(item, PlacedTick):
            _draw_tick(holder, item)
        else:
            write(holder, item)
    if field.signed:
        for block in identity.signature:
            write(holder, centred(block, lines.setter))


def _draw_tick(parent: etree._Element, tick: PlacedTick) -> None:
    scale = tick.side / _UNITS
    holder = group(parent, (tick.key,), class_="tick", data_ticked="true" if tick.ticked else "false")
    pen: dict[str, Value] = {"fill": "none", "stroke": "#000"}
    (left, right), (top, bottom) = (tuple(start + place * scale for place in _FRAME) for start in (tick.left, tick.top))
    square = ((left, top), (right, top), (right, bottom), (left, bottom))
    add(holder, "path", d=polyline(square, closed=True), stroke_width=_FRAME_PEN * scale, **pen)
    if tick.ticked:
        (left, right), (top, bottom) = (
            tuple(start + place * scale for place in _CROSS) for start in (tick.left, tick.top)
        )
        cross = polyline(((left, top), (right, bottom))) + polyline(((right, top), (left, bottom)))
        add(holder, "path", d=cross, stroke_width=_CROSS_PEN * scale, stroke_linecap="round", **pen)


def draw_box(root: etree._Element, box: FormBox, lines: FormLines) -> None:
    """A box with its heading and texts."""
    holder = group(root, box_path(box), class_="box")
    area(holder, box.left, box.top, box.right, box.bottom)
    for text in lines.box(box):
        write(holder, text)
