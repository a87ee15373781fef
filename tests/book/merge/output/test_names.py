"""Trees of names are found again as they were put in, in order."""

from __future__ import annotations

import io

import pikepdf
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Object, Pdf

from sopgen.book.merge.output.names import name_tree, read_names
from sopgen.book.merge.output.writer import Writer


def written(writer: Writer, tree: int) -> tuple[Pdf, Object]:
    """The tree as a reader finds it, and the file that holds it."""
    pages = writer.add(b"<< /Type /Pages /Kids [] /Count 0 >>")
    root = writer.add(b"<< /Type /Catalog /Pages %d 0 R /Tree %d 0 R >>" % (pages, tree))
    writer.finish(root, writer.add(b"<< >>"))
    file = writer._file
    assert isinstance(file, io.BytesIO)
    pdf = pikepdf.open(file)
    return pdf, pdf.Root.Tree


@given(st.dictionaries(st.binary(max_size=8), st.integers(0, 9), max_size=200))
def test_names_come_back_sorted(entries: dict[bytes, int]) -> None:
    writer = Writer(io.BytesIO())
    pdf, tree = written(writer, name_tree(writer, [(name, b"%d" % value) for name, value in entries.items()]))
    with pdf:
        assert list(read_names(tree)) == sorted(entries.items())


def test_leaves_say_from_where_to_where_they_reach() -> None:
    writer = Writer(io.BytesIO())
    pdf, tree = written(writer, name_tree(writer, [(b"%03d" % number, b"null") for number in range(150)]))
    with pdf:
        assert [[int(bytes(limit)) for limit in kid.Limits] for kid in tree.Kids] == [[0, 63], [64, 127], [128, 149]]
