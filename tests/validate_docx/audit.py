"""openxml-audit, a validator in pure Python that looks inside ``mc:Choice`` too."""

from __future__ import annotations

import tempfile
from pathlib import Path

from openxml_audit import OpenXmlValidator


def audit_errors(content: bytes) -> list[str]:
    """What openxml-audit has against a DOCX."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sop.docx"
        file.write_bytes(content)
        return [str(error) for error in OpenXmlValidator().validate(str(file)).errors]
