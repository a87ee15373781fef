"""What changed in Word and is never written from here: rows, shapes, fixed words, comments. Sentences for staff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sopgen.pull.changes import at_most, short
from sopgen.pull.edited import Edited, LooseText


def rows(edited: Edited, steps: tuple[str, ...]) -> Iterator[str]:
    """Rows that somebody added to other tables than the flow's, or moved; ``steps`` are those printed, in order."""
    there = set(edited.steps)
    new = [text.text for text in edited.loose if text.row]
    yield from at_most([f"Baris baru di Word: “{short(text)}”; tidak diambil." for text in new])
    left = [step for step in steps if step in there]
    known = set(left)
    if left != [step for step in edited.steps if step in known]:
        yield "Urutan baris berubah di Word; pindahkan langkahnya di berkas sumber."


def the_rest(edited: Edited, loose: Iterable[LooseText], whole: bool) -> Iterator[str]:
    """Everything else that was changed and is of no field: texts, and what surrounds them.

    ``whole`` says that no row was deleted or added: else fixed words and shapes are more or fewer anyway.
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
    shapes = edited.origin.shapes
    if shapes and edited.shapes != shapes:
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
