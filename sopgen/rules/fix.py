"""``sopgen check --fix``: mends in the sources what has one right answer, and touches nothing else.

Edits are made in the text as typed, so comments, layout, quotes and line ends stay. Mended are: numbers as targets
(the step pointed at gets an id), odd capitals, stray blanks, dates typed in another order or in words, and the
letters of units of time. A code that is set aside (``abaikan``) is not mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from sopgen.model.codes import BAD_DATE
from sopgen.model.dates import guess, parse_iso
from sopgen.model.form.fields import DATES
from sopgen.model.project import Project
from sopgen.model.sop import Section, Sop
from sopgen.rules.check import set_aside
from sopgen.rules.checks.flow import numeric_target, numeric_targets
from sopgen.rules.checks.language import STRAY_BLANK, odd_capitals, odd_units, stray_blanks, unit_spelling
from sopgen.rules.texts import texts
from sopgen.rules.words.capitals import odd_words
from sopgen.rules.words.identifiers import suggested_id
from sopgen.source.document import MappingNode, Scalar, Source, SourcePath
from sopgen.source.read import parse, read

_REVIEW = ("tinjau_sebelum",)
_OTHER_DATES: tuple[SourcePath, ...] = (("tanggal",), ("keputusan", "tanggal"))
_BOM = b"\xef\xbb\xbf"


#: Where characters of a source's text begin and end, and the text that they are to become.
_Edit: TypeAlias = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Fix:
    """One ``source`` mended: its text ``after`` that, the bytes to write, and how many edits were made."""

    source: Source
    after: str
    raw: bytes
    count: int


def fixes(project: Project) -> tuple[Fix, ...]:
    """What can be mended in ``project``, file by file; files that are right already are left out.

    Reads again those letters and booklets that could not be used because of a date; writes nothing. Raises
    RuntimeError rather than return a text that can no longer be read.
    """
    made = [_fix(sop.source, _sop_edits(project, sop)) for sop in (*project.sops, *project.partial)]
    made += [_fix(source, _date_edits(source, _OTHER_DATES)) for source in _undated(project)]
    return tuple(sorted((fix for fix in made if fix is not None), key=lambda fix: fix.source.name))


def _fix(source: Source, edits: Iterable[_Edit]) -> Fix | None:
    kept: list[_Edit] = []
    for edit in sorted(set(edits)):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    after = source.text
    for start, end, text in reversed(kept):
        after = after[:start] + text + after[end:]
    if after == source.text:
        return None
    raw = (_BOM if source.raw.startswith(_BOM) else b"") + after.encode()
    if parse(raw, source.file, source.name)[0] is None:
        raise RuntimeError(f"perbaikan merusak {source.name}; berkas itu tidak diubah")
    return Fix(source, after, raw, len(kept))


def _sop_edits(project: Project, sop: Sop) -> Iterator[_Edit]:
    aside = set_aside(project, sop)
    revisions = getattr(sop.source.node(("revisi",)), "items", ())
    printed = [(field.key,) for field in sop.format.form.identity if field.kind in DATES]
    dates = [*printed, _REVIEW, *(("revisi", index, "tanggal") for index in range(len(revisions)))]
    yield from _date_edits(sop.source, dates)
    for rule, edits in (
        (numeric_target, _target_edits),
        (odd_capitals, _capital_edits),
        (stray_blanks, _blank_edits),
        (unit_spelling, _unit_edits),
    ):
        if rule.code.number not in aside:
            yield from edits(sop)


def _undated(project: Project) -> Iterator[Source]:
    """The sources of letters and booklet in which a date could not be read."""
    known = {sop.source.name for sop in (*project.sops, *project.partial)}
    names = dict.fromkeys(finding.file for finding in project.findings if finding.code == BAD_DATE.number)
    for name in names:
        source = None if name in known else read(project.root / name, project.root)[0]
        if source is not None:
            yield source


def _date_edits(source: Source, paths: Iterable[SourcePath]) -> Iterator[_Edit]:
    """Dates that were meant and written otherwise become ISO dates; the quotes around them go."""
    for path in paths:
        node = source.node(path)
        if isinstance(node, Scalar) and node.style in ("", "'", '"') and not _is_iso(node.text):
            meant = guess(node.text)
            if meant is not None:
                yield node.start, node.end, meant.isoformat()


def _is_iso(text: str) -> bool:
    try:
        parse_iso(text.strip())
    except ValueError:
        return False
    return True


def _target_edits(sop: Sop) -> Iterator[_Edit]:
    """Numbers as targets become ids, and the steps they point at get them."""
    given: dict[SourcePath, dict[int, str]] = {}
    for section, _, path, number in numeric_targets(sop):
        node = sop.source.node(path) or sop.source.node(path[:-1])
        if isinstance(node, Scalar):
            names = given.setdefault(section.path, {})
            if number not in names:
                names[number] = suggested_id(section, number, names.values())
            yield node.start, node.end, names[number]
            yield from _id_edits(sop, section, number, names[number])


def _id_edits(sop: Sop, section: Section, number: int, name: str) -> Iterator[_Edit]:
    """The line ``id: name`` before a step's first key, unless it has an id."""
    node = sop.source.node((*section.path, number - 1))
    if section.steps[number - 1].id or not isinstance(node, MappingNode) or not node.entries:
        return
    text = sop.source.text
    at = min(entry.key.start for entry in node.entries.values())
    if text[node.start] == "{":
        yield at, at, f"id: {name}, "
        return
    line = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    end = "\r\n" if "\r\n" in text else "\n"
    yield at, at, f"id: {name}{end}{' ' * (at - line)}"


def _capital_edits(sop: Sop) -> Iterator[_Edit]:
    printed = tuple(texts(sop))
    odd = {each.word for each in odd_words(printed)}
    if not odd:
        return
    pattern = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(sorted(map(re.escape, odd)))})(?![^\W\d_])")
    for node in _scalars(sop, (text.path for text in printed)):
        value = sop.source.text[node.start : node.end]
        for match in pattern.finditer(value):
            lower = match[0].casefold()
            begins = not re.search(r"\w", value[: match.start()])
            meant = lower.capitalize() if begins or match[0][0].isupper() else lower
            yield node.start + match.start(), node.start + match.end(), meant


def _blank_edits(sop: Sop) -> Iterator[_Edit]:
    """Blanks inside lines; a text in double quotes with escapes is left alone, its blanks may be meant."""
    for node in _scalars(sop, (text.path for text in texts(sop))):
        quotes = 1 if node.style in ("'", '"') else 0
        start = node.start + quotes
        value = sop.source.text[start : node.end - quotes]
        if node.style == '"' and "\\" in value:
            continue
        for match in STRAY_BLANK.finditer(value):
            yield start + match.start(), start + match.end(), match["mark"] or " "


def _unit_edits(sop: Sop) -> Iterator[_Edit]:
    for _, path, typed, unit in odd_units(sop):
        node = sop.source.node(path)
        at = sop.source.text.find(typed, node.start, node.end) if isinstance(node, Scalar) else -1
        if at >= 0:
            yield at, at + len(typed), unit


def _scalars(sop: Sop, paths: Iterable[SourcePath]) -> Iterator[Scalar]:
    for path in paths:
        node = sop.source.node(path)
        if isinstance(node, Scalar):
            yield node
