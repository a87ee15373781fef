"""The booklet's texts and order, and the letters' attachments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sopgen.model.letter import Numbering
from sopgen.model.project import Project
from tests.model.office import BASE, INSTITUTION

Loads = Callable[..., Project]

HEAD = "judul: Buku SOP\nunit: biro-umum\ntahun: 2018\n"
LETTER = """jenis: Nota Dinas
nomor: ND-1
tanggal: 2018-05-02
dari: kepala
kepada: Sekretaris
hal: Penyampaian SOP
"""


def sops(**kinds: str) -> dict[str, str]:
    """SOP files named as given, each with its own nomor (the name) and more keys."""
    return {f"{name}.yaml": BASE.replace("A.01", name) + more for name, more in kinds.items()}


def told(project: Project) -> list[tuple[int, int, str, str, str]]:
    """Line, column, code, message and hint of every finding."""
    return [(each.span.line, each.span.column, each.code, each.message, each.hint) for each in project.findings]


def test_texts_are_paragraphs_in_every_style(loaded: Loads) -> None:
    project = loaded(
        {
            "buku.yaml": HEAD
            + "kata_pengantar: |\n  satu\n  dua\n\n  tiga\nruang_lingkup: >\n  satu\n  dua\n\n  tiga\n"
            + "ringkasan: satu\n  dua\n\n  tiga\n"
        }
    )
    assert project.book is not None
    assert project.book.kata_pengantar == ("satu\ndua", "tiga")
    assert project.book.ruang_lingkup == ("satu dua", "tiga")
    assert project.book.ringkasan == ("satu dua", "tiga")


def test_a_decision_and_definitions_are_read(loaded: Loads) -> None:
    project = loaded(
        {
            "buku.yaml": HEAD
            + "keputusan: {nomor: 7, tentang: SOP, tanggal: 2018-05-02, ditetapkan_oleh: kepala}\n"
            + "definisi: [{istilah: SOP Makro, arti: x}]\n"
        }
    )
    assert project.book is not None
    assert project.book.keputusan is not None
    assert (project.book.keputusan.tanggal, project.book.keputusan.ditetapkan_oleh.nama) == (
        date(2018, 5, 2),
        "Nama Pejabat",
    )
    assert [(each.istilah, each.arti) for each in project.book.definisi] == [("SOP Makro", "x")]


def test_without_susunan_sops_come_by_unit_kind_and_nomor(loaded: Loads) -> None:
    institution = INSTITUTION.replace("unit:\n", "unit:\n  awal: {nama: Biro Awal}\n")
    files = sops(
        **{"B-10": "jenis: mikro\n", "B-9": "jenis: mikro\n", "Z": "jenis: makro\n", "C": "", "D": "status: dicabut\n"}
    )
    files["X.yaml"] = BASE.replace("A.01", "X").replace("biro-umum", "awal")
    project = loaded({"buku.yaml": HEAD, **files}, institution=institution)
    assert project.book is not None
    assert [(chapter.judul, chapter.sop) for chapter in project.book.chapters] == [
        ("Biro Awal", ("X",)),
        ("Biro Umum", ("Z", "B-9", "B-10", "C")),
    ]


def test_chapters_name_sops_by_nomor_and_by_pattern(loaded: Loads) -> None:
    files = {f"umum/{name}": text for name, text in sops(A="", B="", C="").items()} | sops(D="")
    chapters = "susunan:\n  - {judul: Satu, sop: [B, 'umum/*.yaml']}\n  - {judul: Dua, sop: ['**/*.yaml']}\n"
    project = loaded({"buku.yaml": HEAD + chapters, **files})
    assert project.book is not None
    assert [chapter.sop for chapter in project.book.chapters] == [("B", "A", "C"), ("D",)]
    assert project.book.chapters[1].files == ("sop_sources/D.yaml",)


@pytest.mark.parametrize("word", ["umum/A.yaml", "sop_sources/umum/A.yaml", "u*/A.yaml", "**/A.yaml", "umum/?.yaml"])
def test_a_file_name_is_a_pattern_too(loaded: Loads, word: str) -> None:
    project = loaded(
        {
            "buku.yaml": HEAD + f"susunan: [{{judul: Satu, sop: ['{word}']}}]\n",
            "umum/A.yaml": BASE,
            "AA.yaml": BASE.replace("A.01", "x"),
        }
    )
    assert project.book is not None
    assert project.book.chapters[0].files == ("sop_sources/umum/A.yaml",)


def test_a_chapter_naming_nothing_or_twice_is_told(loaded: Loads) -> None:
    chapters = "susunan:\n  - judul: Satu\n    sop: [Layanan-1, Layanan-1, Layanam-1, 'x/*.yaml']\n"
    project = loaded({"buku.yaml": HEAD + chapters, **sops(**{"Layanan-1": ""})})
    assert told(project) == [
        (6, 22, "SOP-E404", "SOP “Layanan-1” sudah tercantum sebelumnya.", "Hapus salah satunya."),
        (
            6,
            33,
            "SOP-E403",
            "“Layanam-1” bukan nomor SOP dan tidak cocok dengan berkas mana pun di sop_sources/.",
            "Maksud Anda “Layanan-1”?",
        ),
        (
            6,
            44,
            "SOP-E403",
            "“x/*.yaml” bukan nomor SOP dan tidak cocok dengan berkas mana pun di sop_sources/.",
            "Salin nomornya dari berkas SOP yang dimaksud.",
        ),
    ]
    assert project.book is None


@pytest.mark.parametrize("word", ["A.yaml", "'*.yaml'", "[A, '*.yaml']"])
def test_a_chapter_whose_sops_all_stand_in_chapters_before_it_is_told(loaded: Loads, word: str) -> None:
    order = f"susunan:\n  - judul: Umum\n    sop: '**/*.yaml'\n  - judul: Yang lain\n    sop: {word}\n"
    project = loaded({"buku.yaml": HEAD + order, **sops(A="", B="")})
    message = "Bab ini tidak dicetak: semua SOP yang disebut di sini sudah tercantum dalam bab sebelumnya."
    assert [(line, code, said) for line, _, code, said, _ in told(project)] == [(8, "SOP-W123", message)]
    assert project.book is not None, "the book is made all the same"


@pytest.mark.parametrize(("first", "then"), [("A", "'**/*.yaml'"), ("'A*.yaml'", "B")])
def test_a_chapter_to_which_an_sop_is_left_is_printed(loaded: Loads, first: str, then: str) -> None:
    order = f"susunan:\n  - judul: Umum\n    sop: {first}\n  - judul: Yang lain\n    sop: {then}\n"
    assert told(loaded({"buku.yaml": HEAD + order, **sops(A="", B="")})) == []


def test_a_chapter_may_name_an_sop_with_errors(loaded: Loads) -> None:
    chapters = "susunan: [{judul: Satu, sop: [A, B]}]\n"
    project = loaded({"buku.yaml": HEAD + chapters, **sops(A="zzz: 1\n", B="x: [\n")})
    assert [code for _, _, code, *_ in told(project)] == ["SOP-E120", "SOP-E101"]
    assert project.book is not None
    assert project.book.chapters[0].sop == ("A", "B")


def test_mistakes_in_the_book_are_told_at_once(loaded: Loads) -> None:
    project = loaded({"buku.yaml": "judul: X\nunit: y\nkeputusan: {nomor: 7, ditetapkan_oleh: kepla}\nsusunn: []\n"})
    assert told(project) == [
        (1, 1, "SOP-E121", "Kunci “tahun” belum ada; kunci itu wajib bagi berkas ini.", "Tambahkan baris “tahun: …”."),
        (
            2,
            7,
            "SOP-E130",
            "Unit “y” tidak ada di instansi.yaml.",
            "Pilih salah satu: “biro-umum”; atau tambahkan di instansi.yaml.",
        ),
        (
            3,
            13,
            "SOP-E121",
            "Kunci “tentang” belum ada; kunci itu wajib bagi “keputusan”.",
            "Tambahkan baris “tentang: …”.",
        ),
        (
            3,
            13,
            "SOP-E121",
            "Kunci “tanggal” belum ada; kunci itu wajib bagi “keputusan”.",
            "Tambahkan baris “tanggal: …”.",
        ),
        (3, 40, "SOP-E131", "Pejabat “kepla” tidak ada di instansi.yaml.", "Maksud Anda “kepala”?"),
        (4, 1, "SOP-E120", "Kunci “susunn” tidak dikenal di sini.", "Maksud Anda “susunan”?"),
    ]


def test_a_letter_is_read_with_its_attachments(loaded: Loads) -> None:
    text = LETTER + "isi: |\n  satu\n\n  dua\nlampiran:\n  - sop: [B, A]\n    judul: Keduanya\n  - {sop: C}\n"
    project = loaded({"surat/nd-1.yaml": text, **sops(A="", B="", C="")})
    [letter] = project.letters
    assert (letter.name, letter.jenis, letter.nomor, letter.tanggal) == (
        "nd-1",
        "Nota Dinas",
        "ND-1",
        date(2018, 5, 2),
    )
    assert (letter.dari.jabatan, letter.kepada, letter.hal) == ("Kepala Biro", "Sekretaris", "Penyampaian SOP")
    assert letter.isi == ("satu", "dua")
    assert [(each.sop, each.judul) for each in letter.lampiran] == [(("B", "A"), "Keduanya"), (("C",), "")]
    assert letter.penomoran_lampiran is Numbering.ROMAN


def test_attachments_may_be_numbered_with_figures(loaded: Loads) -> None:
    project = loaded({"surat/x.yaml": LETTER + "lampiran: {sop: A}\npenomoran_lampiran: arab\n", **sops(A="")})
    assert project.letters[0].penomoran_lampiran is Numbering.ARABIC


@pytest.mark.parametrize("word", ["A.yaml", "'*.yaml'", "[A.yaml, '*.yaml']"])
def test_an_attachment_whose_sops_are_all_attached_before_it_is_told(loaded: Loads, word: str) -> None:
    text = LETTER + f"lampiran:\n  - sop: A\n  - judul: Yang lain\n    sop: {word}\n"
    project = loaded({"surat/x.yaml": text, **sops(A="")})
    message = "Lampiran ini tidak memuat SOP: yang disebut di sini sudah tercantum dalam lampiran sebelumnya."
    assert [(line, *words) for line, _, *words in told(project)] == [
        (10, "SOP-E404", message, "Hapus lampiran ini, atau sebutkan SOP yang lain.")
    ]


@pytest.mark.parametrize("typed", ["", "  - judul: Yang lain\n    sop: B\n"], ids=["taken away", "another SOP"])
def test_an_attachment_without_sop_ends_as_its_hint_says(loaded: Loads, typed: str) -> None:
    project = loaded({"surat/x.yaml": LETTER + f"lampiran:\n  - sop: A\n{typed}", **sops(A="", B="")})
    assert told(project) == []


def test_a_pattern_that_finds_one_more_sop_than_those_before_is_that_ones_attachment(loaded: Loads) -> None:
    project = loaded({"surat/x.yaml": LETTER + "lampiran: [{sop: A}, {sop: '*.yaml'}]\n", **sops(A="", B="")})
    assert [each.sop for each in project.letters[0].lampiran] == [("A",), ("B",)]


@pytest.mark.parametrize("typed", ["", "[]"])
def test_a_letter_without_any_attachment_is_told(loaded: Loads, typed: str) -> None:
    project = loaded({"surat/x.yaml": LETTER + f"lampiran: {typed}\n", **sops(A="")})
    message = "Kunci “lampiran” masih kosong."
    assert told(project) == [(7, 1, "SOP-E121", message, "Tulis isinya sesudah “lampiran:”.")]


def test_a_letter_without_any_attachment_ends_as_its_hint_says(loaded: Loads) -> None:
    assert told(loaded({"surat/x.yaml": LETTER + "lampiran: {sop: A}\n", **sops(A="")})) == []


def test_mistakes_in_a_letter_are_told_and_harm_no_other(loaded: Loads) -> None:
    project = loaded(
        {
            "surat/a.yaml": LETTER.replace("dari: kepala", "dari: x") + "lampiran: [{sop: Z}]\n",
            "surat/b.yaml": LETTER + "lampiran: [{sop: A}]\n",
            **sops(A=""),
        }
    )
    assert told(project) == [
        (
            4,
            7,
            "SOP-E131",
            "Pejabat “x” tidak ada di instansi.yaml.",
            "Pilih salah satu: “kepala”; atau tambahkan di instansi.yaml.",
        ),
        (
            7,
            18,
            "SOP-E403",
            "“Z” bukan nomor SOP dan tidak cocok dengan berkas mana pun di sop_sources/.",
            "Salin nomornya dari berkas SOP yang dimaksud.",
        ),
    ]
    assert [letter.name for letter in project.letters] == ["b"]
