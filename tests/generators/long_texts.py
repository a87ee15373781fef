"""Texts of one character many times, in every text field of the four kinds of source."""

from __future__ import annotations

import json
from collections.abc import Iterator

#: What hands, clipboards and programs repeat, one of each kind that a rule, a reader or the layout looks for.
FILLINGS = {
    "blanks": " ",
    "line breaks": "\n",
    "dots": ".",
    "commas": ",",
    "colons": ":",
    "semicolons": ";",
    "question marks": "?",
    "brackets": "(",
    "closing brackets": ")",
    "square brackets": "[",
    "braces": "{",
    "angle brackets": "<",
    "hyphens": "-",
    "dashes": "\u2013",
    "underscores": "_",
    "slashes": "/",
    "backslashes": "\\",
    "quotes": '"',
    "apostrophes": "'",
    "curly quotes": "\u201c",
    "number signs": "#",
    "stars": "*",
    "bullets": "\u2022",
    "equals signs": "=",
    "emoji": "\U0001f600",
    "soft hyphens": "\u00ad",
    "no-break spaces": "\u00a0",
    "zero-width spaces": "\u200b",
    "wide spaces": "\u2003",
    "word joiners": "\u2060",
    "combining marks": "\u0301",
    "Hebrew": "\u05d0",
    "Arabic": "\u0633",
    "Chinese": "\u5b57",
    "Javanese": "\ua98f",
    "small letters": "a",
    "capitals": "A",
    "digits": "1",
    "accented letters": "\u00e9",
    "numbered items": "1. ",
    "lettered items": "a) ",
    "Capitalised words": "Ab ",
    "oleh": "oleh ",
    "nomor": "nomor ",
}


def fillings(character: str, length: int) -> dict[str, str]:
    """Texts of about ``length`` characters: of this one alone, between two letters, and repeated between words."""
    alone = (character * length)[:length]
    run = character * 40
    return {
        "alone": alone,
        "between letters": f"a{alone[:-2]}b",
        "between words": (f"Menyusun laporan{run}b" * length)[:length],
        "between all letters": (f"a{character}" * length)[:length],
    }


OFFICE = {
    "nama": "Kantor Contoh",
    "unit": {"biro": {"nama": "Biro Contoh", "induk": "Induk Contoh"}},
    "pejabat": {"kepala": {"jabatan": "Kepala", "nama": "Nama Pejabat"}},
}
_LISTS = ("dasar_hukum", "kualifikasi_pelaksana", "keterkaitan", "peralatan", "peringatan", "pencatatan", "catatan")


def _sop() -> dict[str, object]:
    """An SOP in which every key is written."""
    step = {
        "kegiatan": "Menyusun",
        "kelengkapan": "a",
        "output": "b",
        "ket": "c",
        "waktu": "1 Jam",
        "pelaksana": "Staf",
    }
    texts = {"teks": "x", "mulai": "true", "id": "satu"}
    choice = {"tidak": "1", "ya": "3", "tanya": "x", "label_ya": "Y", "label_tidak": "T", "pelaksana": "Kabag"}
    return {
        "nomor": "A.01",
        "jenis": "mikro",
        "judul": "Penyusunan Laporan",
        "unit": "biro",
        "disahkan_oleh": "kepala",
        "tanggal_pembuatan": "2024-01-01",
        "tanggal_efektif": "2024-01-02",
        "tinjau_sebelum": "2025-01-02",
        "status": "berlaku",
        **{key: ["a"] for key in _LISTS},
        "tambahan": [{"judul": "a", "isi": ["b"]}],
        "abaikan": [{"kode": "SOP-S101", "alasan": "b"}],
        "revisi": [{"ke": "1", "tanggal": "2024-01-01", "uraian": "a"}],
        "pelaksana": ["Staf", {"kelompok": "Bagian", "anggota": ["Kabag"]}],
        "langkah": [step | texts, step | choice, step | {"selesai": "true"}],
        "format": {
            **dict.fromkeys(("kertas", "huruf", "ukuran_huruf", "label_ya", "terminator", "warna_garis"), "x"),
            **dict.fromkeys(("rujukan_docx", "jangkar_ttd", "nomor_kolom", "tepi_kiri", "tebal_alur"), "x"),
            "istilah": dict.fromkeys(("no", "kegiatan", "waktu", "ket", "judul", "mulai", "jumlah"), "x"),
        },
    }


def _office() -> dict[str, object]:
    more = {"singkatan": "K", "alamat": "Jalan Contoh", "kota": "Kota Contoh", "logo": "logo.svg"}
    return OFFICE | more | {"jabatan": {"Kabag": "Kepala Bagian"}, "format": {"istilah": {"ket": "Ket"}}}


def _book() -> dict[str, object]:
    return {
        "judul": "Buku",
        "tahun": "2024",
        "kota": "Kota",
        "unit": "biro",
        "pengantar": "a",
        "penutup": "a",
        "keputusan": {"nomor": "1", "tentang": "a", "tanggal": "2024-01-01"},
        "susunan": [{"judul": "a", "sop": ["A.01"]}],
    }


def _letter() -> dict[str, object]:
    return {
        "nomor": "1",
        "tanggal": "2024-01-01",
        "perihal": "a",
        "kepada": ["a"],
        "isi": "a",
        "pembuka": "a",
        "penutup": "a",
        "penandatangan": "kepala",
        "sop": ["A.01"],
    }


#: The sources of a whole project; every text in them is a place for a filling.
SOURCES: dict[str, dict[str, object]] = {
    "instansi.yaml": _office(),
    "x.yaml": _sop(),
    "buku.yaml": _book(),
    "surat/a.yaml": _letter(),
}


def filled(name: str, text: str) -> Iterator[tuple[str, str]]:
    """The source ``name`` with ``text`` in one of its places, once for each: what the place is called, the source."""
    for path in _places(SOURCES[name], ()):
        yield "/".join(map(str, path)), json.dumps(_with(SOURCES[name], path, text))


def everywhere(name: str, text: str) -> str:
    """The source ``name`` with ``text`` in every place at once, references aside."""
    whole: object = SOURCES[name]
    for path in list(_places(whole, ())):
        whole = _with(whole, path, text)
    return json.dumps(whole)


def _places(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _places(each, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _places(each, (*path, index))
    else:
        yield path


def _with(value: object, path: tuple[str | int, ...], text: str) -> object:
    if not path:
        return text
    if isinstance(value, dict):
        return {key: _with(each, path[1:], text) if key == path[0] else each for key, each in value.items()}
    assert isinstance(value, list)
    return [_with(each, path[1:], text) if index == path[0] else each for index, each in enumerate(value)]
