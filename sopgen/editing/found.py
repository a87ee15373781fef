"""Findings as a page shows them: at a place in the source, with a key by which their repair is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sopgen.editing.office import Judged
from sopgen.editing.state import Told
from sopgen.edits.operations import Operation, Rename, Set
from sopgen.findings import Finding
from sopgen.model.codes import BAD_DATE
from sopgen.model.institution import FrozenMapping
from sopgen.rules.checks.flow import numeric_target
from sopgen.rules.checks.language import odd_capitals, stray_blanks, unit_spelling
from sopgen.rules.repairs import sop_repairs
from sopgen.source.document import MappingNode, Node, Scalar, SequenceNode, Source, SourcePath, clean

_PREFIX = "SOP-"
_OF_ONE_TEXT = frozenset({BAD_DATE.number, stray_blanks.code.number, unit_spelling.code.number})
_CAPITALS, _NUMBERS = odd_capitals.code.number, numeric_target.code.number
#: The findings that have one answer: for others no repair is looked for.
REPAIRED = _OF_ONE_TEXT | {_CAPITALS, _NUMBERS}


@dataclass(frozen=True, slots=True)
class Findings:
    """Findings at their places, and what answers those that have one answer, by their keys."""

    told: tuple[Told, ...]
    repairs: FrozenMapping[tuple[Operation, ...]]


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
        answer = tuple(answers.to(own, finding, path)) if own is not None and finding.code in REPAIRED else ()
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
    """What ``check --fix`` would do in one SOP, found when the first finding asks."""

    def __init__(self, judged: Judged | None) -> None:
        self._judged = judged
        self._all: tuple[Operation, ...] | None = None

    def to(self, source: Source, finding: Finding, path: SourcePath) -> Iterator[Operation]:
        """The operations that answer a finding at ``path``."""
        if self._all is None:
            judged = self._judged
            self._all = tuple(sop_repairs(judged.project, judged.sop)) if judged and judged.sop else ()
        word = _marked(source, finding)
        for each in self._all:
            if isinstance(each, Rename):
                if finding.code == _NUMBERS and _names(each, path, word):
                    yield each
            elif isinstance(each, Set) and (
                (finding.code in _OF_ONE_TEXT and each.path == path)
                or (finding.code == _CAPITALS and word in _text(source, each.path))
            ):
                yield each


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
