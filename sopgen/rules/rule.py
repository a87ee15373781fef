"""What a rule is: a code with its examples, and a small function that makes remarks.

A rule's function says where and what; the code and its severity are added when the remark becomes a finding, so that
no rule can speak under another's number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from sopgen.findings import Code, Finding
from sopgen.flow.check import symbol_path
from sopgen.flow.targets import SymbolPosition, places
from sopgen.model.project import Project
from sopgen.model.sop import Section, Sop, Step, StepSymbol
from sopgen.model.visible import is_empty
from sopgen.source.document import Scalar, SequenceNode, SourcePath

if TYPE_CHECKING:
    from sopgen.source.document import Source

PERMENPAN = "PermenPAN-RB 35/2012 (Pedoman Penyusunan SOP AP)"
SEEDS = "Dua SOP Biro PO Kemenko Polhukam (Permenko Polhukam 5/2016)"


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at besides one SOP. ``today`` is the caller's: rules never ask the clock.

    ``reminds``: somebody has asked about that day, and wants to be told of what is due soon after it.
    """

    project: Project
    today: date
    reminds: bool = False

    @property
    def sops(self) -> tuple[Sop, ...]:
        """All SOPs that could be read, also those with errors, by file."""
        every = (*self.project.sops, *self.project.partial)
        return tuple(sorted(every, key=lambda sop: sop.source.name))


@dataclass(frozen=True, slots=True)
class Remark:
    """A rule's sentence about the value at ``path``.

    ``word`` narrows the place to that word inside the value. ``source`` is needed only when the remark is not about
    the SOP that the rule was asked about.
    """

    path: SourcePath
    message: str
    hint: str = ""
    step: int | None = None
    word: str = ""
    source: Source | None = None


SopCheck: TypeAlias = Callable[[Sop, Context], Iterable[Remark]]
ProjectCheck: TypeAlias = Callable[[Context], Iterable[Remark]]


@dataclass(frozen=True, slots=True)
class SopRule:
    """A rule about one SOP at a time."""

    code: Code
    check: SopCheck

    def findings(self, sop: Sop, context: Context) -> Iterator[Finding]:
        """All findings of this rule about ``sop``."""
        for remark in self.check(sop, context):
            yield finding(self.code, remark, sop.source)


@dataclass(frozen=True, slots=True)
class ProjectRule:
    """A rule about several files together; its remarks name their source."""

    code: Code
    check: ProjectCheck

    def findings(self, context: Context) -> Iterator[Finding]:
        """All findings of this rule; a remark about a file that was never read is dropped."""
        for remark in self.check(context):
            if remark.source is not None:
                yield finding(self.code, remark, remark.source)


def sop_rule(
    number: str, title: str, source: str, *, why: str, bad: str, good: str, usual: bool = False
) -> Callable[[SopCheck], SopRule]:
    """Make a rule of the function below; see :class:`~sopgen.findings.Code`."""
    return partial(SopRule, Code(number, title, source, why, bad, good, usual))


def project_rule(
    number: str, title: str, source: str, *, why: str, bad: str, good: str
) -> Callable[[ProjectCheck], ProjectRule]:
    """Make a rule across files of the function below."""
    return partial(ProjectRule, Code(number, title, source, why, bad, good))


def finding(code: Code, remark: Remark, source: Source) -> Finding:
    """The remark as a finding in ``source``, narrowed to its word where that stands in the text as typed."""
    node = source.node(remark.path)
    if remark.word and node is not None:
        at = source.text.find(remark.word, node.start, node.end)
        if at >= 0:
            span = source.lines.span(at, at + len(remark.word))
            return source.finding_at(code.number, code.severity, span, remark.message, remark.hint, remark.step)
    return source.finding(code.number, code.severity, remark.path, remark.message, remark.hint, remark.step)


def is_blank(sop: Sop, path: SourcePath) -> bool:
    """Whether nothing was typed at ``path``: an unreadable value is somebody else's finding, not an empty one."""
    node = sop.source.node(path)
    if isinstance(node, SequenceNode):
        return all(isinstance(item, Scalar) and is_empty(item.text) for item in node.items)
    return node is None or (isinstance(node, Scalar) and is_empty(node.text))


def steps(sop: Sop) -> Iterator[tuple[Section, Step, SourcePath]]:
    """Every step of every flow table, with its place in the source."""
    for section in sop.sections:
        for step in section.steps:
            yield section, step, (*section.path, step.number - 1)


def symbols(sop: Sop) -> Iterator[tuple[Section, SymbolPosition, StepSymbol, SourcePath]]:
    """Every symbol of every sound flow, with its place in the flow and where its flow keys stand in the source."""
    for section in sop.sections:
        if not section.sound:
            continue
        for place, symbol in places(section):
            yield section, place, symbol, symbol_path(sop, section, place)
