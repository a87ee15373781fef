"""What a document says, kept beside the server: each operation is done here too, in the plainest way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple

#: Where the T way of a decision leads besides to a step: on to the next one, or to the end.
NEXT, END = -1, -2
CELLS = ("kegiatan", "kelengkapan", "waktu", "output")
LISTS = ("dasar_hukum", "peringatan")
WORDS = ("Menyusun", "Memeriksa", "berkas", "surat", "arsip", "laporan", "dan", "daftar", "a: b", "# c", "“d”", "7")
Change = dict[str, object]


class Step(NamedTuple):
    """One step; ``mark`` is its own for ever, ``no`` that of the step that T leads to, None where it asks nothing."""

    mark: int
    texts: tuple[str, ...]
    actors: tuple[int, ...]
    no: int | None = None


class Document(NamedTuple):
    """All that is compared."""

    title: str
    lists: tuple[tuple[str, ...], ...]
    steps: tuple[Step, ...]

    def shown(self) -> object:
        """The same with the number of the step that T leads to, as a page shows it."""
        place = {step.mark: index for index, step in enumerate(self.steps)}
        steps = []
        for index, step in enumerate(self.steps):
            no = step.no
            if no is not None and no >= 0:
                no = place[no]
            if no == NEXT:
                no = index + 1 if index + 1 < len(self.steps) else END
            steps.append((step.texts, step.actors, no))
        return (self.title, self.lists, steps)


def seen(state: Mapping[str, Any]) -> Document:
    """The document that a state shows; steps are marked by their places."""
    fields = {tuple(each["path"]): each for each in state["fields"]}
    (section,) = state["sections"]
    steps = []
    for index, step in enumerate(section["steps"]):
        no: int | None = None
        if step["decision"]:
            no = NEXT if step["no"] is None else END if step["no"] == "selesai" else step["no"][-1]
        steps.append(Step(index, tuple(step["texts"][cell] for cell in CELLS), tuple(step["actors"]), no))
    lists = tuple(tuple(fields[(name,)]["items"]) for name in LISTS)
    return Document(fields[("judul",)]["text"], lists, tuple(steps))


@dataclass
class Model:
    """The document now, and what undo and redo would bring."""

    now: Document
    past: list[Document] = field(default_factory=list)
    future: list[Document] = field(default_factory=list)

    def change(self, document: Document) -> Model:
        """After a change."""
        return Model(document, [*self.past, self.now], [])

    def undo(self) -> Model:
        """After undo."""
        return Model(self.past[-1], self.past[:-1], [self.now, *self.future])

    def redo(self) -> Model:
        """After redo."""
        return Model(self.future[0], [*self.past, self.now], self.future[1:])


class Operation(NamedTuple):
    """What is asked for (the last part of its address, and the change), and what it makes of the model."""

    deed: str
    change: Change | None
    model: Model


def operation(model: Model, chance: Random, mark: int) -> Operation:
    """Any operation; ``mark`` is that of a step that it brings."""
    kind = chance.choices(("undo", "redo", "save", "change"), (3, 2, 1, 24))[0]
    if kind == "undo" and model.past:
        return Operation("undo", None, model.undo())
    if kind == "redo" and model.future:
        return Operation("redo", None, model.redo())
    if kind == "save":
        return Operation("save", None, model)
    while True:
        found = next(_change(model.now, chance, mark), None)
        if found is not None and found[1].shown() != model.now.shown():  # two steps that say the same may change places
            return Operation("change", found[0], model.change(found[1]))


def _text(chance: Random) -> str:
    return " ".join((chance.choice(WORDS[:6]), *chance.choices(WORDS, k=chance.randint(1, 6))))


def _change(now: Document, chance: Random, mark: int) -> Iterator[tuple[Change, Document]]:
    """A change, or none where its turn came and it cannot be made."""
    kinds = (_title, _cell, _cell, _item, _insert, _delete, _duplicate, _move, _actors, _decide, _undecide)
    yield from chance.choice(kinds)(now, chance, mark)


def _title(now: Document, chance: Random, mark: int) -> Iterator[tuple[Change, Document]]:
    text = _text(chance)
    yield {"kind": "set-text", "path": ["judul"], "text": text}, now._replace(title=text)


def _cell(now: Document, chance: Random, mark: int) -> Iterator[tuple[Change, Document]]:
    index, cell, text = chance.randrange(len(now.steps)), chance.randrange(len(CELLS)), _text(chance)
    if CELLS[cell] == "waktu":
        text = f"{chance.randint(1, 90)} menit"
    step = now.steps[index]
    texts = (*step.texts[:cell], text, *step.texts[cell + 1 :])
    change: Change = {"kind": "set-text", "path": ["langkah", index, CELLS[cell]], "text": text}
    yield change, _with(now, index, step._replace(texts=texts))


def _item(now: Document, chance: Random, mark: int) -> Iterator[tuple[Change, Document]]:
    number = chance.randrange(len(LISTS))
    name, items = LISTS[number], list(now.lists[number])
    what = chance.choice(("insert-item", "set-text", "delete-item", "move-item"))
    if what == "insert-item":
        index, text = chance.randint(0, len(items)), _text(chance)
        items.insert(index, text)
        change: Change = {"kind": what, "path": [name], "index": index, "text": text}
    elif len(items) < 2:
        return
    else:
        index, to = chance.sample(range(len(items)), 2)
        change = {"kind": what, "path": [name, index]}
        old = items.pop(index)
        if what == "set-text":
            change["text"] = _text(chance)
            items.insert(index, str(change["text"]))
        if what == "move-item":
            change["to"] = to
            items.insert(to, old)
    yield change, now._replace(lists=(*now.lists[:number], tuple(items), *now.lists[number + 1 :]))


def _insert(now: Document, chance: Random, mark: int) -> Iterator[tuple[Change, Document]]:
    if len(now.steps) > 9:
        return
    index = chance.randint(1, len(now.steps))
    step = Step(mark, ("",) * len(CELLS), now.steps[index - 1].actors)
    steps = (*now.steps[:index], step, *now.steps[index:])
    yield {"kind": "insert-step", "path": ["langkah"], "index": index}, now._replace(steps=steps)


def _delete(now: Document, chance: Random, mark: int) -> Iterator[tuple[Change, Document]]:
    if len(now.steps) < 4:
        return
    index = chance.randrange(len(now.steps))
    gone = now.steps[index].mark
    after = now.steps[index + 1].mark if index + 1 < len(now.steps) else END
    steps = []
    for place, step in enumerate(now.steps):
        if place != index:
            instead = NEXT if place == index - 1 and after != END else after
            steps.append(step._replace(no=instead) if step.no == gone else step)
    yield {"kind": "delete-step", "path": ["langkah", index]}, now._replace(steps=tuple(steps))


def _duplicate(now: Document, chance: Random, mark: int) -> Iterator[tuple[Change, Document]]:
    if len(now.steps) > 9:
        return
    index = chance.randrange(len(now.steps))
    steps = (*now.steps[: index + 1], now.steps[index]._replace(mark=mark), *now.steps[index + 1 :])
    yield {"kind": "duplicate-step", "path": ["langkah", index]}, now._replace(steps=steps)


def _move(now: Document, chance: Random, mark: int) -> Iterator[tuple[Change, Document]]:
    if len(now.steps) < 2:
        return
    index, to = chance.sample(range(len(now.steps)), 2)
    steps = list(now.steps)
    steps.insert(to, steps.pop(index))
    yield {"kind": "move-step", "path": ["langkah", index], "to": to}, now._replace(steps=tuple(steps))


def _actors(now: Document, chance: Random, mark: int) -> Iterator[tuple[Change, Document]]:
    index, actors = chance.randrange(len(now.steps)), tuple(sorted(chance.sample(range(3), chance.choice((1, 1, 2)))))
    change: Change = {"kind": "set-actors", "path": ["langkah", index], "actors": list(actors)}
    yield change, _with(now, index, now.steps[index]._replace(actors=actors))


def _decide(now: Document, chance: Random, mark: int) -> Iterator[tuple[Change, Document]]:
    if len(now.steps) < 2:
        return
    index, target = chance.sample(range(len(now.steps)), 2)
    change: Change = {"kind": "decide", "path": ["langkah", index], "yes": None, "no": ["langkah", target]}
    yield change, _with(now, index, now.steps[index]._replace(no=now.steps[target].mark))


def _undecide(now: Document, chance: Random, mark: int) -> Iterator[tuple[Change, Document]]:
    asking = [index for index, step in enumerate(now.steps) if step.no is not None]
    if asking:
        index = chance.choice(asking)
        yield {"kind": "undecide", "path": ["langkah", index]}, _with(now, index, now.steps[index]._replace(no=None))


def _with(now: Document, index: int, step: Step) -> Document:
    return now._replace(steps=(*now.steps[:index], step, *now.steps[index + 1 :]))
