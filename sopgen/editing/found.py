"""Findings as a page shows them: at a place in the source, with a key by which their repair is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sopgen.editing.office import Judged
from sopgen.editing.state import Told
from sopgen.edits.operations import Rename, Set
from sopgen.findings import Finding
from sopgen.model.codes import BAD_DATE
from sopgen.model.institution import FrozenMapping
from sopgen.model.project import Project
from sopgen.model.sop import Sop
from sopgen.rules.checks.flow import numeric_target
from sopgen.rules.checks.language import odd_capitals, stray_blanks, unit_spelling
from sopgen.rules.repairs import date_repairs, number_repairs, unit_repairs, word_repairs
from sopgen.source.document import MappingNode, Node, Scalar, SequenceNode, Source, SourcePath, clean

_PREFIX = "SOP-"
_CAPITALS = odd_capitals.code.number
#: The findings that have one answer, and what finds it.
_REPAIRS: dict[str, Callable[[Project, Sop], Iterator[Rename | Set]]] = {
    BAD_DATE.number: lambda _, sop: date_repairs(sop),
    numeric_target.code.number: number_repairs,
    odd_capitals.code.number: word_repairs,
    stray_blanks.code.number: word_repairs,
    unit_spelling.code.number: unit_repairs,
}


@dataclass(frozen=True, slots=True)
class Findings:
    """Findings at their places, and what answers those that have one answer, by their keys."""

    told: tuple[Told, ...]
    repairs: FrozenMapping[tuple[Rename | Set, ...]]


def placed(findings: Iterable[Finding], judged: Judged | None) -> Findings:
    """The findings with their places and keys, in their order; of one code at one place the keys count."""
    source = judged.sop.source if judged and judged.sop else None
    answers = _Answers(judged)
    uses: Counter[str] = Counter()
    told, repairs = [], {}
    for finding in findings:
        own = source if source is not None and finding.file == source.name else None
        path = place_of(own, finding) if own is not None else ()
        code = finding.code.removeprefix(_PREFIX)
        place = f"{code}:{'/'.join(map(str, path))}"
        uses[place] += 1
        key = f"{place}:{uses[place]}"
        answer = tuple(answers.to(own, finding, path)) if own is not None and finding.code in _REPAIRS else ()
        if answer:
            repairs[key] = answer
        told.append(
            Told(
                key=key,
                code=code,
                severity=finding.severity.value,
                message=finding.message,
                hint=finding.hint,
                path=path,
                step=finding.step,
                repair=bool(answer),
                file=finding.file,
            )
        )
    return Findings(tuple(told), FrozenMapping(repairs))


class _Answers:
    """What ``check --fix`` would do in one SOP; each kind of it is looked for when the first finding asks."""

    def __init__(self, judged: Judged | None) -> None:
        self._judged = judged
        self._known: dict[str, tuple[Rename | Set, ...]] = {}

    def to(self, source: Source, finding: Finding, path: SourcePath) -> Iterator[Rename | Set]:
        """The operations that answer a finding at ``path``."""
        word = _marked(source, finding)
        for each in self._of(finding.code):
            if isinstance(each, Rename):
                if _names(each, path, word):
                    yield each
            elif each.path == path or (finding.code == _CAPITALS and word in _text(source, each.path)):
                yield each

    def _of(self, code: str) -> tuple[Rename | Set, ...]:
        sop = self._judged.sop if self._judged else None
        if self._judged is None or sop is None:
            return ()
        if code not in self._known:
            self._known[code] = tuple(_REPAIRS[code](self._judged.project, sop))
        return self._known[code]


def _names(operation: Rename, path: SourcePath, word: str) -> bool:
    """Whether an operation gives an id to the step that the number ``word`` at ``path`` means."""
    steps, step = operation.path[: -3 if "simbol" in operation.path else -1], operation.path
    number = steps[-1]
    return isinstance(number, int) and path[: len(steps) - 1] == step[: len(steps) - 1] and word == str(number + 1)


def _marked(source: Source, finding: Finding) -> str:
    """The characters that a finding marks."""
    line = source.lines.line(finding.span.line)
    return clean(line[finding.span.column - 1 : finding.span.end_column - 1]).strip("'\" ")


def _text(source: Source, path: SourcePath) -> str:
    node = source.node(path)
    return clean(node.text) if isinstance(node, Scalar) else ""


def place_of(source: Source, finding: Finding) -> SourcePath:
    """The path of the deepest value at a finding's place, or of that whose key stands there."""
    starts = source.lines.starts
    line = min(finding.span.line, len(starts))
    return _deepest(source.tree, starts[line - 1] + finding.span.column - 1)


def _deepest(node: Node, at: int) -> SourcePath:
    if isinstance(node, MappingNode):
        for key, entry in node.entries.items():
            if entry.key.start <= at < max(entry.value.end, entry.key.end):
                return (key, *_deepest(entry.value, at))
    elif isinstance(node, SequenceNode):
        for index, item in enumerate(node.items):
            if item.start <= at < item.end:
                return (index, *_deepest(item, at))
    return ()
