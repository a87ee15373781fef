"""Where flow keys point: ids, step numbers, and the words ``lanjut`` and ``selesai``."""

from __future__ import annotations

from functools import partial

from sopgen.model import codes
from sopgen.model.collector import Collector, also_in_steps
from sopgen.model.schema.documents import StepDocument
from sopgen.model.sop import Target, TargetKind
from sopgen.model.suggest import listing, nearest
from sopgen.model.visible import visible
from sopgen.source.document import SourcePath

MAX_SYMBOLS = 20  # of one step
NEXT = Target(TargetKind.NEXT)
END = Target(TargetKind.END)
#: The words that a flow key may hold besides ids and numbers.
WORDS = {"lanjut": NEXT, "selesai": END}


def step_number(word: str, count: int) -> int | None:
    """The step that a flow key names by number, of ``count`` steps; None where ``word`` names something else."""
    word = visible(word)
    if word.isdecimal() and word.isascii() and len(word) <= 4 and 1 <= int(word) <= count:
        return int(word)
    return None


class Targets:
    """The places of one flow table that a flow key may name; ``path`` is where its steps stand."""

    def __init__(self, steps: tuple[StepDocument, ...], path: SourcePath, report: Collector) -> None:
        self.report = report
        self.step_count = len(steps)
        self.sound = True
        self.ids: dict[str, Target] = {}
        self._unknown: dict[str, list[tuple[SourcePath, int]]] = {}
        for index, step in enumerate(steps):
            self._name(step.id, index + 1, 0, (*path, index, "id"))
            for place, symbol in enumerate(step.simbol[:MAX_SYMBOLS]):
                self._name(symbol.id, index + 1, place, (*path, index, "simbol", place, "id"))

    def _name(self, name: str, step: int, symbol: int, path: SourcePath) -> None:
        name = visible(name)
        if not name:
            return
        if name.isdecimal() or name in WORDS:
            why = "hanya berupa angka" if name.isdecimal() else "kata itu sudah mempunyai arti"
            message = f"Id “{name}” tidak dapat dipakai, karena {why}."
            self.report.add(codes.BAD_ID, path, message, "Beri nama pendek, mis. “konsep”.")
        elif name in self.ids:
            message = f"Id “{name}” sudah dipakai langkah {self.ids[name].step}, jadi tujuannya tidak jelas."
            self.report.add(codes.BAD_ID, path, message, "Beri id yang lain.")
        else:
            self.ids[name] = Target(TargetKind.SYMBOL, step, symbol)

    def resolve(self, words: tuple[str, ...], path: SourcePath, step: int) -> tuple[Target, ...]:
        """Return what ``words`` point at, each once; an unknown word is noted and its likely meaning taken."""
        found: dict[Target, None] = {}
        for index, word in enumerate(map(visible, words)):
            target = self._resolve(word)
            if target is None:
                self.sound = False
                self._unknown.setdefault(word, []).append(((*path, index), step))
                guess = nearest(word, self.ids, self.report.guessing)
                target = self.ids[guess] if guess else None
            if target is not None:
                found.setdefault(target)
        return tuple(found)

    def _resolve(self, word: str) -> Target | None:
        if word in self.ids:
            return self.ids[word]
        if word in WORDS:
            return WORDS[word]
        number = step_number(word, self.step_count)
        return Target(TargetKind.SYMBOL, number, 0) if number else None

    def tell(self) -> None:
        """Report the words that point at nothing."""
        for word, uses in self._unknown.items():
            path, _ = uses[0]
            also = also_in_steps(uses)
            hint: str | partial[str]
            if word.isdecimal():
                message = f"Langkah {word} tidak ada{also}; langkah terakhir bernomor {self.step_count}."
                hint = f"Pakai id langkah (nomor berubah bila ada langkah baru), atau nomor 1 sampai {self.step_count}."
            else:
                message = f"Langkah tujuan “{word}” tidak ada{also}."
                hint = partial(self._hint, word)
            self.report.add(codes.UNKNOWN_TARGET, path, message, hint)

    def _hint(self, word: str) -> str:
        parts = [part.strip() for part in word.split(",")]
        if len(parts) > 1 and all(self._resolve(part) for part in parts):
            return f"Tulis sebagai daftar: [{', '.join(parts)}]."
        guess = nearest(word, (*self.ids, *WORDS), self.report.guessing)
        if guess:
            return f"Maksud Anda “{guess}”?"
        if self.ids:
            return f"Pilih id langkah: {listing(self.ids)}; atau “lanjut”, “selesai”."
        return f"Tambahkan “id: {word[:40]}” pada langkah yang dituju."
