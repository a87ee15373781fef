"""``sopgen new``: a new SOP's file, asked for at a terminal or told by options."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopgen.cli.argument_types import NEW_FILE
from sopgen.cli.prompts import answer_of, ask, can_ask, missing, one_line, read_told
from sopgen.cli.say import say
from sopgen.cli.status import Status
from sopgen.findings import UserError, as_typed
from sopgen.paths import (
    BOOK_FILE,
    ENACTED,
    INSTITUTION,
    INSTITUTION_FILE,
    LETTERS,
    SOURCES,
    find_root,
    output_folder,
    source_at,
)

if TYPE_CHECKING:
    from sopgen.builder.new_sop import Wish
    from sopgen.model.institution import Institution
    from sopgen.model.project import Project

_STEPS = 5
_MOST_STEPS = 200
_MOST_ACTORS = 20


@click.command()
@click.argument("file", metavar="[BERKAS]", type=NEW_FILE, required=False)
@click.option("--jenis", type=click.Choice(["makro", "mikro"], case_sensitive=False), help="Jenis SOP.")
@click.option("--judul", metavar="TEKS", help='Judul SOP, tanpa kata "SOP".')
@click.option("--unit", metavar="KUNCI", help=f'Kunci "unit" di {INSTITUTION_FILE}.')
@click.option("--disahkan-oleh", "signer", metavar="KUNCI", help=f'Kunci "pejabat" di {INSTITUTION_FILE}.')
@click.option(
    "--pelaksana",
    "actors",
    metavar="NAMA",
    multiple=True,
    help="Pelaksana menurut urutan kolom: diulang, atau dipisah koma.",
)
@click.option(
    "--langkah", "steps", metavar="N", type=click.IntRange(1, _MOST_STEPS), help="Jumlah langkah (bawaan: 5)."
)
@click.option("--nomor", metavar="NOMOR", help="Nomor SOP (bawaan: kelanjutan nomor yang ada di unit itu).")
@click.pass_obj
def command(
    folder: Path | None,
    file: Path | None,
    jenis: str | None,
    judul: str | None,
    unit: str | None,
    signer: str | None,
    actors: tuple[str, ...],
    steps: int | None,
    nomor: str | None,
) -> int:
    """Membuat berkas SOP baru yang berisi keterangan, lalu menampilkan apa yang masih perlu diisi.

    Di terminal, yang belum diisi dengan opsi ditanyakan. Berkas yang sudah ada tidak pernah ditimpa. Tanpa BERKAS,
    namanya dibuat dari jenis dan judul, di dalam sop_sources/ dan folder unitnya.
    """
    from sopgen.builder.new_sop import Wish, draft, file_name, known_names
    from sopgen.builder.open_project import open_project
    from sopgen.builder.source_writer import write_new_source
    from sopgen.model.form.fields import ValueKind
    from sopgen.model.form.form import FORM
    from sopgen.model.sop import Kind

    root = find_root(folder)
    project = open_project(root)
    institution = _institution(project)
    told = None if file is None else _place(file, root)
    kind = Kind(answer_of(jenis, "--jenis", "Jenis (makro atau mikro)", _one_of(("makro", "mikro")), "mikro"))
    title = answer_of(judul, "--judul", "Judul SOP, tanpa kata “SOP”", one_line)
    unit_key = _key(unit, "--unit", "Unit", {key: each.nama for key, each in institution.unit.items()})
    signers = {key: official.jabatan for key, official in institution.pejabat.items()}
    wish = Wish(
        nomor=_nomor(nomor, project, unit_key),
        jenis=kind,
        judul=title,
        unit=unit_key,
        disahkan_oleh=_key(signer, "--disahkan-oleh", FORM.label_of(ValueKind.SIGNATURE), signers),
        pelaksana=_actors(actors, known_names(project)),
        langkah=steps or int(answer_of(None, "--langkah", "Jumlah langkah", _count, str(_STEPS))),
    )
    path = told or root / file_name(kind, title, unit_key)
    write_new_source(path, draft(wish, path.relative_to(root).as_posix(), root))
    _tell(root, path, wish)
    return Status.FINE


def _institution(project: Project) -> Institution:
    from sopgen.findings import FindingsError, Severity

    if project.institution is None or not project.institution.sound:
        errors = [found for found in project.findings if found.severity is Severity.ERROR]
        raise FindingsError(tuple(found for found in errors if found.file == INSTITUTION))
    return project.institution


def _place(file: Path, root: Path) -> Path:
    """Where the file goes: inside ``sop_sources/``, under a name that is read as an SOP's and that is free."""
    from sopgen.builder.probes import letters_too_many
    from sopgen.builder.source_writer import require_new
    from sopgen.model.load import is_passed_over

    sources, path = root / SOURCES, source_at(root, file)
    if path is None or path.suffix != ".yaml":
        raise UserError(f"{file} harus berkas .yaml di dalam {sources}/.")
    parts = path.relative_to(sources).parts
    if is_passed_over(path.name) or any(part.startswith(".") or part.endswith(ENACTED) for part in parts):
        reason = f"karena namanya diawali titik, garis bawah, atau “~$”, atau foldernya berakhiran {ENACTED}"
        raise UserError(f"{file} tidak akan dibaca, {reason}; pilih nama lain.")
    if not path.as_posix().isprintable():
        raise UserError(f"{file} memuat huruf yang tidak dapat dibaca atau dicetak; pilih nama lain.")
    if more := letters_too_many(path.stem):
        raise UserError(f"{file} terlalu panjang untuk menamai hasilnya; hapus sedikitnya {more} huruf dari namanya.")
    if path.is_relative_to(root / LETTERS) or path.name.casefold() in (INSTITUTION_FILE, BOOK_FILE):
        raise UserError(f"{file} bukan tempat sebuah SOP; pilih nama atau folder lain di {sources}/.")
    require_new(path)
    return path


def _tell(root: Path, path: Path, wish: Wish) -> None:
    """Say what was written, and what the checks still miss in it."""
    from datetime import date

    from sopgen.builder.open_project import open_project
    from sopgen.builder.pipeline import help_editors
    from sopgen.builder.request import Request
    from sopgen.cli.report import short_path
    from sopgen.rules.check import check

    name = path.relative_to(root).as_posix()
    project = open_project(root)
    found = [finding for finding in check(project, date.today()) if finding.file == name]
    say(f"dibuat  {short_path(path)} (nomor {wish.nomor})\n")
    if found:
        say("Yang masih perlu diisi:")
        width = len(str(max(finding.span.line for finding in found)))
        for finding in found:
            say(f"  baris {finding.span.line:>{width}}  {finding.message}")
        say(f"\nSesudah diisi, jalankan: sopgen check {as_typed(short_path(path))}")
    help_editors(Request(root, output_folder(root, None)), project)


def _key(told: str | None, option: str, question: str, names: Mapping[str, str]) -> str:
    """One of the institution's keys; ``names`` says what each stands for."""
    if not names:
        raise UserError(f"{question.casefold()} belum ada di {INSTITUTION_FILE}; tambahkan di sana dahulu.")
    only = next(iter(names)) if len(names) == 1 else ""
    listed = f"{question} ({'; '.join(f'{key} = {name}' for key, name in names.items())})"
    return answer_of(told, option, listed, _one_of(tuple(names)), only)


def _nomor(told: str | None, project: Project, unit: str) -> str:
    from sopgen.builder.new_sop import proposed_nomor
    from sopgen.model.visible import visible

    taken = {visible(sop.nomor): sop.source.name for sop in (*project.sops, *project.partial)}

    def read(answer: str) -> str:
        nomor = one_line(answer)
        if (file := taken.get(visible(nomor))) is not None:
            raise click.UsageError(f"nomor {nomor} sudah dipakai {file}.")
        return nomor

    return answer_of(told, "--nomor", "Nomor", read, proposed_nomor(project, unit))


def _actors(told: tuple[str, ...], known: frozenset[str]) -> tuple[str, ...]:
    """The columns: all that were told, or asked for until an empty answer; ``known`` names may hold commas."""
    from sopgen.builder.new_sop import listed_names

    names: list[str] = []
    for text in told:
        for name in listed_names(text, known) or (text,):
            names.append(read_told("--pelaksana", _other_than(names), name))
    if not told and not can_ask():
        missing("--pelaksana")
    while not told and len(names) < _MOST_ACTORS:
        more = " (kosong bila sudah semua)" if names else ""
        typed = ask(f"Pelaksana kolom {len(names) + 1}{more}", _others_than(names, known), may_be_empty=bool(names))
        if not typed:
            break
        names.extend(typed)
    if len(names) > _MOST_ACTORS:
        raise UserError(f"satu tabel alur paling banyak memuat {_MOST_ACTORS} pelaksana.")
    return tuple(names)


def _count(answer: str) -> str:
    if not (answer.isdecimal() and answer.isascii() and 1 <= int(answer) <= _MOST_STEPS):
        raise click.UsageError(f"tulis angka 1 sampai {_MOST_STEPS}.")
    return answer


def _one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    def read(answer: str) -> str:
        word = answer.strip()
        alike = [choice for choice in choices if choice.casefold() == word.casefold()]
        if word not in choices and len(alike) != 1:
            raise click.UsageError(f"pilih {' atau '.join(choices)}.")
        return word if word in choices else alike[0]

    return read


def _others_than(names: list[str], known: frozenset[str]) -> Callable[[str], tuple[str, ...]]:
    from sopgen.builder.new_sop import listed_names

    def read(answer: str) -> tuple[str, ...]:
        found: list[str] = []
        for name in listed_names(answer, known) or ((answer,) if answer or not names else ()):
            found.append(_other_than([*names, *found])(name))
        return tuple(found)

    return read


def _other_than(names: list[str]) -> Callable[[str], str]:
    from sopgen.model.visible import visible

    def read(answer: str) -> str:
        if not answer and names:
            return ""
        name = one_line(answer)
        if visible(name) in map(visible, names):
            raise click.UsageError(f"{name} sudah ada.")
        return name

    return read
