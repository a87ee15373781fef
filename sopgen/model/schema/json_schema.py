"""JSON Schema of the four kinds of source file, for editors that complete and check while typing.

What a schema allows is what the loader takes. What editors offer is less: they make proposals of every type, example
and default that a schema names, so none is named that is no good answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from sopgen.model.form.columns import by_field
from sopgen.model.form.form import FORM, Form
from sopgen.model.schema.book_documents import BookDocument, LetterDocument
from sopgen.model.schema.documents import Document, SectionDocument
from sopgen.model.schema.fields import NOTHING, OFFERS
from sopgen.model.schema.institution_documents import InstitutionDocument
from sopgen.model.schema.names import Name, ProjectNames, TableNames, joined
from sopgen.model.schema.sop_document import sop_document

DOCUMENTS: dict[str, type[Document]] = {
    "sop": sop_document(FORM),
    "instansi": InstitutionDocument,
    "buku": BookDocument,
    "surat": LetterDocument,
}

_DRAFT = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
#: What only the schema of one source knows is offered for its value, not a second time as a key.
_NO_KEY = {"doNotSuggest": True}
_NO_NAMES = ProjectNames()


def json_schema(kind: str, form: Form = FORM, names: ProjectNames = _NO_NAMES) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a kind of file: ``sop``, ``instansi``, ``buku`` or ``surat``.

    Editors read scalars with types of their own (``007`` is a number to them, an empty value null), which the
    schema allows where a text is wanted. An SOP's keys are those of ``form``. ``names`` are offered where one of them
    is wanted; another is no error. KeyError for another kind.
    """
    document = sop_document(form) if kind == "sop" else DOCUMENTS[kind]
    schema = _tidy(document.model_json_schema(schema_generator=_Untitled), names)
    if kind == "sop":
        section = schema["$defs"][SectionDocument.__name__]
        for place in (schema["properties"]["langkah"], section["properties"]["langkah"]):
            place["anyOf"][0]["defaultSnippets"] = _step_snippets(form)
    return {**_DRAFT, **schema}


class _Untitled(GenerateJsonSchema):
    """Gives no key a title made of its name; documents have one of their own."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Return False, as pydantic asks for every key."""
        return False


def source_schema(general: str, tables: tuple[TableNames, ...]) -> dict[str, Any]:
    """Return the JSON Schema of one SOP's file: the ``general`` one (its address), and the names of its flow tables."""
    further = _steps(joined(tables))
    known = {"prefixItems": [{"properties": _steps(table)} for table in tables]} if tables else {}
    parts = {**_NO_KEY, **known, "items": {"properties": further}}
    return {**_DRAFT, "title": "SOP", "allOf": [{"$ref": general}], "properties": {**further, "bagian": parts}}


def _steps(table: TableNames) -> dict[str, Any]:
    """What is offered in the steps of a table, under their key."""
    return {"langkah": {**_NO_KEY, "items": {"properties": _flow(table)}}}


def _flow(table: TableNames) -> dict[str, Any]:
    """What is offered in the steps of a table, and in the symbols in them."""
    offered = {
        **dict.fromkeys(("pelaksana", "mulai", "selesai"), table.pelaksana),
        **dict.fromkeys(("tidak", "ya", "lanjut"), table.ids),
    }
    keys = {key: {**_NO_KEY, **_anything(_offered(names))} for key, names in offered.items() if names}
    return {**keys, "simbol": {**_NO_KEY, "items": {"properties": keys}}}


def _anything(offered: dict[str, Any]) -> dict[str, Any]:
    """A schema that allows everything and has something ``offered`` for a value and for the items of a list."""
    one = {"title": "Satu nama", "not": {"type": "array"}, **offered}
    return {"anyOf": [one, {"title": "Beberapa nama", "type": "array", "items": offered}]}


def _offered(names: Iterable[Name]) -> dict[str, Any]:
    """What offers ``names`` and allows everything."""
    snippets = [{"label": name.word, "description": name.about, "bodyText": _typed(name.word)} for name in names]
    return {"defaultSnippets": snippets}


def _typed(word: str) -> str:
    """A word as it is typed in YAML, and escaped for editors, to which ``$`` and ``}`` mean places to type at."""
    text = word if _PLAIN.fullmatch(word) else json.dumps(word, ensure_ascii=False)
    return re.sub(r"[$}\\]", r"\\\g<0>", text)


#: What needs no quotes wherever it stands.
_PLAIN = re.compile(r"[^\W\d_](?:[\w .()/-]*[\w.)])?")


def _step_snippets(form: Form) -> list[dict[str, Any]]:
    """A step and a decision with the keys that most have; the place to type next is ``$1``."""
    columns = [field for field, column in by_field(form.columns).items() if column.required or column.examples]
    first = [field for field, column in by_field(form.columns).items() if column.required]
    rest = [field for field in columns if field not in first]
    told = (
        ("Langkah baru", "Satu langkah: satu baris tabel alur.", [*first, "pelaksana", *rest]),
        (
            "Keputusan baru",
            "Langkah yang bertanya: belah ketupat dengan Y dan T.",
            [*first, "pelaksana", "tidak", *rest],
        ),
    )
    return [
        {"label": label, "description": about, "body": {key: f"${place}" for place, key in enumerate(keys, start=1)}}
        for label, about, keys in told
    ]


def _tidy(schema: Any, names: ProjectNames) -> Any:
    """Return ``schema`` as editors are to have it.

    Defaults go, and so does the type null. Examples are told instead of offered, and what is marked (``offers``) is
    offered.
    """
    if isinstance(schema, list):
        return [_tidy(value, names) for value in schema]
    if not isinstance(schema, dict):
        return schema
    if schema == {"type": "null"}:
        return NOTHING
    kept = {key: _tidy(value, names) for key, value in schema.items() if key not in {"default", "examples", OFFERS}}
    if "examples" in schema:
        kept["description"] = f"{schema['description']} Contoh: {'; '.join(map(_shown, schema['examples']))}"
    return _with_offer(kept, _marked(schema[OFFERS], names)) if OFFERS in schema else kept


def _marked(mark: Mapping[str, Any], names: ProjectNames) -> tuple[Name, ...]:
    """What a mark asks to be offered."""
    words = tuple(Name(word, about) for word, about in mark["words"])
    return (*words, *(getattr(names, mark["names"]) if mark["names"] else ()))


def _with_offer(schema: dict[str, Any], names: tuple[Name, ...]) -> dict[str, Any]:
    """A schema of a text, or of one or many, that offers ``names`` in both places."""
    if not names:
        return schema
    offered = _offered(names)
    choices = [{**each, "items": {**each["items"], **offered}} if "items" in each else each for each in schema["anyOf"]]
    return {**schema, "anyOf": [{**choices[0], **offered}, *choices[1:]]}


def _shown(example: Any) -> str:
    """An example as it is typed."""
    if isinstance(example, list):
        return ", ".join(map(_shown, example))
    if isinstance(example, bool):
        return str(example).lower()
    return str(Decimal(str(example))).replace(".", ",") if isinstance(example, float) else str(example)
