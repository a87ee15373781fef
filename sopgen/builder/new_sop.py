"""A new SOP's source: what is known already filled in, the rest left open with a word on what belongs there."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sopgen.builder.request import SCHEMA_FOLDER, schema_name
from sopgen.model.form.form import FORM
from sopgen.model.project import Project
from sopgen.model.resolve.sop_register import registered_text
from sopgen.model.schema.sop_document import own_entries
from sopgen.model.sop import Kind
from sopgen.model.visible import visible
from sopgen.paths import OUTPUT, SOURCES
from sopgen.render.own_templates import AmissError, Folders, own_templates_may_be_wrong
from sopgen.render.templates import environment, template_folders
from sopgen.rules.words.numbering import next_nomor
from sopgen.source.read import bytes_of, parse

_LONGEST_NAME = 60
#: What a stretch begins and ends with in which commas part no names.
_ENCLOSED = {'"': '"', "“": "”", "(": ")"}
_MOST_PIECES = 10  # of one name that holds commas
_SIMPLE = re.compile(r"[A-Za-z0-9._/-]+")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is known of a new SOP. ``unit`` and ``disahkan_oleh`` are keys of the institution."""

    nomor: str
    jenis: Kind | None
    judul: str
    unit: str
    disahkan_oleh: str
    pelaksana: tuple[str, ...]
    langkah: int

    @property
    def doers(self) -> tuple[tuple[str, ...], ...]:
        """Who does each step: one after the other, over and over; where steps run out, the rest share the last."""
        names = self.pelaksana
        steps = [(names[index % len(names)],) for index in range(self.langkah)]
        return (*steps[:-1], steps[-1] + names[self.langkah :])


def draft(wish: Wish, name: str, root: Path) -> bytes:
    """The new source ``name`` (``sop_sources/…``), from ``templates/source/sop.yaml.j2`` of the office or sopgen's.

    Raises OwnTemplateError when the office's own template is wrong.
    """
    up = "../" * (len(PurePosixPath(name).parts) - 1)
    own_schema = schema_name(name)
    # Editors read the line up to a blank, and as an address.
    schema = f"{up}{OUTPUT}/{own_schema if _SIMPLE.fullmatch(own_schema) else f'{SCHEMA_FOLDER}/sop.json'}"
    folders = template_folders(root)

    def text_of(folders: Folders) -> str:
        jinja = environment(folders).overlay(autoescape=False)
        jinja.filters = {**jinja.filters, "scalar": scalar}
        text = jinja.get_template("source/sop.yaml.j2").render(wish=wish, schema=schema, own=own_entries(FORM))
        source, findings = parse(text.encode(), Path(name), name)
        if source is None:
            raise AmissError(f"tidak menghasilkan sumber yang dapat dibaca: {findings[0].message.rstrip('.')}")
        return text

    with own_templates_may_be_wrong(folders, "source/", without=lambda: text_of(folders[-1:])):
        text = text_of(folders)
    return f"{text.rstrip()}\n".encode()


def scalar(text: str) -> str:
    """A text as YAML: as it is where it can be read back so, else in double quotes."""
    source, findings = parse(f"a: {text}\nb:\n  - {text}\n".encode(), Path("a.yaml"), "a.yaml")
    if source is not None and not findings and source.plain() == {"a": text, "b": [text]}:
        return text
    return json.dumps(text, ensure_ascii=False)


def file_name(jenis: Kind | None, judul: str, unit: str) -> str:
    """Where a new SOP is proposed to stand: ``sop_sources/biro-po/mikro-penyusunan-laporan.yaml``."""
    plain = unicodedata.normalize("NFKD", judul).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", plain)
    while len("-".join(words)) > _LONGEST_NAME and len(words) > 1:
        words.pop()
    parts = ([jenis.value] if jenis else []) + (words or ["sop"])
    folder = re.sub(r"[^\w.-]+", "-", unit).strip(".-") or "unit"
    return f"{SOURCES}/{folder}/{'-'.join(parts)[: _LONGEST_NAME + 10]}.yaml"


def known_names(project: Project) -> frozenset[str]:
    """The names of pelaksana that the office uses: columns of its SOPs, and jabatan of the institution."""
    sections = (section for sop in (*project.sops, *project.partial) for section in sop.sections)
    columns = (actor.name for section in sections for actor in section.actors)
    jabatan = project.institution.jabatan if project.institution is not None else {}
    return frozenset(visible(name) for name in (*columns, *jabatan, *jabatan.values()))


def listed_names(text: str, known: frozenset[str]) -> tuple[str, ...]:
    """The names that a text lists with commas, which part no name in quotes or brackets, nor one that is ``known``."""
    pieces = [piece for piece in _pieces(visible(text)) if piece.strip()]
    names: list[str] = []
    while pieces:
        most = min(len(pieces), _MOST_PIECES)
        joined = {count: ",".join(pieces[:count]).strip() for count in range(most, 0, -1)}
        count = next((count for count, name in joined.items() if name in known), 1)
        names.append(_unquoted(joined[count]))
        del pieces[:count]
    return tuple(names)


def _pieces(text: str) -> Iterator[str]:
    """What stands between the commas; an opening sign that is not closed holds the rest."""
    begin, closing = 0, ""
    for place, char in enumerate(text):
        if closing:
            closing = "" if char == closing else closing
        elif char == ",":
            yield text[begin:place]
            begin = place + 1
        else:
            closing = _ENCLOSED.get(char, "")
    yield text[begin:]


def _unquoted(name: str) -> str:
    quoted = len(name) > 1 and name[0] in '"“' and name[-1] == _ENCLOSED[name[0]]
    return name[1:-1].strip() if quoted else name


def proposed_nomor(project: Project, unit: str) -> str:
    """The next nomor of a unit; of the whole institution's where the unit has none yet."""
    sops = (*project.sops, *project.partial)
    taken = {sop.nomor for sop in sops}
    for name in set(project.failed) - {sop.source.name for sop in project.partial}:
        with suppress(OSError):  # of files that are not understood, what their first lines tell
            entry = registered_text(name, bytes_of(project.root / name).decode("utf-8-sig", "replace"))
            taken |= {entry.nomor} if entry else set()
    own = [sop.nomor for sop in sops if sop.unit.key == unit]
    return next_nomor(own or sorted(taken), taken)
