"""Codes of what cannot be drawn or printed."""

from __future__ import annotations

from sopgen.findings import Code

_LAYOUT = "Kontrak tata letak sopgen: halaman dan kolom"
_DRAWING = "PermenPAN-RB 35/2012, simbol dan arah alur; kontrak tata letak sopgen"

ROW_TOO_TALL = Code(
    "SOP-E301",
    "Baris lebih tinggi daripada satu halaman",
    _LAYOUT,
    "Satu baris tabel tidak dapat dipotong di tengah. Pecah langkahnya menjadi dua, atau perkecil ukuran_huruf; "
    "sopgen sudah mencoba sampai 7 pt. Bagian identitas dan judul kotak juga tidak dipotong: persingkat teksnya.",
)
COLUMNS_TOO_NARROW = Code(
    "SOP-E302",
    "Kolom tidak muat pada kertas",
    _LAYOUT,
    "Semua kolom pelaksana harus muat dengan judulnya terbaca. Kurangi pelaksana, pecah SOP dengan “bagian”, "
    "atau pakai kertas dan tepi yang disebut pada petunjuknya: hanya yang cukup lebar disebut di sana.",
)
MISSING_GLYPH = Code(
    "SOP-E303",
    "Karakter tidak ada pada huruf yang terpasang",
    _LAYOUT,
    "Karakter yang tidak ada pada huruf tercetak sebagai kotak kosong. Ganti dengan karakter biasa.",
)
FONT_REPLACED = Code(
    "SOP-W306",
    "Huruf yang diminta tidak terpasang",
    _LAYOUT,
    "Huruf yang tidak terpasang diganti huruf lain yang lebarnya lain; baris dan halaman menjadi lain daripada di "
    "mesin yang memilikinya.",
)
NO_DRAWING = Code(
    "SOP-E304",
    "Alur tidak dapat digambar tanpa menyesatkan",
    _DRAWING,
    "Panah-panahnya terlalu banyak untuk ruang yang ada. Pisahkan langkah-langkahnya, atau kurangi tujuan cabang.",
)
