"""The signatures and comments of an enacted document of ours, drawn as they look, each page's as one figure."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from sopgen.book.kept.tagged_text import content_streams
from sopgen.book.merge.structure import drop_element


def is_added(annotation: Object) -> bool:
    """Whether an annotation is none that our documents have: a field, a signature, a comment."""
    return bool(annotation.get("/Subtype") != Name.Link)


def draw_signatures(source: Pdf, parents: dict[int, Object]) -> bool:
    """Draw what was added to the pages, and take off the fields; whether there was anything.

    ``parents`` is the document's parent tree, which is changed by it.
    """
    noted = [page for page in source.pages if any(map(is_added, page.obj.get("/Annots", [])))]
    if not noted:
        return False
    words = {page.obj.objgen: _take_off(page, parents) for page in noted}
    before = {page.obj.objgen: len(content_streams(page)) for page in noted}
    source.flatten_annotations("print")
    for page in source.pages:
        _settle(source, page)
    for page in noted:
        if len(content_streams(page)) > before[page.obj.objgen]:
            _tag(source, page, parents, words[page.obj.objgen])
    for name in ("/AcroForm", "/Perms", "/DSS", "/OpenAction"):
        if name in source.Root:
            del source.Root[name]
    return True


def _take_off(page: Page, parents: dict[int, Object]) -> str:
    """Forget the elements of a page's fields; what they are called."""
    words = []
    for annotation in page.obj.Annots:
        if not is_added(annotation):
            continue
        drop_element(annotation, parents)
        appearance = annotation.get("/AP", Dictionary()).get("/N")
        if appearance is not None and (isinstance(appearance, Dictionary) or appearance.read_bytes().strip()):
            signer = annotation.get("/V", Dictionary())
            name = signer.get("/Name", "") if isinstance(signer, Dictionary) else ""
            words.append(str(annotation.get("/TU", name)) or "Tanda tangan")
    return "; ".join(dict.fromkeys(words))


def _settle(source: Pdf, page: Page) -> None:
    """Have a page's resources and contents stand as merging wants them."""
    if not page.obj.Resources.is_indirect:
        page.obj.Resources = source.make_indirect(page.obj.Resources)
    page.obj.Contents = Array(
        [each if each.is_indirect else source.make_indirect(each) for each in content_streams(page)]
    )


def _tag(source: Pdf, page: Page, parents: dict[int, Object], words: str) -> None:
    """Make what was drawn last on a page a figure with this alternative text; without one it is decoration."""
    last = content_streams(page)[-1]
    closed, drawn = last.read_bytes().split(b"Q\n", 1)  # flattening has put the page's own content between q and Q
    if not words:
        last.write(closed + b"Q\n/Artifact BMC\n" + drawn + b"\nEMC\n")
        return
    key = int(page.obj.StructParents)
    known = list(parents[key]) if key in parents else []
    last.write(closed + b"Q\n/Figure <</MCID %d>> BDC\n" % len(known) + drawn + b"\nEMC\n")
    top = source.Root.StructTreeRoot.K
    top = top[0] if isinstance(top, Array) else top
    left, bottom, right, up = (float(edge) for edge in page.mediabox)
    layout = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array([left, bottom, right, up]))
    figure = Dictionary(
        Type=Name.StructElem, S=Name.Figure, P=top, Pg=page.obj, K=len(known), Alt=String(words), A=layout
    )
    element = source.make_indirect(figure)
    top.K = Array([*(top.K if isinstance(top.K, Array) else [top.K]), element])
    parents[key] = Array([*known, element])
