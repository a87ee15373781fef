"""The form as it was laid out last: it stays the same while somebody changes the flow tables of an SOP."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sopgen.layout.form.pages import FormLayout, lay_out_form
from sopgen.layout.style import Style
from sopgen.layout.text.measurer import TextMeasurer
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop


@dataclass(frozen=True, slots=True)
class _Kept:
    """A form, all that it depends on, and the work that its texts' lines have taken."""

    basis: tuple[object, ...]
    form: FormLayout
    work: int


class KeptForm:
    """Lays out forms, one as the last where nothing that it says has changed."""

    def __init__(self) -> None:
        self._kept: _Kept | None = None

    def lay_out(self, sop: Sop, institution: Institution | None, measurer: TextMeasurer, style: Style) -> FormLayout:
        """What ``lay_out_form`` gives, and counts; raises as it does."""
        basis = (_without_tables(sop), institution, measurer, style)
        if self._kept is not None and self._kept.basis == basis:
            if measurer.work is not None:
                measurer.work.spend(self._kept.work)
            return self._kept.form
        before = _work(measurer)
        form = lay_out_form(sop, institution, measurer, style)
        self._kept = _Kept(basis, form, _work(measurer) - before)
        return form


def _without_tables(sop: Sop) -> Sop:
    """The SOP without what no form prints: the flow tables, and the text that all was read from."""
    return replace(sop, source=sop.source.without_text(), sections=(), enactments=())


def _work(measurer: TextMeasurer) -> int:
    return measurer.work.done if measurer.work is not None else 0
