"""The program's entry command, and which module each command stands in.

The commands' modules are imported when they are run; the list of commands needs only their names and one line of help.
"""

from __future__ import annotations

import importlib
import re
from itertools import pairwise
from pathlib import Path

import click

from sopgen import __version__
from sopgen.cli.argument_types import FOLDER
from sopgen.cli.typed import remember_typed
from sopgen.model.suggest import nearest
from sopgen.paths import SOURCES

#: Command -> its line in ``sopgen --help``. Its module (:func:`module_of`) has an object ``command``.
COMMANDS = {
    "build": "Membuat dokumen: semua, atau SOP yang dipilih.",
    "check": "Memeriksa semua sumber tanpa membuat dokumen.",
    "serve": "Menyunting SOP di peramban, di halamannya sendiri.",
    "new": "Membuat berkas SOP baru untuk diisi.",
    "stats": "Menghitung langkah, waktu, dan beban pelaksana.",
    "diff": "Menampilkan perubahan antara dua versi satu SOP.",
    "enact": "Menetapkan SOP: yang ditandatangani disimpan dan berlaku.",
    "revise": "Memulai revisi SOP yang sudah ditetapkan.",
    "withdraw": "Mencabut SOP, atau menampilkan SOP yang sudah dicabut.",
    "pull": "Mengambil suntingan di Word kembali ke berkas sumber.",
    "attach": "Membuat lampiran surat dari berkas surat.",
    "forms": "Membuat formulir monitoring atau evaluasi.",
    "preview": "Menggambar halaman satu SOP seketika, untuk dilihat di peramban.",
    "diagram": "Menggambar alur satu SOP tanpa tabel, untuk paparan dan poster.",
    "inspect": "Menampilkan tata letak satu SOP sebagai JSON.",
    "schema": "Menampilkan JSON Schema sebuah jenis berkas sumber.",
    "doctor": "Memeriksa apakah mesin ini lengkap.",
}

#: Commands that stand in a folder of their own below ``sopgen.cli.commands``.
_ROOMS = {"preview": "drawing", "diagram": "drawing"}


def module_of(name: str) -> str:
    """The module that a command stands in."""
    return ".".join(filter(None, ("sopgen.cli.commands", _ROOMS.get(name), name)))


#: An option whose value is empty: ``--tanggal=``.
_WITHOUT_VALUE = re.compile("--[a-z-]+=")


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only to run it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep what was typed: a report of an internal error tells it.

        Nothing means an empty word: it is what a script makes of a variable that has no value.
        """
        remember_typed(ctx, args)
        for before, word in pairwise(("", *args)):
            if not word or _WITHOUT_VALUE.fullmatch(word):
                place = f" sesudah “{word or before}”" if word or before else ""
                ctx.fail(f"Ada isian kosong{place}; tulis isinya.")
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the table, not of the alphabet: the usual ones first."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command; None when there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(module_of(cmd_name)).command
        assert isinstance(command, click.Command)
        command.options_metavar = "[OPSI]"
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which one may have been meant (click compares with loaded commands only)."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            near = nearest(name, COMMANDS)
            hint = f" Mungkin maksudnya “{near}”?" if near else " Daftarnya: sopgen --help"
            ctx.fail(f"Perintah “{name}” tidak dikenal.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table, importing none."""
        with formatter.section("Perintah"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    options_metavar="[OPSI]",
    subcommand_metavar="PERINTAH [ARGUMEN]...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "-C",
    "folder",
    metavar="FOLDER",
    type=FOLDER,
    help=f"Folder proyek, yang memuat {SOURCES}/ (bawaan: folder terdekat ke atas yang memuatnya).",
)
@click.version_option(
    __version__, "-V", "--version", prog_name="sopgen", message="%(prog)s %(version)s", help="Menampilkan versi sopgen."
)
@click.pass_context
def root(context: click.Context, folder: Path | None) -> None:
    """Membuat dokumen SOP Administrasi Pemerintahan dari berkas YAML.

    Setiap berkas di sop_sources/ menjadi formulir dan bagan alir resmi sebagai PDF dan DOCX di build/,
    dan semuanya dihimpun menjadi buku SOP.

    Status keluar: 0 baik, 1 ada galat pada sumber, 2 salah pakai, 3 kesalahan program.
    """
    context.obj = folder  # where the commands work; None for the nearest project folder
