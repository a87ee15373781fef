"""Warnings about the form: dates, NIP, empty boxes, times, status (W1xx)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sopgen.findings import as_typed, listed
from sopgen.model.example import flow_table, row
from sopgen.model.form.columns import MUTU_BAKU, by_field
from sopgen.model.form.fields import DATES, Box
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop, Status, TimeUnit
from sopgen.paths import BOOK_FILE, INSTITUTION_FILE
from sopgen.rules.rule import PERMENPAN, SEEDS, Context, Remark, is_blank, project_rule, sop_rule, steps
from sopgen.source.document import Scalar, SourcePath

_NIP = "Peraturan Kepala BKN 22/2007 (susunan NIP: lahir 8 angka, pengangkatan 6 angka, jenis kelamin, urut 3 angka)"

#: Who asks about a day is told so many days before that an SOP is to be reviewed.
_REMINDED = 90


def _step(waktu: str, output: str = "Konsep surat") -> str:
    return flow_table(row("Menyusun konsep surat", "Staf", "Disposisi", waktu, output), pelaksana="Staf")


@sop_rule(
    "SOP-W101",
    "Tanggal efektif sebelum tanggal pembuatan",
    PERMENPAN,
    why="Tanggal pembuatan adalah hari SOP selesai disusun; SOP baru dapat berlaku pada atau sesudah hari itu.",
    bad="tanggal_pembuatan: 2018-05-02\ntanggal_efektif: 2017-11-08",
    good="tanggal_pembuatan: 2017-11-08\ntanggal_efektif: 2018-05-02",
)
def effective_before_made(sop: Sop, context: Context) -> Iterator[Remark]:
    made, effective = sop.tanggal_pembuatan, sop.tanggal_efektif
    if made and effective and effective < made:
        yield Remark(
            ("tanggal_efektif",),
            f"Tanggal efektif {effective} lebih awal daripada tanggal pembuatan {made}.",
            f"Tulis tanggal_efektif pada atau sesudah {made}, atau perbaiki tanggal_pembuatan.",
        )


@sop_rule(
    "SOP-W102",
    "Revisi tidak berurutan",
    PERMENPAN,
    why="Revisi ditulis dari yang terlama; yang terakhir dicetak pada formulir. Revisi tidak mungkin "
    "lebih awal daripada pembuatan SOP.",
    bad="revisi:\n  - tanggal: 2020-03-02\n  - tanggal: 2019-01-07",
    good="revisi:\n  - tanggal: 2019-01-07\n  - tanggal: 2020-03-02",
)
def revisions_out_of_order(sop: Sop, context: Context) -> Iterator[Remark]:
    before, what, number = sop.tanggal_pembuatan, "tanggal pembuatan", 0
    for index, revision in enumerate(sop.revisi):
        if before and revision.tanggal < before:
            yield Remark(
                ("revisi", index, "tanggal"),
                f"Revisi ke-{revision.ke} bertanggal {revision.tanggal}, lebih awal daripada {what} ({before}).",
                "Perbaiki tanggalnya, atau urutkan revisi dari yang terlama.",
            )
        elif revision.ke <= number:
            yield Remark(
                ("revisi", index, "ke"),
                f"Revisi ke-{revision.ke} ditulis sesudah revisi ke-{number}.",
                f"Tulis ke: {number + 1}, atau hapus “ke” supaya dihitung sendiri.",
            )
        before, what, number = revision.tanggal, f"revisi ke-{revision.ke}", revision.ke


@project_rule(
    "SOP-W103",
    "NIP keliru",
    _NIP,
    why="NIP terdiri atas 18 angka: tanggal lahir, bulan pengangkatan, jenis kelamin, dan nomor urut. "
    "NIP yang salah ikut tercetak pada setiap SOP yang disahkan pejabat itu.",
    bad=f"# {INSTITUTION_FILE}\npejabat:\n  kepala:\n    jabatan: Kepala Biro\n    nama: Nama Pejabat\n"
    '    nip: "195910081983"',
    good=f"# {INSTITUTION_FILE}\npejabat:\n  kepala:\n    jabatan: Kepala Biro\n    nama: Nama Pejabat\n"
    '    nip: "195910081983031001"',
)
def impossible_nip(context: Context) -> Iterator[Remark]:
    institution = context.project.institution
    if institution is None:
        return
    for key, path, nip in _nips(institution):
        problem = nip_problem(nip)
        if nip and problem:
            yield Remark(
                path,
                f"NIP pejabat “{key}” {problem}.",
                "Tulis 18 angka NIP di antara tanda kutip, atau hapus baris nip bila pejabat ini tidak ber-NIP.",
                source=institution.source,
            )


def _nips(institution: Institution) -> Iterator[tuple[str, SourcePath, str]]:
    """The NIP of every official and of those before, with the official's key and the place in the source."""
    for key, official in institution.pejabat.items():
        yield key, ("pejabat", key, "nip"), official.nip
        for index in range(len(official.names) - 1):
            path: SourcePath = ("pejabat", key, "riwayat", index, "nip")
            node = institution.source.node(path) if institution.source else None
            yield key, path, node.text.strip() if isinstance(node, Scalar) else ""


def nip_problem(nip: str) -> str:
    """What is wrong with an NIP, as the end of a sentence; empty when nothing is. Blanks between groups are fine."""
    digits = re.sub(r"\s", "", nip)
    if not re.fullmatch(r"[0-9]+", digits):
        return "memuat tanda selain angka"
    if len(digits) != 18:
        return f"berisi {len(digits)} angka, bukan 18"
    if not _is_date(digits[:8]):
        return f"memuat tanggal lahir yang tidak sah ({digits[:8]})"
    if not _is_date(f"{digits[8:14]}01"):
        return f"memuat bulan pengangkatan yang tidak sah ({digits[8:14]})"
    if digits[8:12] < digits[:4]:
        return "memuat tahun pengangkatan sebelum tahun lahir"
    return "" if digits[14] in "12" else f"memuat angka jenis kelamin {digits[14]}, bukan 1 atau 2"


def _is_date(text: str) -> bool:
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return int(text[:4]) >= 1900


@sop_rule(
    "SOP-W104",
    "Mutu baku kosong",
    PERMENPAN,
    why="Setiap kegiatan menyebut mutu bakunya: kelengkapan, waktu, dan output. Sel kosong tidak dapat dinilai.",
    bad=_step("1 Jam", ""),
    good=_step("1 Jam"),
    usual=True,
)
def empty_standard(sop: Sop, context: Context) -> Iterator[Remark]:
    columns = by_field(sop.format.form.columns)
    standard = [field for field, column in columns.items() if column.above == MUTU_BAKU]
    for _, step, path in steps(sop):
        empty = [field for field in standard if is_blank(sop, (*path, field))]
        if empty:
            written = len(empty) == 1 and sop.source.node((*path, empty[0])) is not None
            yield Remark(
                (*path, empty[0]) if written else (*path, "kegiatan"),
                f"Langkah {step.number} belum menyebut {listed(empty)}.",
                f"Isi {listed([f'“{key}”' for key in empty])} pada langkah ini.",
                step.number,
            )


@sop_rule(
    "SOP-W105",
    "Waktu bukan angka dan satuan",
    "Panduan format sopgen: waktu adalah angka dan satuan",
    why="Waktu yang bukan angka dan satuan tetap dicetak, tetapi tidak ikut dijumlahkan.",
    bad=_step("secepatnya"),
    good=_step("1,5 Jam"),
    usual=True,
)
def unreadable_time(sop: Sop, context: Context) -> Iterator[Remark]:
    units = listed([unit.value for unit in TimeUnit]).replace(", dan ", ", atau ")
    for _, step, path in steps(sop):
        if step.waktu.strip() and step.duration is None:
            yield Remark(
                (*path, "waktu"),
                f"Waktu langkah {step.number} bukan angka dan satuan, jadi tidak ikut dijumlahkan.",
                f"Tulis angka dan satuan, misalnya “30 Menit”; satuannya {units}.",
                step.number,
            )


@sop_rule(
    "SOP-W106",
    "Batas peninjauan terlewati",
    "PermenPAN-RB 35/2012, evaluasi: SOP ditinjau secara berkala",
    why="SOP yang melewati “tinjau_sebelum” perlu ditinjau: direvisi, atau dinyatakan tetap berlaku. Dengan "
    "“sopgen check --per TANGGAL”, SOP yang batasnya tiba dalam 90 hari sesudah tanggal itu juga dilaporkan.",
    bad="tinjau_sebelum: 2019-05-02",
    good="tinjau_sebelum: 2099-05-02",
)
def review_overdue(sop: Sop, context: Context) -> Iterator[Remark]:
    due = sop.tinjau_sebelum
    if due is None or sop.status is Status.WITHDRAWN or _is_early(sop):
        return
    left = (due - context.today).days
    told = f"SOP ini seharusnya sudah ditinjau sebelum {due}."
    if 0 <= left <= _REMINDED:
        told = f"SOP ini harus ditinjau sebelum {due}; per {context.today} sisa {left} hari."
    if left < 0 or (context.reminds and left <= _REMINDED):
        hint = "Tinjau SOP ini, catat hasilnya pada “revisi” bila ada yang berubah, lalu tulis tanggal peninjauan baru."
        yield Remark(("tinjau_sebelum",), told, hint)


@sop_rule(
    "SOP-W107",
    "SOP yang tidak berlaku tercantum dalam buku",
    PERMENPAN,
    why="Buku SOP yang ditetapkan pimpinan hanya memuat SOP yang berlaku. Konsep dan SOP yang dicabut dilewati; "
    "registernya mencatat sebabnya.",
    bad=f"# {BOOK_FILE}\njudul: Buku SOP\ntahun: 2018\n# sop.yaml\nstatus: konsep",
    good=f"# {BOOK_FILE}\njudul: Buku SOP\ntahun: 2018\n# sop.yaml\nstatus: berlaku",
)
def draft_in_book(sop: Sop, context: Context) -> Iterator[Remark]:
    book = context.project.book
    if sop.in_force.status is Status.IN_FORCE or book is None or book.source is None:
        return
    file = sop.source.name
    chapter = next((chapter for chapter in book.chapters if file in chapter.files), None)
    if chapter is None:
        return
    enact = "Tulis status: berlaku bila sudah disahkan"
    if book.enacted_only:
        enact = f"Bila sudah disahkan, jalankan: sopgen enact {as_typed(file)}"
    word = chapter.words[chapter.files.index(file)]
    if not word:
        if sop.status is Status.DRAFT:
            hint = f"{enact}; bila belum, hanya buku yang dibuat dengan --konsep memuatnya."
            yield Remark(("status",), f"SOP ini berstatus {sop.status.value}, jadi tidak dimuat dalam buku SOP.", hint)
        return
    told = (
        f"SOP ini berstatus {sop.status.value}, tetapi masih tercantum dalam “susunan” buku SOP (bab {chapter.judul})."
    )
    hint = f"Hapus {word} dari “susunan” di {BOOK_FILE}"
    if sop.status is Status.DRAFT:
        hint = f"{enact}; bila belum, hapus {word} dari “susunan” di {BOOK_FILE}"
    yield Remark(("status",), told, f"{hint}.")


@sop_rule(
    "SOP-W108",
    "Kotak formulir kosong",
    f"{PERMENPAN}; {SEEDS}",
    why="Formulir SOP AP memuat enam kotak; kotak kosong tercetak kosong.",
    bad="dasar_hukum: []",
    good="dasar_hukum:\n  - Peraturan Presiden Nomor 2 Tahun 2015 tentang Rencana Pembangunan Jangka Menengah Nasional",
)
def empty_box(sop: Sop, context: Context) -> Iterator[Remark]:
    empty = [box for box in sop.format.form.boxes if is_blank(sop, (box.key,))]
    unwritten = [box for box in empty if sop.source.node((box.key,)) is None]
    if unwritten:
        yield _empty_boxes(("judul",), unwritten)
    for box in empty:
        if box not in unwritten:
            yield _empty_boxes((box.key,), [box])


def _empty_boxes(path: SourcePath, boxes: list[Box]) -> Remark:
    return Remark(
        path,
        f"Kotak {listed([f'“{box.title}”' for box in boxes])} kosong.",
        f"Isi {listed([f'“{box.key}”' for box in boxes])}, atau tulis tanda hubung bila memang tidak ada.",
    )


@sop_rule(
    "SOP-W109",
    "Batas peninjauan tidak sesudah tanggal efektif",
    "PermenPAN-RB 35/2012, evaluasi: SOP ditinjau setelah dijalankan",
    why="SOP ditinjau setelah berlaku, jadi batas peninjauan berada sesudah tanggal efektif.",
    bad="tanggal_efektif: 2018-05-02\ntinjau_sebelum: 2018-05-02",
    good="tanggal_efektif: 2018-05-02\ntinjau_sebelum: 2099-05-02",
)
def review_before_effective(sop: Sop, context: Context) -> Iterator[Remark]:
    due, effective = sop.tinjau_sebelum, sop.tanggal_efektif
    if effective and _is_early(sop):
        yield Remark(
            ("tinjau_sebelum",),
            f"Batas peninjauan {due} tidak sesudah tanggal efektif {effective}.",
            f"Tulis tinjau_sebelum sesudah {effective}, misalnya {_year_later(effective)}.",
        )


@sop_rule(
    "SOP-W110",
    "SOP yang berlaku tidak masuk buku",
    "Panduan format sopgen: buku memuat SOP yang tercantum dalam susunannya",
    why="SOP baru tidak dengan sendirinya masuk ke buku yang susunannya menyebut SOP satu per satu.",
    bad=f"# {BOOK_FILE}\njudul: Buku SOP\ntahun: 2018\nsusunan:\n  - judul: Bagian Umum\n"
    "    sop: [satu.yaml]\n# satu.yaml\nnomor: A.1\n# dua.yaml\nnomor: A.2",
    good=f"# {BOOK_FILE}\njudul: Buku SOP\ntahun: 2018\nsusunan:\n  - judul: Bagian Umum\n"
    "    sop: [satu.yaml, dua.yaml]\n# satu.yaml\nnomor: A.1\n# dua.yaml\nnomor: A.2",
)
def missing_from_book(sop: Sop, context: Context) -> Iterator[Remark]:
    book = context.project.book
    if sop.in_force.status is not Status.IN_FORCE or book is None or book.source is None:
        return
    if book.unit is not None and sop.unit.key != book.unit.key:  # that leaves the other units' SOPs to theirs
        return
    if not any(sop.nomor in chapter.sop for chapter in book.chapters):
        yield Remark(
            ("nomor",),
            f"SOP ini berlaku, tetapi tidak dimuat dalam buku SOP: “susunan” di {BOOK_FILE} tidak menyebutnya.",
            f"Tambahkan {sop.nomor} pada salah satu bab di “susunan”.",
        )


@sop_rule(
    "SOP-W111",
    "SOP yang berlaku tanpa tanggal",
    PERMENPAN,
    why="Formulir SOP menyebut sejak kapan SOP berlaku. SOP tanpa satu tanggal pun tidak dapat diketahui umurnya; "
    "yang belum disahkan berstatus konsep.",
    bad="status: berlaku\ntanggal_pembuatan:\ntanggal_efektif:",
    good="status: berlaku\ntanggal_efektif: 2018-05-02",
)
def in_force_without_a_date(sop: Sop, context: Context) -> Iterator[Remark]:
    dated = [field.key for field in sop.format.form.identity if field.kind in DATES]
    if sop.status is Status.IN_FORCE and all(is_blank(sop, (key,)) for key in (*dated, "revisi")):
        written = [key for key in ("status", "tanggal_efektif") if sop.source.node((key,)) is not None]
        yield Remark(
            (written[0] if written else "judul",),
            "SOP ini berstatus berlaku, tetapi belum bertanggal.",
            "Tulis tanggal_efektif, atau tulis status: konsep bila SOP ini belum disahkan.",
        )


@sop_rule(
    "SOP-W112",
    "Revisi yang belum tiba pada SOP yang sudah berlaku",
    PERMENPAN,
    why="Urutannya: dibuat, direvisi, lalu berlaku. Revisi yang lebih baru daripada tanggal efektif masih dapat benar "
    "(SOP berlaku sejak tanggal itu, lalu direvisi), kecuali bila harinya belum tiba: revisi itu belum berlaku.",
    bad="tanggal_efektif: 2018-05-02\nrevisi:\n  - tanggal: 2098-01-07",
    good="tanggal_efektif: 2018-05-02\nrevisi:\n  - tanggal: 2019-01-07",
)
def revision_to_come(sop: Sop, context: Context) -> Iterator[Remark]:
    effective = sop.tanggal_efektif
    if effective is None or sop.status is not Status.IN_FORCE:
        return
    for index, revision in enumerate(sop.revisi):
        if revision.tanggal > max(effective, context.today):
            yield Remark(
                ("revisi", index, "tanggal"),
                f"Revisi ke-{revision.ke} bertanggal {revision.tanggal}, padahal SOP ini berlaku sejak {effective}.",
                f"Perbaiki tanggalnya, atau tulis tanggal_efektif pada atau sesudah {revision.tanggal}.",
            )


def _is_early(sop: Sop) -> bool:
    """Whether the review date is no date of a review at all: W109 speaks about it then, and W106 does not."""
    due, effective = sop.tinjau_sebelum, sop.tanggal_efektif
    return bool(due and effective and due <= effective)


def _year_later(day: date) -> date:
    """The same day a year on; 29 February becomes 28 February."""
    return date(day.year + 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
