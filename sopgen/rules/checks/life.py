"""Rules about the life of an SOP: what was enacted, and what its source says since."""

from __future__ import annotations

from collections.abc import Iterator

from sopgen.findings import as_typed
from sopgen.model.codes import SIGNED_STAYS
from sopgen.model.sop import Sop, Status
from sopgen.model.visible import visible
from sopgen.paths import BOOK_FILE
from sopgen.rules.rule import PERMENPAN, Context, Remark, sop_rule


@sop_rule(
    "SOP-W113",
    "Sumber SOP yang sudah ditetapkan berubah",
    SIGNED_STAYS,
    why="Dokumen yang ditetapkan tetap berlaku sampai revisinya ditetapkan; perubahan ini belum tampak di mana pun. "
    "Komentar, susunan baris, dan ejaan tidak dihitung sebagai perubahan.",
    bad="",
    good="",
)
def changed_since_enacted(sop: Sop, context: Context) -> Iterator[Remark]:
    enacted = sop.enacted
    if enacted is not None and enacted.differs and sop.status is Status.IN_FORCE:
        renumbered = f" (nomornya waktu itu {enacted.nomor})" if visible(enacted.nomor) != visible(sop.nomor) else ""
        yield Remark(
            ("nomor",) if renumbered else ("status",),
            f"SOP ini sudah ditetapkan pada {enacted.tanggal}{renumbered}, tetapi isi berkas sumbernya berubah sejak "
            "itu; yang berlaku tetap dokumen yang ditetapkan.",
            f"Jalankan: sopgen revise {as_typed(sop.source.name)}; atau kembalikan isinya bila perubahan itu tidak "
            "disengaja.",
        )


@sop_rule(
    "SOP-S109",
    "Dokumen yang ditetapkan kurang lengkap sebagai arsip",
    "ISO 19005 (PDF/A) dan ISO 14289 (PDF/UA)",
    why="Dokumen yang dipindai atau dibuat program lain tetap dijilid, tetapi buku yang memuatnya tidak lagi memenuhi "
    "kedua standar itu.",
    bad="",
    good="",
)
def enacted_document_lacks(sop: Sop, context: Context) -> Iterator[Remark]:
    enacted = sop.enacted
    if enacted is not None and enacted.lacks and sop.status is not Status.WITHDRAWN:
        yield Remark(
            ("status",),
            f"Dokumen yang ditetapkan pada {enacted.tanggal}: {'; '.join(enacted.lacks)}.",
            "Bila ada, tetapkan PDF buatan sopgen yang ditandatangani secara elektronik, bukan hasil pindaiannya.",
        )


@sop_rule(
    "SOP-W114",
    "Pencabutan SOP yang statusnya bukan dicabut",
    PERMENPAN,
    why="SOP yang dicabut berstatus dicabut; tanpa itu SOP ini tetap berlaku.",
    bad="status: berlaku\npencabutan:\n  dengan: Keputusan Nomor 7 Tahun 2027\n  tanggal: 2027-03-01",
    good="status: dicabut\npencabutan:\n  dengan: Keputusan Nomor 7 Tahun 2027\n  tanggal: 2027-03-01",
)
def withdrawal_without_status(sop: Sop, context: Context) -> Iterator[Remark]:
    if sop.pencabutan is not None and sop.status is not Status.WITHDRAWN:
        yield Remark(
            ("pencabutan", "tanggal") if sop.source.node(("status",)) is None else ("status",),
            f"SOP ini dicabut sejak {sop.pencabutan.tanggal}, tetapi berstatus {sop.status.value}.",
            "Tulis status: dicabut, atau hapus “pencabutan”.",
        )


@sop_rule(
    "SOP-W115",
    "SOP belum ditetapkan, padahal buku hanya memuat yang ditetapkan",
    SIGNED_STAYS,
    why="Dengan “hanya_ditetapkan: true”, buku tidak dibuat selama ada SOP berlaku yang belum ditetapkan, kecuali "
    "diminta dengan --sebagian.",
    bad=f"# {BOOK_FILE}\njudul: Buku SOP\ntahun: 2018\nhanya_ditetapkan: true",
    good=f"# {BOOK_FILE}\njudul: Buku SOP\ntahun: 2018",
)
def not_enacted_for_the_book(sop: Sop, context: Context) -> Iterator[Remark]:
    book = context.project.book
    if book is None or not book.enacted_only or sop.enactments or sop.status is not Status.IN_FORCE:
        return
    if any(sop.nomor in chapter.sop for chapter in book.chapters):
        yield Remark(
            ("status",) if sop.source.node(("status",)) is not None else ("nomor",),
            "SOP ini berlaku tetapi belum ditetapkan, sedangkan buku SOP hanya memuat yang sudah ditetapkan; buku itu "
            "tidak dibuat.",
            f"Jalankan: sopgen enact {as_typed(sop.source.name)}; atau hapus hanya_ditetapkan di {BOOK_FILE}.",
        )
