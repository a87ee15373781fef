"""Codes of what cannot be drawn or printed."""

from __future__ import annotations

from sopgen.findings import Code, Severity

_LAYOUT = "Kontrak tata letak sopgen: halaman dan kolom"
_DRAWING = "PermenPAN-RB 35/2012, simbol dan arah alur; kontrak tata letak sopgen"

ROW_TOO_TALL = Code("SOP-E301", Severity.ERROR, "Baris lebih tinggi daripada satu halaman", _LAYOUT)
COLUMNS_TOO_NARROW = Code("SOP-E302", Severity.ERROR, "Kolom tidak muat pada kertas", _LAYOUT)
MISSING_GLYPH = Code("SOP-E303", Severity.ERROR, "Karakter tidak ada pada huruf yang terpasang", _LAYOUT)
NO_DRAWING = Code("SOP-E304", Severity.ERROR, "Alur tidak dapat digambar tanpa menyesatkan", _DRAWING)

LAYOUT_CODES = (ROW_TOO_TALL, COLUMNS_TOO_NARROW, MISSING_GLYPH, NO_DRAWING)
