"""The default reference is clean; an office's own gives looks, header and footer, never measures."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from sopgen.findings import FindingsError, Severity
from sopgen.layout.layout import lay_out
from sopgen.model.load import load
from sopgen.model.sop import Sop
from sopgen.render.docx.blocks import Margins, Role
from sopgen.render.docx.document import render
from sopgen.render.docx.logo import load_logo
from sopgen.render.docx.package import reference
from sopgen.render.docx.package.measure_font import restyled_project
from sopgen.render.docx.package.placeholders import fill
from sopgen.render.docx.package.reference import default_reference, load_reference, restyled
from sopgen.render.logo import logo_bytes
from tests.render_docx.documents import ROOT, Made, makro
from tests.render_docx.office import converted, needs_office
from tests.validate_docx.audit import audit_errors
from tests.validate_docx.invariants import broken_invariants
from tests.validate_docx.package import Package, W

Document = docx.document.Document


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def saved(document: Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "sop_sources").mkdir()
    return tmp_path


def wanting(made: Made, project: Path, content: bytes, name: str = "rujukan.docx") -> Sop:
    """The SOP, asking for a reference document of these bytes."""
    file = project / "sop_sources" / name
    file.write_bytes(content)
    return replace(made.sop, format=replace(made.sop.format, rujukan_docx=str(file)))


def test_the_default_reference_is_clean_and_always_the_same() -> None:
    content = default_reference("Arial")
    default_reference.cache_clear()
    assert default_reference("Arial") == content
    package = Package.of(content)
    assert broken_invariants(content) == []
    assert audit_errors(content) == []
    names = " ".join(package.members)
    assert not any(word in names for word in ("stylesWithEffects", "thumbnail", "customXml", "webSettings"))
    settings = package.members["word/settings.xml"].decode()
    assert 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in settings
    assert "rsid" not in settings
    assert {"word/theme/theme1.xml", "word/fontTable.xml"} <= set(package.members)


def test_every_style_of_the_default_has_its_name_without_blanks_as_id() -> None:
    styles = Package.of(default_reference("Arial")).xml["word/styles.xml"]
    found = {s.find(f"{W}name").get(f"{W}val"): s.get(f"{W}styleId") for s in styles.iter(f"{W}style")}
    assert {role.value: role.value.replace(" ", "") for role in Role}.items() <= found.items()


def test_an_office_restyles_in_word_and_rows_stay_as_planned(project: Path) -> None:
    made = makro()
    own = opened(default_reference("Arial"))
    own.styles["SOP Sel"].font.name = "Liberation Serif"
    own.styles["SOP Sel"].font.size = Pt(8)
    own.styles["SOP Sel"].paragraph_format.space_before = Pt(30)
    own.styles["SOP Judul"].font.italic = True
    own.sections[0].header.paragraphs[0].text = "Kantor Contoh – {judul}"
    sop = wanting(made, project, saved(own))
    reference = load_reference(sop, project)
    assert reference.findings == ()
    sop = restyled(sop, reference)
    assert (sop.format.huruf, sop.format.ukuran_huruf) == ("Liberation Serif", 8.0)
    scene = lay_out(sop, made.institution)
    document = opened(render(sop, made.institution, scene, project, reference))
    cell = document.styles["SOP Sel"]
    assert cell.font.name == "Liberation Serif"
    assert cell.font.size == Pt(scene.table_pt)
    assert cell.paragraph_format.space_before < Pt(5)
    assert document.styles["SOP Judul"].font.italic
    assert document.sections[0].header.paragraphs[0].text == f"Kantor Contoh – {sop.title}"


def test_a_font_from_the_theme_is_the_font_that_is_measured(project: Path) -> None:
    own = opened(default_reference("Arial"))
    fonts = own.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:rFonts')}")
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    fonts.set(qn("w:asciiTheme"), "minorHAnsi")
    reference = load_reference(wanting(makro(), project, saved(own)), project)
    assert reference.typeface is not None
    assert reference.typeface.family == "Cambria"


def test_an_sop_without_a_reference_of_its_own_is_laid_out_as_it_says() -> None:
    made = makro()
    assert restyled(made.sop, load_reference(made.sop, made.root)) is made.sop


def test_missing_styles_are_added_and_reported_once_by_name(project: Path) -> None:
    made = makro()
    own = opened(default_reference("Arial"))
    for name in ("SOP Kepala", "SOP Daftar", "SOP Formulir"):
        own.styles[name].delete()
    sop = wanting(made, project, saved(own))
    reference = load_reference(sop, project)
    (finding,) = reference.findings
    assert finding.severity is Severity.WARNING
    assert all(name in finding.message for name in ("SOP Kepala", "SOP Daftar", "SOP Formulir"))
    content = render(sop, made.institution, made.scene, project, reference)
    assert broken_invariants(content) == []
    assert audit_errors(content) == []


def test_a_document_of_word_alone_becomes_a_whole_reference(project: Path) -> None:
    made = makro()
    own = docx.Document()
    own.styles.add_style("sop sel", WD_STYLE_TYPE.PARAGRAPH).font.name = "Liberation Sans"
    sop = wanting(made, project, saved(own))
    content = render(sop, made.institution, made.scene, project)
    assert broken_invariants(content) == []
    used = {e.get(f"{W}val") for e in Package.of(content).xml["word/document.xml"].iter(f"{W}pStyle")}
    assert opened(content).styles["sop sel"].style_id in used


@pytest.mark.parametrize("mode", ["14", "12", None])
def test_a_reference_of_an_older_word_is_laid_out_as_the_newest(project: Path, mode: str | None) -> None:
    old = opened(default_reference("Arial"))
    compat = old.settings.element.find(qn("w:compat"))
    assert compat is not None
    if mode is None:
        old.settings.element.remove(compat)
    else:
        compat[0].set(qn("w:val"), mode)
    made = makro()
    sop = wanting(made, project, saved(old))
    content = render(sop, made.institution, lay_out(sop, made.institution), project)
    settings = Package.of(content).xml["word/settings.xml"]
    modes = [each for each in settings.iter(f"{W}compatSetting") if each.get(f"{W}name") == "compatibilityMode"]
    assert [each.get(f"{W}val") for each in modes] == ["15"]
    assert broken_invariants(content) == []
    assert audit_errors(content) == []


def test_a_document_without_lists_gets_them(project: Path) -> None:
    made = makro()
    own = opened(default_reference("Arial"))
    for name, relation in list(own.part.rels.items()):
        if relation.reltype.endswith("/numbering"):
            del own.part.rels[name]
    content = render(wanting(made, project, saved(own)), made.institution, made.scene, project)
    assert broken_invariants(content) == []


def test_a_finished_document_serves_as_reference_without_its_source(project: Path) -> None:
    made = makro()
    content = render(wanting(made, project, made.docx), made.institution, made.scene, project)
    assert sum(name.startswith("customXml/item") and "Props" not in name for name in Package.of(content).members) == 1
    assert broken_invariants(content) == []


@needs_office
@pytest.mark.slow
def test_a_reference_that_libreoffice_saved_still_has_all_styles(project: Path) -> None:
    made = makro()
    content = converted({"rujukan": default_reference("Arial")}, "docx")["rujukan"]
    sop = wanting(made, project, content)
    reference = load_reference(sop, project)
    assert reference.findings == ()
    assert broken_invariants(render(sop, made.institution, made.scene, project, reference)) == []


@pytest.mark.parametrize("content", [b"", b"PK", b"<html/>"])
def test_a_reference_that_is_no_docx_is_a_finding(project: Path, content: bytes) -> None:
    with pytest.raises(FindingsError, match=r"rujukan\.docx"):
        load_reference(wanting(makro(), project, content), project)


def tripping(only: bytes | None) -> Callable[[bytes, Margins], None]:
    """A rehearsal that stumbles over every document but this one."""

    def rehearse(content: bytes, margins: Margins) -> None:
        if content != only:
            raise AttributeError("'NoneType' object has no attribute 'sz'")

    return rehearse


def test_a_document_over_which_only_its_rehearsal_stumbles_is_a_finding(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed: list[bytes] = []
    monkeypatch.setattr(reference, "_rehearse", lambda content, margins: passed.append(content))
    load_reference(wanting(makro(), project, default_reference("Arial")), project)
    monkeypatch.setattr(reference, "_rehearse", tripping(passed[0]))
    document = opened(default_reference("Arial"))
    document.core_properties.title = "Milik kantor"
    with pytest.raises(FindingsError) as refused:
        load_reference(wanting(makro(), project, saved(document)), project)
    (finding,) = refused.value.findings
    assert (finding.code, finding.severity) == ("SOP-E331", Severity.ERROR)


def test_a_rehearsal_that_stumbles_over_the_default_too_is_our_own_mistake(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = opened(default_reference("Arial"))
    document.core_properties.title = "Milik kantor lain"
    monkeypatch.setattr(reference, "_rehearse", tripping(None))
    with pytest.raises(AttributeError):
        load_reference(wanting(makro(), project, saved(document)), project)


@pytest.mark.parametrize("name", ["../luar.docx", "/etc/hostname", "tidak-ada.docx"])
def test_a_reference_outside_its_folders_or_missing_is_a_finding(project: Path, name: str) -> None:
    shutil.copy(__file__, project / "luar.docx")
    made = makro()
    sop = replace(made.sop, format=replace(made.sop.format, rujukan_docx=name))
    with pytest.raises(FindingsError, match="tidak ditemukan"):
        load_reference(sop, project)


def test_a_placeholder_that_word_cut_into_runs_is_filled() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for part in ("Nomor {no", "mor", "} · {tak_dikenal} {", "unit}!"):
        paragraph.add_run(part)
    fill(document.element, {"nomor": "A&B", "unit": "Biro <1>"})
    assert paragraph.text == "Nomor A&B · {tak_dikenal} Biro <1>!"


def test_a_project_is_laid_out_in_the_typeface_of_its_reference(project: Path) -> None:
    shutil.copytree(ROOT / "tests" / "cases" / "one-step" / "sop_sources", project / "sop_sources", dirs_exist_ok=True)
    own = opened(default_reference("Arial"))
    own.styles["SOP Sel"].font.name = "Liberation Serif"
    own.styles["SOP Judul"].delete()
    (project / "sop_sources" / "kantor.docx").write_bytes(saved(own))
    institution = project / "sop_sources" / "instansi.yaml"
    institution.write_text(institution.read_text() + "format:\n  rujukan_docx: kantor.docx\n", encoding="utf-8")
    loaded = load(project)
    assert [sop.format.huruf for sop in restyled_project(loaded).sops] == ["Liberation Serif"]
    assert [finding.code for finding in restyled_project(loaded).findings] == ["SOP-W331"]
    (project / "sop_sources" / "kantor.docx").write_bytes(b"PK")
    broken = restyled_project(loaded)
    assert broken.sops == ()
    assert broken.failed == ("sop_sources/sop.yaml",)
    assert [finding.code for finding in broken.findings] == ["SOP-E331"]


def test_a_project_without_a_reference_is_left_alone() -> None:
    loaded = load(ROOT)
    assert restyled_project(loaded) is loaded


def with_band(which: str, millimetres: float) -> bytes:
    """A reference document whose header or footer shows a picture so high."""
    document = opened(default_reference("Arial"))
    band = getattr(document.sections[0], which)
    logo = load_logo(logo_bytes(makro().institution, ROOT))
    cell = band.add_table(1, 2, Mm(100)).cell(0, 0)
    cell.paragraphs[0].add_run().add_picture(io.BytesIO(logo.png), height=Mm(millimetres))
    return saved(document)


@pytest.mark.parametrize(
    ("which", "millimetres", "words"),
    [("header", 21.0, "Kepala halaman"), ("footer", 18.0, "Kaki halaman"), ("header", 2.0, ""), ("footer", 1.0, "")],
)
def test_a_header_or_footer_that_pushes_the_pages_is_a_finding(
    project: Path, which: str, millimetres: float, words: str
) -> None:
    sop = wanting(makro(), project, with_band(which, millimetres))
    findings = load_reference(sop, project).findings
    assert [finding.code for finding in findings] == (["SOP-W332"] if words else [])
    assert all(finding.message.startswith(words) for finding in findings)


def test_a_font_that_is_not_installed_is_a_finding(project: Path) -> None:
    (finding,) = load_reference(wanting(makro(), project, default_reference("Huruf Tidak Ada")), project).findings
    assert finding.code == "SOP-W333"
    assert "“Huruf Tidak Ada”" in finding.message


def test_our_own_header_and_footer_have_their_room(project: Path) -> None:
    assert load_reference(wanting(makro(), project, default_reference("Arial")), project).findings == ()
