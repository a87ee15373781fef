"""Advice about the language: verbs, subjects, title, capitals, warnings, blanks, units (S1xx).

Tuned on the texts of two real SOPs: at most one false alarm in ten is what an officer will put up with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sopgen.model.example import flow_table, row
from sopgen.model.scripts import scripts_in
from sopgen.model.sop import Section, Sop, Step
from sopgen.rules.rule import PERMENPAN, SEEDS, Context, Remark, sop_rule, steps
from sopgen.rules.texts import texts
from sopgen.rules.words.acronyms import names_in_capitals
from sopgen.rules.words.blanks import STRAY_BLANK
from sopgen.rules.words.capitals import odd_words
from sopgen.rules.words.positions import RANK_WORDS
from sopgen.rules.words.verbs import active_form, first_word, is_active, is_passive
from sopgen.rules.words.vocabulary import ASPECTS, PEOPLE
from sopgen.source.document import SourcePath


def _step(kegiatan: str, waktu: str = "10 Menit", output: str = "Surat") -> str:
    return flow_table(row(kegiatan, "Kepala", "Konsep surat", waktu, output), pelaksana="Kepala")


@sop_rule(
    "SOP-S101",
    "Kegiatan tidak diawali kata kerja aktif",
    f"{PERMENPAN}: kegiatan memakai kalimat aktif, diawali kata kerja, tanpa subjek",
    why="Kegiatan diawali kata kerja me- atau ber-, karena pelakunya sudah tercantum di kolom Pelaksana. "
    "Bentuk di- pasif, dan kata benda bukan perintah kerja.",
    bad=_step("Pemeriksaan konsep surat"),
    good=_step("Memeriksa konsep surat"),
)
def no_active_verb(sop: Sop, context: Context) -> Iterator[Remark]:
    for section, step, path in steps(sop):
        word = first_word(step.kegiatan)
        if not word or is_active(word) or _subject(section, step.kegiatan):
            continue
        meant = active_form(word)
        what = "kata kerja pasif" if is_passive(word) else "bukan kata kerja aktif"
        yield Remark(
            (*path, "kegiatan"),
            f"Kegiatan langkah {step.number} diawali “{word}”, {what}.",
            f"Awali dengan kata kerja aktif, misalnya “{meant or 'Memeriksa'}”.",
            step.number,
            word=word,
        )


@sop_rule(
    "SOP-S102",
    "Subjek diulang dalam kegiatan",
    f"{PERMENPAN}: pelaksana tidak ditulis lagi sebagai subjek",
    why="Siapa yang mengerjakan sudah tampak dari kolom tempat lambangnya berdiri.",
    bad=_step("Kepala memeriksa konsep surat"),
    good=_step("Memeriksa konsep surat"),
)
def subject_repeated(sop: Sop, context: Context) -> Iterator[Remark]:
    for section, step, path in steps(sop):
        subject = _subject(section, step.kegiatan) or _agent(section, step.kegiatan)
        if subject:
            yield Remark(
                (*path, "kegiatan"),
                f"Kegiatan langkah {step.number} menyebut lagi pelaksananya, “{subject}”.",
                f"Hapus “{subject}” dan awali kalimat dengan kata kerjanya.",
                step.number,
                word=subject,
            )


_PEOPLE = sorted(sorted(RANK_WORDS | PEOPLE), key=len, reverse=True)
#: A person at the head of a sentence, up to the word that may be the verb.
_PERSON = re.compile(rf"((?:{'|'.join(_PEOPLE)})\b(?:\s+(?!me|ber)\w+){{0,5}})\s+(?=me|ber)", re.IGNORECASE)


def _subject(section: Section, kegiatan: str) -> str:
    """The pelaksana that a kegiatan begins with, as typed there, or an empty text."""
    names = sorted(dict.fromkeys(actor.name for actor in section.actors), key=len, reverse=True)
    start = kegiatan.lstrip()
    for name in names:
        if start[: len(name)].casefold() == name.casefold() and not start[len(name) : len(name) + 1].isalnum():
            return start[: len(name)]
    match = _PERSON.match(start)
    return match[1] if match and is_active(first_word(start[match.end() :])) else ""


def _agent(section: Section, kegiatan: str) -> str:
    """A pelaksana written as "oleh ..." in a sentence that begins actively."""
    if not is_active(first_word(kegiatan)):
        return ""
    for name in sorted(dict.fromkeys(actor.name for actor in section.actors), key=len, reverse=True):
        match = re.search(rf"(?<!\w)oleh\s+{re.escape(name)}(?!\w)", kegiatan, re.IGNORECASE)
        if match and not re.search(r"\b(?:di|ter)\w{3,}(?:\s+\w+)?\s*$", kegiatan[: match.start()]):
            return match[0]
    return ""


@sop_rule(
    "SOP-S103",
    "Judul bukan aspek dan output",
    f"{PERMENPAN}: judul menyebut apa yang dikerjakan dan hasilnya",
    why="Judul terdiri atas aspek (apa yang dikerjakan: Penyusunan, Pelayanan, Evaluasi) dan output (hasilnya), "
    "tanpa kata SOP, yang sudah tercetak di depannya.",
    bad="judul: Laporan Kinerja Program",
    good="judul: Penyusunan Laporan Kinerja Program",
)
def title_without_aspect(sop: Sop, context: Context) -> Iterator[Remark]:
    problem = title_problem(sop.judul)
    if problem:
        yield Remark(
            ("judul",),
            f"Judul SOP {problem}.",
            "Tulis aspek lalu output, misalnya “Penyusunan Laporan Kinerja”.",
        )


_STANDARD = re.compile(r"(?:sop|standar operasional prosedur|prosedur|standard operating procedure)\b", re.IGNORECASE)


def title_problem(title: str) -> str:
    """What keeps a title from being aspect and output, as the end of a sentence; empty when nothing does."""
    words = re.findall(r"[^\W\d_]+", title)
    if not words:
        return ""
    if _STANDARD.match(title.strip()):
        return f"mengulang kata “{words[0]}”, yang sudah tercetak di depannya"
    first = words[0].casefold()
    if is_active(first) and first not in ASPECTS:
        return f"diawali kata kerja “{words[0]}”, bukan kata benda aspek"
    if not (re.fullmatch(r"(?:pe|ke)\w{2,}an|\w{3,}(?:asi|isi|usi|eksi|ensi|ing)", first) or first in ASPECTS):
        return f"tidak diawali aspek (“{words[0]}” bukan nama pekerjaan)"
    return "" if len(words) > 1 else "hanya menyebut aspek, tanpa output"


@sop_rule(
    "SOP-S104",
    "Huruf besar yang janggal",
    "Ejaan Bahasa Indonesia yang Disempurnakan (Keputusan Kepala Badan Bahasa 0424/2022), huruf kapital",
    why="Biasanya Caps Lock tertinggal: “kONSEP”, “MEmeriksa”, atau satu kata biasa yang seluruhnya huruf besar. "
    "Setiap kata dilaporkan sekali untuk satu SOP. Singkatan yang dikenal dari nama instansi, unit, jabatan, atau "
    "pelaksana, dan dari teks SOP itu sendiri, tidak dilaporkan.",
    bad=_step("Memeriksa konsep surat", output="kONSEP surat diperiksa"),
    good=_step("Memeriksa konsep surat", output="Konsep surat diperiksa"),
)
def odd_capitals(sop: Sop, context: Context) -> Iterator[Remark]:
    for odd in odd_words(texts(sop), names_in_capitals(sop, context.project.institution)):
        also = ", ".join(odd.also)
        yield Remark(
            odd.first.path,
            f"Huruf besar pada “{odd.word}” janggal{f' (juga di {also})' if also else ''}.",
            f"Tulis “{odd.meant}”." if odd.meant else _doubt(odd.acronym),
            odd.first.step,
            word=odd.word,
        )


def _doubt(acronym: str) -> str:
    meant = f"Bila maksudnya “{acronym}”, tulis itu. " if acronym else ""
    return f"{meant}Periksa sendiri: “sopgen check --fix” tidak mengubah kata yang maksudnya tidak pasti."


@sop_rule(
    "SOP-S105",
    "Peringatan tanpa “apabila ... maka”",
    f"{PERMENPAN}; {SEEDS}",
    why="Peringatan menyebut keadaan dan akibatnya: apabila (bila, jika) ... maka ....",
    bad="peringatan: SOP ini wajib dilaksanakan",
    good="peringatan: Apabila SOP ini tidak dilaksanakan maka surat terlambat dikirim",
)
def warning_without_consequence(sop: Sop, context: Context) -> Iterator[Remark]:
    for index, text in enumerate(sop.peringatan):
        condition = re.search(r"\b(?:apabila|bila|bilamana|jika|jikalau|kalau|manakala)\b", text, re.IGNORECASE)
        missing = "“apabila ...” (keadaannya)" if not condition else "“maka ...” (akibatnya)"
        if text.strip() and not (condition and re.search(r"\bmaka\b", text[condition.end() :], re.IGNORECASE)):
            yield Remark(
                ("peringatan", index) if len(sop.peringatan) > 1 else ("peringatan",),
                f"Peringatan ini tidak memuat {missing}.",
                "Tulis “Apabila ... maka ...”, misalnya “Apabila SOP ini tidak dilaksanakan maka laporan terlambat”.",
            )


@sop_rule(
    "SOP-S106",
    "Spasi berlebih",
    "Ejaan Bahasa Indonesia yang Disempurnakan: satu spasi antarkata, tanpa spasi sebelum tanda baca",
    why="Spasi ganda dan spasi sebelum koma atau titik ikut tercetak. “sopgen check --fix” merapikannya, kecuali "
    "titik-titik yang berspasi dan tanda di antara angka.",
    bad=_step("Memeriksa  konsep surat , lalu memarafnya"),
    good=_step("Memeriksa konsep surat, lalu memarafnya"),
)
def stray_blanks(sop: Sop, context: Context) -> Iterator[Remark]:
    for text in texts(sop):
        match = STRAY_BLANK.search(text.text)
        if match:
            what = "Spasi sebelum tanda baca" if match["mark"] else "Spasi ganda"
            yield Remark(text.path, f"{what} pada {text.name}.", "Hapus spasi yang berlebih.", text.step, word=match[0])


@sop_rule(
    "SOP-S107",
    "Satuan waktu tidak seragam",
    f"{SEEDS}: satuan ditulis Menit, Jam, Hari",
    why="Satuan waktu ditulis dengan cara yang sama pada semua SOP. “sopgen check --fix” menyeragamkannya.",
    bad=_step("Memeriksa konsep surat", "10 menit"),
    good=_step("Memeriksa konsep surat"),
)
def unit_spelling(sop: Sop, context: Context) -> Iterator[Remark]:
    for step, path, typed, unit in odd_units(sop):
        yield Remark(
            path,
            f"Satuan waktu langkah {step.number} ditulis “{typed}”, bukan “{unit}”.",
            f"Tulis “{step.waktu.replace(typed, unit)}”.",
            step.number,
            word=typed,
        )


def odd_units(sop: Sop) -> Iterator[tuple[Step, SourcePath, str, str]]:
    """Every unit of time that is written otherwise than it should be: the step, where, as typed, and as it should."""
    for _, step, path in steps(sop):
        if step.duration is not None:
            typed = re.sub(r"^[\d.,\s]+", "", step.waktu).strip()
            if typed != step.duration.unit.value:
                yield step, (*path, "waktu"), typed, step.duration.unit.value


@sop_rule(
    "SOP-S108",
    "Aksara daerah yang hurufnya tidak dimiliki Word",
    "Huruf bawaan Windows dan Word tidak memuat semua aksara daerah",
    why="PDF membawa hurufnya sendiri. Dokumen Word memakai huruf komputer yang membukanya: tanpa huruf itu aksaranya "
    "tampak sebagai kotak kosong.",
    bad=_step("Menulis papan nama ꦲꦏ꧀ꦱꦫꦗꦮ", "10 Menit", "Papan nama"),
    good=_step("Menulis papan nama Aksara Jawa", "10 Menit", "Papan nama"),
)
def regional_script(sop: Sop, context: Context) -> Iterator[Remark]:
    told: set[str] = set()
    for text in texts(sop):
        for script in scripts_in(text.text):
            if script.name in told:
                continue
            told.add(script.name)
            yield Remark(
                text.path,
                f"Aksara {script.name} pada {text.name} hanya tampil di Word bila huruf “{script.face}” terpasang.",
                "Pasang huruf itu di komputer yang membuka DOCX, atau bagikan PDF-nya.",
                text.step,
            )
