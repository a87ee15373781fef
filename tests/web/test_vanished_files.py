"""An SOP whose file somebody takes away while it is edited: what was written on the page can still be saved."""

from __future__ import annotations

from pathlib import Path

from tests.cli.projects import copy_case
from tests.web.asking import browsing

SOP = "/api/sops/sop"


def test_what_is_not_saved_can_be_written_again_when_its_file_is_gone(tmp_path: Path) -> None:
    office = copy_case("one-step", tmp_path)
    file = office / "sop_sources" / "sop.yaml"
    with browsing(office) as browser:
        change = {"kind": "set-text", "path": ["judul"], "text": "Judul yang belum disimpan"}
        browser.post(f"{SOP}/change", {"version": browser.get(SOP).json()["version"], "change": change})
        file.unlink()
        browser.editor.documents.notice([file])
        state = browser.get(SOP).json()
        assert (state["dirty"], state["conflict"]) == (True, True)
        for action in ("reload", "undo", "save"):
            answer = browser.post(f"{SOP}/{action}", {"version": state["version"]})
            assert answer.status == 200
            state = answer.json()
    assert "Judul yang belum disimpan" in file.read_text(encoding="utf-8")
