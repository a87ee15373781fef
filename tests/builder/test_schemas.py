"""A build keeps the schemas that editors read: those of the project, and one of every SOP's own source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sopgen.builder import events, pipeline
from sopgen.builder.request import Request, schema_name
from sopgen.builder.state.lock import build_lock
from sopgen.cli.run import run
from tests.cli.projects import copy_case, edit

SOPS = ("sop_sources/arsip/makro.yaml", "sop_sources/sop.yaml", "sop_sources/surat-menyurat.yaml")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A project of a booklet, a letter and three SOPs."""
    return copy_case("book-and-letter", tmp_path)


def happened(office: Path, *names: str) -> list[events.Event]:
    """All events of a build of no kind of document."""
    return list(pipeline.build(Request(office, office / "build", kinds=(), book=(), names=names)))


def schema(office: Path, name: str) -> Any:
    """A schema in ``build/``."""
    return json.loads((office / "build" / name).read_text(encoding="utf-8"))


def words(found: Any) -> set[str]:
    """Every word that a schema offers."""
    if isinstance(found, list):
        return set().union(*map(words, found))
    if not isinstance(found, dict):
        return set()
    own = {snippet["label"] for snippet in found.get("defaultSnippets", ())}
    return own.union(*map(words, found.values()))


def test_the_project_and_every_source_have_a_schema(office: Path) -> None:
    happened(office)
    assert {"biro-contoh", "CTH.27.01", "CTH.BUKU.2"} <= words(schema(office, "schema/sop.json"))
    assert {"CTH.27.01"} <= words(schema(office, "schema/surat.json"))
    for name in SOPS:
        own = schema(office, schema_name(name))
        general = (office / "build" / schema_name(name)).parent / own["allOf"][0]["$ref"]
        assert general.resolve() == office / "build/schema/sop.json"
    assert {"Arsiparis", "susun"} <= words(schema(office, "schema/sop/sop.json"))


def test_a_schema_follows_its_source_also_while_that_has_errors(office: Path) -> None:
    happened(office)
    edit(office, SOPS[1], "id: susun", "id: menyusun")
    failed = [event for event in happened(office) if isinstance(event, events.Failed)]
    assert [event.source for event in failed] == [SOPS[1]]
    assert failed[0].outdated == ()  # nobody is told of it
    found = words(schema(office, "schema/sop/sop.json"))
    assert "menyusun" in found
    assert "susun" not in found


def test_a_source_that_is_no_yaml_keeps_its_schema_and_the_schema_of_a_source_that_is_gone_goes(office: Path) -> None:
    happened(office)
    (office / SOPS[1]).write_text("nomor: [", encoding="utf-8")
    (office / SOPS[0]).unlink()
    assert not [event for event in happened(office) if isinstance(event, events.Removed)]
    assert (office / "build/schema/sop/sop.json").is_file()
    assert not (office / "build/schema/sop/arsip").exists()


def test_only_the_schemas_that_change_are_written_again(office: Path) -> None:
    happened(office)
    files = sorted((office / "build/schema").rglob("*.json"))
    assert len(files) == 4 + len(SOPS)
    before = {file: file.stat().st_mtime_ns for file in files}
    edit(office, SOPS[1], "id: susun", "id: menyusun")
    happened(office)
    assert [file.name for file in files if file.stat().st_mtime_ns != before[file]] == ["sop.json"]
    assert (office / "build/schema/sop.json").stat().st_mtime_ns == before[office / "build/schema/sop.json"]


def test_a_build_of_one_sop_does_not_forget_the_names_of_the_others(office: Path) -> None:
    happened(office)
    before = (office / "build/schema/sop.json").read_bytes()
    edit(office, SOPS[1], "judul: ", "judul: Lain ")
    happened(office, SOPS[1])
    assert (office / "build/schema/sop.json").read_bytes() == before
    happened(office)
    assert (office / "build/schema/sop.json").read_bytes() != before


def test_a_build_of_one_sop_in_an_empty_folder_writes_the_schemas(office: Path) -> None:
    happened(office, SOPS[1])
    assert (office / "build/schema/sop.json").is_file()
    assert (office / "build/schema/sop/sop.json").is_file()


def test_an_institution_that_cannot_be_read_leaves_the_names_as_they_were(office: Path) -> None:
    happened(office)
    (office / "sop_sources/instansi.yaml").write_text("nama: [", encoding="utf-8")
    happened(office)
    assert "biro-contoh" in words(schema(office, "schema/sop.json"))


def test_a_new_sop_names_its_own_schema_which_is_there(office: Path) -> None:
    arguments = ["--judul", "Laporan Barang", "--pelaksana", "Kepala", "--pelaksana", "Staf"]
    assert run(["-C", str(office), "new", *arguments]) == 0
    source = office / "sop_sources/biro-contoh/mikro-laporan-barang.yaml"
    line = source.read_text(encoding="utf-8").splitlines()[0]
    named = source.parent / line.removeprefix("# yaml-language-server: $schema=")
    assert named.resolve() == office / "build/schema/sop/biro-contoh/mikro-laporan-barang.json"
    assert {"Kepala", "Staf"} <= words(json.loads(named.read_text(encoding="utf-8")))


def test_a_new_sop_under_a_name_that_the_line_cannot_hold_names_the_schema_of_all(office: Path) -> None:
    arguments = ["--judul", "Laporan Barang", "--pelaksana", "Kepala", "sop_sources/laporan barang.yaml"]
    arguments[-1] = str(office / arguments[-1])
    assert run(["-C", str(office), "new", *arguments]) == 0
    line = (office / "sop_sources/laporan barang.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert line == "# yaml-language-server: $schema=../build/schema/sop.json"


def test_a_new_sop_is_written_while_a_build_is_at_work(office: Path) -> None:
    with build_lock(office / "build"):
        assert run(["-C", str(office), "new", "--judul", "Laporan", "--pelaksana", "Kepala"]) == 0
    assert not (office / "build/schema").exists()
    happened(office)
    assert (office / "build/schema/sop/biro-contoh/mikro-laporan.json").is_file()


@pytest.mark.parametrize("place", ["in the project", "named", "nowhere"])
def test_the_command_prints_the_schema_of_the_project_where_there_is_one(
    place: str, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(office if place == "in the project" else tmp_path)
    assert run([*(["-C", str(office)] if place == "named" else []), "schema", "sop"]) == 0
    found = words(json.loads(capsys.readouterr().out))
    assert ("biro-contoh" in found) == (place != "nowhere")
    assert "Langkah baru" in found


def test_a_folder_that_is_no_project_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(tmp_path), "schema", "sop"]) == 2
    assert "tidak ada sop_sources/" in capsys.readouterr().err
