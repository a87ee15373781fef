"""Steps of an SOP as they are typed: for the examples in the catalogue of codes."""

from __future__ import annotations


def row(
    kegiatan: str, pelaksana: str, kelengkapan: str, waktu: str, output: str, *, id: str = "", flow: str = ""
) -> str:
    """One entry of ``langkah``; ``flow`` are lines of flow keys below its pelaksana. An empty text is left out."""
    lines = [f"id: {id}", f"kegiatan: {kegiatan}", f"pelaksana: {pelaksana}", *flow.splitlines()]
    lines += [f"kelengkapan: {kelengkapan}", f"waktu: {waktu}", f"output: {output}"]
    return "  - " + "\n    ".join(line for line in lines if not line.endswith(": "))


def flow_table(*steps: str, pelaksana: str = "") -> str:
    """The keys ``pelaksana`` (left out when empty) and ``langkah``."""
    columns = f"pelaksana: [{pelaksana}]\n" if pelaksana else ""
    return f"{columns}langkah:\n" + "\n".join(steps)


def review(first: str = "", second: str = "tidak: konsep") -> str:
    """A draft and its review, with lines of flow keys in the first step and in the second."""
    return flow_table(
        row("Menyusun konsep surat", "Staf", "Disposisi", "1 Jam", "Konsep surat", id="konsep", flow=first),
        row("Memeriksa konsep surat", "Kepala", "Konsep surat", "10 Menit", "Surat", id="periksa", flow=second),
    )
