"""Templates see plain values only: whoever walks through all that they are given finds no file and no way to one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, TemplateError
from jinja2.runtime import Undefined

from sopgen.builder.change_proposal import matrix_of, versions
from sopgen.builder.new_sop import Wish
from sopgen.layout.layout import lay_out
from sopgen.model.load import load
from sopgen.model.sop import Kind
from sopgen.render.docx.document import blocks_of, section_of
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.logo import office_logo
from sopgen.render.docx.package.sandbox import block_environment
from sopgen.render.pdf.view import view
from sopgen.render.sandbox import FILTERS
from sopgen.render.templates import environment, template_folders
from tests.conftest import ROOT

CASE = ROOT / "tests" / "cases" / "book-and-letter"
TEXTS = (str, int, float, type(None), date)
#: Names that lead somewhere, if anything does.
WAYS = (
    "read_text",
    "read_bytes",
    "write_text",
    "unlink",
    "open",
    "parent",
    "absolute",
    "file",
    "raw",
    "source",
    "logo",
)


def contexts() -> Iterator[tuple[str, Any]]:
    """What each kind of template is given."""
    project = load(CASE)
    assert project.institution is not None
    assert project.book is not None
    sop, institution = project.sops[0], project.institution
    scene = lay_out(sop, institution)
    blocks = blocks_of(sop, scene, office_logo(institution, CASE), Ids())
    yield "pdf", view(sop, institution, scene)
    yield "docx", section_of(sop, scene.page_count, institution, blocks)
    yield "diff", matrix_of(versions(sop, project.sops[1], "lama", "baru"))
    yield "book", {"institution": institution, "book": project.book, "sops": project.sops}
    yield "letter", project.letters[0]
    yield "new", Wish("1", Kind.MAKRO, "A", "u", "p", ("A", "B"), 3)


CONTEXTS = dict(contexts())


def names_of(value: object) -> Iterator[str]:
    """Every name that a template could try on a value, and some more."""
    yield from (name for name in dir(value) if name != "__weakref__")  # Python 3.11.2 raises at it, and gives nothing
    yield from WAYS


def reachable(jinja: Environment, value: object, seen: dict[int, object]) -> Iterator[object]:
    """All values that a template can get from ``value``, by attributes, items and loops."""
    if isinstance(value, TEXTS) or id(value) in seen:
        return
    seen[id(value)] = value
    yield value
    if isinstance(value, Mapping):
        for each in (*value.keys(), *value.values()):
            yield from reachable(jinja, each, seen)
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from reachable(jinja, each, seen)
    for name in names_of(value):
        for found in (jinja.getattr(value, name), jinja.getitem(value, name)):
            if not isinstance(found, Undefined):
                yield from reachable(jinja, found, seen)


@pytest.mark.parametrize("kind", CONTEXTS)
def test_all_that_a_template_can_reach_is_plain(kind: str) -> None:
    folders = template_folders(None)
    jinja = block_environment(folders) if kind == "docx" else environment(folders)
    count = 0
    for value in reachable(jinja, CONTEXTS[kind], {}):
        count += 1
        assert not isinstance(value, Path | type)
        assert type(value).__name__ != "Source"
        if isinstance(value, bytes):  # the logo, which a Word block is told by
            assert kind == "docx"
            assert value.startswith(b"\x89PNG")
            continue
        assert isinstance(value, Mapping | list | tuple | set | frozenset) or is_dataclass(value) or callable(value)
        if callable(value) and not is_dataclass(value):
            assert isinstance(value.__self__, Mapping | list | tuple)
    assert count > 10 or kind == "new"


@pytest.mark.parametrize("sandbox", [environment, block_environment], ids=["general", "blocks"])
@pytest.mark.parametrize(
    "attempt",
    [
        "{{ institution.logo }}",
        "{{ institution.logo.unlink() }}",
        "{{ institution.source.file.read_text() }}",
        "{{ institution['source']['raw'] }}",
        "{{ sop.source.raw }}",
        "{{ section.sop.source.file.unlink() }}",
        "{{ [institution]|map(attribute='logo')|first }}",
        "{{ [institution]|map(attribute='source.file.name')|first }}",
        "{{ institution|attr('logo') }}",
        "{{ path.name }}{{ path.suffix }}",
        "{{ path.parent.name }}",
        "{{ (path / 'x').name }}",
        "{{ '{0.source}'.format(institution) }}",
        "{{ '%s'|format(path) }}{{ 1|pprint }}",
        "{{ lipsum.__globals__['os'].popen('true') }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ environment.loader }}",
        "{{ namespace.__init__.__globals__ }}",
        "{% import 'pdf/tick.svg.j2' as a %}{{ a.__loader__ }}",
    ],
)
def test_no_template_reads_writes_or_deletes_a_file(attempt: str, sandbox: Any, tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text("<svg/>")
    project = load(CASE)
    assert project.institution is not None
    section, institution = CONTEXTS["docx"], replace(project.institution, logo=logo)
    values = {"institution": institution, "sop": project.sops[0], "section": section, "path": logo}
    with pytest.raises((TemplateError, TypeError)):
        sandbox(template_folders(None)).from_string(attempt).render(values)
    assert logo.read_text() == "<svg/>"


def test_filters_see_no_more_than_templates_and_are_the_same_every_time() -> None:
    jinja = environment(template_folders(None))
    assert set(jinja.filters) == FILTERS
    assert not {"attr", "format", "pprint", "random"} & FILTERS
    assert "lipsum" not in jinja.globals


def test_an_own_template_may_take_in_the_shipped_one(tmp_path: Path) -> None:
    file = tmp_path / "templates" / "pdf" / "tick.svg.j2"
    file.parent.mkdir(parents=True)
    file.write_text('{% include "bawaan/pdf/tick.svg.j2" %}<!-- milik kantor -->', encoding="utf-8")
    made = environment(template_folders(tmp_path)).get_template("pdf/tick.svg.j2").render(ticked=True)
    shipped = environment(template_folders(None)).get_template("pdf/tick.svg.j2").render(ticked=True)
    assert made == f"{shipped}<!-- milik kantor -->"
