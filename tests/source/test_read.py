"""A source is text with places: what is typed stays as typed, and every value knows where it stands."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from sopgen.findings import Severity, Span
from sopgen.source.document import Scalar, Source
from sopgen.source.read import MAX_BYTES, parse, read, relative_name


def source_of(content: str | bytes) -> Source:
    """A source read without any finding."""
    raw = content if isinstance(content, bytes) else content.encode()
    source, findings = parse(raw, Path("/kantor/sop_sources/a/x.yaml"), "sop_sources/a/x.yaml")
    assert not findings
    assert source is not None
    return source


@pytest.mark.parametrize(
    "typed",
    ["007", "12:30", "no", "yes", "true", "null", "~", "1e3", "0x10", "2017-11-08", "=", "1_000", ".inf", "{}", "-"],
)
def test_every_scalar_is_text_as_typed(typed: str) -> None:
    quoted = f"'{typed}'" if typed in {"{}", "-"} else typed
    assert source_of(f"a: {quoted}\n").plain() == {"a": typed}


def test_a_colon_inside_a_list_in_brackets_is_text() -> None:
    assert source_of("a: [1:2, http://x.id/y, a#b]\n").plain() == {"a": ["1:2", "http://x.id/y", "a#b"]}


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter() -> None:
    source = source_of(b"\xef\xbb\xbfa: b\r\nc:\r\n  - d\r\n  - e\r\n")
    assert source.plain() == {"a": "b", "c": ["d", "e"]}
    assert source.locate(("a",)) == Span(1, 4, 5)
    assert source.locate(("c", 1)) == Span(4, 5, 6)
    assert source.lines.line(4) == "  - e"
    assert source.raw.startswith(b"\xef\xbb\xbf")
    assert source.text.startswith("a: b")


def test_columns_count_characters_not_bytes() -> None:
    source = source_of('kéy: "🙂 b"\n“k”: – x\nl: [é, ü, 🙂, z]\n')
    assert source.locate(("kéy",)) == Span(1, 6, 11)
    assert source.locate(("“k”",), key=True) == Span(2, 1, 4)
    assert source.locate(("l", 3)) == Span(3, 14, 15)


def test_long_texts_may_be_written_in_every_style_of_yaml() -> None:
    source = source_of("a: satu\n  dua\n\n  tiga\nb: |\n  satu\n  dua\nc: >-\n  satu\n  dua\nd: 'satu\n  dua'\n")
    assert source.plain() == {"a": "satu dua\ntiga", "b": "satu\ndua\n", "c": "satu dua", "d": "satu dua"}


def test_a_text_over_several_lines_is_marked_on_its_first() -> None:
    source = source_of("a: satu\n  dua\nb: |\n\n  tiga empat\n  lima\n")
    assert source.locate(("a",)) == Span(1, 4, 8)
    assert source.locate(("b",)) == Span(5, 3, 13)


def test_an_empty_block_text_is_marked_at_its_sign() -> None:
    assert source_of("a: |\nb: c\n").locate(("a",)) == Span(1, 4, 5)


def test_an_empty_scalar_is_absent_and_an_empty_text_is_not() -> None:
    source = source_of('a:\nb: ""\nc:\n  -\n  - y\n')
    assert source.plain() == {"b": "", "c": ["", "y"]}
    assert isinstance(source.node(("a",)), Scalar)
    assert source.locate(("a",)) == Span(1, 1, 2)


def test_a_place_that_is_not_there_is_its_nearest_ancestor() -> None:
    source = source_of("a: 1\nlangkah:\n  - kegiatan: x\n    waktu: 1 Jam\n")
    assert source.locate(("langkah", 0, "output")) == Span(3, 5, 13)
    assert source.locate(("langkah", 7, "output")) == Span(3, 5, 13)
    assert source.locate(("bukan",)) == Span(1, 1, 2)
    assert source.locate(()) == Span(1, 1, 2)
    assert source.locate(("a", 0)) == Span(1, 4, 5)
    assert source.node(("langkah", 0, "output")) is None


def test_a_finding_carries_its_line() -> None:
    source = source_of("a: 1\nb:   dua kata   # catatan\n")
    finding = source.finding("SOP-X1", Severity.ERROR, ("b",), "Pesan.", "Petunjuk.", step=3)
    assert (finding.file, finding.span, finding.excerpt) == (
        "sop_sources/a/x.yaml",
        Span(2, 6, 14),
        "b:   dua kata   # catatan",
    )
    assert (finding.code, finding.message, finding.hint, finding.step) == ("SOP-X1", "Pesan.", "Petunjuk.", 3)


def test_a_source_knows_its_project_folder() -> None:
    assert source_of("a: b\n").root == Path("/kantor")


def test_texts_are_composed_and_tabs_inside_them_are_blanks() -> None:
    assert source_of("a: e\u0301 b\tc\n").plain() == {"a": "é b c"}


def test_offsets_mark_the_typed_value_for_repairs() -> None:
    source = source_of("a: 'b c' # d\n")
    node = source.node(("a",))
    assert isinstance(node, Scalar)
    assert source.text[node.start : node.end] == "'b c'"


def test_a_source_can_be_sent_to_another_process() -> None:
    source = source_of("a: [b, {c: d}]\n")
    assert pickle.loads(pickle.dumps(source)).plain() == source.plain()


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    source, findings = read(tmp_path / "sop_sources" / "x.yaml", tmp_path)
    assert source is None
    assert [(each.code, each.file, each.message, each.hint) for each in findings] == [
        (
            "SOP-E110",
            "sop_sources/x.yaml",
            "Berkas tidak dapat dibuka: berkas tidak ada.",
            "Periksa apakah berkas itu ada dan boleh dibaca.",
        )
    ]


def test_what_is_no_regular_file_is_a_finding(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.yaml")
    (tmp_path / "y.yaml").mkdir()
    messages = [read(tmp_path / name, tmp_path)[1][0].message for name in ("x.yaml", "y.yaml")]
    assert messages == ["Berkas tidak dapat dibuka: bukan berkas biasa."] * 2


def test_a_file_of_more_than_a_mebibyte_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(b"a: " + b"b" * MAX_BYTES)
    source, findings = read(tmp_path / "x.yaml", tmp_path)
    assert source is None
    assert [(each.code, each.message, each.hint) for each in findings] == [
        ("SOP-E108", "Berkas ini lebih besar dari 1 MiB.", "Pecah isinya menjadi beberapa berkas.")
    ]


def test_a_file_outside_the_project_keeps_its_whole_name() -> None:
    assert relative_name(Path("/lain/x.yaml"), Path("/kantor")) == "/lain/x.yaml"
    assert relative_name(Path("/kantor/a/x.yaml"), Path("/kantor")) == "a/x.yaml"
