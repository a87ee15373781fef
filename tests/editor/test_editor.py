"""What the YAML language server, with the schemas of a project, offers and tells to who writes a source."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sopgen.builder.open_project import open_project
from sopgen.builder.pipeline import help_editors
from sopgen.builder.request import Request
from tests.conftest import ROOT
from tests.editor.language_server import Editor, editor
from tests.npm_tools import YAML_SERVER

SERVER = YAML_SERVER.find()
pytestmark = pytest.mark.skipif(
    SERVER is None,
    reason="the YAML language server is not installed: editors were NOT tried; run scripts/setup.sh test (needs npm)",
)

INSTITUTION = """# yaml-language-server: $schema=../build/schema/instansi.json
nama: Kementerian Contoh
unit:
  biro-umum:
    nama: Biro Umum
  "007":
    nama: Bagian Rahasia
pejabat:
  kepala:
    jabatan: Kepala Biro Umum
    nama: Nama Pejabat
"""
HEAD = """nomor: A.01
jenis: mikro
judul: Pelayanan Tamu
unit: biro-umum
disahkan_oleh: kepala
"""
FLOW = """pelaksana: [Staf, {kelompok: Bagian Tamu, anggota: [Kasubbag, "Kepala: Biro"]}]
langkah:
  - id: catat
    kegiatan: Mencatat tamu
    pelaksana: Staf
  - kegiatan: Memeriksa buku tamu
    pelaksana: Kasubbag
    tidak: catat
"""
PARTS = """bagian:
  - judul: Pagi
    pelaksana: [Staf]
    langkah:
      - {id: buka, kegiatan: Membuka pintu, pelaksana: Staf}
  - judul: Sore
    pelaksana: [Satpam]
    langkah:
      - {id: kunci, kegiatan: Mengunci pintu, pelaksana: Satpam}
"""
#: The first line of a source that names its own schema, and of one that names that of all SOPs.
OWN = "# yaml-language-server: $schema=../../build/schema/sop/tamu/{}.json\n"
OF_ALL = "# yaml-language-server: $schema=../../build/schema/sop.json\n"

STEP = "  - kegiatan: Menerima tamu\n"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of three SOPs, with its schemas."""
    root = tmp_path_factory.mktemp("kantor")
    folder = root / "sop_sources" / "tamu"
    folder.mkdir(parents=True)
    (root / "sop_sources" / "instansi.yaml").write_text(INSTITUTION, encoding="utf-8")
    (folder / "tamu.yaml").write_text(OWN.format("tamu") + HEAD + FLOW, encoding="utf-8")
    (folder / "pintu.yaml").write_text(HEAD.replace("A.01", "A.02") + PARTS, encoding="utf-8")
    unfinished = HEAD.replace("A.01", "A.03").replace("unit: biro-umum\n", "") + FLOW.replace("tidak: catat", "tidak:")
    (folder / "konsep.yaml").write_text(unfinished.replace("id: catat", "id: cek"), encoding="utf-8")
    help_editors(Request(root, root / "build"), open_project(root))
    return root


@pytest.fixture(scope="module")
def vscode(office: Path) -> Iterator[Editor]:
    """An editor with the project open."""
    assert SERVER is not None
    with editor(SERVER, office) as opened:
        yield opened


def proposed(vscode: Editor, office: Path, text: str, file: str = "tamu", first: str = OWN) -> list[str]:
    """The words proposed at ``¦``."""
    items = vscode.proposals(office / f"sop_sources/tamu/{file}.yaml", first.format(file) + text)
    return [item["label"].strip('"') for item in items]


ACTORS = ["Kasubbag", "Kepala: Biro", "Staf"]
TARGETS = ["catat", "lanjut", "selesai"]
STEPS = ["Keputusan baru", "Langkah baru"]

#: Where somebody types (``¦``), and what is proposed there.
PLACES = {
    "unit": ("nomor: A.9\nunit: ¦\n", ["007", "biro-umum"]),
    "disahkan_oleh": ("disahkan_oleh: ¦\n", ["kepala"]),
    "status": ("status: ¦\n", ["berlaku", "dicabut", "konsep"]),
    "jenis": ("jenis: ¦\n", ["makro", "mikro"]),
    "keterkaitan, an entry": ("keterkaitan:\n  - ¦\n", ["Rujukan SOP", "sop"]),
    "keterkaitan, sop": ("keterkaitan:\n  - sop: ¦\n", ["A.01", "A.02", "A.03"]),
    "format, kertas": ("format:\n  kertas: ¦\n", ["A4", "F4", "Legal", "Letter"]),
    "format, nomor_kolom": ("format:\n  nomor_kolom: ¦\n", ["false", "true"]),
    "judul": ("judul: ¦\n", []),
    "tanggal_efektif": ("tanggal_efektif: ¦\n", []),
    "dasar_hukum": ("dasar_hukum: ¦\n", []),
    "dasar_hukum, an entry": ("dasar_hukum:\n  - ¦\n", []),
    "revisi, ke": ("revisi:\n  - tanggal: 2018-05-02\n    ke: ¦\n", []),
    "langkah": ("langkah: ¦\n", STEPS),
    "langkah, the line below": ("langkah:\n  ¦\n", STEPS),
    "a step, kegiatan": (FLOW + "  - kegiatan: ¦\n", []),
    "a step, waktu": (FLOW + STEP + "    waktu: ¦\n", []),
    "a step, pelaksana": (FLOW + STEP + "    pelaksana: ¦\n", ACTORS),
    "a step, pelaksana, an entry": (FLOW + STEP + "    pelaksana:\n      - ¦\n", ACTORS),
    "a step, tidak": (FLOW + STEP + "    tidak: ¦\n", TARGETS),
    "a step, ya": (FLOW + STEP + "    ya: ¦\n", TARGETS),
    "a step, lanjut": (FLOW + STEP + "    lanjut: ¦\n", TARGETS),
    "a step, mulai": (FLOW + STEP + "    mulai: ¦\n", [*ACTORS, "true"]),
    "a step, selesai": (FLOW + STEP + "    selesai: ¦\n", [*ACTORS, "true"]),
    "a symbol, pelaksana": (FLOW + STEP + "    simbol:\n      - pelaksana: ¦\n", ACTORS),
    "a symbol, tidak": (FLOW + STEP + "    simbol:\n      - tidak: ¦\n", TARGETS),
}


@pytest.mark.parametrize(("text", "expected"), PLACES.values(), ids=PLACES)
def test_what_is_proposed_is_what_a_person_expects(
    vscode: Editor, office: Path, text: str, expected: list[str]
) -> None:
    assert proposed(vscode, office, text) == expected


def test_keys_of_the_form_are_proposed_at_the_margin(vscode: Editor, office: Path) -> None:
    words = proposed(vscode, office, "nomor: A.9\n¦\n")
    assert {"SOP", "jenis", "judul", "unit", "langkah", "dasar_hukum", "format"} <= set(words)
    assert "nomor" not in words
    assert not [word for word in words if "Document" in word or "sopgen" in word]


@pytest.mark.parametrize("text", ["langkah:\n  - ¦\n", FLOW + "  - ¦\n"], ids=["the first", "a further"])
def test_a_new_step_and_a_new_decision_are_the_first_proposals_for_an_entry(
    vscode: Editor, office: Path, text: str
) -> None:
    items = vscode.proposals(office / "sop_sources/tamu/tamu.yaml", OWN.format("tamu") + text)
    assert [item["label"] for item in items[:3]] == [*STEPS, "Langkah"]
    assert {"kegiatan", "pelaksana", "tidak", "id"} <= {item["label"] for item in items}
    decision, step = (item["textEdit"]["newText"].split("\n") for item in items[:2])
    assert step == ["kegiatan: $1", "  pelaksana: $2", "  kelengkapan: $3", "  waktu: $4", "  output: $5"]
    assert decision == [*step[:2], "  tidak: $3", "  kelengkapan: $4", "  waktu: $5", "  output: $6"]


@pytest.mark.parametrize(
    ("key", "words"),
    [("unit", ['"007"', "biro-umum"]), ("pelaksana", ["Kasubbag", '"Kepala: Biro"', "Staf"])],
)
def test_a_name_is_typed_in_the_quotes_that_it_needs(vscode: Editor, office: Path, key: str, words: list[str]) -> None:
    text = f"{key}: ¦\n" if key == "unit" else f"{FLOW}{STEP}    {key}: ¦\n"
    items = vscode.proposals(office / "sop_sources/tamu/tamu.yaml", OWN.format("tamu") + text)
    assert [item["textEdit"]["newText"] for item in items] == words


def test_a_proposal_tells_what_it_stands_for(vscode: Editor, office: Path) -> None:
    def told(text: str) -> list[str]:
        items = vscode.proposals(office / "sop_sources/tamu/tamu.yaml", OWN.format("tamu") + text)
        return [item.get("documentation", "") for item in items]

    assert told("unit: ¦\n") == ["Bagian Rahasia", "Biro Umum"]
    assert told("disahkan_oleh: ¦\n") == ["Kepala Biro Umum"]
    assert told("keterkaitan:\n  - sop: ¦\n") == ["Pelayanan Tamu"] * 3
    assert told(FLOW + STEP + "    tidak: ¦\n")[0] == "Langkah 1: Mencatat tamu"


def test_every_flow_table_has_names_of_its_own(vscode: Editor, office: Path) -> None:
    at_the_end = PARTS + "      - kegiatan: Melapor\n        {}: ¦\n"
    inside = PARTS.replace("pelaksana: Staf}", "pelaksana: Staf}\n      - kegiatan: Melapor\n        {}: ¦", 1)
    inside = inside.replace("{id: buka", "{{id: buka").replace("Staf}\n", "Staf}}\n", 1)
    inside = inside.replace("{id: kunci", "{{id: kunci").replace("Satpam}\n", "Satpam}}\n")
    at_the_end = at_the_end.replace("- {id", "- {{id").replace("f}\n", "f}}\n").replace("m}\n", "m}}\n")
    for text, actor, step in ((inside, "Staf", "buka"), (at_the_end, "Satpam", "kunci")):
        assert proposed(vscode, office, text.format("pelaksana"), "pintu") == [actor]
        assert proposed(vscode, office, text.format("tidak"), "pintu") == [step, "lanjut", "selesai"]


def test_a_source_with_errors_has_its_names_too(vscode: Editor, office: Path) -> None:
    assert proposed(vscode, office, FLOW + STEP + "    tidak: ¦\n", "konsep") == ["cek", "lanjut", "selesai"]
    assert proposed(vscode, office, FLOW + STEP + "    pelaksana: ¦\n", "konsep") == ACTORS


def test_the_line_that_sources_have_had_still_serves(vscode: Editor, office: Path) -> None:
    assert proposed(vscode, office, "unit: ¦\n", first=OF_ALL) == ["007", "biro-umum"]
    assert proposed(vscode, office, FLOW + STEP + "    tidak: ¦\n", first=OF_ALL) == ["lanjut", "selesai"]
    assert proposed(vscode, office, FLOW + STEP + "    pelaksana: ¦\n", first=OF_ALL) == []


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("buku", "unit: ¦\n", ["007", "biro-umum"]),
        ("buku", "keputusan:\n  ditetapkan_oleh: ¦\n", ["kepala"]),
        ("buku", "susunan:\n  - judul: A\n    sop: ¦\n", ["A.01", "A.02", "A.03"]),
        ("buku", "susunan:\n  - judul: A\n    sop:\n      - ¦\n", ["A.01", "A.02", "A.03"]),
        ("surat", "dari: ¦\n", ["kepala"]),
        ("surat", "lampiran:\n  - sop: ¦\n", ["A.01", "A.02", "A.03"]),
        ("surat", "penomoran_lampiran: ¦\n", ["arab", "romawi"]),
        ("instansi", "nama: ¦\n", []),
    ],
)
def test_booklet_letters_and_institution_are_helped_too(
    vscode: Editor, office: Path, kind: str, text: str, expected: list[str]
) -> None:
    first = f"# yaml-language-server: $schema=../build/schema/{kind}.json\n"
    items = vscode.proposals(office / f"sop_sources/{kind}-lain.yaml", first + text)
    assert [item["label"] for item in items] == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("u¦nit: biro-umum\n", "#### Teks\n\nKunci unit di instansi.yaml. Contoh: biro-po\n"),
        ("for¦mat:\n  kertas: A4\n", "#### Format\n\nPengaturan khusus SOP ini.\n"),
        ("sta¦tus: konsep\n", "#### Pilihan\n\nStatus SOP; bawaan: berlaku.\n"),
        (
            FLOW.replace("tidak", "ti¦dak"),
            "Menjadikan langkah ini keputusan: ke mana cabang tidak (T). Contoh: naskah\n",
        ),
        (FLOW.replace("kegiatan: M", "keg¦iatan: M", 1), "#### Teks\n\nDiawali kata kerja aktif."),
    ],
)
def test_a_key_is_explained_in_indonesian(vscode: Editor, office: Path, text: str, told: str) -> None:
    shown = vscode.hover(office / "sop_sources/tamu/tamu.yaml", OWN.format("tamu") + text)
    assert told in shown
    assert "||" not in shown
    assert "Document" not in shown


@pytest.mark.parametrize(
    "text",
    [
        HEAD + FLOW,
        HEAD + PARTS,
        HEAD.replace("biro-umum", "unit-baru").replace("A.01", "007") + FLOW,
        HEAD + FLOW.replace("tidak: catat", "tidak: [1, selesai]\n    ket:\n    mulai: true"),
        HEAD + FLOW + "  - {kegiatan: Pulang, pelaksana: [Orang baru, Staf], lanjut: langkah-baru}\n",
        HEAD + "keterkaitan: [{sop: A.99}, SOP lain]\nformat: {nomor_kolom: ya, ukuran_huruf: '9,5'}\n" + FLOW,
        HEAD + "revisi: {tanggal: 2018-05-02}\ntanggal_efektif: ''\n" + FLOW,
    ],
)
@pytest.mark.parametrize("first", [OWN, OF_ALL], ids=["own", "of all"])
def test_what_the_loader_takes_is_not_marked(vscode: Editor, office: Path, first: str, text: str) -> None:
    assert vscode.complaints(office / "sop_sources/tamu/tamu.yaml", first.format("tamu") + text) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("judul: Pelayanan Tamu", "judul: [a]", "Di sini harus tertulis satu teks."),
        ("unit: biro-umum", "unit:", "Di sini harus tertulis satu teks."),
        ("unit: biro-umum", 'unit: ""', "Bagian ini wajib diisi."),
        ("jenis: mikro", "jenis: besar", "Pilih “makro”, “mikro”."),
        ("jenis: mikro", "tanggal_efektif: 2 Mei 2018", "Tulis tahun-bulan-tanggal, mis. 2017-11-08."),
        ("jenis: mikro", "format: {nomor_kolom: 7}", "Tulis true (ya) atau false (tidak)."),
    ],
)
def test_what_is_wrong_is_told_in_indonesian(vscode: Editor, office: Path, old: str, new: str, told: str) -> None:
    text = OF_ALL + (HEAD + FLOW).replace(old, new, 1)
    assert set(vscode.complaints(office / "sop_sources/tamu/tamu.yaml", text)) == {told}


def test_nothing_is_marked_in_the_shipped_sources(vscode: Editor, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "sop_sources", tmp_path / "sop_sources")
    help_editors(Request(tmp_path, tmp_path / "build"), open_project(tmp_path))
    files = sorted((tmp_path / "sop_sources").rglob("*.yaml"))
    assert len(files) >= 5
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert text.startswith("# yaml-language-server: $schema=")
        assert vscode.complaints(file, text) == [], file.name
