"""A project as it is to be laid out: SOPs with an office's own reference document take its typeface.

To be called once, right after loading, by whoever lays out: then PDF, DOCX and booklet measure what the styles say.
Nothing of python-docx is loaded for a project without such a document.
"""

from __future__ import annotations

from dataclasses import replace

from sopgen.findings import Finding, FindingsError, LibraryMissingError
from sopgen.model.internal_error import internal_error
from sopgen.model.project import Project
from sopgen.model.sop import Sop


def restyled_project(project: Project) -> Project:
    """``project`` with the fonts and sizes of its reference documents, and what there is to say about these.

    An SOP whose reference document cannot be used is among the failed and partial ones, with its finding.
    """
    if not any(sop.format.rujukan_docx for sop in project.sops):
        return project
    from sopgen.render.docx.package.reference import load_reference, restyled

    sops: list[Sop] = []
    failed: list[Sop] = []
    findings: list[Finding] = []
    for sop in project.sops:
        try:
            reference = load_reference(sop, project.root)
        except FindingsError as error:
            findings += error.findings
            failed.append(sop)
            continue
        except (LibraryMissingError, ModuleNotFoundError):
            raise
        except Exception:
            findings.append(internal_error(sop.source.name))
            failed.append(sop)
            continue
        findings += reference.findings
        sops.append(restyled(sop, reference))
    return replace(
        project,
        sops=tuple(sops),
        failed=tuple(sorted({*project.failed, *(sop.source.name for sop in failed)})),
        partial=tuple(sorted((*project.partial, *failed), key=lambda sop: sop.source.name)),
        findings=tuple(sorted({*project.findings, *findings}, key=lambda finding: finding.sort_key)),
    )
