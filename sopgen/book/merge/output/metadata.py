"""What the whole says about itself: XMP, document information, language, output intent.

The first part's metadata packet is taken over, because it names the standards the parts meet (PDF/A-3a and
PDF/UA-1, with the schema PDF/A wants described); title, author and dates are the whole's. One part that does not meet
them takes that claim from the whole.
"""

from __future__ import annotations

from datetime import date

from pikepdf import Name, Pdf, String

from sopgen.book.merge.output.writer import Writer
from sopgen.book.merge.part import About
from sopgen.book.merge.prepared_part import CLAIMS, Words


def describe(writer: Writer, first: Words, about: About, profile: int, archival: bool) -> tuple[bytes, int]:
    """Write metadata after those of the ``first`` part: entries of the catalogue, and the information dictionary.

    ``profile`` is the whole's colour profile; ``archival``: all its parts meet the standards that the first one names.
    """
    said = b"/OutputConditionIdentifier %b /Info %b" % (_string(first.condition), _string(first.info))
    intent = b"<< /DestOutputProfile %d 0 R %b /S /GTS_PDFA1 /Type /OutputIntent >>" % (profile, said)
    packet = writer.add_stream(b"/Subtype /XML /Type /Metadata", _packet(first.xmp, about, archival), compress=False)
    entries = (
        b"/Lang %b /MarkInfo << /Marked true >> /Metadata %d 0 R /OutputIntents [ %b ] /PageMode /UseOutlines "
        b"/ViewerPreferences << /DisplayDocTitle true >>" % (_string(about.language), packet, intent)
    )
    day = _string(pdf_date(about.date))
    programs = ((b"/Creator", first.creator), (b"/Producer", first.producer))
    information = [b"%b %b" % (name, _string(program)) for name, program in programs if program]
    information += [b"/Title " + _string(about.title), b"/Author " + _string(about.author)]
    information += [b"/CreationDate " + day, b"/ModDate " + day]
    return entries, writer.add(b"<< %b >>" % b" ".join(information))


def _packet(xmp: bytes, about: About, archival: bool) -> bytes:
    """The first part's XMP packet, which names the standards, under the whole's title."""
    scratch = Pdf.new()
    scratch.Root.Metadata = scratch.make_stream(xmp, {"/Type": Name.Metadata, "/Subtype": Name.XML})
    with scratch.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as packet:
        packet["dc:title"] = about.title
        packet["dc:creator"] = [about.author]
        for claim in () if archival else CLAIMS:
            if claim in packet:
                del packet[claim]
        packet["xmp:CreateDate"] = packet["xmp:ModifyDate"] = f"{about.date.isoformat()}T00:00:00Z"
    return bytes(scratch.Root.Metadata.read_bytes())


def _string(text: str) -> bytes:
    return String(text).unparse()


def pdf_date(day: date) -> str:
    """Midnight of a day, as PDF writes dates (ISO 32000-1, 7.9.4)."""
    return f"D:{day:%Y%m%d}000000Z"
