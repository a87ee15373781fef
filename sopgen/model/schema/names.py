"""What a project's sources may name, as editors offer it to who types: units, officials, SOPs, and in one SOP its
pelaksana and the ids of its steps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from sopgen.model.project import Project
from sopgen.model.sop import Section, Sop
from sopgen.model.visible import visible


@dataclass(frozen=True, slots=True)
class Name:
    """What is typed, and what it means."""

    word: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class ProjectNames:
    """What any source of a project may name. The fields are what ``offers`` asks for."""

    unit: tuple[Name, ...] = ()
    pejabat: tuple[Name, ...] = ()
    sop: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class TableNames:
    """What the steps of one flow table may name: its columns, and the steps and symbols that have an id."""

    pelaksana: tuple[Name, ...] = ()
    ids: tuple[Name, ...] = ()


def project_names(project: Project) -> ProjectNames:
    """The names of a project, also those of SOPs with errors; of two SOPs with one nomor, the first."""
    institution = project.institution
    sops = sorted((*project.sops, *project.partial), key=lambda sop: sop.source.name)
    titles = {sop.nomor: sop.judul for sop in reversed(sops) if sop.nomor}
    return ProjectNames(
        unit=tuple(Name(unit.key, unit.nama) for unit in institution.unit.values()) if institution else (),
        pejabat=tuple(Name(each.key, each.jabatan) for each in institution.pejabat.values()) if institution else (),
        sop=tuple(Name(nomor, titles[nomor]) for nomor in sorted(titles)),
    )


def table_names(sop: Sop) -> tuple[TableNames, ...]:
    """The names of each of an SOP's flow tables, in their order."""
    return tuple(TableNames(tuple(_columns(section)), tuple(_ids(section))) for section in sop.sections)


def joined(tables: tuple[TableNames, ...]) -> TableNames:
    """The names of several tables, each once."""
    pelaksana = dict.fromkeys(chain.from_iterable(table.pelaksana for table in tables))
    return TableNames(tuple(pelaksana), tuple(dict.fromkeys(chain.from_iterable(table.ids for table in tables))))


def _columns(section: Section) -> Iterator[Name]:
    for actor, name in zip(section.actors, section.column_names, strict=True):
        if name:
            yield Name(visible(name), actor.group or "")


def _ids(section: Section) -> Iterator[Name]:
    for step in section.steps:
        for name in dict.fromkeys(found for found in (step.id, *(symbol.id for symbol in step.symbols)) if found):
            yield Name(name, f"Langkah {step.number}: {step.kegiatan}")
