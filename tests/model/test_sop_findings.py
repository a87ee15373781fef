"""Every mistake that a single SOP can hold is told once, at its own place, with its full text."""

from __future__ import annotations

from typing import TypeAlias

import pytest

from tests.model.office import BASE, told_of_sop

#: Code, line, first column, column after the last, step, message, hint.
Told: TypeAlias = tuple[str, int, int, int, int | None, str, str]

#: What is replaced in the valid SOP (nothing: appended), by what, and what is then told.
MISTAKES: dict[str, tuple[str, str, list[Told]]] = {
    "unknown key": (
        "judul:",
        "jdul:",
        [
            (
                "SOP-E120",
                2,
                1,
                5,
                None,
                "Kunci “jdul” tidak dikenal di sini.",
                "Maksud Anda “judul”?",
            ),
        ],
    ),
    "unknown key beside the right one": (
        "",
        "catatn: x\n",
        [
            (
                "SOP-E120",
                14,
                1,
                7,
                None,
                "Kunci “catatn” tidak dikenal di sini.",
                "Maksud Anda “catatan”?",
            ),
        ],
    ),
    "unknown key of another place": (
        "",
        "kelengkapan: x\n",
        [
            (
                "SOP-E120",
                14,
                1,
                12,
                None,
                "Kunci “kelengkapan” tidak dikenal di sini.",
                "Kunci itu milik setiap langkah; periksa indentasi (spasi di awal baris).",
            ),
        ],
    ),
    "unknown key unlike any": (
        "    pelaksana: Staf",
        "    pelaksana: Staf\n    zzz: 1",
        [
            (
                "SOP-E120",
                9,
                5,
                8,
                1,
                "Kunci “zzz” tidak dikenal di sini.",
                (
                    "Kunci yang dikenal di sini: “kegiatan”, “id”, “pelaksana”, “tidak”, “ya”, “lanjut”, “tanya"
                    "”, “teks”, “label_ya”, “label_tidak”, “mulai”, “selesai”, “kelengkapan”, “waktu”, “output”"
                    ", “ket”, “simbol”."
                ),
            ),
        ],
    ),
    "another word for a key": (
        "    pelaksana: Staf",
        "    pelaksana: Staf\n    keterangan: x",
        [
            (
                "SOP-E120",
                9,
                5,
                15,
                1,
                "Kunci “keterangan” tidak dikenal di sini.",
                "Maksud Anda “ket”?",
            ),
        ],
    ),
    "step numbers typed": (
        BASE[BASE.index("langkah:") :],
        (
            "langkah:\n  - {no: 1, kegiatan: Mencatat, pelaksana: Staf}\n  - {no: 2, kegiatan: "
            "Mencatat, pelaksana: Staf}\n  - {no: 3, kegiatan: Mencatat, pelaksana: Staf}\n"
        ),
        [
            (
                "SOP-E120",
                7,
                6,
                8,
                1,
                "Kunci “no” tidak dikenal di sini (begitu pula di 2 butir lain).",
                "Nomor langkah dihitung sendiri; hapus baris ini.",
            ),
        ],
    ),
    "unknown key in format": (
        "",
        "format: {kerts: A4}\n",
        [
            (
                "SOP-E120",
                14,
                10,
                15,
                None,
                "Kunci “kerts” tidak dikenal di sini.",
                "Maksud Anda “kertas”?",
            ),
        ],
    ),
    "unknown word of the form": (
        "",
        "format: {istilah: {kegitan: x}}\n",
        [
            (
                "SOP-E120",
                14,
                20,
                27,
                None,
                "Kunci “kegitan” tidak dikenal di sini.",
                "Maksud Anda “kegiatan”?",
            ),
        ],
    ),
    "steps without langkah above them": (
        "pelaksana: [Staf, Kasubbag, Kepala]\nlangkah:\n",
        "pelaksana:\n  - Staf\n  - Kasubbag\n  - Kepala\n",
        [
            (
                "SOP-E120",
                9,
                5,
                13,
                None,
                "Butir ke-4 dari “pelaksana” berisi kunci yang tidak dikenal di sini: “kegiatan”, “pelaksana”.",
                "Kunci itu milik setiap langkah; apakah baris “langkah:” di atasnya hilang?",
            ),
        ],
    ),
    "missing key": (
        "nomor: A.01\n",
        "",
        [
            (
                "SOP-E121",
                1,
                1,
                6,
                None,
                "Kunci “nomor” belum ada; kunci itu wajib bagi berkas ini.",
                "Tambahkan baris “nomor: …”.",
            ),
        ],
    ),
    "empty key": (
        "unit: biro-umum",
        "unit:",
        [
            (
                "SOP-E121",
                3,
                1,
                5,
                None,
                "Kunci “unit” masih kosong.",
                "Tulis isinya sesudah “unit:”.",
            ),
        ],
    ),
    "empty text as unit": (
        "unit: biro-umum",
        'unit: ""',
        [
            (
                "SOP-E121",
                3,
                1,
                5,
                None,
                "Kunci “unit” masih kosong.",
                "Tulis isinya sesudah “unit:”.",
            ),
        ],
    ),
    "step without kegiatan": (
        "  - kegiatan: Mencatat tamu\n    pelaksana: Staf",
        "  - pelaksana: Staf",
        [
            (
                "SOP-E121",
                7,
                5,
                14,
                1,
                "Kunci “kegiatan” belum ada; kunci itu wajib bagi setiap langkah.",
                "Tambahkan baris “kegiatan: …”.",
            ),
        ],
    ),
    "empty text as judul": (
        "judul: Pelayanan Tamu",
        'judul: ""',
        [("SOP-E121", 2, 1, 6, None, "Kunci “judul” masih kosong.", "Tulis isinya sesudah “judul:”.")],
    ),
    "blank text as kegiatan": (
        "  - kegiatan: Mencatat tamu",
        '  - kegiatan: "  "',
        [("SOP-E121", 7, 5, 13, 1, "Kunci “kegiatan” masih kosong.", "Tulis isinya sesudah “kegiatan:”.")],
    ),
    "block without text as kegiatan": (
        "  - kegiatan: Mencatat tamu",
        "  - kegiatan: >",
        [("SOP-E121", 7, 5, 13, 1, "Kunci “kegiatan” masih kosong.", "Tulis isinya sesudah “kegiatan:”.")],
    ),
    "step without pelaksana": (
        "    pelaksana: Staf\n",
        "",
        [
            (
                "SOP-E121",
                7,
                5,
                13,
                1,
                "Langkah ini belum punya pelaksana.",
                "Tambahkan baris “pelaksana: …”.",
            ),
        ],
    ),
    "step with empty pelaksana": (
        "    pelaksana: Staf\n",
        "    pelaksana:\n",
        [
            (
                "SOP-E121",
                8,
                5,
                14,
                1,
                "Langkah ini belum punya pelaksana.",
                "Tulis isinya sesudah “pelaksana:”.",
            ),
        ],
    ),
    "symbol without pelaksana": (
        "    pelaksana: Staf\n",
        "    simbol:\n      - pelaksana: Staf\n      - teks: x\n",
        [
            (
                "SOP-E121",
                10,
                9,
                13,
                1,
                "Lambang ini belum punya pelaksana.",
                "Tambahkan baris “pelaksana: …”.",
            ),
        ],
    ),
    "no pelaksana": (
        "pelaksana: [Staf, Kasubbag, Kepala]\n",
        "",
        [
            (
                "SOP-E121",
                1,
                1,
                6,
                None,
                "Kunci “pelaksana” belum ada; kunci itu wajib bagi berkas ini.",
                "Tambahkan “pelaksana:” dengan satu baris “- Nama” untuk tiap kolom.",
            ),
        ],
    ),
    "empty pelaksana": (
        "pelaksana: [Staf, Kasubbag, Kepala]\n",
        "pelaksana: []\n",
        [
            (
                "SOP-E121",
                5,
                1,
                10,
                None,
                "Kunci “pelaksana” masih kosong.",
                "Tulis satu baris “- Nama” untuk tiap kolom.",
            ),
        ],
    ),
    "no langkah": (
        BASE[BASE.index("langkah:") :],
        "",
        [
            (
                "SOP-E121",
                1,
                1,
                6,
                None,
                "Kunci “langkah” belum ada; sebuah SOP memerlukan paling sedikit satu langkah.",
                "Tambahkan “langkah:” dengan “- kegiatan: …” di bawahnya.",
            ),
        ],
    ),
    "empty langkah": (
        BASE[BASE.index("langkah:") :],
        "langkah:\n",
        [
            (
                "SOP-E121",
                6,
                1,
                8,
                None,
                "Kunci “langkah” masih kosong; sebuah SOP memerlukan paling sedikit satu langkah.",
                "Tulis “- kegiatan: …” di bawahnya.",
            ),
        ],
    ),
    "a list where a text is wanted": (
        "judul: Pelayanan Tamu",
        "judul: [a, b]",
        [
            (
                "SOP-E122",
                2,
                9,
                10,
                None,
                "“judul” harus berupa teks, tetapi yang tertulis daftar.",
                "Tulis satu teks saja.",
            ),
        ],
    ),
    "a text with a colon in a list": (
        "",
        "dasar_hukum:\n  - Undang-Undang: tentang X\n",
        [
            (
                "SOP-E122",
                15,
                5,
                18,
                None,
                "Butir ke-1 dari “dasar_hukum” harus berupa teks, tetapi yang tertulis pasangan “kunci: isi”.",
                "Bila teks itu memuat titik dua, apit seluruh teks dengan tanda kutip ganda.",
            ),
        ],
    ),
    "a mapping where a list is wanted": (
        "",
        "peralatan: {a: {b: c}}\n",
        [
            (
                "SOP-E122",
                14,
                13,
                14,
                None,
                "“peralatan” harus berupa teks, tetapi yang tertulis pasangan “kunci: isi”.",
                "Bila teks itu memuat titik dua, apit seluruh teks dengan tanda kutip ganda.",
            ),
        ],
    ),
    "a text where a step is wanted": (
        "  - kegiatan: Mencatat tamu\n    pelaksana: Staf",
        "  - Mencatat tamu",
        [
            (
                "SOP-E122",
                7,
                5,
                18,
                1,
                "Butir ke-1 dari “langkah” harus berupa pasangan “kunci: isi”, tetapi yang tertulis teks.",
                "Tulis kuncinya dahulu, mis. “kegiatan: …”.",
            ),
        ],
    ),
    "texts where steps are wanted": (
        BASE[BASE.index("langkah:") :],
        "langkah: [a, b, c]\n",
        [
            (
                "SOP-E122",
                6,
                11,
                12,
                1,
                (
                    "Butir ke-1 dari “langkah” (dan 2 butir lain) harus berupa "
                    "pasangan “kunci: isi”, tetapi yang tertulis teks."
                ),
                "Tulis kuncinya dahulu, mis. “kegiatan: …”.",
            ),
        ],
    ),
    "a text where format is wanted": (
        "",
        "format: A4\n",
        [
            (
                "SOP-E122",
                14,
                9,
                11,
                None,
                "“format” harus berupa pasangan “kunci: isi”, tetapi yang tertulis teks.",
                "Tulis kuncinya dahulu, mis. “kertas: …”.",
            ),
        ],
    ),
    "a list where a date is wanted": (
        "",
        "tanggal_efektif: [2018]\n",
        [
            (
                "SOP-E122",
                14,
                19,
                23,
                None,
                "Tanggal harus berupa teks seperti 2017-11-08.",
                "Tulis tahun-bulan-tanggal.",
            ),
        ],
    ),
    "a list where one word is wanted": (
        "",
        "jenis: [makro]\n",
        [
            (
                "SOP-E122",
                14,
                9,
                14,
                None,
                "Di sini harus tertulis satu kata.",
                "Pilih “makro”, “mikro”.",
            ),
        ],
    ),
    "unknown kind": (
        "",
        "jenis: Mikra\n",
        [
            (
                "SOP-E123",
                14,
                8,
                13,
                None,
                "“Mikra” bukan pilihan yang ada.",
                "Maksud Anda “mikro”?",
            ),
        ],
    ),
    "unknown status": (
        "",
        "status: aktif\n",
        [
            (
                "SOP-E123",
                14,
                9,
                14,
                None,
                "“aktif” bukan pilihan yang ada.",
                "Pilih salah satu: “konsep”, “berlaku”, “dicabut”.",
            ),
        ],
    ),
    "unknown paper": (
        "",
        "format: {kertas: A3x}\n",
        [
            (
                "SOP-E123",
                14,
                18,
                21,
                None,
                "“A3x” bukan pilihan yang ada.",
                "Pilih salah satu: “A4”, “F4”, “Letter”, “Legal”.",
            ),
        ],
    ),
    "unknown flag": (
        "",
        "format: {nomor_kolom: yes}\n",
        [
            (
                "SOP-E123",
                14,
                23,
                26,
                None,
                "“yes” bukan true atau false.",
                "Tulis true (ya) atau false (tidak).",
            ),
        ],
    ),
    "huge letters": (
        "",
        "format: {ukuran_huruf: 90}\n",
        [
            (
                "SOP-E123",
                14,
                24,
                26,
                None,
                "Ukuran huruf harus 5 sampai 16 poin.",
                "Mis. 9.",
            ),
        ],
    ),
    "revision number zero": (
        "",
        "revisi: [{ke: 0, tanggal: 2019-01-07}]\n",
        [
            (
                "SOP-E123",
                14,
                15,
                16,
                None,
                "Di sini harus angka bulat 1 sampai 99.",
                "Mis. 1.",
            ),
        ],
    ),
    "revision without date": (
        "",
        "revisi: [{ke: 1}]\n",
        [
            (
                "SOP-E121",
                14,
                11,
                13,
                None,
                "Kunci “tanggal” belum ada; kunci itu wajib bagi setiap revisi.",
                "Tambahkan baris “tanggal: …”.",
            ),
        ],
    ),
    "date in words": (
        "",
        "tanggal_efektif: 08 November 2017\n",
        [
            (
                "SOP-E124",
                14,
                18,
                34,
                None,
                "Tanggal “08 November 2017” tidak ditulis sebagai tahun-bulan-tanggal.",
                "Tulis 2017-11-08.",
            ),
        ],
    ),
    "date with weekday": (
        "",
        "tanggal_efektif: Rabu, 8 Nov 2017\n",
        [
            (
                "SOP-E124",
                14,
                18,
                34,
                None,
                "Tanggal “Rabu, 8 Nov 2017” tidak ditulis sebagai tahun-bulan-tanggal.",
                "Tulis 2017-11-08.",
            ),
        ],
    ),
    "date with strokes": (
        "",
        "tanggal_efektif: 8/11/2017\n",
        [
            (
                "SOP-E124",
                14,
                18,
                27,
                None,
                "Tanggal “8/11/2017” tidak ditulis sebagai tahun-bulan-tanggal.",
                "Tulis 2017-11-08.",
            ),
        ],
    ),
    "date that does not exist": (
        "",
        "tanggal_efektif: 2017-02-30\n",
        [
            (
                "SOP-E124",
                14,
                18,
                28,
                None,
                "Tanggal “2017-02-30” tidak ada atau tidak dapat dibaca.",
                "Tulis tahun-bulan-tanggal, mis. 2017-11-08 (tahun 1900 sampai 2199).",
            ),
        ],
    ),
    "date with an impossible year": (
        "",
        "tanggal_efektif: 0217-11-08\n",
        [
            (
                "SOP-E124",
                14,
                18,
                28,
                None,
                "Tanggal “0217-11-08” tidak ada atau tidak dapat dibaca.",
                "Tulis tahun-bulan-tanggal, mis. 2017-11-08 (tahun 1900 sampai 2199).",
            ),
        ],
    ),
    "long label": (
        "    pelaksana: Kepala",
        "    pelaksana: Kepala\n    tidak: antar\n    label_ya: " + "Y" * 31,
        [
            (
                "SOP-E125",
                15,
                15,
                46,
                3,
                "“label_ya” lebih panjang dari 30 karakter.",
                "Singkat teksnya, atau pecah menjadi beberapa.",
            ),
        ],
    ),
    "long question": (
        "    pelaksana: Kepala",
        "    pelaksana: Kepala\n    tidak: antar\n    tanya: " + "y" * 121,
        [
            (
                "SOP-E125",
                15,
                12,
                133,
                3,
                "“tanya” lebih panjang dari 120 karakter.",
                "Singkat teksnya, atau pecah menjadi beberapa.",
            ),
        ],
    ),
    "long text": (
        "",
        "peringatan: " + "x" * 20001 + "\n",
        [
            (
                "SOP-E125",
                14,
                13,
                20014,
                None,
                "“peringatan” lebih panjang dari 20.000 karakter.",
                "Singkat teksnya, atau pecah menjadi beberapa.",
            ),
        ],
    ),
    "too many steps": (
        "",
        "  - {kegiatan: Mencatat tamu, pelaksana: Staf}\n" * 198,
        [
            (
                "SOP-E125",
                211,
                6,
                14,
                201,
                "Satu SOP paling banyak memuat 200 langkah.",
                "Pecah SOP ini menjadi beberapa SOP mikro.",
            ),
        ],
    ),
    "a target among too many steps": (
        "    pelaksana: Kepala\n",
        "    pelaksana: Kepala\n    tidak: 201\n" + "  - {kegiatan: Mencatat tamu, pelaksana: Staf}\n" * 198,
        [
            (
                "SOP-E125",
                212,
                6,
                14,
                201,
                "Satu SOP paling banyak memuat 200 langkah.",
                "Pecah SOP ini menjadi beberapa SOP mikro.",
            ),
        ],
    ),
    "too many symbols": (
        "    pelaksana: Staf\n",
        "    simbol:\n" + "      - pelaksana: Staf\n" * 21,
        [
            (
                "SOP-E125",
                29,
                9,
                18,
                1,
                "Satu langkah paling banyak memuat 20 lambang.",
                "Pecah langkah ini menjadi beberapa langkah.",
            ),
        ],
    ),
    "too many pelaksana": (
        "[Staf, Kasubbag, Kepala]",
        "[Staf, Kasubbag, Kepala" + "".join(f", P{number}" for number in range(18)) + "]",
        [
            (
                "SOP-E125",
                5,
                112,
                115,
                None,
                "Satu tabel alur paling banyak memuat 20 pelaksana.",
                "Gabungkan pelaksana, atau pecah SOP ini dengan “bagian”.",
            ),
        ],
    ),
    "unknown unit": (
        "unit: biro-umum",
        "unit: biro-umun",
        [
            (
                "SOP-E130",
                3,
                7,
                16,
                None,
                "Unit “biro-umun” tidak ada di instansi.yaml.",
                "Maksud Anda “biro-umum”?",
            ),
        ],
    ),
    "unknown unit unlike any": (
        "unit: biro-umum",
        "unit: inspektorat",
        [
            (
                "SOP-E130",
                3,
                7,
                18,
                None,
                "Unit “inspektorat” tidak ada di instansi.yaml.",
                "Pilih salah satu: “biro-umum”; atau tambahkan di instansi.yaml.",
            ),
        ],
    ),
    "unknown official": (
        "disahkan_oleh: kepala",
        "disahkan_oleh: kepla",
        [
            (
                "SOP-E131",
                4,
                16,
                21,
                None,
                "Pejabat “kepla” tidak ada di instansi.yaml.",
                "Maksud Anda “kepala”?",
            ),
        ],
    ),
    "unknown pelaksana": (
        "    pelaksana: Kasubbag",
        "    pelaksana: Kasubag",
        [
            (
                "SOP-E132",
                11,
                16,
                23,
                2,
                "Pelaksana “Kasubag” tidak ada dalam daftar “pelaksana”.",
                "Maksud Anda “Kasubbag”?",
            ),
        ],
    ),
    "unknown pelaksana unlike any": (
        "    pelaksana: Kasubbag",
        "    pelaksana: Sekretaris",
        [
            (
                "SOP-E132",
                11,
                16,
                26,
                2,
                "Pelaksana “Sekretaris” tidak ada dalam daftar “pelaksana”.",
                "Pilih dari daftar: “Staf”, “Kasubbag”, “Kepala”.",
            ),
        ],
    ),
    "pelaksana misspelt in the list": (
        "Kasubbag, Kepala]",
        "Kasbag, Kepala, Kasubbang TU]",
        [
            (
                "SOP-E132",
                11,
                16,
                24,
                2,
                "Pelaksana “Kasubbag” tidak ada dalam daftar “pelaksana”.",
                "Maksud Anda “Kasbag”?",
            ),
        ],
    ),
    "names in one text": (
        "    pelaksana: Kasubbag",
        "    pelaksana: Kasubbag, Staf dan Sekretaris",
        [
            (
                "SOP-E132",
                11,
                16,
                45,
                2,
                "Pelaksana “Kasubbag, Staf dan Sekretaris” tidak ada dalam daftar “pelaksana”.",
                "Pilih dari daftar: “Staf”, “Kasubbag”, “Kepala”.",
            ),
        ],
    ),
    "most of the list is lost": (
        BASE[BASE.index("pelaksana:") :],
        (
            "pelaksana: [Kepala]\nlangkah:\n  - {kegiatan: Mencatat, pelaksana: Arsiparis}\n  - {kegiatan:"
            " Mencatat, pelaksana: Sekretaris}\n  - {kegiatan: Mencatat, pelaksana: Penerima}\n  - {kegia"
            "tan: Mencatat, pelaksana: Pengantar}\n  - {kegiatan: Mencatat, pelaksana: Kepla}\n"
        ),
        [
            (
                "SOP-E132",
                7,
                37,
                46,
                1,
                "4 nama tidak ada dalam daftar “pelaksana”: “Arsiparis”, “Sekretaris”, “Penerima”, “Pengantar”.",
                "Lengkapi daftar “pelaksana” dengan nama-nama itu.",
            ),
            (
                "SOP-E132",
                11,
                37,
                42,
                5,
                "Pelaksana “Kepla” tidak ada dalam daftar “pelaksana”.",
                "Maksud Anda “Kepala”?",
            ),
        ],
    ),
    "pelaksana twice in the list": (
        "Kasubbag, Kepala]",
        "Kasubbag, Kepala, Staf]",
        [
            (
                "SOP-E133",
                5,
                37,
                41,
                None,
                "Pelaksana “Staf” ditulis dua kali dalam daftar.",
                "Hapus salah satunya, atau bedakan namanya.",
            ),
        ],
    ),
    "pelaksana twice in a step": (
        "    pelaksana: Kasubbag",
        "    pelaksana: [Kasubbag, Staf, Kasubbag]",
        [
            (
                "SOP-E133",
                11,
                33,
                41,
                2,
                "Pelaksana “Kasubbag” ditulis dua kali dalam langkah ini.",
                "Hapus salah satunya.",
            ),
        ],
    ),
    "pelaksana in two groups": (
        "[Staf, Kasubbag, Kepala]",
        ("[Staf, Kepala, {kelompok: Bagian A, anggota: [Kasubbag]}, {kelompok: Bagian B, anggota: [Kasubbag]}]"),
        [
            (
                "SOP-E133",
                11,
                16,
                24,
                2,
                "Pelaksana “Kasubbag” ada dalam beberapa kelompok.",
                "Tulis “Bagian A / Kasubbag” atau “Bagian B / Kasubbag”.",
            ),
        ],
    ),
    "group without members": (
        "[Staf, Kasubbag, Kepala]",
        "[Staf, Kasubbag, Kepala, {kelompok: Bagian A}]",
        [
            (
                "SOP-E121",
                5,
                38,
                46,
                None,
                "Kunci “anggota” belum ada; kunci itu wajib bagi setiap kelompok pelaksana.",
                "Tambahkan baris “anggota: …”.",
            ),
        ],
    ),
    "unknown target": (
        "    pelaksana: Kepala",
        "    pelaksana: Kepala\n    tidak: anter",
        [
            (
                "SOP-E134",
                14,
                12,
                17,
                3,
                "Langkah tujuan “anter” tidak ada.",
                "Maksud Anda “antar”?",
            ),
        ],
    ),
    "unknown target unlike any": (
        "    pelaksana: Kepala",
        "    pelaksana: Kepala\n    tidak: revisi",
        [
            (
                "SOP-E134",
                14,
                12,
                18,
                3,
                "Langkah tujuan “revisi” tidak ada.",
                "Pilih id langkah: “antar”; atau “lanjut”, “selesai”.",
            ),
        ],
    ),
    "unknown target without any id": (
        (
            "  - id: antar\n    kegiatan: Mengantar tamu\n    pelaksana: Kasubbag\n "
            " - kegiatan: Menerima tamu\n    pelaksana: Kepala"
        ),
        "  - kegiatan: Mengantar tamu\n    pelaksana: Kasubbag\n    tidak: konsep naskah",
        [
            (
                "SOP-E134",
                11,
                12,
                25,
                2,
                "Langkah tujuan “konsep naskah” tidak ada.",
                "Tambahkan “id: konsep naskah” pada langkah yang dituju.",
            ),
        ],
    ),
    "targets in one text": (
        "    pelaksana: Kepala",
        "    pelaksana: Kepala\n    lanjut: antar, 1",
        [
            (
                "SOP-E134",
                14,
                13,
                21,
                3,
                "Langkah tujuan “antar, 1” tidak ada.",
                "Tulis sebagai daftar: [antar, 1].",
            ),
        ],
    ),
    "unknown number": (
        "    pelaksana: Kepala",
        "    pelaksana: Kepala\n    tidak: 9",
        [
            (
                "SOP-E134",
                14,
                12,
                13,
                3,
                "Langkah 9 tidak ada; langkah terakhir bernomor 3.",
                "Pakai id langkah (nomor berubah bila ada langkah baru), atau nomor 1 sampai 3.",
            ),
        ],
    ),
    "number zero": (
        "    pelaksana: Kepala",
        "    pelaksana: Kepala\n    tidak: 0",
        [
            (
                "SOP-E134",
                14,
                12,
                13,
                3,
                "Langkah 0 tidak ada; langkah terakhir bernomor 3.",
                "Pakai id langkah (nomor berubah bila ada langkah baru), atau nomor 1 sampai 3.",
            ),
        ],
    ),
    "unknown target twice": (
        "    pelaksana: Kasubbag\n  - kegiatan: Menerima tamu\n    pelaksana: Kepala",
        ("    pelaksana: Kasubbag\n    tidak: xyz\n  - kegiatan: Menerima tamu\n    pelaksana: Kepala\n    tidak: xyz"),
        [
            (
                "SOP-E134",
                12,
                12,
                15,
                2,
                "Langkah tujuan “xyz” tidak ada (juga di langkah 3).",
                "Pilih id langkah: “antar”; atau “lanjut”, “selesai”.",
            ),
        ],
    ),
    "unknown start": (
        "    pelaksana: Staf\n",
        "    pelaksana: Staf\n    mulai: Stf\n",
        [
            (
                "SOP-E132",
                9,
                12,
                15,
                1,
                "Pelaksana “Stf” tidak ada dalam daftar “pelaksana”.",
                "Maksud Anda “Staf”?",
            ),
        ],
    ),
    "id twice": (
        "  - kegiatan: Menerima tamu",
        "  - id: antar\n    kegiatan: Menerima tamu",
        [
            (
                "SOP-E135",
                12,
                9,
                14,
                3,
                "Id “antar” sudah dipakai langkah 2, jadi tujuannya tidak jelas.",
                "Beri id yang lain.",
            ),
        ],
    ),
    "id of figures": (
        "id: antar",
        "id: 12",
        [
            (
                "SOP-E135",
                9,
                9,
                11,
                2,
                "Id “12” tidak dapat dipakai, karena hanya berupa angka.",
                "Beri nama pendek, mis. “konsep”.",
            ),
        ],
    ),
    "id with a meaning": (
        "id: antar",
        "id: selesai",
        [
            (
                "SOP-E135",
                9,
                9,
                16,
                2,
                "Id “selesai” tidak dapat dipakai, karena kata itu sudah mempunyai arti.",
                "Beri nama pendek, mis. “konsep”.",
            ),
        ],
    ),
    "ya without tidak": (
        "    pelaksana: Kepala",
        "    pelaksana: Kepala\n    ya: antar",
        [
            (
                "SOP-E136",
                14,
                5,
                7,
                3,
                "“ya” hanya berlaku pada keputusan, tetapi langkah ini tidak punya “tidak”.",
                "Tambahkan “tidak: …”, atau pakai “lanjut” bila ini bukan keputusan.",
            ),
        ],
    ),
    "question without tidak": (
        "    pelaksana: Kepala",
        "    pelaksana: Kepala\n    tanya: Setuju?",
        [
            (
                "SOP-E136",
                14,
                5,
                10,
                3,
                "“tanya” hanya berlaku pada keputusan, tetapi langkah ini tidak punya “tidak”.",
                "Tambahkan “tidak: …”, atau pakai “teks” bila ini bukan keputusan.",
            ),
        ],
    ),
    "label without tidak": (
        "    pelaksana: Kepala",
        "    pelaksana: Kepala\n    label_tidak: Revisi",
        [
            (
                "SOP-E136",
                14,
                5,
                16,
                3,
                "“label_tidak” hanya berlaku pada keputusan, tetapi langkah ini tidak punya “tidak”.",
                "Tambahkan “tidak: …”, atau hapus label ini.",
            ),
        ],
    ),
    "lanjut on a decision": (
        "    pelaksana: Kepala",
        "    pelaksana: Kepala\n    tidak: antar\n    lanjut: antar",
        [
            (
                "SOP-E136",
                15,
                5,
                11,
                3,
                "“lanjut” tidak berlaku pada keputusan (langkah dengan “tidak”).",
                "Pakai “ya” untuk cabang ya.",
            ),
        ],
    ),
    "two texts": (
        "    pelaksana: Kepala",
        "    pelaksana: Kepala\n    tidak: antar\n    tanya: a\n    teks: b",
        [
            (
                "SOP-E136",
                16,
                5,
                9,
                3,
                "“tanya” dan “teks” tidak dapat dipakai bersama; satu lambang memuat satu teks.",
                "Hapus salah satunya.",
            ),
        ],
    ),
    "end and onward": (
        "    pelaksana: Staf\n",
        "    pelaksana: Staf\n    selesai: true\n    lanjut: antar\n",
        [
            (
                "SOP-E136",
                9,
                5,
                12,
                1,
                "“selesai” bertentangan dengan “lanjut”: alur tidak dapat berakhir dan berlanjut sekaligus.",
                "Hapus salah satunya, atau tulis “selesai” juga di dalam daftar “lanjut”.",
            ),
        ],
    ),
    "end and yes": (
        "    pelaksana: Kepala",
        "    pelaksana: Kepala\n    tidak: antar\n    ya: 1\n    selesai: Staf",
        [
            (
                "SOP-E136",
                16,
                5,
                12,
                3,
                "“selesai” bertentangan dengan “ya”: alur tidak dapat berakhir dan berlanjut sekaligus.",
                "Hapus salah satunya, atau tulis “selesai” juga di dalam daftar “ya”.",
            ),
        ],
    ),
    "own keys beside simbol": (
        "    pelaksana: Staf\n",
        "    pelaksana: Staf\n    tidak: antar\n    simbol:\n      - pelaksana: Staf\n",
        [
            (
                "SOP-E136",
                8,
                5,
                14,
                1,
                "Langkah dengan “simbol” tidak memakai “pelaksana” sendiri.",
                "Pindahkan “pelaksana” dan “tidak” ke lambang yang dimaksud.",
            ),
        ],
    ),
    "langkah and bagian": (
        "",
        "bagian:\n  - judul: A\n    langkah: [{kegiatan: Mencatat, pelaksana: Staf}]\n",
        [
            (
                "SOP-E136",
                6,
                1,
                8,
                None,
                "“langkah” dan “bagian” tidak dapat dipakai bersama.",
                "Pindahkan langkah-langkah itu ke dalam salah satu bagian.",
            ),
        ],
    ),
    "bagian without langkah": (
        BASE[BASE.index("langkah:") :],
        "bagian:\n  - judul: A\n",
        [
            (
                "SOP-E121",
                7,
                5,
                10,
                None,
                "Kunci “langkah” belum ada; kunci itu wajib bagi setiap bagian.",
                "Tambahkan baris “langkah: …”.",
            ),
        ],
    ),
    "bagian with empty langkah": (
        BASE[BASE.index("langkah:") :],
        "bagian:\n  - judul: A\n    langkah: []\n",
        [
            (
                "SOP-E121",
                8,
                5,
                12,
                None,
                "Kunci “langkah” masih kosong; sebuah SOP memerlukan paling sedikit satu langkah.",
                "Tulis “- kegiatan: …” di bawahnya.",
            ),
        ],
    ),
    "bagian without any pelaksana": (
        BASE[BASE.index("pelaksana:") :],
        "bagian:\n  - judul: A\n    langkah: [{kegiatan: Mencatat, pelaksana: Staf}]\n",
        [
            (
                "SOP-E121",
                1,
                1,
                6,
                None,
                "Kunci “pelaksana” belum ada; kunci itu wajib bagi berkas ini.",
                "Tambahkan “pelaksana:” dengan satu baris “- Nama” untuk tiap kolom.",
            ),
        ],
    ),
    "ignoring an error": (
        "",
        "abaikan: [{kode: SOP-E120, alasan: x}]\n",
        [
            (
                "SOP-E143",
                14,
                18,
                26,
                None,
                "Galat (SOP-E120) tidak dapat diabaikan.",
                "Perbaiki sumbernya, lalu hapus butir ini.",
            ),
        ],
    ),
    "ignoring no code": (
        "",
        "abaikan: [{kode: S101, alasan: x}]\n",
        [
            (
                "SOP-E143",
                14,
                18,
                22,
                None,
                "“S101” bukan kode temuan.",
                "Tulis kode seperti SOP-S101, seperti yang tercetak pada temuan.",
            ),
        ],
    ),
    "ignoring without reason": (
        "",
        "abaikan: [{kode: SOP-S101}]\n",
        [
            (
                "SOP-E121",
                14,
                12,
                16,
                None,
                "Kunci “alasan” belum ada; kunci itu wajib bagi setiap butir “abaikan”.",
                "Tambahkan baris “alasan: …”.",
            ),
        ],
    ),
    "too many steps in sections": (
        BASE[BASE.index("langkah:") :],
        "bagian:\n" + ("  - judul: A\n    langkah:\n" + "      - {kegiatan: x, pelaksana: Staf}\n" * 150) * 3,
        [
            (
                "SOP-E125",
                211,
                10,
                18,
                51,
                "Satu SOP paling banyak memuat 200 langkah.",
                "Pecah SOP ini menjadi beberapa SOP mikro.",
            ),
        ],
    ),
    "reference to nothing": (
        "",
        "keterkaitan:\n  - sop: A.02\n",
        [
            (
                "SOP-E402",
                15,
                10,
                14,
                None,
                "SOP bernomor “A.02” tidak ada di sop_sources/.",
                "Tulis judulnya sebagai teks bila SOP itu belum ada di sini.",
            ),
        ],
    ),
    "reference to itself": (
        "",
        "keterkaitan:\n  - sop: A.01\n",
        [
            (
                "SOP-E402",
                15,
                10,
                14,
                None,
                "SOP ini merujuk ke dirinya sendiri.",
                "Tulis nomor SOP yang lain, atau hapus baris ini.",
            ),
        ],
    ),
    "reference misspelt": (
        "",
        "keterkaitan:\n  - spo: A.02\n",
        [
            (
                "SOP-E120",
                15,
                5,
                8,
                None,
                "Kunci “spo” tidak dikenal di sini.",
                "Maksud Anda “sop”?",
            ),
            (
                "SOP-E402",
                15,
                5,
                8,
                None,
                "SOP bernomor “A.02” tidak ada di sop_sources/.",
                "Tulis judulnya sebagai teks bila SOP itu belum ada di sini.",
            ),
        ],
    ),
    "reference docx outside": (
        "",
        "format: {rujukan_docx: ../kop.docx}\n",
        [
            (
                "SOP-E141",
                14,
                24,
                35,
                None,
                "“../kop.docx” menunjuk ke luar folder sop_sources/ dan templates/.",
                "Salin berkasnya ke sop_sources/, lalu tulis namanya saja.",
            ),
        ],
    ),
}


def text_of(name: str) -> str:
    """The valid SOP with one mistake made in it."""
    old, new, _ = MISTAKES[name]
    assert old in BASE
    return BASE.replace(old, new, 1) if old else BASE + new


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_in_full(name: str) -> None:
    assert told_of_sop(text_of(name)) == MISTAKES[name][2]


def test_the_sop_without_a_mistake_has_no_finding() -> None:
    assert told_of_sop(BASE) == []
