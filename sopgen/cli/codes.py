"""The codes of stages above the rules, which the catalogue of codes is told about."""

from __future__ import annotations

from sopgen.findings import Code, codes_of


def later_codes() -> tuple[Code, ...]:
    """Codes of layout and of the writers; importing the DOCX writer costs a moment, so ask only when needed."""
    from sopgen.layout import codes as layout
    from sopgen.render import codes as render
    from sopgen.render.docx.package import reference

    return codes_of(layout, render, reference)
