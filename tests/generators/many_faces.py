"""Texts whose signs stand in many faces: words of several scripts, emoji of several characters, symbols."""

from __future__ import annotations

from hypothesis import strategies as st

LATIN = (
    "Rapat",
    "penting",
    "selesai",
    "dan/atau",
    "No.12/2020",
    "e-mail",
    "10.000,50",
    "(RKT)",
    "ñandú",
    "Pertanggungjawabanpertanggungjawaban",
    "https://contoh.go.id/a?b=1&c=2",
)
EMOJI = (
    "😀",
    "📄",
    "✅",
    "😀😀😀😀😀😀",
    "👩\u200d👩\u200d👧",  # a family
    "👨\u200d👩\u200d👧\u200d👦",
    "👩🏽\u200d💻",
    "👍🏽",
    "🇮🇩",
    "🇮🇩🇯🇵",
    "☎\ufe0f",  # as a picture
    "☎\ufe0e",  # as a sign
    "❤\ufe0f",
    "1\ufe0f\u20e3",  # a key
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # the flag of a part of a country
)
SYMBOLS = ("☑", "✓", "☐", "☒", "→", "⇒", "≤", "½", "①", "∑", "★", "№", "℃", "−", "×")
OTHER_SCRIPTS = (
    "العربية",
    "مرحبا،",
    "שלום",
    "ꦲꦏ꧀ꦱꦫꦗꦮ",
    "ᬅᬓ᭄ᬱᬭᬩᬮᬶ",
    "中文字漢",
    "日本語テスト",
    "한국어",
    "हिन्दी",
    "ไทยภาษา",
    "Привет",
    "q\u0303\u0308",
)
BLANKS = (" ", " ", " ", "", "\u00a0", "-", "/", "\n", "\u2003", "\u200b")


@st.composite
def texts_of_many_faces(draw: st.DrawFn, most_words: int = 14) -> str:
    """A text of several words or signs; more than half of it is no plain Latin."""
    words = st.one_of([st.sampled_from(kind) for kind in (LATIN, LATIN, EMOJI, EMOJI, SYMBOLS, OTHER_SCRIPTS)])
    parts = draw(st.lists(st.tuples(words, st.sampled_from(BLANKS)), min_size=1, max_size=most_words))
    return "".join([word + blank for word, blank in parts])
