"""What a PDF from elsewhere lacks for an archive, as the staff are told it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from pikepdf import Dictionary, Name, Object, Page, Pdf

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_MOST_NAMED = 3
_MM = 25.4 / 72
#: Paper that differs by less is the same, printed by another program.
_SAME_MM = 2.0


def lacks_of(pdf: Pdf, paper: tuple[float, float]) -> tuple[str, ...]:
    """What ``pdf`` lacks or loses when it is bound on ``paper``, its edges in mm, in words."""
    return tuple(_told(pdf, paper))


def _told(pdf: Pdf, paper: tuple[float, float]) -> Iterator[str]:
    if "/StructTreeRoot" not in pdf.Root:
        yield "tanpa tag untuk pembaca layar"
    fonts = sorted(_not_embedded(pdf))
    if fonts:
        more = f" dan {len(fonts) - _MOST_NAMED} lainnya" if len(fonts) > _MOST_NAMED else ""
        yield f"huruf tidak disertakan di dalamnya ({', '.join(fonts[:_MOST_NAMED])}{more})"
    other = [str(number) for number, page in enumerate(pdf.pages, 1) if not fits(page, paper)]
    if other:
        more = ", …" if len(other) > _MOST_NAMED else ""
        yield f"ukuran kertasnya lain (halaman {', '.join(other[:_MOST_NAMED])}{more})"
    names = pdf.Root.get("/Names", Dictionary())
    if "/EmbeddedFiles" in names:
        yield "berkas lampiran di dalamnya tidak ikut dijilid"
    if "/JavaScript" in names or "/OpenAction" in pdf.Root or "/AA" in pdf.Root:
        yield "skrip di dalamnya tidak ikut dijilid"


def fits(page: Page, paper: tuple[float, float]) -> bool:
    """Whether a page, as it is seen, has the size of ``paper``, its edges in mm."""
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    across, up = abs(right - left) * _MM, abs(top - bottom) * _MM
    if int(page.obj.get("/Rotate", 0)) % 180:
        across, up = up, across
    return abs(across - paper[0]) < _SAME_MM and abs(up - paper[1]) < _SAME_MM


def _not_embedded(pdf: Pdf) -> set[str]:
    """Names of the fonts that pages, and what they draw, use without bringing them along."""
    found: set[str] = set()
    seen: set[tuple[int, int]] = set()
    waiting = deque(page.obj.get("/Resources", Dictionary()) for page in pdf.pages)
    while waiting:
        resources = waiting.popleft()
        if not isinstance(resources, Dictionary):
            continue
        for font in _values(resources, "/Font", seen):
            found |= set(_lacking(font))
            waiting.append(font.get("/Resources", Dictionary()))  # of a Type 3 font
        for kind in ("/XObject", "/Pattern"):
            waiting.extend(each.get("/Resources", Dictionary()) for each in _values(resources, kind, seen))
    return found


def _values(resources: Object, kind: str, seen: set[tuple[int, int]]) -> list[Object]:
    """What resources name of one kind, each object once."""
    named = resources.get(kind, Dictionary())
    values = list(named.values()) if isinstance(named, Dictionary) else []
    found = [each for each in values if hasattr(each, "get") and (not each.is_indirect or each.objgen not in seen)]
    seen.update(each.objgen for each in found if each.is_indirect)
    return found


def _lacking(font: Object) -> Iterator[str]:
    """The name of a font without its file."""
    if font.get("/Subtype") == Name.Type3:
        return
    described = list(font.get("/DescendantFonts", [])) or [font]
    if not any(file in each.get("/FontDescriptor", Dictionary()) for each in described for file in _FILES):
        yield str(font.get("/BaseFont", "/?")).removeprefix("/").rpartition("+")[2]
