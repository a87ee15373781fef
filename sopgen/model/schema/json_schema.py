"""JSON Schema of the four kinds of source file, for editors that complete and check while typing."""

from __future__ import annotations

from typing import Any

from sopgen.model.form.form import FORM, Form
from sopgen.model.schema.documents import BookDocument, Document, InstitutionDocument, LetterDocument
from sopgen.model.schema.sop_document import sop_document

DOCUMENTS: dict[str, type[Document]] = {
    "sop": sop_document(FORM),
    "instansi": InstitutionDocument,
    "buku": BookDocument,
    "surat": LetterDocument,
}


def json_schema(kind: str, form: Form = FORM) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a kind of file: ``sop``, ``instansi``, ``buku`` or ``surat``.

    Editors read scalars with types of their own (``007`` is a number to them, an empty value null), which the
    schema allows where a text is wanted. An SOP's keys are those of ``form``. KeyError for another kind.
    """
    schema = _tidy((sop_document(form) if kind == "sop" else DOCUMENTS[kind]).model_json_schema())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"sopgen: {kind}", **schema}


def _tidy(schema: Any) -> Any:
    """Return ``schema`` without the titles and defaults that pydantic adds and no reader needs."""
    if isinstance(schema, dict):
        return {key: _tidy(value) for key, value in schema.items() if key not in {"title", "default"}}
    return [_tidy(value) for value in schema] if isinstance(schema, list) else schema
