"""``sopgen pull``: what somebody changed in Word, back into the source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopgen.cli.argument_types import FILE
from sopgen.cli.say import say
from sopgen.cli.status import Status
from sopgen.findings import UserError, as_typed
from sopgen.paths import find_root, project_of

if TYPE_CHECKING:
    from sopgen.pull.changes import Change, Comparison
    from sopgen.pull.pair import Named, Pair
    from sopgen.render.docx.package.embedded import Embedded

#: More than the longest text that a form has room for.
_MOST_LETTERS = 2_000


@click.command()
@click.argument("file", metavar="BERKAS.docx", type=FILE)
@click.option("--write", is_flag=True, help="Menulis perubahannya ke berkas sumber.")
@click.option(
    "--field",
    "fields",
    metavar="ISIAN",
    multiple=True,
    help="Hanya isian ini, misalnya langkah/3/kegiatan; boleh diulang.",
)
@click.option(
    "--source",
    "source",
    metavar="BERKAS.yaml",
    type=FILE,
    help="Berkas sumber yang dibandingkan, bila dokumen itu tidak membawa sumbernya lagi.",
)
@click.pass_obj
def command(folder: Path | None, file: Path, write: bool, fields: tuple[str, ...], source: Path | None) -> int:
    """Membandingkan DOCX yang telah disunting dengan berkas sumbernya, isian demi isian.

    Dengan --write perubahan itu ditulis ke berkas YAML; komentar, urutan, dan tanda kutipnya tetap. Setiap isian dicari
    tempatnya di berkas sumber yang sekarang, juga bila langkahnya sudah berpindah. Baris lengkap yang ditambahkan di
    tabel alur menjadi langkah baru, dan baris yang dihapus menghapus langkahnya, hanya bila dipilih dengan --field;
    baris yang belum lengkap ditampilkan sebagai YAML yang siap ditempel. Komentar di Word ditampilkan beserta barisnya
    di berkas sumber. Bila ada yang perlu dipastikan, tidak ada yang ditulis kecuali isian yang dipilih dengan --field.
    Perubahan yang membuat berkas sumber memuat galat baru tidak ditulis.
    """
    from sopgen.pull.changes import chosen
    from sopgen.pull.compare import compare
    from sopgen.pull.pair import open_pair

    root = find_root(folder or project_of(source or file))
    pair = open_pair(file, root, named=_named(source, root) if source else None)
    comparison = compare(pair.edited, pair.source)
    _tell(comparison, pair)
    if comparison.same:
        return Status.FINE
    changes = chosen(comparison, fields) if write or fields else ()
    if not write:
        if comparison.changes or comparison.doubts:
            say(f"Belum ada yang ditulis. Tambahkan --write untuk menulisnya ke {pair.source.name}.")
        return Status.FINE
    return _write(pair, changes, root)


def _named(source: Path, root: Path) -> Named:
    """The source that the user names. Raises UserError when it is none of the project's."""
    from sopgen.paths import SOURCES, source_at
    from sopgen.pull.pair import Named, sop_file_at

    file = sop_file_at(root, source)
    if file is None:
        why = f"tidak berada di {SOURCES}/ proyek ini" if source_at(root, source) is None else "bukan berkas sumber SOP"
        raise UserError(f"{source} {why}; sebutkan berkas sumber SOP dengan --source.")
    return Named(file, lambda: _printed_today(file, root))


def _printed_today(file: Path, root: Path) -> Embedded:
    """What a document made from the source ``file`` today carries of it. Raises UserError when none can be made."""
    from sopgen.builder.job import Job, run_job
    from sopgen.builder.open_project import open_project
    from sopgen.builder.request import Kind
    from sopgen.pull.document.foreign import read_origin
    from sopgen.render.docx.package.archive import read_members

    project = open_project(root)
    sop = next((sop for sop in project.sops if sop.source.file == file), None)
    made = run_job(Job(sop, project.institution, (Kind.DOCX,), root)) if sop and project.institution else None
    if made is None or not made.documents:
        name = file.relative_to(root).as_posix()
        raise UserError(f"Dari {name} tidak dapat dibuat dokumen pembandingnya; ketik sopgen check {as_typed(name)}")
    return read_origin(read_members(dict(made.documents)[Kind.DOCX]))


def _tell(comparison: Comparison, pair: Pair) -> None:
    """Print what differs, field by field."""
    from sopgen.pull.changes import MOST_TOLD, at_most

    if comparison.same:
        say(f"Tidak ada perubahan terhadap {pair.source.name}.")
        return
    say(f"Perubahan terhadap {pair.source.name}:\n")
    for change in comparison.changes:
        _tell_change(change)
    if comparison.doubts:
        say("Perlu dipastikan; hanya ditulis bila dipilih dengan --field:\n")
        for doubt in comparison.doubts[:MOST_TOLD]:
            say(f"  ? {doubt.message}")
            if doubt.change is not None:
                _tell_change(doubt.change)
        more = len(comparison.doubts) - MOST_TOLD
        if more > 0:
            say(f"  … dan {more} lagi")
        if more > 0 or comparison.doubts[-1].change is None:
            say()
    _tell_ready(comparison, pair)
    if comparison.reports:
        say("Tidak diambil dari Word:\n")
        for report in comparison.reports:
            say(f"  - {report}")
        say()
    if comparison.notes:
        say("Komentar di Word:\n")
        for note in at_most([f"{note.where}: {note.what}" for note in comparison.notes]):
            say(f"  {note}")
        say()


def _tell_ready(comparison: Comparison, pair: Pair) -> None:
    """Steps to paste, their lines as they must stand in the file, and where."""
    from sopgen.pull.changes import MOST_TOLD

    if not comparison.ready:
        return
    say("Baris yang dapat ditempel ke berkas sumber; lengkapi yang masih kosong:\n")
    for step in comparison.ready[:MOST_TOLD]:
        say(f"  - {step.message}")
        say(f"    Tempel di {pair.source.name} {step.place}:\n")
        say("\n".join(step.lines))
        if step.renumbered:
            say(f"\n    Sesudah itu ubah nomor tujuan: {'; '.join(step.renumbered)}.")
        say()
    if len(comparison.ready) > MOST_TOLD:
        say(f"  … dan {len(comparison.ready) - MOST_TOLD} lagi\n")


def _tell_change(change: Change) -> None:
    """What a change makes of a text; of a new entry and of one that goes, only that one."""
    from textwrap import dedent, indent

    from sopgen.pull.changes import Kind
    from sopgen.pull.sources import called

    say(f"  {called(change.tag, change.path) if change.kind is Kind.SET else change.tag}")
    if change.step:
        say(f"      langkah baru:\n{indent(dedent(change.new), ' ' * 8)}\n")
        return
    if change.kind is not Kind.INSERT:
        say(f"      semula : {_one_line(change.old)}")
    if change.kind is not Kind.DELETE:
        say(f"      menjadi: {_one_line(change.new)}")
    else:
        say("      dihapus")
    for entry in change.also:
        if entry.kind is Kind.INSERT:
            say(f"      entri baru: {_one_line(entry.new)}")
    if steps := _steps(change):
        say(f"      beserta: {len(change.also)} kata di langkah-langkah ({', '.join(steps)})")
    say()


def _steps(change: Change) -> list[str]:
    """The steps whose words go with a change, each once: ``langkah/3``."""
    words = (part.tag for part in change.also if part.tag != change.tag)
    return list(dict.fromkeys(word.partition("/pelaksana")[0].partition("/simbol")[0] for word in words))


def _one_line(text: str) -> str:
    from sopgen.pull.changes import short

    return short(" ".join(text.split()), _MOST_LETTERS) or "(kosong)"


def _write(pair: Pair, changes: tuple[Change, ...], root: Path) -> int:
    """Write the changes, unless the sources would have an error that they have not now."""
    from datetime import date

    from sopgen.builder.open_project import open_project
    from sopgen.builder.source_writer import write_source
    from sopgen.cli.report import print_findings
    from sopgen.pull.changes import write
    from sopgen.rules.new_errors import new_errors

    if not changes:
        say("Tidak ada yang dapat ditulis.")
        return Status.FINE
    source = pair.source
    content = write(source, changes)
    errors = new_errors(open_project(root), open_project(root, unsaved={source.file: content}), date.today())
    if errors:
        say(f"Tidak ada yang ditulis ke {source.name}, karena isinya akan memuat galat:\n")
        print_findings(errors)
        return Status.FINDINGS
    written = write_source(source.file, source.raw, content)
    where = source.name if written.beside is None else f"{written.beside.name} (berkas sumbernya sedang dibuka)"
    say(f"Ditulis: {len(changes)} isian ke {where}.")
    return Status.FINE
