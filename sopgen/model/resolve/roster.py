"""The Pelaksana columns of a flow table, and which column a step's word means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from sopgen.model import codes
from sopgen.model.collector import Collector, also_in_steps
from sopgen.model.schema.documents import GroupDocument
from sopgen.model.sop import Actor
from sopgen.model.suggest import listing, nearest
from sopgen.model.visible import visible
from sopgen.source.document import SourcePath

MAX_ACTORS = 20
_JOINT = " / "
_MANY = 3
_MOST_NAMES = 2 * MAX_ACTORS  # in one text that lists them
_BETWEEN_NAMES = re.compile(r"(?<!\s)\s*+[,;&]\s*+(?:dan\s++)?|(?<!\s)\s++dan\s+")


@dataclass(frozen=True, slots=True)
class Roster:
    """Columns in order; ``places`` maps a name (bare, and ``Kelompok / Nama``) to its columns."""

    actors: tuple[Actor, ...]
    places: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def columns(self, word: str) -> tuple[int, ...]:
        """Return the columns that ``word`` may mean: none, one, or several when a bare name stands in two groups."""
        key = visible(word)
        found = self.places.get(key)
        if found is None and "/" in key:
            found = self.places.get(_JOINT.join(part.strip() for part in key.split("/")))
        return found or ()

    def listed(self, word: str) -> tuple[str, ...]:
        """Return the names that ``word``, itself no column's name, lists with commas, ``dan`` or ``&``.

        Nothing unless every piece of it names a column, and in one way only: a name may hold commas itself.
        """
        return tuple(visible(word)[start:end] for start, end in self.listed_places(word))

    def listed_places(self, word: str) -> tuple[tuple[int, int], ...]:
        """Return where these names begin and end in ``visible(word)``."""
        key = visible(word)
        gaps = [match.span() for match in _BETWEEN_NAMES.finditer(key)]
        if not gaps or len(gaps) >= _MOST_NAMES or self.columns(key):
            return ()
        begins, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(key)]
        ways: list[list[tuple[tuple[int, int], ...]]] = [[()]]  # to read the text as far as each piece, two at most
        for last, end in enumerate(ends):
            found = (
                (*way, (begin, end))
                for first, begin in enumerate(begins[: last + 1])
                if ways[first] and self.columns(key[begin:end])
                for way in ways[first]
            )
            ways.append([*islice(found, 2)])
        return ways[-1][0] if len(ways[-1]) == 1 else ()

    def full_name(self, column: int) -> str:
        """Return a column's name as a step may write it without doubt."""
        actor = self.actors[column]
        ambiguous = len(self.columns(actor.name)) > 1
        return f"{actor.group}{_JOINT}{actor.name}" if ambiguous and actor.group else actor.name


def roster_of(actors: tuple[Actor, ...]) -> Roster:
    """Return the roster of columns that are known to differ; an ungrouped name is never shadowed by a grouped one."""
    places: dict[str, tuple[int, ...]] = {}
    for column, actor in enumerate(actors):
        name = visible(actor.name)
        if actor.group is not None:
            places[f"{visible(actor.group)}{_JOINT}{name}"] = (column,)
        places[name] = (*places.get(name, ()), column)
    for column, actor in enumerate(actors):
        if actor.group is None:
            places[visible(actor.name)] = (column,)
    return Roster(actors, places)


def make_roster(documents: tuple[str | GroupDocument, ...], path: SourcePath, report: Collector) -> Roster:
    """Return the columns written at ``path``; reports names written twice and too many columns."""
    actors: list[Actor] = []
    seen: set[tuple[str | None, str]] = set()
    for name, group, place in _names(documents, path):
        key = (visible(group) if group else None, visible(name))
        if not key[1]:
            continue
        if key in seen:
            message = f"Pelaksana “{name}” ditulis dua kali dalam daftar."
            report.add(codes.AMBIGUOUS_ACTOR, place, message, "Hapus salah satunya, atau bedakan namanya.")
            continue
        seen.add(key)
        actors.append(Actor(name, group))
        if len(actors) == MAX_ACTORS + 1:
            message = f"Satu tabel alur paling banyak memuat {MAX_ACTORS} pelaksana."
            report.add(codes.LIMIT, place, message, "Gabungkan pelaksana, atau pecah SOP ini dengan “bagian”.")
        if len(actors) == 10 * MAX_ACTORS:
            break
    return roster_of(tuple(actors))


def _names(documents: tuple[str | GroupDocument, ...], path: SourcePath) -> list[tuple[str, str | None, SourcePath]]:
    """Return every column's name, group and place."""
    names: list[tuple[str, str | None, SourcePath]] = []
    for index, document in enumerate(documents):
        if isinstance(document, GroupDocument):
            members = enumerate(document.anggota)
            names += [(name, document.kelompok, (*path, index, "anggota", place)) for place, name in members]
        else:
            names.append((document, None, (*path, index)))
    return names


class Columns:
    """Resolves the words of one flow table's steps; the same unknown word is reported once, with all its steps."""

    def __init__(self, roster: Roster, report: Collector) -> None:
        self.roster = roster
        self.report = report
        self.sound = True
        self._unknown: dict[str, list[tuple[SourcePath, int]]] = {}
        self._guesses: dict[str, str | None] = {}

    def words(self, typed: str) -> tuple[str, ...]:
        """Return the names in one text: those that it lists, or the text itself."""
        return self.roster.listed(typed) or (typed,)

    def column(self, word: str, path: SourcePath, step: int) -> int | None:
        """Return the column that ``word`` means; the most likely one (or None) after noting what is wrong."""
        found = self.roster.columns(word)
        if len(found) == 1:
            return found[0]
        self.sound = False
        if found:
            names = [f"{self.roster.actors[column].group}{_JOINT}{word}" for column in found]
            message = f"Pelaksana “{word}” ada dalam beberapa kelompok."
            self.report.add(codes.AMBIGUOUS_ACTOR, path, message, f"Tulis {' atau '.join(f'“{n}”' for n in names)}.")
            return found[0]
        self._unknown.setdefault(visible(word), []).append((path, step))
        guess = self._guess(visible(word))
        return self.roster.columns(guess)[0] if guess else None

    def tell(self) -> None:
        """Report the words that no column answers to; many of them together are one list that lost its items."""
        strange = [word for word, guess in self._guesses.items() if not guess]
        if len(strange) > _MANY:
            path, _ = self._unknown[strange[0]][0]
            message = f"{len(strange)} nama tidak ada dalam daftar “pelaksana”: {listing(strange)}."
            self.report.add(codes.UNKNOWN_ACTOR, path, message, "Lengkapi daftar “pelaksana” dengan nama-nama itu.")
        for word, guess in self._guesses.items():
            if guess or len(strange) <= _MANY:
                self._tell_one(word, guess)

    def _tell_one(self, word: str, guess: str | None) -> None:
        path, _ = self._unknown[word][0]
        also = also_in_steps(self._unknown[word])
        message = f"Pelaksana “{word}” tidak ada dalam daftar “pelaksana”{also}."
        names = [self.roster.full_name(column) for column in range(len(self.roster.actors))]
        hint = f"Maksud Anda “{guess}”?" if guess else f"Pilih dari daftar: {listing(names)}."
        self.report.add(codes.UNKNOWN_ACTOR, path, message, hint)

    def _guess(self, key: str) -> str | None:
        """Return the name that an unknown one is probably meant to be."""
        if key not in self._guesses:
            self._guesses[key] = nearest(key, self.roster.places, self.report.guessing)
        return self._guesses[key]
