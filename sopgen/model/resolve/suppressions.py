"""``abaikan``: findings that an office does not want to see, with the reason."""

from __future__ import annotations

import re

from sopgen.model import codes
from sopgen.model.collector import Collector
from sopgen.model.institution import Ignored
from sopgen.model.schema.documents import IgnoredDocument

_CODE = re.compile(r"SOP-[EWS]\d{3}")


def make_ignored(documents: tuple[IgnoredDocument, ...], report: Collector) -> tuple[Ignored, ...]:
    """Return the codes to be left out; only warnings and advice can be."""
    kept: list[Ignored] = []
    for index, document in enumerate(documents):
        path = ("abaikan", index, "kode")
        if report.knows(path):
            continue
        if not _CODE.fullmatch(document.kode):
            message = f"“{document.kode}” bukan kode temuan."
            report.add(
                codes.BAD_IGNORED, path, message, "Tulis kode seperti SOP-S101, seperti yang tercetak pada temuan."
            )
        elif document.kode.startswith("SOP-E"):
            message = f"Galat ({document.kode}) tidak dapat diabaikan."
            report.add(codes.BAD_IGNORED, path, message, "Perbaiki sumbernya, lalu hapus butir ini.")
        else:
            kept.append(Ignored(document.kode, document.alasan))
    return tuple(kept)
