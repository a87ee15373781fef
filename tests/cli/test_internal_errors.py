"""A mistake of our own is never the last word: it is told, its traceback kept, and everything else is made."""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from sopgen import __version__
from sopgen.builder.error_report import ENDING
from sopgen.cli.root import COMMANDS, module_of
from sopgen.cli.run import run
from sopgen.rules import check as check_module

from .projects import THREE, copy_case, edit, outputs, start

BROKEN = THREE[1]
REPORT = f"sop/sop{ENDING}"


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A project of three SOPs, a booklet and a letter."""
    return copy_case("book-and-letter", tmp_path)


def about(arguments: tuple[Any, ...], name: str) -> bool:
    """Whether a function was called for the source ``name``: its path, its SOP, its job or its name is among them."""
    for argument in arguments:
        owner = getattr(argument, "sop", argument)
        told = getattr(getattr(owner, "source", owner), "name", argument)
        if str(argument).endswith(name) or told == name:
            return True
    return False


def plant(place: str, monkeypatch: pytest.MonkeyPatch, name: str = "") -> None:
    """Make the function at ``place`` go wrong: always, or only when it is called for the source ``name``."""
    module, _, function = place.rpartition(".")
    owner = import_module(module)
    real = getattr(owner, function)

    def wrong(*arguments: Any, **options: Any) -> Any:
        if not name or about(arguments, name):
            raise ZeroDivisionError("a mistake of ours")
        return real(*arguments, **options)

    monkeypatch.setattr(owner, function, wrong)


def plant_in_rule(rules: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the second of the rules go wrong about one SOP (a rule about single ones) or at all."""

    def wrong(*arguments: Any) -> Any:
        if rules == "PROJECT_RULES" or about(arguments, BROKEN):
            raise ZeroDivisionError("a mistake of ours")
        return ()

    first, second, *others = getattr(check_module, rules)
    monkeypatch.setattr(check_module, rules, (first, replace(second, check=wrong), *others))


def svgs(office: Path) -> set[str]:
    """The SVG files that stand there."""
    return {name for name in outputs(office) if name.endswith(".svg")}


OTHERS = {"sop/arsip/makro.svg", "sop/surat-menyurat.svg"}
READING = ["sopgen.model.load.read", "sopgen.model.load.make_sop", "sopgen.rules.check.check_flow"]
#: Where a build of one SOP can go wrong: one place a stage.
MAKING = [
    "sopgen.builder.run.sop_fingerprints",
    "sopgen.builder.job.lay_out",
    "sopgen.render.pdf.document.render",
    "sopgen.render.docx.document.render",
    "sopgen.render.diagram.diagram_svg",
    "sopgen.book.docx.part.make_word_part",
]
#: Where one mistake shows in the booklets too: in what they are bound of, one place a way.
BOUND = {
    "sopgen.model.load.make_sop",
    "sopgen.builder.job.lay_out",
    "sopgen.render.pdf.document.render",
    "sopgen.book.docx.part.make_word_part",
}
EACH_KIND = ("--pdf", "--docx", "--svg")


@pytest.mark.parametrize("place", [*READING, *MAKING], ids=lambda place: place.removeprefix("sopgen."))
def test_one_sop_breaks_and_all_others_are_built(
    place: str, office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plant(place, monkeypatch, BROKEN)
    if place.endswith("diagram_svg"):  # flows that were drawn together need it no more
        plant("sopgen.builder.graphviz_batch.lay_out_diagram", monkeypatch, BROKEN)
    arguments = ["build", "-j", "1", *(("--sebagian",) if place in BOUND else EACH_KIND)]
    assert run(["-C", str(office), *arguments]) == 3
    shown = capsys.readouterr()
    assert "Traceback" not in shown.out + shown.err
    assert f"GAGAL   {BROKEN}: kesalahan program; laporannya ada di " in shown.out
    assert f"Kirimkan {office}/build/{REPORT} beserta berkas sumbernya kepada pengembang" in shown.err
    assert svgs(office) == OTHERS
    assert place not in BOUND or {"buku-sop.pdf", "buku-sop.docx"} <= set(outputs(office))
    report = (office / "build" / REPORT).read_text(encoding="utf-8")
    assert "ZeroDivisionError: a mistake of ours" in report
    assert f"sopgen {__version__}, Python 3." in report
    assert f"perintah: sopgen -C (proyek) {' '.join(arguments)}\n" in report
    assert f"{hashlib.sha256((office / BROKEN).read_bytes()).hexdigest()}  {BROKEN}\n" in report
    assert str(office) not in report
    assert str(Path.home()) not in report or Path.home() == Path("/")


@pytest.mark.parametrize("rules", ["SOP_RULES", "PROJECT_RULES"])
def test_a_rule_that_breaks_keeps_no_other_from_being_asked(
    rules: str, office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(office, BROKEN, "kegiatan: ", "kegiatan: bErkas ")
    plant_in_rule(rules, monkeypatch)
    for _ in range(2):  # it is not remembered as the answer
        assert run(["-C", str(office), "check"]) == 3
        shown = capsys.readouterr()
        assert "SOP-E199" in shown.out
        assert "bErkas" in shown.out
        assert "Kirimkan " in shown.err
    assert run(["-C", str(office), "build", "--svg", "-j", "1"]) == 3
    assert svgs(office) >= OTHERS


@pytest.mark.parametrize("place", READING)
def test_check_tells_which_source_it_was_and_all_about_the_others(
    place: str, office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(office, THREE[2], "kegiatan: ", "kegiatan: bErkas ")
    plant(place, monkeypatch, BROKEN)
    assert run(["-C", str(office), "check", "--format", "json"]) == 3
    shown = capsys.readouterr()
    found = json.loads(shown.out)
    assert "SOP-E199" in {finding["code"] for finding in found if finding["file"] == BROKEN}
    assert "bErkas" in "".join(finding["message"] for finding in found if finding["file"] == THREE[2])
    assert f"Kirimkan {office}/build/{REPORT} " in shown.err
    assert "a mistake of ours" in (office / "build" / REPORT).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["sop_sources/instansi.yaml", "sop_sources/buku.yaml", "sop_sources/surat/nota.yaml"])
def test_a_broken_reading_of_any_other_source_is_told_with_its_name(
    name: str, office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plant("sopgen.model.load.read", monkeypatch, name)
    assert run(["-C", str(office), "build", "-j", "1"]) == 3
    shown = capsys.readouterr()
    assert f"GAGAL   {name}: kesalahan program" in shown.out
    assert "Traceback" not in shown.out + shown.err
    assert len(list((office / "build").rglob(f"*{ENDING}"))) == 1
    assert len(svgs(office)) == (0 if name.endswith("instansi.yaml") else 3)


@pytest.mark.parametrize(
    ("place", "source", "report"),
    [
        ("sopgen.book.booklet.set_booklet", "sop_sources/buku.yaml", f"buku-sop{ENDING}"),
        ("sopgen.book.attach.letter_files", "sop_sources/surat/nota.yaml", f"lampiran/nota{ENDING}"),
        ("sopgen.model.schema.json_schema.json_schema", "JSON Schema", f"JSON Schema{ENDING}"),
    ],
    ids=["booklet", "letter", "schema"],
)
def test_what_is_made_of_sops_breaks_alone(
    place: str,
    source: str,
    report: str,
    office: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with monkeypatch.context() as planted:
        plant(place, planted)
        assert run(["-C", str(office), "build", "-j", "1"]) == 3
    shown = capsys.readouterr()
    assert f"GAGAL   {source}: kesalahan program; laporannya ada di {office}/build/{report}\n" in shown.out
    assert "Traceback" not in shown.out + shown.err
    made = set(outputs(office))
    assert {"buku-sop.pdf", "lampiran/nota.pdf"} - made == (
        {f"{report.removesuffix(ENDING)}.pdf"} & {"buku-sop.pdf", "lampiran/nota.pdf"}
    )
    assert len(svgs(office)) == 3
    assert run(["-C", str(office), "build", "-j", "1"]) == 0
    assert not list((office / "build").rglob(f"*{ENDING}"))


@pytest.mark.parametrize(
    ("place", "lost", "made"),
    [
        ("sopgen.book.booklet.bind_booklet", "buku-sop.pdf", "buku-sop.docx"),
        ("sopgen.book.docx.booklet.write_booklet_docx", "buku-sop.docx", "buku-sop.pdf"),
    ],
)
def test_one_kind_of_booklet_breaks_and_the_other_is_made(
    place: str, lost: str, made: str, office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plant(place, monkeypatch)
    assert run(["-C", str(office), "build", "-j", "1"]) == 3
    assert "GAGAL   sop_sources/buku.yaml: kesalahan program; laporannya ada di " in capsys.readouterr().out
    assert made in outputs(office)
    assert lost not in outputs(office)
    assert (office / f"build/buku-sop{ENDING}").is_file()


def test_the_report_goes_when_the_sop_is_built_or_gone(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = ["-C", str(office), "build", "--svg", "-j", "1"]
    for name in THREE[1:]:
        with monkeypatch.context() as planted:
            plant("sopgen.builder.job.lay_out", planted, name)
            assert run([*build, name]) == 3
    assert (office / "build" / REPORT).is_file()
    (office / THREE[2]).unlink()
    edit(office, "sop_sources/buku.yaml", "  - judul: Surat\n    sop: [CTH.BUKU.2]\n", "")
    run(build)
    assert not list((office / "build").rglob(f"*{ENDING}"))


def test_somebodys_file_of_that_name_stays(office: Path) -> None:
    place = office / "build" / REPORT
    place.parent.mkdir(parents=True)
    place.write_text("catatan saya", encoding="utf-8")
    assert run(["-C", str(office), "build", "--svg", "-j", "1"]) == 0
    assert place.read_text(encoding="utf-8") == "catatan saya"


def test_a_broken_result_of_several_sops_breaks_none_of_them(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant("sopgen.builder.graphviz_batch.draw_together", monkeypatch)
    assert run(["-C", str(office), "build", "--svg", "-j", "1"]) == 0
    assert len(svgs(office)) == 3


#: What a command is given to work on; the others need nothing.
ARGUMENTS = {
    "new": ["--judul", "Penyusunan Laporan"],
    "diff": ["sop.yaml"],
    "pull": [BROKEN],
    "attach": ["sop_sources/surat/nota.yaml"],
    "forms": ["monitoring"],
    "diagram": ["sop.yaml"],
    "preview": ["sop.yaml"],
    "inspect": [BROKEN],
    "schema": ["sop"],
    **{key: ["sop.yaml"] for key in ("enact", "revise", "withdraw")},
}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_keeps_its_traceback_in_the_project(
    command: str, office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(office)
    module = module_of(command)
    arguments = [command, *ARGUMENTS.get(command, ())]
    with monkeypatch.context() as planted:
        plant("sopgen.model.schema.json_schema.json_schema" if command == "schema" else f"{module}.find_root", planted)
        assert run(arguments) == 3
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines() == [
        "Kesalahan program adalah kesalahan sopgen, bukan kesalahan berkas Anda. "
        f"Kirimkan build/{command}{ENDING} beserta berkas sumbernya kepada pengembang sopgen di kantor Anda."
    ]
    report = office / "build" / f"{command}{ENDING}"
    assert "a mistake of ours" in report.read_text(encoding="utf-8")
    assert f"perintah: sopgen {' '.join(arguments[:1])}" in report.read_text(encoding="utf-8")
    if command in ("check", "stats", "schema"):
        assert run(arguments) == 0
        assert not report.exists()


@pytest.mark.parametrize("place", ["-C", "file", "nowhere"])
def test_the_project_of_a_command_is_found_wherever_the_user_stands(
    place: str,
    office: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    arguments = {"-C": ["-C", str(office), "check"], "file": ["inspect", str(office / BROKEN)], "nowhere": ["check"]}
    plant(f"sopgen.cli.commands.{arguments[place][-2 if place == 'file' else -1]}.find_root", monkeypatch)
    assert run(arguments[place]) == 3
    (report,) = tmp_path.rglob(f"*{ENDING}")
    assert (report.parent == office / "build") is (place != "nowhere")
    assert report.name in capsys.readouterr().err


def test_where_the_project_cannot_be_written_the_temporary_folder_takes_it_else_the_terminal(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "build").write_text("bukan folder")
    plant("sopgen.cli.commands.check.find_root", monkeypatch)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert run(["-C", str(office), "check"]) == 3
    (report,) = tmp_path.glob(f"*{ENDING}")
    assert f"Kirimkan {report} " in capsys.readouterr().err
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tidak ada"))
    assert run(["-C", str(office), "check"]) == 3
    shown = capsys.readouterr().err
    assert "ZeroDivisionError: a mistake of ours" in shown
    assert "Kirimkan pesan di atas beserta berkas sumbernya kepada" in shown


def test_a_report_with_a_name_too_long_beside_the_output_stands_elsewhere(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = office / "sop_sources" / f"{'p' * 240}.yaml"
    (office / BROKEN).rename(long)
    edit(office, "sop_sources/buku.yaml", "sop.yaml]", f"{long.name}]")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    plant("sopgen.builder.job.lay_out", monkeypatch, f"sop_sources/{long.name}")
    assert run(["-C", str(office), "build", "--svg", "-j", "1"]) == 3
    assert len(list(tmp_path.glob(f"*{ENDING}"))) == 1
    assert svgs(office) == OTHERS


#: Read by Python when it starts: laying out one SOP goes wrong, in every process.
SITE = """
import sopgen.builder.job as job
real = job.lay_out
def lay_out(sop, *arguments):
    if sop.source.name == {name!r}:
        raise ZeroDivisionError("a mistake of ours")
    return real(sop, *arguments)
job.lay_out = lay_out
"""


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["--svg", "-j", "2"], ["--pdf", "-j", "2"], ["--svg", "--watch"]], ids=" ".join)
def test_processes_of_a_build_and_watching_tell_the_same(arguments: list[str], office: Path, tmp_path: Path) -> None:
    text = (office / BROKEN).read_text(encoding="utf-8")
    for number in range(3):
        another = text.replace("nomor: ", f"nomor: {number}.")
        (office / f"sop_sources/lagi-{number}.yaml").write_text(another, encoding="utf-8")
    (tmp_path / "sitecustomize.py").write_text(SITE.format(name=BROKEN), encoding="utf-8")
    path = f"{tmp_path}:{Path(__file__).parents[2]}"
    shown: list[str] = []
    with start(office, "build", *arguments, PYTHONPATH=path, PYTHONUNBUFFERED="1") as process:
        assert process.stdout is not None
        for line in process.stdout:
            shown.append(line)
            if "Menunggu perubahan" in line:
                process.terminate()
    said = "".join(shown)
    assert f"GAGAL   {BROKEN}: kesalahan program" in said
    assert "Traceback" not in said
    assert said.count("dibuat  ") == 5
    assert "Kirimkan " in said
    if "--watch" not in arguments:
        assert process.returncode == 3
    report = (office / "build" / REPORT).read_text(encoding="utf-8")
    assert "a mistake of ours" in report
    assert "perintah: sopgen -C (proyek) build" in report
