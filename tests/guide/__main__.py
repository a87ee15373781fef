"""The pictures in the pages of the source format, each from the very example above it: run by ``make images``."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageChops, ImageOps, PngImagePlugin

from sopgen.cli.run import run
from tests.guide.pages import BASE, DOCS, PICTURES, Fence, add_office_files, examples, files_of, whole_files, write
from tests.guide.word_pictures import write_pictures

DPI = 76
_COLOURS = 16
_MARGIN = 6  # white pixels left around what is shown
#: Of a page without its foot: left, top, right, bottom as parts of it.
_BODY = (0.0, 0.0, 1.0, 0.92)
#: Pictures of something else than the last page: which page, and which part of it.
PARTS = {
    "revisi": (1, (0.5, 0.0, 1.0, 0.2)),
    "jangkar": (1, (0.5, 0.19, 1.0, 0.355)),
    "tambahan": (1, _BODY),
    "warna": (2, (0.0, 0.0, 1.0, 0.85)),
    "cap-konsep": (7, (0.0, 0.0, 1.0, 1.0)),
}


def digest(example: Fence) -> str:
    """What a picture keeps of the example that it was made from, so that a change of that is known."""
    return hashlib.sha256(repr(sorted(_files(example).items())).encode()).hexdigest()


def _files(example: Fence) -> dict[str, str]:
    """The little office that is drawn; a mark that only booklets carry needs one with a booklet."""
    return (whole_files() if "status: konsep" in example.text else {}) | files_of(example)


def _pdf(example: Fence, folder: Path) -> Path:
    """The document in which the example is seen: its SOP, or the booklet with drafts."""
    files = _files(example)
    write(files, folder)
    add_office_files(folder)
    book = "sop_sources/buku.yaml" in files
    wanted = ["--book", "--konsep"] if book else ["--pdf", str(folder / BASE)]
    if run(["-C", str(folder), "build", *wanted]):
        raise SystemExit(f"{example}: not built")
    return folder / ("build/buku-sop.pdf" if book else "build/sop/surat-dinas.pdf")


def page(pdf: Path, number: int) -> Image.Image:
    """One page in grey or colours; 0 is the last."""
    prefix = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", str(DPI), "-png", str(pdf), str(prefix)], check=True)
    pages = sorted(prefix.parent.glob(f"{prefix.name}-*.png"))
    return Image.open(pages[number - 1]).convert("RGB")


def picture(example: Fence) -> None:
    """Draw an example and write what is seen of it, cut to what is not white."""
    number, part = PARTS.get(example.picture, (0, _BODY))
    with tempfile.TemporaryDirectory() as name:
        whole = page(_pdf(example, Path(name)), number)
    width, height = whole.size
    shown = whole.crop(
        (round(part[0] * width), round(part[1] * height), round(part[2] * width), round(part[3] * height))
    )
    filled = ImageChops.difference(shown, Image.new("RGB", shown.size, "white")).getbbox()
    shown = ImageOps.expand(shown.crop(filled), _MARGIN, "white").quantize(_COLOURS)
    made_from = PngImagePlugin.PngInfo()
    made_from.add_text("contoh", digest(example))
    path = PICTURES / f"{example.picture}.png"
    shown.save(path, optimize=True, pnginfo=made_from)
    print(path.relative_to(DOCS))


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    for each in examples():
        if each.picture:
            picture(each)
    write_pictures()
