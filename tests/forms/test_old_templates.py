"""A template that an office wrote when values had no pieces still prints the official form, byte for byte."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from sopgen.layout.layout import lay_out
from sopgen.model.load import load
from sopgen.render.pdf.document import render
from tests.layout.sops import CASES, ROOT

BY_KEY = """{% macro tick(ticked, class="") -%}
<img class="tick {{ class }}" src="sopgen:{{ 'kotak-silang' if ticked else 'kotak-kosong' }}" \
alt="{{ 'dicentang' if ticked else 'tidak dicentang' }}">
{%- endmacro %}

{% macro value(field, part) -%}
{% if field.key == "judul" %}<h1 class="bold">{{ field|spaced }}</h1>
{%- elif field.key == "revisi" %}{{ tick(field.ticked, "before") }}{{ field|spaced }}\
{% if field.revised %}{{ revision_date(field.revised) }}{% endif %}
{%- elif field.key == "tanggal_efektif" %}{{ field|spaced }}{{ tick(field.ticked, "after" if field.text else "") }}
{%- elif field.key == "disahkan_oleh" %}
{%- for line in part.signature %}{{ block(line, "p", "centre", part) }}{% endfor %}
{%- else %}{{ field|spaced }}
{%- endif %}
{%- endmacro %}

{% macro revision_date(date) -%}
{% if date.below %}{{ " \\n" }}{{ date|spaced }}{% else %}<span class="gap">{{ date|spaced }}</span>{% endif %}
{%- endmacro %}
"""


@pytest.mark.parametrize("case", ["revisions-and-draft", "empty-texts-and-no-kind"])
def test_a_template_that_prints_fields_by_their_keys_prints_the_same_form(case: str, tmp_path: Path) -> None:
    shutil.copytree(CASES / case / "sop_sources", tmp_path / "sop_sources")
    project = load(tmp_path)
    assert project.institution is not None
    (sop,) = project.sops
    scene = lay_out(sop, project.institution)
    now = render(sop, project.institution, scene, CASES / case)
    parts = (ROOT / "templates" / "pdf" / "parts.html.j2").read_text(encoding="utf-8")
    old = re.sub(r"\{% macro (tick|value)\(.*?\{%- endmacro %\}\n", "", parts, flags=re.DOTALL) + BY_KEY
    assert old.count("{% macro value(") == 1
    own = tmp_path / "templates" / "pdf"
    own.mkdir(parents=True)
    (own / "parts.html.j2").write_text(old, encoding="utf-8")
    assert render(sop, project.institution, scene, tmp_path) == now
