"""Codes of what goes wrong while a document is written."""

from __future__ import annotations

from sopgen.findings import Code, FindingsError
from sopgen.model.sop import Sop
from sopgen.paths import TEMPLATES

_PROMISE = "Janji sopgen: dokumen utuh atau tidak ada"

GRAPHVIZ_FAILED = Code(
    "SOP-E350",
    "Graphviz tidak dapat menggambar alur",
    _PROMISE,
    "Program Graphviz (dot) tidak ada atau gagal; jalankan “sopgen doctor”.",
)
NOT_WHOLE = Code(
    "SOP-E351",
    "PDF tidak dapat dibuat dengan lengkap",
    _PROMISE,
    "Ada teks atau lambang yang tidak sampai ke PDF; yang tidak utuh tidak dibuat.",
)
LOGO_UNREADABLE = Code(
    "SOP-E352", "Logo tidak dapat dibaca", _PROMISE, "Logo adalah SVG atau PNG yang utuh, tanpa rujukan ke luar."
)
TEMPLATE_WRONG = Code(
    "SOP-E353",
    "Templat kantor salah",
    _PROMISE,
    f"Templat di folder {TEMPLATES}/ kantor tidak dapat dipakai; dokumen yang tidak memakainya tetap dibuat.",
)
TEMPLATE_MOVES = Code(
    "SOP-E354",
    "Templat kantor menggeser atau menghilangkan teks",
    _PROMISE,
    "Tempat setiap teks dan baris sudah dihitung; templat dan lembar gaya kantor mengubah rupanya, bukan tempatnya.",
)
#: What is wrong with a template of the office's own keeps only documents away that use it.
OWN_TEMPLATES = frozenset({TEMPLATE_WRONG.number, TEMPLATE_MOVES.number})


def failed(sop: Sop, code: Code, message: str) -> FindingsError:
    """What to tell the staff when a document of ``sop`` cannot be written."""
    return FindingsError((sop.source.finding(code.number, code.severity, (), message),))
