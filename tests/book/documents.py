"""Small tagged documents to merge, made by the program's own PDF writer."""

from __future__ import annotations

from datetime import date
from functools import cache

from sopgen.book.merge.part import About, Sheets
from sopgen.render.pdf import engine

ABOUT = About("Buku Uji", "Biro Uji", date(2024, 5, 2))
_STYLE = """
@page { size: A4 landscape; margin: 12mm }
html { font: 9pt Arial; font-kerning: none }
.baru { break-before: page }
"""


@cache
def plain(nomor: str, *links: str, rows: int = 3, pages: int = 2, extra: str = "") -> bytes:
    """A part of so many pages: links ``sop:NOMOR`` on the first, a table of ``rows`` rows on the last.

    Each page names its nomor and number; ``extra`` text brings further characters.
    """
    jumps = "".join(f'<a href="sop:{link}">SOP {link}</a> ' for link in links)
    between = "".join(f'<p class="baru">{nomor} halaman {number}</p>' for number in range(2, pages))
    cells = "".join(f'<tr id="r{row}"><td>{row}</td><td>Kegiatan {row}</td></tr>' for row in range(1, rows + 1))
    head = '<tr><th scope="col">No</th><th scope="col">Kegiatan</th></tr>'
    body = f"""<h1>{nomor}</h1><p>{nomor} halaman 1 {extra}</p><p>{jumps}<a href="#r{rows}">akhir</a></p>{between}
      <h2 class="baru">Alur {nomor}</h2><p>{nomor} halaman {pages}</p>
      <table><thead>{head}</thead><tbody>{cells}</tbody></table>"""
    html = f'<html lang="id"><title>{nomor}</title><body>{body}</body></html>'
    document = engine.typeset(engine.Markup(html, _STYLE, {}))
    source = engine.Enclosure("sop.yaml", f"nomor: {nomor}\n".encode(), f"Sumber {nomor}")
    return engine.write(document, engine.About(nomor, nomor, "Biro Uji"), (source,))


@cache
def sheets(regular: str = "0123456789-ivx Halmn", bold: str = "KONSEP") -> Sheets:
    """The sheets of characters for stamps."""
    return Sheets(_letters(regular, "normal"), _letters(bold, "bold"))


def _letters(text: str, weight: str) -> bytes:
    html = f'<html lang="id"><title>Huruf</title><body><p style="font-weight: {weight}">{text}</p></body></html>'
    document = engine.typeset(engine.Markup(html, _STYLE, {}))
    return engine.write(document, engine.About("huruf", "Huruf", "Biro Uji"))
