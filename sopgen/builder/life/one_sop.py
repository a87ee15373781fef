"""One SOP that something is to happen to: read, changed in its source and written, while nobody else is at work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sopgen.builder.open_project import open_project
from sopgen.builder.probes import probe
from sopgen.builder.request import about, chosen
from sopgen.builder.source_writer import write_source
from sopgen.builder.state.atomic_write import Written
from sopgen.builder.state.lock import build_lock
from sopgen.edits.apply import apply
from sopgen.edits.operations import Operation
from sopgen.findings import Finding, FindingsError, Severity, UserError
from sopgen.model.institution import Institution
from sopgen.model.project import Project
from sopgen.model.sop import Sop
from sopgen.paths import output_folder
from sopgen.rules.check import errors

_PATIENCE = 60.0  # seconds that a build is waited for


@dataclass(frozen=True, slots=True)
class OneSop:
    """An SOP of a project. ``today`` is the caller's: it decides which review dates have passed, and nothing else."""

    project: Project
    sop: Sop
    today: date

    @property
    def institution(self) -> Institution:
        """The institution, which an SOP that can be built has."""
        assert self.project.institution is not None
        return self.project.institution

    def changed(self, operations: Sequence[Operation]) -> OneSop:
        """The SOP after ``operations`` on its source, which is not written yet.

        Raises EditError when one of them cannot be made faithfully, FindingsError when the SOP then has errors.
        """
        if not operations:
            after = self
        else:
            source = apply(self.sop.source, operations, self.sop.format.form)
            project = open_project(self.project.root, unsaved={source.file: source.raw})
            after = OneSop(project, _named(project, source.name), self.today)
        after.require_sound()
        return after

    def require_sound(self) -> None:
        """Raise FindingsError with the errors in the SOP."""
        found = (*errors(self.project, self.today), *probe(self.project, (self.sop,)))
        wrong = tuple(each for each in found if each.file == self.sop.source.name and _is_error(each))
        if wrong:
            raise FindingsError(wrong)

    def write(self, before: Sop) -> Written | None:
        """Write the source in place of that of ``before``; None where it is the same.

        Raises UserError when somebody has saved it meanwhile, or when it cannot be written.
        """
        source = self.sop.source
        return None if source.raw == before.source.raw else write_source(source.file, before.source.raw, source.raw)


@contextmanager
def one_sop(root: Path, name: str, today: date) -> Iterator[OneSop]:
    """The SOP that ``name`` (a nomor or a file) means in the project at ``root``; no build works while the body runs.

    Raises UserError when it means no single SOP, FindingsError when that cannot be read.
    """
    with build_lock(output_folder(root, None), _PATIENCE):
        project = open_project(root)
        sops, failed = chosen(project, (name,), Path.cwd())
        if len(sops) + len(failed) != 1:
            raise UserError(f"{name} bukan satu SOP; sebut nomornya atau berkasnya.")
        yield OneSop(project, sops[0] if sops else _named(project, failed[0]), today)


def _named(project: Project, name: str) -> Sop:
    """The SOP of that file. Raises FindingsError when it cannot be built."""
    found = next((sop for sop in project.sops if sop.source.name == name), None)
    if found is None:
        raise FindingsError(tuple(each for each in about(project.findings, (name,)) if _is_error(each)))
    return found


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR
