"""What was sent of a letter, found beside its source."""

from __future__ import annotations

from sopgen.model import codes
from sopgen.model.collector import Collector
from sopgen.model.kept.record import HINT, DamagedError, kept_record
from sopgen.model.kept.sent_record import RECORD, SentRecord, unsent_digest
from sopgen.model.letter import SentFile, SentLetter
from sopgen.paths import sent_folder
from sopgen.source.document import Source


def sent_letter(source: Source, report: Collector) -> SentLetter | None:
    """What is kept of a letter that was sent; None when nothing is, or, told, when it is not what was put there."""
    folder = sent_folder(source.file)
    try:
        record = kept_record(folder / RECORD, SentRecord.from_json)
    except DamagedError as error:
        cause = error.__cause__
        if not (isinstance(cause, FileNotFoundError) and cause.filename == str(folder / RECORD)):
            report.add(codes.SENT, ("terkirim",), f"Surat yang sudah terkirim, di {folder.name}/, {error}.", HINT)
        return None
    files = tuple(SentFile(name, folder / name, digest) for name, digest in record.files)
    return SentLetter(files, unsent_digest(source.text) != record.source)


def holds_document(source: Source) -> bool:
    """Whether the document that was sent lies beside a letter's source, with a record or put there by hand."""
    folder = sent_folder(source.file)
    try:
        return any((folder / name).is_file() for name in (RECORD, f"{source.file.stem}.pdf"))
    except OSError:
        return True  # told where it is read
