"""A letter that was sent stays as it was sent, whatever becomes of its SOPs."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from sopgen.builder import pipeline
from sopgen.builder.events import Event, Failed, Finished, Made
from sopgen.builder.request import Kind, Request
from sopgen.findings import Finding
from tests.builder.building import happened
from tests.cli.projects import copy_case, edit

SOP, LETTER = "sop_sources/sop.yaml", "sop_sources/surat/nota.yaml"
NOTA = """\
jenis: Nota Dinas
nomor: ND-1/2024
tanggal: 2024-02-05
dari: kepala
kepada: Sekretaris Jenderal
hal: Penyampaian SOP
isi: Bersama ini disampaikan SOP.
lampiran:
  - sop: [CTH.01.01]
"""


def build(office: Path) -> list[Event]:
    return happened(Request(office, office / "build", kinds=(Kind.PDF,)))


def is_whole(events: list[Event]) -> bool:
    return isinstance(events[-1], Finished) and events[-1].is_whole


def documents(office: Path, folder: str = "build/lampiran") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((office / folder).glob("nota.*"))}


KEPT = "sop_sources/surat/nota.terkirim"


def found(office: Path) -> list[Finding]:
    return [finding for finding in pipeline.check(office) if finding.file == LETTER]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office of one SOP, attached to a letter; both are built."""
    office = copy_case("one-step", tmp_path_factory.mktemp("surat"))
    (office / "sop_sources" / "surat").mkdir()
    (office / LETTER).write_text(NOTA, encoding="utf-8")
    assert is_whole(build(office))
    return office


@pytest.fixture
def office(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "kantor")


def send(office: Path) -> None:
    with (office / LETTER).open("a", encoding="utf-8") as file:
        file.write("terkirim: 2024-02-07\n")


def test_what_was_sent_is_kept_and_copied_whatever_becomes_of_the_sop(office: Path) -> None:
    before = documents(office)
    send(office)
    events = build(office)
    (made,) = (event for event in events if isinstance(event, Made) and event.source == LETTER)
    assert made.remarks == (f"surat ini terkirim: dokumennya disimpan di {KEPT}/ dan tidak dibuat lagi",)
    assert documents(office, KEPT) == before
    edit(office, SOP, "judul: Penerimaan Surat", "judul: Penerimaan dan Pencatatan Surat\nstatus: dicabut")
    shutil.rmtree(office / "build")
    assert is_whole(build(office))
    assert documents(office) == before
    (office / SOP).unlink()
    edit(office, "sop_sources/instansi.yaml", "  kepala:", "  kabiro:")
    assert is_whole(build(office))
    assert documents(office) == before
    assert found(office) == []


def test_what_stands_is_kept_although_the_sop_has_changed_since(office: Path) -> None:
    before = documents(office)
    edit(office, SOP, "judul: Penerimaan Surat", "judul: Penerimaan dan Pencatatan Surat\nstatus: dicabut")
    send(office)
    assert is_whole(build(office))
    assert documents(office) == documents(office, KEPT) == before


def test_a_signed_pdf_is_kept_as_it_was_signed(office: Path) -> None:
    signed = documents(office)["nota.pdf"] + b"\n% ditandatangani\n"
    (office / "build/lampiran/nota.pdf").write_bytes(signed)
    send(office)
    assert is_whole(build(office))
    assert documents(office)["nota.pdf"] == documents(office, KEPT)["nota.pdf"] == signed
    told = {each["nama"]: each["sha256"] for each in json.loads(documents(office, KEPT)["nota.json"])["berkas"]}
    assert told["nota.pdf"] == hashlib.sha256(signed).hexdigest()
    assert set(documents(office)) == {"nota.pdf", "nota.docx", "nota.json"}


def test_a_pdf_that_is_put_beside_the_letter_is_what_was_sent(office: Path) -> None:
    shutil.rmtree(office / "build")
    (office / KEPT).mkdir()
    (office / KEPT / "nota.pdf").write_bytes(b"%PDF-1.7 dari arsip")
    (office / SOP).unlink()
    send(office)
    assert is_whole(build(office))
    assert documents(office) == {"nota.pdf": b"%PDF-1.7 dari arsip"}


def test_a_letter_that_is_completed_when_it_is_sent_is_made_once_more(office: Path) -> None:
    edit(office, LETTER, "nomor: ND-1/2024", "nomor: ND-17/2024")
    send(office)
    before = documents(office)
    assert is_whole(build(office))
    assert documents(office) == documents(office, KEPT) != before
    assert json.loads(documents(office)["nota.json"])["surat"]["nomor"] == "ND-17/2024"


def test_a_kept_document_that_has_changed_is_refused_and_what_was_made_stays(office: Path) -> None:
    send(office)
    build(office)
    before = documents(office)
    (office / KEPT / "nota.pdf").write_bytes(b"%PDF-1.7 lain")
    (finding,) = found(office)
    assert (finding.code, finding.span.line, finding.span.column) == ("SOP-E407", 10, 11)
    assert finding.message == "Surat yang sudah terkirim, di nota.terkirim/, sudah berubah sejak disimpan."
    (failed,) = (event for event in build(office) if isinstance(event, Failed))
    assert failed.source == LETTER
    assert documents(office) == before


@pytest.mark.parametrize("content", ["", "{", "[]", '{"berkas": [{"nama": "../nota.yaml", "sha256": ""}]}'])
def test_a_damaged_record_is_a_finding(office: Path, content: str) -> None:
    send(office)
    build(office)
    (office / KEPT / "pengiriman.json").write_text(content, encoding="utf-8")
    assert [finding.code for finding in found(office)] == ["SOP-E407"]


def test_a_letter_that_is_edited_after_it_was_sent_is_told(office: Path) -> None:
    send(office)
    build(office)
    before = documents(office)
    edit(office, LETTER, "hal: Penyampaian SOP", "hal: Penyampaian SOP Biro")
    assert [(finding.code, finding.span.line) for finding in found(office)] == [("SOP-W307", 10)]
    assert is_whole(build(office))
    assert documents(office) == before


def test_a_letter_that_was_sent_is_attached_again_without_its_sop(office: Path) -> None:
    send(office)
    build(office)
    before = documents(office)
    shutil.rmtree(office / "build")
    edit(office, SOP, "judul: Penerimaan Surat", "judul: Penerimaan Surat\nstatus: dicabut")
    events = list(pipeline.attach(Request(office, office / "build", kinds=(Kind.PDF,)), office / LETTER))
    assert is_whole(events)
    assert documents(office) == before


def test_a_letter_that_was_not_sent_is_told_what_to_do_when_its_sop_is_withdrawn(office: Path) -> None:
    edit(office, SOP, "judul: Penerimaan Surat", "judul: Penerimaan Surat\nstatus: dicabut")
    (finding,) = found(office)
    assert finding.code == "SOP-W304"
    assert finding.hint == (
        "Bila surat ini sudah dikirim, tulis “terkirim:” dan tanggalnya; bila belum, keluarkan SOP itu dari lampiran."
    )
    assert is_whole(build(office))


def test_a_letter_that_is_renamed_after_it_was_sent_is_not_kept_a_second_time(office: Path) -> None:
    send(office)
    build(office)
    (office / LETTER).rename(office / "sop_sources/surat/nota-lain.yaml")
    (failed,) = (event for event in build(office) if isinstance(event, Failed))
    assert failed.refusal == (
        "surat ini sudah terkirim sebagai nota.yaml, dan dokumennya disimpan di nota.terkirim/. "
        "Kembalikan nama berkasnya menjadi nota.yaml."
    )
    assert not (office / "sop_sources/surat/nota-lain.terkirim").exists()


def test_a_letter_whose_key_was_lost_stays_as_it_was_sent_until_its_folder_is_gone(office: Path) -> None:
    sent = documents(office)
    send(office)
    build(office)
    edit(office, LETTER, "terkirim: 2024-02-07\n", "")
    edit(office, LETTER, "hal: Penyampaian SOP", "hal: Penyampaian SOP baru")
    (told,) = found(office)
    assert (told.code, told.hint) == (
        "SOP-W307",
        "Tulis kembali “terkirim:” dan tanggalnya; bila surat ini belum dikirim, hapus folder nota.terkirim.",
    )
    assert is_whole(build(office))
    assert documents(office) == sent
    shutil.rmtree(office / KEPT)
    assert found(office) == []
    assert is_whole(build(office))
    assert documents(office) != sent


def test_a_letter_that_is_renamed_with_its_folder_stays_as_it_was_sent(office: Path) -> None:
    sent = documents(office)
    send(office)
    build(office)
    (office / LETTER).rename(office / "sop_sources/surat/nota-lain.yaml")
    (office / KEPT).rename(office / "sop_sources/surat/nota-lain.terkirim")
    (office / SOP).unlink()  # nothing of the letter is made again
    assert is_whole(build(office))
    kept = {path.suffix: path.read_bytes() for path in (office / "sop_sources/surat/nota-lain.terkirim").glob("nota.*")}
    copied = {path.suffix: path.read_bytes() for path in (office / "build/lampiran").glob("nota-lain.*")}
    assert kept[".pdf"] == sent["nota.pdf"]
    assert copied == kept


@pytest.mark.parametrize("name", ["nota", "surat-dinas"])
def test_what_was_sent_of_a_letter_that_is_gone_or_renamed_is_told(office: Path, name: str) -> None:
    (office / KEPT).mkdir()
    if name != "nota":
        shutil.copy(office / LETTER, office / f"sop_sources/surat/{name}.yaml")
    (office / LETTER).unlink()
    (told,) = (finding for finding in pipeline.check(office) if finding.file == KEPT)
    assert told.code == "SOP-W122"
    assert told.message == "Folder ini memuat surat yang sudah terkirim, tetapi nota.yaml tidak ada di sampingnya."


def test_a_letter_that_was_sent_before_its_date_is_told_where_that_is_written(office: Path) -> None:
    with (office / LETTER).open("a", encoding="utf-8") as file:
        file.write("terkirim: 2024-02-04\n")
    (finding,) = found(office)
    assert (finding.code, finding.span.line) == ("SOP-W308", 10)
    assert finding.message == "Surat ini terkirim pada 2024-02-04, padahal bertanggal 2024-02-05."
