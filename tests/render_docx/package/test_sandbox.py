"""The quick sandbox is as strict as the general one about everything but the public fields of blocks."""

from __future__ import annotations

import pytest
from jinja2.exceptions import SecurityError, UndefinedError

from sopgen.render.docx.blocks import Paragraph, Role, Text
from sopgen.render.docx.package.sandbox import block_environment
from sopgen.render.templates import template_folders

PARAGRAPH = Paragraph(Role.CELL, (Text(("A & <b>",)),))


def rendered(template: str) -> str:
    values = {"p": PARAGRAPH, "words": ["satu"], "number": 7}
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
