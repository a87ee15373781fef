"""Other forms than the official one, as data, and SOPs printed on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from sopgen.layout.layout import lay_out
from sopgen.layout.pieces import BreakPiece, GapPiece, TickPiece
from sopgen.layout.scene import IdentityField as Row
from sopgen.layout.scene import Scene, SignaturePiece
from sopgen.model.form.fields import BOXES, IDENTITY, IdentityField, ValueKind
from sopgen.model.form.form import FORM, Form, SignaturePlace
from sopgen.model.institution import Institution
from sopgen.model.project import Project
from sopgen.model.resolve.make_sop import make_sop
from sopgen.model.resolve.sop_register import Register, link, registered
from sopgen.model.sop import Sop
from sopgen.render.docx import document as word
from sopgen.render.pdf.document import render_both
from sopgen.source.read import parse
from tests.forms.columns import AMOUNT_AND_UNIT
from tests.layout.sops import CASES, MAKRO, MIKRO, ROOT, project, real

#: A further date, as one entry of the catalogue; and a further text.
APPROVED = IdentityField(
    "tanggal_pengesahan", "Tanggal Pengesahan", ValueKind.DATE, description="Tanggal SOP disahkan."
)
OWNER = IdentityField("pemilik_proses", "Pemilik Proses", ValueKind.TEXT, description="Unit yang memiliki proses ini.")

OFFICIAL_WITH_MORE = replace(FORM, identity=(*IDENTITY[:4], APPROVED, OWNER, *IDENTITY[4:]))
#: (a) Upright, with the day of approval in place of that of writing, signed below the table.
UPRIGHT = Form(
    identity=(IDENTITY[5], IDENTITY[0], IDENTITY[2], APPROVED, IDENTITY[3], IDENTITY[4]),
    signature=SignaturePlace.AFTER_TABLE,
    portrait=True,
)
#: (b) The boxes in another order and the title first; columns with numbers, the time in two of them, and no Ket.
OTHER_ORDER = Form(
    identity=(IDENTITY[5], *IDENTITY[:5]),
    boxes=(*BOXES[4:], *BOXES[2:4], BOXES[1], BOXES[0]),
    columns=AMOUNT_AND_UNIT.columns,
)
#: An odd number of boxes, some rows left out.
FEWER = Form(identity=(IDENTITY[0], IDENTITY[4], IDENTITY[5]), boxes=BOXES[:3])
FORMS = {
    "official": FORM,
    "more": OFFICIAL_WITH_MORE,
    "upright": UPRIGHT,
    "order": OTHER_ORDER,
    "fewer": FEWER,
}

#: What the sources of the tests say under the keys that only these forms know.
SAID = {APPROVED.key: "2018-04-20", OWNER.key: "Biro Perencanaan dan Organisasi"}
#: SOPs by the file of their source, and the folder of their project.
SOURCES = {
    MAKRO: ROOT,
    MIKRO: ROOT,
    "CTH.25.01": CASES / "revisions-and-draft",
    "CTH.14.01": CASES / "three-sections",
}


@dataclass(frozen=True)
class OnForm:
    """An SOP on a form, with all that was made of it."""

    sop: Sop
    institution: Institution
    scene: Scene
    pdf: bytes
    docx: bytes


def office(form: Form, folder: Path = ROOT) -> Institution:
    """The institution of a project, with another form."""
    institution = project(folder).institution
    assert institution is not None
    numbered = institution.format.nomor_kolom or form is OTHER_ORDER
    return replace(institution, format=replace(institution.format, form=form, nomor_kolom=numbered))


def typed(sop: Sop, form: Form, **more: str) -> Sop:
    """``sop`` made anew from its source with ``more`` keys under it, on ``form``."""
    known = {field.key for field in form.identity}
    said = {key: text for key, text in {**SAID, **more}.items() if key in known or key in more}
    text = sop.source.raw.decode().rstrip("\n") + "".join(f"\n{key}: {value}" for key, value in said.items()) + "\n"
    source, findings = parse(text.encode(), sop.source.file, sop.source.name)
    assert source is not None
    assert findings == ()
    folder = next(root for root in (*SOURCES.values(), ROOT) if sop in project(root).sops)
    made, findings = make_sop(source, office(form, folder))
    assert made is not None
    assert findings == ()
    others = (other for other in project(folder).sops if other.nomor != made.nomor)
    entries = (entry for each in (made, *others) if (entry := registered(each)))
    return link(made, Register(entries))[0]


def checked(sop: Sop, form: Form) -> Project:
    """A project of this one SOP."""
    return replace(project(), institution=office(form), sops=(sop,), book=None, letters=(), findings=())


@cache
def made(form: Form, nomor: str) -> OnForm:
    """One of the SOPs on a form, printed."""
    folder = SOURCES[nomor]
    sop = typed(next(sop for sop in project(folder).sops if sop.nomor == nomor), form)
    institution = office(form, folder)
    scene = lay_out(sop, institution)
    pdf, _ = render_both(sop, institution, scene, folder)
    return OnForm(sop, institution, scene, pdf, word.render(sop, institution, scene, folder))


TICKS = {True: "☒", False: "☐"}


def printed_texts(scene: Scene, ticks: bool) -> Iterator[str]:
    """Every text of the form's pages, and the lines about who signs wherever they stand.

    A row is one text: its label and its value after each other, as both documents have them; ``ticks``: with its tick
    box, which is a letter in Word.
    """
    for page in scene.form:
        if page.identity is not None:
            yield from (block.text for block in page.identity.office)
            for row in page.identity.fields:
                yield row.label + "".join(texts_of(row, ticks))
            yield from (block.text for block in page.identity.signature)
        for box in page.boxes:
            yield box.title
            yield from (text.text for text in box.texts)
    yield from (block.text for page in scene.pages for block in page.signature)


def texts_of(row: Row, ticks: bool) -> Iterator[str]:
    """The texts of a row's pieces; a kind of piece that is not known here is an error."""
    for piece in row.pieces:
        match piece:
            case TickPiece():
                yield TICKS[piece.ticked] if ticks else ""
            case GapPiece() | BreakPiece() | SignaturePiece():  # lines about who signs are placed, and asked for below
                pass
            case _:
                yield piece.text


def mikro() -> Sop:
    """The office's short SOP."""
    return real(MIKRO)
