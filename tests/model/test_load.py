"""A project folder, read whole: what is a source, what can be built, and every finding of every file at once."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from sopgen.findings import UserError
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.source.read import MAX_BYTES
from tests.model.office import BASE, INSTITUTION

Loads = Callable[..., Project]


def told(project: Project) -> list[tuple[str, int, str, str, str]]:
    """File, line, code, message and hint of every finding."""
    return [(each.file, each.span.line, each.code, each.message, each.hint) for each in project.findings]


def numbered(nomor: str, more: str = "") -> str:
    """The valid SOP with another number and more keys."""
    return BASE.replace("A.01", nomor) + more


def test_every_yaml_file_in_every_folder_is_an_sop_in_order_of_names(loaded: Loads) -> None:
    project = loaded({"b/z.yaml": numbered("1"), "a.yaml": numbered("2"), "b/c/y.yaml": numbered("3")})
    assert [sop.source.name for sop in project.sops] == [
        "sop_sources/a.yaml",
        "sop_sources/b/c/y.yaml",
        "sop_sources/b/z.yaml",
    ]
    assert project.findings == ()
    assert (project.book, project.letters, project.failed, project.partial) == (None, (), (), ())


def test_drafts_hidden_files_and_other_kinds_are_skipped(loaded: Loads) -> None:
    project = loaded(
        {"_x.yaml": "x", ".y.yaml": "x", ".git/z.yaml": "x", "logo.svg": "x", "a.yaml~": "x", "a.txt": "x"}
    )
    assert project.sops == ()
    assert project.findings == ()


def test_a_bad_sop_harms_no_other(loaded: Loads) -> None:
    project = loaded({"a.yaml": numbered("1"), "b.yaml": "nomor: [", "c.yaml": numbered("3", "zzz: 1\n")})
    assert [sop.nomor for sop in project.sops] == ["1"]
    assert project.failed == ("sop_sources/b.yaml", "sop_sources/c.yaml")
    assert [sop.nomor for sop in project.partial] == ["3"]
    assert [(file, line) for file, line, *_ in told(project)] == [("sop_sources/b.yaml", 1), ("sop_sources/c.yaml", 14)]


def test_a_warning_keeps_nothing_from_being_built(loaded: Loads) -> None:
    project = loaded({"a.yaml": numbered("1", "catatan: Rapat #2\n")})
    assert [each.code for each in project.findings] == ["SOP-W190"]
    assert len(project.sops) == 1


def test_findings_of_all_files_come_at_once_sorted_by_place(loaded: Loads) -> None:
    project = loaded(
        {
            "b.yaml": numbered("1", "zzz: 1\nstatus: x\n"),
            "a.yaml": numbered("2").replace("biro-umum", "x"),
            "buku.yaml": "tahun: 2018\n",
            "surat/s.yaml": "jenis: Nota\n",
        },
        institution=INSTITUTION + "zzz: 1\n",
    )
    places = [(file, line) for file, line, *_ in told(project)]
    assert places == sorted(places)
    assert {file for file, _ in places} == {
        f"sop_sources/{name}" for name in ("b.yaml", "buku.yaml", "instansi.yaml", "surat/s.yaml")
    }


def test_a_missing_institution_is_one_finding_and_builds_nothing(loaded: Loads) -> None:
    project = loaded({"a.yaml": BASE}, institution=None)
    assert told(project) == [
        (
            "sop_sources/instansi.yaml",
            1,
            "SOP-E140",
            "Berkas sop_sources/instansi.yaml tidak ada; tanpa itu tidak ada SOP yang dapat dibuat.",
            "Buat berkas itu dengan “nama:”, “unit:”, dan “pejabat:” instansi Anda.",
        )
    ]
    assert (project.institution, project.sops, project.failed) == (None, (), ("sop_sources/a.yaml",))
    assert len(project.partial) == 1


def test_an_unreadable_institution_is_told_once(loaded: Loads) -> None:
    project = loaded({"a.yaml": BASE, "buku.yaml": "judul: X\ntahun: 1\nunit: y\n"}, institution="nama: [\n")
    assert [code for _, _, code, *_ in told(project)] == ["SOP-E101"]
    assert (project.institution, project.sops, project.book) == (None, (), None)


def test_what_an_error_in_the_institution_hides_is_not_told_again(loaded: Loads) -> None:
    project = loaded({"a.yaml": BASE}, institution=INSTITUTION.replace("unit:", "unti:").replace("pejabat:", "zzz:"))
    assert [code for _, _, code, *_ in told(project)] == ["SOP-E120", "SOP-E120"]
    assert project.sops == ()
    assert project.partial[0].unit.nama == "Biro Umum"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Instansi.yaml", "namanya bukan “instansi.yaml”"),
        ("instansi.yml", "akhiran namanya bukan .yaml"),
        ("INSTANSI.YAML", "namanya bukan “instansi.yaml”"),
        ("instansi.yaml.txt", "akhiran namanya bukan .yaml"),
    ],
)
def test_an_institution_with_nearly_the_right_name_is_told_so(loaded: Loads, name: str, reason: str) -> None:
    project = loaded({name: INSTITUTION, "a.yaml": BASE}, institution=None)
    assert told(project) == [
        (
            f"sop_sources/{name}",
            1,
            "SOP-E144",
            f"Berkas ini tidak dibaca, karena {reason}.",
            "Ganti namanya menjadi instansi.yaml.",
        )
    ]


def test_an_sop_with_another_ending_is_told_so(loaded: Loads) -> None:
    project = loaded({"biro/Layanan.yml": BASE})
    assert told(project) == [
        (
            "sop_sources/biro/Layanan.yml",
            1,
            "SOP-E144",
            "Berkas ini tidak dibaca, karena akhiran namanya bukan .yaml.",
            "Ganti namanya menjadi Layanan.yaml.",
        )
    ]


@pytest.mark.parametrize("name", ["Layanan.yaml.txt", "Layanan.yml.TXT"])
def test_the_ending_that_notepad_adds_is_told(loaded: Loads, name: str) -> None:
    [(file, _, code, message, hint)] = told(loaded({f"biro/{name}": BASE}))
    assert (file, code) == (f"sop_sources/biro/{name}", "SOP-E144")
    assert message == "Berkas ini tidak dibaca, karena akhiran namanya bukan .yaml."
    assert hint == "Ganti namanya menjadi Layanan.yaml."


def test_other_texts_and_a_copy_beside_its_source_are_no_sources(loaded: Loads) -> None:
    assert told(loaded({"a.yaml": BASE, "a.yaml.txt": BASE, "catatan.txt": "x", "_b.yaml.txt": BASE})) == []


def test_a_linked_folder_is_told_not_to_be_read(loaded: Loads, tmp_path: Path) -> None:
    (tmp_path / "lain").mkdir()
    (tmp_path / "sop_sources").mkdir()
    (tmp_path / "sop_sources" / "biro").symlink_to(tmp_path / "lain")
    assert told(loaded({})) == [
        (
            "sop_sources/biro",
            1,
            "SOP-E110",
            "Folder ini sebuah tautan; isinya tidak dibaca.",
            "Pindahkan foldernya sendiri ke sini.",
        )
    ]


def test_a_link_to_nothing_is_a_finding(loaded: Loads, tmp_path: Path) -> None:
    (tmp_path / "sop_sources").mkdir()
    (tmp_path / "sop_sources" / "a.yaml").symlink_to(tmp_path / "hilang.yaml")
    assert [(file, code) for file, _, code, *_ in told(loaded({}))] == [("sop_sources/a.yaml", "SOP-E110")]


def test_a_folder_without_sources_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"^Folder sop_sources/ tidak ada di "):
        load(tmp_path)


def test_a_copied_sop_and_its_original_are_both_told_and_neither_is_built(loaded: Loads) -> None:
    project = loaded({"a.yaml": BASE, "b.yaml": BASE, "c.yaml": BASE})
    assert told(project) == [
        (
            f"sop_sources/{name}.yaml",
            1,
            "SOP-E401",
            f"Nomor “A.01” juga dipakai oleh sop_sources/{other}.yaml.",
            "Beri nomor yang lain pada salah satunya.",
        )
        for name, other in (("a", "b"), ("b", "a"), ("c", "a"))
    ]
    assert project.sops == ()


def test_a_broken_copy_says_nothing_against_the_original(loaded: Loads) -> None:
    project = loaded({"a.yaml": BASE, "b.yaml": f"{BASE}<<\n"})
    assert {file for file, *_ in told(project)} == {"sop_sources/b.yaml"}
    assert [sop.source.name for sop in project.sops] == ["sop_sources/a.yaml"]


def test_the_owner_file_of_word_is_no_source(loaded: Loads) -> None:
    assert told(loaded({"a.yaml": BASE, "~$a.yaml": BASE})) == []


def test_a_name_that_is_no_text_is_told(loaded: Loads, tmp_path: Path) -> None:
    (tmp_path / "sop_sources").mkdir()
    for name in (b"a\xe9.yaml", b"\xff/b.yaml"):
        file = tmp_path / "sop_sources" / os.fsdecode(name)
        file.parent.mkdir(exist_ok=True)
        file.write_text(BASE, encoding="utf-8")
    project = loaded({})
    assert [(file, code) for file, _, code, *_ in told(project)] == [
        ("sop_sources/a\ufffd.yaml", "SOP-E144"),
        ("sop_sources/\ufffd/b.yaml", "SOP-E144"),
    ]
    assert project.sops == ()


def test_sops_without_a_nomor_are_not_the_same_sop(loaded: Loads) -> None:
    project = loaded({"a.yaml": numbered('""'), "b.yaml": numbered('""')})
    assert [(finding.file, finding.code) for finding in project.findings] == [
        ("sop_sources/a.yaml", "SOP-E121"),
        ("sop_sources/b.yaml", "SOP-E121"),
    ]


def test_a_reference_is_printed_as_the_other_sops_kind_and_title(loaded: Loads) -> None:
    related = "keterkaitan:\n  - SOP lama\n  -\n  - sop: A.02\n  - {sop: A.03}\n"
    project = loaded(
        {
            "a.yaml": BASE + related,
            "b.yaml": numbered("A.02", "jenis: mikro\n").replace("Pelayanan Tamu", "Pengarsipan"),
            "c.yaml": numbered("A.03"),
        }
    )
    assert [(each.text, each.nomor) for each in project.sops[0].keterkaitan] == [
        ("SOP lama", None),
        ("SOP Mikro Pengarsipan", "A.02"),
        ("SOP Pelayanan Tamu", "A.03"),
    ]


def test_a_reference_to_an_sop_with_errors_is_no_second_mistake(loaded: Loads) -> None:
    project = loaded(
        {
            "a.yaml": BASE + "keterkaitan: [{sop: A.02}, {sop: A.03}]\n",
            "b.yaml": numbered("A.02", "jenis: mikro\nzzz: 1\n"),
            "c.yaml": numbered("A.03  # sementara").replace("Pelayanan Tamu", '"Tamu Asing"') + "x: [\n",
        }
    )
    assert [code for _, _, code, *_ in told(project)] == ["SOP-E120", "SOP-E101"]
    assert [each.text for each in project.sops[0].keterkaitan] == ["SOP Mikro Pelayanan Tamu", "SOP Tamu Asing"]


def test_a_project_can_be_sent_to_another_process(loaded: Loads) -> None:
    project = loaded({"a.yaml": BASE})
    assert pickle.loads(pickle.dumps(project)) == project


def test_hostile_names_of_files_are_printable(loaded: Loads, tmp_path: Path) -> None:
    (tmp_path / "sop_sources").mkdir()
    (tmp_path / "sop_sources").joinpath("a\udcff.yaml").write_text("x: [")
    [finding] = loaded({}).findings
    assert finding.file.encode("utf-8")


def test_unsaved_files_are_read_as_they_stand_in_memory(loaded: Loads) -> None:
    root = loaded({"a.yaml": numbered("1"), "b.yaml": numbered("2")}).root
    folder = root / "sop_sources"
    unsaved = {
        folder / "a.yaml": numbered("3").encode(),
        folder / "instansi.yaml": INSTITUTION.replace("Biro Umum", "Biro Lain").encode(),
    }
    project = load(root, unsaved=unsaved)
    assert [(sop.nomor, sop.unit.nama) for sop in project.sops] == [("3", "Biro Lain"), ("2", "Biro Lain")]
    assert project.sops[0].source.raw == unsaved[folder / "a.yaml"]
    assert [sop.nomor for sop in load(root).sops] == ["1", "2"]


@pytest.mark.parametrize("end", ["", "langkah: ["], ids=["sound", "broken"])
def test_what_others_need_to_know_of_an_unsaved_file_comes_from_memory_too(loaded: Loads, end: str) -> None:
    texts = {"a.yaml": numbered("1", "keterkaitan: [{sop: A.02}]\n"), "b.yaml": numbered("A.02")}
    root = loaded(texts).root
    unsaved = {root / "sop_sources" / "b.yaml": (numbered("A.02").replace("Tamu", "Surat") + end).encode()}
    whole, some = load(root, unsaved=unsaved), load(root, lambda name, _: name.endswith("a.yaml"), unsaved=unsaved)
    titles = [[related.text for related in project.sops[0].keterkaitan] for project in (whole, some)]
    assert titles == [["SOP Pelayanan Surat"]] * 2


def test_an_unsaved_file_may_be_no_larger_than_a_saved_one(loaded: Loads) -> None:
    root = loaded({"a.yaml": numbered("1")}).root
    unsaved = {root / "sop_sources" / "a.yaml": b"#" * (MAX_BYTES + 1)}
    assert [finding.code for finding in load(root, unsaved=unsaved).findings] == ["SOP-E108"]
