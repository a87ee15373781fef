"""Everything there is to say about a project: findings of reading, of the flow, and of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sopgen.findings import Finding, Severity, in_order
from sopgen.flow.check import check as check_flow
from sopgen.model import codes
from sopgen.model.internal_error import as_far_as_possible
from sopgen.model.project import Project
from sopgen.model.sop import Sop
from sopgen.paths import SOURCES
from sopgen.rules.registry import PROJECT_RULES, SOP_RULES
from sopgen.rules.rule import Context, ProjectRule, SopRule


def check(project: Project, today: date, reminds: bool = False) -> tuple[Finding, ...]:
    """All findings about ``project``, by file and place, without those the office has set aside (``abaikan``).

    ``today`` decides which review dates have passed, or with ``reminds`` are near.
    """
    return sift(project, all_findings(project, today, reminds))


def check_some(project: Project, today: date, sops: Iterable[Sop]) -> tuple[Finding, ...]:
    """What ``check`` finds in ``sops``, each by itself: quicker for a few, of which nothing but these need be read."""
    context = Context(project, today)
    single = (finding for sop in sops for finding in sop_findings(sop, context))
    return sift(project, (*project.findings, *single))


def errors(project: Project, today: date) -> tuple[Finding, ...]:
    """The errors among all findings; quicker than ``check``, because rules that only warn or advise are not asked.

    An internal error of such a rule is therefore not among them.
    """
    strict = [rule for rule in SOP_RULES if rule.code.severity is Severity.ERROR]
    across = [rule for rule in PROJECT_RULES if rule.code.severity is Severity.ERROR]
    found = _findings(Context(project, today), strict, across)
    return sift(project, (finding for finding in found if finding.severity is Severity.ERROR))


def all_findings(project: Project, today: date, reminds: bool = False) -> Iterator[Finding]:
    """All findings, unsorted, nothing set aside."""
    return _findings(Context(project, today, reminds), SOP_RULES, PROJECT_RULES)


def _findings(context: Context, single: Sequence[SopRule], across: Sequence[ProjectRule]) -> Iterator[Finding]:
    """What reading, the flow and these rules find."""
    yield from context.project.findings
    for sop in context.sops:
        yield from sop_findings(sop, context, single)
    for rule in across:
        yield from as_far_as_possible(SOURCES, rule.findings(context))


def sop_findings(sop: Sop, context: Context, rules: Sequence[SopRule] = SOP_RULES) -> Iterator[Finding]:
    """What the flow and the rules about single SOPs find in one SOP; depends on its file, the book and ``today``.

    What could not be read is not judged: a list that is a text lacks nothing besides.
    """
    name = sop.source.name
    unread = {
        (error.span.line, error.span.column)
        for error in context.project.findings
        if error.file == name and error.code == codes.WRONG_TYPE.number
    }
    yield from as_far_as_possible(name, _flow_findings(sop))
    for rule in rules:
        found = as_far_as_possible(name, rule.findings(sop, context))
        yield from (each for each in found if (each.span.line, each.span.column) not in unread)


def _flow_findings(sop: Sop) -> Iterator[Finding]:
    yield from check_flow(sop)


def sift(project: Project, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in order of file and place, each once, without those set aside. Errors are never set aside."""
    by_file = {sop.source.name: set_aside(project, sop) for sop in (*project.sops, *project.partial)}
    everywhere = set_aside(project)
    kept = (
        finding
        for finding in dict.fromkeys(findings)
        if finding.severity is Severity.ERROR or finding.code not in by_file.get(finding.file, everywhere)
    )
    return in_order(kept)


def set_aside(project: Project, sop: Sop | None = None) -> frozenset[str]:
    """The codes that the office, or this one SOP, does not want to see."""
    ignored = (*(project.institution.abaikan if project.institution else ()), *(sop.abaikan if sop else ()))
    return frozenset(entry.kode for entry in ignored)
