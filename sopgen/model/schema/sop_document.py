"""The source of an SOP as a form wants it: the fixed keys, one for each field and box that only the form knows, and a
key of a step for each column of the flow table.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Annotated, Any

from pydantic import Field, create_model

from sopgen.model.form.columns import TableColumn, by_field
from sopgen.model.form.fields import DATES, TEXTS, Box, IdentityField
from sopgen.model.form.form import Form
from sopgen.model.schema.documents import FlowKeys, Listed, SectionDocument, SopDocument, StepDocument
from sopgen.model.schema.fields import Date, Required, Text, TextList


@cache
def sop_document(form: Form) -> type[SopDocument]:
    """The model of an SOP's source file for this form; ValueError for a field that needs more than a key."""
    step: Any = _step_document(form.columns)
    steps: Any = Annotated[tuple[step, ...], Listed]
    section: Any = _with(SectionDocument, langkah=steps)
    sections: Any = Annotated[tuple[section, ...], Listed]
    keys: dict[str, Any] = {entry.key: _own_key(entry) for entry in own_entries(form)}
    document: Any = _with(SopDocument, langkah=steps | None, bagian=sections | None)
    own: type[SopDocument] = create_model(SopDocument.__name__, __base__=document, __doc__=SopDocument.__doc__, **keys)
    return own


def own_entries(form: Form) -> tuple[IdentityField | Box, ...]:
    """The fields and boxes of ``form`` whose key an SOP has no attribute for."""
    entries: tuple[IdentityField | Box, ...] = (*form.identity, *form.boxes)
    return tuple(entry for entry in entries if entry.key not in SopDocument.model_fields)


def own_values(form: Form, document: SopDocument) -> dict[str, str | date | tuple[str, ...] | None]:
    """What a document says under the keys that only ``form`` knows."""
    return {entry.key: getattr(document, entry.key) for entry in own_entries(form)}


def _own_key(entry: IdentityField | Box) -> tuple[Any, Any]:
    """Type and description of a field's or a box's key, as pydantic wants them."""
    if isinstance(entry, Box):
        return TextList, Field(default=(), description=entry.title)
    if entry.kind not in TEXTS | DATES:
        raise ValueError(f"the field {entry.key} of the form needs an attribute in the model")
    description = entry.description or f"{entry.label}."
    if entry.kind in DATES:
        return Date, Field(default=None, description=description)
    return Text, Field(default="", description=description)


def _step_document(columns: Sequence[TableColumn]) -> type[StepDocument]:
    """A step: the keys of its flow, then those of the columns, then what only few steps have."""
    keys: dict[str, Any] = {field: _key(column) for field, column in by_field(columns).items()}
    if taken := keys.keys() & StepDocument.model_fields.keys():
        raise ValueError(f"columns have keys of the flow: {sorted(taken)}")
    bases: Any = (StepDocument, create_model("ColumnKeys", __base__=FlowKeys, **keys))
    step: type[StepDocument] = create_model(StepDocument.__name__, __base__=bases, __doc__=StepDocument.__doc__)
    return step


def _key(column: TableColumn) -> tuple[Any, Any]:
    told: Any = {"description": column.about, "examples": list(column.examples) or None}
    return (Required, Field(**told)) if column.required else (Text, Field(default="", **told))


def _with(document: Any, **kinds: Any) -> Any:
    """A model like ``document`` in which these keys hold other kinds of value."""
    infos = {name: document.model_fields[name] for name in kinds}
    keys: Any = {
        name: (kind, Field(default=infos[name].default, description=infos[name].description))
        for name, kind in kinds.items()
    }
    return create_model(document.__name__, __base__=document, __doc__=document.__doc__, **keys)
