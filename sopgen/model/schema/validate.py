"""The door: a source's plain content goes through pydantic; its complaints come out as findings in Indonesian.

What is wrong is reported once and then set aside, so that the rest of the document can still be read and every
other mistake in it found in the same run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sopgen.findings import codes_of
from sopgen.model import codes
from sopgen.model.collector import MOST_FINDINGS, Collector, step_of
from sopgen.model.schema.documents import Document
from sopgen.model.schema.fields import BLANK, COMPLAINT, place_of
from sopgen.model.suggest import listing, nearest
from sopgen.model.visible import is_empty
from sopgen.source.document import BrokenNode, MappingNode, Plain, SequenceNode, Source, SourcePath

D = TypeVar("D", bound=Document)

_ROUNDS = 6
_MOST_FOREIGN = 30  # keys of a mapping that may simply stand in the wrong place
_CODES = {code.number: code for code in codes_of(codes)}
_ANY_KEY = "*"
_COMPUTED = {"no", "nomor", "urutan"}

# Words that people use for what the form calls otherwise.
_OTHER_WORDS = {
    "keterangan": "ket",
    "hasil": "output",
    "durasi": "waktu",
    "lama": "waktu",
    "aktivitas": "kegiatan",
    "uraian": "kegiatan",
    "aktor": "pelaksana",
    "perlengkapan": "peralatan",
    "pendataan": "pencatatan",
    "disahkan": "disahkan_oleh",
    "kualifikasi": "kualifikasi_pelaksana",
    "dasar": "dasar_hukum",
    "nama": "judul",
}
_WRONG_KIND = {"string_type", "tuple_type", "model_type", "dict_type"}
_UNKNOWN = "extra_forbidden"


def enter(document: type[D], source: Source, report: Collector) -> D | None:
    """Return ``source`` as a ``document``, with everything wrong reported and left out; None if nothing remains."""
    content: Any = _without_unseen(source.plain())
    for round_number in range(_ROUNDS):
        try:
            return document.model_validate(content, context=round_number == 0)
        except ValidationError as error:
            errors = error.errors(include_url=False)
            complaints = _Complaints(document, source, report)
            if len(errors) > MOST_FINDINGS:
                report.allows_gaps = False  # nothing remains to be drawn, so there must be an error
            if round_number == 0:
                complaints.tell(errors[:MOST_FINDINGS])
            if len(errors) > MOST_FINDINGS:
                return None
            for detail in sorted(errors, key=lambda detail: detail["type"] != _UNKNOWN):
                meant = complaints.meant(detail)
                complaints.assume(_path(detail), meant)
                content = _without(content, _path(detail), detail["type"], meant)
    return None


def _without_unseen(typed: Plain) -> Plain:
    """What was typed, with an empty text for every one of which there is nothing to be seen."""
    if isinstance(typed, dict):
        return {key: _without_unseen(value) for key, value in typed.items()}
    if isinstance(typed, list):
        return [_without_unseen(value) for value in typed]
    return "" if is_empty(typed) else typed


class _Complaints:
    """Turns one round of pydantic's errors into findings, one for each mistake."""

    def __init__(self, document: type[Document], source: Source, report: Collector) -> None:
        self.source = source
        self.report = report
        self.keys = _keys_of(document)
        self.others = 0  # items of the same list that are wrong in the same way

    def tell(self, errors: list[ErrorDetails]) -> None:
        """Report every error that is not the consequence of another one."""
        errors = self._without_foreign(errors)
        meant = {(*_path(detail)[:-1], found) for detail in errors if (found := self.meant(detail))}
        alike = Counter(_alike(detail) for detail in errors)
        for detail in errors:
            path = self._typed(_path(detail))
            self.others = alike.pop(_alike(detail), 0) - 1
            if self.others < 0 or self._is_broken(path) or (detail["type"] == "missing" and path in meant):
                self.report.excuse(path)
                continue
            _TELLERS.get(detail["type"], _Complaints._other)(self, path, detail)

    def _without_foreign(self, errors: list[ErrorDetails]) -> list[ErrorDetails]:
        """Return the errors that do not stand in a mapping that belongs somewhere else altogether.

        Such mappings (steps without ``langkah:`` above them, say) are reported once for the whole list they are in.
        """
        foreign: dict[SourcePath, None] = {}
        for detail in errors:
            parent = _path(detail)[:-1]
            if detail["type"] == _UNKNOWN and self._is_foreign(parent):
                foreign.setdefault(parent)
        lists: set[SourcePath] = set()
        for parent in foreign:
            self.report.excuse(parent)
            whole = _place(parent, self.keys)
            if whole not in lists:
                lists.add(whole)
                self._tell_foreign(parent)
        return [detail for detail in errors if not any(_path(detail)[: len(path)] == path for path in foreign)]

    def _is_foreign(self, parent: SourcePath) -> bool:
        node = self.source.node(parent)
        if not parent or not isinstance(node, MappingNode) or not 2 <= len(node.entries) <= _MOST_FOREIGN:
            return False
        known = self.keys.get(_place(parent, self.keys), ())
        return not any(key in known or nearest(key, known, self.report.guessing) for key in node.entries)

    def _tell_foreign(self, parent: SourcePath) -> None:
        node = self.source.node(parent)
        keys = tuple(node.entries) if isinstance(node, MappingNode) else ()
        homes = [place for place, known in self.keys.items() if place and set(keys) <= set(known)]
        message = f"{_subject(parent)} berisi kunci yang tidak dikenal di sini: {listing(keys, 4)}."
        hint = "Periksa indentasi (spasi di awal baris), dan apakah baris di atasnya hilang."
        if homes:
            hint = f"Kunci itu milik {_home(homes[0])}; apakah baris “{homes[0][-1]}:” di atasnya hilang?"
            self.report.excuse(homes[0])
        self.report.add(codes.UNKNOWN_KEY, parent, message, hint)

    def meant(self, detail: ErrorDetails) -> str | None:
        """Return the known key that an unknown one was probably meant to be."""
        if detail["type"] != _UNKNOWN:
            return None
        path = _path(detail)
        known = self._known(path)
        other = _OTHER_WORDS.get(str(path[-1]).casefold())
        return other if other in known else nearest(str(path[-1]), known, self.report.guessing)

    def assume(self, path: SourcePath, meant: str | None) -> None:
        """Tell the report that a key is taken for another one, unless that one was typed too."""
        if meant is not None and self.source.node((*path[:-1], meant)) is None:
            self.report.assume((*path[:-1], meant))

    def _typed(self, path: SourcePath) -> SourcePath:
        """Return ``path`` without the index of a single value typed where a list may stand."""
        single = path and isinstance(path[-1], int) and not isinstance(self.source.node(path[:-1]), SequenceNode)
        return path[:-1] if single else path

    def _known(self, path: SourcePath) -> tuple[str, ...]:
        return self.keys.get(_place(path[:-1], self.keys), ())

    def _is_broken(self, path: SourcePath) -> bool:
        return any(isinstance(self.source.node(path[:end]), BrokenNode) for end in range(1, len(path) + 1))

    def _unknown(self, path: SourcePath, detail: ErrorDetails) -> None:
        key, known = str(path[-1]), self._known(path)
        more = f" (begitu pula di {self.others} butir lain)" if self.others else ""
        message = f"Kunci “{_short(key)}” tidak dikenal di sini{more}."
        found = self.meant(detail)
        if found:
            hint = f"Maksud Anda “{found}”?"
        elif key in _COMPUTED and step_of(path):
            hint = "Nomor langkah dihitung sendiri; hapus baris ini."
        elif homes := [place for place, keys in self.keys.items() if key in keys and "istilah" not in place]:
            hint = f"Kunci itu milik {_home(homes[0])}; periksa indentasi (spasi di awal baris)."
        else:
            hint = f"Kunci yang dikenal di sini: {listing(known, 30)}."
        self.report.add(codes.UNKNOWN_KEY, path, message, hint, key=True)

    def _missing(self, path: SourcePath, detail: ErrorDetails) -> None:
        key = str(path[-1])
        if self.source.node(path) is not None:
            message = f"Kunci “{key}” masih kosong."
        else:
            where = _home(_place(path[:-1], self.keys))
            message = f"Kunci “{key}” belum ada; kunci itu wajib bagi {where}."
        self.report.lack(path, message)

    def _wrong_kind(self, path: SourcePath, detail: ErrorDetails) -> None:
        value = detail["input"]
        wanted, hint = "pasangan “kunci: isi”", "Tulis “kunci: isi”."
        if detail["type"] == "string_type":
            wanted, hint = "teks", "Tulis satu teks saja."
            if isinstance(value, dict):
                hint = "Bila teks itu memuat titik dua, apit seluruh teks dengan tanda kutip ganda."
        elif detail["type"] == "tuple_type":
            wanted, hint = "daftar", "Awali setiap butir dengan “- ” di baris sendiri."
        elif known := self.keys.get(_place(path, self.keys)):
            hint = f"Tulis kuncinya dahulu, mis. “{known[0]}: …”."
        more = f" (dan {self.others} butir lain)" if self.others else ""
        message = f"{_subject(path)}{more} harus berupa {wanted}, tetapi yang tertulis {_kind(value)}."
        self.report.add(codes.WRONG_TYPE, path, message, hint)

    def _too_long(self, path: SourcePath, detail: ErrorDetails) -> None:
        most = f"{detail['ctx']['max_length']:,}".replace(",", ".")
        message = f"{_subject(path)} lebih panjang dari {most} karakter."
        self.report.add(codes.LIMIT, path, message, "Singkat teksnya, atau pecah menjadi beberapa.")

    def _own(self, path: SourcePath, detail: ErrorDetails) -> None:
        context = detail["ctx"]
        self.report.add(_CODES[context["code"]], path, context["message"], context["hint"])

    def _other(self, path: SourcePath, detail: ErrorDetails) -> None:
        self.report.add(codes.WRONG_TYPE, path, f"{_subject(path)} tidak dapat dibaca.", "Bandingkan dengan panduan.")


_TELLERS: Mapping[str, Callable[[_Complaints, SourcePath, ErrorDetails], None]] = {
    _UNKNOWN: _Complaints._unknown,
    "missing": _Complaints._missing,
    BLANK: _Complaints._missing,
    **dict.fromkeys(_WRONG_KIND, _Complaints._wrong_kind),
    "string_too_long": _Complaints._too_long,
    COMPLAINT: _Complaints._own,
}


def _alike(detail: ErrorDetails) -> tuple[SourcePath, str]:
    """Return what errors share that are one mistake: items of one list that are wrong in the same way."""
    path, kind = _path(detail), detail["type"]
    if kind in _WRONG_KIND and path and isinstance(path[-1], int):
        return path[:-1], kind
    if kind == _UNKNOWN and len(path) > 1 and isinstance(path[-2], int):
        return (*path[:-2], path[-1]), kind
    return path, kind


def _path(detail: ErrorDetails) -> SourcePath:
    return place_of(detail["loc"])


def _without(content: Any, path: SourcePath, kind: str, meant: str | None = None) -> Any:
    """Return ``content`` with what is wrong at ``path`` taken out, or replaced by what passes as empty.

    A misspelt key takes its right name when that is free: what stands under it is then read as it was meant.
    """
    if not path:
        return {}
    step, rest = path[0], path[1:]
    if isinstance(content, dict):
        if isinstance(step, int):  # a single mapping where a list may stand
            return _without(content, rest, kind, meant) if rest else _empty(kind)
        if rest and step in content:
            return {**content, step: _without(content[step], rest, kind, meant)}
        if kind == _UNKNOWN:
            return _renamed(content, step, meant)
        return content if kind == "missing" and step in content else {**content, step: _empty(kind)}
    if isinstance(content, list) and isinstance(step, int) and step < len(content):
        changed = _without(content[step], rest, kind, meant) if rest else _empty(kind)
        return [*content[:step], changed, *content[step + 1 :]]
    return _empty(kind)  # a single value where a list may stand: the place inside it has no path of its own


def _renamed(content: dict[str, Any], old: str, new: str | None) -> dict[str, Any]:
    """Return a mapping with key ``old`` renamed, or left out when there is no free new name."""
    if new is None or new in content:
        return {key: value for key, value in content.items() if key != old}
    return {(new if key == old else key): value for key, value in content.items()}


def _empty(kind: str) -> Plain:
    return {} if kind in {"model_type", "dict_type"} else ""


@cache
def _keys_of(document: type[BaseModel]) -> dict[SourcePath, tuple[str, ...]]:
    """Return the known keys of every mapping in a document, by place (indices left out, free keys as ``*``)."""
    return dict(_walk(document, ()))


def _walk(document: type[BaseModel], place: SourcePath) -> Iterator[tuple[SourcePath, tuple[str, ...]]]:
    names = sorted(document.model_fields, key=lambda name: not document.model_fields[name].is_required())
    yield place, tuple(names)
    for name, info in document.model_fields.items():
        free = (_ANY_KEY,) if "dict[" in str(info.annotation) else ()
        for below in _documents_in(info.annotation):
            yield from _walk(below, (*place, name, *free))


def _documents_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _documents_in(part)


def _place(path: SourcePath, keys: Mapping[SourcePath, tuple[str, ...]]) -> SourcePath:
    """Return ``path`` without indices, free keys as ``*``."""
    place: SourcePath = ()
    for part in path:
        if isinstance(part, int):
            continue
        free = (*place, _ANY_KEY)
        place = free if free in keys and (*place, part) not in keys else (*place, part)
    return place


_HOMES = {
    "langkah": "setiap langkah",
    "simbol": "setiap lambang pada “simbol”",
    "bagian": "setiap bagian",
    "revisi": "setiap revisi",
    "pelaksana": "setiap kelompok pelaksana",
    "keterkaitan": "rujukan ke SOP lain",
    "unit": "setiap unit",
    "pejabat": "setiap pejabat",
    "definisi": "setiap definisi",
    "susunan": "setiap bab pada “susunan”",
    "lampiran": "setiap lampiran",
    "abaikan": "setiap butir “abaikan”",
    "tambahan": "setiap kotak pada “tambahan”",
}


def _home(place: SourcePath) -> str:
    """Return what a mapping is called in a sentence."""
    words = [part for part in place if part != _ANY_KEY]
    if not words:
        return "berkas ini"
    return _HOMES.get(str(words[-1]), f"“{words[-1]}”")


def _subject(path: SourcePath) -> str:
    """Return what a value is called at the start of a sentence."""
    if not path:
        return "Isi berkas"
    if isinstance(path[-1], int):
        keys = [part for part in path if isinstance(part, str)]
        return f"Butir ke-{path[-1] + 1} dari “{keys[-1]}”" if keys else "Isi"
    return f"“{_short(str(path[-1]))}”"


def _kind(value: Any) -> str:
    if isinstance(value, dict):
        return "pasangan “kunci: isi”"
    return "daftar" if isinstance(value, (list, tuple)) else "teks"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"
