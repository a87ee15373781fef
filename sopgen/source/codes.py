"""Codes of what can be wrong with a file before anybody asks what its content means."""

from __future__ import annotations

from sopgen.findings import Code

_YAML = "YAML 1.2 (yaml.org/spec/1.2.2), dibatasi seperti dalam panduan format sopgen"
_SAFETY = "Panduan keamanan sopgen: sumber adalah data, ukurannya dibatasi"

SYNTAX = Code(
    "SOP-E101",
    "Susunan YAML tidak dapat dibaca",
    _YAML,
    "Tanda baca YAML yang kurang membuat sisa berkas tidak dapat dibaca.",
    bad='judul: "Penyusunan Laporan',
    good='judul: "Penyusunan Laporan"',
)
TAB = Code(
    "SOP-E102",
    "Tab atau spasi khusus dipakai sebagai spasi",
    _YAML,
    "Indentasi hanya dengan spasi biasa: lebar tab berbeda di setiap layar, dan spasi yang tersalin dari Word tidak "
    "terbaca sebagai spasi.",
    bad="dasar_hukum:\n\t- Peraturan Contoh Nomor 1 Tahun 2020 tentang Arsip",
    good="dasar_hukum:\n  - Peraturan Contoh Nomor 1 Tahun 2020 tentang Arsip",
)
DUPLICATE_KEY = Code(
    "SOP-E103",
    "Kunci ditulis dua kali",
    _YAML,
    "Kunci yang ditulis dua kali: yang mana yang dicetak?",
    bad="pencatatan: Disimpan secara elektronik\npencatatan: Disimpan secara manual",
    good="pencatatan: Disimpan secara elektronik dan manual",
)
YAML_FEATURE = Code(
    "SOP-E104",
    "Jangkar, alias, tag, atau kunci gabung YAML dipakai",
    _SAFETY,
    "Jangkar, alias, dan tag menyembunyikan isi di tempat lain; sumber SOP ditulis apa adanya.",
    bad="pencatatan: !tag Disimpan secara elektronik",
    good="pencatatan: Disimpan secara elektronik",
)
SECOND_DOCUMENT = Code(
    "SOP-E105",
    "Lebih dari satu dokumen dalam satu berkas",
    _YAML,
    "Satu berkas memuat satu SOP; garis “---” di tengah memulai dokumen lain.",
)
CONTROL_CHARACTER = Code(
    "SOP-E106",
    "Karakter kendali di dalam berkas",
    _SAFETY,
    "Karakter kendali tidak tercetak dan biasanya ikut tersalin dari program lain.",
)
ENCODING = Code(
    "SOP-E107",
    "Berkas bukan teks UTF-8",
    _YAML,
    "Simpan ulang berkas dengan pengodean UTF-8 (pada Notepad: Simpan Sebagai).",
)
FILE_SIZE = Code(
    "SOP-E108", "Berkas terlalu besar", _SAFETY, "Berkas paling besar 1 MiB; SOP yang wajar jauh lebih kecil."
)
NESTING = Code(
    "SOP-E109",
    "Isi bersarang terlalu dalam",
    _SAFETY,
    "Isi yang bersarang terlalu dalam bukan SOP, dan dapat menghabiskan memori.",
)
UNREADABLE = Code(
    "SOP-E110", "Berkas tidak dapat dibuka", _SAFETY, "Berkas ada tetapi tidak boleh atau tidak dapat dibaca."
)
NOT_A_MAPPING = Code(
    "SOP-E111",
    "Berkas kosong atau bukan pasangan kunci dan isi",
    _YAML,
    "Setiap berkas berisi baris-baris “kunci: isi”.",
)
COMPLEX_KEY = Code(
    "SOP-E112",
    "Kunci bukan teks",
    _YAML,
    "Kunci adalah satu kata di depan titik dua.",
    bad="? [judul, nomor]\n: Penyusunan Laporan",
    good="judul: Penyusunan Laporan",
)
CUT_TEXT = Code(
    "SOP-W190",
    "Teks terpotong oleh tanda #",
    _YAML,
    "Tanda # di tengah baris memulai komentar, sehingga sisa teks tidak tercetak.",
    bad="pencatatan: Disimpan di lemari #3",
    good='pencatatan: "Disimpan di lemari #3"',
)
TYPED_LIST = Code(
    "SOP-W191",
    "Daftar yang diketik sendiri menyatu menjadi satu baris",
    _YAML,
    "Baris-baris satu teks disambung dengan spasi; hanya tanda “- ” memulai butir baru, dan hanya “|” menjaga baris.",
    bad="peralatan:\n  • Komputer\n  • Printer",
    good="peralatan:\n  - Komputer\n  - Printer",
)
