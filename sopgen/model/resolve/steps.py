"""The rows of a flow table, made from what was typed: symbols, columns and targets resolved."""

from __future__ import annotations

from dataclasses import fields
from typing import TypeAlias

from sopgen.model import codes
from sopgen.model.collector import Collector
from sopgen.model.form.columns import TIME_FIELD
from sopgen.model.institution import FrozenMapping
from sopgen.model.resolve.durations import parse_duration
from sopgen.model.resolve.roster import Columns, Roster
from sopgen.model.resolve.targets import END, MAX_SYMBOLS, Targets
from sopgen.model.schema.documents import FlowKeys, StepDocument
from sopgen.model.schema.fields import flag_of
from sopgen.model.sop import Step, StepSymbol, Target
from sopgen.model.visible import visible
from sopgen.source.document import SourcePath

_Ways: TypeAlias = tuple[Target, ...]

#: The texts of a step that are attributes of it.
_OWN_TEXTS = frozenset(field.name for field in fields(Step) if field.type == "str")
_OWN_KEYS = tuple(name for name in FlowKeys.model_fields if name != "id")
_DECISION_ONLY = {
    "ya": "Tambahkan “tidak: …”, atau pakai “lanjut” bila ini bukan keputusan.",
    "tanya": "Tambahkan “tidak: …”, atau pakai “teks” bila ini bukan keputusan.",
    "label_ya": "Tambahkan “tidak: …”, atau hapus label ini.",
    "label_tidak": "Tambahkan “tidak: …”, atau hapus label ini.",
}


def make_steps(
    documents: tuple[StepDocument, ...], path: SourcePath, roster: Roster | None, room: int, report: Collector
) -> tuple[tuple[Step, ...], bool]:
    """Return the rows written at ``path``, at most ``room`` of them (more are reported elsewhere).

    And whether they are sound: no column or target among them had to be guessed. Without a roster (reported elsewhere
    too) columns are not looked up.
    """
    maker = _Maker(documents, path, roster, report)
    rows = tuple(maker.step(document, index) for index, document in enumerate(documents[:room]))
    maker.columns.tell()
    maker.targets.tell()
    whole = len(rows) == len(documents)
    return rows, whole and maker.columns.sound and maker.targets.sound and maker.sound


class _Maker:
    """Makes the steps of one flow table."""

    def __init__(
        self, documents: tuple[StepDocument, ...], path: SourcePath, roster: Roster | None, report: Collector
    ) -> None:
        self.path = path
        self.report = report
        self.has_roster = roster is not None
        self.columns = Columns(roster or Roster(()), report)
        self.targets = Targets(documents, path, report)
        self.sound = roster is not None

    def step(self, document: StepDocument, index: int) -> Step:
        """Return one row; ``index`` counts from 0."""
        path = (*self.path, index)
        number = index + 1
        parts: list[tuple[FlowKeys, SourcePath]] = [(document, path)]
        if document.simbol:
            self._check_no_own_keys(document, path)
            parts = [(part, (*path, "simbol", place)) for place, part in enumerate(document.simbol[:MAX_SYMBOLS])]
            if len(document.simbol) > MAX_SYMBOLS:
                message = f"Satu langkah paling banyak memuat {MAX_SYMBOLS} lambang."
                hint = "Pecah langkah ini menjadi beberapa langkah."
                self.report.add(codes.LIMIT, (*path, "simbol", MAX_SYMBOLS), message, hint)
        texts = document.texts
        return Step(
            number=number,
            symbols=tuple(self._symbol(part, place, number) for part, place in parts),
            id=visible(document.id) or None,
            duration=parse_duration(texts.get(TIME_FIELD, "")),
            isian=FrozenMapping({field: text for field, text in texts.items() if field not in _OWN_TEXTS}),
            **{field: text for field, text in texts.items() if field in _OWN_TEXTS},
        )

    def _symbol(self, part: FlowKeys, path: SourcePath, step: int) -> StepSymbol:
        decision = bool(part.tidak)
        self._check_keys(part, path, decision)
        actors = self._actors(part, path, step)
        no = self.targets.resolve(part.tidak, (*path, "tidak"), step)
        yes = self.targets.resolve(part.ya, (*path, "ya"), step)
        onward = self.targets.resolve(part.lanjut, (*path, "lanjut"), step)
        if not decision:
            yes, onward = (), onward or yes
        end = self._capsule(part.selesai, (*path, "selesai"), actors, step)
        if part.selesai and flag_of(part.selesai) is not False:
            yes, onward = self._ended(path, decision, no, yes, onward)
        return StepSymbol(
            actors=actors,
            id=visible(part.id) or None,
            decision=decision,
            no=no,
            yes=yes,
            next=() if decision else onward,
            text=part.tanya or part.teks,
            label_yes=part.label_ya,
            label_no=part.label_tidak,
            start=self._capsule(part.mulai, (*path, "mulai"), actors, step),
            end=end,
        )

    def _actors(self, part: FlowKeys, path: SourcePath, step: int) -> tuple[int, ...]:
        if not part.pelaksana:
            self.sound = False
            if not self.report.knows((*path, "pelaksana")):
                what = "Lambang" if "simbol" in path else "Langkah"
                message = f"{what} ini belum punya pelaksana."
                self.report.lack((*path, "pelaksana"), message)
            return ()
        if not self.has_roster:
            return ()
        found: dict[int, None] = {}
        words = ((index, word) for index, typed in enumerate(part.pelaksana) for word in self.columns.words(typed))
        for index, word in words:
            column = self.columns.column(word, (*path, "pelaksana", index), step)
            if column in found and self.columns.roster.columns(word):
                message = f"Pelaksana “{word}” ditulis dua kali dalam langkah ini."
                self.report.add(codes.AMBIGUOUS_ACTOR, (*path, "pelaksana", index), message, "Hapus salah satunya.")
            elif column is not None:
                found.setdefault(column)
        return tuple(found)

    def _capsule(self, word: str, path: SourcePath, actors: tuple[int, ...], step: int) -> int | None:
        """Return the column of a start or end capsule: the lead's for a plain yes, else the one named."""
        if not word:
            return None
        if not self.columns.roster.columns(word):
            flag = flag_of(word)
            if flag is not None:
                return actors[0] if flag and actors else None
            if not self.has_roster:
                return None
        return self.columns.column(word, path, step)

    def _ended(self, path: SourcePath, decision: bool, no: _Ways, yes: _Ways, onward: _Ways) -> tuple[_Ways, _Ways]:
        """Return ``yes`` and ``onward`` of a symbol with ``selesai``: the way that was left open goes to the end."""
        if END in (*no, *yes, *onward):
            return yes, onward
        other = yes if decision else onward
        if not other:
            return ((END,), onward) if decision else (yes, (END,))
        key = "ya" if decision else "lanjut"
        message = f"“selesai” bertentangan dengan “{key}”: alur tidak dapat berakhir dan berlanjut sekaligus."
        hint = f"Hapus salah satunya, atau tulis “selesai” juga di dalam daftar “{key}”."
        self.report.add(codes.FLOW_KEYS, (*path, "selesai"), message, hint, key=True)
        return yes, onward

    def _check_no_own_keys(self, document: StepDocument, path: SourcePath) -> None:
        own = [key for key in _OWN_KEYS if getattr(document, key)]
        if own:
            message = f"Langkah dengan “simbol” tidak memakai “{own[0]}” sendiri."
            hint = f"Pindahkan {' dan '.join(f'“{key}”' for key in own)} ke lambang yang dimaksud."
            self.report.add(codes.FLOW_KEYS, (*path, own[0]), message, hint, key=True)

    def _check_keys(self, part: FlowKeys, path: SourcePath, decision: bool) -> None:
        """Report flow keys that contradict each other."""
        if decision and part.lanjut:
            message = "“lanjut” tidak berlaku pada keputusan (langkah dengan “tidak”)."
            self.report.add(codes.FLOW_KEYS, (*path, "lanjut"), message, "Pakai “ya” untuk cabang ya.", key=True)
        if part.tanya and part.teks:
            message = "“tanya” dan “teks” tidak dapat dipakai bersama; satu lambang memuat satu teks."
            self.report.add(codes.FLOW_KEYS, (*path, "teks"), message, "Hapus salah satunya.", key=True)
        if decision:
            return
        for key, hint in _DECISION_ONLY.items():
            if getattr(part, key):
                message = f"“{key}” hanya berlaku pada keputusan, tetapi langkah ini tidak punya “tidak”."
                self.report.add(codes.FLOW_KEYS, (*path, key), message, hint, key=True)
                return
