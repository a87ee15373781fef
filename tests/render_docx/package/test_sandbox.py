"""The quick sandbox is as strict as the general one about everything but the public fields of blocks."""

from __future__ import annotations

from dataclasses import fields

import pytest
from jinja2.exceptions import SecurityError, UndefinedError

from sopgen.render.docx.blocks import Cell, Paragraph, Role, Text
from sopgen.render.docx.package.sandbox import block_environment
from sopgen.render.templates import template_folders

PARAGRAPH = Paragraph(Role.CELL, (Text(("A & <b>",)),))


def rendered(template: str) -> str:
    values = {"p": PARAGRAPH, "words": ["satu"], "number": 7, "memory": {}}
    return block_environment(template_folders(None)).from_string(template).render(values)


def test_fields_of_blocks_are_read_and_escaped() -> None:
    assert rendered("{{ p.style }}: {{ p.content[0].lines[0] }}") == "SOP Sel: A &amp; &lt;b&gt;"


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ number }}{{ number * 1.5 }}{{ true }}{{ none }}", "710.5TrueNone"),
        ("{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{{ m('a < b') }}", "<b>a &lt; b</b>"),
        ("{% set x %}<i>{{ '<' }}</i>{% endset %}{{ x }}{{ '<' ~ x }}", "<i>&lt;</i>&lt;<i>&lt;</i>"),
        ("{{ '<a>' }}{{ '<a>'|safe }}{{ ['<'] }}", "&lt;a&gt;<a>[&#39;&lt;&#39;]"),
        ("{% autoescape false %}{{ '<' }}{% endautoescape %}{{ '<' }}", "<&lt;"),
    ],
)
def test_everything_is_escaped_once(template: str, text: str) -> None:
    assert rendered(template) == text


def test_what_a_macro_writes_about_a_look_is_written_once() -> None:
    template = "{% macro m(p) %}<{{ p.align }}/>{% endmacro %}{{ p|once(m) }}{{ p|once(m) }}{{ memory|length }}"
    assert rendered(template) == "</></>1"


@pytest.mark.parametrize("kind", [Paragraph, Cell])
def test_a_look_is_all_but_what_stands_inside(kind: type[Paragraph] | type[Cell]) -> None:
    inside = {"content", "bookmark", "bookmark_id", "paragraphs"}
    names = [field.name for field in fields(kind) if field.name not in inside]
    assert kind(*range(len(fields(kind)))).look == tuple(
        value for value, field in enumerate(fields(kind)) if field.name in names
    )


@pytest.mark.parametrize(
    "template",
    [
        "{{ p.__class__.__mro__ }}",
        "{{ p.__init__.__globals__ }}",
        "{{ p.content.__class__ }}",
        "{{ ''.__class__.__subclasses__() }}",
        "{{ words.append('dua') }}",
        "{{ '{0.__class__}'.format(p) }}",
        "{% macro m() %}{% endmacro %}{{ m.__call__.__globals__ }}",
        "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    ],
)
def test_nothing_leads_out_of_the_sandbox(template: str) -> None:
    with pytest.raises((SecurityError, UndefinedError)):
        rendered(template)


def test_a_field_that_is_not_there_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        rendered("{{ p.warna }}")
