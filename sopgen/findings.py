"""What sopgen has to say about somebody's sources: findings and user errors.

A *finding* is about a place in a source file and is printed for the staff, in Indonesian.
A *user error* is wrong use of the program (a file that is not there, an unknown command).
Everything else that goes wrong is an internal error and keeps its traceback.
Every stage may make findings, so this module stands below all stages and imports none.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: only ERROR keeps an SOP from being built."""

    ERROR = "galat"
    WARNING = "peringatan"
    ADVICE = "saran"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one source line; line and columns count from 1, the end is exclusive.

    A value that runs over several lines is marked on its first line only: that is what an
    excerpt can show.
    """

    line: int
    column: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: its stable number, how much it matters, a short Indonesian title, and the rule's source."""

    number: str
    severity: Severity
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about one place, with what to type to mend it.

    ``file`` is relative to the project folder, with forward slashes. ``excerpt`` is the whole
    source line that ``span`` points into (empty when the file could not be read).
    ``message`` is one Indonesian sentence, ``hint`` says what to type (may be empty).
    """

    code: str
    severity: Severity
    file: str
    span: Span
    excerpt: str
    message: str
    hint: str = ""
    step: int | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        """Order of printing: by file, then by place, then by code."""
        return (self.file, self.span.line, self.span.column, self.code)


class UserError(Exception):
    """Wrong use of the program; the message is an Indonesian sentence for the terminal (exit status 2)."""


class FindingsError(Exception):
    """Raised by a stage that cannot go on with one SOP; carries what to tell the staff."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings

    def __reduce__(self) -> tuple[type[FindingsError], tuple[tuple[Finding, ...]]]:
        """Travel whole from one process to another."""
        return type(self), (self.findings,)
