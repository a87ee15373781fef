"""The catalogue of codes: one explained on a terminal, all of them as a page of the guide.

The codes of layout and of the writers stand above the rules in the order of imports, so callers hand them in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sopgen.findings import Code, Severity, UserError
from sopgen.model.suggest import did_you_mean
from sopgen.paths import INSTITUTION_FILE
from sopgen.rules.examples import EXAMPLES
from sopgen.rules.registry import RULES, all_codes
from sopgen.rules.rule import Explanation

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


def codes_with(extra: Iterable[Code] = ()) -> tuple[Code, ...]:
    """All codes, those of later stages included, in the order of the catalogue."""
    every = {code.number: code for code in (*all_codes(), *extra)}
    return tuple(sorted(every.values(), key=lambda code: ("EWS".index(code.number[4]), code.number)))


def explanation(code: Code) -> Explanation | None:
    """Why a code exists and its examples; None for a code that is only a title and a source."""
    for rule in RULES:
        if rule.code.number == code.number:
            return rule.explanation
    return EXAMPLES.get(code.number)


def explain(number: str, extra: Sequence[Code] = ()) -> str:
    """What ``sopgen check --explain`` prints about a code (``SOP-W201``, also ``w201``); UserError if there is none."""
    codes = {code.number: code for code in codes_with(extra)}
    wanted = number.strip().upper()
    wanted = wanted if wanted.startswith("SOP-") else f"SOP-{wanted}"
    code = codes.get(wanted)
    if code is None:
        meant = did_you_mean(wanted, codes)
        raise UserError(f"Kode “{number}” tidak dikenal.{f' {meant}' if meant else ''}")
    return "\n".join(_explained(code)) + "\n"


def catalogue(extra: Sequence[Code] = ()) -> str:
    """The reference page of all codes, in Markdown and Indonesian."""
    codes = codes_with(extra)
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
    why = explanation(code)
    if why:
        yield f"\n{why.why}"
    yield f"\nTingkat: {code.severity.value} ({_MEANINGS[code.severity]})."
    yield f"Sumber aturan: {code.source}."
    if why and why.bad:
        yield f"\nDilaporkan:\n\n{_indented(why.bad)}"
        yield f"\nTidak dilaporkan:\n\n{_indented(why.good)}"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.split("\n"))


def _entry(code: Code) -> Iterator[str]:
    yield f"### {code.number}"
    yield f"\n**{code.title}** ({code.severity.value}: {_MEANINGS[code.severity]})"
    why = explanation(code)
    if why:
        yield f"\n{why.why}"
    yield f"\nSumber aturan: {code.source}."
    if why and why.bad:
        yield f"\nDilaporkan:\n\n```yaml\n{why.bad}\n```"
        yield f"\nTidak dilaporkan:\n\n```yaml\n{why.good}\n```"
