"""What must hold in every DOCX of ours, beyond the schema: each rule gives sentences about what breaks it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from lxml import etree

from tests.validate_docx.package import MC, WP, A, Package, R, W

Rule = Callable[[Package], Iterator[str]]

_WHOLE = re.compile(r"-?\d+")
_NAMED_TYPES = {f"{W}pStyle": "paragraph", f"{W}rStyle": "character", f"{W}tblStyle": "table"}


def broken_invariants(content: bytes) -> list[str]:
    """All sentences about a file; none when it is sound. A part that is not well-formed is one too."""
    try:
        package = Package.of(content)
    except etree.XMLSyntaxError as error:
        return [f"a part is not well-formed: {error}"]
    return [sentence for rule in RULES for sentence in rule(package)]


def _all(package: Package, *tags: str) -> Iterator[etree._Element]:
    for root in package.stories.values():
        yield from root.iter(*tags)


def _twice(what: str, values: list[str | None]) -> Iterator[str]:
    for value, count in Counter(values).items():
        if count > 1 or not value:
            yield f"{what} {value} stands {count} times"


def ids_are_unique(package: Package) -> Iterator[str]:
    """Drawing, content control and bookmark ids, and bookmark names."""
    yield from _twice("docPr id", [e.get("id") for e in _all(package, f"{WP}docPr")])
    yield from _twice("sdt id", [e.get(f"{W}val") for e in _all(package, f"{W}id")])
    yield from _twice("bookmark id", [e.get(f"{W}id") for e in _all(package, f"{W}bookmarkStart")])
    yield from _twice("bookmark name", [e.get(f"{W}name") for e in _all(package, f"{W}bookmarkStart")])


def bookmarks_end(package: Package) -> Iterator[str]:
    """Each bookmark that starts ends once, and names are such as Word takes."""
    starts = Counter(e.get(f"{W}id") for e in _all(package, f"{W}bookmarkStart"))
    ends = Counter(e.get(f"{W}id") for e in _all(package, f"{W}bookmarkEnd"))
    if starts != ends:
        yield f"bookmarks start and end differently: {starts - ends} / {ends - starts}"
    for element in _all(package, f"{W}bookmarkStart"):
        name = element.get(f"{W}name", "")
        if not re.fullmatch(r"[A-Za-z_]\w{0,39}", name):
            yield f"{name} is no bookmark name"


def cells_end_with_a_paragraph(package: Package) -> Iterator[str]:
    """Word calls a file corrupt whose cell or text box does not end with a paragraph."""
    for element in _all(package, f"{W}tc", f"{W}txbxContent"):
        if len(element) == 0 or element[-1].tag != f"{W}p":
            yield f"{etree.QName(element).localname} does not end with a paragraph"


def spans_add_up(package: Package) -> Iterator[str]:
    """Cells fill the grid in every row, with widths that are the sums of what they span."""
    for table in _all(package, f"{W}tbl"):
        grid = [int(e.get(f"{W}w", "0")) for e in table.findall(f"{W}tblGrid/{W}gridCol")]
        width = table.find(f"{W}tblPr/{W}tblW")
        if width is None or int(width.get(f"{W}w", "0")) != sum(grid):
            yield "the table's width is not the sum of its grid"
        for row in table.findall(f"{W}tr"):
            at = 0
            for cell in row.findall(f"{W}tc"):
                span, cell_width = _span(cell)
                if cell_width != sum(grid[at : at + span]):
                    yield f"a cell is {cell_width} wide, its columns {sum(grid[at : at + span])}"
                at += span
            if at != len(grid):
                yield f"a row spans {at} of {len(grid)} columns"


def _span(cell: etree._Element) -> tuple[int, int]:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    width = cell.find(f"{W}tcPr/{W}tcW")
    return int(span.get(f"{W}val", "1")) if span is not None else 1, int(width.get(f"{W}w", "0")) if (
        width is not None
    ) else -1


def merges_begin(package: Package) -> Iterator[str]:
    """A cell that continues a vertical merge stands under one of the same columns that begins or continues it."""
    for table in _all(package, f"{W}tbl"):
        above: set[tuple[int, int]] = set()
        for row in table.findall(f"{W}tr"):
            at, here = 0, set()
            for cell in row.findall(f"{W}tc"):
                span, _ = _span(cell)
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None:
                    here.add((at, span))
                    if merge.get(f"{W}val", "continue") == "continue" and (at, span) not in above:
                        yield f"a cell at column {at} continues a merge that nothing began"
                at += span
            above = here


def numbers_are_whole(package: Package) -> Iterator[str]:
    """Offsets and extents are whole numbers of EMU, extents not negative; widths and heights whole twips."""
    for element in _all(package, f"{WP}posOffset"):
        if not _WHOLE.fullmatch(element.text or ""):
            yield f"posOffset {element.text}"
    for element in _all(package, f"{WP}extent", f"{A}ext"):
        for name in ("cx", "cy"):
            value = element.get(name)
            if value is not None and not re.fullmatch(r"\d+", value):
                yield f"extent {name}={value}"
    for element in _all(package, f"{A}pt", f"{A}off"):
        for name in ("x", "y"):
            if not _WHOLE.fullmatch(element.get(name, "")):
                yield f"point {name}={element.get(name)}"
    for element in _all(package, f"{W}tcW", f"{W}gridCol", f"{W}tblW"):
        if not _WHOLE.fullmatch(element.get(f"{W}w", "")):
            yield f"width {element.get(f'{W}w')}"
    for element in _all(package, f"{W}trHeight", f"{W}sz"):
        if not re.fullmatch(r"\d+", element.get(f"{W}val", "")):
            yield f"{etree.QName(element).localname} {element.get(f'{W}val')}"


def prefixes_are_declared(package: Package) -> Iterator[str]:
    """Every prefix that markup compatibility names stands for a namespace."""
    for element in _all(package):
        for name in (f"{MC}Ignorable", "Requires" if element.tag == f"{MC}Choice" else f"{MC}MustUnderstand"):
            for prefix in (element.get(name) or "").split():
                if prefix not in element.nsmap:
                    yield f"prefix {prefix} is not declared"


def nothing_dangles(package: Package) -> Iterator[str]:
    """Every relationship has its part, every relationship id used exists, and every part is reached and typed."""
    reached, waiting = set(), [""]
    while waiting:
        part = waiting.pop()
        relationships = package.relationships(part)
        known = {relationship.id for relationship in relationships}
        for relationship in relationships:
            if relationship.external or relationship.target in reached:
                continue
            if relationship.target not in package.members:
                yield f"{part or 'the package'} relates to {relationship.target}, which is not there"
                continue
            reached.add(relationship.target)
            waiting.append(relationship.target)
        root = package.xml.get(part)
        for element in root.iter() if root is not None else ():
            used = [value for name, value in element.attrib.items() if str(name).startswith(R)]
            yield from (f"{part} uses {value}, which is no relationship" for value in used if value not in known)
    yield from _unreached(package, reached)


def _unreached(package: Package, reached: set[str]) -> Iterator[str]:
    types = package.xml["[Content_Types].xml"]
    names = {e.get("PartName", "").lstrip("/") for e in types if e.get("PartName")}
    endings = {e.get("Extension", "") for e in types if e.get("Extension")}
    for name in package.members:
        if name == "[Content_Types].xml" or name.endswith(".rels"):
            continue
        if name not in reached:
            yield f"nothing relates to {name}"
        if name not in names and name.rpartition(".")[2] not in endings:
            yield f"{name} has no content type"


def styles_and_lists_exist(package: Package) -> Iterator[str]:
    """Every style id used is a style of the right type, every list number a list."""
    styles = {e.get(f"{W}styleId"): e.get(f"{W}type") for e in package.xml["word/styles.xml"].iter(f"{W}style")}
    for element in _all(package, *_NAMED_TYPES):
        used = element.get(f"{W}val")
        if styles.get(used) != _NAMED_TYPES[str(element.tag)]:
            yield f"{used} is no {_NAMED_TYPES[str(element.tag)]} style"
    numbering = package.xml.get("word/numbering.xml")
    lists = {e.get(f"{W}numId") for e in numbering.iter(f"{W}num")} if numbering is not None else set()
    for element in _all(package, f"{W}numId"):
        if element.get(f"{W}val") not in lists:
            yield f"{element.get(f'{W}val')} is no list"


def lists_follow_each_other(package: Package) -> Iterator[str]:
    """A list whose definition another list has taken up since would count on from that one."""
    numbering = package.xml.get("word/numbering.xml")
    if numbering is None:
        return
    definitions = {e.get(f"{W}numId"): e.find(f"{W}abstractNumId").get(f"{W}val") for e in numbering.iter(f"{W}num")}
    last: dict[str | None, str | None] = {}
    begun: set[str | None] = set()
    for element in _all(package, f"{W}numId"):
        number = element.get(f"{W}val")
        definition = definitions.get(number)
        if number in begun and last[definition] != number:
            yield f"list {number} goes on behind list {last[definition]}"
        begun.add(number)
        last[definition] = number


RULES: tuple[Rule, ...] = (
    ids_are_unique,
    bookmarks_end,
    cells_end_with_a_paragraph,
    spans_add_up,
    merges_begin,
    numbers_are_whole,
    prefixes_are_declared,
    nothing_dangles,
    styles_and_lists_exist,
    lists_follow_each_other,
)
