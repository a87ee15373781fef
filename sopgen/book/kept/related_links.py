"""Keterkaitan of an enacted document of ours: the texts that name SOPs become links, as in what is drawn for booklets.

Which SOP a text names is told by the source that travels in the document, for that is what was drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from sopgen.book.kept.tagged_text import Run, TaggedText
from sopgen.book.merge.structure import walk
from sopgen.layout.form.pages import CONTINUED
from sopgen.model.resolve.make_sop import make_sop
from sopgen.model.sop import Related, Sop
from sopgen.source.read import MAX_BYTES, parse

_PRINTED = 4  # annotation flag 3: archival files want it of every link


def link_related(source: Pdf, sop: Sop, parents: dict[int, Object]) -> bool:
    """Make the texts that name other SOPs links ``sop:NOMOR``; whether there are any.

    ``parents`` is the document's parent tree, which grows by them.
    """
    named = _named(source, sop)
    if not any(related.nomor for related in named):
        return False
    texts, linked = TaggedText(), False
    titles = {_bare(box.title) for box in sop.format.form.boxes if box.related}
    for place, body in list(_items(source.Root.StructTreeRoot, titles, texts)):
        nomor = named[place].nomor if place < len(named) else None
        if nomor is not None:
            _link(source, body, texts.runs(body), nomor, parents)
            linked = True
    return linked


def _named(source: Pdf, sop: Sop) -> tuple[Related, ...]:
    """The lines of Keterkaitan by the source that a document holds."""
    for file in source.attachments.values():
        raw = file.get_file().read_bytes()
        read = parse(raw, sop.source.file, sop.source.name)[0] if len(raw) <= MAX_BYTES else None
        drawn = make_sop(read, None)[0] if read is not None else None
        if drawn is not None:
            return tuple(related for related in drawn.keterkaitan if related.text or related.nomor)
    return ()


def _bare(title: str) -> str:
    """A heading without the words and signs after it."""
    return title.removesuffix(":").rstrip().removesuffix(CONTINUED).rstrip()


def _items(tree: Object, titles: Iterable[str], texts: TaggedText) -> Iterator[tuple[int, Object]]:
    """The texts of the boxes with these titles, each with its place in the list.

    A list that goes on elsewhere goes on with the number that it prints, or with the rest of a text.
    """
    place = 0
    for box in walk(tree):
        kids = _elements(box)
        if box.get("/S") != Name.Div or not kids or kids[0].S != Name.H2 or _bare(texts.said(kids[0])) not in titles:
            continue
        for item in (item for kid in kids[1:] for item in (_elements(kid) if kid.S == Name.L else [kid])):
            parts = {str(part.S): part for part in _elements(item)}
            number = texts.said(parts["/Lbl"]).rstrip(".") if "/Lbl" in parts else ""
            place = int(number) - 1 if number.isdecimal() else place
            yield place, parts.get("/LBody", item)


def _elements(element: Object) -> list[Object]:
    """The elements right below an element."""
    kids = element.get("/K", Array())
    found = kids if isinstance(kids, Array) else [kids]
    return [kid for kid in found if isinstance(kid, Dictionary) and "/S" in kid]


def _link(source: Pdf, body: Object, runs: Sequence[Run], nomor: str, parents: dict[int, Object]) -> None:
    """Put all that an element holds into a link."""
    page = body.Pg
    link = source.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Link, P=body, Pg=page))
    kids = list(body.K) if isinstance(body.K, Array) else [body.K]
    owners = parents[int(page.StructParents)]
    for kid in kids:
        if isinstance(kid, int):
            owners[kid] = link
        else:
            kid.P = link
    address = Dictionary(Type=Name.Action, S=Name.URI, URI=String(f"sop:{quote(nomor)}"))
    spoken = String(" ".join(" ".join(run.text for run in runs).split()))
    for box in _lines(runs):
        key = max(parents, default=-1) + 1
        entries = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box, F=_PRINTED, BS=Dictionary(W=0), A=address)
        annotation = source.make_indirect(entries)
        annotation.Contents, annotation.StructParent = spoken, key
        page.Annots = Array([*page.get("/Annots", ()), annotation])
        parents[key] = link
        kids.append(Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page))
    link.K, body.K = Array(kids), Array([link])


def _lines(runs: Sequence[Run]) -> Iterator[Array]:
    """The boxes around texts, one for each line."""
    for _, line in groupby(runs, key=lambda run: round(run.baseline)):
        pieces = list(line)
        edges = (min(run.left for run in pieces), min(run.bottom for run in pieces))
        ends = (max(run.right for run in pieces), max(run.top for run in pieces))
        yield Array([round(edge, 3) for edge in (*edges, *ends)])
