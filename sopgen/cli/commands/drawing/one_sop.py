"""The one SOP that somebody has named to look at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sopgen.model.project import Project
    from sopgen.model.sop import Sop


def one_sop(root: Path, name: str) -> tuple[Project, Sop]:
    """The project and the SOP that ``name`` means; FindingsError when its source cannot be used."""
    from sopgen.builder.open_project import open_project
    from sopgen.builder.request import about, chosen
    from sopgen.findings import FindingsError, Severity, UserError
    from sopgen.flow.check import check

    project = open_project(root)
    sops, failed = chosen(project, (name,), Path.cwd())
    names = {sop.source.name for sop in sops} | set(failed)
    found = list(about(project.findings, names))
    found.extend(finding for sop in sops for finding in check(sop))
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    if errors:
        raise FindingsError(tuple(dict.fromkeys(errors)))
    if len(sops) != 1:
        raise UserError(f"“{name}” bukan satu SOP; sebutkan nomor atau berkas satu SOP.")
    return project, sops[0]
