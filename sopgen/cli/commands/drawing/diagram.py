"""``sopgen diagram``: the flow of one SOP as swimlanes without the table."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sopgen.cli.argument_types import NEW_FILE, format_of, is_typed
from sopgen.cli.commands.drawing.one_sop import one_sop
from sopgen.paths import find_root, output_folder, project_of

if TYPE_CHECKING:
    from sopgen.model.sop import Sop

_FORMATS = ("svg", "png", "pdf", "dot")
#: Of the output folder; also the source of what stands there: builds leave it alone.
_FOLDER = "diagram"


@click.command()
@click.argument("name", metavar="NOMOR|BERKAS")
@click.option(
    "--format",
    "ending",
    type=click.Choice(_FORMATS),
    help="Format gambar (bawaan: menurut akhiran berkas --output, kalau tidak ada: svg).",
)
@click.option("--teks", "spoken", is_flag=True, help="Menulis kegiatan di dalam lambang.")
@click.option("--bagian", "part", type=click.IntRange(1), metavar="N", help="Hanya bagian ke-N, bukan semua bagian.")
@click.option(
    "--dpi",
    metavar="N",
    type=click.IntRange(30, 1200),
    default=200,
    show_default=True,
    help="Resolusi gambar PNG, dalam dpi (titik per inci).",
)
@click.option(
    "--lebar", "width", metavar="N", type=click.IntRange(16, 30_000), help="Lebar gambar PNG dalam piksel, ganti --dpi."
)
@click.option(
    "--tinggi",
    "height",
    metavar="N",
    type=click.IntRange(16, 30_000),
    help="Tinggi gambar PNG dalam piksel; bersama --lebar, alurnya berada di tengah gambar yang tepat sebesar itu.",
)
@click.option("--legenda", "legend", is_flag=True, help="Menjelaskan arti lambang di bawah alur.")
@click.option("--tanpa-judul", "untitled", is_flag=True, help="Tanpa judul dan nomor SOP di atas alur.")
@click.option("-o", "--output", "file", type=NEW_FILE, metavar="BERKAS", help="Berkas hasil; - untuk keluaran standar.")
@click.pass_obj
def command(
    folder: Path | None,
    name: str,
    ending: str | None,
    spoken: bool,
    part: int | None,
    dpi: int,
    width: int | None,
    height: int | None,
    legend: bool,
    untitled: bool,
    file: Path | None,
) -> int:
    """Menggambar alur satu SOP sebagai lajur pelaksana tanpa tabel, utuh dalam satu gambar, untuk paparan dan poster.

    Di atasnya judul dan nomor SOP, di samping setiap lambang nomor langkahnya. Semua bagian digambar dari atas ke
    bawah; --bagian memilih salah satu.
    Tanpa --output gambar ditulis ke build/diagram/, atau ke keluaran standar bila keluaran itu disalurkan ke program
    atau berkas lain. Format dot adalah sumber Graphviz yang semua posisinya sudah tetap: neato -n2 -Tpdf gambar.dot
    """
    from sopgen.builder.state.named_outputs import places_of

    ending = format_of(file, ending, _FORMATS) or _no_other(file)
    _require_png(ending, bool(width or height))
    root = find_root(folder or (project_of(Path(name)) if Path(name).is_file() else None))
    if file is not None and file != Path("-"):
        places_of(root, [file])
    _, sop = one_sop(root, name)
    parts = _parts(sop, part)
    shown = _Shown(spoken, parts, legend, not untitled)
    content = _drawn(sop, ending, shown, (width, height, dpi), root)
    if file == Path("-") or (file is None and not sys.stdout.isatty()):
        click.echo(content, nl=False)
        return 0
    from sopgen.builder import pipeline
    from sopgen.builder.request import Request
    from sopgen.cli.build_output import print_build
    from sopgen.cli.report import write_and_tell
    from sopgen.cli.typed import typed

    request = Request(root, output_folder(root, None), typed=typed())
    suffix = f"-bagian-{part}.{ending}" if part else f".{ending}"
    name = f"{_FOLDER}/{Path(sop.source.name).stem}{suffix}"
    if file is None:
        return print_build(pipeline.keep(request, _FOLDER, {name: content}), request.output)
    write_and_tell(root, [(file, content)], done="dibuat  ")
    return 0


def _no_other(file: Path | None) -> str:
    """The usual format; an output's name that says another one is wrong use."""
    if file is not None and file.suffix:
        raise click.UsageError(f"Format “{file.suffix}” tidak dikenal; pilih dari {', '.join(_FORMATS)}.")
    return "svg"


def _parts(sop: Sop, part: int | None) -> tuple[int, ...]:
    """Indices of the parts to draw; empty for all."""
    from sopgen.findings import UserError

    if part is None:
        return ()
    if part > len(sop.sections):
        raise UserError(f"SOP {sop.nomor} hanya mempunyai {len(sop.sections)} bagian.")
    return (part - 1,)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What of the SOP is drawn: with its steps' texts, which parts, with a legend, with its title."""

    spoken: bool
    parts: tuple[int, ...]
    legend: bool
    title: bool


def _drawn(sop: Sop, ending: str, shown: _Shown, size: tuple[int | None, int | None, int], root: Path) -> bytes:
    from sopgen.layout.swimlane.diagram import Around
    from sopgen.render import diagram, diagram_png

    around = Around(shown.title, shown.legend)
    if ending == "dot":
        return diagram.diagram_dot(sop, shown.spoken, shown.parts, around).encode()
    if ending == "png":
        return diagram_png.diagram_png(sop, shown.spoken, shown.parts, diagram_png.Pixels(*size), around)
    if ending == "pdf":
        return diagram.diagram_pdf(sop, shown.spoken, shown.parts, root, around)
    return diagram.diagram_svg(sop, shown.spoken, shown.parts, around)


def _require_png(ending: str, sized: bool) -> None:
    """A size in pixels is a PNG's, as a resolution is, and leaves nothing to that."""
    if sized and ending != "png":
        raise click.UsageError("--lebar dan --tinggi hanya untuk gambar PNG; tambahkan --format png.")
    if ending != "png" and is_typed("dpi"):
        raise click.UsageError("--dpi hanya untuk gambar PNG; tambahkan --format png.")
    if sized and is_typed("dpi"):
        raise click.UsageError("--dpi tidak dapat dipakai bersama --lebar atau --tinggi.")
