"""The logo that every document prints: the office's own, or the placeholder among the templates."""

from __future__ import annotations

from pathlib import Path

from sopgen.model.institution import Institution
from sopgen.render.templates import template_folders

PLACEHOLDER = "logo.svg"


def logo_bytes(institution: Institution, root: Path | None) -> bytes:
    """The logo file's content, SVG or PNG; without a logo of its own the project's or the shipped ``logo.svg``."""
    if institution.logo is not None:
        return institution.logo.read_bytes()
    folders = template_folders(root)
    return next(folder / PLACEHOLDER for folder in folders if (folder / PLACEHOLDER).is_file()).read_bytes()
