"""An empty field for an electronic signature (ISO 32000-1, 12.7.4.5): a place to sign, nothing signed.

Works on pydyf's objects after ``finish``. The field has an empty appearance, a structure element and a label, as
PDF/A and PDF/UA want of every field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pydyf  # type: ignore[import-untyped]

from sopgen.layout.scene import Scene
from sopgen.layout.style import MM_PER_POINT
from sopgen.model.sop import Sop

_PRINTED = 4  # annotation flag 3
_SIGNATURES_EXIST = 1


@dataclass(frozen=True, slots=True)
class SignatureField:
    """Where to sign: page from 0, edges in mm from the page's upper left corner.

    ``name`` is unique in the document; ``label`` says to a reader who signs.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    name: str
    label: str


def signature_of(sop: Sop, scene: Scene) -> SignatureField | None:
    """The room to sign, between the official's title and name; None for a form without it."""
    number, lines = scene.signed_page
    blocks = {block.path[1:]: block for block in lines}
    title, name = blocks.get(("jabatan",)), blocks.get(("nama",))
    if title is None or name is None:
        return None
    label = f"Tanda tangan {sop.disahkan_oleh.jabatan} pada {sop.title}"
    return SignatureField(number - 1, title.left, title.bottom, title.right, name.top, field_name(sop.nomor), label)


def field_name(nomor: str) -> str:
    """The name of an SOP's field; a full stop would part it into levels."""
    return "ttd_" + re.sub(r"\W+", "_", nomor)


def add_field(pdf: Any, field: SignatureField) -> None:
    """Put the field into a finished document, as the last element of its structure."""
    objects = {item.reference: item for item in pdf.objects if item.number is not None}
    page_reference = pdf.page_references[field.page]
    root = objects[pdf.catalog["StructTreeRoot"]]
    key = root["ParentTreeNextKey"]
    widget = _widget(pdf, field, page_reference, objects[page_reference]["MediaBox"][3], key)
    page = objects[page_reference]
    page["Annots"] = pydyf.Array([*page.get("Annots", ()), widget.reference])
    element = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/Form",
            "P": root["K"][0],
            "Pg": page_reference,
            "Alt": pydyf.String(field.label),
            # The dictionary itself, not an array of one: pyHanko takes a later array for tampering.
            "K": pydyf.Dictionary({"Type": "/OBJR", "Obj": widget.reference, "Pg": page_reference}),
        }
    )
    pdf.add_object(element)
    objects[root["K"][0]]["K"].append(element.reference)
    objects[root["ParentTree"]]["Nums"].extend((key, element.reference))
    root["ParentTreeNextKey"] = key + 1
    form = {"Fields": pydyf.Array([widget.reference]), "SigFlags": _SIGNATURES_EXIST}
    pdf.catalog["AcroForm"] = pydyf.Dictionary(form)


def _widget(pdf: Any, field: SignatureField, page: bytes, height: float, key: int) -> Any:
    left, right = (round(edge / MM_PER_POINT, 3) for edge in (field.left, field.right))
    top, bottom = (round(height - edge / MM_PER_POINT, 3) for edge in (field.top, field.bottom))
    box = pydyf.Array((0, 0, round(right - left, 3), round(top - bottom, 3)))
    extra = {"Type": "/XObject", "Subtype": "/Form", "BBox": box, "Resources": pydyf.Dictionary()}
    appearance = pydyf.Stream([b""], pydyf.Dictionary(extra))
    pdf.add_object(appearance)
    widget = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "FT": "/Sig",
            "T": pydyf.String(field.name),
            "TU": pydyf.String(field.label),
            "F": _PRINTED,
            "Rect": pydyf.Array((left, bottom, right, top)),
            "P": page,
            "StructParent": key,
            "AP": pydyf.Dictionary({"N": appearance.reference}),
        }
    )
    pdf.add_object(widget)
    return widget
