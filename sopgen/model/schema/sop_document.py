"""The source of an SOP as a form wants it: the fixed keys, and a key of a step for each column of the flow table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Annotated, Any

from pydantic import Field, create_model

from sopgen.model.form.columns import TableColumn, by_field
from sopgen.model.form.form import Form
from sopgen.model.schema.documents import FlowKeys, Listed, SectionDocument, SopDocument, StepDocument
from sopgen.model.schema.fields import Required, Text


@cache
def sop_document(form: Form) -> type[SopDocument]:
    """The model of an SOP's source file for this form."""
    step: Any = _step_document(form.columns)
    steps: Any = Annotated[tuple[step, ...], Listed]
    section: Any = _with(SectionDocument, langkah=steps)
    sections: Any = Annotated[tuple[section, ...], Listed]
    document: type[SopDocument] = _with(SopDocument, langkah=steps | None, bagian=sections | None)
    return document


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
