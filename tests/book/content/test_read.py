"""What a template's HTML says is read whole: every text, in its order, and what kind of thing it is."""

from __future__ import annotations

import pytest

from sopgen.book.content.blocks import (
    Blank,
    Block,
    Cell,
    Field,
    FieldList,
    Group,
    Heading,
    Image,
    ItemList,
    LeaderLine,
    Letterhead,
    PageBreak,
    PageNumber,
    Pages,
    Paragraph,
    Room,
    Rule,
    Run,
    Signature,
    TableBlock,
    texts,
)
from sopgen.book.content.read import read
from sopgen.render.own_templates import AmissError


def pages(body: str) -> tuple[Pages, ...]:
    return read(
        f"<html><head><title>Judul</title><style>p {{}}</style></head><body>{body}</body></html>", "book/uji.j2"
    )


def blocks(body: str) -> tuple[Block, ...]:
    (found,) = pages(f'<section class="depan">{body}</section>')
    return found.blocks


def said(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def test_each_section_is_pages_of_its_classes_and_what_stands_between_them_has_none() -> None:
    found = pages('<section class="depan a"><p>1</p></section><p>2</p><div><section class="b">3</section></div>')
    assert [(each.names, list(texts((each,)))) for each in found] == [
        (("depan", "a"), ["1"]),
        ((), ["2"]),
        (("b",), ["3"]),
    ]


def test_a_heading_has_its_place_and_the_name_that_lists_give_it() -> None:
    (found,) = blocks('<h1 id="kata" data-judul="Kata">Kata<br>Pengantar</h1>')
    assert found == Heading(1, (Run("Kata\nPengantar"),), "Kata", "kata")
    (found,) = blocks("<h2>Ruang<br> Lingkup</h2>")
    assert found == Heading(2, (Run("Ruang\nLingkup"),), "Ruang Lingkup")


def test_blanks_collapse_hard_ones_stay_and_soft_hyphens_go() -> None:
    assert blocks("<p>  satu\n  dua\u00a0tiga, em\u00adpat </p>") == (said("satu dua\u00a0tiga, empat"),)


def test_bold_italic_and_linked_texts_are_runs_of_their_own() -> None:
    (found,) = blocks('<p class="isi">a <b>b <i>c</i></b><span> d</span> <a href="sop:X">e</a></p>')
    assert found == Paragraph(
        (
            Run("a "),
            Run("b ", bold=True),
            Run("c", bold=True, italic=True),
            Run(" d "),
            Run("e", href="sop:X"),
        ),
        ("isi",),
    )


def test_a_line_of_contents_has_its_text_its_page_and_what_stands_below() -> None:
    (found,) = blocks(
        '<ul><li class="sop" id="isi-3"><div class="baris"><div class="titik"></div><a href="sop:A">Judul</a>'
        ' <a class="hal" href="sop:A">12</a></div><div class="nomor">A.1</div></li></ul>'
    )
    line = LeaderLine((Run("Judul", href="sop:A"),), PageNumber("sop:A", "12"), (Run("A.1"),), "isi-3", ("sop",))
    assert found == line


def test_other_items_are_a_list_that_counts_on() -> None:
    (plain,) = blocks("<ul><li>a</li><li><p>b</p><p>c</p></li></ul>")
    assert plain == ItemList(((said("a"),), (said("b"), said("c"))))
    (numbered,) = blocks('<ol start="3"><li>a</li></ol>')
    assert numbered == ItemList(((said("a"),),), 3)


def test_a_table_has_widths_heads_and_rows_with_their_places() -> None:
    (found,) = blocks(
        '<table class="x"><colgroup><col style="width: 10mm"><col span="2"></colgroup>'
        '<thead><tr><th rowspan="2">No.</th><th colspan="2">SOP</th></tr><tr><th>a</th><th>b</th></tr></thead>'
        '<tbody><tr id="r-1" class="absen"><td class="angka" data-hal="sop:A">5</td><td></td><td><p>y</p></td></tr>'
        "</tbody></table>"
    )
    assert isinstance(found, TableBlock)
    assert found.widths == (10.0, None, None)
    assert [[(cell.across, cell.down, cell.head) for cell in row.cells] for row in found.head] == [
        [(1, 2, True), (2, 1, True)],
        [(1, 1, True), (1, 1, True)],
    ]
    (row,) = found.body
    assert (row.place, row.names) == ("r-1", ("absen",))
    number = Cell((Paragraph((PageNumber("sop:A", "5"),)),), names=("angka",))
    assert row.cells == (number, Cell(()), Cell((said("y"),)))


def test_the_last_number_of_what_names_an_sops_page_is_that_pages() -> None:
    (found,) = blocks('<p><span data-hal="sop:A"><a href="sop:A">A 7</a> (hal. 12);</span> lagi 3</p>')
    assert isinstance(found, Paragraph)
    assert found.content == (Run("A 7", href="sop:A"), Run(" (hal. "), PageNumber("sop:A", "12"), Run("); lagi 3"))


def test_a_table_of_labels_and_values_is_lines_to_read_or_to_fill_in() -> None:
    row = '<tr><th>{}</th><td class="titik-dua">:</td><td>{}</td></tr>'
    (found,) = blocks(
        f'<table class="isian">{row.format("Nama", "A")}{row.format("Tahun", "<div class=kosong></div>")}</table>'
    )
    fields = (Field((Run("Nama"),), (Run("A"),)), Field((Run("Tahun"),), (), blank=True))
    assert found == FieldList(fields, ("isian",))


def test_what_is_no_text_is_read_by_its_class() -> None:
    found = blocks(
        '<div class="kop"><img src="sopgen:logo" alt="Logo"></div><div class="garis"></div><hr>'
        '<div class="kosong pendek"></div><div class="pengesahan"><p>A,</p><div class="ruang">#ttd#</div></div>'
        '<div class="atas"><p>B</p></div><p style="break-before: page">C</p>'
    )
    assert found == (
        Letterhead((Image("sopgen:logo", "Logo"),), ("kop",)),
        Rule(("garis",)),
        Rule(),
        Blank(("kosong", "pendek")),
        Signature((said("A,"), Room((Run("#ttd#"),), ("ruang",))), ("pengesahan",)),
        Group((said("B"),), ("atas",)),
        PageBreak(),
        said("C"),
    )


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("lepas <p>a</p> di <b>antara</b> <div>b</div> akhir", ["lepas", "a", "di antara", "b", "akhir"]),
        ("<blockquote>a<dl><dt>b</dt><dd>c</dd></dl></blockquote>", ["a", "b", "c"]),
        ("<details><summary>a</summary>b</details><x-kotak>c</x-kotak>", ["a", "b", "c"]),
        ("<ul>a<li>b</li><div>c</div></ul>", ["a", "b", "c"]),
        ("<table><caption>a</caption><tr><td>b<table><tr><td>c</td></tr></table></td></tr></table>", ["a", "b", "c"]),
        ("<table><tr><th>a</th><td class='titik-dua'>:</td><td><p>b</p></td></tr></table>", ["a", ":", "b"]),
        ("<p>a<img src='x' alt=''>b</p><h1>c<img src='x' alt=''>d</h1>", ["a", "b", "cd"]),
        ("<ul><li>a<div class='baris'>b <a class='hal' href='x'>7</a></div><p>c</p>d</li></ul>", ["b", "7", "a\nc\nd"]),
        ("<div class='garis'>a</div><div class='kosong'>b</div><div class='kop'>c</div>", ["a", "b", "c"]),
        ("<span>a <div>b</div></span><sup>c</sup><button>d</button>", ["a", "b", "cd"]),
        ("<section><p>a</p></section>b", ["a", "b"]),
    ],
)  # fmt: skip
def test_no_text_is_lost_whatever_element_it_stands_in(body: str, told: list[str]) -> None:
    assert list(texts(pages(f'<section class="depan">{body}</section>'))) == told


def test_what_is_not_printed_is_not_read() -> None:
    assert blocks("<p>a</p><p hidden>b</p><p style='display: none'>c</p><!-- d --><script>e</script>") == (said("a"),)


@pytest.mark.parametrize("element", ["<svg></svg>", "<math></math>", "<p>a <input></p>", "<h1><canvas></canvas></h1>"])
def test_what_draws_without_a_text_is_refused_by_its_name(element: str) -> None:
    with pytest.raises(AmissError, match=r"memakai “<(svg|math|input|canvas)”"):
        blocks(element)
