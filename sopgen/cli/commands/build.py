"""``sopgen build``: the documents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sopgen.cli.argument_types import output_option
from sopgen.paths import find_root, output_folder

if TYPE_CHECKING:
    from sopgen.builder.request import Request


@click.command()
@click.argument("names", metavar="[NOMOR|BERKAS]...", nargs=-1)
@click.option("--pdf", is_flag=True, help="Hanya PDF.")
@click.option("--docx", is_flag=True, help="Hanya DOCX yang dapat disunting.")
@click.option("--svg", is_flag=True, help="Hanya diagram alurnya (tanpa tabel) sebagai SVG.")
@click.option("--book", is_flag=True, help="Hanya buku SOP dan lampiran surat (beserta PDF yang diperlukan).")
@click.option("--konsep", "drafts", is_flag=True, help="Buku dan lampiran juga memuat SOP konsep, bercap KONSEP.")
@click.option("--sebagian", "partial", is_flag=True, help="Membuat buku juga bila sebagian SOP-nya tidak dapat dimuat.")
@output_option
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="Jumlah proses (bawaan: semua inti prosesor).")
@click.option(
    "--executor",
    default="",
    metavar="ALAMAT",
    help="Membagi pekerjaan kepada mesin-mesin lain lewat penjadwal dask, misalnya dask://10.0.0.5:8786.",
)
@click.option("--force", is_flag=True, help="Membuat ulang semuanya, juga yang sumbernya tidak berubah.")
@click.option("--why", "explain", is_flag=True, help="Menjelaskan mengapa setiap hasil dibuat ulang.")
@click.option("--explain", is_flag=True, hidden=True)  # its name before
@click.option("--watch", is_flag=True, help="Terus berjalan dan membuat ulang setiap kali sumber disimpan.")
@click.option(
    "-v", "--verbose", is_flag=True, help="Menampilkan waktu setiap tahap dan apa yang tidak perlu dibuat ulang."
)
@click.pass_obj
def command(
    folder: Path | None,
    /,
    names: tuple[str, ...],
    pdf: bool,
    docx: bool,
    svg: bool,
    book: bool,
    output: Path | None,
    jobs: int | None,
    explain: bool,
    watch: bool,
    verbose: bool,
    **others: Any,
) -> int:
    """Membuat dokumen SOP ke folder build/.

    Tanpa argumen, semua SOP dibuat sebagai PDF, DOCX, dan SVG, lalu buku SOP dan lampiran surat. SOP dapat dipilih
    dengan nomornya, berkasnya, atau foldernya; --pdf, --docx, --svg, dan --book membatasi jenis hasilnya.

    Sumber yang memuat galat tidak dibuat; yang lain tetap dibuat, dan hasil lamanya dipertahankan. Begitu juga buku
    yang tidak dapat memuat semua SOP-nya, kecuali dengan --sebagian.
    """
    from sopgen.builder.request import cores

    if names and book:
        raise click.UsageError("--book membuat seluruh buku, jadi tidak dapat dipakai bersama nomor atau berkas SOP.")
    if svg and book:
        raise click.UsageError("Buku tidak dibuat sebagai SVG; hapus --svg atau --book.")
    kinds = tuple(ending for ending, asked in (("pdf", pdf), ("docx", docx), ("svg", svg)) if asked)
    if others["executor"]:
        from sopgen.builder.workers.dask_executor import parse_address

        parse_address(others["executor"])
    asked = _request(folder, names, kinds, book, output)
    request = replace(asked, workers=jobs or cores(), thorough=verbose or watch, **others)  # named as in a Request
    if watch:
        from sopgen.cli.watch import build_on_change

        return build_on_change(request, verbose=verbose, explain=explain)
    from sopgen.builder import pipeline
    from sopgen.cli.build_output import print_build

    return print_build(pipeline.build(request), request.output, verbose=verbose, explain=explain)


def _request(
    folder: Path | None,
    names: tuple[str, ...],
    endings: tuple[str, ...],
    book: bool,
    output: Path | None,
) -> Request:
    """What the command line asks for: without any kind of output, everything."""
    from sopgen.builder.request import PUBLIC_KINDS, Kind, Request
    from sopgen.cli.typed import typed

    root = find_root(folder)
    asked = tuple(Kind(ending) for ending in endings)
    booklet = tuple(kind for kind in (Kind.PDF, Kind.DOCX) if not asked or kind in asked) or (Kind.PDF,)
    return Request(
        root=root,
        output=output_folder(root, output),
        names=names,
        kinds=(Kind.PDF,) if book else asked or PUBLIC_KINDS,  # the booklet is made of PDFs, whatever it becomes
        book=booklet if book or not (asked or names) else (),
        typed=typed(),
    )
