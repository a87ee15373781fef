"""Errors that an edit of sources would bring: what is refused before anything is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date

from sopgen.findings import Finding
from sopgen.model.project import Project
from sopgen.rules.check import errors

_NUMBER = re.compile(r"\d+")


def new_errors(before: Project, after: Project, today: date) -> tuple[Finding, ...]:
    """The errors of ``after`` that ``before`` had not, in order of file and place.

    An error that only moved to another line or step is none; one that now stands more often than before is told as
    often as it came. ``today``: see ``check``.
    """
    old, new = errors(before, today), errors(after, today)
    came, went = _beyond(new, old, _told), _beyond(old, new, _told)
    return _beyond(came, went, _without_numbers)


def _beyond(
    found: tuple[Finding, ...], known: tuple[Finding, ...], key: Callable[[Finding], tuple[str, ...]]
) -> tuple[Finding, ...]:
    """Those of ``found`` that ``known`` has not, or not as often, where those of one key are the same."""
    left = Counter(map(key, known))
    beyond = []
    for finding in found:
        if left[key(finding)] > 0:
            left[key(finding)] -= 1
        else:
            beyond.append(finding)
    return tuple(beyond)


def _told(finding: Finding) -> tuple[str, ...]:
    return finding.file, finding.code, finding.message


def _without_numbers(finding: Finding) -> tuple[str, ...]:
    """The same but for numbers outside quotes: those of lines and steps, which move when one comes or goes."""
    *closed, rest = finding.message.split("”")
    parts = [
        _NUMBER.sub("", before) + mark + quoted for before, mark, quoted in (part.partition("“") for part in closed)
    ]
    return finding.file, finding.code, "”".join([*parts, _NUMBER.sub("", rest)])
