"""Warnings across files: makro and mikro, names of jabatan, titles of regulations (W3xx)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from sopgen.model.example import flow_table, row
from sopgen.model.institution import Institution
from sopgen.model.resolve.column_places import column_places, list_path
from sopgen.model.sop import Kind, Related, Sop
from sopgen.model.visible import visible
from sopgen.paths import INSTITUTION_FILE
from sopgen.rules.rule import PERMENPAN, Context, Remark, project_rule, steps
from sopgen.rules.texts import plain_words
from sopgen.rules.words.positions import Likeness, likeness, position
from sopgen.rules.words.regulations import Citation, citation
from sopgen.source.document import SequenceNode, Source, SourcePath
from sopgen.work import NAMES, Work, WorkUsedUpError


def _one_step(pelaksana: str) -> str:
    return flow_table(row("Menyusun laporan", pelaksana, "Data", "1 Hari", "Laporan"), pelaksana=pelaksana)


@project_rule(
    "SOP-W301",
    "SOP makro dan mikro tidak saling menyebut",
    f"{PERMENPAN}: SOP makro memuat beberapa SOP mikro; Keterkaitan menyebutnya dari kedua arah",
    why="Bila SOP makro menyebut sebuah SOP mikro, SOP mikro itu menyebut kembali makronya, dan sebaliknya.",
    bad="# makro.yaml\nnomor: A.1\njenis: makro\njudul: Penyusunan Rencana\nketerkaitan:\n  - sop: A.2\n"
    "# mikro.yaml\nnomor: A.2\njenis: mikro\njudul: Penyiapan Bahan Rencana\n"
    "keterkaitan: SOP Makro Penataan Arsip",
    good="# makro.yaml\nnomor: A.1\njenis: makro\njudul: Penyusunan Rencana\nketerkaitan:\n  - sop: A.2\n"
    "# mikro.yaml\nnomor: A.2\njenis: mikro\njudul: Penyiapan Bahan Rencana\nketerkaitan:\n  - sop: A.1",
)
def one_sided_relation(context: Context) -> Iterator[Remark]:
    sops = context.sops
    by_number = {sop.nomor: sop for sop in sops}
    by_title = {plain_words(sop.title): sop for sop in sops}
    named = {sop.nomor: _named(sop, by_number, by_title) for sop in sops}
    for sop in sops:
        for other in named[sop.nomor]:
            if {sop.jenis, other.jenis} == {Kind.MAKRO, Kind.MIKRO} and sop not in named[other.nomor]:
                yield Remark(
                    ("keterkaitan",),
                    f"{sop.title} ({sop.nomor}) menyebut SOP ini, tetapi SOP ini tidak menyebutnya kembali.",
                    f"Tambahkan “- sop: {sop.nomor}” pada “keterkaitan”.",
                    source=other.source,
                )


def _named(sop: Sop, by_number: dict[str, Sop], by_title: dict[str, Sop]) -> list[Sop]:
    """The SOPs of the project that Keterkaitan names, by nomor or by kind and title."""
    found = (_related(related, by_number, by_title) for related in sop.keterkaitan)
    return [other for other in found if other is not None and other is not sop]


def _related(related: Related, by_number: dict[str, Sop], by_title: dict[str, Sop]) -> Sop | None:
    if related.nomor is not None:
        return by_number.get(related.nomor)
    return by_title.get(plain_words(related.text))


@dataclass(frozen=True, slots=True)
class _Use:
    """One place where a jabatan is written."""

    name: str
    source: Source
    path: SourcePath
    step: int | None = None


@project_rule(
    "SOP-W302",
    "Satu jabatan ditulis dengan beberapa cara",
    f"{PERMENPAN}: pelaksana disebut dengan nama jabatan yang sama pada semua SOP",
    why="“Kabag Evapor” di satu SOP dan “Kabag Evaluasi” di SOP lain membuat pembaca mengira ada dua orang. "
    f"Cara yang paling banyak dipakai dianggap benar; singkatan dan kepanjangan pada “jabatan” di {INSTITUTION_FILE} "
    "tidak dilaporkan.",
    bad=f"# satu.yaml\nnomor: A.1\n{_one_step('Kabag Evapor')}\n# dua.yaml\nnomor: A.2\n{_one_step('Kabag Evaluasi')}",
    good=f"# satu.yaml\nnomor: A.1\n{_one_step('Kabag Evapor')}\n# dua.yaml\nnomor: A.2\n{_one_step('Kabag Evapor')}",
)
def position_variants(context: Context) -> Iterator[Remark]:
    uses = [use for sop in context.sops for use in _columns(sop)]
    mentions = [(sop, list(_mentions(sop))) for sop in context.sops]
    names = _Names(context, uses, Work(NAMES, len(uses) + sum(len(found) for _, found in mentions)))
    for use in uses:
        usual = names.usual.get(use.name)
        if usual is not None:
            yield _variant(use, usual, names.first[usual])
    for sop, found in mentions:
        told = set()
        for use in found:
            usual = names.usual_of_mention(sop, use)
            if usual is not None and use.name not in told:
                told.add(use.name)
                yield _variant(use, usual, names.first[usual])
    if names.left_out is not None:
        yield _not_compared(names.left_out)


def _not_compared(use: _Use) -> Remark:
    message = "Nama jabatan selebihnya, sejak yang ini, tidak dibandingkan: terlalu banyak nama yang berlainan."
    hint = "Bandingkan sendiri nama-nama selebihnya, atau samakan dahulu nama jabatan di semua SOP."
    return Remark(use.path, message, hint, use.step, word=use.name, source=use.source)


def _variant(use: _Use, usual: str, first: _Use) -> Remark:
    if first.source is use.source:
        message = f"“{use.name}” tampaknya jabatan yang sama dengan kolom pelaksana “{usual}”."
    else:
        message = f"“{use.name}” tampaknya jabatan yang sama dengan “{usual}” di {first.source.name}."
    short, long = sorted((usual, use.name), key=len)
    line = f"tambahkan baris “{short}: {long}” di bawah “jabatan” di {INSTITUTION_FILE}"
    return Remark(
        use.path,
        message,
        f"Tulis “{usual}” di semua tempat, atau {line}.",
        use.step,
        word=use.name,
        source=use.source,
    )


def _columns(sop: Sop) -> Iterator[_Use]:
    """The names of all columns, each list of pelaksana once."""
    seen: set[SourcePath] = set()
    for section in sop.sections:
        path = list_path(sop.source, section.path)
        if path not in seen:
            seen.add(path)
            for actor, place in zip(section.actors, column_places(sop.source, section.path), strict=False):
                yield _Use(actor.name, sop.source, place.name)


_MENTION = re.compile(
    r"\b(?:Kabag|Kabid|Karo|Kasi|Kasub(?:b?ag|b?id|dit)|Kapus|Kadis|Kepala (?:Biro|Bagian|Sub ?[Bb]agian|Bidang))"
    r"(?: (?:[A-Z][\w/-]*|(?:dan|serta)(?= [A-Z])))+"
)


def _mentions(sop: Sop) -> Iterator[_Use]:
    """Jabatan with rank and name in the texts of the steps."""
    for _, step, path in steps(sop):
        for match in _MENTION.finditer(step.kegiatan):
            yield _Use(match[0], sop.source, (*path, "kegiatan"), step.number)


class _Names:
    """All column names of a project: which is the usual one of each jabatan, and where it stands first."""

    def __init__(self, context: Context, uses: list[_Use], work: Work) -> None:
        self.context = context
        self.work = work
        self.left_out: _Use | None = None  # the first name that is compared with no other: there were too many
        self.first = {use.name: use for use in reversed(uses)}
        self.together: set[frozenset[str]] = set()
        self.units: dict[str, set[str]] = defaultdict(set)
        for sop in context.sops:
            for section in sop.sections:
                names = {actor.name for actor in section.actors}
                for name in names:
                    self.units[name].add(sop.unit.key)
                self.together |= {frozenset(pair) for pair in combinations(names, 2)}
        counts = Counter(use.name for use in uses)
        self.usual = self._usual([name for name, _ in counts.most_common()])

    def _usual(self, names: list[str]) -> dict[str, str]:
        """Every less usual name with the usual one it stands for; names of one rank and letter are compared."""
        groups: dict[tuple[str, str], list[str]] = {}
        usual: dict[str, str] = {}
        for name in names:
            place = position(name)
            group = groups.setdefault((place.rank, "".join(place.words)[:1]), [])
            if not self.may_compare(self.first[name], len(group)):
                break
            same = next((other for other in group if self.same(name, other)), None)
            if same is None:
                group.append(name)
            else:
                usual[name] = same
        return usual

    def same(self, name: str, other: str) -> bool:
        """Whether two columns' names mean one jabatan: never two columns of one table, nor what instansi.yaml knows."""
        if visible(name) == visible(other):
            return False  # nobody could see a difference
        if frozenset((name, other)) in self.together or _both_known(self.context.project.institution, name, other):
            return False
        found = likeness(name, other, self.known_words)
        return found is Likeness.CLOSE or (found is Likeness.LOOSE and bool(self.units[name] & self.units[other]))

    def may_compare(self, use: _Use, names: int) -> bool:
        """Whether there is work left to compare a name with so many others; if not, it is the first left out."""
        try:
            self.work.spend(names)
        except WorkUsedUpError:
            self.left_out = self.left_out or use
            return False
        return True

    def usual_of_mention(self, sop: Sop, use: _Use) -> str | None:
        """The column of the same SOP that a name in a sentence means, when it is written otherwise."""
        name = use.name
        columns = [actor.name for section in sop.sections for actor in section.actors]
        if not self.may_compare(use, len(columns)):
            return None
        if name in columns or name in self.first or any(_one_begins_the_other(name, column) for column in columns):
            return None
        if _both_known(self.context.project.institution, name, name):
            return None
        return next((column for column in columns if likeness(name, column, self.known_words)), None)

    @cached_property
    def known_words(self) -> set[str]:
        """Words that the SOPs' sentences use: two of them differ because they are two words."""
        all_texts = (step.kegiatan for sop in self.context.sops for _, step, _ in steps(sop))
        return {word for text in all_texts for word in re.findall(r"\w+", text.casefold())}


def _one_begins_the_other(name: str, column: str) -> bool:
    """Whether a sentence says less ("Kabag") or goes on ("Kabag Umum dan Saksi") than a column's name."""
    return f"{column} ".startswith(f"{name} ") or f"{name} ".startswith(f"{column} ")


def _both_known(institution: Institution | None, name: str, other: str) -> bool:
    """Whether instansi.yaml says what both names mean."""
    if institution is None:
        return False
    known = {*map(visible, institution.jabatan), *map(visible, institution.jabatan.values())}
    return visible(name) in known and visible(other) in known


@project_rule(
    "SOP-W303",
    "Peraturan yang sama disebut dengan judul berbeda",
    "Dasar Hukum menyebut peraturan dengan judulnya yang resmi (UU 12/2011, Lampiran II: nama peraturan)",
    why="Satu peraturan punya satu judul. Judul yang paling banyak dipakai dianggap benar; huruf besar dan tanda "
    "baca tidak dibandingkan.",
    bad="# satu.yaml\nnomor: A.1\ndasar_hukum:\n  - Peraturan Contoh Nomor 1 Tahun 2020 tentang Tata Kearsipan\n"
    "# dua.yaml\nnomor: A.2\ndasar_hukum:\n  - Peraturan Contoh Nomor 1 Tahun 2020 tentang Tata Naskah",
    good="# satu.yaml\nnomor: A.1\ndasar_hukum:\n  - Peraturan Contoh Nomor 1 Tahun 2020 tentang Tata Kearsipan\n"
    "# dua.yaml\nnomor: A.2\ndasar_hukum:\n  - Peraturan Contoh Nomor 1 Tahun 2020 tentang Tata Kearsipan",
)
def regulation_titles(context: Context) -> Iterator[Remark]:
    cited: dict[tuple[str, str, str], list[tuple[Citation, Source, SourcePath]]] = defaultdict(list)
    for sop in context.sops:
        listed = isinstance(sop.source.node(("dasar_hukum",)), SequenceNode)
        for index, text in enumerate(sop.dasar_hukum):
            found = citation(text)
            if found is not None:
                path: SourcePath = ("dasar_hukum", index) if listed else ("dasar_hukum",)
                cited[found.key].append((found, sop.source, path))
    for uses in cited.values():
        titles = [use.plain for use, _, _ in uses]
        counts = Counter(titles)
        usual = max(counts, key=counts.__getitem__)
        first, first_source, _ = next(use for use in uses if use[0].plain == usual)
        for use, source, path in uses:
            if use.plain != usual:
                yield Remark(
                    path,
                    f"{use.name} di sini berjudul lain daripada di {first_source.name} (“{first.title}”).",
                    "Samakan judulnya dengan judul resmi peraturan itu.",
                    source=source,
                    word=use.title,
                )
