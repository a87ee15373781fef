"""``sopgen build``: the documents."""

from __future__ import annotations

from pathlib import Path

import click

from sopgen.cli.paths import NEW_FOLDER
from sopgen.cli.root import Command, Place


@click.command(cls=Command, short_help="Membuat dokumen: semua, atau SOP yang disebut.")
@click.argument("names", metavar="[NOMOR|BERKAS]...", nargs=-1)
@click.option("--pdf", is_flag=True, help="Hanya PDF.")
@click.option("--docx", is_flag=True, help="Hanya DOCX yang dapat disunting.")
@click.option("--svg", is_flag=True, help="Hanya gambar alurnya sebagai SVG.")
@click.option("--book", is_flag=True, help="Hanya buku SOP dan lampiran surat (beserta PDF yang diperlukan).")
@click.option("-o", "--output", type=NEW_FOLDER, metavar="FOLDER", help="Folder hasil (bawaan: build/ pada proyek).")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), metavar="N", help="Banyaknya proses (bawaan: semua inti prosesor)."
)
@click.option("--force", is_flag=True, help="Membuat ulang semuanya, juga yang sumbernya tidak berubah.")
@click.option("--watch", is_flag=True, help="Terus berjalan dan membuat ulang setiap kali sumber disimpan.")
@click.option(
    "-v", "--verbose", is_flag=True, help="Menampilkan waktu setiap tahap dan apa yang tidak perlu dibuat ulang."
)
@click.pass_obj
def command(
    place: Place,
    names: tuple[str, ...],
    pdf: bool,
    docx: bool,
    svg: bool,
    book: bool,
    output: Path | None,
    jobs: int | None,
    force: bool,
    watch: bool,
    verbose: bool,
) -> int:
    """Membuat dokumen SOP ke folder build/.

    Tanpa argumen, semua SOP dibuat sebagai PDF, DOCX, dan SVG, lalu buku SOP dan lampiran surat. SOP dapat disebut
    dengan nomornya, berkasnya, atau foldernya; --pdf, --docx, --svg, dan --book membatasi jenis hasilnya.

    Sumber yang memuat galat tidak dibuat; yang lain tetap dibuat, dan hasil lamanya dipertahankan.
    """
    from sopgen.builder.folder import find_root, output_folder
    from sopgen.builder.order import Kind, Order
    from sopgen.builder.workers import cores
    from sopgen.cli.building import Options, build_on_change, build_once

    if names and book:
        raise click.UsageError("--book membuat seluruh buku, jadi tidak dapat dipakai bersama nomor atau berkas SOP.")
    root = find_root(place.folder)
    asked = tuple(kind for kind, wanted in ((Kind.PDF, pdf), (Kind.DOCX, docx), (Kind.SVG, svg)) if wanted)
    everything = not asked and not book
    order = Order(
        root=root,
        output=output_folder(root, output),
        names=names,
        kinds=(Kind.PDF, Kind.DOCX, Kind.SVG) if everything else asked or (Kind.PDF,),
        book=book or (everything and not names),
        force=force,
        workers=jobs or cores(),
    )
    options = Options(verbose=verbose)
    return build_on_change(order, options) if watch else build_once(order, options)
