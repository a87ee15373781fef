"""Warnings about the flow table: a legal flow that a reader will stumble over (W2xx)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sopgen.flow.check import texts_at
from sopgen.flow.graph import Branch
from sopgen.flow.make_flow import answer_of
from sopgen.flow.targets import SymbolPosition, all_ways, starts, symbol_at, ways_out
from sopgen.model.example import flow_table, review, row
from sopgen.model.resolve.column_places import column_places, list_path
from sopgen.model.resolve.targets import step_number
from sopgen.model.sop import Section, Sop
from sopgen.model.visible import visible
from sopgen.rules.rule import PERMENPAN, SEEDS, Context, Remark, sop_rule, symbols
from sopgen.rules.texts import plain_words
from sopgen.rules.words.identifiers import step_id, suggested_ids
from sopgen.source.document import SourcePath

_FORMAT = "Panduan format sopgen: tujuan cabang"
#: Words for the two answers; the first that differs from the other answer's is proposed.
_LABELS = {"label_tidak": ("T", "Tidak"), "label_ya": ("Y", "Ya")}
_HABIT = "Kebiasaan diagram alir SOP AP: jawaban tidak mengulang ke atas, jawaban ya meneruskan ke bawah"


def _two_steps(kelengkapan: str) -> str:
    return flow_table(
        row("Menyusun konsep surat", "Staf", "Disposisi", "1 Jam", "Konsep surat"),
        row("Memeriksa konsep surat", "Kepala", kelengkapan, "10 Menit", "Surat"),
    )


def _review(target: str) -> str:
    return flow_table(
        row("Menyusun konsep surat", "Staf", "Disposisi", "1 Jam", "Konsep surat", id="konsep"),
        row("Memeriksa konsep surat", "Kepala", "Konsep surat", "10 Menit", "Surat", flow=f"tidak: {target}"),
        pelaksana="Staf, Kepala",
    )


def _forward(target: str) -> str:
    checked, flow = "Permohonan diperiksa", f"tidak: {target}"
    return flow_table(
        row("Menerima permohonan", "Staf", "Permohonan", "10 Menit", "Permohonan", id="terima"),
        row("Memeriksa kelengkapan permohonan", "Staf", "Permohonan", "10 Menit", checked, flow=flow),
        row("Meneliti permohonan", "Staf", checked, "10 Menit", checked),
        row("Mencatat permohonan", "Kepala", checked, "10 Menit", "Permohonan tercatat", id="catat"),
    )


@sop_rule(
    "SOP-W201",
    "Kelengkapan berbeda dari output langkah sebelumnya",
    f"{SEEDS}: berlaku pada setiap baris keduanya",
    why="Bahan kerja suatu langkah adalah hasil langkah sebelumnya; dengan tulisan yang sama, pembaca dapat "
    "mengikuti dokumennya dari baris ke baris. Kelengkapan boleh menyebut bahan lain di samping hasil itu.",
    bad=_two_steps("Draf"),
    good=_two_steps("Konsep surat + agenda surat"),
    usual=True,
)
def standard_breaks(sop: Sop, context: Context) -> Iterator[Remark]:
    for section in sop.sections:
        leading = _leading_down(section) if section.sound else {}
        for step in section.steps:
            before = [section.steps[number - 1] for number in leading.get(step.number, ())]
            outputs = [other.output for other in before if other.output.strip()]
            if not step.kelengkapan.strip() or not outputs or len(outputs) < len(before):
                continue
            if not any(_carries(step.kelengkapan, output) for output in outputs):
                yield Remark(
                    (*section.path, step.number - 1, "kelengkapan"),
                    f"Kelengkapan langkah {step.number} tidak menyebut output langkah {before[0].number}.",
                    f"Tulis “{outputs[0]}”, atau samakan output langkah {before[0].number}.",
                    step.number,
                )


def _leading_down(section: Section) -> dict[int, list[int]]:
    """For every step that is no start: the steps above it from which the flow comes, the nearest first.

    Ways that go up repeat a step; its material came from above the first time.
    """
    leading: dict[int, set[int]] = {}
    for way in all_ways(section):
        if way.to is not None and way.place.step < way.to.step:
            leading.setdefault(way.to.step, set()).add(way.place.step)
    begins = {place.step for place in starts(section)}
    return {number: sorted(above, reverse=True) for number, above in leading.items() if number not in begins}


def _carries(kelengkapan: str, output: str) -> bool:
    """Whether every item of ``output`` is named in ``kelengkapan``, in whatever order, case and punctuation."""
    words = f" {plain_words(kelengkapan)} "
    items = [plain_words(item) for item in re.split(r"[+;,&\n]|\b(?:dan|serta|beserta)\b", output)]
    return all(f" {item} " in words for item in items if item)


@sop_rule(
    "SOP-W202",
    "Pelaksana tidak pernah dipakai",
    PERMENPAN,
    why="Kolom Pelaksana hanya memuat yang ikut mengerjakan; kolom tanpa lambang memakan tempat dan membingungkan.",
    bad="pelaksana: [Staf, Kepala, Arsiparis]",
    good="pelaksana: [Staf, Kepala]",
)
def unused_actor(sop: Sop, context: Context) -> Iterator[Remark]:
    lists: dict[SourcePath, tuple[Section, set[int]]] = {}
    for section in sop.sections:
        if section.sound:
            _, used = lists.setdefault(list_path(sop.source, section.path), (section, set()))
            used |= _used(section)
    for path, (section, used) in lists.items():
        places = column_places(sop.source, section.path)
        for index, actor in enumerate(section.actors):
            if index not in used:
                yield Remark(
                    places[index].name if len(places) == len(section.actors) else path,
                    f"Pelaksana “{actor.name}” tidak mengerjakan satu langkah pun.",
                    "Hapus dari daftar “pelaksana”, atau tulis pada langkah yang dikerjakannya.",
                )


def _used(section: Section) -> set[int]:
    symbols = [symbol for step in section.steps for symbol in step.symbols]
    columns = {column for symbol in symbols for column in (*symbol.actors, symbol.start, symbol.end)}
    return {column for column in columns if column is not None}


@sop_rule(
    "SOP-W203",
    "Langkah pertama tidak pada kolom pertama",
    f"{PERMENPAN}: kolom pelaksana mengikuti urutan kegiatan, bukan pangkat",
    why="Alur dibaca dari kiri: pelaksana langkah pertama menempati kolom paling kiri.",
    bad="pelaksana: [Kepala, Staf]",
    good="pelaksana: [Staf, Kepala]",
    usual=True,
)
def first_step_elsewhere(sop: Sop, context: Context) -> Iterator[Remark]:
    for section in sop.sections:
        used = _used(section)
        if not section.sound:
            continue
        begins = [_column(section, place) for place in starts(section)]
        if not begins or min(used) in begins:
            continue
        first = starts(section)[0]
        name = section.column_name(begins[0])
        yield Remark(
            (*section.path, first.step - 1, "pelaksana"),
            f"Alur dimulai oleh “{name}”, yang tidak berada di kolom pertama.",
            f"Pindahkan “{name}” ke urutan pertama daftar “pelaksana”.",
            first.step,
        )


def _column(section: Section, place: SymbolPosition) -> int:
    symbol = symbol_at(section, place)
    return symbol.actors[0] if symbol.start is None else symbol.start


@sop_rule(
    "SOP-W204",
    "Tujuan ditulis sebagai nomor langkah",
    _FORMAT,
    why="Nomor langkah bergeser ketika langkah ditambah atau dihapus, dan cabang lalu menuju langkah yang salah; "
    "id tidak bergeser.",
    bad=_review("1"),
    good=_review("konsep"),
)
def numeric_target(sop: Sop, context: Context) -> Iterator[Remark]:
    seen = set()
    names = ids_by_number(sop)
    for section, place, path, number in _numeric_targets(sop):
        if (path[:-1], number) in seen:
            continue
        seen.add((path[:-1], number))
        yield Remark(
            path,
            f"Langkah {place.step} menunjuk langkah {number} dengan nomornya, yang dapat bergeser.",
            _naming(section, number, names[section.path].get(number), str(path[-2])),
            place.step,
        )


def _naming(section: Section, number: int, name: str | None, key: str) -> str:
    """What to type so that step ``number`` is called by its name."""
    if name is None:
        return f"Beri langkah {number} id berupa kata yang tidak dipakai langkah lain, lalu tulis id itu di sini."
    if step_id(section.steps[number - 1]):
        return f"Tulis “{key}: {name}” di sini."
    return f"Tulis “id: {name}” pada langkah {number}, lalu tulis “{key}: {name}” di sini."


def ids_by_number(sop: Sop) -> dict[SourcePath, dict[int, str]]:
    """By the path of a section: its steps that others name by number, with the ids that they have or should get."""
    sections = {section.path: (section, list[int]()) for section in sop.sections}
    for section, _, _, number in _numeric_targets(sop):
        sections[section.path][1].append(number)
    return {path: suggested_ids(section, numbers) for path, (section, numbers) in sections.items()}


def _numeric_targets(sop: Sop) -> Iterator[tuple[Section, SymbolPosition, SourcePath, int]]:
    """Every number that a symbol names another step by: where it is written, and the step's number."""
    for section, place, symbol, path in symbols(sop):
        for key, goals in (("lanjut", symbol.next), ("ya", symbol.yes), ("tidak", symbol.no)):
            numbers = {goal.step for goal in goals} - {place.step, None}
            for index, text in enumerate(texts_at(sop, (*path, key))):
                number = step_number(text, len(section.steps))
                if number in numbers and number is not None:
                    yield section, place, (*path, key, index), number


@sop_rule(
    "SOP-W205",
    "Cabang Tidak melompat ke depan",
    _HABIT,
    why="Pembaca terbiasa bahwa T kembali memperbaiki dan Y meneruskan. Bila T maju, pertanyaannya sebaiknya dibalik.",
    bad=_forward("catat"),
    good=_forward("terima"),
    usual=True,
)
def no_goes_forward(sop: Sop, context: Context) -> Iterator[Remark]:
    for section, place, _, path in symbols(sop):
        ways = ways_out(section, place)
        answered = {way.to for way in ways if way.branch is Branch.YES}
        for way in ways:
            if way.branch is Branch.NO and way.to is not None and way.to.step > place.step and way.to not in answered:
                yield Remark(
                    (*path, "tidak", way.index),
                    f"Cabang T langkah {place.step} melompat ke depan, ke langkah {way.to.step}.",
                    "Arahkan “tidak” ke langkah yang diulang, atau balik pertanyaannya dan susun ulang "
                    "langkah-langkahnya.",
                    place.step,
                )
                break


@sop_rule(
    "SOP-W206",
    "Label kedua cabang sama",
    _HABIT,
    why="Pembaca tahu cabang mana yang diikuti dari labelnya; label yang sama, atau kosong, tidak memberitahunya.",
    bad=review(second="tidak: konsep\nlabel_tidak: Y"),
    good=review(second="tidak: konsep\nlabel_tidak: Tidak"),
)
def answers_alike(sop: Sop, context: Context) -> Iterator[Remark]:
    told_of_format = False
    for _, place, symbol, path in symbols(sop):
        yes, no = (answer_of(sop.format, symbol, branch) for branch in (Branch.YES, Branch.NO))
        if not symbol.decision or visible(yes).casefold() != visible(no).casefold():
            continue
        told = f"Kedua cabang langkah {place.step} {f'berlabel “{no}”' if no.strip() else 'tidak berlabel'}."
        own = "label_tidak" if symbol.label_no is not None else "label_ya" if symbol.label_yes is not None else None
        if own is not None:
            other = next(word for word in _LABELS[own] if word.casefold() != no.strip().casefold())
            yield Remark((*path, own), told, f"Tulis “{own}: {other}” di sini.", place.step)
        elif not told_of_format:
            told_of_format = True
            yield Remark(path, told, "Tulis “label_ya” dan “label_tidak” yang berlainan pada “format:”.", place.step)
