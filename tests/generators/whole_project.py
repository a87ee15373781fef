"""A small legal project in which every key of the four kinds of source is written, and every place in it.

It is what other generators change: one text made long, one key left out, a piece of a file damaged.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any, TypeAlias

import yaml

Place: TypeAlias = tuple[str | int, ...]
Source: TypeAlias = dict[str, Any]

_LISTS = ("dasar_hukum", "kualifikasi_pelaksana", "peralatan", "peringatan", "pencatatan", "catatan")
_TERMS = ("no", "kegiatan", "pelaksana", "mutu_baku", "kelengkapan", "waktu", "output", "ket", "mulai", "selesai")
_TEXTS = {"kelengkapan": "Berkas", "output": "Konsep", "ket": "Lihat catatan", "waktu": "1 Jam"}
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><circle cx="5" cy="5" r="4"/></svg>'


def _format() -> Source:
    colours = {"warna_kepala": "dde5ee", "warna_garis": "1f3a5f", "warna_alur": "1f3a5f"}
    widths = {"tebal_garis": 0.5, "tebal_alur": 0.75, "ukuran_huruf": 9}
    margins = {"tepi_kiri": 25, "tepi_kanan": 15, "tepi_atas": 20, "tepi_bawah": 20}
    flags = {"teks_terminator": True, "nomor_kolom": True, "jumlah_waktu": True}
    words = {key: key.replace("_", " ").capitalize() for key in (*_TERMS, "jumlah")}
    return {
        "kertas": "A4",
        "huruf": "Arial",
        "label_ya": "Y",
        "label_tidak": "T",
        "terminator": "terpisah",
        "jangkar_ttd": "^",
        "istilah": words | {"judul": "Judul SOP {jenis}"},
        **colours,
        **widths,
        **margins,
        **flags,
    }


def _office() -> Source:
    return {
        "nama": "Kantor Contoh",
        "singkatan": "KC",
        "logo": "logo.svg",
        "alamat": "Jalan Contoh Nomor 1",
        "kota": "Kota Contoh",
        "unit": {"biro": {"nama": "Biro Contoh", "induk": "Induk Contoh"}},
        "pejabat": {"kepala": {"jabatan": "Kepala", "nama": "Nama Pejabat", "nip": "195001011980031001"}},
        "jabatan": {"Kabag": "Kepala Bagian"},
        "format": _format(),
        "abaikan": [{"kode": "SOP-S101", "alasan": "Contoh"}],
    }


def _sop() -> Source:
    review = {"tidak": ["satu"], "ya": ["tiga"], "tanya": "Baik?", "label_ya": "Ya", "label_tidak": "Tidak"}
    symbols = [{"pelaksana": "Staf", "teks": "Arsip"}, {"pelaksana": "Kabag", "selesai": "Kabag"}]
    return {
        "nomor": "A.01",
        "jenis": "mikro",
        "judul": "Penyusunan Laporan",
        "unit": "biro",
        "disahkan_oleh": "kepala",
        "tanggal_pembuatan": "2024-01-01",
        "tanggal_efektif": "2024-01-02",
        "tinjau_sebelum": "2099-01-02",
        "status": "berlaku",
        **{key: ["Contoh isi"] for key in _LISTS},
        "keterkaitan": [{"sop": "A.02"}, "SOP lain"],
        "tambahan": [{"judul": "Maksud", "isi": ["Contoh isi"]}],
        "abaikan": [{"kode": "SOP-S101", "alasan": "Contoh"}],
        "revisi": [{"ke": 1, "tanggal": "2024-01-01", "uraian": "Penyesuaian"}],
        "pelaksana": ["Staf", {"kelompok": "Bagian", "anggota": ["Kabag", "Kasubbag"]}],
        "langkah": [
            {"id": "satu", "kegiatan": "Menyusun", "pelaksana": ["Staf"], "mulai": "Staf", "teks": "Tulis", **_TEXTS},
            {"id": "dua", "kegiatan": "Memeriksa", "pelaksana": ["Kasubbag"], **review, **_TEXTS},
            {"id": "tiga", "kegiatan": "Mencatat", "pelaksana": ["Staf"], "lanjut": ["empat"], **_TEXTS},
            {"id": "empat", "kegiatan": "Menyimpan", "simbol": symbols, **_TEXTS},
        ],
        "format": _format(),
    }


def _other_sop() -> Source:
    step = {"kegiatan": "Mencatat surat", "pelaksana": ["Staf"], **_TEXTS}
    head = {"nomor": "A.02", "judul": "Pencatatan Surat", "unit": "biro", "disahkan_oleh": "kepala"}
    own = {"judul": "Kedua", "pelaksana": ["Kabag"], "langkah": [step | {"pelaksana": ["Kabag"]}], "catatan": ["Akhir"]}
    return head | {"pelaksana": ["Staf"], "bagian": [{"judul": "Pertama", "langkah": [step]}, own]}


def _book() -> Source:
    decision = {"nomor": "KEP-1", "tentang": "Contoh", "tanggal": "2024-02-01", "ditetapkan_oleh": "kepala"}
    return {
        "judul": "Buku SOP Contoh",
        "tahun": "2024",
        "unit": "biro",
        "keputusan": decision,
        "kata_pengantar": "Contoh isi",
        "ruang_lingkup": "Contoh isi",
        "ringkasan": "Contoh isi",
        "definisi": [{"istilah": "Arsip", "arti": "Rekaman"}],
        "susunan": [{"judul": "Arsip", "sop": ["A.01", "A.02"]}],
    }


def _letter() -> Source:
    return {
        "jenis": "Nota Dinas",
        "nomor": "ND-1",
        "tanggal": "2024-02-05",
        "dari": "kepala",
        "kepada": "Induk Contoh",
        "hal": "Penyampaian",
        "sifat": "Biasa",
        "isi": "Contoh isi",
        "lampiran": [{"sop": ["A.01"], "judul": "Pertama"}],
        "penomoran_lampiran": "romawi",
        "tembusan": ["Induk Contoh"],
    }


#: The sources by name: all four kinds. An institution's file comes first.
SOURCES: Mapping[str, Source] = json.loads(
    json.dumps(
        {
            "instansi.yaml": _office(),
            "laporan.yaml": _sop(),
            "lain.yaml": _other_sop(),
            "buku.yaml": _book(),
            "surat/nota.yaml": _letter(),
        }
    )
)


def written(source: Source) -> str:
    """A source's text, as an office types it."""
    alone = json.loads(json.dumps(source))  # nothing in it twice, which YAML would name and point to
    return yaml.safe_dump(alone, allow_unicode=True, sort_keys=False, width=100_000)


def write(root: Path, changed: Mapping[str, Source] = SOURCES) -> None:
    """Write the project into the folder ``root``, some of its sources others."""
    for name, source in {**SOURCES, **changed}.items():
        file = root / "sop_sources" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(written(source), encoding="utf-8")
    (root / "sop_sources" / "logo.svg").write_text(LOGO, encoding="utf-8")


def keys(value: object, above: Place = ()) -> Iterator[Place]:
    """The place of every key."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield (*above, key)
            yield from keys(each, (*above, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from keys(each, (*above, index))


def texts(value: object, above: Place = ()) -> Iterator[Place]:
    """The place of every text."""
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, each in below:
        if isinstance(each, str):
            yield (*above, part)
        else:
            yield from texts(each, (*above, part))


def with_text(source: Source, place: Place, text: str) -> Source:
    """The source with another text in one place."""
    changed = deepcopy(source)
    _parent(changed, place)[place[-1]] = text
    return changed


def without(source: Source, place: Place) -> Source:
    """The source without one of its keys."""
    changed = deepcopy(source)
    del _parent(changed, place)[place[-1]]
    return changed


def _parent(source: Any, place: Place) -> Any:
    for part in place[:-1]:
        source = source[part]
    return source
