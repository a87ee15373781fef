"""An SOP whose texts are full of signs from a face of other heights is printed as it was planned."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.generators.typefaces import known_fonts, tall_font

CASE = Path(__file__).parents[1] / "cases" / "one-step"
SIGN = "\U000f0000"
TEXTS = {
    "Mencatat surat masuk ke dalam buku agenda": f"Mencatat {SIGN} surat masuk " * 30,
    "Memahami tata kearsipan": f"Memahami tata {SIGN} " * 40,
    "Penerimaan Surat": f"Penerimaan {SIGN} Surat " * 8,
}


def test_rows_boxes_and_titles_with_signs_of_a_taller_face_stand_where_they_were_planned(tmp_path: Path) -> None:
    project = shutil.copytree(CASE, tmp_path / "proyek")
    source = project / "sop_sources" / "sop.yaml"
    text = source.read_text(encoding="utf-8")
    for plain, strange in TEXTS.items():
        assert plain in text
        text = text.replace(plain, strange.strip())
    source.write_text(text, encoding="utf-8")
    tall_font(tmp_path / "tinggi.ttf", "Huruf Tinggi", SIGN)
    done = subprocess.run(
        [sys.executable, "-m", "sopgen", "-C", str(project), "build"],
        env={**os.environ, "FONTCONFIG_FILE": str(known_fonts(tmp_path))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (project / "build" / "sop" / "sop.pdf").stat().st_size
