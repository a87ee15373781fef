"""The forms that a guide to SOPs wants filled in: monitoring every six months, evaluation every year.

Source: PermenPAN-RB 35/2012, chapter on monitoring and evaluation. What is judged is printed, what is found out is
left open to be written by hand or in Word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sopgen.book.content.blocks import Content
from sopgen.book.docx.forms import form_docx
from sopgen.book.form_content import STATEMENTS, monitored
from sopgen.book.pages.typesetter import Typesetter, Wording
from sopgen.findings import UserError
from sopgen.model.project import Project
from sopgen.model.sop import Sop, Status
from sopgen.paths import INSTITUTION_FILE


class FormKind(StrEnum):
    """The kinds of form; the value is what people type, and the files' name."""

    MONITORING = "monitoring"
    EVALUATION = "evaluasi"


@dataclass(frozen=True, slots=True)
class FormFiles:
    """A form as PDF and DOCX, and what it says in both."""

    pdf: bytes
    docx: bytes
    content: Content


def make_form(kind: FormKind, project: Project, sops: Sequence[Sop]) -> FormFiles:
    """The form for the SOPs chosen; withdrawn ones are left out: there is nothing to monitor in them.

    Raises ``UserError`` when no SOP is left or the institution cannot be read.
    """
    institution = project.institution
    if institution is None:
        raise UserError(f"Formulir tidak dapat dibuat: {INSTITUTION_FILE} tidak ada atau belum dapat dibaca.")
    judged = tuple(sop for sop in sops if sop.status is not Status.WITHDRAWN)
    if not judged:
        raise UserError("Formulir tidak dapat dibuat: tidak ada SOP yang berlaku di antara yang dipilih.")
    setter = Typesetter(project.root, institution, forms_date(judged))
    wording, title = _wording(kind, judged)
    made = setter.set(wording.template, f"@{kind.value}", title, wording.values)
    content = setter.content(wording)
    places = {name: page for name, (page, _) in made.anchors.items()}
    return FormFiles(made.pdf, form_docx(setter, content, places, judged[0]), content)


def _wording(kind: FormKind, sops: Sequence[Sop]) -> tuple[Wording, str]:
    """What a form says, and the title of its PDF."""
    if kind is FormKind.MONITORING:
        return Wording("book/monitoring.html.j2", {"sheets": monitored(sops)}), "Formulir Monitoring SOP"
    return Wording("book/evaluation.html.j2", {"sops": sops, "statements": STATEMENTS}), "Formulir Evaluasi SOP"


def forms_date(sops: Sequence[Sop]) -> date:
    """The date that the forms' documents carry: the newest in the SOPs."""
    return max((day for sop in sops for day in sop.days), default=date(2000, 1, 1))
