"""The PDF writer itself: what it refuses, what it promises, and that it does the same twice."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pymupdf
import pytest
from PIL import Image

from sopgen.builder.graphviz_batch import draw_together
from sopgen.findings import FindingsError
from sopgen.layout.layout import lay_out
from sopgen.layout.scene import FlowPage
from sopgen.model.sop import Related
from sopgen.render.own_templates import OwnTemplateError
from sopgen.render.pdf import engine, weasyprint
from sopgen.render.pdf.document import MisplacedError, compare, draw, render, render_both
from tests.readback.rules import touching
from tests.render.conftest import CASES, ROOT, Rendered, rendered

#: With and without a face of their own on most machines, and one that no machine has.
FAMILIES = ("Times New Roman", "Courier New", "Bookman Old Style", "DejaVu Sans", 'A, B\'s "C"')

_DIGEST = """
import hashlib, sys
from pathlib import Path
from tests.readback.rules import touching
from tests.render.conftest import rendered
for root, file in zip(sys.argv[1::2], sys.argv[2::2]):
    made = rendered(Path(root), file)
    print(hashlib.sha256(made.pdf).hexdigest(), hashlib.sha256(made.part).hexdigest())
"""


def digests_elsewhere(sops: list[tuple[Path, str]]) -> str:
    """The hashes of PDFs made in a process of their own, with another hash seed and in another time zone."""
    arguments = [str(part) for sop in sops for part in sop]
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    done = subprocess.run(
        [sys.executable, "-c", _DIGEST, *arguments],
        cwd=ROOT,
        env={"PYTHONHASHSEED": seed, "PATH": os.environ["PATH"], "TZ": "Asia/Jakarta"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.slow
def test_two_processes_make_the_same_bytes() -> None:
    sops = [
        (ROOT, "sop_sources/biro-po/makro-laporan-kinerja.yaml"),
        (CASES / "45-steps", "sop_sources/sop.yaml"),
        (CASES / "book-and-letter", "sop_sources/arsip/makro.yaml"),
    ]
    here = [rendered(*sop) for sop in sops]
    digests = [f"{sha256(made.pdf).hexdigest()} {sha256(made.part).hexdigest()}\n" for made in here]
    assert digests_elsewhere(sops) == "".join(digests)


def test_making_both_gives_what_making_each_gives() -> None:
    made = rendered(CASES / "book-and-letter", "sop_sources/arsip/makro.yaml")
    assert any(related.nomor for related in made.sop.keterkaitan)
    assert made.pdf == render(made.sop, made.institution, made.scene, made.root)
    assert made.part == render(made.sop, made.institution, made.scene, made.root, links=True)
    assert made.pdf != made.part


def test_a_pdf_that_goes_out_alone_has_no_link_and_its_part_links_by_nomor() -> None:
    made = rendered(CASES / "book-and-letter", "sop_sources/arsip/makro.yaml")
    wanted = [f"sop:{related.nomor}" for related in made.sop.keterkaitan if related.nomor]
    assert [link for page in made.document for link in page.get_links()] == []
    links = [link for page in pymupdf.open(stream=made.part) for link in page.get_links()]
    assert sorted({link["uri"] for link in links}) == sorted(wanted)


def test_a_reference_with_odd_characters_stays_a_link(makro: Rendered) -> None:
    odd = 'A/B & "C" <D> {{ e }} é%20'
    sop = replace(makro.sop, keterkaitan=(Related(makro.sop.keterkaitan[0].text, odd),) * 2)
    form = tuple(
        replace(
            page,
            boxes=tuple(
                replace(box, texts=tuple(replace(text, nomor=odd) for text in box.texts))
                if box.key == "keterkaitan"
                else box
                for box in page.boxes
            ),
        )
        for page in makro.scene.form
    )
    part = render_both(sop, makro.institution, replace(makro.scene, form=form), makro.root)[1]
    uris = {link["uri"] for page in pymupdf.open(stream=part) for link in page.get_links()}
    assert len(uris) == 1
    assert uris.pop().startswith("sop:A/B")


@pytest.mark.parametrize("raised", [KeyboardInterrupt, MemoryError])
def test_what_ends_the_program_while_a_picture_is_drawn_ends_it(
    raised: type[BaseException], makro: Rendered, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draw(*_: object) -> None:
        raise raised

    monkeypatch.setattr(weasyprint.svg.SVG, "draw", draw)
    with pytest.raises(raised):
        render(makro.sop, makro.institution, makro.scene, ROOT)


def test_a_row_that_is_too_low_for_its_text_is_an_internal_error_that_names_it(makro: Rendered) -> None:
    page = makro.scene.pages[0]
    tight = replace(makro.scene, pages=(replace(page, rows=tuple(squeezed(page))), *makro.scene.pages[1:]))
    with pytest.raises(MisplacedError, match="baris-2-0"):
        render(makro.sop, makro.institution, tight, makro.root, drawn=draw(makro.sop, makro.scene))


def squeezed(page: FlowPage):
    """The page's rows, the first three mm high, the others moved up."""
    first = page.rows[0]
    up = first.height - 3
    yield replace(first, bottom=first.top + 3)
    for row in page.rows[1:]:
        yield replace(row, top=row.top - up, bottom=row.bottom - up)


def test_another_number_of_pages_than_planned_is_told_of_the_template(makro: Rendered, tmp_path: Path) -> None:
    own_template(tmp_path, '<section style="break-before: page">x</section>')
    with pytest.raises(OwnTemplateError, match="dokumen menjadi 4 halaman, seharusnya 3"):
        render(makro.sop, makro.institution, makro.scene, tmp_path)


def test_another_number_of_pages_than_planned_is_an_internal_error_without_own_templates(makro: Rendered) -> None:
    fewer = replace(makro.scene, pages=makro.scene.pages[:1])
    with pytest.raises(MisplacedError, match="3 pages, the scene plans 2"):
        compare(SimpleNamespace(pages=[None] * 3), fewer)


def test_own_templates_do_not_answer_for_what_the_shipped_ones_get_wrong_too(makro: Rendered, tmp_path: Path) -> None:
    own_template(tmp_path, "")
    page = makro.scene.pages[0]
    tight = replace(makro.scene, pages=(replace(page, rows=tuple(squeezed(page))), *makro.scene.pages[1:]))
    with pytest.raises(MisplacedError, match="baris-2-0"):
        render(makro.sop, makro.institution, tight, tmp_path, drawn=draw(makro.sop, makro.scene))


def own_template(root: Path, addition: str) -> None:
    """Give the project at ``root`` a template of its own: the shipped one and ``addition`` at its end."""
    shipped = (ROOT / "templates" / "pdf" / "sop.html.j2").read_text(encoding="utf-8")
    (root / "templates" / "pdf").mkdir(parents=True)
    own = shipped.replace("</body>", addition + "</body>")
    (root / "templates" / "pdf" / "sop.html.j2").write_text(own, encoding="utf-8")


def test_a_box_that_is_too_low_for_its_texts_is_an_internal_error(makro: Rendered) -> None:
    page = makro.scene.form[0]
    boxes = tuple(replace(box, bottom=box.top + 8) if box.key == "dasar_hukum" else box for box in page.boxes)
    with pytest.raises(MisplacedError, match="Dasar Hukum"):
        render(makro.sop, makro.institution, replace(makro.scene, form=(replace(page, boxes=boxes),)), makro.root)


@pytest.mark.parametrize(
    "family", ["Times New Roman", "Courier New", "Bookman Old Style", "DejaVu Sans", 'A, B\'s "C"']
)
def test_whatever_the_typeface_texts_keep_to_their_cells(family: str, makro: Rendered) -> None:
    sop = replace(makro.sop, format=replace(makro.sop.format, huruf=family))
    scene = lay_out(sop, makro.institution)
    document = pymupdf.open(stream=render(sop, makro.institution, scene, makro.root))
    for planned in (*scene.form, *scene.pages):
        assert touching(document[planned.number - 1], planned) == []


def test_a_logo_that_reaches_for_the_network_is_a_finding(makro: Rendered, tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    reach = '<image xmlns:x="http://www.w3.org/1999/xlink" x:href="http://localhost/a.png" width="9" height="9"/>'
    logo.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{reach}</svg>', encoding="utf-8")
    with pytest.raises(FindingsError, match="tidak dapat dibuat dengan lengkap"):
        render(makro.sop, replace(makro.institution, logo=logo), makro.scene, makro.root)


def test_a_character_that_no_font_has_is_a_finding(makro: Rendered) -> None:
    page = makro.scene.form[0]
    box = page.boxes[0]
    odd = replace(box.texts[0], text="\U000f0000", spans=((0, 1),))
    scene = replace(makro.scene, form=(replace(page, boxes=(replace(box, texts=(odd,)), *page.boxes[1:])),))
    with pytest.raises(FindingsError) as caught:
        render(makro.sop, makro.institution, scene, makro.root)
    (finding,) = caught.value.findings
    assert finding.code == "SOP-E351"
    assert finding.file == makro.sop.source.name


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L"])
def test_a_logo_of_pixels_is_printed_as_an_archive_wants_it(mode: str, makro: Rendered, tmp_path: Path) -> None:
    Image.new(mode, (30, 20)).save(tmp_path / "logo.png")
    made = render(makro.sop, replace(makro.institution, logo=tmp_path / "logo.png"), makro.scene, makro.root)
    with pikepdf.open(BytesIO(made)) as pdf:
        pictures = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
    assert len(pictures) == (2 if mode == "RGBA" else 1)
    assert not any(picture.get("/Interpolate") for picture in pictures)


def test_a_logo_that_is_no_picture_is_a_finding(makro: Rendered, tmp_path: Path) -> None:
    broken = tmp_path / "logo.svg"
    broken.write_text("<svg", encoding="utf-8")
    with pytest.raises(FindingsError, match=r"logo\.svg") as caught:
        render(makro.sop, replace(makro.institution, logo=broken), makro.scene, makro.root)
    (finding,) = caught.value.findings
    assert (finding.code, finding.file) == ("SOP-E352", "sop_sources/instansi.yaml")


def test_an_office_may_bring_its_own_templates(makro: Rendered, tmp_path: Path) -> None:
    own_template(tmp_path, '<p class="block" style="left:20mm;top:2mm">Salinan</p>')
    made = render(makro.sop, makro.institution, makro.scene, tmp_path)
    assert "Salinan" in pymupdf.open(stream=made)[-1].get_text()


@pytest.mark.parametrize(
    "mistake", ["{{ tidak_ada }}", "{% if %}", "{{ view.title.__class__.__mro__ }}", "{% include 'tidak-ada.j2' %}"]
)
def test_a_mistake_in_an_own_template_is_told_with_its_place(mistake: str, makro: Rendered, tmp_path: Path) -> None:
    own_template(tmp_path, mistake)
    with pytest.raises(OwnTemplateError) as caught:
        render(makro.sop, makro.institution, makro.scene, tmp_path)
    (finding,) = caught.value.findings
    assert (finding.code, finding.file) == ("SOP-E353", "templates/pdf/sop.html.j2")
    assert mistake in finding.excerpt


def test_an_own_template_that_is_mended_is_read_again(makro: Rendered, tmp_path: Path) -> None:
    own_template(tmp_path, "{{ tidak_ada }}")
    with pytest.raises(OwnTemplateError):
        render(makro.sop, makro.institution, makro.scene, tmp_path)
    template = tmp_path / "templates" / "pdf" / "sop.html.j2"
    template.write_text(template.read_text(encoding="utf-8").replace("{{ tidak_ada }}", ""), encoding="utf-8")
    assert render(makro.sop, makro.institution, makro.scene, tmp_path) == makro.pdf


def test_drawing_many_at_once_is_drawing_each(makro: Rendered) -> None:
    other = rendered(CASES / "three-sections", "sop_sources/sop.yaml")
    each = [(draw(makro.sop, makro.scene), None), (draw(other.sop, other.scene), None)]
    assert draw_together([(makro.sop, makro.scene, None), (other.sop, other.scene, None)]) == each


def test_the_document_says_what_it_is(makro: Rendered) -> None:
    with pikepdf.open(BytesIO(makro.pdf)) as pdf:
        assert str(pdf.docinfo["/Title"]) == makro.sop.title
        assert str(pdf.docinfo["/CreationDate"]) == "D:20171108000000Z"
        assert str(pdf.docinfo["/ModDate"]) == "D:20180502000000Z"
        assert str(pdf.Root.Lang) == "id"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as packet:
            assert packet["pdfaid:part"] == "3"
            assert packet["pdfaid:conformance"] == "A"
            assert packet["pdfuaid:part"] == "1"
            assert packet["dc:title"] == makro.sop.title


def test_the_outline_leads_to_the_form_and_to_each_flow_table() -> None:
    made = rendered(CASES / "three-sections", "sop_sources/sop.yaml")
    outline = made.document.get_toc()
    assert outline[0] == [1, made.sop.title, 1]
    assert [level for level, _, _ in outline[1:]] == [2, 2, 2]
    firsts = [page.number for page in made.scene.pages if page.title]
    assert [page for _, _, page in outline[1:]] == firsts


def test_drawings_tell_the_flow_in_words_and_say_where_they_stand(makro: Rendered) -> None:
    with pikepdf.open(BytesIO(makro.pdf)) as pdf:
        figures = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"]
        stories = [figure for figure in figures if str(figure.Alt).startswith("Diagram alir")]
        assert len(stories) == len(makro.scene.pages)
        told = sorted(str(figure.Alt) for figure in stories)
        last = max(row.step or 0 for row in makro.scene.pages[0].rows)
        assert told[0].startswith(f"Diagram alir langkah 1 sampai {last}: 1 Sesmenko memulai; ke 2 Karo PO; ")
        assert "9 Kabag Evapor memutuskan: ya ke 10, tidak kembali ke 8" in told[1]
        stories.sort(key=lambda figure: str(figure.Alt))
        page = makro.scene.pages[0]
        left, bottom, right, top = (float(value) * 25.4 / 72 for value in stories[0].A.BBox)
        assert abs(left - page.actor_columns[0].left) < 0.05
        assert abs(right - page.actor_columns[-1].right) < 0.05
        assert abs(page.height - top - page.rows[0].top) < 0.05
        assert abs(page.height - bottom - page.rows[-1].bottom) < 0.05


def test_a_line_that_weasyprint_logs_stops_the_document() -> None:
    with pytest.raises(engine.LoggedError):
        engine.typeset(engine.Markup('<p style="colour: red"><img src="sopgen:tidak-ada" alt="x">', "", {}))
