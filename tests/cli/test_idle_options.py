"""An option that would do nothing is refused: who typed it waits for what it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.cli.run import run

from .projects import copy_case

SOURCE = "sop_sources/sop.yaml"
CASES = (
    (("stats", "--separator", ";"), "--separator hanya untuk --format csv."),
    (("stats", "--separator", ",", "--format", "json"), "--separator hanya untuk --format csv."),
    (("diff", SOURCE, SOURCE, "--separator", ";"), "--separator hanya untuk --format csv."),
    (("withdraw", "--daftar", "--separator", ";"), "--separator hanya untuk --format csv."),
    (("withdraw", "CTH.27.01", "--format", "csv"), "--format hanya dipakai bersama --daftar."),
    (("stats", "--format", "csv", "--per", "2025-01-01"), "tambahkan --peninjauan."),
    (("stats", "--format", "csv", "--beban", "--per", "2025-01-01"), "tambahkan --peninjauan."),
    (("build", "--book", "--svg"), "Buku tidak dibuat sebagai SVG"),
    (("preview", SOURCE, "--dpi", "130"), "--dpi hanya untuk gambar PNG; tambahkan --png."),
    (("diagram", SOURCE, "--dpi", "300", "-o", "alur.pdf"), "--dpi hanya untuk gambar PNG"),
    (("check", "--explain", "E134", "--format", "json"), "--explain hanya menjelaskan kode"),
    (("check", "--explain", "E134", "--per", "2025-01-01"), "--explain hanya menjelaskan kode"),
)


@pytest.mark.parametrize(("words", "told"), CASES)
def test_an_option_that_would_do_nothing_is_refused(
    words: tuple[str, ...],
    told: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(copy_case("book-and-letter", tmp_path))
    assert run(words) == 2
    out, err = capsys.readouterr()
    assert told in err
    assert out == ""
