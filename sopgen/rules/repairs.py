"""What has one right answer in the sources, as operations on them.

Repaired are: numbers as targets (the step pointed at gets an id), odd capitals, stray blanks, dates typed in another
order or in words, the letters of units of time, and choices typed in other words or capitals,
and pelaksana listed in one text. A code that is set aside (``abaikan``) is not repaired, nor is
what may be meant: that is only told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sopgen.edits.operations import Operation, Rename, Set
from sopgen.edits.steps import symbols
from sopgen.edits.steps import texts as texts_at
from sopgen.model.codes import BAD_DATE
from sopgen.model.dates import guess, parse_iso
from sopgen.model.form.fields import DATES
from sopgen.model.form.form import FORM, Form
from sopgen.model.project import Project
from sopgen.model.resolve.roster import roster_of
from sopgen.model.schema.book_documents import LetterDocument
from sopgen.model.schema.documents import Document
from sopgen.model.schema.institution_documents import InstitutionDocument
from sopgen.model.schema.sop_document import sop_document
from sopgen.model.schema.spellings import proper_words
from sopgen.model.sop import Sop
from sopgen.rules.check import set_aside
from sopgen.rules.checks.flow import ids_by_number, numeric_target
from sopgen.rules.checks.language import odd_capitals, odd_units, stray_blanks, unit_spelling
from sopgen.rules.texts import texts
from sopgen.rules.words.acronyms import WORD, names_in_capitals
from sopgen.rules.words.blanks import without_stray_blanks
from sopgen.rules.words.capitals import OddWord, odd_words
from sopgen.rules.words.identifiers import step_id
from sopgen.source.document import Scalar, Source, SourcePath, clean
from sopgen.source.read import read

_REVIEW = ("tinjau_sebelum",)
_OTHER_DATES: tuple[SourcePath, ...] = (("tanggal",), ("keputusan", "tanggal"))
_PLAIN_OR_QUOTED = frozenset({"", "'", '"'})


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing to repair in ``source``, whose boxes are those of ``form``."""

    source: Source
    operation: Operation
    form: Form = FORM


def repairs(project: Project, unsaved: Mapping[Path, bytes]) -> tuple[Repair, ...]:
    """What can be repaired in ``project``, file by file, in the order to do it in.

    Reads again those letters and booklets that could not be used because of a date; ``unsaved``: see ``load``.
    """
    sops = sorted((*project.sops, *project.partial), key=lambda sop: sop.source.name)
    of_sops = [Repair(sop.source, each, sop.format.form) for sop in sops for each in _sop_repairs(project, sop)]
    others = _undated(project, unsaved)
    return (
        *of_sops,
        *(Repair(source, each) for source in others for each in _dates(source, _OTHER_DATES)),
        *_choices_of_others(project),
    )


def _sop_repairs(project: Project, sop: Sop) -> Iterator[Operation]:
    """What can be repaired in one SOP of ``project``, in the order to do it in."""
    yield from _choices(sop_document(sop.format.form), sop.source)
    yield from date_repairs(sop)
    yield from _lists_of_names(sop)
    yield from number_repairs(project, sop)
    yield from word_repairs(project, sop)
    yield from unit_repairs(project, sop)


def date_repairs(sop: Sop) -> Iterator[Set]:
    """Dates of an SOP that were meant and written otherwise become ISO dates."""
    revisions = getattr(sop.source.node(("revisi",)), "items", ())
    printed = [(field.key,) for field in sop.format.form.identity if field.kind in DATES]
    yield from _dates(sop.source, [*printed, _REVIEW, *(("revisi", at, "tanggal") for at in range(len(revisions)))])


def number_repairs(project: Project, sop: Sop) -> Iterator[Rename]:
    """Steps that others name by number get an id, and are named by it."""
    if numeric_target.code.number not in set_aside(project, sop):
        yield from _names_of_steps(sop)


def word_repairs(project: Project, sop: Sop) -> Iterator[Set]:
    """Texts without odd capitals and stray blanks."""
    yield from _words(project, sop, set_aside(project, sop))


def unit_repairs(project: Project, sop: Sop) -> Iterator[Set]:
    """The units of time as they are to be written."""
    if unit_spelling.code.number not in set_aside(project, sop):
        yield from _units(sop)


def _choices(document: type[Document], source: Source) -> Iterator[Set]:
    """Choices that are understood get their own word."""
    yield from (Set(path, word) for path, word in proper_words(document, source))


def _choices_of_others(project: Project) -> Iterator[Repair]:
    """The same in the institution's file and in letters."""
    institution = project.institution
    if institution is not None and institution.source is not None:
        source = institution.source
        yield from (Repair(source, each) for each in _choices(InstitutionDocument, source))
    for letter in project.letters:
        yield from (Repair(letter.source, each) for each in _choices(LetterDocument, letter.source))


def _undated(project: Project, unsaved: Mapping[Path, bytes]) -> Iterator[Source]:
    """The sources of letters and booklet in which a date could not be read."""
    known = {sop.source.name for sop in (*project.sops, *project.partial)}
    names = dict.fromkeys(finding.file for finding in project.findings if finding.code == BAD_DATE.number)
    for name in names:
        source = None if name in known else read(project.root / name, project.root, unsaved)[0]
        if source is not None:
            yield source


def _dates(source: Source, paths: Iterable[SourcePath]) -> Iterator[Set]:
    """Dates that were meant and written otherwise become ISO dates."""
    for path in paths:
        node = source.node(path)
        if isinstance(node, Scalar) and node.style in _PLAIN_OR_QUOTED and not _is_iso(node.text):
            meant = guess(node.text)
            if meant is not None:
                yield Set(path, meant.isoformat())


def _is_iso(text: str) -> bool:
    try:
        parse_iso(text.strip())
    except ValueError:
        return False
    return True


def _names_of_steps(sop: Sop) -> Iterator[Rename]:
    sections = {section.path: section for section in sop.sections}
    for path, names in ids_by_number(sop).items():
        for number, name in names.items():
            step = sections[path].steps[number - 1]
            first_symbol = ("simbol", 0) if step_id(step) and not step.id else ()
            yield Rename((*path, number - 1, *first_symbol, "id"), name)


def _lists_of_names(sop: Sop) -> Iterator[Set]:
    """Several pelaksana in one text become the items of a list."""
    for section in sop.sections:
        roster = roster_of(section.actors)
        for symbol in symbols(sop.source, section.path):
            path = (*symbol, "pelaksana")
            typed = [word for _, word in texts_at(sop.source, path)]
            names = [name for word in typed for name in roster.listed(word) or (word,)]
            if names != typed and len({*names}) == len(names):
                yield Set(path, [*names])


def _words(project: Project, sop: Sop, aside: frozenset[str]) -> Iterator[Set]:
    printed = tuple(texts(sop))
    names = names_in_capitals(sop, project.institution)
    odd = {} if odd_capitals.code.number in aside else {each.word: each for each in odd_words(printed, names)}
    for text in printed:
        node = sop.source.node(text.path)
        if not isinstance(node, Scalar):
            continue
        value = mended = clean(node.text)
        if odd:
            mended = WORD.sub(partial(_ordinary, odd), value)
        # Blanks in a text with escapes may be meant: what else would somebody write them for?
        escaped = node.style == '"' and "\\" in sop.source.text[node.start : node.end]
        if stray_blanks.code.number not in aside and not escaped:
            mended = without_stray_blanks(mended)
        if mended != value:
            yield Set(text.path, mended)


def _ordinary(odd: Mapping[str, OddWord], match: re.Match[str]) -> str:
    """The word that was typed with odd capitals as it should be; as it is where nobody can tell."""
    word = odd.get(match[0])
    return word.written(match.string[: match.start()]) if word and word.ordinary else match[0]


def _units(sop: Sop) -> Iterator[Set]:
    for _, path, typed, unit in odd_units(sop):
        node = sop.source.node(path)
        if isinstance(node, Scalar) and typed in node.text:
            head, _, tail = clean(node.text).rpartition(typed)
            yield Set(path, f"{head}{unit}{tail}")
