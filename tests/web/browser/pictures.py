"""The pictures of the screen in README and guide, into docs/images/: run by ``make images``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PIL import Image

from tests.conftest import ROOT
from tests.web.browser.running import chromium, served, visiting
from tests.web.browser.screen import Screen

IMAGES = ROOT / "docs" / "images"
WINDOW = (1500, 900)
SOP = "biro-po/makro-laporan-kinerja"
#: Name of a picture -> the item that is selected in it.
PICTURES = {"sunting-sel": "cell:langkah/2/waktu", "sunting-keputusan": "edge:langkah/8:tidak:9:8"}
_COLOURS = 128


def write_pictures() -> None:
    """Each picture, from the office's own SOP."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), ROOT) as server,
        chromium() as browser,
        visiting(browser, server, WINDOW) as page,
    ):
        screen = Screen(page, server).open(SOP)
        for name, item in PICTURES.items():
            screen.item(item).dispatch_event("click")
            page.mouse.move(2, 2)
            page.wait_for_timeout(300)  # until colours have changed
            path = IMAGES / f"{name}.png"
            page.screenshot(path=path)
            Image.open(path).quantize(_COLOURS).save(path, optimize=True)
            print(path.relative_to(ROOT))


if __name__ == "__main__":
    write_pictures()
