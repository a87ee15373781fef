"""SOPs on other forms, each laid out and written once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from sopgen.layout.layout import lay_out
from sopgen.layout.scene import Scene
from sopgen.model.form.columns import by_field
from sopgen.model.form.form import Form
from sopgen.model.institution import FrozenMapping
from sopgen.model.sop import Section, Sop, Step
from sopgen.render.docx.document import render as render_docx
from sopgen.render.pdf.document import render as render_pdf
from tests.forms.columns import FORMS
from tests.layout.sops import CASES, ROOT, project, with_format

#: Folders of SOPs with few and many pelaksana, groups, parts, a table over several pages, and odd texts.
FOLDERS = {
    "real": ROOT,
    **{
        name: CASES / name
        for name in ("20-actors", "groups", "three-sections", "total-time-of-ten-actors", "special-characters")
    },
}


@dataclass(frozen=True)
class OnForm:
    """An SOP printed on a form, and what became of it."""

    sop: Sop
    scene: Scene
    pdf: bytes
    docx: bytes


def on_form(sop: Sop, form: Form) -> Sop:
    """The SOP with this form, numbers of columns and a total; columns of other texts say something in some rows."""
    sections = tuple(_filled(section, form) for section in sop.sections)
    return with_format(replace(sop, sections=sections), form=form, nomor_kolom=True, jumlah_waktu=True)


def _filled(section: Section, form: Form) -> Section:
    return replace(section, steps=tuple(_said(step, form) for step in section.steps))


def _said(step: Step, form: Form) -> Step:
    """A step that says something in columns of which the source knows nothing; every fifth has another kind of time."""
    new = [field for field in by_field(form.columns) if not hasattr(step, field)]
    said = FrozenMapping({field: f"Ada {field} pada langkah ke-{step.number}" for field in new if step.number % 2})
    time = {"waktu": "Menurut jadwal pimpinan", "duration": None} if step.number % 5 == 3 else {}
    return replace(step, isian=said, **time)


@cache
def made(folder: str, form: str) -> tuple[OnForm, ...]:
    """The SOPs of a folder on the form of that name."""
    root, found = FOLDERS[folder], project(FOLDERS[folder])
    institution = found.institution
    assert institution is not None
    documents = []
    for sop in (on_form(sop, FORMS[form]) for sop in found.sops):
        scene = lay_out(sop, institution)
        written = (render_pdf(sop, institution, scene, root), render_docx(sop, institution, scene, root))
        documents.append(OnForm(sop, scene, *written))
    return tuple(documents)
