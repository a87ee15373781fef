"""Pages of a PDF from elsewhere as pictures on pages of ours, each with an alternative text.

Nothing else of the PDF comes along: no scripts, attachments, fields, links or bookmarks.
"""

from __future__ import annotations

import io

from pikepdf import Array, Dictionary, Name, Page, Pdf, Rectangle, String

from sopgen.book.kept.lacks import lacks_of
from sopgen.book.merge.prepared_part import CLAIMS
from sopgen.render.pdf.engine import About

_POINTS = 72 / 25.4


def carry(source: Pdf, about: About, paper: tuple[float, float]) -> tuple[bytes, tuple[str, ...]]:
    """A PDF whose pages of ``paper`` (edges in mm) show those of ``source``, and what is lacking in it.

    A page that is larger is made smaller, a smaller one stands in the middle.
    """
    lacks = lacks_of(source, paper)
    source.flatten_annotations("print")
    with Pdf.open(io.BytesIO(_blank(about, paper))) as target:
        _disclaim(target)
        tops: list[Dictionary] = []
        document = target.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, Lang=String(about.language)))
        for number, page in enumerate(source.pages, 1):
            alt = f"Halaman {number} dari {len(source.pages)} {about.title}"
            tops.append(_show(target, page, number - 1, paper, document, alt))
        del target.pages[0]
        document.K = Array(tops)
        parents = [each for number, top in enumerate(tops) for each in (number, Array([top]))]
        root = Dictionary(
            Type=Name.StructTreeRoot,
            K=Array([document]),
            ParentTree=target.make_indirect(Dictionary(Nums=Array(parents))),
            ParentTreeNextKey=len(tops),
        )
        target.Root.StructTreeRoot = target.make_indirect(root)
        document.P = target.Root.StructTreeRoot
        file = io.BytesIO()
        target.save(file, deterministic_id=True)
    return file.getvalue(), lacks


def _blank(about: About, paper: tuple[float, float]) -> bytes:
    """An empty page with everything that a document of ours says about itself."""
    from sopgen.render.pdf import engine

    css = f"@page {{ size: {paper[0]}mm {paper[1]}mm; margin: 0 }}"
    return engine.write(engine.typeset(engine.Markup('<html lang="id"><body></body></html>', css, {})), about)


def _disclaim(target: Pdf) -> None:
    """Claim no standard for pages that nobody has checked."""
    with target.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as packet:
        for claim in CLAIMS:
            if claim in packet:
                del packet[claim]


def _show(target: Pdf, page: Page, key: int, paper: tuple[float, float], document: Dictionary, alt: str) -> Dictionary:
    """Add a page that shows ``page``; the element of its picture."""
    across, up = (edge * _POINTS for edge in paper)
    sheet = Rectangle(0, 0, across, up)
    form = target.copy_foreign(page.as_form_xobject())
    for name in ("/StructParents", "/StructParent", "/Metadata", "/PieceInfo", "/OC"):
        if name in form:
            del form[name]
    target.add_blank_page(page_size=(round(across, 3), round(up, 3)))
    new = target.pages[-1]
    called = Name("/Halaman")
    drawn = new.calc_form_xobject_placement(
        form, called, sheet, invert_transformations=True, allow_shrink=True, allow_expand=False
    )
    new.obj.Contents = target.make_stream(b"/Figure <</MCID 0>> BDC\n" + drawn + b"\nEMC\n")
    resources = Dictionary(Font=Dictionary(), ColorSpace=Dictionary(), XObject=Dictionary({str(called): form}))
    new.obj.Resources = target.make_indirect(resources)
    new.obj.StructParents = key
    box = Array([0, 0, round(across, 3), round(up, 3)])
    layout = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=box)
    element = Dictionary(Type=Name.StructElem, S=Name.Figure, P=document, Pg=new.obj, K=0, Alt=String(alt), A=layout)
    return target.make_indirect(element)
