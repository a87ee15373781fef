"""The lines about who signs: in the identity block, or below the last flow table."""

from __future__ import annotations

from dataclasses import replace

from sopgen.layout.scene import FormPage, Scene, SignaturePiece, TextBlock
from sopgen.layout.style import Style
from sopgen.layout.table.notes import BlockWriter
from sopgen.layout.text.measurer import printable
from sopgen.model.sop import Sop


def signature(
    sop: Sop, writer: BlockWriter, style: Style, size_pt: float, top: float
) -> tuple[tuple[TextBlock, ...], float]:
    """Title, room to sign, name and NIP from ``top`` (mm) down, and their height."""
    official = sop.disahkan_oleh
    blocks = [writer.block(official.jabatan, top, size_pt, path=("disahkan_oleh", "jabatan"))]
    below, room = blocks[0].bottom, style.signature_room
    anchor = sop.format.jangkar_ttd
    if anchor:
        mark = replace(writer.block(anchor, below, size_pt, path=("format", "jangkar_ttd")), mark=True)
        room = max(room, mark.bottom - mark.top)
        blocks.append(moved(mark, round((room - (mark.bottom - mark.top)) / 2, 2)))
    at = round(below + room, 2)
    blocks.append(writer.block(official.nama, at, size_pt, bold=True, path=("disahkan_oleh", "nama")))
    if official.nip:
        block = writer.block(f"NIP. {official.nip}", blocks[-1].bottom, size_pt, path=("disahkan_oleh", "nip"))
        own = printable(official.nip)
        blocks.append(replace(block, fixed=len(block.text) - len(own) if block.text.endswith(own) else 0))
    return tuple(blocks), round(blocks[-1].bottom - top, 2)


def without_anchor(scene: Scene) -> Scene:
    """``scene`` without ``jangkar_ttd``, the room to sign as it is: for booklets and letters.

    A program that signs looks for the one anchor of a document, and who signs a letter signs it once.
    """
    pages = tuple(replace(page, signature=_unmarked(page.signature)) for page in scene.pages)
    return replace(scene, form=tuple(map(_without_anchor, scene.form)), pages=pages)


def _without_anchor(page: FormPage) -> FormPage:
    if page.identity is None:
        return page
    fields = tuple(
        replace(
            field,
            pieces=tuple(
                replace(piece, blocks=_unmarked(piece.blocks)) if isinstance(piece, SignaturePiece) else piece
                for piece in field.pieces
            ),
        )
        for field in page.identity.fields
    )
    return replace(page, identity=replace(page.identity, fields=fields))


def _unmarked(blocks: tuple[TextBlock, ...]) -> tuple[TextBlock, ...]:
    return tuple(block for block in blocks if not block.mark)


def moved(block: TextBlock, down: float) -> TextBlock:
    """A block ``down`` mm further down."""
    return replace(block, top=round(block.top + down, 2), bottom=round(block.bottom + down, 2))
