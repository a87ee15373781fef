"""Rules about what is made of the sources: documents that would not be made, or would take each other's place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from sopgen.model.codes import SENT_STAYS
from sopgen.model.sop import Sop, Status
from sopgen.paths import LETTERS, sent_folder
from sopgen.rules.rule import Context, Remark, project_rule

_OUTPUTS = "Panduan format sumber sopgen: hasil bernama seperti sumbernya"
_LETTER = (
    "jenis: Nota Dinas\nnomor: ND-1\ntanggal: 2018-05-02\ndari: kepala\nkepada: Kepala Bagian\nhal: SOP\n"
    "lampiran:\n  - sop: [sop.yaml]"
)
_FILE = f"# {PurePosixPath(LETTERS).name}/nota.yaml\n"


@project_rule(
    "SOP-W304",
    "Surat melampirkan SOP yang tidak berlaku",
    "PermenPAN-RB 35/2012 (Pedoman Penyusunan SOP AP): yang dilaksanakan adalah SOP yang berlaku",
    why="Lampiran surat seperti ini tidak dibuat, kecuali diminta dengan --konsep.",
    bad=f"status: konsep\n{_FILE}{_LETTER}",
    good=f"status: berlaku\n{_FILE}{_LETTER}",
)
def letter_of_sops_not_in_force(context: Context) -> Iterator[Remark]:
    for letter in (each for each in context.project.letters if each.sent is None):
        refused = [f"{sop.nomor} ({sop.status.value})" for sop in context.project.not_in_force(letter)]
        if refused:
            told = f"Lampiran surat ini tidak dibuat karena memuat SOP yang tidak berlaku: {', '.join(refused)}."
            yield Remark(("lampiran",), told, _hint(context.project.not_in_force(letter)), source=letter.source)


def _hint(refused: tuple[Sop, ...]) -> str:
    """What to do about SOPs that are not in force: nobody brings a withdrawn one back for an old letter."""
    if any(sop.status is Status.WITHDRAWN for sop in refused):
        sent = "Bila surat ini sudah dikirim, tulis “terkirim:” dan tanggalnya"
        return f"{sent}; bila belum, keluarkan SOP itu dari lampiran."
    return "Tulis status: berlaku pada SOP itu bila sudah disahkan, atau keluarkan SOP itu dari lampiran."


@project_rule(
    "SOP-W307",
    "Surat yang sudah terkirim disunting",
    SENT_STAYS,
    why="Surat yang terkirim tidak dibuat lagi, jadi perubahan pada berkasnya tidak tampak pada dokumennya.",
    bad="",
    good="",
)
def altered_since_sent(context: Context) -> Iterator[Remark]:
    for letter in context.project.letters:
        if letter.sent is not None and letter.terkirim is None:
            told = "Surat ini sudah terkirim, tetapi “terkirim:” tidak ada lagi; yang dibuat tetap surat yang terkirim."
            folder = sent_folder(Path(letter.source.name)).name
            hint = f"Tulis kembali “terkirim:” dan tanggalnya; bila surat ini belum dikirim, hapus folder {folder}."
            yield Remark((), told, hint, source=letter.source)
        elif letter.sent is not None and letter.sent.altered:
            told = "Berkas ini berubah sesudah suratnya terkirim; yang dibuat tetap surat yang terkirim."
            hint = "Kembalikan isinya, atau buat surat baru di berkas lain."
            yield Remark(("terkirim",), told, hint, source=letter.source)


@project_rule(
    "SOP-W308",
    "Surat terkirim sebelum tanggalnya",
    "Tata naskah dinas: surat dikirim sesudah bertanggal dan ditandatangani",
    why="SOP yang dilampirkan adalah yang berlaku pada tanggal surat; tanggal yang keliru melampirkan SOP yang keliru.",
    bad=f"{_FILE}{_LETTER}\nterkirim: 2018-05-01",
    good=f"{_FILE}{_LETTER}\nterkirim: 2018-05-02",
)
def sent_before_its_date(context: Context) -> Iterator[Remark]:
    for letter in context.project.letters:
        if letter.terkirim is not None and letter.tanggal is not None and letter.terkirim < letter.tanggal:
            told = f"Surat ini terkirim pada {letter.terkirim}, padahal bertanggal {letter.tanggal}."
            hint = "Perbaiki tanggal yang keliru, pada “terkirim” atau “tanggal”."
            yield Remark(("terkirim",), told, hint, source=letter.source)


@project_rule(
    "SOP-E405",
    "Dua surat bernama sama",
    _OUTPUTS,
    why="Lampiran surat bernama seperti berkas suratnya, tanpa foldernya; yang satu menimpa yang lain.",
    bad=f"{_FILE}{_LETTER}\n{_FILE.replace('nota', '2018/nota')}{_LETTER}",
    good=f"{_FILE}{_LETTER}\n{_FILE.replace('nota', '2018/nota-2')}{_LETTER}",
)
def letters_of_one_name(context: Context) -> Iterator[Remark]:
    first: dict[str, str] = {}
    for letter in context.project.letters:
        before = first.setdefault(letter.name, letter.source.name)
        if before != letter.source.name:
            message = f"Lampiran surat ini akan bernama sama dengan lampiran {before}."
            yield Remark((), message, "Ganti nama salah satu berkasnya.", source=letter.source)


@project_rule(
    "SOP-W305",
    "Nama dua berkas hanya berbeda huruf besar dan kecilnya",
    _OUTPUTS,
    why="Di Windows, macOS, dan banyak penyimpanan bersama, hasil yang satu menimpa hasil yang lain.",
    bad="# satu.yaml\nnomor: A.1\n# Satu.yaml\nnomor: A.2",
    good="# satu.yaml\nnomor: A.1\n# dua.yaml\nnomor: A.2",
)
def names_alike_but_for_case(context: Context) -> Iterator[Remark]:
    first: dict[str, str] = {}
    sources = [*(sop.source for sop in context.sops), *(letter.source for letter in context.project.letters)]
    for source in sources:
        name = unicodedata.normalize("NFC", source.name).casefold()
        before = first.setdefault(name, source.name)
        if before != source.name:
            message = f"Nama berkas ini hanya berbeda huruf besar dan kecilnya dari {before}."
            yield Remark((), message, "Ganti nama salah satu berkasnya.", source=source)
