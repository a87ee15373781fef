"""The kinds of value a source may hold, as pydantic types: what is accepted, and what the JSON Schema says.

Every scalar arrives as text. A type's own complaint carries a finding's code, sentence and hint (see ``complaint``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    StringConstraints,
    Tag,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from sopgen.findings import Code
from sopgen.model import codes
from sopgen.model.dates import YEARS, guess, parse_iso
from sopgen.model.institution import Paper
from sopgen.model.sop import Status
from sopgen.model.suggest import did_you_mean, listing
from sopgen.model.visible import SOMETHING_VISIBLE

MAX_TEXT = 20_000
MAX_LINES = 1_000
MAX_TERM = 300
MAX_LABEL = 30
MAX_SYMBOL_TEXT = 120

COMPLAINT = "sopgen"
BLANK = "blank"  # the error of a required value that was typed, but holds nothing

# Editors read the sources with types of their own: 007 is a number to them, an empty value null. What is no text to
# them is let in by what it is not: every type that a schema names is offered to the typist, as a word like null.
# Titles stand over what editors tell of a value; choices without any are told as one, once for each.
#: The JSON Schema of an empty value.
NOTHING: dict[str, Any] = {"title": "Kosong", "not": {"type": ["string", "number", "boolean", "object", "array"]}}
_NO_TEXT: dict[str, Any] = {"title": "Angka atau kosong", "not": {"type": ["string", "object", "array"]}}
_NUMBER_OR_SO: dict[str, Any] = {"title": "Angka", "not": {"type": ["string", "null", "object", "array"]}}

E = TypeVar("E", bound=StrEnum)


def complaint(code: Code, message: str, hint: str = "") -> PydanticCustomError:
    """Return the error that becomes a finding with this code, sentence and hint."""
    return PydanticCustomError(COMPLAINT, "{message}", {"code": code.number, "message": message, "hint": hint})


def as_list(value: Any) -> Any:
    """Accept a single value where a list is wanted; an empty text is an empty list."""
    if isinstance(value, str):
        return (value,) if value.strip() else ()
    return (value,) if isinstance(value, dict) else value


@dataclass(frozen=True, slots=True)
class ListOrOne:
    """Marks a list field that may be typed as a single entry; it may be left empty unless it is to be ``filled``."""

    filled: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the list's validator with ``as_list`` before it, as pydantic asks for it."""
        many = handler(source)
        if self.filled:
            many = core_schema.with_info_after_validator_function(_filled, many)
        return core_schema.no_info_before_validator_function(as_list, many)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return a list, one entry, or nothing where that may be, as pydantic asks for it."""
        many = {"title": "Daftar", **handler(schema), **({"minItems": 1} if self.filled else {})}
        one = handler.resolve_ref_schema(many["items"])
        nothing = [] if self.filled else [NOTHING]
        return {"anyOf": [many, _unoffered(one) if "properties" in one else one, *nothing]}


def _unoffered(document: dict[str, Any]) -> dict[str, Any]:
    """Return a schema by which a mapping has the keys of ``document``, none of which is offered.

    A single entry may stand where a list is wanted; who types is offered entries of the list.
    """
    rules = {key: value for key, value in document.items() if key not in {"description", "title", "properties"}}
    return {"title": "Satu saja", **rules, "properties": dict.fromkeys(document["properties"], True)}


#: Begin with a control character, which no key of a source holds.
_TEXT_TAG, _DOCUMENT_TAG = "\0text", "\0document"
AsText, AsDocument = Tag(_TEXT_TAG), Tag(_DOCUMENT_TAG)


def place_of(loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return the place in the source that an error's ``loc`` means: keys and indices, without the tags of unions."""
    return tuple(part for part in loc if part not in {_TEXT_TAG, _DOCUMENT_TAG})


def text_or(is_document: Callable[[Any], bool]) -> Discriminator:
    """Return the mark of ``text | document`` (``AsText``, ``AsDocument``) that reads a value as the one it looks like.

    Only the right one then complains.
    """
    return Discriminator(lambda value: _DOCUMENT_TAG if is_document(value) else _TEXT_TAG)


def text_schema(limit: int, filled: bool = False) -> dict[str, Any]:
    """Return the JSON Schema of a text of at most ``limit`` characters, or of what only an editor takes for no text."""
    told = {
        "title": "Teks",
        "type": ["string"],
        "maxLength": limit,
        "errorMessage": "Di sini harus tertulis satu teks.",
    }
    if not filled:
        return {"anyOf": [told, _NO_TEXT]}
    return {"anyOf": [{**told, **_pattern(SOMETHING_VISIBLE, "Bagian ini wajib diisi.")}, _NUMBER_OR_SO]}


def _pattern(pattern: str, complaint: str) -> dict[str, Any]:
    """Return a pattern with what editors say of a text that does not match it."""
    return {"pattern": pattern, "patternErrorMessage": complaint}


def offers(names: str = "", words: dict[str, str] | None = None) -> dict[str, Any]:
    """Return the mark (``json_schema_extra``) of a key for which editors offer something besides what it may hold.

    ``names`` is a field of ``ProjectNames``, ``words`` are words of the format and what each means.
    """
    return {OFFERS: {"names": names, "words": [[word, about] for word, about in (words or {}).items()]}}


#: The mark's keyword; no published schema holds it.
OFFERS = "offers"


def _without_blanks(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _text(limit: int) -> Any:
    return StringConstraints(strip_whitespace=True, max_length=limit)


def _filled(value: Any, info: ValidationInfo) -> Any:
    """Refuse a value that holds nothing; only at the first look (``info.context``), later it stands for a wrong one."""
    if info.context and not value:
        raise PydanticCustomError(BLANK, "blank")
    return value


def _not_endless(text: str) -> str:
    """Refuse a text of more lines than any form has room for."""
    if text.count("\n") >= MAX_LINES:
        lines = f"{MAX_LINES:,}".replace(",", ".")
        raise complaint(codes.LIMIT, f"Teks ini lebih dari {lines} baris.", "Hapus baris kosong yang berlebih.")
    return text


_TEXT_SCHEMA = text_schema(MAX_TEXT)
_FILLED_SCHEMA = text_schema(MAX_TEXT, filled=True)
Term = Annotated[str, _text(MAX_TERM), WithJsonSchema(text_schema(MAX_TERM))]
Text = Annotated[str, _text(MAX_TEXT), AfterValidator(_not_endless), WithJsonSchema(_TEXT_SCHEMA)]
Required = Annotated[
    str, _text(MAX_TEXT), AfterValidator(_not_endless), AfterValidator(_filled), WithJsonSchema(_FILLED_SCHEMA)
]
Label = Annotated[str, _text(MAX_LABEL), WithJsonSchema(text_schema(MAX_LABEL))]
SymbolText = Annotated[str, _text(MAX_SYMBOL_TEXT), WithJsonSchema(text_schema(MAX_SYMBOL_TEXT))]

_TEXTS: dict[str, Any] = {"title": "Daftar", "type": "array", "items": _TEXT_SCHEMA}
TextList = Annotated[
    tuple[Text, ...],
    BeforeValidator(as_list),
    AfterValidator(_without_blanks),
    WithJsonSchema({"anyOf": [*_TEXT_SCHEMA["anyOf"], _TEXTS]}),
]
RequiredList = Annotated[
    tuple[Text, ...],
    BeforeValidator(as_list),
    AfterValidator(_without_blanks),
    AfterValidator(_filled),
    WithJsonSchema({"anyOf": [*_FILLED_SCHEMA["anyOf"], {**_TEXTS, "minItems": 1}]}),
]


def _as_date(value: Any) -> date | None:
    if not isinstance(value, str):
        raise complaint(codes.WRONG_TYPE, "Tanggal harus berupa teks seperti 2017-11-08.", "Tulis tahun-bulan-tanggal.")
    text = value.strip()
    if not text:
        return None
    try:
        return parse_iso(text)
    except ValueError:
        raise _date_complaint(text) from None


def _date_complaint(text: str) -> PydanticCustomError:
    shown = text if len(text) <= 40 else text[:40] + "…"
    meant = guess(text)
    if meant:
        message = f"Tanggal “{shown}” tidak ditulis sebagai tahun-bulan-tanggal."
        return complaint(codes.BAD_DATE, message, f"Tulis {meant.isoformat()}.")
    message = f"Tanggal “{shown}” tidak ada atau tidak dapat dibaca."
    hint = f"Tulis tahun-bulan-tanggal, mis. 2017-11-08 ({YEARS})."
    return complaint(codes.BAD_DATE, message, hint)


_DATE_PATTERN = r"^((19|2[01])\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?$"
_A_DATE = "Tulis tahun-bulan-tanggal, mis. 2017-11-08."
_DATE_SCHEMA: dict[str, Any] = {
    "title": "Tanggal",
    "type": "string",
    **_pattern(_DATE_PATTERN, _A_DATE),
    "errorMessage": _A_DATE,
}
Date = Annotated[date | None, PlainValidator(_as_date), WithJsonSchema({"anyOf": [_DATE_SCHEMA, NOTHING]})]
RequiredDate = Annotated[
    date | None, PlainValidator(_as_date), AfterValidator(_filled), WithJsonSchema({**_DATE_SCHEMA, "minLength": 1})
]

_FLAGS = {"true": True, "ya": True, "false": False, "tidak": False}


def flag_of(text: str) -> bool | None:
    """Return what a word for yes or no means, whatever its capitals, or None for any other text."""
    return _FLAGS.get(_plain(text))


def _plain(text: str) -> str:
    """Return a word as it is looked up: without capitals and the blanks around it; nothing of other than ASCII."""
    return text.strip().lower() if text.isascii() else ""


def _any_capitals(words: Iterable[str]) -> str:
    """Return the pattern of ``words`` in any capitals, or of nothing, as editors know patterns."""
    letters = ("".join(f"[{char.upper()}{char}]" if char.isalpha() else char for char in word) for word in words)
    return rf"^\s*({'|'.join(letters)})?\s*$"


def _as_flag(value: Any) -> bool | None:
    if isinstance(value, str) and not value.strip():
        return None
    found = flag_of(value) if isinstance(value, str) else None
    if found is None:
        shown = f"“{value[:40]}”" if isinstance(value, str) else "Isi ini"
        raise complaint(codes.WRONG_VALUE, f"{shown} bukan true atau false.", _FLAG)
    return found


_FLAG = "Tulis true (ya) atau false (tidak)."
_FLAG_SCHEMAS = [
    {"title": "Ya atau tidak", "enum": [True, False], "errorMessage": _FLAG},
    {"title": "Kata", "type": "string", **_pattern(_any_capitals(_FLAGS), _FLAG), "errorMessage": _FLAG},
    NOTHING,
]
Flag = Annotated[bool | None, PlainValidator(_as_flag), WithJsonSchema({"anyOf": _FLAG_SCHEMAS})]

#: What offices call a choice besides its own word.
_OTHER_WORDS: dict[type[StrEnum], dict[str, StrEnum]] = {
    Paper: {"folio": Paper.F4},
    Status: {"draf": Status.DRAFT, "draft": Status.DRAFT},
}


def _words_for(options: type[StrEnum]) -> dict[str, StrEnum]:
    return {option.value.lower(): option for option in options} | _OTHER_WORDS.get(options, {})


def option_of(options: type[E], text: str) -> E | None:
    """Return which of ``options`` a text means, whatever its capitals and the blanks around it; None if none."""
    found = _words_for(options).get(_plain(text))
    return found if isinstance(found, options) else None


def choice(options: type[E]) -> Any:
    """Return the validator and the schema for one of the words of ``options``."""
    names = [option.value for option in options]

    def check(value: Any) -> Any:
        if isinstance(value, str) and not value.strip():
            return None
        found = option_of(options, value) if isinstance(value, str) else None
        if found is None:
            raise _choice_complaint(value, names)
        return found

    told = f"Pilih {listing(names)}."
    word = {"title": "Pilihan", "type": "string", "enum": names, "errorMessage": told}
    other = {"title": "Ejaan lain", "type": "string", **_pattern(_any_capitals(_words_for(options)), told)}
    return _checked(check, {"anyOf": [word, {**other, "errorMessage": told}, NOTHING]})


def _checked(check: Callable[[Any], Any], schema: dict[str, Any]) -> PlainValidator:
    """Return the mark of a field that ``check`` reads, and that editors check by ``schema``."""
    return PlainValidator(check, json_schema_input_type=Annotated[Any, WithJsonSchema(schema)])


def _choice_complaint(value: Any, names: list[str]) -> PydanticCustomError:
    if not isinstance(value, str):
        return complaint(codes.WRONG_TYPE, "Di sini harus tertulis satu kata.", f"Pilih {listing(names)}.")
    shown = value if len(value) <= 40 else value[:40] + "…"
    hint = did_you_mean(value, names) or f"Pilih salah satu: {listing(names)}."
    return complaint(codes.WRONG_VALUE, f"“{shown}” bukan pilihan yang ada.", hint)


def whole_number(least: int, most: int) -> Any:
    """Return the mark of a whole number between two bounds, both included."""

    def check(value: Any) -> int | None:
        text = value.strip() if isinstance(value, str) else ""
        if isinstance(value, str) and not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
            raise complaint(codes.WRONG_VALUE, f"Di sini harus angka bulat {least} sampai {most}.", f"Mis. {least}.")
        return int(text)

    return _checked(check, _number_schema("integer", least, most, r"^\s*([1-9]\d?)?\s*$"))


def points(least: float, most: float, what: str = "Ukuran huruf", example: str = "9") -> Any:
    """Return the mark of a size in points, with decimal comma or point; ``what`` it is the size of, in complaints."""
    return _measure(least, most, "poin", what, example)


def millimetres(least: float, most: float, what: str, example: str) -> Any:
    """Return the mark of a length in mm, written like a size in points."""
    return _measure(least, most, "mm", what, example)


def _measure(least: float, most: float, unit: str, what: str, example: str) -> Any:
    def check(value: Any) -> float | None:
        text = value.strip().replace(",", ".") if isinstance(value, str) else ""
        if isinstance(value, str) and not text:
            return None
        try:
            size = float(text) if len(text) <= 6 and text.isascii() and text.replace(".", "").isdigit() else -1.0
        except ValueError:
            size = -1.0
        if not least <= size <= most:
            raise complaint(
                codes.WRONG_VALUE, f"{what} harus {_shown(least)} sampai {_shown(most)} {unit}.", f"Mis. {example}."
            )
        return size

    return _checked(check, _number_schema("number", least, most, r"^\s*(\d+([.,]\d+)?)?\s*$"))


def _number_schema(kind: str, least: float, most: float, pattern: str) -> dict[str, Any]:
    told = f"Di sini harus tertulis angka {_shown(least)} sampai {_shown(most)}."
    number = {"title": "Angka", "type": kind, "minimum": least, "maximum": most, "errorMessage": told}
    text = {"title": "Angka sebagai teks", "type": "string", **_pattern(pattern, told), "errorMessage": told}
    return {"anyOf": [number, text, NOTHING]}


def _shown(number: float) -> str:
    return f"{number:g}".replace(".", ",")


NO_COLOUR = (
    "Warna harus enam angka heksadesimal, merah hijau biru.",
    "Mis. 1f3a5f. Tanpa tanda kutip, “#” dan sesudahnya dibaca sebagai keterangan.",
)
_COLOUR = re.compile(r"#?([0-9a-fA-F]{6})")


def colour(dark: bool) -> Any:
    """Return the mark of a colour, six hexadecimal digits: dark enough to be seen on white, or light under black."""

    def check(value: Any) -> str:
        text = value.strip() if isinstance(value, str) else ""
        found = _COLOUR.fullmatch(text)
        if not found:
            raise complaint(codes.WRONG_VALUE, *NO_COLOUR)
        shade = _brightness(found[1])
        if dark and shade > _DARK:
            raise complaint(codes.WRONG_VALUE, f"Warna {text} terlalu muda untuk garis.", "Pilih yang lebih gelap.")
        if not dark and shade < _LIGHT:
            raise complaint(
                codes.WRONG_VALUE, f"Warna {text} terlalu gelap di bawah tulisan.", "Pilih yang lebih muda."
            )
        return f"#{found[1].lower()}"

    return _checked(check, {"type": ["string", "integer"], "pattern": r"^\s*#?[0-9a-fA-F]{6}\s*$"})


#: Brightness from 0 (black) to 1 (white): lines are darker than the first, what texts stand on is lighter.
_DARK, _LIGHT = 0.6, 0.7


def _brightness(digits: str) -> float:
    red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue
