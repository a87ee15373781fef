"""Sources of SOPs as they are typed: keys, kinds of value, and what each is for.

These models stand at the door only. What the other stages see are the frozen dataclasses made from them. The
descriptions and examples are printed as JSON Schema for editors (``schema``), hence in Indonesian.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from sopgen.model.form.fields import TITLE
from sopgen.model.institution import Paper, TerminatorStyle
from sopgen.model.schema.fields import (
    AsDocument,
    AsText,
    Date,
    Flag,
    Label,
    ListOrOne,
    Required,
    RequiredDate,
    RequiredList,
    SymbolText,
    Term,
    Text,
    TextList,
    choice,
    colour,
    millimetres,
    offers,
    points,
    text_or,
    whole_number,
)
from sopgen.model.sop import Kind, Status
from sopgen.model.suggest import nearest
from sopgen.paths import INSTITUTION_FILE

Listed, FilledList = ListOrOne(), ListOrOne(filled=True)


class Document(BaseModel):
    """A mapping in a source file: no other keys than these."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class IgnoredDocument(Document, title="Temuan yang diabaikan"):
    """Temuan yang sengaja tidak ditampilkan."""

    kode: Required = Field(description="Kode temuan.", examples=["SOP-S101"])
    alasan: Required = Field(description="Mengapa temuan itu tidak perlu diperbaiki.")


class TermsDocument(Document, title="Istilah"):
    """Istilah yang dicetak pada formulir."""

    no: Term | None = Field(default=None, description="Kepala kolom nomor.", examples=["No."])
    kegiatan: Term | None = Field(default=None, description="Kepala kolom kegiatan.", examples=["Kegiatan"])
    pelaksana: Term | None = Field(default=None, description="Kepala kolom-kolom pelaksana.", examples=["Pelaksana"])
    mutu_baku: Term | None = Field(default=None, description="Kepala kolom-kolom mutu baku.", examples=["Mutu Baku"])
    kelengkapan: Term | None = Field(default=None, description="Kepala kolom kelengkapan.", examples=["Kelengkapan"])
    waktu: Term | None = Field(default=None, description="Kepala kolom waktu.", examples=["Waktu"])
    output: Term | None = Field(default=None, description="Kepala kolom output.", examples=["Output"])
    ket: Term | None = Field(default=None, description="Kepala kolom keterangan.", examples=["Ket"])
    judul: Text | None = Field(
        default=None, description="Label baris judul; {jenis} diganti Makro atau Mikro.", examples=[TITLE.label]
    )
    mulai: Term | None = Field(default=None, description="Teks lambang mulai.", examples=["Mulai"])
    selesai: Term | None = Field(default=None, description="Teks lambang selesai.", examples=["Selesai"])
    jumlah: Term | None = Field(default=None, description="Teks baris jumlah waktu.", examples=["Jumlah waktu"])


class FormatDocument(Document, title="Format"):
    """Pengaturan halaman dan tulisan; kunci yang tidak ditulis memakai nilai bawaan."""

    kertas: Annotated[Paper | None, choice(Paper)] = Field(default=None, description="Ukuran kertas, selalu mendatar.")
    huruf: Text | None = Field(default=None, description="Nama huruf (font).", examples=["Arial"])
    ukuran_huruf: Annotated[float | None, points(5, 16)] = Field(
        default=None, description="Ukuran teks tabel dalam poin (5 sampai 16).", examples=[9]
    )
    label_ya: Label | None = Field(default=None, description="Label cabang ya.", examples=["Y"])
    label_tidak: Label | None = Field(default=None, description="Label cabang tidak.", examples=["T"])
    terminator: Annotated[TerminatorStyle | None, choice(TerminatorStyle)] = Field(
        default=None,
        description="terpisah: lambang mulai/selesai tersendiri; kegiatan: langkah pertama/terakhir lambangnya.",
    )
    teks_terminator: Flag | None = Field(default=None, description="Tulis Mulai / Selesai di dalam lambang.")
    nomor_kolom: Flag | None = Field(default=None, description="Baris (1) (2) (3) di bawah kepala tabel.")
    jumlah_waktu: Flag | None = Field(default=None, description="Baris terakhir berisi jumlah waktu.")
    rujukan_docx: Text | None = Field(
        default=None,
        description="Berkas .docx kantor yang gaya, kepala, dan kaki halamannya dipakai.",
        examples=["kop.docx"],
    )
    jangkar_ttd: Text | None = Field(
        default=None, description="Teks penanda tempat tanda tangan elektronik.", examples=["^"]
    )
    warna_kepala: Annotated[str | None, colour(dark=False)] = Field(
        default=None, description="Warna kepala tabel, enam angka heksadesimal tanpa #.", examples=["dde5ee"]
    )
    warna_garis: Annotated[str | None, colour(dark=True)] = Field(
        default=None, description="Warna garis tabel dan kotak.", examples=["1f3a5f"]
    )
    warna_alur: Annotated[str | None, colour(dark=True)] = Field(
        default=None, description="Warna panah dan garis lambang.", examples=["1f3a5f"]
    )
    tebal_garis: Annotated[float | None, points(0.25, 0.75, "Tebal garis", "0,5")] = Field(
        default=None, description="Tebal garis tabel dalam poin (0,25 sampai 0,75).", examples=[0.5]
    )
    tebal_alur: Annotated[float | None, points(0.25, 1.5, "Tebal alur", "0,75")] = Field(
        default=None, description="Tebal panah dan garis lambang dalam poin (0,25 sampai 1,5).", examples=[0.75]
    )
    tepi_kiri: Annotated[float | None, millimetres(8, 40, "Tepi kiri", "25")] = Field(
        default=None, description="Tepi kiri halaman SOP dalam mm (8 sampai 40).", examples=[25]
    )
    tepi_kanan: Annotated[float | None, millimetres(8, 30, "Tepi kanan", "15")] = Field(
        default=None, description="Tepi kanan halaman SOP dalam mm (8 sampai 30).", examples=[15]
    )
    tepi_atas: Annotated[float | None, millimetres(12, 30, "Tepi atas", "20")] = Field(
        default=None, description="Tepi atas halaman SOP dalam mm (12 sampai 30).", examples=[20]
    )
    tepi_bawah: Annotated[float | None, millimetres(12, 30, "Tepi bawah", "20")] = Field(
        default=None, description="Tepi bawah halaman SOP dalam mm (12 sampai 30).", examples=[20]
    )
    istilah: TermsDocument = Field(default=TermsDocument(), description="Istilah pada formulir.")


_TARGETS = offers(words={"selesai": "Alur selesai di sini.", "lanjut": "Ke langkah berikutnya."})


class FlowKeys(Document):
    """Kunci alur, sama bagi langkah dan bagi satu lambang di dalamnya."""

    id: Text = Field(
        default="", description="Nama pendek, perlu hanya bila ditunjuk langkah lain.", examples=["naskah"]
    )
    pelaksana: TextList = Field(
        default=(),
        description="Nama dari daftar pelaksana, atau beberapa nama (yang pertama memimpin).",
        examples=["Karo PO"],
    )
    tidak: TextList = Field(
        default=(),
        description="Menjadikan langkah ini keputusan: ke mana cabang tidak (T).",
        examples=["naskah"],
        json_schema_extra=_TARGETS,
    )
    ya: TextList = Field(
        default=(),
        description="Ke mana cabang ya (Y); tanpa ini, langkah berikutnya.",
        examples=["selesai"],
        json_schema_extra=_TARGETS,
    )
    lanjut: TextList = Field(
        default=(), description="Ke mana alur berlanjut bila bukan ke langkah berikutnya.", json_schema_extra=_TARGETS
    )
    tanya: SymbolText = Field(default="", description="Pertanyaan di dalam belah ketupat.", examples=["Setuju?"])
    teks: SymbolText = Field(default="", description="Teks di dalam lambang kegiatan.")
    label_ya: Label | None = Field(
        default=None, description="Label cabang ya, khusus keputusan ini.", examples=["Setuju"]
    )
    label_tidak: Label | None = Field(
        default=None, description="Label cabang tidak, khusus keputusan ini.", examples=["Revisi"]
    )
    mulai: Text = Field(
        default="",
        description="true, atau nama pelaksana: alur mulai di sini.",
        examples=[True],
        json_schema_extra=offers(words={"true": "Alur mulai di sini."}),
    )
    selesai: Text = Field(
        default="",
        description="true, atau nama pelaksana: alur selesai di sini.",
        examples=["Sesmenko"],
        json_schema_extra=offers(words={"true": "Alur selesai di sini."}),
    )


_DECISION_KEYS: Any = {key: ["tidak"] for key in ("ya", "tanya", "label_ya", "label_tidak")}


class SymbolDocument(FlowKeys, title="Lambang"):
    """Satu lambang di dalam langkah yang memiliki beberapa lambang."""

    model_config = ConfigDict(json_schema_extra={"required": ["pelaksana"], "dependentRequired": _DECISION_KEYS})


class StepDocument(FlowKeys, title="Langkah"):
    """Satu langkah: satu baris tabel alur."""

    # The keys of the table's columns come from the form: see sop_document.

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"not": {"required": ["simbol"]}},
            "then": {"required": ["pelaksana"]},
            "dependentRequired": _DECISION_KEYS,
        }
    )

    simbol: Annotated[tuple[SymbolDocument, ...], Listed] = Field(
        default=(), description="Beberapa lambang dalam satu baris, menurut urutan alur."
    )

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the table's columns, by field."""
        own = type(self).model_fields
        return {field: getattr(self, field) for field in own if field not in StepDocument.model_fields}


class GroupDocument(Document, title="Kelompok pelaksana"):
    """Sekelompok pelaksana dengan kepala kolom bersama."""

    kelompok: Required = Field(description="Kepala kolom bersama.", examples=["Bagian Evaluasi"])
    anggota: RequiredList = Field(description="Nama pelaksana dalam kelompok ini.")


def _is_mapping(value: Any) -> bool:
    return isinstance(value, dict)


def _is_reference(value: Any) -> bool:
    """A mapping without anything like ``sop`` is a text with a colon that somebody forgot to quote."""
    return isinstance(value, dict) and any(nearest(key, ("sop",)) for key in value)


ActorDocument = Annotated[Annotated[Text, AsText] | Annotated[GroupDocument, AsDocument], text_or(_is_mapping)]
ActorList = Annotated[tuple[ActorDocument, ...], Listed]


class ReferenceDocument(Document, title="Rujukan SOP"):
    """Rujukan ke SOP lain dengan nomornya."""

    sop: Required = Field(
        description="Nomor SOP lain.", examples=["OT.01.02-015-097.Set.PO"], json_schema_extra=offers("sop")
    )


RelatedDocument = Annotated[Annotated[Text, AsText] | Annotated[ReferenceDocument, AsDocument], text_or(_is_reference)]


class RevisionDocument(Document, title="Revisi"):
    """Satu revisi."""

    ke: Annotated[int | None, whole_number(1, 99)] = Field(default=None, description="Revisi keberapa.", examples=[1])
    tanggal: RequiredDate = Field(description="Tanggal revisi.", examples=["2019-01-07"])
    uraian: Text = Field(default="", description="Apa yang berubah.", examples=["Penyesuaian nomenklatur"])


class WithdrawalDocument(Document, title="Pencabutan"):
    """Pencabutan SOP."""

    dengan: Required = Field(
        description="Keputusan atau surat yang mencabut.", examples=["Keputusan Kepala Biro Umum Nomor 7 Tahun 2027"]
    )
    tanggal: RequiredDate = Field(description="Sejak kapan tidak berlaku lagi.", examples=["2027-03-01"])


class SectionDocument(Document, title="Bagian"):
    """Satu tabel alur dari beberapa."""

    judul: Required = Field(description="Judul tabel alur ini.")
    langkah: Annotated[tuple[StepDocument, ...], Listed] = Field(description="Langkah-langkah bagian ini.")
    pelaksana: ActorList | None = Field(default=None, description="Kolom pelaksana, bila lain dari pelaksana SOP.")
    catatan: TextList = Field(default=(), description="Catatan di bawah tabel.")


class BoxDocument(Document, title="Kotak tambahan"):
    """Kotak tambahan pada formulir."""

    judul: Required = Field(description="Judul kotak.", examples=["Maksud dan tujuan"])
    isi: TextList = Field(default=(), description="Isi kotak.")


class SopDocument(Document, title="SOP"):
    """Satu SOP Administrasi Pemerintahan."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["langkah", "pelaksana"]}, {"required": ["bagian"]}]}
    )

    nomor: Required = Field(description="Nomor SOP.", examples=["OT.01.02-043-097.Set.PO"])
    jenis: Annotated[Kind | None, choice(Kind)] = Field(default=None, description="Jenis SOP.")
    judul: Required = Field(description="Judul SOP, tanpa kata “SOP”.", examples=["Penyusunan Laporan Kinerja"])
    unit: Required = Field(
        description=f"Kunci unit di {INSTITUTION_FILE}.", examples=["biro-po"], json_schema_extra=offers("unit")
    )
    tanggal_pembuatan: Date = Field(default=None, description="Tanggal selesai dibuat.", examples=["2017-11-08"])
    tanggal_efektif: Date = Field(default=None, description="Tanggal mulai berlaku.", examples=["2018-05-02"])
    disahkan_oleh: Required = Field(
        description=f"Kunci pejabat di {INSTITUTION_FILE}.", examples=["karo-po"], json_schema_extra=offers("pejabat")
    )
    revisi: Annotated[tuple[RevisionDocument, ...], Listed] = Field(
        default=(), description="Riwayat revisi, dari yang terlama."
    )
    status: Annotated[Status | None, choice(Status)] = Field(default=None, description="Status SOP; bawaan: berlaku.")
    pencabutan: WithdrawalDocument | None = Field(default=None, description="Dengan apa dan sejak kapan SOP dicabut.")
    tinjau_sebelum: Date = Field(default=None, description="Batas waktu peninjauan ulang.", examples=["2020-05-02"])
    dasar_hukum: TextList = Field(default=(), description="Peraturan yang menjadi dasar.")
    kualifikasi_pelaksana: TextList = Field(default=(), description="Kemampuan yang diperlukan pelaksana.")
    keterkaitan: Annotated[tuple[RelatedDocument, ...], Listed] = Field(
        default=(), description="SOP lain yang berkaitan: teks bebas, atau sop: NOMOR."
    )
    peralatan: TextList = Field(default=(), description="Peralatan dan perlengkapan.")
    peringatan: TextList = Field(default=(), description="Apabila … maka …")
    pencatatan: TextList = Field(default=(), description="Pencatatan dan pendataan.")
    pelaksana: ActorList | None = Field(default=None, description="Kolom pelaksana, dari kiri ke kanan.")
    langkah: Annotated[tuple[StepDocument, ...], Listed] | None = Field(
        default=None, description="Langkah-langkah alur."
    )
    bagian: Annotated[tuple[SectionDocument, ...], Listed] | None = Field(
        default=None, description="Beberapa tabel alur, sebagai ganti “langkah”."
    )
    catatan: TextList = Field(default=(), description="Catatan di bawah tabel.")
    tambahan: Annotated[tuple[BoxDocument, ...], Listed] = Field(
        default=(), description="Kotak tambahan pada formulir."
    )
    format: FormatDocument = Field(default=FormatDocument(), description="Pengaturan khusus SOP ini.")
    abaikan: Annotated[tuple[IgnoredDocument, ...], Listed] = Field(
        default=(), description="Temuan yang tidak ditampilkan."
    )
