"""What the whole says about itself: XMP, document information, language, output intent.

The first part's metadata packet is taken over, because it names the standards the parts meet (PDF/A-3a and
PDF/UA-1, with the schema PDF/A wants described); title, author and dates are the whole's.
"""

from __future__ import annotations

from datetime import date

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from sopgen.book.merge.part import About


def describe(pdf: Pdf, first: Pdf, about: About, profile: Object) -> None:
    """Write metadata for ``pdf`` after those of its ``first`` part; ``profile``: its copy of the colour profile."""
    root = pdf.Root
    root.MarkInfo = Dictionary(Marked=True)
    root.Lang = String(about.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.PageMode = Name.UseOutlines
    given = first.Root.OutputIntents[0]
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, DestOutputProfile=profile)
    for key in ("/OutputConditionIdentifier", "/Info"):
        intent[key] = String(str(given[key]))
    root.OutputIntents = Array([intent])
    _information(pdf, first, about)
    root.Metadata = pdf.copy_foreign(first.Root.Metadata)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as packet:
        packet["dc:title"] = about.title
        packet["dc:creator"] = [about.author]
        packet["xmp:CreateDate"] = packet["xmp:ModifyDate"] = f"{about.date.isoformat()}T00:00:00Z"


def _information(pdf: Pdf, first: Pdf, about: About) -> None:
    for key in ("/Creator", "/Producer"):
        if key in first.docinfo:
            pdf.docinfo[key] = String(str(first.docinfo[key]))
    pdf.docinfo["/Title"] = String(about.title)
    pdf.docinfo["/Author"] = String(about.author)
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = String(pdf_date(about.date))


def pdf_date(day: date) -> str:
    """Midnight of a day, as PDF writes dates (ISO 32000-1, 7.9.4)."""
    return f"D:{day:%Y%m%d}000000Z"
