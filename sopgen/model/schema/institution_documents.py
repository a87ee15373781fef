"""The source of the institution as it is typed, with its units and officials and what they were called before."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from sopgen.model.schema.documents import Document, FormatDocument, IgnoredDocument, Listed
from sopgen.model.schema.fields import Date, Required, Text
from sopgen.paths import SOURCES, TEMPLATES

_SINCE: Any = Field(default=None, description="Hari pertama nama ini dipakai.", examples=["2024-10-21"])
_UNTIL: Any = Field(default=None, description="Hari terakhir nama ini dipakai.", examples=["2024-10-20"])


class FormerUnitDocument(Document, title="Nama unit sebelumnya"):
    """Nama unit pada masa sebelumnya."""

    nama: Required = Field(description="Nama unit waktu itu.")
    induk: Text = Field(default="", description="Unit di atasnya waktu itu; tanpa ini, yang sekarang.")
    alamat: Text = Field(default="", description="Alamatnya waktu itu; tanpa ini, yang sekarang.")
    sejak: Date = _SINCE
    sampai: Date = _UNTIL


class UnitDocument(Document, title="Unit"):
    """Unit kerja."""

    nama: Required = Field(description="Nama unit.", examples=["Biro Perencanaan dan Organisasi"])
    induk: Text = Field(default="", description="Unit di atasnya.", examples=["Sekretariat Kementerian Koordinator"])
    alamat: Text = Field(default="", description="Alamat pada kop suratnya; tanpa ini, alamat instansi.")
    sejak: Date = _SINCE
    riwayat: Annotated[tuple[FormerUnitDocument, ...], Listed] = Field(
        default=(), description="Nama-nama sebelumnya; dokumen memakai nama yang berlaku pada tanggalnya."
    )


class FormerOfficialDocument(Document, title="Pejabat sebelumnya"):
    """Pejabat pada masa sebelumnya."""

    nama: Required = Field(description="Nama dengan gelar.", examples=["Nama Pejabat"])
    jabatan: Text = Field(default="", description="Nama jabatannya waktu itu; tanpa ini, yang sekarang.")
    nip: Text = Field(default="", description="NIP, 18 angka, diapit tanda kutip.")
    sejak: Date = _SINCE
    sampai: Date = _UNTIL


class OfficialDocument(Document, title="Pejabat"):
    """Pejabat yang menandatangani."""

    jabatan: Required = Field(description="Nama jabatan lengkap.", examples=["Kepala Biro Umum"])
    nama: Required = Field(description="Nama dengan gelar.", examples=["Nama Pejabat"])
    nip: Text = Field(default="", description="NIP, 18 angka, diapit tanda kutip.")
    sejak: Date = _SINCE
    riwayat: Annotated[tuple[FormerOfficialDocument, ...], Listed] = Field(
        default=(), description="Pejabat-pejabat sebelumnya; dokumen memakai yang menjabat pada tanggalnya."
    )


class FormerInstitutionDocument(Document, title="Nama instansi sebelumnya"):
    """Nama instansi pada masa sebelumnya."""

    nama: Required = Field(description="Nama instansi waktu itu.")
    singkatan: Text = Field(default="", description="Singkatannya waktu itu.")
    alamat: Text = Field(default="", description="Alamatnya waktu itu; tanpa ini, yang sekarang.")
    kota: Text = Field(default="", description="Kotanya waktu itu; tanpa ini, yang sekarang.")
    sejak: Date = _SINCE
    sampai: Date = _UNTIL


class InstitutionDocument(Document, title="Instansi"):
    """Instansi pemilik SOP."""

    nama: Required = Field(description="Nama instansi.")
    singkatan: Text = Field(default="", description="Singkatan nama instansi.")
    logo: Text = Field(
        default="", description=f"Berkas SVG atau PNG di {SOURCES}/ atau {TEMPLATES}/.", examples=["logo.svg"]
    )
    alamat: Text = Field(default="", description="Alamat.")
    kota: Text = Field(default="", description="Kota tempat surat dibuat.", examples=["Jakarta"])
    sejak: Date = _SINCE
    riwayat: Annotated[tuple[FormerInstitutionDocument, ...], Listed] = Field(
        default=(), description="Nama-nama sebelumnya; dokumen memakai nama yang berlaku pada tanggalnya."
    )
    unit: dict[str, UnitDocument] = Field(default={}, description="Unit kerja menurut kuncinya.")
    pejabat: dict[str, OfficialDocument] = Field(default={}, description="Pejabat menurut kuncinya.")
    jabatan: dict[str, Text] = Field(default={}, description="Kepanjangan nama jabatan pada kolom pelaksana.")
    format: FormatDocument = Field(default=FormatDocument(), description="Pengaturan halaman dan tulisan.")
    abaikan: Annotated[tuple[IgnoredDocument, ...], Listed] = Field(
        default=(), description="Temuan yang tidak ditampilkan."
    )
