"""Letters that were sent: their documents are kept beside their source, byte for byte, and only copied from then on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from time import perf_counter

from sopgen.book.letter_manifest import with_documents
from sopgen.builder.events import Kept, Made
from sopgen.builder.request import letter_outputs
from sopgen.builder.run import Run
from sopgen.builder.state.atomic_write import write_output, writing
from sopgen.builder.state.fingerprint import Fingerprint
from sopgen.builder.state.manifest import digest
from sopgen.builder.volumes.making import write_volume
from sopgen.findings import UserError
from sopgen.model.kept.sent_record import RECORD, SentRecord, unsent_digest, unsent_text
from sopgen.model.letter import Letter, SentFile, SentLetter
from sopgen.paths import SENT, sent_folder, source_beside, stands
from sopgen.source.read import bytes_of

#: What the copy of a letter that was sent is made of, as its key calls it.
_COPIED = "surat terkirim"


def documents_as_sent(run: Run, letter: Letter) -> Mapping[str, Path]:
    """The documents that went out of a letter said to be sent, by name, while they are not kept yet.

    They are those that somebody put beside its source; else those in the output folder, signed or not, if the letter
    has said the same since they were made. Empty when there is no PDF among them, or it was not sent.
    """
    if letter.terkirim is None or letter.sent is not None:
        return {}
    folder = sent_folder(letter.source.file)
    names = {PurePosixPath(name).name: name for name in letter_outputs(letter)}
    handed = {name: folder / name for name in names if stands(folder / name)}
    if f"{letter.name}.pdf" in handed:
        return handed
    made = {name: run.request.output / place for name, place in names.items() if stands(run.request.output / place)}
    recorded = run.manifest.key(names[f"{letter.name}.pdf"]) or ""
    text = Fingerprint.of(sumber=unsent_text(letter.source.text))
    same = not text.differences(recorded) or recorded.startswith(f"{_COPIED}=")
    return made if same and made.keys() == names.keys() else {}


def keep_sent(run: Run, letter: Letter, make: Callable[[], Made | Kept]) -> Made | Kept:
    """The documents of a letter that was sent, as they were; the first time they are kept beside its source.

    ``make`` makes them, where there are none yet. Raises what it raises, and UserError when they cannot be kept.
    """
    remarks: tuple[str, ...] = ()
    if letter.sent is None:
        _require_not_renamed(letter)
        documents = documents_as_sent(run, letter)
        if not documents:
            documents = dict(_documents(make()))
        letter = replace(letter, sent=_keep(letter, documents))
        folder = sent_folder(Path(letter.source.name)).as_posix()
        remarks = (f"surat ini terkirim: dokumennya disimpan di {folder}/ dan tidak dibuat lagi",)
    return _copy(run, letter, remarks)


def _require_not_renamed(letter: Letter) -> None:
    """Raise UserError when the same letter is kept already, under the name that its source had then."""
    for record in sorted(letter.source.file.parent.glob(f"*{SENT}/{RECORD}")):
        with suppress(OSError, ValueError):
            kept = SentRecord.from_json(bytes_of(record).decode())
            if kept.source == unsent_digest(letter.source.text):
                folder = record.parent
                name = source_beside(folder).name
                raise UserError(
                    f"surat ini sudah terkirim sebagai {name}, dan dokumennya disimpan di {folder.name}/. "
                    f"Kembalikan nama berkasnya menjadi {name}."
                )


def _documents(made: Made | Kept) -> Iterator[tuple[str, Path]]:
    """What was made, by name; a new version may stand beside a document that is open."""
    if isinstance(made, Kept):
        yield from ((path.name, path) for path in made.outputs)
    else:
        yield from ((written.path.name, written.beside or written.path) for written in made.written)


def _keep(letter: Letter, documents: Mapping[str, Path]) -> SentLetter:
    """Keep documents beside the letter's source; what the record names is there whole, for it is written last."""
    assert letter.terkirim is not None
    folder = sent_folder(letter.source.file)
    files = []
    for name, path in documents.items():
        with writing(folder / name):
            content = path.read_bytes()
            if name.endswith(".json"):  # it tells of documents that somebody may have signed since
                content = with_documents(content, {other: place.read_bytes() for other, place in documents.items()})
        if path.parent != folder or content != path.read_bytes():
            write_output(folder / name, content)
        files.append(SentFile(name, folder / name, digest(folder / name)))
    named = tuple((file.name, file.sha256) for file in files)
    record = SentRecord(letter.nomor, letter.terkirim, named, unsent_digest(letter.source.text))
    write_output(folder / RECORD, record.to_json().encode())
    return SentLetter(tuple(files))


def _copy(run: Run, letter: Letter, remarks: tuple[str, ...]) -> Made | Kept:
    """What is kept of a letter that was sent, in the output folder, named as its source is called by now."""
    assert letter.sent is not None
    start, files = perf_counter(), {PurePosixPath(file.name).suffix: file for file in letter.sent.files}
    key = Fingerprint.of(**{_COPIED: (f"{file.name}={file.sha256}" for file in letter.sent.files)})
    kept = {name: files.get(PurePosixPath(name).suffix) for name in letter_outputs(letter)}
    names = tuple(name for name, file in kept.items() if file is not None)
    if not remarks and run.all_current(names, key):
        return Kept(letter.source.name, tuple(run.request.output / name for name in names))
    documents = {name: file.path.read_bytes() for name, file in kept.items() if file is not None}
    return write_volume(run, letter.source.name, key, documents, ("lampiran", perf_counter() - start), remarks)
