"""``sopgen build --watch``: build, then build again whenever a source or a template is saved."""

from __future__ import annotations

from sopgen.builder import pipeline
from sopgen.builder.order import Order
from sopgen.cli.build_output import print_build


def build_on_change(order: Order, *, verbose: bool, explain: bool) -> int:
    """To be written with the worker pool."""
    return print_build(pipeline.build(order), order.output, verbose=verbose, explain=explain)
