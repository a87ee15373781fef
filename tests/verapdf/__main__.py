"""``python -m tests.verapdf FILE.pdf ...``: print what is wrong with PDF files; status 1 when anything is."""

import sys
from pathlib import Path

from tests.verapdf import validate


def main() -> int:
    """Validate the files named on the command line."""
    files = [Path(name) for name in sys.argv[1:]]
    breaches = validate(files) if files else ()
    for breach in breaches:
        print(f"{breach.file}: {breach.flavour} {breach.rule} x{breach.count}: {breach.message}\n    {breach.place}")
    print(f"{len(files)} files, {len(breaches)} broken rules")
    return 1 if breaches else 0


sys.exit(main())
