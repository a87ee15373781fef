"""Choices typed in other words or capitals than their own: what has one meaning is read, and can be mended."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import get_args, get_origin

from pydantic import BaseModel

from sopgen.model.schema.documents import Document
from sopgen.model.schema.fields import flag_of, option_of
from sopgen.source.document import Scalar, Source, SourcePath


def proper_words(document: type[Document], source: Source) -> Iterator[tuple[SourcePath, str]]:
    """Yield the path and the proper word of each choice in ``source`` that is understood but written otherwise."""
    for path, kind in _choices(document, ()):
        node = source.node(path)
        if isinstance(node, Scalar):
            typed = node.text.strip()
            word = _flag_word(typed) if kind is bool else _word(kind, typed)
            if word and word != typed:
                yield path, word


def _choices(document: type[BaseModel], path: SourcePath) -> Iterator[tuple[SourcePath, type]]:
    """Yield where a document, or a mapping in it, holds a choice or a flag, and of which kind; lists hold none."""
    for name, info in document.model_fields.items():
        for kind in _kinds(info.annotation):
            if issubclass(kind, BaseModel):
                yield from _choices(kind, (*path, name))
            elif issubclass(kind, bool | StrEnum):
                yield (*path, name), kind


def _kinds(annotation: object) -> Iterator[type]:
    """Yield the types that a value may have."""
    if isinstance(annotation, type):
        yield annotation
    for part in () if get_origin(annotation) is tuple else get_args(annotation):
        yield from _kinds(part)


def _word(kind: type[StrEnum], typed: str) -> str:
    found = option_of(kind, typed)
    return "" if found is None else found.value


def _flag_word(typed: str) -> str:
    """The word in small letters; YAML's own spellings of true and false may stay."""
    return typed.lower() if flag_of(typed) is not None and typed.lower() not in {"true", "false"} else ""
