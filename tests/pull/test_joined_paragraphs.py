"""Paragraphs that somebody made one of: with Backspace at the beginning of the second, also as a tracked change."""

from __future__ import annotations

import pytest
from lxml import etree

from sopgen.pull.changes import Comparison, Kind
from sopgen.pull.compare import compare
from sopgen.pull.document.read import read
from tests.generators.word_hands import AUTHOR
from tests.pull.editing import Edit, controls, edited, joined, tracked_end, typed
from tests.render_docx.documents import makro
from tests.validate_docx.package import W

FIRST, SECOND = "peralatan/1", "peralatan/2"


def pulled(*edits: Edit) -> Comparison:
    """The comparison of an edited document with its source."""
    return compare(read(edited(makro().docx, *edits)), makro().sop.source)


def both() -> str:
    """The two entries as one paragraph says them."""
    one, other, *_ = makro().sop.peralatan
    return one + other


@pytest.mark.parametrize("edit", [joined(FIRST, SECOND), tracked_end(FIRST)])
def test_two_entries_made_one_are_the_first_and_the_second_is_gone(edit: Edit) -> None:
    comparison = pulled(edit)
    (change,) = comparison.changes
    assert (change.tag, change.new) == (FIRST, both())
    (doubt,) = comparison.doubts
    assert doubt.change is not None
    assert (doubt.change.tag, doubt.change.kind) == (SECOND, Kind.DELETE)
    assert not comparison.reports


def test_three_entries_whose_ends_were_deleted_are_one() -> None:
    comparison = pulled(tracked_end(FIRST), tracked_end(SECOND))
    (change,) = comparison.changes
    assert (change.tag, change.new) == (FIRST, "".join(makro().sop.peralatan[:3]))
    assert {doubt.tag for doubt in comparison.doubts} == {SECOND, "peralatan/3"}


def test_an_entry_deleted_with_its_end_as_a_tracked_change_is_gone() -> None:
    def deleted(root: etree._Element) -> None:
        (control,) = controls(root, FIRST)
        run = next(control.iter(f"{W}r"))
        whole = etree.Element(f"{W}del", {f"{W}id": "9001", **AUTHOR})
        run.addprevious(whole)
        whole.append(run)
        next(run.iter(f"{W}t")).tag = f"{W}delText"

    comparison = pulled(deleted, tracked_end(FIRST))
    assert not comparison.changes
    (doubt,) = comparison.doubts
    assert doubt.change is not None
    assert (doubt.change.tag, doubt.change.kind) == (FIRST, Kind.DELETE)


def test_a_paragraph_whose_end_was_deleted_takes_in_only_a_paragraph() -> None:
    last = f"peralatan/{len(makro().sop.peralatan)}"
    assert pulled(tracked_end(last)).same


def test_a_text_put_behind_another_with_its_control_is_read_where_it_stands() -> None:
    def moved(root: etree._Element) -> None:
        (control,), (target,) = controls(root, "langkah/1/output"), controls(root, "langkah/1/kelengkapan")
        target.addnext(control)

    step = makro().sop.sections[0].steps[0]
    comparison = pulled(typed("langkah/1/output", " dan salinannya"), moved)
    assert {change.tag: change.new for change in comparison.changes} == {
        "langkah/1/kelengkapan": f"{step.kelengkapan} dan salinannya",
        "langkah/1/output": "",
    }
    assert not comparison.doubts
