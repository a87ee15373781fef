"""Sources of the booklet and of letters as they are typed (see ``documents``)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sopgen.model.letter import Numbering
from sopgen.model.schema.documents import Document, FilledList, Listed
from sopgen.model.schema.fields import Date, Flag, Required, RequiredDate, RequiredList, Text, TextList, choice, offers
from sopgen.paths import INSTITUTION_FILE, SOURCES


class DecisionDocument(Document, title="Keputusan"):
    """Keputusan yang memberlakukan buku."""

    nomor: Required = Field(description="Nomor keputusan.")
    tentang: Required = Field(description="Tentang apa keputusan itu.")
    tanggal: RequiredDate = Field(description="Tanggal keputusan.", examples=["2018-05-02"])
    ditetapkan_oleh: Required = Field(
        description=f"Kunci pejabat di {INSTITUTION_FILE}.", examples=["karo-po"], json_schema_extra=offers("pejabat")
    )

    menimbang: TextList = Field(
        default=(), description="Pertimbangan, satu butir setiap pertimbangan.", examples=["bahwa …"]
    )
    mengingat: TextList = Field(default=(), description="Peraturan yang menjadi dasar keputusan.")
    memutuskan: TextList = Field(
        default=(), description="Diktum KESATU, KEDUA, dan seterusnya; tanpa ini, satu diktum yang memberlakukan buku."
    )


class ForewordSignatureDocument(Document, title="Tanda tangan kata pengantar"):
    """Tempat, tanggal, dan penanda tangan kata pengantar."""

    tempat: Text = Field(default="", description="Tempat; tanpa ini, kota instansi.", examples=["Kota Contoh"])
    tanggal: RequiredDate = Field(description="Tanggal kata pengantar.", examples=["2018-05-02"])
    oleh: Required = Field(
        description=f"Kunci pejabat di {INSTITUTION_FILE}.", examples=["karo-po"], json_schema_extra=offers("pejabat")
    )


class DefinitionDocument(Document, title="Definisi"):
    """Satu definisi."""

    istilah: Required = Field(description="Istilah.", examples=["SOP Makro"])
    arti: Required = Field(description="Artinya.")


class ChapterDocument(Document, title="Bab"):
    """Satu bab buku."""

    judul: Required = Field(description="Judul bab.")
    sop: RequiredList = Field(
        description=f"Nomor SOP, atau pola nama berkas di {SOURCES}/.",
        examples=[["OT.01.02-043-097.Set.PO"]],
        json_schema_extra=offers("sop"),
    )


class BookDocument(Document, title="Buku SOP"):
    """Buku SOP."""

    judul: Required = Field(description="Judul buku.")
    unit: Text = Field(
        default="",
        description=f"Kunci unit di {INSTITUTION_FILE}.",
        examples=["biro-po"],
        json_schema_extra=offers("unit"),
    )
    tahun: Required = Field(description="Tahun buku.", examples=[2018])
    keputusan: DecisionDocument | None = Field(default=None, description="Keputusan yang memberlakukan buku.")
    kata_pengantar: Text = Field(default="", description="Kata pengantar; baris kosong memulai paragraf baru.")
    tanda_tangan_pengantar: ForewordSignatureDocument | None = Field(
        default=None, description="Penutup kata pengantar: tempat, tanggal, dan tanda tangan."
    )
    ruang_lingkup: Text = Field(default="", description="Ruang lingkup.")
    ringkasan: Text = Field(default="", description="Ringkasan.")
    definisi: Annotated[tuple[DefinitionDocument, ...], Listed] = Field(default=(), description="Daftar definisi.")
    susunan: Annotated[tuple[ChapterDocument, ...], Listed] | None = Field(
        default=None, description="Urutan bab; tanpa ini, semua SOP menurut unit, jenis, lalu nomor."
    )
    hanya_ditetapkan: Flag | None = Field(
        default=None, description="Hanya SOP yang dokumennya sudah ditetapkan dengan sopgen enact."
    )


class AttachmentDocument(Document, title="Lampiran"):
    """Satu lampiran surat."""

    sop: RequiredList = Field(
        description="Nomor SOP.", examples=[["OT.01.02-043-097.Set.PO"]], json_schema_extra=offers("sop")
    )
    judul: Text = Field(default="", description="Judul lampiran.")


class AnsweredDocument(Document, title="Surat yang dijawab"):
    """Surat yang dijawab dengan surat ini."""

    nomor: Required = Field(description="Nomor surat yang dijawab.", examples=["B-7/HK/04/2018"])
    tanggal: RequiredDate = Field(description="Tanggal surat yang dijawab.", examples=["2018-04-20"])
    jenis: Text = Field(default="", description="Jenis surat itu; bawaan: Surat.", examples=["Nota Dinas"])
    dari: Text = Field(default="", description="Pengirim surat itu.", examples=["Kepala Biro Hukum"])
    hal: Text = Field(default="", description="Hal surat itu.")


class LetterDocument(Document, title="Surat"):
    """Surat dengan SOP sebagai lampiran."""

    jenis: Required = Field(description="Jenis surat, dicetak pada kepala lampiran.", examples=["Nota Dinas"])
    nomor: Required = Field(description="Nomor surat.", examples=["ND-12/PO/05/2018"])
    tanggal: RequiredDate = Field(description="Tanggal surat.", examples=["2018-05-02"])
    dari: Required = Field(
        description=f"Kunci pejabat di {INSTITUTION_FILE}.", examples=["karo-po"], json_schema_extra=offers("pejabat")
    )
    unit: Text = Field(
        default="",
        description=f"Kunci unit di {INSTITUTION_FILE} yang kopnya dipakai.",
        examples=["biro-po"],
        json_schema_extra=offers("unit"),
    )
    kepada: Required = Field(description="Tujuan surat.")
    hal: Required = Field(description="Hal surat.")
    sifat: Text = Field(default="", description="Sifat surat; tanpa ini tidak dicetak.", examples=["Biasa"])
    menjawab: AnsweredDocument | None = Field(default=None, description="Surat yang dijawab dengan surat ini.")
    isi: Text = Field(default="", description="Isi surat; baris kosong memulai paragraf baru.")
    lampiran: Annotated[tuple[AttachmentDocument, ...], FilledList] = Field(description="Daftar lampiran.")
    penomoran_lampiran: Annotated[Numbering | None, choice(Numbering)] = Field(
        default=None, description="Angka Romawi atau Arab."
    )
    tembusan: TextList = Field(
        default=(), description="Penerima tembusan, dicetak di bawah tanda tangan.", examples=["Sekretaris Jenderal"]
    )
    terkirim: Date = Field(
        default=None,
        description="Tanggal surat dikirim; sesudah itu surat dan lampirannya tidak berubah lagi.",
        examples=["2018-05-03"],
    )
