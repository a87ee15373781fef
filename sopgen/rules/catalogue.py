"""The catalogue of codes: one explained on a terminal, all of them as a page of the guide.

The codes of layout and of the writers stand above the rules in the order of imports, so callers hand them in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sopgen.findings import Code, Severity, UserError
from sopgen.model.suggest import did_you_mean
from sopgen.paths import INSTITUTION_FILE
from sopgen.rules.registry import all_codes

_PRINTING = ("SOP-E3", "SOP-W33")
_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Berkas yang tidak dapat dibaca", ("SOP-E1",)),
    ("Alur yang bukan alur", ("SOP-E2",)),
    ("Yang tidak dapat digambar atau dicetak", _PRINTING),
    ("Antarberkas", ("SOP-E4",)),
    ("Formulir", ("SOP-W1",)),
    ("Tabel alur", ("SOP-W2",)),
    ("Antarberkas: kesamaan", ("SOP-W3",)),
    ("Bahasa", ("SOP-S1",)),
)
_MEANINGS = {
    Severity.ERROR: "SOP itu tidak dibuat sampai diperbaiki",
    Severity.WARNING: "SOP tetap dibuat; sebaiknya diperbaiki",
    Severity.ADVICE: "SOP tetap dibuat; pertimbangkan",
}
_HEAD = f"""\
# Daftar temuan

Halaman ini dibuat dari kode program; jangan diubah dengan tangan. Setiap temuan punya kode yang tetap. Keterangan satu
kode dapat dibaca dengan `sopgen check --explain KODE`. Peringatan dan saran yang tidak dikehendaki kantor dapat
diabaikan dengan `abaikan` (kode dan alasannya) di `{INSTITUTION_FILE}` atau di satu SOP; galat tidak dapat diabaikan.
"""


def explain(number: str, later: Sequence[Code] = ()) -> str:
    """What ``sopgen check --explain`` prints about a code (``SOP-W201``, also ``w201``); UserError if there is none."""
    codes = {code.number: code for code in all_codes(later)}
    wanted = number.strip().upper()
    wanted = wanted if wanted.startswith("SOP-") else f"SOP-{wanted}"
    code = codes.get(wanted)
    if code is None:
        meant = did_you_mean(wanted, codes)
        raise UserError(f"Kode “{number}” tidak dikenal.{f' {meant}' if meant else ''}")
    return "\n".join(_explained(code)) + "\n"


def catalogue(later: Sequence[Code] = ()) -> str:
    """The reference page of all codes, in Markdown and Indonesian."""
    codes = all_codes(later)
    lines = [_HEAD]
    lines += ["| kode | tingkat | tentang |", "| --- | --- | --- |"]
    lines += [f"| [{code.number}](#{code.number.lower()}) | {code.severity.value} | {code.title} |" for code in codes]
    for heading, _ in _GROUPS:
        group = [code for code in codes if _group(code) == heading]
        if group:
            lines += ["", f"## {heading}"]
            for code in group:
                lines += ["", *_entry(code)]
    return "\n".join(lines) + "\n"


def _group(code: Code) -> str:
    """The heading of the longest prefix that fits."""
    every = ((prefix, heading) for heading, prefixes in _GROUPS for prefix in prefixes)
    fitting = [(len(prefix), heading) for prefix, heading in every if code.number.startswith(prefix)]
    return max(fitting)[1]


def _explained(code: Code) -> Iterator[str]:
    yield f"{code.number} ({code.severity.value}): {code.title}"
    yield f"\n{code.why}"
    yield f"\nTingkat: {code.severity.value} ({_MEANINGS[code.severity]})."
    yield f"Sumber aturan: {code.source}."
    if code.bad:
        yield f"\nDilaporkan:\n\n{_indented(code.bad)}"
        yield f"\nTidak dilaporkan:\n\n{_indented(code.good)}"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.split("\n"))


def _entry(code: Code) -> Iterator[str]:
    yield f"### {code.number}"
    yield f"\n**{code.title}** ({code.severity.value}: {_MEANINGS[code.severity]})"
    yield f"\n{code.why}"
    yield f"\nSumber aturan: {code.source}."
    if code.bad:
        yield f"\nDilaporkan:\n\n```yaml\n{code.bad}\n```"
        yield f"\nTidak dilaporkan:\n\n```yaml\n{code.good}\n```"
