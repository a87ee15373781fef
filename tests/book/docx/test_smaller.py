"""An SOP's blocks put smaller: every length, and texts that end their lines where they did."""

from __future__ import annotations

from itertools import accumulate

import pytest

from sopgen.book.docx.smaller import smaller, smaller_measures
from sopgen.layout.layout import lay_out
from sopgen.layout.scene import Scene
from sopgen.model.load import load
from sopgen.render.docx.blocks import Block, Cell, Paragraph, Run, Shape, Table
from sopgen.render.docx.document import blocks_of
from sopgen.render.docx.ids import Ids
from sopgen.render.docx.package.styles import measures
from tests.conftest import ROOT

SCALE = 0.9016


def scene_and_blocks() -> tuple[Scene, tuple[Block, ...]]:
    project = load(ROOT / "tests" / "cases" / "question-in-diamond")
    sop, institution = project.sops[0], project.institution
    assert institution is not None
    scene = lay_out(sop, institution)
    return scene, blocks_of(sop, scene, None, Ids())


def tables(blocks: tuple[Block, ...]) -> list[Table]:
    return [block for block in blocks if isinstance(block, Table)]


def test_a_tables_columns_and_rows_end_at_the_scaled_places() -> None:
    _, blocks = scene_and_blocks()
    for before, after in zip(tables(blocks), tables(smaller(blocks, SCALE)), strict=True):
        for old, new in (
            (before.grid, after.grid),
            ([row.height for row in before.rows], [row.height for row in after.rows]),
        ):
            places = zip(accumulate(old), accumulate(new), strict=True)
            assert all(abs(new - old * SCALE) <= 0.5 for old, new in places)
        for row in after.rows:
            assert sum(cell.width for cell in row.cells) == sum(after.grid)


def test_no_text_is_wider_than_scaled_or_over_a_hundredth_narrower() -> None:
    scene, blocks = scene_and_blocks()
    runs = zip(every_run(blocks), every_run(smaller(blocks, SCALE)), strict=True)
    sizes = [(old.size / 2, new.size / 2, new.stretch) for old, new in runs if old.size]
    styles = measures(scene)
    sizes += [(styles[role].size_pt, new.size_pt, new.stretch) for role, new in smaller_measures(styles, SCALE).items()]
    assert len(sizes) > 10
    for old, new, stretch in sizes:
        assert old * SCALE * 0.99 <= new * stretch / 100 <= old * SCALE


def every_run(blocks: tuple[Block, ...]) -> list[Run]:
    cells: list[Cell] = [cell for table in tables(blocks) for row in table.rows for cell in row.cells]
    lines = [block for block in blocks if isinstance(block, Paragraph)]
    lines += [line for cell in cells for line in cell.paragraphs]
    parts = [part for line in lines for part in line.content]
    parts += [part for shape in parts if isinstance(shape, Shape) for part in shape.content]
    return [part for part in parts if isinstance(part, Run)]


@pytest.mark.parametrize("length", ["x", "y", "width", "height", "text_line", "inset_top", "line"])
def test_a_shape_keeps_its_place_in_its_cell(length: str) -> None:
    _, blocks = scene_and_blocks()
    old, new = (
        [part for table in tables(found) for row in table.rows for cell in row.cells for part in shapes(cell)]
        for found in (blocks, smaller(blocks, SCALE))
    )
    assert len(old) > 5
    for before, after in zip(old, new, strict=True):
        assert abs(getattr(after, length) - getattr(before, length) * SCALE) <= 0.5


def shapes(cell: Cell) -> list[Shape]:
    return [part for line in cell.paragraphs for part in line.content if isinstance(part, Shape)]


def test_at_full_size_nothing_changes() -> None:
    scene, blocks = scene_and_blocks()
    assert smaller(blocks, 1.0) == blocks
    assert smaller_measures(measures(scene), 1.0) == measures(scene)
