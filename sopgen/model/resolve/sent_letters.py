"""What was sent of a letter, found beside its source: nothing of it is believed that its record does not bear out."""

from __future__ import annotations

from sopgen.model import codes
from sopgen.model.collector import Collector
from sopgen.model.letter import SentFile, SentLetter
from sopgen.model.sent_record import RECORD, SentRecord, digest_of, source_digest
from sopgen.paths import sent_folder
from sopgen.source.document import Source

_HINT = "Kembalikan isi folder itu dari cadangan atau git; isinya tidak disunting dengan tangan."


def sent_letter(source: Source, report: Collector) -> SentLetter | None:
    """What is kept of a letter that was sent; None when nothing is, or, told, when it is not what was put there."""
    folder = sent_folder(source.file)
    try:
        record = SentRecord.from_json((folder / RECORD).read_text(encoding="utf-8"))
        found = tuple((folder / name, digest, digest_of(folder / name)) for name, digest in record.files)
    except (OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError) and error.filename == str(folder / RECORD):
            return None
        _tell(report, folder.name, "tidak lengkap atau tidak dapat dibaca")
        return None
    if any(digest != now for _, digest, now in found):
        _tell(report, folder.name, "sudah berubah sejak disimpan")
        return None
    files = tuple(SentFile(path.name, path, digest) for path, digest, _ in found)
    return SentLetter(files, source_digest(source.text) != record.source)


def holds_document(source: Source) -> bool:
    """Whether the document that was sent lies beside a letter's source, with a record or put there by hand."""
    try:
        return (sent_folder(source.file) / f"{source.file.stem}.pdf").is_file()
    except OSError:
        return True  # told where it is read


def _tell(report: Collector, what: str, wrong: str) -> None:
    report.add(codes.SENT, ("terkirim",), f"Surat yang sudah terkirim, di {what}/, {wrong}.", _HINT)
