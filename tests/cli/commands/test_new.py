"""``sopgen new``: a source that only waits for its texts."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sopgen.builder.new_sop import Wish, draft, file_name, known_names, listed_names, scalar
from sopgen.cli.run import run
from sopgen.findings import Finding
from sopgen.model.load import load
from sopgen.model.sop import Kind
from sopgen.rules.check import check
from sopgen.source.document import clean
from sopgen.source.read import parse

from ..projects import at_terminal, copy_case, edit

NAMES = ("--pelaksana", "Kepala", "--pelaksana", "Staf")
TITLE = ("--judul", "Penyusunan Laporan Barang")
PLACE = "sop_sources/biro-contoh/mikro-penyusunan-laporan-barang.yaml"
#: What is said about texts that are still to be filled: an empty key, an empty mutu baku, an empty box of the form.
TO_FILL = {"SOP-W121", "SOP-W104", "SOP-W108"}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A project of three SOPs."""
    return copy_case("book-and-letter", tmp_path)


def new(project: Path, *arguments: str) -> int:
    """Run ``sopgen new`` in ``project``."""
    return run(["-C", str(project), "new", *arguments])


def findings(project: Path, name: str) -> list[Finding]:
    """What the checks say about one file."""
    return [finding for finding in check(load(project), date(2024, 6, 1)) if finding.file == name]


def test_a_new_sop_waits_for_its_texts_and_for_nothing_else(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(office, *TITLE, *NAMES, "--langkah", "3") == 0
    found = findings(office, PLACE)
    assert {finding.code for finding in found} == TO_FILL
    assert len(found) == 3 + 3 + 6
    shown = capsys.readouterr().out
    assert f"dibuat  {office / PLACE} (nomor CTH.BUKU.3)" in shown
    assert all(finding.message in shown for finding in found)


def test_once_filled_it_has_no_findings(office: Path) -> None:
    new(office, *TITLE, *NAMES, "--langkah", "2")
    text = (office / PLACE).read_text(encoding="utf-8")
    for key, value in (
        ("  - kegiatan:", "  - kegiatan: Menyusun laporan barang"),
        ("kelengkapan:", "kelengkapan: Laporan barang"),
        ("waktu:", "waktu: 1 Jam"),
        ("output:", "output: Laporan barang"),
        ("peringatan:", "peringatan: Apabila SOP ini tidak dilaksanakan maka laporan terlambat"),
        ("pencatatan:", "pencatatan: Disimpan"),
        ("  -\n", "  - Peraturan Contoh Nomor 1 Tahun 2020 tentang Tata Kearsipan Contoh\n"),
    ):
        text = text.replace(f"\n{key}" if key[0] == "p" else key, f"\n{value}" if key[0] == "p" else value)
    (office / PLACE).write_text(text.replace("#   kelengkapan", "#"), encoding="utf-8")
    assert [finding.message for finding in findings(office, PLACE)] == []


def test_nothing_is_ever_overwritten(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new(office, *TITLE, *NAMES)
    before = (office / PLACE).read_bytes()
    assert new(office, *TITLE, *NAMES) == 2
    assert "sudah ada, jadi tidak ditimpa" in capsys.readouterr().err
    assert (office / PLACE).read_bytes() == before


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("sop_sources/sop.yaml", "sudah ada, jadi tidak ditimpa"),
        ("../lain.yaml", "harus berkas .yaml di dalam"),
        ("sop_sources/_x.yaml", "tidak akan dibaca"),
    ],
)
def test_a_file_that_cannot_be_made_is_refused_before_anything_is_asked(file: str, told: str, office: Path) -> None:
    status, shown = at_terminal(office, "\x04" * 20, "new", file if file.startswith("..") else str(office / file))
    assert status == 2
    assert told in shown
    assert "Jenis" not in shown


def test_answers_at_a_terminal_become_the_file(office: Path) -> None:
    typed = "\nPenyusunan Laporan Barang\nbiro-lain\n\nCTH.27.01\n\n\nKepala\nKepala\nStaf\n\n0\n4\n"
    status, shown = at_terminal(office, typed, "new")
    assert status == 0, shown
    for words in (
        "Jenis (makro atau mikro) [mikro]",
        "Unit (biro-contoh = Biro Umum Contoh) [biro-contoh]",
        "Kesalahan: pilih biro-contoh.",
        "Nomor [CTH.BUKU.3]",
        "Kesalahan: nomor CTH.27.01 sudah dipakai sop_sources/sop.yaml.",
        "Kesalahan: Kepala sudah ada.",
        "Pelaksana kolom 3 (kosong bila sudah semua)",
        "Kesalahan: tulis angka 1 sampai 200.",
        "Yang masih perlu diisi:",
    ):
        assert words in shown
    sop = next(sop for sop in load(office).sops if sop.source.name == PLACE)
    assert (sop.nomor, sop.jenis, len(sop.sections[0].steps)) == ("CTH.BUKU.3", Kind.MIKRO, 4)
    assert [actor.name for actor in sop.sections[0].actors] == ["Kepala", "Staf"]


def test_kinds_and_keys_may_be_told_in_any_capitals_and_names_with_commas(office: Path) -> None:
    assert new(office, *TITLE, "--jenis", "Mikro", "--unit", "Biro-Contoh", "--pelaksana", "Kepala, Staf") == 0
    sop = next(sop for sop in load(office).sops if sop.source.name == PLACE)
    assert (sop.jenis, sop.unit.key) == (Kind.MIKRO, "biro-contoh")
    assert [actor.name for actor in sop.sections[0].actors] == ["Kepala", "Staf"]


def test_names_with_commas_are_taken_at_a_terminal_too(office: Path) -> None:
    status, shown = at_terminal(office, "Makro\nPenataan\n\n\n\nKepala, Staf\nArsiparis\n\n\n", "new")
    assert status == 0, shown
    [sop] = [sop for sop in load(office).sops if sop.judul == "Penataan"]
    assert [actor.name for actor in sop.sections[0].actors] == ["Kepala", "Staf", "Arsiparis"]
    assert sop.jenis is Kind.MAKRO


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Kabag, Staf", ("Kabag", "Staf")),
        (" Kabag ,, Staf,", ("Kabag", "Staf")),
        ('"Bagian Umum, Hukum, dan Arsip", Staf', ("Bagian Umum, Hukum, dan Arsip", "Staf")),
        ("Pelaksana (JP, JFT), Staf", ("Pelaksana (JP, JFT)", "Staf")),
        ("Kepala Bagian Tata Usaha, Arsip, dan Umum, Staf", ("Kepala Bagian Tata Usaha, Arsip, dan Umum", "Staf")),
        ("Pelaksana (JP/JFT)", ("Pelaksana (JP/JFT)",)),
    ],
)
def test_a_comma_parts_names_but_not_in_quotes_brackets_or_a_known_name(typed: str, names: tuple[str, ...]) -> None:
    assert listed_names(typed, frozenset({"Kepala Bagian Tata Usaha, Arsip, dan Umum"})) == names


def test_names_of_the_offices_sops_and_its_jabatan_are_known(office: Path) -> None:
    with (office / "sop_sources/instansi.yaml").open("a", encoding="utf-8") as file:
        file.write("jabatan:\n  Kabag UHO: Kepala Bagian Umum, Hukum, dan Organisasi\n")
    assert {"Arsiparis", "Kabag UHO", "Kepala Bagian Umum, Hukum, dan Organisasi"} <= known_names(load(office))


def test_a_closed_terminal_leaves_no_file(office: Path) -> None:
    status, shown = at_terminal(office, "\n\x04", "new")
    assert status == 130
    assert "Dihentikan." in shown
    assert not (office / "sop_sources" / "biro-contoh").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "--judul belum diisi, dan perintah ini tidak dijalankan di terminal, jadi tidak dapat bertanya."),
        ([*TITLE], "--pelaksana belum diisi"),
        ([*TITLE, *NAMES, "--unit", "x"], "--unit: pilih biro-contoh."),
        ([*TITLE, *NAMES, "--nomor", "CTH.27.01"], "--nomor: nomor CTH.27.01 sudah dipakai sop_sources/sop.yaml."),
        ([*TITLE, *NAMES, *NAMES], "--pelaksana: Kepala sudah ada."),
        (["--judul", "a\x07b", *NAMES], "--judul: isian ini memuat karakter yang tidak dapat dicetak; ketik ulang."),
        (["--judul", " ", *NAMES], "--judul: isian ini tidak boleh kosong."),
        (["--judul", "\u3164\u2060", *NAMES], "--judul: isian ini tidak boleh kosong."),
        ([*TITLE, *NAMES, "--nomor", "CTH.27\u3164.01"], "sudah dipakai sop_sources/sop.yaml."),
        ([*TITLE, *NAMES, "sop_sources/surat/a.yaml"], "bukan tempat sebuah SOP"),
        ([*TITLE, *NAMES, "sop_sources/buku.yaml"], "bukan tempat sebuah SOP"),
        ([*TITLE, *NAMES, "../luar.yaml"], "harus berkas .yaml di dalam"),
        ([*TITLE, *NAMES, "sop_sources/a.txt"], "harus berkas .yaml di dalam"),
        ([*TITLE, *NAMES, "sop_sources/_x.yaml"], "tidak akan dibaca, karena namanya diawali titik"),
        ([*TITLE, *NAMES, "sop_sources/a\nb.yaml"], "memuat huruf yang tidak dapat dibaca"),
        ([*TITLE, *NAMES, "sop_sources/a\udcff.yaml"], "memuat huruf yang tidak dapat dibaca"),
        ([*TITLE, *NAMES, "sop_sources/.x.yaml"], "tidak akan dibaca, karena namanya diawali titik"),
        ([*TITLE, *NAMES, "sop_sources/.a/x.yaml"], "tidak akan dibaca, karena namanya diawali titik"),
        ([*TITLE, *NAMES, "sop_sources/~$x.yaml"], "tidak akan dibaca, karena namanya diawali titik"),
        ([*TITLE, *NAMES, "sop_sources/surat/2024/a.yaml"], "bukan tempat sebuah SOP"),
        ([*TITLE, *NAMES, "sop_sources/Instansi.yaml"], "bukan tempat sebuah SOP"),
        ([*TITLE, *NAMES, f"sop_sources/{'n' * 243}.yaml"], "hapus sedikitnya 2 huruf dari namanya"),
        (
            [*TITLE, *[word for n in range(21) for word in ("--pelaksana", f"P{n}")]],
            "paling banyak memuat 20 pelaksana",
        ),
    ],
)
def test_what_cannot_be_an_sop_is_wrong_use(
    office: Path,
    arguments: list[str],
    sentence: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(office)
    before = sorted(office.rglob("*.yaml"))
    assert new(office, *arguments) == 2
    assert sentence in capsys.readouterr().err
    assert sorted(office.rglob("*.yaml")) == before


def test_a_broken_institution_is_told_first(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(office, "sop_sources/instansi.yaml", "pejabat:", "pejabatt:")
    assert new(office, *TITLE, *NAMES) == 1
    assert "sop_sources/instansi.yaml" in capsys.readouterr().out


def test_more_pelaksana_than_steps_share_the_last_step() -> None:
    wish = Wish("A.1", None, "Judul", "biro", "kepala", ("A", "B", "C"), 2)
    assert wish.doers == (("A",), ("B", "C"))
    assert Wish("A.1", None, "Judul", "biro", "kepala", ("A", "B"), 3).doers == (("A",), ("B",), ("A",))


def test_the_office_s_own_template_is_taken(office: Path) -> None:
    shutil.copytree(Path(__file__).parents[3] / "templates" / "source", office / "templates" / "source")
    edit(office, "templates/source/sop.yaml.j2", "# Yang masih kosong", "# Milik kantor: yang masih kosong")
    new(office, *TITLE, *NAMES)
    assert "# Milik kantor:" in (office / PLACE).read_text(encoding="utf-8")


def test_a_mistake_in_the_office_s_template_is_told_with_its_place(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    template = office / "templates" / "source" / "sop.yaml.j2"
    template.parent.mkdir(parents=True)
    template.write_text("nomor: {{ wish.nomor }}\njudul: {{ judul }}\n", encoding="utf-8")
    assert new(office, *TITLE, *NAMES) == 1
    said = "".join(capsys.readouterr())
    assert "templates/source/sop.yaml.j2:2:1" in said
    assert "menyebut “judul”, yang tidak ada" in said
    assert not (office / PLACE).exists()


def test_a_template_that_makes_no_source_is_told_of(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = office / "templates" / "source" / "sop.yaml.j2"
    template.parent.mkdir(parents=True)
    template.write_text("nomor: [1\n", encoding="utf-8")
    assert new(office, *TITLE, *NAMES) == 1
    assert "tidak menghasilkan sumber yang dapat dibaca" in "".join(capsys.readouterr())
    assert not (office / PLACE).exists()


def test_file_names_are_short_plain_words() -> None:
    assert file_name(Kind.MAKRO, "Évaluasi & “Laporan”/../x", "biro po") == (
        "sop_sources/biro-po/makro-evaluasi-laporan-x.yaml"
    )
    assert file_name(None, "日本", "..") == "sop_sources/unit/sop.yaml"
    assert len(file_name(Kind.MIKRO, "kata " * 60, "u")) < 100


LINES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufeff"), min_size=1)


@given(LINES.map(str.strip).filter(bool))
@example("\uf900")  # composed it is another character
def test_any_text_is_read_back_from_the_file_as_it_was_typed(text: str) -> None:
    source, told = parse(f"a: {scalar(text)}\nb:\n  - {scalar(text)}\n".encode(), Path("a.yaml"), "a.yaml")
    assert source is not None
    assert not told
    kept = clean(text)
    assert source.plain() == {"a": kept, "b": [kept]}


@given(LINES.map(lambda text: " ".join(text.split())).filter(bool), st.integers(1, 6), st.integers(1, 8))
@example("\uf900", 1, 1)  # as above
def test_any_wish_becomes_a_source_without_mistakes(title: str, actors: int, steps: int) -> None:
    names = tuple(f"{title[:20]} {number}" for number in range(actors))
    wish = Wish(title, Kind.MIKRO, title, title, title, names, steps)
    source, told = parse(draft(wish, "sop_sources/a.yaml", Path("tidak-ada")), Path("a.yaml"), "a.yaml")
    assert source is not None
    assert not told
    content = source.plain()
    kept = clean(title)
    assert (content["nomor"], content["judul"], content["pelaksana"]) == (kept, kept, list(map(clean, names)))
    assert len(content["langkah"]) == steps
