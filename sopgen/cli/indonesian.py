"""click's own words in Indonesian.

click passes every word it prints through gettext, bound in each of its modules as ``_`` and ``ngettext``. A message
catalogue would depend on the machine's locale, and Indonesian must appear on every machine; so these two names are
replaced by a look-up in the table below. A test compares the table with the messages of the installed click.
"""

from __future__ import annotations

import importlib

PHRASES = {
    "Aborted!": "Dibatalkan.",
    "deprecated": "usang",
    "Missing command.": "Perintah belum disebut.",
    "required": "wajib",
    "Options": "Opsi",
    "Positional arguments": "Argumen",
    "Commands": "Perintah",
    "Got unexpected extra argument ({args})": "Argumen berlebih ({args})",
    "Got unexpected extra arguments ({args})": "Argumen berlebih ({args})",
    "default: {default}": "bawaan: {default}",
    "env var: {var}": "variabel lingkungan: {var}",
    "(dynamic)": "(dinamis)",
    "Takes {nargs} values but 1 was given.": "Memerlukan {nargs} nilai, hanya 1 yang diberikan.",
    "Takes {nargs} values but {len} were given.": "Memerlukan {nargs} nilai, yang diberikan {len}.",
    "Show the version and exit.": "Menampilkan versi.",
    "Show this message and exit.": "Menampilkan bantuan ini.",
    "%(prog)s, version %(version)s": "%(prog)s versi %(version)s",
    "Did you mean {possibility}?": "Mungkin maksudnya {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Mungkin maksudnya salah satu dari: {possibilities}?)",
    "Missing argument": "Argumen belum diisi",
    "Missing option": "Opsi belum diisi",
    "Missing parameter": "Parameter belum diisi",
    "Missing parameter: {param_name}": "Parameter belum diisi: {param_name}",
    "Missing {param_type}": "Belum diisi: {param_type}",
    "unknown error": "kesalahan yang tidak dikenal",
    "Invalid value for {param_hint}: {message}": "Nilai tidak sah untuk {param_hint}: {message}",
    "Invalid value: {message}": "Nilai tidak sah: {message}",
    "Could not open file {filename!r}: {message}": "Berkas {filename!r} tidak dapat dibuka: {message}",
    "Error: {message}": "Kesalahan: {message}",
    "Try '{command} {option}' for help.": "Ketik '{command} {option}' untuk bantuan.",
    "No such option {name!r}.": "Opsi {name!r} tidak dikenal.",
    "No such command {name!r}.": "Perintah {name!r} tidak dikenal.",
    "Usage:": "Cara pakai:",
    "Option {name!r} does not take a value.": "Opsi {name!r} tidak memakai nilai.",
    "Option {name!r} requires an argument.": "Opsi {name!r} memerlukan nilai.",
    "Option {name!r} requires {nargs} arguments.": "Opsi {name!r} memerlukan {nargs} nilai.",
    "Argument {name!r} takes {nargs} values.": "Argumen {name!r} memerlukan {nargs} nilai.",
    "Choose from:\n\t{choices}": "Pilihan:\n\t{choices}",
    "{value!r} is not {choice}.": "{value!r} bukan {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} bukan salah satu dari {choices}.",
    "{value} is not in the range {range}.": "{value} di luar rentang {range}.",
    "{value!r} is not a valid {number_type}.": "{value!r} bukan {number_type}.",
    "{name} {filename!r} is a file.": "{name} {filename!r} adalah berkas, bukan folder.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} adalah folder, bukan berkas.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} tidak dapat dibaca.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} tidak dapat ditulisi.",
    "{name} {filename!r} is not executable.": "{name} {filename!r} tidak dapat dijalankan.",
    "{name} {filename!r} does not exist.": "{name} {filename!r} tidak ada.",
    "file": "Berkas",
    "directory": "Folder",
    "path": "Berkas atau folder",
    "File": "Berkas",
    "Directory": "Folder",
    "Path": "Berkas atau folder",
    "Do you want to continue?": "Lanjutkan?",
}

_MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")


def translate(message: str) -> str:
    """The Indonesian for one of click's messages; the message itself when the table lacks it."""
    return PHRASES.get(message, message)


def translate_plural(one: str, many: str, count: int) -> str:
    """The same for click's plural forms."""
    return translate(one if count == 1 else many)


def speak_indonesian() -> None:
    """Make click print Indonesian from now on; harmless when called again."""
    for name in _MODULES:
        module = importlib.import_module(f"click.{name}")
        for attribute, replacement in (("_", translate), ("ngettext", translate_plural)):
            if hasattr(module, attribute):
                setattr(module, attribute, replacement)
