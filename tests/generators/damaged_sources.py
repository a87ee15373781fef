"""Hypothesis strategies for sources that hands, programs or accidents have changed: bytes, lines, values, keys."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

TOKENS = [
    b"- ", b": ", b"\t", b"&a ", b"*a", b"!!x ", b"<<: ", b'"', b"'", b"[", b"]", b"{", b"}", b"|", b">", b"#", b"%",
    b"@", b"\xff", b"\x00", b"\n", b"---\n", b"...\n", b"langkah:", b"pelaksana", b"99999", b"null", b"~", b"? ",
    b"\xe2\x80\xa8", b"2017-99-99", b"true", b"simbol:\n", b"bagian:", b"tidak: ", b"selesai: ", b"\r", b"\xef\xbb\xbf",
]  # fmt: skip
VALUES = [b"", b"[a, b]", b"{a: b}", b"x", b"0", b"selesai", b"lanjut", b"*a", b"[[]]", b"'", b"08 Mei 2018", b"[{}]"]


@st.composite
def changed_bytes(draw: st.DrawFn, raw: bytes) -> bytes:
    """One to three pieces of the text are others."""
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(raw)))
        end = draw(st.integers(at, min(len(raw), at + 30)))
        raw = raw[:at] + draw(st.one_of(st.sampled_from(TOKENS), st.binary(max_size=3))) + raw[end:]
    return raw


@st.composite
def changed_lines(draw: st.DrawFn, raw: bytes) -> bytes:
    """Lines lost, repeated, swapped, moved in or out, or all behind one of them lost."""
    lines = raw.split(b"\n")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        other = draw(st.integers(0, len(lines) - 1))
        change = draw(st.sampled_from(["drop", "repeat", "swap", "indent", "cut"]))
        if change == "drop":
            lines[at : at + 1] = []
            lines = lines or [b""]
        elif change == "repeat":
            lines.insert(other, lines[at])
        elif change == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        elif change == "indent":
            lines[at] = b" " * draw(st.integers(0, 8)) + lines[at].lstrip()
        else:
            lines = lines[: at + 1]
    return b"\n".join(lines)


@st.composite
def changed_entries(draw: st.DrawFn, raw: bytes) -> bytes:
    """Other values, and keys with a letter less."""
    lines = raw.split(b"\n")
    typed = [at for at, line in enumerate(lines) if b":" in line]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.sampled_from(typed))
        key, _, value = lines[at].partition(b":")
        if draw(st.booleans()):
            value = b" " + draw(st.one_of(st.sampled_from(VALUES), st.text(max_size=8).map(str.encode)))
        else:
            drop = draw(st.integers(0, len(key)))
            key = key[:drop] + key[drop + 1 :]
        lines[at] = key + b":" + value
    return b"\n".join(lines)


_WAYS: tuple[Callable[[bytes], st.SearchStrategy[bytes]], ...] = (changed_bytes, changed_lines, changed_entries)


def damaged_source(raw: bytes) -> st.SearchStrategy[bytes]:
    """The text of a source, damaged in any of these ways."""
    return st.one_of([way(raw) for way in _WAYS])
