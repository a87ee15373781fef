"""Which SOPs stand in the booklet, and on which pages."""

from __future__ import annotations

from dataclasses import replace

from sopgen.book.plan import Absence, Plan, plan_booklet
from sopgen.model.book import Chapter
from sopgen.model.project import FailedSop
from sopgen.model.sop import Sop, Status
from tests.book.sops import book, sop


def plan(*chapters: tuple[str, ...], sops: list[Sop], drafts: bool = False, pages: int = 3) -> Plan:
    built = {made.nomor: pages for made in sops}
    return plan_booklet(book(*chapters), {made.nomor: made for made in sops}, built, drafts=drafts)


def test_numbers_begin_at_the_first_chapters_page_and_run_through() -> None:
    made = plan(("A", "B"), ("C",), sops=[sop("A"), sop("B"), sop("C")])
    assert [(chapter.number, chapter.page) for chapter in made.chapters] == [(1, 1), (2, 8)]
    assert [(planned.sop.nomor, planned.first, planned.last) for planned in made.sops] == [
        ("A", 2, 4),
        ("B", 5, 7),
        ("C", 9, 11),
    ]
    assert made.end == 12


def test_a_withdrawn_sop_is_left_out_and_named() -> None:
    made = plan(("A", "B"), sops=[sop("A"), sop("B", Status.WITHDRAWN)])
    assert [planned.sop.nomor for planned in made.sops] == ["A"]
    assert [(absent.sop.nomor, absent.reason) for absent in made.absent] == [("B", Absence.WITHDRAWN)]


def test_a_withdrawn_sop_that_no_chapter_names_is_named_too() -> None:
    made = plan(("A",), sops=[sop("A"), sop("B", Status.WITHDRAWN), sop("C")])
    assert [absent.sop.nomor for absent in made.absent] == ["B"]


def test_drafts_are_left_out_unless_asked_for() -> None:
    sops = [sop("A"), sop("B", Status.DRAFT)]
    assert [absent.reason for absent in plan(("A", "B"), sops=sops).absent] == [Absence.DRAFT]
    included = plan(("A", "B"), sops=sops, drafts=True)
    assert included.absent == ()
    assert [planned.title for planned in included.sops] == ["SOP Judul A", "SOP Judul B (konsep)"]


def test_a_chapter_without_sops_has_no_page() -> None:
    made = plan(("A",), ("B",), sops=[sop("A", Status.WITHDRAWN), sop("B")])
    assert [(chapter.number, chapter.judul, chapter.page) for chapter in made.chapters] == [(1, "Bagian 2", 1)]


def test_an_sop_that_could_not_be_built_is_named() -> None:
    sops = {"A": sop("A"), "B": sop("B")}
    made = plan_booklet(book(("A", "B")), sops, {"A": 1}, drafts=False)
    assert [(absent.sop.nomor, absent.reason) for absent in made.absent] == [("B", Absence.NOT_BUILT)]


def test_an_sop_named_twice_stands_once() -> None:
    made = plan(("A",), ("A", "B"), sops=[sop("A"), sop("B")])
    assert [planned.sop.nomor for planned in made.sops] == ["A", "B"]


def test_a_chapter_whose_sops_are_lacking_keeps_its_number_and_page() -> None:
    sops = {"A": sop("A"), "B": sop("B")}
    made = plan_booklet(book(("A",), ("B",)), sops, {"B": 3}, drafts=False)
    assert [(chapter.number, chapter.page, len(chapter.sops)) for chapter in made.chapters] == [(1, 1, 0), (2, 2, 1)]
    assert [absent.name for absent in made.lacking] == ["A"]


def test_an_sop_with_errors_is_lacking_where_a_chapter_names_its_file() -> None:
    named = replace(book(("B",)), chapters=(Chapter("Bagian 1", ("B", ""), ("b.yaml", "c.yaml")),))
    failed = (FailedSop("b.yaml", "B", "Judul B"), FailedSop("c.yaml"), FailedSop("d.yaml", "D"))
    made = plan_booklet(named, {}, {}, drafts=False, failed=failed)
    assert [(absent.name, absent.reason.printed) for absent in made.lacking] == [
        ("B", "tidak dimuat: tidak dapat dibuat"),
        ("c.yaml", "tidak dimuat: tidak dapat dibuat"),
    ]


def test_a_withdrawn_sop_or_a_draft_with_errors_is_not_lacking() -> None:
    named = replace(book(("B",)), chapters=(Chapter("Bagian 1", ("B", "C"), ("b.yaml", "c.yaml")),))
    failed = (FailedSop("b.yaml", "B", status=Status.WITHDRAWN), FailedSop("c.yaml", "C", status=Status.DRAFT))
    made = plan_booklet(named, {}, {}, drafts=False, failed=failed)
    assert [absent.reason for absent in made.absent] == [Absence.WITHDRAWN, Absence.DRAFT]
    assert made.lacking == ()
    assert made.chapters == ()
