"""``sopgen serve``: the page on which SOPs are edited."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from sopgen.cli.say import say
from sopgen.cli.status import Status
from sopgen.findings import UserError
from sopgen.paths import SOURCES, find_root
from sopgen.web import USUAL_PORT

#: What the page needs besides what every command does.
_EXTRA = frozenset({"starlette", "uvicorn", "h11", "anyio"})


@click.command()
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    help=f"Porta di mesin ini (bawaan: {USUAL_PORT}, atau yang bebas bila itu sedang dipakai).",
)
@click.option("--tanpa-peramban", "quiet", is_flag=True, help="Hanya menampilkan tautannya, tidak membuka peramban.")
@click.pass_obj
def command(folder: Path | None, port: int | None, quiet: bool) -> int:
    """Menyunting SOP di halamannya sendiri, di peramban.

    Halamannya hanya dapat dibuka di mesin ini, dengan tautan yang ditampilkan; tautan itu berlaku untuk satu peramban.
    Berkas di sop_sources/ baru berubah bila ditekan Simpan; yang belum disimpan tidak hilang bila program terhenti.
    Hentikan dengan Ctrl-C.
    """
    root = find_root(folder)
    try:
        from sopgen.web.server import serve
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in _EXTRA:
            raise
        raise UserError(
            f"Paket {error.name} yang diperlukan sopgen serve belum terpasang; "
            "jalankan: make serve; atau: pip install 'sopgen[web]'"
        ) from error

    def ready(link: str) -> None:
        say(f"SOP disunting di: {link}")
        say("Hentikan dengan Ctrl-C.")
        if not quiet and _has_screen():
            threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()

    def changes() -> Iterator[Iterable[Path]]:
        from sopgen.cli.watch import changes_below

        for changed in changes_below((root / SOURCES,)):
            yield [Path(name) for _, name in changed]

    serve(root, port, changes, ready)
    say("Penyuntingan dihentikan.")
    return Status.FINE


def _has_screen() -> bool:
    """Whether a browser can show something: without a screen one in the terminal would take that over."""
    return sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
