"""YAML that a source may not hold, and bytes that are no text, are findings; reading goes on where it can."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

import pytest

from sopgen.findings import Finding
from sopgen.source.read import parse

#: Code, line, first column, column after the last, message, hint.
Told: TypeAlias = tuple[str, int, int, int, str, str]

REFUSED: dict[str, tuple[str | bytes, list[Told]]] = {
    "anchor": (
        "a: &x b\n",
        [
            (
                "SOP-E104",
                1,
                4,
                6,
                "Jangkar “&x” tidak boleh dipakai dalam sumber SOP.",
                "Hapus tanda itu; bila memang bagian dari teks, apit seluruh teks dengan tanda kutip.",
            ),
        ],
    ),
    "alias": (
        "a: b\nc: *x\n",
        [
            (
                "SOP-E104",
                2,
                4,
                6,
                "Alias “*x” tidak boleh dipakai dalam sumber SOP.",
                "Tulis isinya di sini; bila memang bagian dari teks, apit seluruh teks dengan tanda kutip.",
            ),
        ],
    ),
    "anchor and alias": (
        "a: &x b\nc: *x\n",
        [
            (
                "SOP-E104",
                1,
                4,
                6,
                "Jangkar “&x” tidak boleh dipakai dalam sumber SOP.",
                "Hapus tanda itu; bila memang bagian dari teks, apit seluruh teks dengan tanda kutip.",
            ),
            (
                "SOP-E104",
                2,
                4,
                6,
                "Alias “*x” tidak boleh dipakai dalam sumber SOP.",
                "Tulis isinya di sini; bila memang bagian dari teks, apit seluruh teks dengan tanda kutip.",
            ),
        ],
    ),
    "tag": (
        "a: !!str b\n",
        [
            (
                "SOP-E104",
                1,
                4,
                9,
                "Tag “!!str” tidak boleh dipakai dalam sumber SOP.",
                "Hapus tanda itu; bila memang bagian dari teks, apit seluruh teks dengan tanda kutip.",
            ),
        ],
    ),
    "tag on list": (
        "a: !!seq\n  - b\n",
        [
            (
                "SOP-E104",
                1,
                4,
                9,
                "Tag “!!seq” tidak boleh dipakai dalam sumber SOP.",
                "Hapus tanda itu; bila memang bagian dari teks, apit seluruh teks dengan tanda kutip.",
            ),
        ],
    ),
    "anchor and tag": (
        "a: &x !!str b\n",
        [
            (
                "SOP-E104",
                1,
                4,
                6,
                "Jangkar “&x” tidak boleh dipakai dalam sumber SOP.",
                "Hapus tanda itu; bila memang bagian dari teks, apit seluruh teks dengan tanda kutip.",
            ),
        ],
    ),
    "anchor on mapping": (
        "a: &x\n  b: c\n",
        [
            (
                "SOP-E104",
                1,
                4,
                6,
                "Jangkar “&x” tidak boleh dipakai dalam sumber SOP.",
                "Hapus tanda itu; bila memang bagian dari teks, apit seluruh teks dengan tanda kutip.",
            ),
        ],
    ),
    "bare tag": (
        "a: ! b\n",
        [
            (
                "SOP-E104",
                1,
                4,
                5,
                "Tag “!” tidak boleh dipakai dalam sumber SOP.",
                "Hapus tanda itu; bila memang bagian dari teks, apit seluruh teks dengan tanda kutip.",
            ),
        ],
    ),
    "merge": (
        "a: b\n<<: *x\n",
        [
            (
                "SOP-E104",
                2,
                1,
                3,
                "Kunci gabung “<<” tidak boleh dipakai dalam sumber SOP.",
                "Tulis kunci dan isinya langsung di sini.",
            ),
        ],
    ),
    "merge of mapping": (
        "<<: {a: b}\nc: d\n",
        [
            (
                "SOP-E104",
                1,
                1,
                3,
                "Kunci gabung “<<” tidak boleh dipakai dalam sumber SOP.",
                "Tulis kunci dan isinya langsung di sini.",
            ),
        ],
    ),
    "alias as key": (
        "*x : b\nc: d\n",
        [
            (
                "SOP-E104",
                1,
                1,
                3,
                "Alias “*x” tidak boleh dipakai dalam sumber SOP.",
                "Tulis isinya di sini; bila memang bagian dari teks, apit seluruh teks dengan tanda kutip.",
            ),
        ],
    ),
    "duplicate": (
        "a: 1\nb: 2\na: 3\n",
        [
            (
                "SOP-E103",
                3,
                1,
                2,
                "Kunci “a” sudah ditulis di baris 1; yang di sini tidak dibaca.",
                "Hapus salah satunya, atau gabungkan isinya.",
            ),
        ],
    ),
    "duplicate run": (
        "l:\n  - a: 1\n    b: 2\n    a: 3\n    b: 4\n",
        [
            (
                "SOP-E103",
                4,
                5,
                6,
                "Kunci “a” sudah ditulis di baris 2, begitu pula 1 kunci sesudahnya; yang di sini tidak dibaca.",
                "Bila ini butir baru, awali baris ini dengan tanda “- ”.",
            ),
        ],
    ),
    "second document": (
        "a: 1\n---\nb: 2\n",
        [
            (
                "SOP-E105",
                2,
                1,
                4,
                "Berkas ini memuat lebih dari satu dokumen YAML; yang kedua mulai di sini.",
                "Satu berkas untuk satu dokumen.",
            ),
        ],
    ),
    "control": (
        "a: b\x07\n",
        [
            (
                "SOP-E106",
                1,
                5,
                6,
                "Ada karakter tak terlihat U+0007 di sini; sumber hanya boleh berisi teks.",
                "Hapus karakter itu, lalu ketik ulang spasi atau baris barunya.",
            ),
        ],
    ),
    "controls": (
        "a: b\x07\x08\nc: d\u2028e\n",
        [
            (
                "SOP-E106",
                1,
                5,
                6,
                "Ada karakter tak terlihat U+0007 di sini (dan 2 lagi); sumber hanya boleh berisi teks.",
                "Hapus karakter itu, lalu ketik ulang spasi atau baris barunya.",
            ),
        ],
    ),
    "bidi": (
        "a: \u202eb\n",
        [
            (
                "SOP-E106",
                1,
                4,
                5,
                "Ada karakter tak terlihat U+202E di sini; sumber hanya boleh berisi teks.",
                "Hapus karakter itu, lalu ketik ulang spasi atau baris barunya.",
            ),
        ],
    ),
    "escaped control": (
        'a: "b\\u202e"\n',
        [
            (
                "SOP-E106",
                1,
                4,
                13,
                "Teks ini menghasilkan karakter tak terlihat U+202E.",
                "Hapus tulisan yang diawali “\\” itu.",
            ),
        ],
    ),
    "not utf8": (
        b"a: b\nc: \xff\n",
        [
            (
                "SOP-E107",
                2,
                4,
                5,
                "Berkas ini bukan teks UTF-8; mulai dari sini tidak dapat dibaca.",
                "Simpan ulang dengan pengodean (encoding) “UTF-8” di editor teks.",
            ),
        ],
    ),
    "utf16": (
        b"\xff\xfea\x00:\x00 \x00b\x00",
        [
            (
                "SOP-E107",
                1,
                1,
                2,
                "Berkas ini bukan teks UTF-8; mulai dari sini tidak dapat dibaca.",
                "Simpan ulang dengan pengodean (encoding) “UTF-8” di editor teks.",
            ),
        ],
    ),
    "deep": (
        "a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        [
            (
                "SOP-E109",
                1,
                27,
                28,
                "Isi bersarang lebih dari 24 tingkat.",
                "Periksa tanda kurung dan indentasi (spasi di awal baris); sumber SOP tidak pernah sedalam itu.",
            ),
        ],
    ),
    "empty": (
        "",
        [
            (
                "SOP-E111",
                1,
                1,
                1,
                "Berkas ini kosong.",
                "Isi berkas, atau hapus bila tidak dipakai.",
            ),
        ],
    ),
    "only comment": (
        "# kosong\n",
        [
            (
                "SOP-E111",
                1,
                1,
                1,
                "Berkas ini kosong.",
                "Isi berkas, atau hapus bila tidak dipakai.",
            ),
        ],
    ),
    "text": (
        "halo\n",
        [
            (
                "SOP-E111",
                1,
                1,
                5,
                "Isi berkas harus berupa pasangan “kunci: isi”.",
                "Mulai setiap baris dengan kunci, titik dua, dan spasi, mis. “judul: …”.",
            ),
        ],
    ),
    "list": (
        "- a\n- b\n",
        [
            (
                "SOP-E111",
                1,
                1,
                4,
                "Isi berkas harus berupa pasangan “kunci: isi”.",
                "Mulai setiap baris dengan kunci, titik dua, dan spasi, mis. “judul: …”.",
            ),
        ],
    ),
    "key in braces": (
        "a: {{ b }}\n",
        [
            (
                "SOP-E112",
                1,
                5,
                10,
                "Kunci harus berupa teks, bukan daftar atau pasangan dalam kurung.",
                "Bila tanda kurung itu bagian dari teks, apit seluruh teks dengan tanda kutip.",
            ),
        ],
    ),
    "empty key": (
        "a:\n  ? \n  : b\n",
        [
            (
                "SOP-E112",
                2,
                4,
                4,
                "Ada isi tanpa kunci di depan titik dua.",
                "Tulis kuncinya, mis. “judul: …”.",
            ),
        ],
    ),
    "cut": (
        "a: Rapat #2\n",
        [
            (
                "SOP-W190",
                1,
                10,
                12,
                "Teks terpotong sebelum “#2”, karena spasi lalu “#” memulai komentar.",
                "Apit seluruh teks dengan tanda kutip; bila memang komentar, beri spasi sesudah “#”.",
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


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_source_may_not_hold_is_explained_in_full(name: str) -> None:
    content, expected = REFUSED[name]
    assert told(content) == expected


def test_reading_goes_on_after_a_refused_anchor() -> None:
    source, _ = parse(b"a: &x b\nc: [*x, d]\n", Path("/kantor/x.yaml"), "x.yaml")
    assert source is not None
    assert source.plain() == {"a": "b", "c": ["", "d"]}


def test_a_merged_or_repeated_key_is_left_out() -> None:
    source, _ = parse(b"a: 1\n<<: *x\na: 2\n", Path("/kantor/x.yaml"), "x.yaml")
    assert source is not None
    assert source.plain() == {"a": "1"}


def test_repeated_keys_apart_from_each_other_are_told_apart() -> None:
    assert [finding[1] for finding in told("a: 1\nb: 2\na: 3\nc: 4\nb: 5\n")] == [3, 5]


def test_many_control_characters_are_no_text_at_all() -> None:
    source, findings = parse(b"a: " + b"\x01" * 30, Path("/kantor/x.yaml"), "x.yaml")
    assert source is None
    assert [finding.code for finding in findings] == ["SOP-E106"]


def test_an_excerpt_never_carries_a_control_character_to_the_terminal() -> None:
    _, findings = parse(b"a: b\x1b[31m\n", Path("/kantor/x.yaml"), "x.yaml")
    assert [finding.excerpt for finding in findings] == ["a: b\ufffd[31m"]


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "a: ["])
def test_a_file_full_of_openings_ends_soon(opening: str) -> None:
    assert len(told(opening * (900_000 // len(opening)))) == 1
