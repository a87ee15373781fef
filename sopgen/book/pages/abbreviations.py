"""The list of short job titles used as pelaksana, with their full titles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sopgen.model.sop import Sop


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A job title as the flow table prints it, and in full."""

    short: str
    full: str


def list_abbreviations(sops: Iterable[Sop], titles: Mapping[str, str]) -> tuple[Abbreviation, ...]:
    """The short titles that SOPs use and the institution explains, in alphabetical order."""
    used = {actor.name for sop in sops for section in sop.sections for actor in section.actors}
    used |= {actor.group for sop in sops for section in sop.sections for actor in section.actors if actor.group}
    return tuple(Abbreviation(short, titles[short]) for short in sorted(used & titles.keys(), key=str.casefold))
