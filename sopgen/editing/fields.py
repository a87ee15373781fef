"""The fields of the form as a page edits them."""

from __future__ import annotations

from sopgen.editing.office import Office
from sopgen.editing.state import Field
from sopgen.model.sop import Sop


def form_fields(sop: Sop, office: Office) -> tuple[Field, ...]:
    """All fields that stand beside the flow tables, in the order of the form."""
    return ()
