"""What is said after a source was changed: how it was written, and what there is to say about it now."""

from __future__ import annotations

from pathlib import Path

from sopgen.builder.state.atomic_write import Written
from sopgen.cli.report import print_findings, short_path
from sopgen.cli.say import say


def tell_written(written: Written | None) -> None:
    """Where a source was written, unless there was nothing to write."""
    if written is None:
        return
    say(f"ditulis     {short_path(written.beside or written.path)}")
    if written.beside is not None:
        say(f"            {short_path(written.path)} sedang dibuka di program lain; salin isinya dari berkas itu.")


def tell_findings(root: Path, name: str) -> None:
    """The findings about a source."""
    from sopgen.builder import pipeline

    found = pipeline.check(root, (name,))
    if any(each.file == name for each in found):
        say()
        print_findings(tuple(each for each in found if each.file == name))
