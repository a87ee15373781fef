"""Questions on a terminal. Where nobody can answer, options say what is wanted."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

import click

Answer = TypeVar("Answer")
_WORDS = {"y": True, "ya": True, "t": False, "tidak": False}


def can_ask() -> bool:
    """Whether somebody sits at a terminal who sees a question and can answer it."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def confirm(question: str) -> bool:
    """Ask until the answer is yes or no; raises ``click.Abort`` when the terminal is closed."""
    return ask(f"{question} [y/t]", _yes_or_no)


def ask(question: str, read: Callable[[str], Answer], proposal: str = "", *, may_be_empty: bool = False) -> Answer:
    """Ask until ``read`` takes the answer; it raises ``click.UsageError`` with a sentence for one it cannot take.

    ``proposal`` is what an empty answer means; without one, an empty answer is asked again unless it ``may_be_empty``.
    """
    shown = f"{question} [{proposal}]" if proposal else question
    default = proposal or ("" if may_be_empty else None)
    answer: Answer = click.prompt(shown, default=default, show_default=False, value_proc=read)
    return answer


def _yes_or_no(answer: str) -> bool:
    word = answer.strip().casefold()
    if word not in _WORDS:
        raise click.UsageError("jawab y (ya) atau t (tidak).")
    return _WORDS[word]
