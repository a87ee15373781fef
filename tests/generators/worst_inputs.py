"""For each stage the inputs that make it work most, of any size: for tests, and for the table of ``make bench``."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lxml import etree

from sopgen.builder.change_proposal import marked
from sopgen.compare.match import match_steps
from sopgen.edits.splice import Written, spliced
from sopgen.findings import FindingsError
from sopgen.layout.layout import lay_out
from sopgen.layout.swimlane.layout import lay_out_diagram
from sopgen.model.load import load
from sopgen.model.project import Project
from sopgen.pull.document.read import read
from sopgen.pull.matching import Item, match
from sopgen.render.bounds import limited_work
from sopgen.render.svg_work import check_work
from sopgen.render.templates import environment, shipped_templates
from sopgen.rules.checks.across import position_variants
from sopgen.rules.rule import Context
from sopgen.source.read import parse
from sopgen.work import (
    DOCX_FIELDS,
    DOCX_PIECES,
    IMPROVING,
    LOGO,
    MARKING,
    MATCHING,
    MEASURING,
    NAMES,
    READING,
    REDRAWING,
    REWORDING,
    ROUTING,
    SPELLING,
    TEMPLATES,
    TEXT,
    VERSIONS,
    Counts,
    Stage,
    counted,
)
from tests.pull.editing import controls, edited
from tests.render_docx.documents import makro
from tests.validate_docx.package import W

OFFICE = """\
nama: Kantor Contoh
unit: {biro: {nama: Biro Contoh, induk: Induk Contoh}}
pejabat: {kepala: {jabatan: Kepala, nama: Nama Pejabat}}
"""
HEAD = "nomor: A.{number}\njudul: Penyusunan Laporan\nunit: biro\ndisahkan_oleh: kepala\n"
ACTORS = tuple(f"Kepala Bagian {chr(ord('A') + index)}" for index in range(20))
TODAY = date(2024, 6, 1)


def sop(steps: int, actors: tuple[str, ...], more: Callable[[int], str] = lambda step: "", number: int = 1) -> str:
    """An SOP of so many steps, each of another pelaksana; ``more`` gives further keys of a step, or others' values."""
    lines = [
        f"  - {{kegiatan: Menyusun laporan {step}, pelaksana: {actors[step * 7 % len(actors)]}, "
        f"kelengkapan: x, waktu: 1 Jam{more(step)}}}\n"
        for step in range(1, steps + 1)
    ]
    return f"{HEAD.format(number=number)}pelaksana: [{', '.join(actors)}]\nlangkah:\n{''.join(lines)}"


def project(folder: Path, *sops: str) -> Project:
    """A project of these SOPs, read."""
    (folder / "sop_sources").mkdir()
    (folder / "sop_sources/instansi.yaml").write_text(OFFICE, encoding="utf-8")
    for index, text in enumerate(sops):
        (folder / f"sop_sources/{index}.yaml").write_text(text, encoding="utf-8")
    return load(folder)


def laid_out(folder: Path, text: str) -> None:
    """The SOP's tables; one that does not fit has cost its work all the same."""
    read_in = project(folder, text)
    with suppress(FindingsError):
        lay_out(read_in.sops[0], read_in.institution)


# -- what is done with an input of a size -----------------------------------------------------------------------------


def _items_of_a_list(size: int, folder: Path) -> None:
    parse(f"a: [{'x,' * size}]\n".encode(), folder / "x.yaml", "x.yaml")


def _misspelt_keys(size: int, folder: Path) -> None:
    project(folder, "".join(f"dasar_hukun{index}: x\n" for index in range(size)) + sop(3, ACTORS[:2]))


def _missed_targets(size: int, folder: Path) -> None:
    keys = ", id: pemeriksaan-laporan-{0:03d}, lanjut: pemeriksaan-laporn-x{0:03d}"
    project(folder, sop(size, ACTORS[:2], keys.format))


def _names(size: int, folder: Path) -> None:
    letters = "bcdfgklmnp"  # no two names are alike in more than some letters
    names = [f"Kepala Bagian P{''.join(4 * letters[int(digit)] for digit in f'{index:03d}')}" for index in range(size)]
    lists = [names[at : at + 20] for at in range(0, size, 20)]
    read_in = project(folder, *(sop(3, tuple(some), number=number) for number, some in enumerate(lists)))
    list(position_variants.findings(Context(read_in, TODAY)))


def _odd_characters(size: int, folder: Path) -> None:
    text = ("é\u00ad\u00a0a " * size)[: size - 1]
    laid_out(folder, f'{sop(3, ACTORS[:2])}catatan: ["{text}."]\n')


def _long_names(size: int, folder: Path) -> None:
    laid_out(folder, sop(3, tuple(f"{name} {('Sub Urusan ' * size)[:size]}" for name in ACTORS)))


def _long_cells(size: int, folder: Path) -> None:
    laid_out(folder, sop(40, ACTORS[:4], lambda step: f", output: {('laporan ' * size)[:size]}"))


def _back(step: int) -> str:
    return f", output: x, ya: lanjut, tidak: {1 + step * 13 % (step - 1)}" if step > 2 else ""


def _decisions(size: int, folder: Path) -> None:
    laid_out(folder, sop(size, ACTORS[:8], lambda step: _back(step) if step < size else ""))


def _diagram(size: int, folder: Path) -> None:
    read_in = project(folder, sop(size, ACTORS, lambda step: _back(step) if step < size else ""))
    with suppress(FindingsError):
        lay_out_diagram(read_in.sops[0])


def _loop(size: int, folder: Path) -> None:
    (folder / "own.j2").write_text(f"{{% for i in range({size}) %}}{{{{ i }}}}{{% endfor %}}", encoding="utf-8")
    with limited_work():
        environment((folder, shipped_templates())).get_template("own.j2").render()


def _uses(size: int, folder: Path) -> None:
    uses = '<use href="#a"/>' * size
    check_work(f'<svg xmlns="http://www.w3.org/2000/svg"><rect id="a"/>{uses}</svg>'.encode())


def _runs(size: int, folder: Path) -> None:
    def divided(root: etree._Element) -> None:
        (control,) = controls(root, "langkah/3/kegiatan")
        run = next(control.iter(f"{W}r"))
        for _ in range(size):
            run.addnext(deepcopy(run))

    read(edited(makro().docx, divided))


def _reworded_items(size: int, folder: Path) -> None:
    def item(index: int, words: str) -> Item:
        text = f"Menyusun {words} nomor{index}"
        return Item(("langkah", index), text, words=frozenset(text.split()))

    before, after = ([item(index, f"laporan {word}") for index in range(size)] for word in ("lama", "baru"))
    match(before, after)


def _reworded_steps(size: int, folder: Path) -> None:
    texts = [sop(size, ACTORS[:2], number=number) for number in (1, 2)]
    alike = " dan".join(f" bahan{index}" for index in range(20))
    old, new = project(folder, texts[0].replace(" laporan", alike), texts[1].replace(" laporan", f"{alike} lagi")).sops
    match_steps(old.sections[0], new.sections[0])


def _reworded_text(size: int, folder: Path) -> None:
    before, after = (" ".join(f"{word}{index}" for index in range(size)) for word in ("lama", "baru"))
    marked(before, after)


def _reworded_block(size: int, folder: Path) -> None:
    before, after = (" ".join(f"{word}{index}" for index in range(size)) for word in ("lama", "baru"))
    list(spliced(Written(before, "", before, 7, "  ", "\n"), after))


@dataclass(frozen=True, slots=True)
class Worst:
    """An input that makes ``stages`` work most: ``size`` of what ``what`` names, and what is done with it.

    ``steeper``: pairs that are compared, ways that are longer, columns that are tried in more ways grow by up to the
    square, until the allowance ends that.
    """

    what: str
    size: int
    stages: tuple[Stage, ...]
    run: Callable[[int, Path], None]
    steeper: bool = False

    def counts(self, size: int) -> Counts:
        """What stages do with this input, that large."""
        with tempfile.TemporaryDirectory() as name, counted() as counts:
            self.run(size, Path(name))
        return counts


WORST = (
    Worst("items of a list", 40_000, (READING,), _items_of_a_list),
    Worst("misspelt keys", 190, (SPELLING,), _misspelt_keys),
    Worst("steps whose branches all miss", 120, (SPELLING,), _missed_targets, steeper=True),
    Worst("names of one rank and letter", 240, (NAMES,), _names, steeper=True),
    Worst("odd characters in one field", 20_000, (READING, TEXT), _odd_characters),
    Worst("characters in each of 20 names of pelaksana", 60, (TEXT,), _long_names, steeper=True),
    Worst("characters in each of 40 cells", 1_600, (MEASURING,), _long_cells),
    Worst("steps, all decisions, in a table", 60, (ROUTING, IMPROVING, REDRAWING), _decisions),
    Worst("steps, all decisions, in a diagram of 20 lanes", 60, (ROUTING,), _diagram, steeper=True),
    Worst("rounds of an own template's loop", 50_000, (TEMPLATES,), _loop),
    Worst("uses of a shape in a logo", 9_000, (LOGO,), _uses),
    Worst("runs of one field in Word", 8_000, (DOCX_PIECES, DOCX_FIELDS), _runs),
    Worst("items of a list, all reworded", 400, (MATCHING,), _reworded_items, steeper=True),
    Worst("steps, all reworded", 100, (VERSIONS,), _reworded_steps, steeper=True),
    Worst("words of a text, all changed", 400, (MARKING,), _reworded_text, steeper=True),
    Worst("words of a source's text, all changed", 400, (REWORDING,), _reworded_block, steeper=True),
)
