"""The keys of a source that only the catalogue of the form knows: optional ones, made of its entries."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from pydantic import Field, create_model

from sopgen.model.form.fields import DATES, TEXTS, Box, IdentityField
from sopgen.model.form.form import Form
from sopgen.model.schema.documents import SopDocument
from sopgen.model.schema.fields import Date, Text, TextList


def own_entries(form: Form) -> tuple[IdentityField | Box, ...]:
    """The fields and boxes of ``form`` whose key an SOP has no attribute for."""
    entries: tuple[IdentityField | Box, ...] = (*form.identity, *form.boxes)
    return tuple(entry for entry in entries if entry.key not in SopDocument.model_fields)


@cache
def sop_document(form: Form) -> type[SopDocument]:
    """What a source of an SOP on ``form`` may hold; ValueError for an own field that needs more than a key."""
    entries = own_entries(form)
    if not entries:
        return SopDocument
    keys: dict[str, Any] = {entry.key: _key(entry) for entry in entries}
    return create_model(SopDocument.__name__, __base__=SopDocument, __doc__=SopDocument.__doc__, **keys)


def own_values(form: Form, document: SopDocument) -> dict[str, str | date | tuple[str, ...] | None]:
    """What a document says under the keys that only ``form`` knows."""
    return {entry.key: getattr(document, entry.key) for entry in own_entries(form)}


def _key(entry: IdentityField | Box) -> tuple[Any, Any]:
    """Type and description of a key, as pydantic wants them."""
    if isinstance(entry, Box):
        return TextList, Field(default=(), description=entry.title)
    if entry.kind not in TEXTS | DATES:
        raise ValueError(f"the field {entry.key} of the form needs an attribute in the model")
    description = entry.description or f"{entry.label}."
    return (
        (Date, Field(default=None, description=description))
        if entry.kind in DATES
        else (
            Text,
            Field(default="", description=description),
        )
    )
