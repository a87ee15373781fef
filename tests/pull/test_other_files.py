"""What is given to pull and is no SOP's Word document is told as what it is, with what to do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from sopgen.cli.run import run
from sopgen.pull.document.read import read
from sopgen.render.docx.package.archive import UnreadableError
from tests.cli.projects import copy_case
from tests.pull.editing import edited, typed
from tests.render_docx.documents import made

STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
WORD = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def old_office(inside: str) -> bytes:
    """The beginning of a file in the container of Office before 2007."""
    return bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504) + inside.encode("utf-16-le") + bytes(512)


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A ZIP archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def members_of(content: bytes) -> dict[str, bytes]:
    """The members of a ZIP archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def one_step() -> dict[str, bytes]:
    """The members of a small SOP's document."""
    return members_of(made("one-step")[0].docx)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (old_office("EncryptedPackage"), "dilindungi kata sandi; buka di Word, hapus kata sandinya, lalu simpan lagi"),
        (old_office("WordDocument"), "dokumen Word lama (.doc), bukan .docx; buka di Word, lalu simpan sebagai .docx"),
        (old_office("Workbook"), "buku kerja Excel lama (.xls)"),
        (old_office("Gambar"), "berkas Office lama, bukan .docx; buka di Word"),
        (b"{\\rtf1\\ansi Konsep}", "dokumen RTF (.rtf), bukan .docx; buka di Word, lalu simpan sebagai .docx"),
        (b"%PDF-1.7\n", "PDF; yang dapat dibaca hanya dokumen Word (.docx)"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", "halaman web (.html)"),
        (b"<?xml version='1.0'?><w:wordDocument/>", "dokumen XML, bukan .docx"),
        (b"\x89PNG\r\n", "gambar, bukan dokumen Word"),
        (b"", "kosong"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "dokumen OpenDocument (.odt), bukan .docx"),
        (zipped({"xl/workbook.xml": b"<a/>"}), "buku kerja Excel (.xlsx)"),
        (zipped({"ppt/presentation.xml": b"<a/>"}), "presentasi PowerPoint (.pptx)"),
        (zipped({"catatan.txt": b"a"}), "bukan dokumen Word"),
        (zipped({name: data.replace(WORD, STRICT) for name, data in one_step().items()}), "“Strict Open XML”"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_of_another_kind_is_told_as_what_it_is(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableError) as error:
        read(content)
    assert words in str(error.value)


@pytest.mark.parametrize("main", ["document.macroEnabled.main", "wordprocessingml.template.main"])
def test_a_document_with_macros_and_a_template_are_read_like_any_document(main: str) -> None:
    members = members_of(edited(made("one-step")[0].docx, typed("langkah/1/output", "Arsip tertata")))
    types = members["[Content_Types].xml"]
    members["[Content_Types].xml"] = types.replace(b"wordprocessingml.document.main", main.encode())
    assert members["[Content_Types].xml"] != types
    assert read(zipped(members)).texts["langkah/1/output"] == ("Arsip tertata",)


def test_a_document_whose_body_has_another_name_is_read() -> None:
    members = one_step()
    members["word/document2.xml"] = members.pop("word/document.xml")
    members["_rels/.rels"] = members["_rels/.rels"].replace(b"word/document.xml", b"word/document2.xml")
    assert read(zipped(members)).steps == ("langkah/1",)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A project of three SOPs and a letter."""
    return copy_case("book-and-letter", tmp_path)


@pytest.fixture
def document(office: Path) -> bytes:
    """A document of the office's SOP, with one text changed."""
    assert run(["-C", str(office), "build", "--docx", str(office / "sop_sources/sop.yaml")]) == 0
    return edited((office / "build/sop/sop.docx").read_bytes(), typed("langkah/2/kegiatan", "Menyusun daftar arsip"))


def said(project: Path, file: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    """What pull says of a file that it refuses."""
    capsys.readouterr()
    assert run(["-C", str(project), "pull", str(file), *options]) == 2
    return capsys.readouterr().err


def test_forms_booklet_and_letter_are_told_with_where_to_edit(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(office), "build", "--book", "--docx"]) == 0
    assert run(["-C", str(office), "attach", str(office / "sop_sources/surat/nota.yaml")]) == 0
    assert run(["-C", str(office), "forms", "monitoring"]) == 0
    shown = said(office, office / "build/formulir/monitoring.docx", capsys)
    assert "Berkas ini formulir (“Formulir Monitoring Penerapan SOP”), yang dibuat dari semua SOP" in shown
    assert "sopgen forms" in shown
    shown = said(office, office / "build/buku-sop.docx", capsys)
    assert "Berkas ini buku SOP; perubahan tidak diambil dari sini." in shown
    assert "CTH.27.01 (sop_sources/sop.yaml)" in shown
    shown = said(office, office / "build/lampiran/nota.docx", capsys)
    assert "Berkas ini surat (Nota Dinas ND-01/CTH/02/2024)" in shown
    assert "Surat itu ditulis di sop_sources/surat/nota.yaml." in shown
    assert "CTH.BUKU.2 (sop_sources/surat-menyurat.yaml)" in shown


def test_a_source_and_a_word_owner_file_are_told_as_what_they_are(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "adalah berkas sumber; sebutkan dokumen Word" in said(office, office / "sop_sources/sop.yaml", capsys)
    (tmp_path / "~$p.docx").write_bytes(b"\x05Nama Pejabat" + bytes(100))
    assert "sedang terbuka di Word" in said(office, tmp_path / "~$p.docx", capsys)


# -- documents with several sources -------------------------------------------------------------------------------


def with_another(document: bytes, other: bytes) -> bytes:
    """The document as somebody has it who put the source of another one into it."""
    return zipped(members_of(document) | {"customXml/item9.xml": members_of(other)["customXml/item1.xml"]})


def test_a_document_with_the_sources_of_two_sops_says_so_and_is_compared_with_the_one_named(
    office: Path, document: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, source = tmp_path / "dari-surel.docx", office / "sop_sources/sop.yaml"
    file.write_bytes(with_another(document, made("one-step")[0].docx))
    shown = said(office, file, capsys)
    assert "ada lebih dari satu sumber: CTH.27.01 (sop_sources/sop.yaml), CTH.01.01 (sop_sources/sop.yaml);" in shown
    assert "surat" not in shown
    assert f"sopgen pull {file} --source sop_sources/sop.yaml" in shown
    assert run(["-C", str(office), "pull", str(file), "--source", str(source)]) == 0
    assert "? Isian langkah/2/kegiatan di Word lain dari di berkas sumber" in capsys.readouterr().out


def test_a_document_that_has_its_source_twice_is_read(document: bytes) -> None:
    assert read(with_another(document, document)).origin == read(document).origin


# -- documents that lost their source -----------------------------------------------------------------------------


def without_source(content: bytes, damaged: bool = False) -> bytes:
    """The document as a program saves it that drops, or damages, what it does not know."""
    members = members_of(content)
    for name in [name for name in members if name.startswith("customXml/")]:
        source = members.pop(name)
        if damaged and name == "customXml/item1.xml":
            members[name] = source[: len(source) // 2]
    return zipped(members)


@pytest.mark.parametrize("damaged", [False, True])
def test_a_document_without_its_source_says_how_to_name_it(
    office: Path, document: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str], damaged: bool
) -> None:
    file = tmp_path / "dari-surel.docx"
    file.write_bytes(without_source(document, damaged))
    shown = said(office, file, capsys)
    assert f"Sumber di dalam dokumen ini {'rusak' if damaged else 'sudah hilang'}." in shown
    assert f"sopgen pull {file} --source sop_sources/sop.yaml" in shown


@pytest.mark.parametrize("damaged", [False, True])
def test_a_document_without_its_source_is_compared_with_the_one_named_and_all_is_in_doubt(
    office: Path, document: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str], damaged: bool
) -> None:
    file, source = tmp_path / "dari-surel.docx", office / "sop_sources/sop.yaml"
    file.write_bytes(without_source(document, damaged))
    before = source.read_text(encoding="utf-8")
    pull = ["-C", str(office), "pull", str(file), "--source", str(source)]
    capsys.readouterr()
    assert run(pull) == 0
    shown = capsys.readouterr().out
    assert "? Isian langkah/2/kegiatan di Word lain dari di berkas sumber" in shown
    assert "menjadi: Menyusun daftar arsip" in shown
    assert shown.count("  ? ") == 1
    assert run([*pull, "--write"]) == 2
    assert source.read_text(encoding="utf-8") == before
    assert run([*pull, "--write", "--field", "langkah/2/kegiatan"]) == 0
    assert "kegiatan: Menyusun daftar arsip\n" in source.read_text(encoding="utf-8")


def test_a_source_that_is_named_and_does_not_fit_is_said(
    office: Path, document: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "dari-surel.docx"
    file.write_bytes(without_source(document))
    outside = tmp_path / "lain.yaml"
    outside.write_text("nomor: A\n", encoding="utf-8")
    assert "tidak berada di sop_sources/" in said(office, file, capsys, "--source", str(outside))
    institution = office / "sop_sources/instansi.yaml"
    assert "instansi.yaml bukan berkas sumber SOP;" in said(office, file, capsys, "--source", str(institution))
    foreign = zipped({"word/document.xml": b'<w:document xmlns:w="' + WORD + b'"><w:body/></w:document>'})
    file.write_bytes(foreign)
    assert "--source sop_sources/….yaml" in said(office, file, capsys)
    shown = said(office, file, capsys, "--source", str(office / "sop_sources/sop.yaml"))
    assert "tidak memuat satu pun isian dari sop.yaml" in shown


def test_a_document_whose_source_is_gone_from_the_project_is_compared_with_the_one_named(
    office: Path, document: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, source = tmp_path / "dari-surel.docx", office / "sop_sources/sop.yaml"
    file.write_bytes(document)
    text = source.read_text(encoding="utf-8").replace("nomor: CTH.27.01", "nomor: CTH.27.02")
    source.unlink()
    moved = office / "sop_sources/arsip/baru.yaml"
    moved.write_text(text, encoding="utf-8")
    assert "sebutkan berkasnya dengan --source" in said(office, file, capsys)
    assert run(["-C", str(office), "pull", str(file), "--source", str(moved), "--write"]) == 0
    assert "kegiatan: Menyusun daftar arsip\n" in moved.read_text(encoding="utf-8")
