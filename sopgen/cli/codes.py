"""The codes of stages above the rules, which the catalogue of codes is told about."""

from __future__ import annotations

from sopgen.findings import Code


def later_codes() -> tuple[Code, ...]:
    """Codes of layout and of the writers; importing the DOCX writer costs a moment, so ask only when needed."""
    from sopgen.layout import codes as layout
    from sopgen.render import codes as render
    from sopgen.render.docx import reference

    return tuple(
        value for module in (layout, render, reference) for value in vars(module).values() if isinstance(value, Code)
    )
