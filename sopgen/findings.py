"""What sopgen has to say about somebody's sources: findings and user errors.

A *finding* is about a place in a source file and is printed for the staff, in Indonesian.
A *user error* is wrong use of the program (a file that is not there, an unknown command).
Everything else that goes wrong is an internal error and keeps its traceback: where it is about one source, in a finding
about that, so that the others go on.
Every stage may make findings, so this module stands below all stages and imports none.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import ModuleType

#: What no shell takes for anything but itself, and what a shell reads also between double quotation marks.
_PLAIN = re.compile(r"(?!-)[\w@%+=:,./…-]+")
_STEERING = re.compile(r"[\"$`\\!]")


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


_SEVERITIES = {"E": Severity.ERROR, "W": Severity.WARNING, "S": Severity.ADVICE}


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: its stable number, a short Indonesian title, the rule's source, and why it exists.

    ``bad`` is an example of it, ``good`` the same without it: a part of an SOP, in which a line ``# name.yaml`` begins
    a part of another file. They are empty where no snippet can show it: a file's encoding, paper, fonts, programs.
    ``usual``: most SOPs in use have it, so it is advice; its number is kept, because sources name it (``abaikan``).
    """

    number: str
    title: str
    source: str
    why: str
    bad: str = ""
    good: str = ""
    usual: bool = False

    @property
    def severity(self) -> Severity:
        """How much it matters: the letter of its number says so, unless it is usual."""
        return Severity.ADVICE if self.usual else _SEVERITIES[self.number[4]]


def codes_of(*modules: ModuleType) -> tuple[Code, ...]:
    """The codes that modules declare, in their order: none can be forgotten."""
    declared = (value for module in modules for value in vars(module).values() if isinstance(value, Code))
    return tuple(dict.fromkeys(declared))


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about one place, with what to type to mend it.

    ``file`` is relative to the project folder, with forward slashes. ``excerpt`` is the whole
    source line that ``span`` points into (empty when the file could not be read).
    ``message`` is one Indonesian sentence, ``hint`` says what to type (may be empty). ``breakdown`` is the traceback of
    an internal error, which the finding then stands for.
    """

    code: str
    severity: Severity
    file: str
    span: Span
    excerpt: str
    message: str
    hint: str = ""
    step: int | None = None
    breakdown: str = ""

    @property
    def sort_key(self) -> tuple[str, int, int, str]:
        """Order of printing: by file, then by place, then by code."""
        return (self.file, self.span.line, self.span.column, self.code)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in order of printing, each once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key))


def listed(words: Sequence[str]) -> str:
    """Words in an Indonesian enumeration: ``"satu, dua, dan tiga"``."""
    if len(words) < 3:
        return " dan ".join(words)
    return f"{', '.join(words[:-1])}, dan {words[-1]}"


def as_typed(name: str) -> str:
    """A name as it is typed in a command: in quotation marks where a shell would take it for something else."""
    if _PLAIN.fullmatch(name):
        return name
    return shlex.quote(name) if _STEERING.search(name) else f'"{name}"'


class UserError(Exception):
    """Wrong use of the program; the message is an Indonesian sentence for the terminal (exit status 2)."""


class LibraryMissingError(RuntimeError):
    """A system library that documents cannot be made without is not installed; the message is its name."""


class FindingsError(Exception):
    """Raised by a stage that cannot go on with one SOP; carries what to tell the staff."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings

    def __reduce__(self) -> tuple[type[FindingsError], tuple[tuple[Finding, ...]]]:
        """Travel whole from one process to another."""
        return type(self), (self.findings,)
