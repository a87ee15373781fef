"""The logo that every document prints: the office's own, or the placeholder among the templates."""

from __future__ import annotations

from pathlib import Path

from sopgen.findings import FindingsError
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop
from sopgen.render.codes import LOGO_UNREADABLE
from sopgen.render.templates import template_folders

PLACEHOLDER = "logo.svg"


def logo_bytes(institution: Institution, root: Path | None) -> bytes:
    """The logo file's content, SVG or PNG; without a logo of its own the project's or the shipped ``logo.svg``."""
    if institution.logo is not None:
        return institution.logo.read_bytes()
    folders = template_folders(root)
    return next(folder / PLACEHOLDER for folder in folders if (folder / PLACEHOLDER).is_file()).read_bytes()


def unreadable(sop: Sop, institution: Institution) -> FindingsError:
    """What to tell the staff when a writer cannot make a picture of the logo."""
    source = institution.source or sop.source
    name = institution.logo.name if institution.logo else PLACEHOLDER
    message = f"Logo “{name}” tidak dapat dibaca sebagai gambar."
    hint = "Simpan ulang logonya sebagai SVG biasa atau PNG."
    code = LOGO_UNREADABLE
    return FindingsError((source.finding(code.number, code.severity, ("logo",), message, hint),))
