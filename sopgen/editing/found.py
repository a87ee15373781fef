"""Findings as a page shows them: at a place in the source, with a key by which their repair is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sopgen.editing.office import Judged
from sopgen.editing.state import Told
from sopgen.findings import Finding
from sopgen.source.document import MappingNode, Node, SequenceNode, Source, SourcePath

_PREFIX = "SOP-"


def told(findings: Iterable[Finding], judged: Judged | None) -> tuple[Told, ...]:
    """The findings with their places and keys, in their order; of one code at one place the keys count."""
    source = judged.sop.source if judged and judged.sop else None
    uses: Counter[str] = Counter()
    found = []
    for finding in findings:
        path = place_of(source, finding) if source is not None and finding.file == source.name else ()
        code = finding.code.removeprefix(_PREFIX)
        place = f"{code}:{'/'.join(map(str, path))}"
        uses[place] += 1
        found.append(
            Told(
                key=f"{place}:{uses[place]}",
                code=code,
                severity=finding.severity.value,
                message=finding.message,
                hint=finding.hint,
                path=path,
                step=finding.step,
                repair=False,
                file=finding.file,
            )
        )
    return tuple(found)


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
