"""What the eye sees of a text: by this texts are compared, and told from empty ones.

What is printed is never this, but the text as it was typed.
"""

from __future__ import annotations

import re
import unicodedata

#: What Unicode shows nothing of (Default_Ignorable_Code_Point), joiners aside: soft hyphens, blanks without width,
#: marks of direction, Hangul fillers, variation selectors; then notes and tags.
_UNSEEN = (
    r"\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164"
    r"\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB"
)
_UNSEEN_CHARACTERS = re.compile(f"[{_UNSEEN}\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]")
#: The pattern of a text of which something is to be seen, as editors know patterns (JSON Schema).
SOMETHING_VISIBLE = rf"[^\s\u200C\u200D\u2800{_UNSEEN}]"
#: Scripts whose letters take another shape beside a joiner, and pictures that one joins.
_JOINED = "\u0590-\u1dff\u2190-\u2bff\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001faff"
_IDLE_JOINER = re.compile(f"(?<![{_JOINED}])[\u200c\u200d]+|[\u200c\u200d]+(?![{_JOINED}\u200c\u200d])")
#: Signs that look like the one that a keyboard has: hyphens that Word does not break at, the blank of Braille.
_LOOKS_LIKE = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2800": " "})


def visible(text: str) -> str:
    """What the eye sees of ``text``: two texts are the same to it when this is equal; of an empty one it is empty.

    Composed (NFC), without characters that show nothing, any blanks and line breaks as one space, none at the ends.
    """
    if not text.isascii():
        text = _IDLE_JOINER.sub("", _UNSEEN_CHARACTERS.sub("", text)).translate(_LOOKS_LIKE)
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def is_empty(text: str) -> bool:
    """Whether there is nothing to be seen of ``text``."""
    return not visible(text)
