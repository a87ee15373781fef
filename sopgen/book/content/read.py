"""The content of pages read from the HTML that their template gives, which is what the PDF is made of.

So an office's own template says the same in both documents. Everything that is text is read: an element that is not
known counts as what it holds. What draws without a text is refused, for Word could not print it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from lxml import etree

from sopgen.book.content.blocks import (
    Blank,
    Block,
    Content,
    Group,
    Heading,
    Image,
    Inline,
    ItemList,
    LeaderLine,
    Letterhead,
    Names,
    PageBreak,
    PageNumber,
    Pages,
    Paragraph,
    Room,
    Rule,
    Run,
    Signature,
    plain,
)
from sopgen.book.content.elements import (
    HEADINGS,
    INLINE,
    PAGES,
    UNPRINTABLE,
    breaks_page,
    is_flowing,
    is_unseen,
    names_of,
)
from sopgen.book.content.inline import PAGE, Line, numbered, runs_in
from sopgen.book.content.tables import BLANK, table
from sopgen.render.own_templates import AmissError

#: Classes of ``div`` that are more than what they hold.
_SIGNATURES = frozenset({"pengesahan", "penilai"})
_RULES, _ROOMS = frozenset({"garis", "garis-kop"}), frozenset({"ruang", "ruang-penilai"})
_LETTERHEAD, _LINE = "kop", "baris"


def read(html: str, template: str) -> Content:
    """The content of ``html``, as ``template`` gave it; AmissError for an element that Word cannot print."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    root = etree.fromstring(html.encode(), parser)
    body = None if root is None else root.find("body")
    if body is None:
        return ()
    for element in body.iterdescendants(*UNPRINTABLE):
        raise AmissError(
            f"memakai “<{element.tag}”, yang tidak dapat dicetak di Word; pakailah teks, tabel, atau gambar (<img>)"
        )
    return tuple(pages for pages in _pages(_flow(body), ()) if pages.blocks or pages.names)


def _pages(parts: Iterable[Block | Pages], names: Names) -> Iterator[Pages]:
    """Pages as they are, and what stands between them as pages of these names."""
    for own, group in groupby(parts, lambda part: isinstance(part, Pages)):
        found = tuple(group)
        if own:
            yield from (each for each in found if isinstance(each, Pages))
        else:
            yield Pages(tuple(each for each in found if not isinstance(each, Pages)), names)


def _flow(element: etree._Element, names: Names = ()) -> Iterator[Block | Pages]:
    """All that stands in an element; text that stands there by itself is a paragraph of these ``names``."""
    line = Line()
    line.text(element.text, Run(""))
    for child in element:
        if child.tag in INLINE and child.tag != "img" and not is_flowing(child):
            line.element(child, Run(""))
        elif not is_unseen(child):
            yield from _paragraph(numbered(line.finished(), element), names)
            line = Line()
            yield from _apart(child, names)
        line.text(child.tail, Run(""))
    yield from _paragraph(numbered(line.finished(), element), names)


def _apart(element: etree._Element, names: Names) -> Iterator[Block | Pages]:
    """An element that begins a line of its own, with the page breaks that its style asks for."""
    if breaks_page(element, "before"):
        yield PageBreak()
    if element.tag in PAGES:
        yield from tuple(_pages(_flow(element), names_of(element))) or (Pages((), names_of(element)),)
    else:
        yield from _block(element, names_of(element) or names)
    if breaks_page(element, "after"):
        yield PageBreak()


def _block(element: etree._Element, names: Names) -> Iterator[Block | Pages]:
    """What an element is; one that is not known is what it holds."""
    if element.tag in HEADINGS:
        yield from _heading(element)
        yield from _images(element)
    elif element.tag in ("ul", "ol") and _is_list(element):
        yield from _items(element)
    elif element.tag == "table":
        yield from _table(element)
    elif element.tag == "img":
        yield _image(element)
    elif element.tag == "hr":
        yield Rule(names_of(element))
    elif element.tag == "div":
        yield from _division(element, names)
    else:
        yield from _flow(element, names)


def _division(element: etree._Element, names: Names) -> Iterator[Block | Pages]:
    """A ``div``: by its classes a block of its own kind, a group, or what it holds."""
    known, own = set(names_of(element)), names_of(element)
    if _RULES & known and not runs_in(element):
        yield Rule(own)
    elif BLANK in known and not runs_in(element):
        yield Blank(own)
    elif _ROOMS & known and not is_flowing(element):
        yield Room(runs_in(element), own)
    elif _SIGNATURES & known:
        yield Signature(_inside(element), own)
    elif _LETTERHEAD in known:
        yield Letterhead(_inside(element), own)
    elif own and is_flowing(element):
        yield Group(_inside(element), own)
    else:
        yield from _flow(element, names)


def _inside(element: etree._Element, names: Names = ()) -> tuple[Block, ...]:
    """All that stands in an element that is one block; sections in it begin a page."""
    found: list[Block] = []
    for part in _flow(element, names):
        found += (PageBreak(), *part.blocks) if isinstance(part, Pages) else (part,)
    return tuple(found)


def _is_list(element: etree._Element) -> bool:
    """Whether there are only items in a list."""
    loose = (element.text or "", *(child.tail or "" for child in element))
    return all(child.tag == "li" for child in element) and not "".join(loose).strip()


def _items(element: etree._Element) -> Iterator[Block]:
    """A list; its items with a page's number are lines of contents."""
    first = None
    if element.tag == "ol":
        given = element.get("start") or "1"
        first = int(given) if given.lstrip("-").isdecimal() else 1
    for leading, group in groupby(element.iterchildren("li"), _is_leader):
        items = tuple(group)
        if leading:
            for item in items:
                yield _leader_line(item)
                yield from _images(item)
            continue
        yield ItemList(tuple(_inside(item) for item in items), first, names_of(element))
        first = None if first is None else first + len(items)


def _table(element: etree._Element) -> Iterator[Block]:
    """A table, and its caption before it."""
    for caption in element.findall("caption"):
        yield from _inside(caption, names_of(caption))
    yield table(element, _inside)


def _paragraph(content: Sequence[Inline], names: Names) -> Iterator[Paragraph]:
    if content:
        yield Paragraph(tuple(content), names)


def _heading(element: etree._Element) -> Iterator[Heading]:
    content = runs_in(element)
    title = element.get("data-judul") or " ".join(plain(content).split())
    if content:
        yield Heading(HEADINGS[element.tag], content, title, element.get("id") or "", names_of(element))


def _is_leader(item: etree._Element) -> bool:
    """Whether an item is a line of contents: a line with room for dots and a number."""
    return any(_LINE in names_of(each) or PAGE in names_of(each) for each in item.iterdescendants("div", "a"))


def _leader_line(item: etree._Element) -> LeaderLine:
    line = next((each for each in item.iterchildren("div") if _LINE in names_of(each)), item)
    content = runs_in(line)
    pages = [each for each in content if isinstance(each, PageNumber)]
    page = pages[-1] if pages else None
    text = Line([each for each in content if each is not page]).finished()
    return LeaderLine(text, page, _below(item, line), item.get("id") or "", names_of(item))


def _below(item: etree._Element, line: etree._Element) -> tuple[Inline, ...]:
    """What else an item says."""
    below = Line()
    if item is not line:
        below.text(item.text, Run(""))
        for child in item:
            if child is not line:
                below.element(child, Run(""))
            below.text(child.tail, Run(""))
    return below.finished()


def _images(element: etree._Element) -> Iterator[Image]:
    """The pictures in an element that is a line of text itself."""
    return map(_image, element.iterdescendants("img"))


def _image(element: etree._Element) -> Image:
    return Image(element.get("src") or "", element.get("alt") or "", names_of(element))
