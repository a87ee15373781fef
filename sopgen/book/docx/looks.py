"""How the kinds of content look in Word: sizes and spaces as ``templates/book/book.css`` has them (a test compares).

A look is found by what stands where, as in a style sheet: ``keputusan p.baris`` is a paragraph of the class ``baris``
on pages, or in a group, of the class ``keputusan``. What has no look of its own takes the one of its kind. Lengths are
mm, sizes points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sopgen.render.docx.blocks import BookRole, Role


@dataclass(frozen=True, slots=True)
class Look:
    """How a thing looks. ``line`` is a share of the size, ``aside`` of the width: what a group keeps free at its left.

    ``extent``: how long a rule or a line to write on is, how high a picture, empty room or (at least) a row, how wide a
    group or the labels of lines to fill in. ``left`` and ``right`` of a cell are its margins; what a
    letterhead keeps at its ``left`` is for its logo.
    """

    size: float = 11.0
    line: float = 1.45
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    align: str = ""
    before: float = 0.0
    after: float = 0.0
    first_line: float = 0.0
    left: float = 0.0
    right: float = 0.0
    keep_next: bool = False
    outline: int | None = None
    role: Role | BookRole = BookRole.BODY
    extent: float = 0.0
    aside: float = 0.0
    weight: int = 6  # of a rule, in eighths of a point
    shade: str = ""  # RRGGBB
    spread: float = 0.0  # points after each letter
    colour: str = ""  # RRGGBB


_HEADING = Look(
    15,
    1.3,
    bold=True,
    capitals=True,
    align="center",
    after=10,
    keep_next=True,
    outline=0,
    role=BookRole.HEADING,
    spread=0.4,
)
_BODY = Look(align="both", first_line=10, after=2.5)
_COVER, _SIGNS = Look(align="center"), Look(line=1.4)
_COVER_TITLE = Look(26, 1.25, bold=True, align="center", before=10, after=10)
_CHAPTER = replace(
    _HEADING, size=26, line=1.25, capitals=False, before=4, after=8, left=20, right=20, keep_next=False, spread=0
)
_LETTER = Look(line=1.4)
_KOP = Look(11, 1.25, align="center", right=4)
_ENTRY = Look(before=1.2, role=BookRole.CONTENTS)
_SOP_ENTRY = Look(10.5, before=1.4, left=8, role=BookRole.CONTENTS_SOP)
_FORM = Look(8.5, 1.3)
_CELL = Look(8.5, 1.25, before=0.8, after=0.8, left=1.5, role=Role.NOTE)
_HEAD = replace(_CELL, bold=True, align="center", shade="E6E6E6")
_BACK = replace(_CELL, size=9, line=1.3, before=1.1, after=1.1, left=1.59)  # with half of the rule
_TERM = Look(before=1.6, after=1.6, left=2, role=Role.NOTE)
_JUDGED = replace(_CELL, left=1.2, extent=9)

LOOKS: Mapping[str, Look] = {
    "p": Look(),
    "p.isi": _BODY,
    "h1": _HEADING,
    "h2": Look(11.5, bold=True, before=7, after=2, keep_next=True, outline=1, role=BookRole.SUBHEADING),
    "h3": Look(11, bold=True, before=4, after=1.5, keep_next=True),
    "li": _ENTRY,
    "li.bab": replace(_ENTRY, bold=True, before=4, keep_next=True),
    "li.sop": _SOP_ENTRY,
    "li.luar-sesudah-sop": replace(_ENTRY, before=4),
    "garis": Look(),
    "group": Look(),
    "kosong": replace(_FORM, extent=90),
    "kosong.pendek": replace(_FORM, extent=70, after=1),
    "ruang": Look(9, extent=24),
    "ruang.ruang-penilai": Look(9, extent=14),
    # cover
    "sampul p": _COVER,
    "sampul p.instansi": replace(_COVER, size=14, line=1.35, bold=True, capitals=True),
    "sampul p.unit": replace(_COVER, size=12, line=1.4, before=3),
    "sampul h1": _COVER_TITLE,
    "sampul h1.panjang": replace(_COVER_TITLE, size=17, before=7, after=7),
    "sampul h1.sangat-panjang": replace(_COVER_TITLE, size=9, before=5, after=5),
    "sampul p.nomor-keputusan": replace(_COVER, before=9),
    "sampul p.tahun": replace(_COVER, size=18, bold=True, spread=1),
    "sampul p.alamat": replace(_COVER, size=10, before=4),
    "sampul garis": Look(extent=46, weight=12),
    "sampul img": Look(align="center", after=9, extent=36),
    # decision
    "keputusan h1": replace(_HEADING, after=4),
    "keputusan p": Look(align="center"),
    "keputusan p.isi": _BODY,
    "keputusan p.baris": Look(bold=True, capitals=True, align="center", after=2),
    "keputusan p.tentang": Look(bold=True, capitals=True, align="center", before=6, after=12, left=8, right=8),
    "keputusan p.pejabat": Look(bold=True, capitals=True, align="center", after=6),
    "keputusan p.memutuskan": Look(bold=True, capitals=True, align="center", before=4, after=6, keep_next=True),
    "isi-keputusan td": Look(align="both", after=2),
    "pengesahan p": _SIGNS,
    "pengesahan p.nama": replace(_SIGNS, bold=True),
    # chapters
    "bab-halaman p.ke": Look(13, capitals=True, align="center", spread=2),
    "bab-halaman h1": _CHAPTER,
    "panjang h1": replace(_CHAPTER, size=14),
    "bab-halaman garis": Look(extent=60, after=10, weight=12),
    "bab-halaman p.jumlah": Look(12, align="center"),
    "bab-halaman li.sop": replace(_SOP_ENTRY, role=BookRole.BODY),  # no line of Word's own contents
    # letters
    "surat p": _LETTER,
    "surat p.isi": replace(_BODY, line=1.4, after=3),
    "surat h1": replace(_HEADING, size=13, line=1.4, before=9, after=0, spread=0),
    "surat p.nomor": replace(_LETTER, capitals=True, align="center", after=7),
    "surat p.tanggal-surat": replace(_LETTER, align="right", before=9),
    "surat p.kepada": replace(_LETTER, after=7),
    "surat garis": Look(after=5),
    "surat garis.garis-kop": Look(),
    "letterhead": Look(left=30, extent=27.5),
    "surat ruang": Look(9, extent=26),
    "kop p": _KOP,
    "kop p.instansi": replace(_KOP, size=12.5, bold=True, capitals=True),
    "kop p.unit": replace(_KOP, size=12, capitals=True, before=0.8),
    "kop p.alamat": replace(_KOP, size=9, before=1),
    # back matter
    "belakang p": Look(9, 1.3),
    "belakang h1": replace(_HEADING, size=14, after=5),
    "belakang p.catatan": Look(8.5, 1.3, before=3, role=Role.NOTE),
    # forms
    "formulir p": _FORM,
    "formulir garis.garis-kop": Look(after=4),
    "formulir letterhead": Look(left=24, extent=19.5),
    "formulir h1": replace(_HEADING, size=13, after=4, spread=0),
    "penilai p": _FORM,
    # what holds other things
    "group.pengesahan": Look(aside=0.5, before=14),
    "surat group.pengesahan": Look(aside=0.52, before=9),
    "surat group.tembusan": Look(before=9),
    "group.penilai": Look(extent=92, align="right", before=6),
    "bab-halaman group.daftar": Look(extent=190, align="center"),
    "fields": Look(before=0.4, after=4, extent=22),
    "fields.kepala": replace(_LETTER, before=0.4, after=4, extent=22),
    "fields.surat-dinas": replace(_LETTER, before=0.4, after=8, extent=22, right=59),
    "fields.isian": replace(_FORM, before=0.6, after=4, extent=28, keep_next=True),
    "td": _CELL,
    "th": _HEAD,
    "istilah td": _TERM,
    "istilah th": replace(_TERM, bold=True),
    "belakang td": _BACK,
    "belakang th": replace(_BACK, bold=True, align="center", shade="E6E6E6"),
    "penilaian td": _JUDGED,
    "penilaian th": replace(_HEAD, size=8, left=0.8),
    "judul-bagian td": replace(_JUDGED, bold=True, shade="F4F4F4"),
    "absen td": replace(_BACK, italic=True, colour="444444"),
    "nomor": Look(9, 1.25, colour="333333"),  # below a line of contents
}
#: Columns of tables that do not say how wide they are, by the table's class; cells' margins count in them.
COLUMNS: Mapping[str, tuple[float | None, ...]] = {"istilah": (49, None)}
#: Tables with rules between their rows alone.
LINED = frozenset({"istilah"})
#: Tables without any rule.
UNRULED = frozenset({"isi-keputusan"})
_LIKE = {"h4": "h3", "h5": "h3", "h6": "h3", "img": "p"}


def _keys(scopes: Sequence[str], kind: str, names: Sequence[str]) -> Iterator[str]:
    """Where a look may stand, the most particular place first."""
    own = [f"{kind}.{name}" for name in reversed(names)]
    for scope in reversed(scopes):
        yield from (f"{scope} {each}" for each in (*own, kind))
    yield from (*own, kind)


def look_of(scopes: Sequence[str], kind: str, names: Sequence[str] = ()) -> Look:
    """The look of a thing of this kind (``p``, ``h1``, ``li``, ``td``, ``garis`` ...), wherever it stands."""
    found = next((key for key in _keys(scopes, kind, names) if key in LOOKS), "")
    return LOOKS[found] if found else look_of(scopes, _LIKE[kind], names)
