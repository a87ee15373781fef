"""A document as it is shown: checked, laid out and drawn, with the fields and steps that can be changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sopgen.editing.document import Document
from sopgen.editing.drawn_sop import DrawnSop
from sopgen.editing.fields import form_fields
from sopgen.editing.found import Findings, placed
from sopgen.editing.office import Judged, Office, judge
from sopgen.editing.outline import columns, sections
from sopgen.editing.state import Column, DocumentState, Field, Page, SectionOutline
from sopgen.findings import Finding, FindingsError, in_order
from sopgen.model.internal_error import attempt
from sopgen.model.sop import Sop


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything made of one version of a document; ``office`` knows it. ``stale``: ``pages`` are of an earlier one."""

    document: Document
    office: Office
    today: date
    judged: Judged | None
    findings: tuple[Finding, ...]
    pages: tuple[Page, ...]
    stale: bool
    placed: Findings
    fields: tuple[Field, ...]
    columns: tuple[Column, ...]
    sections: tuple[SectionOutline, ...]

    def fits(self, document: Document, office: Office, today: date) -> bool:
        """Whether it says what there is to say of this version now."""
        same = document.source is self.document.source and document.unread == self.document.unread
        return same and office is self.office and today == self.today

    @property
    def sop(self) -> Sop | None:
        """The SOP, right or wrong; None where nothing could be made of the source."""
        return self.judged.sop if self.judged else None

    def state(self, key: str, document: Document, notices: tuple[str, ...]) -> DocumentState:
        """What a browser gets of ``document``, which it fits; ``notices`` are about its journal."""
        sop = self.sop
        return DocumentState(
            key=key,
            version=document.version,
            dirty=document.dirty,
            can_undo=bool(document.history.done or (document.unread and document.source)),
            can_redo=bool(document.history.undone) and not document.unread,
            conflict=document.conflict,
            file=document.name,
            nomor=sop.nomor if sop else "",
            title=sop.title if sop else "",
            stale=self.stale,
            pages=self.pages,
            findings=self.placed.told,
            fields=self.fields,
            columns=self.columns,
            sections=self.sections,
            notices=notices,
        )


def findings_of(document: Document, office: Office, today: date) -> tuple[Finding, ...]:
    """What there is to say about a document, but for what only drawing tells."""
    judged = _judged(document, office, today)
    return (*document.unread, *(judged.findings if judged else ()))


def _judged(document: Document, office: Office, today: date) -> Judged | None:
    readable = document.source is not None and not document.unread
    return judge(office, document.source, today) if readable and document.source is not None else None


def show(document: Document, office: Office, today: date, drawn: DrawnSop) -> Shown:
    """Check, lay out and draw ``document``; what is the same as before is ``drawn`` already."""
    judged = _judged(document, office, today)
    office = judged.office if judged else office
    found = (*document.unread, *office.findings, *(judged.findings if judged else ()))
    undrawn = _draw(judged, office, drawn)
    findings = in_order((*found, *(undrawn or ())))
    sop = judged.sop if judged else None
    return Shown(
        document=document,
        office=office,
        today=today,
        judged=judged,
        findings=findings,
        pages=drawn.pages,
        stale=undrawn is not None,
        placed=placed(findings, judged),
        fields=form_fields(sop, office) if sop else (),
        columns=columns(sop) if sop else (),
        sections=sections(sop) if sop else (),
    )


def _draw(judged: Judged | None, office: Office, drawn: DrawnSop) -> tuple[Finding, ...] | None:
    """Draw what is there; None when that went well, else what keeps it from being drawn as far as that is known."""
    sop = judged.sop if judged else None
    if sop is None or office.institution is None:
        return ()

    def draw() -> tuple[Finding, ...] | None:
        try:
            drawn.draw(sop, office)
        except FindingsError as error:
            return error.findings
        return None

    return attempt(sop.source.name, draw, lambda found: (found,))
