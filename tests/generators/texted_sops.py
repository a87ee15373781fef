"""Flow tables with the texts that offices write in them: random flows, and flows as often as they really come.

``random_section`` gives a flow of ``random_flows`` texts. ``office_section`` has the habits counted in some 350
published SOPs: three pelaksana mostly, about six steps, several symbols in a fifth of the rows, labels and times as
they are written, a text in Ket in a quarter of the SOPs. All texts are invented.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import Any

from sopgen.model.form.form import FORM
from sopgen.model.institution import Paper, TerminatorStyle
from sopgen.model.sop import Actor, Section, Step, StepSymbol, Target, TargetKind
from tests.generators.random_flows import plain, to_step, wide

_STARTS = (
    "Menerima dan memeriksa kelengkapan",
    "Menyusun konsep",
    "Melakukan koordinasi dengan unit kerja terkait mengenai",
    "Memberikan disposisi tindak lanjut atas",
    "Membuat rekapitulasi serta mengolah data",
    "Menandatangani",
    "Mencatat, menggandakan, dan mendistribusikan",
    "Mengarsipkan",
    "Menugaskan tim untuk menyiapkan",
    "Meneliti dan memberikan paraf pada",
)
_THINGS = (
    "surat masuk",
    "laporan bulanan pelaksanaan kegiatan",
    "usulan kebutuhan pegawai beserta data pendukungnya",
    "dokumen pengadaan barang dan jasa",
    "bahan rapat koordinasi",
    "daftar arsip inaktif yang akan dimusnahkan",
    "permohonan data dari pengguna layanan",
    "nota dinas",
)
_ENDS = (
    "",
    "",
    " kepada pimpinan",
    "; bila belum lengkap, dikembalikan kepada pengusul untuk diperbaiki",
    " sesuai dengan ketentuan peraturan perundang-undangan yang berlaku",
    " dan menyampaikan hasilnya kepada atasan langsung untuk diperiksa serta mendapat arahan lebih lanjut",
)
_PAPERS = (
    "Berkas",
    "Disposisi",
    "Konsep laporan yang telah diparaf",
    "Surat masuk dan lembar disposisi",
    "Komputer, printer, ATK",
    "Dokumen lengkap",
    "-",
    "",
)
_TIMES = ("10 Menit", "30 Menit", "1 Jam", "2 Jam", "1 Hari", "3 Hari kerja")
_FREE_TIMES = ("Sesuai kebutuhan", "Sesuai kebutuhan", "5-10 menit", "Semesteran", "2 menit/berkas", "15 mnt")
_REMARKS = (
    "Paling lambat dua hari kerja setelah surat diterima",
    "Lihat SOP Pengelolaan Surat Masuk",
    "Bila pejabat berhalangan, disposisi diberikan oleh pejabat yang ditunjuk sebagai pelaksana harian",
    "Melalui aplikasi",
    "Data disimpan dalam bentuk elektronik dan cetak, masing-masing satu salinan di unit pengolah",
)
_POSTS = (
    "Kepala Biro",
    "Kepala Bagian Umum",
    "Kasubbag Tata Usaha",
    "Ketua Tim",
    "Analis Kepegawaian",
    "Arsiparis",
    "Pengadministrasi Umum",
    "Tim Teknis",
)
_LABELS = (("Ya", "Tidak"), ("Ya", "Tidak"), ("Ya", "Tidak"), ("Y", "T"), ("Y", "T"), ("Setuju", "Tidak setuju"))
_OWN_LABELS = ("Dalam kota", "Setuju", "Lengkap")


@dataclass(frozen=True, slots=True)
class Texted:
    """A flow table, and the settings of its format that are not the usual ones."""

    section: Section
    settings: dict[str, Any]


def random_section(seed: int) -> Texted:
    """A random flow (every other one of the wider mix) with texts in its table."""
    case = wide(2_000 + seed) if seed % 2 else plain(2_000 + seed)
    dice = random.Random(50_000 + seed)
    remarks = dice.random() < 0.28
    steps = tuple(_with_texts(step, dice, remarks) for step in case.section.steps)
    names = _names(dice, len(case.section.actors))
    terminator = dice.choice((TerminatorStyle.SEPARATE, TerminatorStyle.ACTIVITY))
    return Texted(replace(case.section, actors=names, steps=steps), {"terminator": terminator})


def office_section(seed: int) -> Texted:
    """A flow table as offices keep them."""
    dice = random.Random(60_000 + seed)
    names = _names(dice, dice.choices((2, 3, 4, 5, 6), (52, 181, 56, 23, 4))[0])
    count = max(3, min(14, round(dice.gauss(6.2, 2.6))))
    remarks = dice.random() < 0.28
    steps: list[Step] = []
    at = dice.randrange(len(names))
    for number in range(1, count + 1):
        symbols = _symbols(dice, number, count, len(names), at)
        steps.append(_with_texts(Step(number, "", symbols), dice, remarks))
        at = dice.randrange(len(names)) if dice.random() < 0.7 else at
    return Texted(Section(None, names, tuple(steps)), _settings(dice))


def _settings(dice: random.Random) -> dict[str, Any]:
    yes, no = dice.choice(_LABELS)
    papers = (Paper.LETTER, Paper.A4, Paper.F4, Paper.LEGAL)
    settings: dict[str, Any] = {
        "kertas": dice.choices(papers, (45, 35, 15, 5))[0],
        "ukuran_huruf": dice.choice((8.0, 8.0, 9.0)),
        "label_ya": yes,
        "label_tidak": no,
        "terminator": dice.choices((TerminatorStyle.SEPARATE, TerminatorStyle.ACTIVITY), (6, 4))[0],
        "nomor_kolom": dice.random() < 0.25,
    }
    if dice.random() < 0.1:
        kept = tuple(column for column in FORM.columns if column.key != "kelengkapan")
        settings["form"] = replace(FORM, columns=kept)
    return settings


def _symbols(dice: random.Random, number: int, count: int, actors: int, at: int) -> tuple[StepSymbol, ...]:
    """One symbol mostly; else two or three with arrows between them, or joined ones."""
    decision = 1 < number < count and dice.random() < 0.17
    kind = dice.random()
    if kind < 0.04:
        return (_symbol(dice, number, count, tuple(dice.sample(range(actors), 2)), decision),)
    if kind < 0.23:
        columns = dice.sample(range(actors), min(actors, dice.choice((2, 2, 3))))
        first = tuple(StepSymbol((column,)) for column in columns[:-1])
        return (*first, _symbol(dice, number, count, (columns[-1],), decision))
    return (_symbol(dice, number, count, (at,), decision),)


def _symbol(dice: random.Random, number: int, count: int, actors: tuple[int, ...], decision: bool) -> StepSymbol:
    if not decision:
        return StepSymbol(actors)
    ahead = number + 2 <= count and dice.random() < 0.3
    goal = number + 2 if ahead else max(1, number - dice.choice((1, 1, 1, 2, 3)))
    goals: tuple[Target, ...] = (to_step(goal),)
    if dice.random() < 0.07 and number > 2 and goal != 1:
        goals = (to_step(1), *goals)
    if number == count - 1 and dice.random() < 0.2:
        goals = (Target(TargetKind.END),)
    own = dice.choice(_OWN_LABELS) if dice.random() < 0.08 else None
    return StepSymbol(actors, decision=True, no=goals, label_yes=own)


def _names(dice: random.Random, count: int) -> tuple[Actor, ...]:
    chosen = dice.sample(_POSTS, min(count, len(_POSTS)))
    return tuple(Actor(name) for name in [*chosen, *(f"Petugas {index}" for index in range(count - len(chosen)))])


def _with_texts(step: Step, dice: random.Random, remarks: bool) -> Step:
    activity = f"{dice.choice(_STARTS)} {dice.choice(_THINGS)}{dice.choice(_ENDS)}"
    return replace(
        step,
        kegiatan=activity,
        kelengkapan=dice.choice(_PAPERS),
        waktu=dice.choice(_FREE_TIMES) if dice.random() < 0.14 else dice.choice(_TIMES),
        output=dice.choice(_PAPERS),
        ket=dice.choice(_REMARKS) if remarks and dice.random() < 0.5 else "",
    )
