"""``python -m tests.validate_docx FILE_OR_FOLDER …``: all three judges on finished files; exit status 1 on errors.

Without npm, Microsoft's validator cannot be had: that is said aloud, and the other two decide.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.npm_tools import DOCX_VALIDATOR
from tests.validate_docx.audit import audit_errors
from tests.validate_docx.invariants import broken_invariants
from tests.validate_docx.microsoft import microsoft_errors


def files_of(arguments: list[str]) -> list[Path]:
    """The DOCX files named, those in named folders included."""
    found: list[Path] = []
    for argument in arguments:
        path = Path(argument)
        found += sorted(path.rglob("*.docx")) if path.is_dir() else [path]
    return found


def main(arguments: list[str]) -> int:
    """Judge the files; 0 when all are sound."""
    files = [(str(path), path.read_bytes()) for path in files_of(arguments)]
    errors = {name: broken_invariants(content) + audit_errors(content) for name, content in files}
    program = DOCX_VALIDATOR.find(install=True)
    if program is None:
        print("DILEWATI: validator Microsoft tidak dijalankan karena npm (Node.js) tidak ada.", file=sys.stderr)
    else:
        errors |= microsoft_errors(files, program)
    bad = {name: found for name, found in errors.items() if found}
    for name, found in bad.items():
        print(f"{name}:", *found, sep="\n  ")
    print(f"{len(files)} berkas DOCX diperiksa, {len(bad)} bermasalah.")
    return 1 if bad or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
