"""The pictures of the page about editing in Word: a row that grew there, and the same after pull and build.

Run by ``make images``, with LibreOffice as the word processor.
"""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from PIL import Image, ImageChops, ImageOps, PngImagePlugin

from sopgen.cli.run import run
from tests.guide.pages import BASE, DOCS, base_files, write
from tests.pull.editing import edited, typed
from tests.render_docx.office import converted

PICTURES = DOCS / "images" / "word"
#: Before and after ``pull``, in this order.
NAMES = ("baris-meninggi", "sesudah-pull")
#: What is typed in Word: enough for a row that is twice as high.
FIELD = "langkah/2/kegiatan"
TYPED = (
    "Memeriksa konsep surat: nomor, tanggal, alamat, lampiran, dan tembusannya dicocokkan dengan disposisi pimpinan; "
    "ejaan dan istilah disesuaikan dengan tata naskah dinas; bila ada yang keliru, konsep dikembalikan beserta "
    "catatannya, dan bila sudah benar, konsep diparaf di sebelah kiri nama pejabat yang menandatangani"
)
DPI = 76
_COLOURS = 16
_MARGIN = 6
#: The part of the flow's page that is shown: left, top, right, bottom.
_PART = (0.0, 0.0, 1.0, 0.92)


def digest() -> str:
    """What a picture keeps of what it was made from, so that a change of that is known."""
    return hashlib.sha256(repr((sorted(base_files().items()), FIELD, TYPED)).encode()).hexdigest()


def documents(folder: Path) -> tuple[bytes, bytes]:
    """The Word document after the text was typed, and the one that is built when it was taken back."""
    write(base_files(), folder)
    sop, document = folder / BASE, folder / "build/sop/surat-dinas.docx"
    _done(run(["-C", str(folder), "build", "--docx", str(sop)]))
    grown = edited(document.read_bytes(), typed(FIELD, TYPED))
    document.write_bytes(grown)
    _done(run(["-C", str(folder), "pull", str(document), "--write"]))
    _done(run(["-C", str(folder), "build", "--docx", str(sop)]))
    return grown, document.read_bytes()


def _done(status: int) -> None:
    if status:
        raise SystemExit("not built")


def write_pictures() -> None:
    """Draw both documents as LibreOffice shows them."""
    from tests.guide.__main__ import page

    PICTURES.mkdir(parents=True, exist_ok=True)
    made_from = PngImagePlugin.PngInfo()
    made_from.add_text("contoh", digest())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for picture, pdf in converted(dict(zip(NAMES, documents(folder), strict=True))).items():
            file = folder / f"{picture}.pdf"
            file.write_bytes(pdf)
            shown = page(file, 0)
            width, height = shown.size
            shown = shown.crop(tuple(round(part * side) for part, side in zip(_PART, (width, height) * 2, strict=True)))
            filled = ImageChops.difference(shown, Image.new("RGB", shown.size, "white")).getbbox()
            shown = ImageOps.expand(shown.crop(filled), _MARGIN, "white").quantize(_COLOURS)
            shown.save(PICTURES / f"{picture}.png", optimize=True, pnginfo=made_from)
            print((PICTURES / f"{picture}.png").relative_to(DOCS))
