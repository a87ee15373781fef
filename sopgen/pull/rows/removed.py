"""Rows that somebody deleted from a flow table in Word: steps to delete in doubt, or told when others lead to them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sopgen.edits.steps import symbols, targets, texts
from sopgen.model.resolve.targets import step_number
from sopgen.model.visible import visible
from sopgen.pull.changes import Change, Doubt, Kind
from sopgen.pull.sources import Sources, called, step_name
from sopgen.render.docx.ids import path_of, tag_of
from sopgen.source.document import SequenceNode, Source, SourcePath, plain

_KEGIATAN = "kegiatan"


def removed_rows(gone: Sequence[str], sources: Sources, moved: Collection[str]) -> Iterator[Doubt | str]:
    """What becomes of the steps that are ``gone`` from Word, aside from those that only ``moved``; a text is a report.

    What today's source does not have either needs no telling.
    """
    for step in gone:
        place = sources.place(path_of(step))
        if place.path is None or step in moved:
            continue
        name = step_name(called(step, place.path))
        by = dict.fromkeys(_leading_to(sources.today, place.path))
        if by:
            yield (
                f"Baris {name} tidak ada lagi di Word, tetapi langkah itu dituju {', '.join(by)}; ubah tujuannya, lalu "
                "hapus langkahnya di berkas sumber bila itu maksudnya."
            )
            continue
        change = Change(step, place.path, sources.now((*place.path, _KEGIATAN)), "", kind=Kind.DELETE)
        yield Doubt(step, _message(step, name, place.path, sources, certain=place.certain), change)


def _message(step: str, name: str, path: SourcePath, sources: Sources, *, certain: bool) -> str:
    """A deleted row as a sentence."""
    if not certain:
        return f"Baris {step_name(step)} dihapus di Word; barangkali itu {sources.described(path)}."
    then, now = sources.base.node(path_of(step)) if sources.base else None, sources.today.node(path)
    changed = then is not None and now is not None and plain(then) != plain(now)
    since = "; isinya di berkas sumber sudah berubah sesudah dokumen itu dibuat" if changed else ""
    return f"Baris {name} dihapus di Word; langkahnya dihapus hanya bila dipilih dengan --field{since}."


def _leading_to(source: Source, step: SourcePath) -> Iterator[str]:
    """The other steps that lead to the one at ``step`` by its number or by an id of it or of its symbols."""
    steps, index = step[:-1], step[-1]
    node = source.node(steps)
    if not isinstance(node, SequenceNode) or not isinstance(index, int):
        return
    own = [holder for holder in symbols(source, steps) if holder[: len(step)] == step]
    ids = {visible(text) for holder in own for _, text in texts(source, (*holder, "id"))} - {""}
    for path, word in targets(source, steps):
        meant = word in ids or step_number(word, len(node.items)) == index + 1
        if meant and path[: len(step)] != step:
            yield step_name(tag_of(path[: len(step)]))
