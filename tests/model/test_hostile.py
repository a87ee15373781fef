"""Files made to cost: within their size limit, they end, with a bounded number of findings."""

from __future__ import annotations

import pytest

from sopgen.model.collector import MOST_FINDINGS
from sopgen.model.resolve.make_sop import make_sop
from sopgen.model.resolve.sop_register import Register, link, registered
from sopgen.source.read import parse
from tests.model.office import BASE, ROOT, institution

MANY = 8000
HEAD = BASE[: BASE.index("langkah:")]


def listed(word: str) -> str:
    """A list in brackets of many words, each its own."""
    return "[" + ", ".join(word.format(number) for number in range(MANY)) + "]"


HOSTILE = {
    "unknown keys": BASE + "".join(f"k{number}: 1\n" for number in range(MANY)),
    "unknown keys on one line": BASE + "format: {" + listed("k{}: 1")[1:-1] + "}\n",
    "keys repeated now and then": BASE + "format: {" + listed("kertas: A4, k{}: 1")[1:-1] + "}\n",
    "keys repeated on end": BASE + "a: 1\n" * MANY,
    "texts as steps": HEAD + f"langkah: {listed('s{}')}\n",
    "steps": HEAD + "langkah:\n" + "- {kegiatan: x, pelaksana: Staf}\n" * MANY,
    "sections": HEAD + "bagian:\n" + "- {judul: x, langkah: [{kegiatan: x, pelaksana: Staf}]}\n" * MANY,
    "targets": BASE + f"    lanjut: {listed('sasaran{}')}\n",
    "columns": BASE.replace("[Staf, Kasubbag, Kepala]", listed("P{}")),
    "columns of one name": BASE.replace("[Staf,", listed("{{kelompok: g{}, anggota: a}}")[:-1] + ", Staf,"),
    "pelaksana in a step": BASE.replace("pelaksana: Kepala", f"pelaksana: {listed('nama orang {}')}"),
    "symbols in a step": BASE.replace("    pelaksana: Kepala", f"    simbol: {listed('{{pelaksana: p{}}}')}"),
    "references": BASE + "keterkaitan:\n" + "".join(f"- sop: OT.01.02-{number}\n" for number in range(MANY)),
    "anchors": BASE + f"catatan: {listed('&a{} x')}\n",
    "cut texts": BASE + "catatan:\n" + "- a #b\n" * MANY,
    "ignored codes": BASE + "abaikan:\n" + "- {kode: x, alasan: y}\n" * MANY,
    "mappings out of place": BASE + "revisi:\n" + "- {q: 1, zz: 1}\n" * MANY,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_made_to_cost_ends_with_a_bounded_number_of_findings(name: str) -> None:
    source, findings = parse(HOSTILE[name].encode(), ROOT / "sop_sources/x.yaml", "sop_sources/x.yaml")
    assert len(findings) <= MOST_FINDINGS
    if source is None:
        return
    sop, more = make_sop(source, institution())
    assert len(more) <= MOST_FINDINGS
    if sop is not None:
        _, links = link(sop, Register([registered(sop)]))
        assert len(links) <= MOST_FINDINGS
        assert findings + more + links
        assert sum(len(step.symbols) for section in sop.sections for step in section.steps) <= 220
