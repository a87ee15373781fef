"""From an SOP to its scene: the form, then each flow table, in the largest text size that fits.

This is the only entry to the stage. What cannot be laid out is a finding (E3xx) that names the steps and the way out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from sopgen.findings import Code, Finding, FindingsError
from sopgen.flow.graph import Flow
from sopgen.layout.codes import COLUMNS_TOO_NARROW, ROW_TOO_TALL
from sopgen.layout.drawing.drawn_pages import DrawnPages
from sopgen.layout.form.kept_form import KeptForm
from sopgen.layout.form.pages import FormTooTallError
from sopgen.layout.no_drawing import drawable_flows, no_drawing
from sopgen.layout.scene import FlowPage, Scene
from sopgen.layout.style import STYLE, Style, style_of, wider_papers
from sopgen.layout.table.columns import ColumnsTooNarrowError
from sopgen.layout.table.page_breaks import HeaderTooTallError, RowsTooTallError
from sopgen.layout.table.section import NoDrawingError, SectionLayout, WordsBrokenError
from sopgen.layout.text.measurer import TextMeasurer, sizes
from sopgen.layout.text.missing_glyphs import missing_glyphs
from sopgen.model.codes import LIMIT
from sopgen.model.form.columns import by_field
from sopgen.model.institution import Format, Institution, Paper, Terms
from sopgen.model.sop import Section, Sop
from sopgen.source.document import Source
from sopgen.work import TEXT, Work, WorkUsedUpError

_Path = tuple[str | int, ...]


def lay_out(
    sop: Sop,
    institution: Institution | None = None,
    style: Style | None = None,
    pages: DrawnPages | None = None,
    form: KeptForm | None = None,
) -> Scene:
    """Lay out ``sop``: all pages, all geometry in mm, rounded to 0.01.

    ``institution`` gives the office lines of the identity block; without it that cell is left to the writer. The
    texts are as large as ``ukuran_huruf`` says, or smaller, down to ``Style.min_table_pt``, when a row or the identity
    block is higher than a page, the columns do not fit or text larger than usual breaks words. ``style`` is the SOP's
    own unless given. Whoever lays out the same SOP again and again hands over one ``pages`` and one ``form`` each time:
    what has not changed is neither routed nor laid out again, and the scene is the same. Raises FindingsError with
    findings E3xx, or E125 when finding the texts' lines is more work than there may be.
    """
    if institution is not None:
        institution = institution.at(sop.newest_day)
    try:
        return _scene(
            sop,
            institution,
            style or style_of(sop.format),
            DrawnPages() if pages is None else pages,
            form or KeptForm(),
        )
    except WorkUsedUpError as error:
        raise FindingsError((_text_finding(sop),)) from error


def _scene(sop: Sop, institution: Institution | None, style: Style, drawn: DrawnPages, kept: KeptForm) -> Scene:
    measurer = TextMeasurer(sop.format.huruf, Work(TEXT, len(sop.source.text)))
    missing = missing_glyphs(sop, institution, measurer)
    if missing:
        raise FindingsError(missing)
    flows = drawable_flows(sop, sop.sections)
    try:
        form = kept.lay_out(sop, institution, measurer, style)
    except FormTooTallError as error:
        raise FindingsError((_form_finding(sop, institution, error),)) from error
    task = _Task(sop, flows, measurer, style, sop.format.ukuran_huruf, drawn, Format().ukuran_huruf)
    found = _in_largest_size(task, len(form.pages) + 1)
    return Scene(sop.nomor, form.size_pt, found[0], form.pages, found[1])


@dataclass(frozen=True, slots=True)
class _Task:
    """What one try at the flow pages works with."""

    sop: Sop
    flows: tuple[Flow, ...]  # of its sections
    measurer: TextMeasurer
    style: Style
    size_pt: float
    drawn: DrawnPages
    unbroken_at_pt: float | None  # larger text must not break a word that this size keeps whole
    labels_smaller: bool = True  # whether labels without a place may have smaller letters than others ever have


class _SectionError(Exception):
    """A section that cannot be laid out, as the finding it becomes; ``for_labels``: they alone found no place."""

    def __init__(self, finding: Finding, for_labels: bool = False) -> None:
        super().__init__(finding.message)
        self.finding = finding
        self.for_labels = for_labels


def _in_largest_size(task: _Task, number: int) -> tuple[float, tuple[FlowPage, ...]]:
    """The largest size in which all sections can be laid out, and their pages.

    Sizes that break words are taken only when no other can be: broken words are better than a finding. Where labels
    find no place, smaller texts seldom help: the smallest tell whether the sizes between are worth the time.
    """
    failure: _SectionError | None = None
    broken: list[float] = []
    tried = sizes(task.size_pt, task.style.min_table_pt)
    while tried:
        size = tried.pop(0)
        try:
            return size, _flow_pages(replace(task, size_pt=size), number)
        except WordsBrokenError:
            broken.append(size)
        except _SectionError as error:
            failure = error
            if error.for_labels and len(tried) > 1 and not _labels_fit(replace(task, size_pt=tried[-1]), number):
                tried = tried[-1:]
    for size in broken:
        try:
            return size, _flow_pages(replace(task, size_pt=size, unbroken_at_pt=None), number)
        except _SectionError as error:
            failure = failure or error
    assert failure is not None
    raise FindingsError((failure.finding,)) from failure


def _labels_fit(task: _Task, number: int) -> bool:
    """Whether all labels find a place in texts of this size, in letters that they usually have."""
    try:
        _flow_pages(replace(task, labels_smaller=False), number)
    except (_SectionError, WordsBrokenError):
        return False
    return True


def _flow_pages(task: _Task, number: int) -> tuple[FlowPage, ...]:
    """The pages of all sections, numbered from ``number``."""
    pages: list[FlowPage] = []
    for index, (section, flow) in enumerate(zip(task.sop.sections, task.flows, strict=True)):
        first = number + len(pages)
        layout = SectionLayout(
            *(task.sop, index, flow, first, task.measurer),
            *(task.style, task.size_pt, task.drawn, task.unbroken_at_pt, task.labels_smaller),
        )
        try:
            pages.extend(layout.build())
        except RowsTooTallError as error:
            raise _SectionError(_row_finding(task, section, error)) from error
        except HeaderTooTallError as error:
            raise _SectionError(_header_finding(task, section)) from error
        except ColumnsTooNarrowError as error:
            raise _SectionError(_column_finding(task, section, error)) from error
        except NoDrawingError as error:
            finding = no_drawing(task.sop, section, error.steps, error.labels, error.used_up, paper=True)
            raise _SectionError(finding, for_labels=bool(error.labels)) from error
    return tuple(pages)


def _steps_text(steps: tuple[int, ...]) -> str:
    return "langkah " + ", ".join(str(step) for step in steps)


def _finding(task: _Task, code: Code, path: _Path, message: str, hint: str, step: int | None) -> Finding:
    return task.sop.source.finding(code.number, code.severity, path, message, hint, step)


def _text_finding(sop: Sop) -> Finding:
    """About the longest text in a flow table: lines were looked for so often that it must end."""
    fields = by_field(sop.format.form.columns)
    texts = (
        (len(step.text(field)), (*section.path, step.number - 1, field), step.number)
        for section in sop.sections
        for step in section.steps
        for field in fields
    )
    _, path, number = max(texts, key=lambda each: each[0])
    message = "Teks SOP ini terlalu panjang untuk ditata: pencarian baris-barisnya dihentikan."
    hint = "Persingkat teks ini, yang terpanjang, atau bagi SOP ini menjadi beberapa."
    return sop.source.finding(LIMIT.number, LIMIT.severity, path, message, hint, number)


def _form_finding(sop: Sop, institution: Institution | None, error: FormTooTallError) -> Finding:
    """What is higher than a page on the form, at the text to shorten."""
    named, hint = "Judul kotak", "Persingkat judul ini; uraiannya dapat ditulis di isi kotak."
    if error.identity:
        named, hint = "Bagian identitas", "Persingkat teks ini: bagian identitas tidak dapat dibagi ke dua halaman."
    message = (
        f"{named} lebih tinggi daripada satu halaman {sop.format.kertas.value}, juga dengan huruf {error.size_pt:g} pt."
    )
    source, path = _place(sop, institution, error.path)
    return source.finding(ROW_TOO_TALL.number, ROW_TOO_TALL.severity, path, message, hint)


def _place(sop: Sop, institution: Institution | None, path: _Path) -> tuple[Source, _Path]:
    """Where a text of the form is written: the office's own, and a format that an SOP only takes over, in its file."""
    office = institution.source if institution is not None else None
    if office is None:
        return sop.source, path
    match path:
        case ("instansi", key):
            return office, (key,)
        case ("unit", key):
            return office, ("unit", sop.unit.key, key)
        case ("disahkan_oleh", key):
            return office, ("pejabat", sop.disahkan_oleh.key, key)
        case ("format", *_) if sop.source.node(path) is None:
            return office, path
        case _:
            return sop.source, path


def _row_finding(task: _Task, section: Section, error: RowsTooTallError) -> Finding:
    first = error.steps[0]
    paper = task.sop.format.kertas.value
    message = (
        f"Baris {_steps_text(error.steps)} lebih tinggi daripada satu halaman {paper}, "
        f"juga dengan huruf {task.size_pt:g} pt."
    )
    hint = "Bagi kegiatan ini menjadi beberapa langkah atau persingkat teksnya; perincian dapat ditulis di catatan."
    step = section.steps[first - 1]
    longest = max(by_field(task.sop.format.form.columns), key=lambda field: len(step.text(field)))
    return _finding(task, ROW_TOO_TALL, (*section.path, first - 1, longest), message, hint, first)


def _header_finding(task: _Task, section: Section) -> Finding:
    """About the longest name in the header, or the longest heading that the office words itself."""
    names = [(len(actor.name) + len(actor.group or ""), index) for index, actor in enumerate(section.actors)]
    length, index = max(names, key=lambda each: each[0])
    headings = {key: len(getattr(task.sop.format.istilah, key)) for key in Terms.__slots__}
    key = max(headings, key=headings.__getitem__)
    path: _Path = (*section.path[:-1], "pelaksana", index)
    source = task.sop.source
    if headings[key] > length:
        path = ("format", "istilah", key)
        source, path = _place(task.sop, None, path)
    message = f"Kepala tabel tidak menyisakan tempat untuk baris pada satu halaman {task.sop.format.kertas.value}."
    hint = "Persingkat nama atau kepala kolom ini."
    return source.finding(ROW_TOO_TALL.number, ROW_TOO_TALL.severity, path, message, hint)


def _column_finding(task: _Task, section: Section, error: ColumnsTooNarrowError) -> Finding:
    paper = task.sop.format.kertas.value
    missing = ceil(error.missing)
    message = f"{len(section.actors)} kolom pelaksana tidak muat pada kertas {paper}: kurang {missing} mm."
    ways = [*_more_width(task, error.missing)]
    if error.drawn >= error.missing:
        ways.append("persingkat kata-kata terpanjang di dalam lambang (teks, tanya)")
    found = "" if ways else "Tidak ada kertas yang cukup lebar. "
    hint = found + _sentence([*ways, "gabungkan pelaksana", "bagi SOP ini"])
    return _finding(task, COLUMNS_TOO_NARROW, (*section.path[:-1], "pelaksana"), message, hint, None)


def _more_width(task: _Task, missing: float) -> Iterator[str]:
    """What gives a table at least ``missing`` mm: smaller margins, a wider paper, or only both together."""
    wide, gain = _wide_margins(task)
    if wide and gain >= missing:
        yield f"kecilkan {wide} di format:"
    if papers := wider_papers(task.sop.format, missing):
        yield f"pakai kertas yang cukup lebar ({_papers(papers)})"
    elif wide and gain < missing and (papers := wider_papers(task.sop.format, missing - gain)):
        yield f"kecilkan {wide} di format: dan pakai kertas yang lebih lebar ({_papers(papers)})"


def _papers(papers: Sequence[Paper]) -> str:
    return f"format: kertas: {' atau '.join(paper.value for paper in papers)}"


def _sentence(ways: Sequence[str]) -> str:
    """A hint that offers several ways out."""
    text = f"{', '.join(ways[:-1])}, atau {ways[-1]}."
    return text[0].upper() + text[1:]


def _wide_margins(task: _Task) -> tuple[str, float]:
    """The settings that leave the table less width than the form's own margins do, and how many mm less."""
    pairs = (("tepi_kiri", "margin_left"), ("tepi_kanan", "margin_right"))
    more = {key: getattr(task.style, name) - getattr(STYLE, name) for key, name in pairs}
    wide = {key: by for key, by in more.items() if by > 0}
    return " dan ".join(wide), sum(wide.values())
