"""What Word changed in an entry that its source has without the list around it is written there."""

from __future__ import annotations

from pathlib import Path

from sopgen.builder.request import Kind
from tests.life.office import SOURCE, build, edit, office, sopgen
from tests.pull.editing import edited, typed


def test_the_only_step_typed_without_its_list_takes_what_word_changed(tmp_path: Path) -> None:
    root = office(tmp_path)
    edit(root, "  - kegiatan:", "    kegiatan:")
    edit(
        root, "status: konsep", "status: konsep\nketerkaitan: {sop: CTH.HIDUP.2}\nrevisi: {ke: 1, tanggal: 2024-01-09}"
    )
    edit(root, "\nketerkaitan: SOP Mikro Contoh\n", "\n")
    build(root, Kind.DOCX, kinds=(Kind.DOCX,))
    document = root / "build/sop/surat.docx"
    document.write_bytes(edited(document.read_bytes(), typed("langkah/1/waktu", "7 Menit")))
    before = (root / SOURCE).read_text(encoding="utf-8")
    assert sopgen(root, "pull", str(document), "--write") == 0
    assert (root / SOURCE).read_text(encoding="utf-8") == before.replace("5 Menit", "7 Menit")
