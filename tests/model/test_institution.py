"""``instansi.yaml`` and the files it names: read, looked at, and never from outside their folders."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from sopgen.model.institution import FrozenMapping, Official, Unit
from sopgen.model.project import Project
from sopgen.model.resolve.files import MAX_IMAGE_BYTES
from tests.model.office import INSTITUTION, institution

Loads = Callable[..., Project]

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def png(width: int = 10, height: int = 10) -> bytes:
    """The head of a PNG of that size."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + bytes(9)


def told(project: Project) -> list[tuple[int, str, str, str]]:
    """Line, code, message and hint of every finding."""
    return [(each.span.line, each.code, each.message, each.hint) for each in project.findings]


def test_the_institution_is_read_by_its_keys() -> None:
    office = institution()
    assert office.unit == FrozenMapping({"biro-umum": Unit("biro-umum", "Biro Umum", "Sekretariat")})
    assert office.pejabat["kepala"] == Official("kepala", "Kepala Biro", "Nama Pejabat")
    assert (office.logo, office.abaikan, office.sound) == (None, (), True)
    assert list(office.jabatan) == []


def test_an_nip_stays_text(loaded: Loads) -> None:
    project = loaded({}, institution=INSTITUTION + "    nip: 007\njabatan: {Karo: Kepala Biro}\n")
    assert project.institution is not None
    assert project.institution.pejabat["kepala"].nip == "007"
    assert dict(project.institution.jabatan) == {"Karo": "Kepala Biro"}


def test_mistakes_in_the_institution_are_told_at_once(loaded: Loads) -> None:
    text = (
        "unit: {a: {induk: x}, b: y}\npejabat: [x]\njabatan: {a: [b]}\nformat: {kertas: A9}\nalamat: {a: b}\nlogo: x\n"
    )
    assert told(loaded({}, institution=text)) == [
        (1, "SOP-E121", "Kunci “nama” belum ada; kunci itu wajib bagi berkas ini.", "Tambahkan baris “nama: …”."),
        (1, "SOP-E121", "Kunci “nama” belum ada; kunci itu wajib bagi setiap unit.", "Tambahkan baris “nama: …”."),
        (
            1,
            "SOP-E122",
            "“b” harus berupa pasangan “kunci: isi”, tetapi yang tertulis teks.",
            "Tulis kuncinya dahulu, mis. “nama: …”.",
        ),
        (
            2,
            "SOP-E122",
            "“pejabat” harus berupa pasangan “kunci: isi”, tetapi yang tertulis daftar.",
            "Tulis “kunci: isi”.",
        ),
        (3, "SOP-E122", "“a” harus berupa teks, tetapi yang tertulis daftar.", "Tulis satu teks saja."),
        (
            4,
            "SOP-E123",
            "“A9” bukan pilihan yang ada.",
            "Pilih salah satu: “A4”, “F4”, “Letter”, “Legal”.",
        ),
        (
            5,
            "SOP-E122",
            "“alamat” harus berupa teks, tetapi yang tertulis pasangan “kunci: isi”.",
            "Bila teks itu memuat titik dua, apit seluruh teks dengan tanda kutip ganda.",
        ),
        (6, "SOP-E305", "“x” bukan berkas .svg atau .png.", "Simpan ulang berkasnya dalam bentuk itu."),
    ]


@pytest.mark.parametrize("place", ["sop_sources/logo.svg", "templates/logo.svg", "sop_sources/gambar/logo.svg"])
def test_a_logo_is_found_in_its_folders(loaded: Loads, tmp_path: Path, place: str) -> None:
    file = tmp_path / place
    file.parent.mkdir(parents=True)
    file.write_text(SVG.format('<path d="M0 0h9" fill="url(#a)"/><use xlink:href="#a"/>'))
    name = place if place.startswith("templates") else place.removeprefix("sop_sources/")
    project = loaded({}, institution=INSTITUTION + f"logo: {name}\n")
    assert project.findings == ()
    assert project.institution is not None
    assert project.institution.logo == file


def test_a_png_may_be_a_logo(loaded: Loads) -> None:
    assert loaded({"logo.PNG": png()}, institution=INSTITUTION + "logo: logo.PNG\n").findings == ()


@pytest.mark.parametrize(
    "name",
    [
        "../logo.svg",
        "/etc/logo.svg",
        "a/../../logo.svg",
        "..\\logo.svg",
        "C:/logo.svg",
        "file:logo.svg",
        "%2e%2e/logo.svg",
        "~/logo.svg",
        "https://contoh.id/logo.svg",
    ],
)
def test_a_logo_outside_its_folders_is_refused(loaded: Loads, tmp_path: Path, name: str) -> None:
    (tmp_path / "logo.svg").write_text(SVG)
    project = loaded({}, institution=INSTITUTION + f"logo: '{name}'\n")
    assert told(project) == [
        (
            10,
            "SOP-E141",
            f"“{name}” menunjuk ke luar folder sop_sources/ dan templates/.",
            "Salin berkasnya ke sop_sources/, lalu tulis namanya saja.",
        )
    ]


def test_a_logo_linked_to_the_outside_is_refused(loaded: Loads, tmp_path: Path) -> None:
    (tmp_path / "rahasia.svg").write_text(SVG)
    (tmp_path / "sop_sources").mkdir()
    (tmp_path / "sop_sources" / "logo.svg").symlink_to(tmp_path / "rahasia.svg")
    assert told(loaded({}, institution=INSTITUTION + "logo: logo.svg\n")) == [
        (
            10,
            "SOP-E141",
            "“logo.svg” adalah tautan ke luar folder sop_sources/ dan templates/.",
            "Salin berkasnya sendiri, bukan tautannya.",
        )
    ]


def test_a_missing_logo_names_the_one_that_is_there(loaded: Loads) -> None:
    assert told(loaded({"logo-kantor.png": png()}, institution=INSTITUTION + "logo: logo-kator.png\n")) == [
        (
            10,
            "SOP-E305",
            "Berkas “logo-kator.png” tidak ada di sop_sources/ maupun templates/.",
            "Maksud Anda “logo-kantor.png”?",
        )
    ]


@pytest.mark.parametrize(
    ("name", "content", "code", "message", "hint"),
    [
        ("x.png", b"GIF89a", "SOP-E305", "Isi “x.png” bukan gambar PNG.", "Simpan ulang gambarnya sebagai PNG."),
        ("x.svg", b"halo", "SOP-E305", "Isi “x.svg” bukan gambar SVG.", "Simpan ulang gambarnya sebagai SVG."),
        ("x.svg", b"<html/>", "SOP-E305", "Isi “x.svg” bukan gambar SVG.", "Simpan ulang gambarnya sebagai SVG."),
        ("x.svg", b"\xff<svg/>", "SOP-E305", "Isi “x.svg” bukan gambar SVG.", "Simpan ulang gambarnya sebagai SVG."),
        (
            "x.png",
            png(9000, 10),
            "SOP-E305",
            "Gambar “x.png” berukuran 9000 × 10 titik; paling besar 8000 × 8000.",
            "Perkecil gambarnya.",
        ),
        (
            "x.png",
            png() + bytes(MAX_IMAGE_BYTES),
            "SOP-E305",
            "Gambar “x.png” lebih besar dari 5 MiB.",
            "Perkecil gambarnya.",
        ),
    ],
    ids=["no png", "no xml", "no drawing", "no text", "too wide", "too heavy"],
)
def test_a_file_that_is_no_usable_picture_is_told(
    loaded: Loads, name: str, content: bytes, code: str, message: str, hint: str
) -> None:
    project = loaded({name: content}, institution=INSTITUTION + f"logo: {name}\n")
    assert told(project) == [(10, code, message, hint)]
    assert project.institution is not None
    assert project.institution.logo is None


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;"),
        "<!DOCTYPE svg []>" + SVG.format(""),
        '<!DOCTYPE svg SYSTEM "a>b" [<!ATTLIST image href CDATA "lain.svg">]>' + SVG.format("<image/>"),
        SVG.format("<script>x</script>"),
        SVG.format('<image href="http://contoh.id/a.png"/>'),
        SVG.format("<image xlink:href='file:///etc/passwd'/>"),
        SVG.format('<use href = "lain.svg#a"/>'),
        SVG.format('<rect style="fill: url( http://contoh.id )"/>'),
        SVG.format("<style>@import 'a.css';</style>"),
        SVG.format("<foreignObject/>"),
        '<?xml-stylesheet href="#"?>' + SVG.format(""),
    ],
)
def test_a_drawing_that_fetches_or_runs_something_is_refused(loaded: Loads, content: str) -> None:
    assert told(loaded({"x.svg": content}, institution=INSTITUTION + "logo: x.svg\n")) == [
        (
            10,
            "SOP-E141",
            "Gambar “x.svg” memuat skrip, entitas, atau rujukan ke berkas lain.",
            "Simpan ulang sebagai SVG biasa (plain SVG) tanpa tautan.",
        )
    ]


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE svg>",
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        "<!DOCTYPE svg SYSTEM 'svg11.dtd'>",
    ],
)
def test_a_drawing_may_name_its_document_type(loaded: Loads, doctype: str) -> None:
    content = doctype + SVG.format("<rect/>")
    assert loaded({"x.svg": content}, institution=INSTITUTION + "logo: x.svg\n").findings == ()


def test_a_drawing_may_carry_pictures_inside(loaded: Loads) -> None:
    inside = SVG.format('<image href="data:image/png;base64,AAAA"/>')
    assert loaded({"x.svg": inside}, institution=INSTITUTION + "logo: x.svg\n").findings == ()


def test_a_reference_document_is_a_checked_file(loaded: Loads, tmp_path: Path) -> None:
    project = loaded({"kop.docx": b"PK"}, institution=INSTITUTION + "format: {rujukan_docx: kop.docx}\n")
    assert project.findings == ()
    assert project.institution is not None
    assert project.institution.format.rujukan_docx == str(tmp_path / "sop_sources" / "kop.docx")


def test_a_missing_reference_document_is_told(loaded: Loads) -> None:
    assert told(loaded({}, institution=INSTITUTION + "format: {rujukan_docx: kop.docx}\n")) == [
        (
            10,
            "SOP-E305",
            "Berkas “kop.docx” tidak ada di sop_sources/ maupun templates/.",
            "Salin berkasnya ke sop_sources/, atau hapus baris ini.",
        )
    ]


def test_a_name_longer_than_any_file_system_allows_is_told(loaded: Loads) -> None:
    name = "x" * 5000 + ".svg"
    [(_, code, message, _)] = told(loaded({}, institution=INSTITUTION + f"logo: {name}\n"))
    assert (code, message) == ("SOP-E305", f"Berkas “{name[:60]}” tidak dapat dibuka.")


def test_a_table_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        institution().unit["x"] = Unit("x", "X")  # type: ignore[index]


def test_colours_and_line_weights_are_settings(loaded: Loads) -> None:
    keys = "warna_kepala: dde5ee, warna_garis: '#1F3A5F', warna_alur: 102030, tebal_garis: 0.75, tebal_alur: '1,25'"
    project = loaded({}, institution=INSTITUTION + f"format: {{{keys}}}\n")
    assert project.institution is not None
    form = project.institution.format
    assert (form.warna_kepala, form.warna_garis, form.warna_alur) == ("#dde5ee", "#1f3a5f", "#102030")
    assert (form.tebal_garis, form.tebal_alur) == (0.75, 1.25)
    assert told(project) == []


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("warna_garis: biru", "Warna harus enam angka heksadesimal, merah hijau biru."),
        ("warna_garis: ffff00", "Warna ffff00 terlalu muda untuk garis."),
        ("warna_alur: eeeeee", "Warna eeeeee terlalu muda untuk garis."),
        ("warna_kepala: 202020", "Warna 202020 terlalu gelap di bawah tulisan."),
        ("tebal_garis: 2", "Tebal garis harus 0,25 sampai 0,75 poin."),
        ("tebal_alur: 0", "Tebal alur harus 0,25 sampai 1,5 poin."),
    ],
)
def test_a_colour_or_weight_that_cannot_be_read_or_seen_is_told(loaded: Loads, setting: str, message: str) -> None:
    (finding,) = told(loaded({}, institution=INSTITUTION + f"format:\n  {setting}\n"))
    assert finding[1:3] == ("SOP-E123", message)


def test_a_colour_that_is_a_comment_is_told_as_one(loaded: Loads) -> None:
    codes = [finding[1] for finding in told(loaded({}, institution=INSTITUTION + "format:\n  warna_garis: #1f3a5f\n"))]
    assert sorted(codes) == ["SOP-E123", "SOP-W190"]


def test_margins_are_settings(loaded: Loads) -> None:
    keys = "tepi_kiri: 25, tepi_kanan: '12,5', tepi_atas: 20, tepi_bawah: 12"
    project = loaded({}, institution=INSTITUTION + f"format: {{{keys}}}\n")
    assert project.institution is not None
    form = project.institution.format
    assert (form.tepi_kiri, form.tepi_kanan, form.tepi_atas, form.tepi_bawah) == (25, 12.5, 20, 12)
    assert told(project) == []


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("tepi_kiri: 41", "Tepi kiri harus 8 sampai 40 mm."),
        ("tepi_kanan: lebar", "Tepi kanan harus 8 sampai 30 mm."),
        ("tepi_atas: 0", "Tepi atas harus 12 sampai 30 mm."),
        ("tepi_bawah: 11,9", "Tepi bawah harus 12 sampai 30 mm."),
    ],
)
def test_a_margin_out_of_range_is_told(loaded: Loads, setting: str, message: str) -> None:
    (finding,) = told(loaded({}, institution=INSTITUTION + f"format:\n  {setting}\n"))
    assert finding[1:3] == ("SOP-E123", message)


ALIKE = ("ka-biro", "ka\u2011biro", "ka\u00ad-biro", "ka-\u200bbiro")


@pytest.mark.parametrize("other", ALIKE[1:])
@pytest.mark.parametrize(
    ("mapping", "value"), [("unit", "{nama: A}"), ("pejabat", "{jabatan: A, nama: Nama Pejabat}"), ("jabatan", "A")]
)
def test_two_keys_that_nobody_can_tell_apart_are_an_error(mapping: str, value: str, other: str, loaded: Loads) -> None:
    text = f'nama: Kantor Contoh\n{mapping}:\n  {ALIKE[0]}: {value}\n  "{other}": {value}\n'
    message = f"Kunci “{other}” tampak sama dengan kunci di baris 3."
    wanted = (4, "SOP-E103", message, "Hapus salah satunya, atau bedakan namanya.")
    assert told(loaded({}, institution=text)) == [wanted]


@pytest.mark.parametrize("other", ["", "  karo: Kepala Biro\n"], ids=["taken away", "another name"])
def test_keys_that_look_alike_end_as_the_hint_says(other: str, loaded: Loads) -> None:
    assert told(loaded({}, institution=f"nama: Kantor Contoh\njabatan:\n  {ALIKE[0]}: A\n{other}")) == []


def test_a_key_of_which_nothing_is_to_be_seen_is_an_error(loaded: Loads) -> None:
    (finding,) = loaded({}, institution='nama: Kantor Contoh\njabatan:\n  "\u00ad": Kepala\n').findings
    assert (finding.span.line, finding.code) == (3, "SOP-E112")
