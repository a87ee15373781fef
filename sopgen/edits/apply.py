"""Operations made in a source's text: each in the most faithful way that, read again, says exactly what was meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sopgen.edits.meaning import single_operations
from sopgen.edits.meant import after, same, shown
from sopgen.edits.operations import Delete, EditError, Insert, Operation, Set, Single
from sopgen.edits.placement import delete_candidates, insert_candidates, move_candidates
from sopgen.edits.setting import set_candidates
from sopgen.findings import Finding
from sopgen.model.form.form import FORM, Form
from sopgen.model.resolve.blanks import plain_without_blank_entries, without_blank_entries
from sopgen.source.document import Source, kept
from sopgen.source.read import MAX_BYTES, parse

_BOM = b"\xef\xbb\xbf"


def apply(source: Source, operations: Sequence[Operation], form: Form = FORM) -> Source:
    """The source after ``operations``, one after the other; all paths are those without blank entries.

    Raises EditError when one of them cannot be made faithfully, MeaningError or NameTakenError (see
    ``single_operations``) when one would leave something without its meaning.
    """
    source = without_blank_entries(source, form)
    for operation in operations:
        for single in single_operations(source, operation):
            source = _applied(source, single, form)
    return source


def candidates(source: Source, operation: Single) -> Iterator[str]:
    """The whole file's text with ``operation`` made, in one way after the other, the most faithful first."""
    if isinstance(operation, Set):
        yield from set_candidates(source, operation)
    elif isinstance(operation, Insert):
        yield from insert_candidates(source, operation)
    elif isinstance(operation, Delete):
        yield from delete_candidates(source, operation)
    else:
        yield from move_candidates(source, operation)


def _applied(source: Source, operation: Single, form: Form) -> Source:
    """The source with one operation made, checked by reading it again."""
    meant = plain_without_blank_entries(after(source.plain(), operation), form)
    for text in candidates(source, operation):
        new = _read_again(source, text, form)
        if new is not None and same(plain_without_blank_entries(new.plain(), form), meant):
            return new
    where = shown(operation.path)
    raise EditError(f"Isi “{where}” di {source.name} tidak dapat diubah dengan aman; ubahlah dengan tangan.")


def _read_again(source: Source, text: str, form: Form) -> Source | None:
    """The source with another text; None when that cannot be read, or not without new findings."""
    try:
        raw = (_BOM if source.raw.startswith(_BOM) else b"") + text.encode()
    except UnicodeEncodeError:
        return None
    if len(raw) > MAX_BYTES:
        return None
    new, findings = parse(raw, source.file, source.name)
    if new is None or Counter(_codes(findings)) - Counter(_codes(kept(source.reading)[1])):
        return None
    return without_blank_entries(new, form)


def _codes(findings: Sequence[Finding]) -> Iterator[str]:
    """What findings are about: their places may have moved, and with them line numbers in their messages."""
    return (finding.code for finding in findings)
