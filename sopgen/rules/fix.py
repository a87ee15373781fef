"""``sopgen check --fix``: the repairs made in the sources, so that a second run finds nothing left to do.

A repair that would bring an error or send the flow elsewhere is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

from sopgen.edits.apply import apply
from sopgen.edits.rename_pelaksana import NameTakenError
from sopgen.findings import Severity, UserError
from sopgen.flow.targets import all_ways, places, starts
from sopgen.model.institution import FrozenMapping
from sopgen.model.project import Project
from sopgen.model.sop import Section
from sopgen.rules.new_errors import new_errors
from sopgen.rules.repairs import Repair, repairs
from sopgen.source.codes import TAB, TYPED_LIST
from sopgen.source.document import Source, SourcePath
from sopgen.source.plain_blanks import with_blanks_mended

#: One repair may show another: once "kONSEP" is mended, "KONSEP" is seen to be a word. Each round comes nearer the end.
_MOST_ROUNDS = 5

#: Codes of findings about blanks that YAML does not know.
_MISTAKEN_BLANKS = frozenset({TAB.number, TYPED_LIST.number})

#: Reads the project with these bytes in place of its files (``unsaved``, see ``load``).
Reading: TypeAlias = Callable[[Mapping[Path, bytes]], Project]


@dataclass(frozen=True, slots=True)
class Fix:
    """One source ``before`` and ``after`` its repairs, and how many there were."""

    before: Source
    after: Source
    count: int = 0


def fixes(project: Project, reading: Reading, today: date, files: Container[str] | None = None) -> tuple[Fix, ...]:
    """What can be mended in ``project``, file by file; files that are right already are left out. Writes nothing.

    ``reading`` reads the same project again. ``files`` are the only ones to mend, by their names in findings.
    """
    state = _with_plain_blanks(_State(project, reading, today), files)
    for _ in range(_MOST_ROUNDS):
        wanted = [each for each in repairs(state.project, state.unsaved) if files is None or each.source.name in files]
        after = _mended(state, wanted)
        if after is state:
            break
        state = after
    return tuple(sorted(state.made.values(), key=lambda fix: fix.before.name))


@dataclass(frozen=True, slots=True)
class _State:
    """The project as far as it is mended, and what was done, by the files' names."""

    project: Project
    reading: Reading
    today: date
    made: Mapping[str, Fix] = field(default_factory=FrozenMapping)

    @property
    def unsaved(self) -> dict[Path, bytes]:
        """The mended sources' bytes by their files."""
        return {fix.after.file: fix.after.raw for fix in self.made.values()}

    def harmless(self, before: Project) -> bool:
        """Whether it has no error and no way of the flow that ``before`` had not."""
        return is_harmless(before, self.project, self.today)


def is_harmless(before: Project, after: Project, today: date) -> bool:
    """Whether ``after`` has no error and no way of the flow that ``before`` had not."""
    return not new_errors(before, after, today) and _flows(after) == _flows(before)


def _with_plain_blanks(state: _State, files: Container[str] | None) -> _State:
    """The project with plain blanks in the sources in which others were typed for them, most of which do not read."""
    told = [each for each in state.project.findings if each.code in _MISTAKEN_BLANKS]
    unread = {each.file for each in told if each.severity is Severity.ERROR}
    for name in dict.fromkeys(each.file for each in told):
        found = with_blanks_mended(state.project.root / name, state.project.root)
        if found is None or (files is not None and name not in files):
            continue
        before, source, count = found
        after = replace(state, made={**state.made, name: Fix(before, source, count)})
        after = replace(after, project=state.reading(after.unsaved))
        if name in unread or after.harmless(state.project):
            state = after
    return state


def _mended(state: _State, wanted: Sequence[Repair]) -> _State:
    """The project with these repairs made, less those that do harm; the same one where nothing changes."""
    after = _with(state, wanted)
    if after is state or after.harmless(state.project):
        return after
    if len(wanted) == 1:
        return state
    half = len(wanted) // 2
    return _mended(_mended(state, wanted[:half]), wanted[half:])


def _with(state: _State, wanted: Sequence[Repair]) -> _State:
    """The project read again with those repairs made that the sources' text allows, whatever comes of it."""
    made = dict(state.made)
    for repair in wanted:
        name = repair.source.name
        fix = made.get(name, Fix(repair.source, repair.source))
        try:
            source = apply(fix.after, [repair.operation], repair.form)
        except (UserError, NameTakenError):
            continue
        if source.raw != fix.after.raw:
            made[name] = Fix(fix.before, source, fix.count + 1)
    if made == dict(state.made):
        return state
    after = replace(state, made=made)
    return replace(after, project=state.reading(after.unsaved))


def _flows(project: Project) -> dict[tuple[str, SourcePath], Hashable]:
    """Who does what, and where each way leads, by file and section."""
    sops = (*project.sops, *project.partial)
    return {(sop.source.name, section.path): tuple(_flow(section)) for sop in sops for section in sop.sections}


def _flow(section: Section) -> Iterator[Hashable]:
    yield starts(section)
    yield from ((place, symbol.actors, symbol.start, symbol.end) for place, symbol in places(section))
    yield from ((way.place, way.to, way.branch) for way in all_ways(section))
