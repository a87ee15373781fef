"""What was typed to run a command: a report of an internal error tells it."""

from __future__ import annotations

from collections.abc import Sequence

import click

#: The key of click's context that keeps it.
_TYPED = "sopgen.typed"


def remember_typed(context: click.Context, arguments: Sequence[str]) -> None:
    """Keep what was typed with the command that it runs."""
    context.meta[_TYPED] = tuple(arguments)


def typed() -> tuple[str, ...]:
    """The arguments that this command was run with."""
    arguments: tuple[str, ...] = click.get_current_context().meta[_TYPED]
    return arguments
