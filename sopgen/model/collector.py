"""Collects what is wrong with one source while the model is made from it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from sopgen.findings import Code, Finding, Severity
from sopgen.model import codes
from sopgen.source.document import BrokenNode, Source, SourcePath
from sopgen.work import SPELLING, Work

_FROM_FLOW_KEYS = frozenset({codes.UNKNOWN_TARGET.number, codes.FLOW_KEYS.number})
MOST_FINDINGS = 200  # of one source: enough for any honest one, and a bound on the work for any other


class Collector:
    """Findings about one source, in the order found; the place is named by its path.

    ``guessing`` is the work of finding what its misspelt words were meant to be.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.guessing = Work(SPELLING)
        self._findings: list[Finding] = []
        self._paths: set[SourcePath] = set()
        self._assumed: set[SourcePath] = set()

    def add(
        self,
        code: Code,
        path: SourcePath,
        message: str,
        hint: str | Callable[[], str] = "",
        key: bool = False,
        missing: str | None = None,
    ) -> None:
        """Keep a finding about the value (or the key) at ``path``; its step number follows from the path.

        ``missing`` names the key below ``path`` that is not there. A hint that takes time to find is given as a
        function. Beyond ``MOST_FINDINGS`` nothing is kept, nor what only follows from how a misspelt key was taken.
        """
        follows = code.number in _FROM_FLOW_KEYS and any(path[:end] in self._assumed for end in range(1, len(path) + 1))
        if len(self._findings) < MOST_FINDINGS and not follows:
            words = hint if isinstance(hint, str) else hint()
            finding = self.source.finding(code.number, code.severity, path, message, words, step_of(path), key)
            self._findings.append(finding)
        self._paths.add(path if missing is None else (*path, missing))

    def excuse(self, path: SourcePath) -> None:
        """Remember that what is missing or wrong at ``path`` follows from something already reported."""
        self._paths.add(path)

    def assume(self, path: SourcePath) -> None:
        """Remember that the key at ``path`` is not what was typed, but what a misspelt key (reported) is taken for."""
        self._assumed.add(path)

    def knows(self, path: SourcePath) -> bool:
        """Whether something wrong at ``path``, or around it, has been reported already."""
        ends = range(1, len(path) + 1)
        return any(path[:end] in self._paths or isinstance(self.source.node(path[:end]), BrokenNode) for end in ends)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, by place."""
        return tuple(sorted(self._findings, key=lambda finding: finding.sort_key))

    @property
    def has_errors(self) -> bool:
        """Whether a finding keeps the source from being used."""
        return has_errors(self._findings)


def has_errors(findings: list[Finding] | tuple[Finding, ...]) -> bool:
    """Return whether any of ``findings`` is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def also_in_steps(uses: list[tuple[SourcePath, int]]) -> str:
    """Return `` (juga di langkah 3, 5)`` for the steps that use a word besides the first, or an empty text."""
    others = sorted({step for _, step in uses} - {uses[0][1]})
    return f" (juga di langkah {', '.join(map(str, others))})" if others else ""


def step_of(path: SourcePath) -> int | None:
    """Return the number of the step that ``path`` leads into, or None."""
    for key, index in pairwise(path):
        if key == "langkah" and isinstance(index, int):
            return index + 1
    return None
