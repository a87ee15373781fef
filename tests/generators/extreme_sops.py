"""SOPs as no office writes them, yet legal: every text, list, size and flow at its edge; the same from one seed.

``python -m tests.generators.extreme_sops FOLDER SEED [STEPS]`` writes the project of a seed, to be looked at or built.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sopgen.model.schema.fields import MAX_LABEL, MAX_SYMBOL_TEXT

#: Faces as sources name them; fontconfig says which of them, or what nearest to them, is installed.
FAMILIES = (
    "Arial", "Times New Roman", "Courier New", "Bookman Old Style", "Liberation Sans", "Liberation Sans Narrow",
    "Liberation Serif", "Liberation Mono", "DejaVu Sans", "DejaVu Sans Condensed", "DejaVu Serif", "DejaVu Sans Mono",
)  # fmt: skip
WORDS = (
    "arsip", "laporan", "konsep", "surat", "naskah", "data", "rapat", "kepala", "biro", "pimpinan", "kepada", "untuk",
    "sesuai", "ditindaklanjuti", "pertanggungjawaban", "pendokumentasian", "a.n.", "I", "2024", "Rp1.000.000,00",
)  # fmt: skip
NAMES = (
    "Kepala Bagian Umum", "Staf", "Analis", "Arsiparis", "Pranata Komputer Ahli Muda", "Sekretaris", "PPK", "Kasubbag",
    "Koordinator Kelompok Substansi Perencanaan", "Tim", "Pejabat Pengelola Informasi dan Dokumentasi", "Menteri",
)  # fmt: skip
#: What makes a text odd, by kind; an SOP has some of the kinds, so that a failure names its cause.
ODD: dict[str, tuple[str, ...]] = {
    "signs": ("dan/atau", "Dan/Atau", "perundang-undangan", "(PAPI)", "Kabag(-kabag)", "s.d.", "1/2/3", "a-b", "…"),
    "unbroken": ("x" * 40, "Á" * 40, "W" * 25, "-" * 60, "/" * 30, "SK.01/02-03/IV.2024/Set.PO/BPKP-2", "." * 50),
    "invisible": ("data\u00addukung", "per\u00adtang\u00adgung", "a\u200bb\u200bc", "wa\u2060rga", "\u00ad"),
    "spaces": ("Sudah\u00a0lengkap", "a\u00a0\u00a0b", "a\u2003b", "a\u3000b", "a\u2009\u200ab", "1\u202fJam", "a   b"),
    "marks": ("e\u0301\u0323\u0332", "a\u0308\u0304\u0301\u0328", "Z\u0307\u0323\u0302\u0331", "n\u0303", "é" * 12),
    "right to left": ("سلام عليكم", "בדיקה", "\u200fאב\u200e", "أَرْشِيف", "(שלום)"),
    "scripts": ("ꦏꦶꦢꦸꦭ꧀", "ᬩᬮᬶ", "ᮞᮥᮔ᮪ᮓ", "ᨅᨔ ᨕᨘᨁᨗ", "ᯅᯖᯂ᯲", "中文字", "हिन्दी"),
    "emoji": ("😀", "✅", "👩\u200d👩\u200d👧", "🇮🇩", "1\ufe0f\u20e3", "☎\ufe0f"),
    "breaks": ("satu\ndua", "a\n\nb", "a\n", "- a\n- b", "1. a\n2. b"),
    "code": ("<b>&amp;</b>", "{{ x }}", "%d", "$HOME", "]]>", "\\n", "`a`", "'\"", "#a"),
}  # fmt: skip
#: How often an SOP has a kind; scripts and emoji seldom, as a face without them ends the SOP with a finding.
_OFTEN = {"scripts": 0.1, "emoji": 0.1}
_PAPERS = ("A4", "F4", "Letter", "Legal")
_SIZES = ("5", "6", "7,5", "8", "9", "9.5", "10", "11", "12", "14", "16")
_TERMS = ("no", "kegiatan", "pelaksana", "mutu_baku", "kelengkapan", "waktu", "output", "ket", "mulai", "jumlah")
_DURATIONS = ("1 Menit", "2-3 hari", "1,5 Jam", "2 Hari kerja", "30/Menit", "999999 Menit")


@dataclass(frozen=True, slots=True)
class ExtremeSop:
    """The sources of a project of one SOP; ``kinds`` are the kinds of odd texts in them."""

    seed: int
    kinds: tuple[str, ...]
    institution: str
    sop: str

    def write(self, root: Path) -> None:
        """Write both sources below the project folder ``root``."""
        folder = root / "sop_sources"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "instansi.yaml").write_text(self.institution, encoding="utf-8")
        (folder / "sop.yaml").write_text(self.sop, encoding="utf-8")


MOST_STEPS = 24


def extreme_sop(seed: int, most_steps: int = MOST_STEPS) -> ExtremeSop:
    """The extreme SOP of a seed, with at most ``most_steps`` steps in all (at least 2)."""
    writer = _Writer(random.Random(seed), most_steps)
    institution, sop = writer.institution(), writer.sop()
    return ExtremeSop(seed, writer.kinds, _typed(institution), _typed(sop))


def _typed(source: dict[str, Any]) -> str:
    return yaml.safe_dump(source, allow_unicode=True, sort_keys=False, width=100)


class _Writer:
    """Makes up one SOP; every choice is thrown with the one dice."""

    def __init__(self, dice: random.Random, most_steps: int) -> None:
        self.dice = dice
        self.left = dice.randint(2, most_steps)  # steps
        self.kinds = tuple(kind for kind in ODD if dice.random() < _OFTEN.get(kind, 0.3))

    def chance(self, share: float) -> bool:
        """Whether something that happens with this probability happens."""
        return self.dice.random() < share

    # -- texts ------------------------------------------------------------------------------------------------

    def text(self, most: int, words: tuple[str, ...] = WORDS) -> str:
        """A text of one to ``most`` words, the odd ones among them; never without a letter."""
        parts = [self.dice.choice(words)]
        for _ in range(self.dice.randint(0, most - 1)):
            odd = self.kinds and self.chance(0.25)
            parts.append(self.dice.choice(ODD[self.dice.choice(self.kinds)] if odd else words))
        if self.chance(0.2):
            self.dice.shuffle(parts)
        return " ".join(parts)

    def long_text(self) -> str:
        """A text of a few words, seldom of very many."""
        return self.text(self.dice.choice((1, 3, 6, 10, 10, 20, 60)))

    def short_text(self, most: int) -> str:
        """A text of at most ``most`` characters."""
        return self.text(4)[:most]

    def texts(self, most: int) -> list[str]:
        """A list of up to ``most`` texts."""
        return [self.long_text() for _ in range(self.dice.randint(0, most))]

    def name(self, number: int) -> str:
        """The name of a pelaksana, unlike that of any other number."""
        return f"{self.text(self.dice.choice((1, 1, 2, 4)), NAMES)} {number}"

    # -- the institution --------------------------------------------------------------------------------------

    def institution(self) -> dict[str, Any]:
        """The institution, its format included."""
        return {
            "nama": self.long_text(),
            "unit": {"biro": {"nama": self.long_text(), "induk": self.long_text()}},
            "pejabat": {"kepala": {"jabatan": self.long_text(), "nama": "Nama Pejabat", "nip": "195001011980031001"}},
            "format": self.format(),
        }

    def format(self) -> dict[str, Any]:
        """Paper, face, size and everything else that changes the form."""
        chosen: dict[str, Any] = {
            "kertas": self.dice.choice(_PAPERS),
            "huruf": self.dice.choice(FAMILIES),
            "ukuran_huruf": self.dice.choice(_SIZES),
            "label_ya": self.short_text(self.dice.choice((1, 5, MAX_LABEL))),
            "label_tidak": self.short_text(self.dice.choice((1, 5, MAX_LABEL))),
            "terminator": self.dice.choice(("terpisah", "kegiatan")),
            "jangkar_ttd": self.dice.choice(("^", "#", "${ttd}")),
            "istilah": {term: self.text(3) for term in _TERMS if self.chance(0.2)},
        }
        chosen |= {flag: self.chance(0.5) for flag in ("teks_terminator", "nomor_kolom", "jumlah_waktu")}
        return {key: value for key, value in chosen.items() if self.chance(0.5)}

    # -- the SOP ----------------------------------------------------------------------------------------------

    def sop(self) -> dict[str, Any]:
        """Head, boxes and one flow table, or several."""
        sop: dict[str, Any] = {
            "nomor": self.dice.choice(("X.1", "OT.01.02-043-097.Set.PO", "SOP-049/17000/2025", "A/(b)-c.d/" * 4 + "1")),
            "judul": self.long_text(),
            "unit": "biro",
            "disahkan_oleh": "kepala",
            "jenis": self.dice.choice(("makro", "mikro")),
            "tanggal_pembuatan": self.dice.choice(("1900-01-01", "2024-02-29", "2199-12-31")),
        }
        boxes = ("dasar_hukum", "kualifikasi_pelaksana", "keterkaitan", "peralatan", "peringatan", "pencatatan")
        sop |= {box: self.texts(self.dice.choice((2, 5))) for box in boxes if self.chance(0.7)}
        if self.chance(0.3):
            sop["revisi"] = [
                {"ke": number, "tanggal": f"2024-03-{number:02}", "uraian": self.text(5)}
                for number in range(1, self.dice.randint(2, 28))
            ]
        if self.chance(0.3):
            sop["tambahan"] = [{"judul": self.text(4), "isi": self.texts(4)} for _ in range(self.dice.randint(1, 3))]
        return sop | self.tables() | {"format": self.format()}

    def tables(self) -> dict[str, Any]:
        """One table of steps, or sections with columns of their own or shared ones."""
        shared, names = self.columns()
        notes = self.texts(3)
        if self.chance(0.7):
            return {"pelaksana": shared, "langkah": self.steps(names, self.left), "catatan": notes}
        sections = []
        for _ in range(self.dice.randint(1, 4)):
            own, own_names = self.columns()
            section: dict[str, Any] = {"judul": self.long_text(), "catatan": self.texts(2)}
            if self.chance(0.5):
                section["pelaksana"] = own
            count = self.dice.randint(1, max(1, self.left // 2))
            section["langkah"] = self.steps(own_names if "pelaksana" in section else names, count)
            sections.append(section)
        return {"pelaksana": shared, "bagian": sections, "catatan": notes}

    def columns(self) -> tuple[list[Any], list[str]]:
        """The list of 1 to 20 pelaksana, some of them in groups, and their names."""
        count = self.dice.choice((1, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 10, 12, 16, 20))
        names = [self.name(number) for number in range(1, count + 1)]
        listed: list[Any] = []
        grouped = self.chance(0.5)
        rest = list(names)
        while rest:
            size = self.dice.randint(1, 4) if grouped and self.chance(0.5) else 0
            if size:
                group = f"{self.text(self.dice.choice((1, 3, 6)), NAMES)} {len(listed)}"
                listed.append({"kelompok": group, "anggota": rest[:size]})
            else:
                listed.append(rest[0])
            rest = rest[size or 1 :]
        return listed, names

    # -- the flow ---------------------------------------------------------------------------------------------

    def steps(self, names: list[str], count: int) -> list[dict[str, Any]]:
        """A table of ``count`` steps in which every step is reached and comes to an end."""
        planned = self.planned(names, count)
        steps = []
        for number in range(1, count + 1):
            step: dict[str, Any] = {"id": f"l{number}", "kegiatan": self.long_text()}
            step |= {key: self.long_text() for key in ("kelengkapan", "output", "ket") if self.chance(0.6)}
            step |= {"waktu": self.duration()} if self.chance(0.8) else {}
            if number in planned:
                step |= {"pelaksana": [self.dice.choice(names)]} | planned[number]
            else:
                step |= self.symbols(names, number, count)
            steps.append(step)
        return steps

    def planned(self, names: list[str], count: int) -> dict[int, dict[str, Any]]:
        """The flow of some steps by number: a split that is joined, a second end, a second start, or nothing."""
        if count < 5 or self.chance(0.5):
            return {}
        at = self.dice.randint(1, count - 4)
        onward = {"lanjut": f"l{at + 3}"}
        return self.dice.choice(
            (
                {at: {"lanjut": [f"l{at + 1}", f"l{at + 2}"]}, at + 1: onward, at + 2: onward},
                {at: {"tidak": f"l{at + 2}"}, at + 1: {"selesai": self.dice.choice(names)}},
                {1: {"mulai": "true", "lanjut": "l3"}, 2: {"mulai": self.dice.choice(names)}},
                {at: {"tidak": f"l{at + 1}", "ya": f"l{self.dice.randint(at + 2, count)}"}},
            )
        )

    def duration(self) -> str:
        """A time as people write it, or any text."""
        return self.dice.choice((*_DURATIONS, self.text(6)))

    def symbols(self, names: list[str], number: int, count: int) -> dict[str, Any]:
        """The symbols of a step: one, or seldom a stack or a row of several."""
        if self.chance(0.9):
            return self.symbol(names, number, count)
        several = [self.symbol(names, number, count, alone=False) for _ in range(self.dice.randint(2, 4))]
        return {"simbol": several}

    def symbol(self, names: list[str], number: int, count: int, alone: bool = True) -> dict[str, Any]:
        """An activity of one or several, or a decision; the last step's may end with somebody else."""
        together = self.dice.randint(1, min(4, len(names))) if alone and self.chance(0.2) else 1
        symbol: dict[str, Any] = {"pelaksana": self.dice.sample(names, together)}
        others = [other for other in range(1, count + 1) if other not in (number, number + 1)]
        if others and self.chance(0.3):
            goals = self.dice.sample(others, min(len(others), self.dice.choice((1, 1, 1, 2))))
            symbol["tidak"] = [f"l{goal}" for goal in goals]
            symbol |= {key: self.short_text(MAX_LABEL) for key in ("label_ya", "label_tidak") if self.chance(0.2)}
            symbol |= {"tanya": self.short_text(MAX_SYMBOL_TEXT)} if self.chance(0.5) else {}
        elif self.chance(0.2):
            symbol["teks"] = self.short_text(MAX_SYMBOL_TEXT)
        if alone and number == 1 and self.chance(0.2):
            symbol["mulai"] = self.dice.choice(names)
        if alone and number == count and self.chance(0.3):
            symbol["selesai"] = self.dice.choice(names)
        return symbol


if __name__ == "__main__":
    extreme_sop(*map(int, sys.argv[2:])).write(Path(sys.argv[1]))
