"""Reports of internal errors: a file for each, beside the output that it kept from being made.

A report is what a developer needs to see the same again: the traceback, the versions, the command, and which text of
which source. It stands there until that source is built without the error.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from sopgen import __version__
from sopgen.builder.request import BOOK_NAME, LETTERS_FOLDER, SOPS_FOLDER
from sopgen.builder.state.atomic_write import write_output
from sopgen.findings import Finding, UserError
from sopgen.paths import BOOK, INSTITUTION, LETTERS, SOURCES

#: To whom reports are sent: in every sentence about them.
DEVELOPERS = "pengembang sopgen di kantor Anda"
ENDING = ".galat-program.txt"
_HEAD = "Laporan kesalahan program sopgen"
_IS_TRACEBACK = "Traceback (most recent call last)"


def what_to_do(reports: Sequence[str]) -> str:
    """Two sentences: whose mistake it is, and what to send to whom. ``reports`` are files as they are shown."""
    sent = reports[0] if len(reports) == 1 else f"berkas *{ENDING} yang tercantum di atas"
    sent = sent if reports else "pesan di atas"
    return (
        "Kesalahan program adalah kesalahan sopgen, bukan kesalahan berkas Anda. "
        f"Kirimkan {sent} beserta berkas sumbernya kepada {DEVELOPERS}."
    )


def sentence_of(breakdown: str) -> str:
    """What there is to say about an internal error besides its traceback; mostly nothing."""
    return "" if _IS_TRACEBACK in breakdown else " ".join(breakdown.split())


def report_text(root: Path, source: str, breakdown: str, typed: Sequence[str]) -> str:
    """A report: ``source`` is a source's name, or another name for what was being made; ``typed`` the arguments.

    The names of the project folder and of the user's own are left out of it.
    """
    import shlex
    from platform import python_version

    lines = [
        _HEAD,
        f"Kirimkan berkas ini beserta berkas sumbernya kepada {DEVELOPERS}.",
        "",
        f"versi   : sopgen {__version__}, Python {python_version()}, {sys.platform}",
        f"perintah: {shlex.join(['sopgen', *typed])}",
        *([f"berkas  : {source}"] if source else []),
        *(f"SHA-256 : {_digest(root / name)}  {name}" for name in _read_for(root, source)),
        "",
        breakdown,
    ]
    return _without_folders("\n".join(lines).rstrip("\n") + "\n", root)


def report_name(source: str) -> str:
    """Where the report about a source stands below the output folder."""
    path = PurePosixPath(source)
    if source.startswith(f"{LETTERS}/"):
        return f"{LETTERS_FOLDER}/{path.stem}{ENDING}"
    if source == BOOK:
        return f"{BOOK_NAME}{ENDING}"
    if source.startswith(f"{SOURCES}/") and source != INSTITUTION:
        return f"{SOPS_FOLDER}/{path.relative_to(SOURCES).with_suffix('')}{ENDING}"
    return f"{path.stem}{ENDING}"


def keep_report(output: Path | None, name: str, text: str) -> Path | None:
    """Write a report to ``name`` in the output folder, else among temporary files; where it is, None for nowhere."""
    with suppress(UserError):
        if output is not None:
            written = write_output(output / name, text.encode(errors="replace"))
            return written.beside or written.path
    import tempfile

    with suppress(OSError), tempfile.NamedTemporaryFile("wb", prefix="sopgen-", suffix=ENDING, delete=False) as file:
        file.write(text.encode(errors="replace"))
        return Path(file.name)
    return None


def keep_reports(
    root: Path, output: Path, findings: Iterable[Finding], typed: Sequence[str]
) -> tuple[tuple[Path | None, str], ...]:
    """Write a report for each source of which a finding tells of an internal error; place and text of each."""
    texts = ((source, report_text(root, source, trace, typed)) for source, trace in breakdowns(findings).items())
    return tuple((keep_report(output, report_name(source), text), text) for source, text in texts)


def breakdowns(findings: Iterable[Finding]) -> dict[str, str]:
    """The tracebacks that findings tell of, by source."""
    found: dict[str, list[str]] = {}
    for finding in findings:
        if finding.breakdown:
            found.setdefault(finding.file, []).append(finding.breakdown)
    return {source: "\n".join(traces) for source, traces in found.items()}


def drop_report(output: Path, name: str) -> None:
    """Remove a report that no longer holds; never another file of that name."""
    place = output / name
    with suppress(OSError, UnicodeDecodeError):
        if place.read_text(encoding="utf-8").startswith(_HEAD):
            place.unlink()


def drop_orphaned_reports(root: Path, output: Path) -> None:
    """Remove the reports about SOPs whose sources are gone."""
    for place in (output / SOPS_FOLDER).rglob(f"*{ENDING}"):
        source = place.relative_to(output / SOPS_FOLDER).as_posix().removesuffix(ENDING)
        if not (root / SOURCES / f"{source}.yaml").exists():
            drop_report(output, place.relative_to(output).as_posix())


def _read_for(root: Path, source: str) -> tuple[str, ...]:
    """The source and the file of the office, as far as they are there."""
    names = dict.fromkeys((source, INSTITUTION)) if source.startswith(f"{SOURCES}/") else ()
    return tuple(name for name in names if (root / name).is_file())


def _digest(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return "(tidak dapat dibaca)"


def _without_folders(text: str, root: Path) -> str:
    """The text without the names of folders that tell whose machine it was."""
    folders = [(str(root), "(proyek)"), (str(Path(sys.prefix)), "(python)")]
    with suppress(RuntimeError):  # a user without a home
        folders.append((str(Path.home()), "~"))
    for folder, shown in sorted(folders, key=lambda pair: -len(pair[0])):
        if len(folder) > 1:
            text = text.replace(folder, shown)
    return text
