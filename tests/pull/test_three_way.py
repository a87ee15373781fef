"""A change in Word goes to the step and entry it was made at, whatever became of the source meanwhile, or is told."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.edits.meant import after
from sopgen.edits.operations import Rename
from sopgen.pull.changes import Comparison, operations_of, write
from sopgen.pull.compare import compare
from sopgen.source.document import Plain
from sopgen.source.read import parse
from tests.conftest import scaled
from tests.pull.three_ways import Dice, Item, Sop, Typed, document, printed

#: For each pair of a source then and now, so many documents.
DOCUMENTS = 10


@settings(max_examples=scaled(80))
@given(seed=st.integers(0, 2**32))
def test_every_change_goes_where_it_was_made_or_is_told(seed: int) -> None:
    dice = Dice(seed)
    base = dice.sop()
    origin = printed(base)
    now = dice.edited(base)
    source = now.source()
    for _ in range(DOCUMENTS):
        typed = dice.typed(base)
        comparison = compare(document(origin, base, typed), source)
        expected = merged(typed, base, now, comparison)
        tree: Plain = source.plain()
        for operation in operations_of(source, comparison.changes):
            assert not isinstance(operation, Rename)
            tree = after(tree, operation)
        assert tree == expected
    written, findings = parse(write(source, comparison.changes), source.file, source.name)
    assert written is not None
    assert not findings
    assert written.plain() == expected


def test_most_of_what_is_typed_needs_no_asking() -> None:
    found = []
    for seed in range(40):
        dice = Dice(seed)
        base = dice.sop()
        origin, source = printed(base), dice.edited(base).source()
        found += [compare(document(origin, base, dice.typed(base)), source) for _ in range(DOCUMENTS)]
    assert sum(len(each.changes) for each in found) > 5 * sum(len(each.doubts) for each in found) > 0


def merged(typed: list[Typed], base: Sop, now: Sop, comparison: Comparison) -> Plain:
    """What the source must say when all that is certain was written."""
    expected = deepcopy(now)
    for each in typed:
        key = written_at(each, base, now, comparison)
        if key is not None:
            make(replace(each, key=key), expected)
    return expected.plain()


def written_at(typed: Typed, base: Sop, now: Sop, comparison: Comparison) -> int | None:
    """The key of the item where a text is to be written, which is the true one; None when it is told instead.

    Of two items that say the very same today, or said it then, either is the true one: nobody could tell them apart.
    So it is where a copy says still what the true one said then.
    """
    tag = typed.tag(base.paths())
    change = next((change for change in comparison.changes if change.tag == tag), None)
    if change is None:
        doubted = any(doubt.tag == tag for doubt in comparison.doubts)
        assert doubted or any(tag in report for report in comparison.reports), f"{tag} is not told"
        assert not clear(typed, base, now), f"{tag} is not written"
        return None
    then, true = base.items()[typed.key], now.items().get(typed.key)
    if not typed.name:
        assert true is not None, f"{tag} is written though its place is gone"
        assert typed.new or true.texts == then.texts, f"{tag} is written over another text"
        return typed.key
    key = next(key for key, path in now.paths().items() if path == change.path[:-1])
    written, twin = now.items()[key], base.items().get(key)
    same = (true is not None and written.texts == true.texts) or written.said == then.said
    same = same or (twin is not None and twin.said == then.said)
    assert same, f"{tag} is written into another step"
    assert written.texts.get(typed.name) == then.texts.get(typed.name), f"{tag} is written over another text"
    return key


def clear(typed: Typed, base: Sop, now: Sop) -> bool:
    """Whether nobody can doubt where a text belongs, and that nobody else wrote there."""
    then, true = base.items()[typed.key], now.items().get(typed.key)
    if true is None:
        return False
    if typed.new:
        return followers(then, base) == followers(true, now)
    if not typed.name:
        return then.texts == true.texts
    changed = {key for key, text in {**then.texts, **true.texts}.items() if then.texts.get(key) != true.texts.get(key)}
    alone = all(
        [step.texts["kegiatan"] for step in sop.steps].count(then.texts["kegiatan"]) == 1 for sop in (base, now)
    )
    return alone and "kegiatan" not in changed and typed.name not in changed and len(changed - {"id"}) < 2


def followers(item: Item, sop: Sop) -> tuple[object, ...]:
    """An entry's text and that of the one after it, by key."""
    items = next(items for items in sop.lists.values() if item in items)
    index = items.index(item)
    return tuple((each.key, each.said) for each in items[index : index + 2])


def make(typed: Typed, sop: Sop) -> None:
    """Make the change in an SOP, at the place that its key says."""
    item = sop.items()[typed.key]
    if typed.name:
        item.texts[typed.name] = typed.text
        return
    items = next(items for items in sop.lists.values() if item in items)
    at = items.index(item)
    lines = [*([item.texts[""]] if typed.new else []), *typed.text.split("\n")]
    item.texts[""] = lines[0]
    items[at + 1 : at + 1] = [Item(0, {"": line}) for line in lines[1:]]
