"""Questions on a terminal. Where nobody can answer, options say what is wanted."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import NoReturn, TypeVar

import click

from sopgen.findings import UserError
from sopgen.model.dates import YEARS, parse_iso
from sopgen.model.visible import is_empty

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


def answer_of(told: str | None, option: str, question: str, read: Callable[[str], str], proposal: str = "") -> str:
    """What an option told, else what is answered at a terminal; elsewhere the proposal, or which option is missing."""
    if told is not None:
        return read_told(option, read, told)
    if can_ask():
        return ask(question, read, proposal)
    return proposal or missing(option)


def missing(option: str) -> NoReturn:
    """Say that an option is missing where nobody can be asked."""
    raise UserError(f"{option} belum diisi, dan perintah ini tidak dijalankan di terminal, jadi tidak dapat bertanya.")


def read_told(option: str, read: Callable[[str], str], told: str) -> str:
    """What an option told. Raises UserError when ``read`` cannot take it."""
    try:
        return read(told)
    except click.UsageError as error:
        raise UserError(f"{option}: {error.message}") from error


def one_line(answer: str) -> str:
    """A text on one line. Raises ``click.UsageError`` for one that is empty or cannot be printed."""
    text = " ".join(answer.split())
    if is_empty(text):
        raise click.UsageError("isian ini tidak boleh kosong.")
    if not text.isprintable():
        raise click.UsageError("isian ini memuat karakter yang tidak dapat dicetak; ketik ulang.")
    return text


def iso_day(answer: str) -> str:
    """A day as sources write it. Raises ``click.UsageError`` for anything else."""
    try:
        return parse_iso(answer.strip()).isoformat()
    except ValueError:
        raise click.UsageError(f"tulis tahun-bulan-tanggal, misalnya 2024-01-31 ({YEARS}).") from None


def _yes_or_no(answer: str) -> bool:
    word = answer.strip().casefold()
    if word not in _WORDS:
        raise click.UsageError("jawab y (ya) atau t (tidak).")
    return _WORDS[word]
