"""What cannot be read as YAML is said in Indonesian, at its own line and columns, once."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import pytest

from sopgen.findings import Finding
from sopgen.source.read import parse

#: Code, line, first column, column after the last, message, hint.
Told: TypeAlias = tuple[str, int, int, int, str, str]

SYNTAX: dict[str, tuple[str, list[Told]]] = {
    "tab": (
        "a:\n\t- b\n",
        [
            (
                "SOP-E102",
                2,
                1,
                2,
                "Baris ini memakai tab sebagai indentasi.",
                "Ganti setiap tab di awal baris dengan dua spasi.",
            ),
        ],
    ),
    "tab in block": (
        "a: |\n  satu\n\tdua\n",
        [
            (
                "SOP-E102",
                3,
                1,
                2,
                "Baris ini memakai tab sebagai indentasi.",
                "Ganti setiap tab di awal baris dengan dua spasi.",
            ),
        ],
    ),
    "second colon": (
        "judul: Laporan: tahunan\n",
        [
            (
                "SOP-E101",
                1,
                15,
                16,
                "Ada titik dua kedua dalam satu baris, sehingga tidak jelas mana kunci dan mana isinya.",
                "Apit teks yang memuat titik dua dengan tanda kutip ganda.",
            ),
        ],
    ),
    "not aligned": (
        "a: 1\n b: 2\n",
        [
            (
                "SOP-E101",
                2,
                2,
                6,
                "Kunci ini tidak sejajar dengan kunci di atasnya, atau baris di atasnya belum lengkap.",
                "Samakan indentasi (jumlah spasi di awal baris) dengan baris yang setingkat di atasnya.",
            ),
        ],
    ),
    "not aligned after list": (
        "a:\n  - b\n c: d\n",
        [
            (
                "SOP-E101",
                3,
                2,
                6,
                "Baris ini tidak sejajar dengan baris lain yang setingkat.",
                "Samakan indentasi (jumlah spasi di awal baris) dengan baris yang setingkat di atasnya.",
            ),
        ],
    ),
    "block text dedented": (
        "a: |\n  satu\n dua\n",
        [
            (
                "SOP-E101",
                3,
                2,
                5,
                "Baris ini tidak sejajar dengan baris lain yang setingkat.",
                "Samakan indentasi (jumlah spasi di awal baris) dengan baris yang setingkat di atasnya.",
            ),
        ],
    ),
    "list beside keys": (
        "a: 1\n- b\n",
        [
            (
                "SOP-E101",
                2,
                1,
                4,
                "Baris ini tidak sejajar dengan baris lain yang setingkat.",
                "Samakan indentasi (jumlah spasi di awal baris) dengan baris yang setingkat di atasnya.",
            ),
        ],
    ),
    "keys beside list": (
        "- a\nb: c\n",
        [
            (
                "SOP-E101",
                2,
                1,
                5,
                "Baris ini tidak sejajar dengan baris lain yang setingkat.",
                "Samakan indentasi (jumlah spasi di awal baris) dengan baris yang setingkat di atasnya.",
            ),
        ],
    ),
    "no colon": (
        "a: x\nlanjutan\nc: d\n",
        [
            (
                "SOP-E101",
                2,
                1,
                9,
                "Baris ini bukan pasangan “kunci: isi”.",
                "Bila ini lanjutan teks di atasnya, beri indentasi lebih dalam; bila kunci, tulis titik dua dan spasi.",
            ),
        ],
    ),
    "no space after colon": (
        "nomor:A\njudul: B\n",
        [
            (
                "SOP-E101",
                1,
                1,
                8,
                "Baris ini bukan pasangan “kunci: isi”.",
                "Beri spasi sesudah titik dua.",
            ),
        ],
    ),
    "no space after colon in the middle": (
        "a: b\nnomor:A\njudul: B\n",
        [
            (
                "SOP-E101",
                2,
                1,
                8,
                "Baris ini bukan pasangan “kunci: isi”.",
                "Beri spasi sesudah titik dua.",
            ),
        ],
    ),
    "open double quote": (
        'a: "buka\nb: c\n',
        [
            (
                "SOP-E101",
                1,
                4,
                5,
                "Tanda kutip yang dibuka di sini tidak ditutup.",
                "Tulis tanda kutip penutup di akhir teks.",
            ),
        ],
    ),
    "open single quote": (
        "a: 'buka\nb: c\n",
        [
            (
                "SOP-E101",
                1,
                4,
                5,
                "Tanda kutip yang dibuka di sini tidak ditutup.",
                "Tulis tanda kutip penutup di akhir teks.",
            ),
        ],
    ),
    "quote over document": (
        '"a": "b\n---\nc"',
        [
            (
                "SOP-E101",
                1,
                6,
                7,
                "Tanda kutip yang dibuka di sini tidak ditutup.",
                "Tulis tanda kutip penutup di akhir teks.",
            ),
        ],
    ),
    "after quote": (
        'a: "b" c\n',
        [
            (
                "SOP-E101",
                1,
                8,
                9,
                "Ada tulisan sesudah tanda kutip penutup.",
                "Apit seluruh teks dengan tanda kutip; tanda kutip di dalam teks ditulis dengan jenis yang lain.",
            ),
        ],
    ),
    "apostrophe": (
        "a: 'Jum'at'\n",
        [
            (
                "SOP-E101",
                1,
                9,
                10,
                "Ada tulisan sesudah tanda kutip penutup.",
                "Apit seluruh teks dengan tanda kutip; tanda kutip di dalam teks ditulis dengan jenis yang lain.",
            ),
        ],
    ),
    "after bracket": (
        "a: [b] c\n",
        [
            (
                "SOP-E101",
                1,
                8,
                9,
                "Ada tulisan sesudah kurung penutup.",
                "Apit seluruh teks dengan tanda kutip ganda.",
            ),
        ],
    ),
    "open bracket": (
        "a: [b\nc: d\n",
        [
            (
                "SOP-E101",
                1,
                4,
                5,
                "Kurung “[” yang dibuka di sini tidak ditutup, atau butirnya tidak dipisahkan koma.",
                "Tutup dengan “]”; bila kurung itu bagian dari teks, apit seluruh teks dengan tanda kutip.",
            ),
        ],
    ),
    "open brace": (
        "a: {b: c\nd: e\n",
        [
            (
                "SOP-E101",
                1,
                4,
                5,
                "Kurung “{” yang dibuka di sini tidak ditutup, atau butirnya tidak dipisahkan koma.",
                "Tutup dengan “}”; bila kurung itu bagian dari teks, apit seluruh teks dengan tanda kutip.",
            ),
        ],
    ),
    "closing bracket": (
        "a: ]\n",
        [
            (
                "SOP-E101",
                1,
                4,
                5,
                "Tanda “]” tidak boleh ditulis di sini.",
                "Apit seluruh teks dengan tanda kutip ganda.",
            ),
        ],
    ),
    "open bracket at the end": (
        "a: [\n",
        [
            (
                "SOP-E101",
                1,
                4,
                5,
                "Kurung “[” yang dibuka di sini tidak ditutup, atau butirnya tidak dipisahkan koma.",
                "Tutup dengan “]”; bila kurung itu bagian dari teks, apit seluruh teks dengan tanda kutip.",
            ),
        ],
    ),
    "at sign": (
        "a: @b\n",
        [
            (
                "SOP-E101",
                1,
                4,
                5,
                "Teks tidak boleh diawali tanda “@”.",
                "Apit seluruh teks dengan tanda kutip ganda.",
            ),
        ],
    ),
    "percent": (
        "a: %b\n",
        [
            (
                "SOP-E101",
                1,
                4,
                5,
                "Teks tidak boleh diawali tanda “%”.",
                "Apit seluruh teks dengan tanda kutip ganda.",
            ),
        ],
    ),
    "backtick": (
        "a: `b`\n",
        [
            (
                "SOP-E101",
                1,
                4,
                5,
                "Teks tidak boleh diawali tanda “`”.",
                "Apit seluruh teks dengan tanda kutip ganda.",
            ),
        ],
    ),
    "star": (
        "a: * penting\n",
        [
            (
                "SOP-E101",
                1,
                4,
                5,
                "Teks tidak boleh diawali tanda “*”.",
                "Apit seluruh teks dengan tanda kutip ganda.",
            ),
        ],
    ),
    "ampersand": (
        "a: & penting\n",
        [
            (
                "SOP-E101",
                1,
                4,
                5,
                "Teks tidak boleh diawali tanda “&”.",
                "Apit seluruh teks dengan tanda kutip ganda.",
            ),
        ],
    ),
    "exclamation": (
        "a: !<x\n",
        [
            (
                "SOP-E101",
                1,
                4,
                5,
                "Teks tidak boleh diawali tanda “!”.",
                "Apit seluruh teks dengan tanda kutip ganda.",
            ),
        ],
    ),
    "tag handle": (
        "a: !e!x y\n",
        [
            (
                "SOP-E101",
                1,
                4,
                5,
                "Teks tidak boleh diawali tanda “!”.",
                "Apit seluruh teks dengan tanda kutip ganda.",
            ),
        ],
    ),
    "escape": (
        'a: "C:\\Sop"\n',
        [
            (
                "SOP-E101",
                1,
                7,
                8,
                "Garis miring terbalik di dalam tanda kutip ganda tidak dapat dibaca.",
                "Tulis dua kali (\\\\), atau pakai tanda kutip tunggal.",
            ),
        ],
    ),
    "escape hex": (
        'a: "\\xZZ"\n',
        [
            (
                "SOP-E101",
                1,
                7,
                8,
                "Garis miring terbalik di dalam tanda kutip ganda tidak dapat dibaca.",
                "Tulis dua kali (\\\\), atau pakai tanda kutip tunggal.",
            ),
        ],
    ),
    "block header": (
        "a: |dua\n  b\n",
        [
            (
                "SOP-E101",
                1,
                5,
                6,
                "Sesudah tanda “|” atau “>” tidak boleh ada tulisan lain di baris yang sama.",
                "Pindahkan teksnya ke baris berikut dengan indentasi lebih dalam.",
            ),
        ],
    ),
    "dash": (
        "a: - b\n",
        [
            (
                "SOP-E101",
                1,
                4,
                5,
                "Tanda “- ” (butir daftar) tidak boleh ditulis di sini.",
                "Tulis setiap butir daftar di baris sendiri di bawah kuncinya.",
            ),
        ],
    ),
    "question": (
        "a: ? b\n",
        [
            (
                "SOP-E101",
                1,
                4,
                5,
                "Teks tidak boleh diawali tanda “?” lalu spasi.",
                "Apit seluruh teks dengan tanda kutip ganda.",
            ),
        ],
    ),
    "directive": (
        "%FOO\n---\na: b\n",
        [
            (
                "SOP-E101",
                1,
                1,
                5,
                "Baris yang diawali “%” adalah perintah YAML yang tidak dipakai di sini.",
                "Hapus baris itu; bila bagian dari teks, apit dengan tanda kutip.",
            ),
        ],
    ),
    "yaml version": (
        "%YAML 3.0\n---\na: b\n",
        [
            (
                "SOP-E101",
                1,
                1,
                10,
                "Baris yang diawali “%” adalah perintah YAML yang tidak dipakai di sini.",
                "Hapus baris itu; bila bagian dari teks, apit dengan tanda kutip.",
            ),
        ],
    ),
    "after document": (
        "a: 1\n...\nb: 2\n",
        [
            (
                "SOP-E101",
                3,
                1,
                5,
                "Ada tulisan sesudah akhir dokumen.",
                "Hapus baris “...” atau “---” di atasnya; satu berkas untuk satu dokumen.",
            ),
        ],
    ),
}


def told(content: str | bytes) -> list[Told]:
    """What reading a file with this content finds."""
    raw = content if isinstance(content, bytes) else content.encode()
    source, findings = parse(raw, Path("/kantor/sop_sources/x.yaml"), "sop_sources/x.yaml")
    assert source is not None or findings
    return [facts(finding) for finding in findings]


def facts(finding: Finding) -> Told:
    """A finding as the tables above write it."""
    span = finding.span
    return finding.code, span.line, span.column, span.end_column, finding.message, finding.hint


@pytest.mark.parametrize("name", SYNTAX)
def test_a_syntax_error_is_explained_in_full(name: str) -> None:
    content, expected = SYNTAX[name]
    assert told(content) == expected


@pytest.mark.parametrize("name", SYNTAX)
def test_a_syntax_error_shows_its_line(name: str) -> None:
    content, _ = SYNTAX[name]
    _, findings = parse(content.encode(), Path("/kantor/sop_sources/x.yaml"), "sop_sources/x.yaml")
    for finding in findings:
        assert finding.excerpt == content.splitlines()[finding.span.line - 1]
        assert finding.file == "sop_sources/x.yaml"
