"""The pictures of a template, as Word can show them."""

from __future__ import annotations

from sopgen.book.pages.typesetter import LOGO_ADDRESS, Typesetter
from sopgen.findings import UserError
from sopgen.render.docx.logo import Logo, load_logo, office_logo
from sopgen.render.logo import LogoError


def picture_of(source: str, setter: Typesetter) -> Logo:
    """The picture at an address: the office's logo, or one that stands in the template itself (``data:``).

    Raises FindingsError for a logo that cannot be used, UserError for any other picture that Word cannot show.
    """
    if source == LOGO_ADDRESS:
        return office_logo(setter.institution, setter.root)
    if not source.startswith("data:"):
        raise UserError(f"Gambar “{source[:60]}” pada templat tidak dapat dicetak di Word; pakailah {LOGO_ADDRESS}.")
    from urllib.request import urlopen  # loads what no booklet of ours needs

    try:
        with urlopen(source) as answer:  # no network: the address is the picture
            content: bytes = answer.read()
        return load_logo(content)
    except (LogoError, ValueError) as error:
        raise UserError("Gambar “data:” pada templat tidak dapat dicetak di Word; pakailah PNG atau SVG.") from error
