"""What changed in Word and is never written from here: rows, shapes, fixed words; comments. Sentences for staff."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sopgen.pull.changes import Note, at_most, short
from sopgen.pull.document.edited import Edited, LooseText
from sopgen.pull.sources import Sources, step_name
from sopgen.render.docx.ids import PART_MARK, path_of


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
    if set(edited.origin.bands) != set(filter(None, edited.bands)):
        yield (
            "Kepala atau kaki halaman berubah di Word; tidak diambil, karena diisi dari nomor dan judul SOP "
            "(isian nomor dan judul di halaman pertama) dan dari dokumen rujukan."
        )
    yield from at_most(list(_reworded(edited)))


def marks_lost(edited: Edited) -> Iterator[str]:
    """That fields had to be known without their controls, once."""
    if edited.by_place:
        yield (
            f"Kontrol konten {edited.by_place} isian sudah hilang dari dokumen ini; isian itu dikenali dari isi, "
            "baris, dan kolomnya."
        )


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


def marked(edited: Edited, changed: Collection[str]) -> Iterator[str]:
    """Words that somebody hid or struck through, where they make no field read otherwise (those are ``changed``)."""
    for aside in edited.aside:
        if aside.tag not in changed:
            at = f" pada isian {aside.tag}" if aside.tag else ""
            yield f"Teks “{short(aside.text.strip())}”{at} {aside.mark} di Word; tidak diambil."


def unseen(edited: Edited) -> Iterator[str]:
    """Rows that somebody hid, and other files in the document."""
    there = set(edited.steps)
    for row in edited.hidden:
        if row.step in there or not row.step:  # others count as deleted
            called = step_name(row.step) or (f"“{short(row.text)}”" if row.text else "tanpa teks")
            yield f"Baris {called} disembunyikan di Word; tidak diambil: baris itu tetap dicetak."
    for tag in edited.foreign:
        at = f" pada isian {tag}" if tag else ""
        yield (
            f"Isi berkas lain yang disisipkan{at} tidak terbaca; buka dokumen ini di Word, simpan, lalu jalankan pull "
            "lagi, atau ketik isinya di berkas sumber."
        )


def merged(edited: Edited) -> Iterator[str]:
    """Cells that were made of several."""
    for cell in edited.merged:
        if cell.several:
            names = " dan ".join(cell.tags)
            yield f"Sel {names} digabung di Word; isinya tidak diambil. Tulislah setiap isiannya di sumber."
        else:
            ends = dict.fromkeys((*cell.steps[:1], *cell.steps[-1:]))
            where = f"baris {' sampai '.join(map(step_name, ends))}" if ends else "tabel alur"
            yield f"Beberapa sel di {where} digabung di Word; tidak diambil: setiap kolom dan baris punya sel sendiri."


def notes(edited: Edited, sources: Sources) -> Iterator[Note]:
    """Comments, each beside its place in today's source."""
    for comment in edited.comments:
        path = sources.place(path_of(comment.tag.partition(PART_MARK)[0])).path if comment.tag else None
        where = sources.today.name if path is None else f"{sources.today.name}:{sources.today.locate(path).line}"
        by = f" {short(comment.author)}" if comment.author else ""
        done = " (sudah ditandai selesai)" if comment.done else ""
        outside = " di luar isian" if path is None else ""
        yield Note(where, f"komentar{by}{outside}{done}: {short(comment.text) or '(tanpa teks)'}")
