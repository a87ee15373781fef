"""Codes of what goes wrong while a document is written."""

from __future__ import annotations

from sopgen.findings import Code, Severity

_PROMISE = "Janji sopgen: dokumen utuh atau tidak ada"

GRAPHVIZ_FAILED = Code("SOP-E350", Severity.ERROR, "Graphviz tidak dapat menggambar alur", _PROMISE)
NOT_WHOLE = Code("SOP-E351", Severity.ERROR, "PDF tidak dapat dibuat dengan utuh", _PROMISE)
LOGO_UNREADABLE = Code("SOP-E352", Severity.ERROR, "Logo tidak dapat dibaca", _PROMISE)

RENDER_CODES = (GRAPHVIZ_FAILED, NOT_WHOLE, LOGO_UNREADABLE)
