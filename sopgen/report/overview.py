"""What a build says of many findings: the first of each kind whole, and of the others how many there are and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sopgen.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Example:
    """A finding that is shown whole, how many others its rule has, and in how many files these are."""

    finding: Finding
    others: int = 0
    files: int = 0


@dataclass(frozen=True, slots=True)
class Remainder:
    """How many findings of one file are not shown, the gravest first."""

    file: str
    counts: tuple[tuple[Severity, int], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Findings as far as there is room; ``unnamed`` files have more that are not even counted."""

    examples: tuple[Example, ...]
    remainders: tuple[Remainder, ...] = ()
    unnamed: int = 0


def overview(findings: Sequence[Finding], room: int, height: Callable[[Finding], int]) -> Overview:
    """The ``findings`` in about ``room`` lines, of which one shown whole takes ``height``: all where there is room.

    Else errors go first, one a rule and file, at least one in all; then one warning a rule; advice is only counted.
    """
    if sum(map(height, findings)) <= room:
        return Overview(tuple(map(Example, findings)))
    files = dict.fromkeys(finding.file for finding in findings)
    named = min(len(files), room // 3)
    chosen = tuple(_fitting(tuple(_firsts(findings)), room - named, height))
    shown = {id(finding) for finding in chosen}
    left = [finding for finding in findings if id(finding) not in shown]
    remainders = tuple(_remainders(left))
    return Overview(tuple(_examples(chosen, left)), remainders[:named], len(remainders[named:]))


def _firsts(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The first error of each rule in each file, then the first warning of each rule."""
    errors: dict[tuple[str, str], Finding] = {}
    warnings: dict[str, Finding] = {}
    for finding in findings:
        if finding.severity is Severity.ERROR:
            errors.setdefault((finding.code, finding.file), finding)
        elif finding.severity is Severity.WARNING:
            warnings.setdefault(finding.code, finding)
    yield from errors.values()
    yield from warnings.values()


def _fitting(findings: Sequence[Finding], room: int, height: Callable[[Finding], int]) -> Iterator[Finding]:
    """Those that fit, in order, a line more for the count of each; the first in any case."""
    for number, finding in enumerate(findings):
        room -= height(finding) + 1
        if room < 0 and number:
            return
        yield finding


def _examples(chosen: Sequence[Finding], left: Sequence[Finding]) -> Iterator[Example]:
    """The chosen ones; the first of a rule tells of those that are left."""
    told: set[str] = set()
    for finding in chosen:
        others = [other for other in left if other.code == finding.code and finding.code not in told]
        told.add(finding.code)
        yield Example(finding, len(others), len({other.file for other in others}))


def _remainders(left: Sequence[Finding]) -> Iterator[Remainder]:
    """What is left of each file, those with errors first."""
    counts: dict[str, Counter[Severity]] = {}
    for finding in left:
        counts.setdefault(finding.file, Counter())[finding.severity] += 1
    for file in sorted(counts, key=lambda file: not counts[file][Severity.ERROR]):
        yield Remainder(
            file, tuple((severity, counts[file][severity]) for severity in Severity if counts[file][severity])
        )
