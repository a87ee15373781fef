"""The one way to print a sentence: names in it may be anything, and nothing in them steers the terminal."""

from __future__ import annotations

import click

from sopgen.report.shown import shown


def say(text: str = "", *, err: bool = False) -> None:
    """Print lines of plain text; ``err``: on standard error."""
    click.echo("\n".join(map(shown, text.split("\n"))), err=err)
