"""Whatever is changed, one change after the other: the document is what a plain model of it has become.

The model knows no text, ids or numbers: steps are objects, and a way leads to one of them.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.editing.changes import (
    Change,
    Decide,
    DeleteActor,
    DeleteItem,
    DeleteStep,
    DuplicateStep,
    Goal,
    InsertActor,
    InsertItem,
    InsertStep,
    Lead,
    MoveActor,
    MoveItem,
    MoveStep,
    RenameActor,
    SetActors,
    SetText,
    Undecide,
)
from sopgen.editing.document import Document, opened
from sopgen.editing.fields import form_fields
from sopgen.editing.office import Judged, Office, judge, open_office
from sopgen.editing.outline import sections
from sopgen.editing.translation.operations import operations_of
from sopgen.model.form.form import FORM
from sopgen.source.document import SourcePath
from tests.conftest import scaled
from tests.editing.projects import OFFICE

CHANGES = 50  # one after the other on each document: 2,000 of them at a desk
TODAY = date(2024, 6, 1)
STEPS: SourcePath = ("langkah",)
COLUMNS = ("kegiatan", "kelengkapan", "waktu", "output", "ket")
words = st.sampled_from(
    (
        "Menyusun konsep",
        "Memeriksa: naskah",
        "# tanda",
        "- butir",
        "Surat, nota & lampiran",
        "1",
        "selesai",
        "ya",
        "“a” 'b'",
    )
)
names = st.sampled_from(("Staf", "Kepala Biro", "Sekretaris", "Analis, Ahli", "Arsiparis: muda", "Petugas", "Deputi"))


@dataclass(eq=False)
class Step:
    """A step of the model; ``end`` stands for the end of the flow, None for the next step."""

    texts: dict[str, str]
    actors: list[str]
    decision: bool = False
    yes: Step | str | None = None
    no: Step | str | None = None
    next: Step | str | None = None


@dataclass
class Model:
    """What a document says."""

    actors: list[str] = field(default_factory=lambda: ["Staf", "Kepala Biro"])
    steps: list[Step] = field(default_factory=list)
    laws: list[str] = field(default_factory=list)

    def goal(self, draw: st.DrawFn) -> Step | str | None:
        return draw(st.sampled_from([None, "selesai", *self.steps]))

    def told(self, goal: Step | str | None) -> Goal:
        return (*STEPS, self.steps.index(goal)) if isinstance(goal, Step) else goal


def source_of(model: Model) -> str:
    """The model as somebody types it, with targets by number."""
    lines = ["nomor: A.1", "judul: Penyusunan Laporan", "unit: umum", "disahkan_oleh: kepala", "status: konsep"]
    lines += ["pelaksana:", *(f"  - {name}   # kolom" for name in model.actors), "langkah:"]
    for step in model.steps:
        (doer,) = step.actors
        lines += [f"  # {step.texts['kegiatan']}", f"  - kegiatan: {step.texts['kegiatan']}", f"    pelaksana: {doer}"]
        if step.decision:
            assert isinstance(step.no, Step)
            lines.append(f"    tidak: {model.steps.index(step.no) + 1}   # kembali")
    return "\n".join([*lines, ""])


@st.composite
def models(draw: st.DrawFn) -> Model:
    model = Model()
    for number in range(draw(st.integers(2, 5))):
        doer = draw(st.sampled_from(model.actors))
        model.steps.append(Step({"kegiatan": f"Menyusun naskah {number}"}, [doer]))
    for step in model.steps[1:]:
        if draw(st.booleans()):
            step.decision, step.no = True, draw(st.sampled_from(model.steps))
    return model


def change_of(draw: st.DrawFn, model: Model) -> Change | None:
    """A change, made in the model; None where it makes no sense there."""
    index = draw(st.integers(0, len(model.steps) - 1))
    step, path = model.steps[index], (*STEPS, index)
    kind = draw(st.sampled_from((set_cell, about_steps, about_ways, about_ways, about_actors, about_laws)))
    return kind(draw, model, step, path)


def set_cell(draw: st.DrawFn, model: Model, step: Step, path: SourcePath) -> Change:
    column, text = draw(st.sampled_from(COLUMNS)), draw(st.one_of(words, st.just("")))
    step.texts[column] = text
    return SetText((*path, column), text)


def about_steps(draw: st.DrawFn, model: Model, step: Step, path: SourcePath) -> Change | None:
    index, kind = model.steps.index(step), draw(st.sampled_from(("insert", "delete", "delete", "copy", "move")))
    if kind == "insert" and len(model.steps) < 9:
        at = draw(st.integers(0, len(model.steps)))
        model.steps.insert(at, Step({}, [*model.steps[max(at - 1, 0)].actors]))
        return InsertStep(STEPS, at)
    if kind == "copy" and len(model.steps) < 9:
        copy = Step(dict(step.texts), [*step.actors], step.decision, step.yes, step.no, step.next)
        model.steps.insert(index + 1, copy)
        return DuplicateStep(path)
    if kind == "move":
        to = draw(st.integers(0, len(model.steps) - 1))
        model.steps.insert(to, model.steps.pop(index))
        return MoveStep(path, to)
    if kind == "delete" and len(model.steps) > 1:
        target = draw(st.sampled_from([None, *(each for each in model.steps if each is not step)]))
        told = model.told(target)
        after = model.steps[index + 1] if index + 1 < len(model.steps) else "selesai"
        before = model.steps[index - 1] if index else None
        model.steps.remove(step)
        for each in model.steps:
            near = target is None and each is before and after != "selesai"
            instead = None if near else target if target is not None else after
            each.yes, each.no, each.next = (
                instead if goal is step else goal for goal in (each.yes, each.no, each.next)
            )
        assert not isinstance(told, str)
        return DeleteStep(path, told)
    return None


def about_ways(draw: st.DrawFn, model: Model, step: Step, path: SourcePath) -> Change | None:
    kind = draw(st.sampled_from(("decide", "decide", "undecide", "lead", "actors")))
    if kind == "decide":
        step.decision, step.yes, step.no, step.next = True, model.goal(draw), model.goal(draw), None
        return Decide(path, model.told(step.yes), model.told(step.no))
    if kind == "undecide":
        if step.decision:
            step.next = step.yes
        step.decision, step.yes, step.no = False, None, None
        return Undecide(path)
    if kind == "lead":
        goal = model.goal(draw)
        if step.decision:
            step.yes = goal
        else:
            step.next = goal
        return Lead(path, model.told(goal))
    step.actors = draw(st.lists(st.sampled_from(model.actors), unique=True, max_size=3))
    return SetActors(path, tuple(map(model.actors.index, step.actors)))


def about_actors(draw: st.DrawFn, model: Model, step: Step, path: SourcePath) -> Change | None:
    index = draw(st.integers(0, len(model.actors) - 1))
    name, kind = draw(names), draw(st.sampled_from(("insert", "delete", "move", "rename")))
    place = ("pelaksana", index)
    if kind == "insert" and name not in model.actors:
        model.actors.insert(index, name)
        return InsertActor(("pelaksana",), index, name)
    if (
        kind == "delete"
        and len(model.actors) > 1
        and not any(model.actors[index] in each.actors for each in model.steps)
    ):
        del model.actors[index]
        return DeleteActor(place)
    if kind == "move":
        to = draw(st.integers(0, len(model.actors) - 1))
        model.actors.insert(to, model.actors.pop(index))
        return MoveActor(place, to)
    if kind == "rename" and name not in model.actors:
        old, model.actors[index] = model.actors[index], name
        for each in model.steps:
            each.actors = [name if actor == old else actor for actor in each.actors]
        return RenameActor(place, name)
    return None


def about_laws(draw: st.DrawFn, model: Model, step: Step, path: SourcePath) -> Change | None:
    text, at = draw(words), draw(st.integers(0, len(model.laws)))
    place = ("dasar_hukum", at)
    if at == len(model.laws) or draw(st.booleans()):
        model.laws.insert(at, text)
        return InsertItem(("dasar_hukum",), at, text)
    kind = draw(st.sampled_from(("set", "empty", "delete", "move")))
    if kind == "set":
        model.laws[at] = text
        return SetText(place, text)
    if kind == "move":
        to = draw(st.integers(0, len(model.laws) - 1))
        model.laws.insert(to, model.laws.pop(at))
        return MoveItem(place, to)
    del model.laws[at]
    return SetText(place, "") if kind == "empty" else DeleteItem(place)


@settings(max_examples=scaled(40))
@given(model=models(), data=st.data())
def test_any_changes_make_the_document_what_the_model_is(model: Model, data: st.DataObject) -> None:
    root = Path(mkdtemp())
    try:
        _check(root, model, data)
    finally:
        shutil.rmtree(root)


def _check(root: Path, model: Model, data: st.DataObject) -> None:
    folder = root / "sop_sources"
    folder.mkdir()
    (folder / "instansi.yaml").write_text(OFFICE, encoding="utf-8")
    file = folder / "satu.yaml"
    file.write_text(source_of(model), encoding="utf-8")
    office = open_office(root)
    document = first = opened(file, "sop_sources/satu.yaml", root, FORM)
    judged = _judged(document, office)
    for _ in range(CHANGES):
        change = change_of(data.draw, model)
        if change is None:
            continue
        before = document
        document = document.changed(operations_of(change, document.readable, judged.sop, FORM, office.register), FORM)
        judged = _judged(document, office)
        try:
            _compare(model, judged, office)
        except AssertionError as error:
            error.add_note(f"{change}\n{before.readable.text}\n{document.readable.text}")
            raise
    while document.history.done:
        document = document.undone(FORM)
    assert document.readable.raw == first.readable.raw


def _judged(document: Document, office: Office) -> Judged:
    return judge(office, document.readable, TODAY)


def _compare(model: Model, judged: Judged, office: Office) -> None:
    assert judged.sop is not None
    (section,) = sections(judged.sop)
    assert [actor.name for actor in section.actors] == model.actors
    assert len(section.steps) == len(model.steps)
    for found, step in zip(section.steps, model.steps, strict=True):
        assert {column: found.texts[column] for column in COLUMNS} == {
            column: step.texts.get(column, "") for column in COLUMNS
        }
        assert [model.actors[actor] for actor in found.actors] == step.actors
        told = (step.decision, *map(model.told, (step.yes, step.no, step.next)))
        assert (found.decision, found.yes, found.no, found.next) == told
    laws = next(each.items for each in form_fields(judged.sop, office) if each.path == ("dasar_hukum",))
    assert list(laws) == model.laws
