"""What changed in Word and is never written from here: rows, shapes, fixed words, comments. Sentences for staff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sopgen.pull.changes import at_most, short
from sopgen.pull.edited import Edited, LooseText
from sopgen.pull.sources import Sources, called, step_name
from sopgen.render.docx.ids import path_of


def rows(edited: Edited, steps: tuple[str, ...], sources: Sources) -> Iterator[str]:
    """Rows that somebody deleted, added or moved; ``steps`` are those printed, in order.

    What today's source does not have either needs no telling.
    """
    there = set(edited.steps)
    places = {step: sources.place(path_of(step)).path for step in steps if step not in there}
    gone = [step_name(called(step, path)) for step, path in places.items() if path is not None]
    what = "tidak ada lagi di Word; hapus juga di berkas sumber bila itu maksudnya."
    yield from at_most([f"Baris {name} {what}" for name in gone])
    new = [text.text for text in edited.loose if text.row]
    yield from at_most([f"Baris baru di Word: “{short(text)}”; tambahkan langkahnya di berkas sumber." for text in new])
    left = [step for step in steps if step in there]
    known = set(left)
    if left != [step for step in edited.steps if step in known]:
        yield "Urutan baris berubah di Word; pindahkan langkahnya di berkas sumber."


def the_rest(edited: Edited, loose: Iterable[LooseText], whole: bool) -> Iterator[str]:
    """Everything else that was changed and is of no field: texts, and what surrounds them.

    ``whole`` says that no row was deleted or copied: else fixed words and shapes are more or fewer anyway.
    """
    texts = [short(text.text) for text in loose]
    yield from at_most([f"Teks “{text}” bukan bagian dari isian mana pun; tidak diambil." for text in texts])
    if whole:
        yield from at_most(
            [
                f"Teks “{short(lost)}” berubah atau hilang di Word; kata-kata tetap seperti itu tidak diambil."
                for lost in edited.lost
            ]
        )
        yield from _shapes(edited)
    if set(edited.origin.bands) - set(edited.bands):
        yield (
            "Kepala atau kaki halaman berubah di Word; tidak diambil, karena diisi dari nomor dan judul SOP "
            "(isian nomor dan judul di halaman pertama) dan dari dokumen rujukan."
        )
    yield from at_most(list(_reworded(edited)))
    yield from at_most(list(_comments(edited)))


def _shapes(edited: Edited) -> Iterator[str]:
    """Shapes more or fewer in a document of earlier days, which says only how many there were."""
    shapes = edited.origin.shapes
    if shapes and not edited.origin.drawn and edited.shapes != shapes:
        yield (
            f"Lambang, garis, atau label ditambah atau dihapus di Word (semula {shapes}, menjadi "
            f"{edited.shapes}); alurnya diatur dengan “tidak”, “ya”, dan “lanjut” di berkas sumber."
        )


def _reworded(edited: Edited) -> Iterator[str]:
    for words in edited.reworded:
        yield (
            f"Kata-kata tetap di samping isian {words.tag} berubah di Word dari “{short(words.before)}” menjadi "
            f"“{short(words.now)}”; tidak diambil."
        )


def _comments(edited: Edited) -> Iterator[str]:
    for comment in edited.comments:
        by = f" dari {short(comment.author)}" if comment.author else ""
        at = f" pada isian {comment.tag}" if comment.tag else ""
        yield f"Komentar{by}{at}: “{short(comment.text)}”; tidak diambil."
