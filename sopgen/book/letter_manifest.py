"""What a letter's files are and hold, for whoever files or checks them: JSON beside the documents."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date

from sopgen.book.letter import AttachedSop, LetterPdf, PlannedAttachment
from sopgen.model.letter import Letter
from sopgen.model.sop import Sop


def manifest(letter: Letter, made: LetterPdf, files: Mapping[str, bytes]) -> bytes:
    """The manifest of a letter as UTF-8 JSON; ``files`` are the documents written, by file name."""
    content = {
        "surat": {
            "jenis": letter.jenis,
            "nomor": letter.nomor,
            "tanggal": _day(letter.tanggal),
            "hal": letter.hal,
            "sumber": letter.source.name,
            "sha256_sumber": _digest(letter.source.raw),
        },
        "berkas": [
            {"nama": name, "ukuran": len(file), "sha256": _digest(file)} for name, file in sorted(files.items())
        ],
        "halaman": made.pages,
        "halaman_surat": made.cover_pages,
        "lampiran": [_attachment(attachment) for attachment in made.attachments],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def with_documents(manifest: bytes, files: Mapping[str, bytes]) -> bytes:
    """The same manifest of these documents; what is none stays as it is."""
    try:
        content = json.loads(manifest)
        for told in content["berkas"]:
            if (file := files.get(told["nama"])) is not None:
                told |= {"ukuran": len(file), "sha256": _digest(file)}
    except (ValueError, KeyError, TypeError, RecursionError):
        return manifest
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _attachment(attachment: PlannedAttachment) -> dict[str, object]:
    return {
        "nomor": attachment.number or None,
        "judul": attachment.judul,
        "halaman": [attachment.first, attachment.sops[-1].last],
        "sop": [_sop(attached) for attached in attachment.sops],
    }


def _sop(attached: AttachedSop) -> dict[str, object]:
    sop = attached.finished.sop
    return {
        "nomor": sop.nomor,
        "judul": sop.title,
        "status": sop.status.value,
        "tanggal_efektif": _day(sop.tanggal_efektif),
        "revisi": _revision(sop),
        "sumber": sop.source.name,
        "sha256_sumber": _digest(sop.source.raw),
        "halaman": [attached.first, attached.last],
    }


def _revision(sop: Sop) -> dict[str, object] | None:
    if not sop.revisi:
        return None
    last = sop.revisi[-1]
    return {"ke": last.ke, "tanggal": _day(last.tanggal), "uraian": last.uraian}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
