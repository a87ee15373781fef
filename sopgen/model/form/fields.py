"""The catalogue of the form's identity fields and boxes, in the order printed.

Layout, writers, rules, comparison, ``pull`` and the JSON Schema read it, so that a further optional field is one entry
here (``docs/contributing/form-field.md``). It is data only: what an entry prints is told by its kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class ValueKind(StrEnum):
    """What an identity field holds, and so how it is typed, checked, printed and read back."""

    NUMBER = "nomor"  # a text that nobody words: no rule about language looks at it
    TEXT = "teks"
    TITLE = "judul"  # the text in bold that is the document's heading
    DATE = "tanggal"
    TICKED_DATE = "tanggal bercentang"  # a tick box after it, ticked when there is a date
    REVISION = "revisi"  # a tick box, and number and date of the last revision
    SIGNATURE = "tanda tangan"  # title of the official, room to sign, name and NIP


#: Fields that hold a text typed as it is printed.
TEXTS = frozenset({ValueKind.NUMBER, ValueKind.TEXT, ValueKind.TITLE})
#: Fields that hold a date, or nothing.
DATES = frozenset({ValueKind.DATE, ValueKind.TICKED_DATE})


@dataclass(frozen=True, slots=True)
class IdentityField:
    """One row of the identity block.

    ``key`` is the source's key, ``label`` what is printed before the value (``{jenis}`` in it is the SOP's), ``name``
    what the field is called in a sentence (empty: as its label). ``term`` is the word of ``format.istilah`` that an
    office may print instead of the label. ``description`` is told in editors, for a field that the model has no
    attribute for: that one is optional, and of a kind in ``TEXTS`` or ``DATES``.
    """

    key: str
    label: str
    kind: ValueKind
    name: str = ""
    term: str = ""
    description: str = ""

    @property
    def called(self) -> str:
        """What the field is called in a sentence."""
        return self.name or self.label


@dataclass(frozen=True, slots=True)
class Box:
    """One titled box with a list of texts.

    ``name`` is what it is called in a sentence (empty: as its title). ``numbered`` says that one text alone is
    numbered too: several always are. ``related`` boxes hold references to other SOPs among their texts.
    """

    key: str
    title: str
    numbered: bool = False
    name: str = ""
    related: bool = False

    @property
    def called(self) -> str:
        """What the box is called in a sentence."""
        return self.name or self.title


def check_entries(identity: Sequence[IdentityField], boxes: Sequence[Box]) -> None:
    """ValueError for fields and boxes that make no form: one title, one signature, no key twice."""
    kinds = Counter(field.kind for field in identity)
    if kinds[ValueKind.TITLE] != 1 or kinds[ValueKind.SIGNATURE] != 1:
        raise ValueError("a form has one title and one signature")
    entries: tuple[IdentityField | Box, ...] = (*identity, *boxes)
    keys = Counter(entry.key for entry in entries)
    if twice := [key for key, count in keys.items() if count > 1]:
        raise ValueError(f"entries of the form have the same key: {twice}")


TITLE = IdentityField("judul", "Judul SOP {jenis}", ValueKind.TITLE, name="Judul", term="judul")

IDENTITY = (
    IdentityField("nomor", "Nomor SOP", ValueKind.NUMBER, name="Nomor"),
    IdentityField("tanggal_pembuatan", "Tanggal Pembuatan", ValueKind.DATE),
    IdentityField("revisi", "Tanggal Revisi", ValueKind.REVISION, name="Revisi"),
    IdentityField("tanggal_efektif", "Tanggal Efektif", ValueKind.TICKED_DATE),
    IdentityField("disahkan_oleh", "Disahkan oleh", ValueKind.SIGNATURE),
    TITLE,
)

BOXES = (
    Box("dasar_hukum", "Dasar Hukum", numbered=True),
    Box("kualifikasi_pelaksana", "Kualifikasi Pelaksana", numbered=True),
    Box("keterkaitan", "Keterkaitan", numbered=True, related=True),
    Box("peralatan", "Peralatan/perlengkapan", numbered=True, name="Peralatan"),
    Box("peringatan", "Peringatan"),
    Box("pencatatan", "Pencatatan dan pendataan", name="Pencatatan"),
)

#: The notes under the last table: no box of the form, but a list of texts that every reader treats as one.
NOTES = Box("catatan", "Catatan", name="catatan")
