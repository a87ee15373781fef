"""The booklet of real SOPs: complete, with right numbers, whole links, and everything its parts had."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pikepdf
import pymupdf
import pytest

from sopgen.book.booklet import booklet_date
from sopgen.book.merge.output.names import read_names
from sopgen.book.merge.part import POINTS_PER_MM
from sopgen.book.plan import Absence, plan_booklet
from sopgen.findings import FindingsError, UserError
from sopgen.model.book import Chapter, Definition
from sopgen.model.load import load
from sopgen.model.sop import Status
from tests.book.conftest import Made, build_booklet
from tests.book.sops import book, sop
from tests.book.walk import target, walk
from tests.conftest import ROOT
from tests.readback.texts import packed
from tests.verapdf import validate

#: How an SOP counts its own pages, which the booklet does not: it numbers them itself.
_OWN_COUNT = re.compile(r" Halaman \d+ dari \d+")


@pytest.fixture(params=["quick", pytest.param("long", marks=pytest.mark.slow)], scope="session")
def made(request: pytest.FixtureRequest) -> Made:
    """A booklet of some cases, and one of more than 60 SOPs."""
    found: Made = request.getfixturevalue(f"{request.param}_booklet")
    return found


@pytest.fixture(scope="session")
def pages(made: Made) -> list[str]:
    """The text of every page, words apart by single blanks."""
    with pymupdf.open(stream=made.booklet.pdf) as document:
        return [" ".join(page.get_text().split()) for page in document]


def labels(made: Made) -> list[str]:
    with pymupdf.open(stream=made.booklet.pdf) as document:
        return [page.get_label() for page in document]


@pytest.mark.slow
def test_the_long_booklet_is_long(long_booklet: Made) -> None:
    assert len(long_booklet.booklet.plan.sops) >= 60


def test_every_sop_stands_whole_where_the_plan_says(made: Made, pages: list[str]) -> None:
    for planned in made.booklet.plan.sops:
        first = made.booklet.front_pages + planned.first - 1
        with pymupdf.open(stream=made.pdfs[planned.sop.nomor]) as alone:
            for number, page in enumerate(alone):
                words = _OWN_COUNT.sub("", " ".join(page.get_text().split()))
                assert pages[first + number].removeprefix("KONSEP ").startswith(words)


def test_page_labels_are_the_numbers_that_are_printed(made: Made, pages: list[str]) -> None:
    printed = labels(made)
    assert printed[0] == "i"
    assert printed[made.booklet.front_pages :] == [
        str(number) for number in range(1, made.booklet.pages - made.booklet.front_pages + 1)
    ]
    for label, text in zip(printed[1:], pages[1:], strict=True):
        assert text.endswith(f" {label}")


def test_numbers_stand_in_the_middle_below_the_text_whatever_the_paper(made: Made) -> None:
    printed = labels(made)
    with pymupdf.open(stream=made.booklet.pdf) as document:
        for page, label in list(zip(document, printed, strict=True))[1:]:
            lowest = max(page.get_text("words"), key=lambda word: word[3])
            assert lowest[4] == label
            binding = 2.5 * POINTS_PER_MM if page.rect.width < page.rect.height else 0.0  # the front matter's
            assert (lowest[0] + lowest[2]) / 2 == pytest.approx(page.rect.width / 2 + binding, abs=0.5)


def baselines(page: pymupdf.Page) -> Iterator[tuple[float, str]]:
    """Of each run of text the height of its baseline above the page's lower edge (mm), and the text."""
    for block in page.get_text("dict")["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                yield (page.rect.height - span["origin"][1]) / POINTS_PER_MM, span["text"].strip()


def test_numbers_stand_at_one_height_in_the_front_matter_and_at_one_behind_it(made: Made) -> None:
    front, printed = made.booklet.front_pages, labels(made)
    with pymupdf.open(stream=made.booklet.pdf) as document:
        lowest = [min(baselines(page)) for page in document][1:]
    assert [text for _, text in lowest] == printed[1:]
    heights = [round(height, 2) for height, _ in lowest]
    assert set(heights[: front - 1]) == {13.0}
    assert set(heights[front - 1 :]) == {6.0}


def test_the_cover_has_no_number(pages: list[str]) -> None:
    assert not re.search(r"\bi\b", pages[0])


def contents(made: Made) -> Iterator[tuple[str, int]]:
    """Every numbered link of the contents: the printed page number, and the page it leads to (from 0)."""
    with pikepdf.open(io.BytesIO(made.booklet.pdf)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        names = dict(read_names(pdf.Root.Names.Dests))
        for page in pdf.pages[: made.booklet.front_pages]:
            for annotation in page.obj.get("/Annots", []):
                printed = re.search(r", halaman (\S+)$", str(annotation.Contents))
                landed = names[target(annotation) or b""]
                if printed:
                    yield printed[1], numbers[landed[0].objgen]


def test_the_numbers_in_the_contents_are_the_pages_the_links_lead_to(made: Made) -> None:
    printed = labels(made)
    found = list(contents(made))
    assert len(found) == len(made.booklet.own.entries)
    assert all(printed[page] == number for number, page in found)


def test_the_contents_name_every_chapter_and_sop_with_its_number(made: Made, pages: list[str]) -> None:
    text = " ".join(pages[: made.booklet.front_pages])
    for planned in made.booklet.plan.sops:
        title = " ".join(planned.title.split())
        assert packed(f"{title} {planned.first} {planned.sop.nomor}") in packed(text)
    for chapter in made.booklet.plan.chapters:
        assert f"{chapter.judul} {chapter.page} " in text


def test_roman_numbers_in_the_contents_are_those_of_the_sections(made: Made, pages: list[str]) -> None:
    printed = labels(made)
    (start,) = [number for number, text in enumerate(pages) if text.startswith("DAFTAR ISI")]
    for title in ("Kata Pengantar", "Penjelasan Singkat Penggunaan", "Daftar Singkatan Jabatan"):
        place = [number for number, text in enumerate(pages) if text.startswith(title.upper())]
        if place:
            assert f"{title} {printed[place[0]]} " in pages[start]


def test_every_link_to_an_sop_lands_on_its_first_page(made: Made) -> None:
    firsts = {planned.sop.nomor: planned.first for planned in made.booklet.plan.sops}
    led: Counter[str] = Counter()
    with pikepdf.open(io.BytesIO(made.booklet.pdf)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        names = dict(read_names(pdf.Root.Names.Dests))
        for page in pdf.pages:
            for annotation in page.obj.get("/Annots", []):
                name = (target(annotation) or b"").decode()
                if name in firsts:
                    led[name] += 1
                    place = numbers[names[name.encode()][0].objgen]
                    assert place == made.booklet.front_pages + firsts[name] - 1
    assert b"sop:" not in made.booklet.pdf
    # contents twice, chapter page or none, index of regulations, register, and Keterkaitan of the one before
    assert all(led[nomor] >= 3 for nomor in firsts)


def test_keterkaitan_that_refers_to_an_sop_left_out_is_told(made: Made) -> None:
    (withdrawn,) = [absent.sop.nomor for absent in made.booklet.plan.absent]
    assert {link.target for link in made.booklet.dead_links} == {withdrawn}


def test_the_outline_has_every_level(made: Made) -> None:
    with pymupdf.open(stream=made.booklet.pdf) as document:
        entries = document.get_toc()
    top = [title for level, title, _ in entries if level == 1]
    expected = [
        f"Bab {roman} – {chapter.judul}" for roman, chapter in zip(("I", "II"), made.booklet.plan.chapters, strict=True)
    ]
    assert [title for title in top if title.startswith("Bab")] == expected
    assert {"Sampul", "Keputusan", "Kata Pengantar", "Daftar Isi", "Register SOP"} <= set(top)
    sops = [(title, page) for level, title, page in entries if level == 2]
    assert sops == [(planned.title, made.booklet.front_pages + planned.first) for planned in made.booklet.plan.sops]


def test_the_structure_is_sound_and_holds_all_that_the_parts_held(made: Made) -> None:
    with pikepdf.open(io.BytesIO(made.booklet.pdf)) as pdf:
        found = walk(pdf)
        own = made.booklet.own
        parts = len(pdf.Root.StructTreeRoot.K[0].K)
    assert found.faults == []
    pieces = sum(len(matter.pieces) for matter in (*own.front, *own.back))
    assert parts == len(made.booklet.plan.sops) + len(made.booklet.plan.chapters) + pieces
    expected: Counter[str] = Counter()
    for planned in made.booklet.plan.sops:
        with pikepdf.open(io.BytesIO(made.pdfs[planned.sop.nomor])) as alone:
            expected += walk(alone).tags
    with pikepdf.open(io.BytesIO(made.booklet.pdf)) as pdf:
        booklet: Counter[str] = Counter()
        for part in pdf.Root.StructTreeRoot.K[0].K:
            if str(part.T) in {planned.title for planned in made.booklet.plan.sops}:
                booklet += tags(part)
    for tag in ("Table", "TR", "TH", "TD", "Figure", "H1", "L", "LI"):
        assert booklet[tag] == expected[tag], tag


def test_the_contents_are_tagged_as_such(made: Made) -> None:
    with pikepdf.open(io.BytesIO(made.booklet.pdf)) as pdf:
        titled = [part for part in pdf.Root.StructTreeRoot.K[0].K if str(part.T) == "Daftar Isi"]
        front = sum(map(tags, titled), Counter[str]())
    assert front["TOC"] >= 1
    assert front["TOCI"] == len(made.booklet.own.entries)
    assert front["L"] == front["LI"] == 0


def tags(element: pikepdf.Object) -> Counter[str]:
    """Tags below an element."""
    from sopgen.book.merge.structure import walk as elements

    return Counter(str(each.S)[1:] for each in elements(element))


def test_attachments_are_the_sources_byte_for_byte(made: Made) -> None:
    with pikepdf.open(io.BytesIO(made.booklet.pdf)) as pdf:
        found = {
            name.decode(): bytes(file.EF.F.read_bytes()) for name, file in read_names(pdf.Root.Names.EmbeddedFiles)
        }
    assert len(found) == len(made.booklet.plan.sops)
    sources = {sop.nomor: sop.source for sop in made.project.sops}
    for planned in made.booklet.plan.sops:
        name = planned.sop.source.name.rpartition("/")[2]
        assert found[f"{planned.sop.nomor}/{name}"] == sources[planned.sop.nomor].raw


def test_each_face_is_embedded_once(made: Made) -> None:
    faces: Counter[str] = Counter()
    with pikepdf.open(io.BytesIO(made.booklet.pdf)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                faces[str(item.FontName).split("+")[1]] += 1
    assert set(faces.values()) == {1}


def test_the_register_lists_the_withdrawn_sop_as_such(made: Made, pages: list[str]) -> None:
    (absent,) = made.booklet.plan.absent
    assert absent.reason is Absence.WITHDRAWN
    register = " ".join(pages[pages.index(next(text for text in pages if text.startswith("REGISTER SOP"))) :])
    assert absent.sop.nomor in register
    assert "dicabut" in register


def test_drafts_are_stamped_on_every_page_and_nothing_else_is(made: Made) -> None:
    drafts = {planned.sop.nomor for planned in made.booklet.plan.sops if planned.sop.status is Status.DRAFT}
    assert drafts
    with pikepdf.open(io.BytesIO(made.booklet.pdf)) as pdf:
        for planned in made.booklet.plan.sops:
            start = made.booklet.front_pages + planned.first - 1
            for page in pdf.pages[start : start + planned.pages]:
                stamped = b"/Watermark" in page.obj.Contents[0].read_bytes()
                assert stamped is (planned.sop.nomor in drafts)


def test_every_page_lies_as_it_should(made: Made) -> None:
    with pymupdf.open(stream=made.booklet.pdf) as document:
        portrait = [page.rect.height > page.rect.width for page in document]
    assert portrait == [True] * made.booklet.front_pages + [False] * (made.booklet.pages - made.booklet.front_pages)


@pytest.mark.slow
def test_verapdf_finds_nothing_wrong(quick_booklet: Made, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("buku") / "buku-sop.pdf"
    path.write_bytes(quick_booklet.booklet.pdf)
    assert validate([path]) == ()


def test_without_drafts_asked_for_they_are_left_out(quick_booklet: Made) -> None:
    booklet = build_booklet(quick_booklet.project, quick_booklet.pdfs)
    assert {absent.reason for absent in booklet.plan.absent} == {Absence.WITHDRAWN, Absence.DRAFT}


def test_the_same_parts_give_the_same_bytes_in_another_process(quick_booklet: Made) -> None:
    program = (
        "import sys; from tests.book.conftest import QUICK_CASES, make_booklet;"
        "sys.stdout.buffer.write(make_booklet(QUICK_CASES).booklet.pdf)"
    )
    again = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        cwd=ROOT,
        check=False,
    )
    assert again.returncode == 0, again.stderr.decode()
    assert again.stdout == quick_booklet.booklet.pdf


def test_a_chapter_of_many_sops_still_has_one_page(quick_booklet: Made) -> None:
    first = quick_booklet.project.sops[0]
    pdf = quick_booklet.pdfs[first.nomor]
    long_title = "Penyusunan " + "dan Penyampaian Laporan " * 12
    sops = [replace(first, nomor=f"N{number}", judul=long_title) for number in range(14)]
    assert quick_booklet.project.book is not None
    chapters = (Chapter("Bagian", tuple(made.nomor for made in sops)),)
    project = replace(
        quick_booklet.project, sops=tuple(sops), book=replace(quick_booklet.project.book, chapters=chapters)
    )
    plan = plan_booklet(project.book, {made.nomor: made for made in sops}, {"N0": 1}, drafts=False)
    booklet = build_booklet(project, {"N0": pdf})
    assert booklet.plan.sops[0].first == plan.sops[0].first == 2


def test_the_booklets_date_is_its_decisions_or_the_newest_of_its_sops() -> None:
    bound = book(("A", "B"))
    sops = {"A": sop("A", tanggal_efektif=date(2023, 4, 5)), "B": sop("B", tanggal_pembuatan=date(2022, 1, 1))}
    plan = plan_booklet(bound, sops, {"A": 1, "B": 1}, drafts=False)
    assert booklet_date(bound, plan) == date(2023, 4, 5)
    undated = plan_booklet(book(("C",)), {"C": sop("C")}, {"C": 1}, drafts=False)
    assert booklet_date(bound, undated) == date(2024, 1, 1)


def test_a_project_without_a_booklet_is_a_user_error(quick_booklet: Made) -> None:
    with pytest.raises(UserError, match=r"buku\.yaml"):
        build_booklet(replace(quick_booklet.project, book=None), {})


def test_a_booklet_of_nothing_is_a_user_error(quick_booklet: Made) -> None:
    with pytest.raises(UserError, match="tidak ada SOP"):
        build_booklet(quick_booklet.project, {})


def test_long_texts_and_strange_characters_stay_on_their_pages(quick_booklet: Made) -> None:
    strange = 'Penyusunan & "Pelaporan" <b>Kinerja</b> {{ x }} \\ '
    first, second, *_ = quick_booklet.project.sops
    named = replace(first, nomor="N" * 120 + "é/\\#%&() z", judul=(strange * 20)[:900], dasar_hukum=(strange * 30,))
    wide = replace(second, judul="A" * 90 + " B", dasar_hukum=("Undang-Undang" + "X" * 150,))
    assert quick_booklet.project.book is not None
    bound = replace(
        quick_booklet.project.book,
        judul=strange * 6,
        kata_pengantar=(strange * 60,),
        definisi=(Definition("Istilah" * 12, strange * 10),),
        chapters=(Chapter(strange * 50, (named.nomor,)), Chapter("Bab " * 30, (wide.nomor,))),
    )
    pdfs = {named.nomor: quick_booklet.pdfs[first.nomor], wide.nomor: quick_booklet.pdfs[second.nomor]}
    project = replace(quick_booklet.project, sops=(named, wide), book=bound)
    booklet = build_booklet(project, pdfs, drafts=True)
    assert [chapter.sops[0].first - chapter.page for chapter in booklet.plan.chapters] == [2, 1]
    with pymupdf.open(stream=booklet.pdf) as document:
        text = "".join("".join(page.get_text().split()) for page in document)
        for said in (
            bound.judul,
            named.nomor,
            named.judul,
            wide.judul,
            bound.definisi[0].istilah,
            *bound.kata_pengantar,
            bound.chapters[0].judul,
        ):
            assert "".join(said.split()) in text
        for page in document:
            assert all(page.rect.contains(pymupdf.Rect(word[:4])) for word in page.get_text("words"))


def test_a_character_that_no_font_has_is_a_finding_in_buku_yaml(quick_booklet: Made) -> None:
    found = load(ROOT / "tests" / "cases" / "book-and-letter")
    assert found.book is not None
    strange = replace(found.book, kata_pengantar=("Baik.", "Kata \U000f0000"))
    with pytest.raises(FindingsError) as caught:
        build_booklet(replace(quick_booklet.project, book=strange), quick_booklet.pdfs)
    (finding,) = caught.value.findings
    assert finding.file == "sop_sources/buku.yaml"
    assert finding.excerpt == "  Booklet ini memuat seluruh SOP Biro Umum Contoh."  # the text begins here
