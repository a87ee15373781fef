"""Broken sources give findings, never tracebacks, and mending them breaks nothing further."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from sopgen.cli.report import findings_text
from sopgen.compare.diff import diff
from sopgen.findings import Severity
from sopgen.model.load import load
from sopgen.report.diff import diff_lines
from sopgen.report.findings import findings_github, findings_json, findings_sarif
from sopgen.report.stats import stats, stats_json
from sopgen.rules.check import check
from sopgen.rules.fix import fixes
from sopgen.rules.registry import all_codes

CASES = Path(__file__).parents[1] / "cases"
TODAY = date(2024, 6, 1)
PIECES = """\
tidak: 1|ya: selesai|lanjut: [1, 2]|selesai: true|mulai: true|id: x|pelaksana: []|simbol: []|bagian:|waktu: 3 bulan|
tidak: []|- |  |{|[|"|&a|kONSEP|  ,|null|~|ya: 2|lanjut: lanjut|tanggal: 8/11/2017|pelaksana: Staf|langkah: []|\u202e|=
""".replace("\n", "").split("|")


def mutated(text: str, chance: random.Random) -> str:
    """The text with one to four lines dropped, doubled, swapped, or filled with something out of place."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 4)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        line, piece = lines[at], chance.choice(PIECES)
        match chance.randrange(6):
            case 0:
                lines[at] = ""
            case 1:
                lines.insert(at, lines[other])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines.insert(at, " " * (len(line) - len(line.lstrip())) + piece)
            case 4:
                lines[at] = f"{line.split(': ')[0]}: {piece}"
            case _:
                middle = chance.randrange(len(line) + 1)
                lines[at] = line[:middle] + piece + line[middle:]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "case", ["several-starts-and-ends", "symbols-in-a-row", "three-sections", "own-labels", "groups"]
)
def test_a_mutated_sop_is_reported_in_every_format_and_mended_without_harm(case: str, tmp_path: Path) -> None:
    folder = tmp_path / "sop_sources"
    folder.mkdir()
    for file in (CASES / case / "sop_sources").glob("*.yaml"):
        (folder / file.name).write_bytes(file.read_bytes())
    sound = load(tmp_path).sops[0]
    known = {code.number for code in all_codes()}
    text = (folder / "sop.yaml").read_text(encoding="utf-8")
    for seed in range(60):
        (folder / "sop.yaml").write_text(mutated(text, random.Random(seed)), encoding="utf-8")
        project = load(tmp_path)
        findings = check(project, TODAY)
        assert {finding.code for finding in findings} <= known, seed
        texts = (findings_text, findings_json, findings_github, lambda found: findings_sarif(found, all_codes()))
        for text_of in texts:
            printed = text_of(findings)
            assert all(finding.code in printed for finding in findings)
        broken = {finding.code for finding in findings if finding.severity is Severity.ERROR}
        if not broken:
            assert stats_json(stats(project.sops))
            assert list(diff_lines(diff(sound, project.sops[0])))
        made = fixes(project, lambda unsaved: load(tmp_path, unsaved=unsaved), TODAY)
        assert all(fix.before.text != fix.after.text for fix in made)
        for fix in made:
            fix.before.file.write_bytes(fix.after.raw)
        after = {finding.code for finding in check(load(tmp_path), TODAY) if finding.severity is Severity.ERROR}
        assert after <= broken, seed
