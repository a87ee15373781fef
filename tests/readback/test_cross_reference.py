"""Every PDF that the program writes has a right cross-reference, and can be signed by a program that insists on it."""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping

import pikepdf
import pydyf  # type: ignore[import-untyped]
import pytest

from sopgen.cli.run import run
from tests.cli.projects import copy_case, edit
from tests.readback.cross_reference import faults
from tests.readback.signing import read_strictly, signatures_hold, signed

SOPS = ("sop/arsip/makro.pdf", "sop/sop.pdf", "sop/surat-menyurat.pdf")
KINDS = (
    *SOPS,
    "buku-sop.pdf",
    "lampiran/nota.pdf",
    "formulir/monitoring.pdf",
    "formulir/evaluasi.pdf",
    "diagram.pdf",
    "usulan.pdf",
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """A PDF of every kind, as the commands write them."""
    office = copy_case("book-and-letter", tmp_path_factory.mktemp("kantor"))
    sop = office / "sop_sources/sop.yaml"
    older = office / "sop_sources/_semula.yaml"
    shutil.copy(sop, older)
    edit(office, "sop_sources/sop.yaml", "waktu: 30 Menit", "waktu: 45 Menit")
    build = office / "build"
    for command in (
        ["build", "--pdf"],
        ["build", "--book"],
        ["attach", str(office / "sop_sources/surat/nota.yaml")],
        ["forms", "monitoring"],
        ["forms", "evaluasi"],
        ["diagram", str(sop), "-o", str(build / "diagram.pdf")],
        ["diff", str(older), str(sop), "--pdf", str(build / "usulan.pdf")],
    ):
        assert run(["-C", str(office), *command]) == 0
    found = (path for path in build.rglob("*.pdf") if not path.relative_to(build).parts[0].startswith("."))
    return {path.relative_to(build).as_posix(): path.read_bytes() for path in found}


@pytest.mark.slow
def test_these_are_all_kinds(written: Mapping[str, bytes]) -> None:
    assert sorted(written) == sorted(KINDS)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_entry_is_right_and_strict_readers_agree(written: Mapping[str, bytes], kind: str) -> None:
    assert faults(written[kind]) == []
    assert read_strictly(written[kind]) > 0
    with pikepdf.open(io.BytesIO(written[kind])) as pdf:
        assert pdf.check_pdf_syntax() == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_it_can_be_signed_twice_by_a_strict_program(written: Mapping[str, bytes], kind: str) -> None:
    done = signed(signed(written[kind], "Pertama"), "Kedua")
    assert signatures_hold(done) == [True, True]
    assert faults(done) == []


def test_an_object_that_is_only_marked_as_free_is_noticed() -> None:
    assert faults(_small(free=False)) == []
    assert [fault.split(" is ")[0] for fault in faults(_small(free=True))] == ["4", "5", "6"]


def _small(*, free: bool) -> bytes:
    """A document of four dictionaries; the second of them marked as free as pydyf does not expect it."""
    pdf = pydyf.PDF()
    for number in range(4):
        pdf.add_object(pydyf.Dictionary({"Nomor": number}))
    pdf.objects[4].free = "f" if free else "n"
    content = io.BytesIO()
    pdf.write(content, compress=True)
    return content.getvalue()


def test_a_reference_to_a_free_object_is_noticed() -> None:
    pdf = pydyf.PDF()
    pdf.add_object(pydyf.Dictionary())
    pdf.catalog["Tautan"] = pdf.objects[3].reference
    pdf.objects[3] = pdf.objects[0]
    content = io.BytesIO()
    pdf.write(content, compress=True)
    assert faults(content.getvalue()) == ["2 refers to 3 0 R, which is not there"]
