"""A document as its journal knows it: what was unsaved when the program ended comes back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sopgen.builder.state.atomic_write import explain
from sopgen.editing.document import Document
from sopgen.editing.journal import DamagedError, Journal, Kept, digest
from sopgen.model.form.form import Form
from sopgen.model.resolve.blanks import without_blank_entries
from sopgen.source.read import parse

_RESTORED = "Perubahan yang belum disimpan pada pemakaian sebelumnya dipulihkan."
_CHANGED = f"{_RESTORED} Berkasnya sejak itu diubah program lain; pilih versi mana yang dipakai."
_PARTLY = "Catatan perubahan pemakaian sebelumnya rusak sebagian; yang terbaca dipakai, catatan aslinya disisihkan."


def recovered(document: Document, journal: Journal, root: Path, form: Form) -> tuple[Document, tuple[str, ...]]:
    """The document of a file with what its journal adds, and sentences about that.

    Where somebody else has changed the file, what was unsaved is in conflict with it, and what was saved goes on with
    one step more. A journal that cannot be used keeps its bytes under another name.
    """
    try:
        kept = journal.read()
    except DamagedError:
        place = journal.set_aside()
        return document, (f"Catatan perubahan pemakaian sebelumnya tidak terbaca; disisihkan sebagai {place.name}.",)
    except OSError as error:
        return document, (f"Catatan perubahan pemakaian sebelumnya tidak dapat dibuka: {explain(error)}.",)
    if kept is None:
        return document, ()
    return _restored(document, kept, journal, root, form)


def _restored(
    document: Document, kept: Kept, journal: Journal, root: Path, form: Form
) -> tuple[Document, tuple[str, ...]]:
    partly = () if kept.whole else (_PARTLY,)
    source, _ = parse(kept.raw, document.file, document.name)
    if source is None:
        place = journal.set_aside()
        return document, (f"Catatan perubahan pemakaian sebelumnya tidak terbaca; disisihkan sebagai {place.name}.",)
    restored = replace(document, source=without_blank_entries(source, form), history=kept.history, unread=())
    if kept.raw == document.saved:
        return restored, partly
    known = "" if document.saved is None else digest(document.saved)
    if kept.dirty and known == kept.saved:
        return restored, (_RESTORED, *partly)
    if kept.dirty:
        return replace(restored, saved=None, conflict=True), (_CHANGED, *partly)
    restored = replace(restored, saved=kept.raw)
    after = replace(restored.with_file(root, form), version=document.version)
    journal.keep(restored, after)
    return after, partly
