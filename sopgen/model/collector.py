"""Collects what is wrong with one source while the model is made from it."""

from __future__ import annotations

from collections import Counter
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

    ``guessing`` is the work of finding what its misspelt words were meant to be. In a draft, ``allows_gaps``, what is
    missing and can be drawn as a gap is no error.
    """

    def __init__(self, source: Source, allows_gaps: bool = False) -> None:
        self.source = source
        self.allows_gaps = allows_gaps
        self.guessing = Work(SPELLING)
        self._findings: list[Finding] = []
        self._counts: Counter[Severity] = Counter()
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
        function. Beyond ``MOST_FINDINGS`` of a severity nothing is kept, nor what only follows from how a misspelt key
        was taken.
        """
        follows = code.number in _FROM_FLOW_KEYS and any(path[:end] in self._assumed for end in range(1, len(path) + 1))
        if self._counts[code.severity] < MOST_FINDINGS and not follows:
            self._counts[code.severity] += 1
            words = hint if isinstance(hint, str) else hint()
            finding = self.source.finding(code.number, code.severity, path, message, words, step_of(path), key)
            self._findings.append(finding)
        self._paths.add(path if missing is None else (*path, missing))

    def lack(self, path: SourcePath, message: str) -> None:
        """Keep the finding that the required value at ``path`` is missing: its key stands there, or not even that."""
        code = codes.GAP if self.allows_gaps and _can_be_a_gap(path) else codes.MISSING
        key = str(path[-1])
        if self.source.node(path) is not None:
            self.add(code, path, message, f"Tulis isinya sesudah “{key}:”.", key=True)
        else:
            self.add(code, path[:-1], message, f"Tambahkan baris “{key}: …”.", missing=key)

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
    def has_gaps(self) -> bool:
        """Whether something is missing that is drawn as a gap."""
        return any(finding.code == codes.GAP.number for finding in self._findings)

    @property
    def has_errors(self) -> bool:
        """Whether a finding keeps the source from being used."""
        return has_errors(self._findings)


def _can_be_a_gap(path: SourcePath) -> bool:
    """Whether an SOP can be drawn without the value at ``path``.

    Not without its nomor, by which others name it, nor without any step or pelaksana.
    """
    match path:
        case ("judul" | "unit" | "disahkan_oleh",) | ("bagian", int(), "judul"):
            return True
        case (*_, "langkah", int(), str()) | (*_, "simbol", int(), "pelaksana"):
            return True
        case _:
            return False


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
