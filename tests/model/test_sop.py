"""One SOP, normalised: what was typed in any of the format's ways becomes one kind of thing."""

from __future__ import annotations

import dataclasses
import pickle
from datetime import date

import pytest

from sopgen.model.institution import Format, Ignored, Paper, TerminatorStyle
from sopgen.model.resolve.make_institution import make_institution
from sopgen.model.resolve.make_sop import make_sop
from sopgen.model.sop import Actor, ExtraBox, Kind, Revision, Status
from tests.model.office import BASE, institution, sop_of, source_of

HEAD = BASE[: BASE.index("pelaksana:")]
FLOW = BASE[BASE.index("pelaksana:") :]


def test_the_least_sop_has_defaults_everywhere_else() -> None:
    sop = sop_of(BASE)
    assert (sop.nomor, sop.judul, sop.jenis, sop.status) == ("A.01", "Pelayanan Tamu", None, Status.IN_FORCE)
    assert (sop.unit.nama, sop.unit.induk) == ("Biro Umum", "Sekretariat")
    assert sop.disahkan_oleh.jabatan == "Kepala Biro"
    assert (sop.tanggal_pembuatan, sop.tanggal_efektif, sop.tinjau_sebelum) == (None, None, None)
    assert (sop.revisi, sop.dasar_hukum, sop.keterkaitan, sop.tambahan) == ((), (), (), ())
    assert sop.format == Format()
    assert sop.title == "SOP Pelayanan Tamu"
    [section] = sop.sections
    assert (section.judul, section.path, section.sound) == (None, ("langkah",), True)
    assert [step.number for step in section.steps] == [1, 2, 3]


def test_identity_is_read_as_typed() -> None:
    sop = sop_of(
        BASE + "jenis: makro\nstatus: konsep\ntanggal_pembuatan: 2017-11-08\ntanggal_efektif: 2018-05-02\n"
        "tinjau_sebelum: 2020-05-02\n"
    )
    assert (sop.jenis, sop.status, sop.title) == (Kind.MAKRO, Status.DRAFT, "SOP Makro Pelayanan Tamu")
    assert (sop.tanggal_pembuatan, sop.tanggal_efektif) == (date(2017, 11, 8), date(2018, 5, 2))
    assert sop.tinjau_sebelum == date(2020, 5, 2)


@pytest.mark.parametrize("typed", ["Satu, dua", '["Satu, dua"]', "\n  - Satu, dua\n  -\n"])
def test_a_single_text_is_a_list_of_one_and_blank_items_are_none(typed: str) -> None:
    assert sop_of(BASE + f"dasar_hukum: {typed}\n").dasar_hukum == ("Satu, dua",)


@pytest.mark.parametrize("typed", ["", '""', "[]", "[ '' ]"])
def test_empty_lists_are_allowed(typed: str) -> None:
    assert sop_of(BASE + f"peringatan: {typed}\n").peringatan == ()


@pytest.mark.parametrize("word", ["null", "~", "no", "007", "12:30"])
def test_words_that_mean_something_elsewhere_are_text(word: str) -> None:
    sop = sop_of(BASE.replace("Pelayanan Tamu", word) + f"catatan: {word}\n")
    assert (sop.judul, sop.catatan) == (word, (word,))


def test_empty_dates_are_allowed() -> None:
    assert sop_of(BASE + 'tanggal_efektif: ""\n').tanggal_efektif is None


def test_line_breaks_inside_a_text_stay_and_the_last_one_goes() -> None:
    text = FLOW.replace("Mencatat tamu", "|\n      Mencatat:\n      a. nama\n      b. tujuan\n")
    assert sop_of(HEAD + text).sections[0].steps[0].kegiatan == "Mencatat:\na. nama\nb. tujuan"


def test_revisions_count_on_from_one() -> None:
    sop = sop_of(
        BASE + "revisi:\n  - tanggal: 2019-01-07\n  - tanggal: 2020-01-07\n    uraian: Nama jabatan\n"
        "  - ke: 5\n    tanggal: 2021-01-07\n  - tanggal: 2022-01-07\n"
    )
    assert sop.revisi[1] == Revision(2, date(2020, 1, 7), "Nama jabatan")
    assert [each.ke for each in sop.revisi] == [1, 2, 5, 6]


def test_a_single_revision_may_stand_without_a_dash() -> None:
    assert sop_of(BASE + "revisi: {tanggal: 2019-01-07}\n").revisi == (Revision(1, date(2019, 1, 7)),)


def test_extra_boxes_notes_and_ignored_findings_are_kept() -> None:
    sop = sop_of(
        BASE + "tambahan:\n  - judul: Maksud dan tujuan\n    isi: Tertib\n  - judul: Kosong\n"
        "catatan: [satu, dua]\nabaikan: [{kode: SOP-S101, alasan: istilah kantor}]\n"
    )
    assert sop.tambahan == (ExtraBox("Maksud dan tujuan", ("Tertib",)), ExtraBox("Kosong", ()))
    assert sop.catatan == ("satu", "dua")
    assert sop.abaikan == (Ignored("SOP-S101", "istilah kantor"),)


def test_an_sop_overrides_only_the_format_it_gives() -> None:
    text = "nama: X\nformat: {kertas: F4, label_ya: Ya, istilah: {ket: Keterangan, judul: 'SOP {jenis}'}}\n"
    office, _ = make_institution(source_of(text, "sop_sources/instansi.yaml"))
    sop, _ = make_sop(
        source_of(BASE + "format:\n  ukuran_huruf: 8,5\n  terminator: kegiatan\n  istilah: {waktu: Lama}\n"), office
    )
    assert sop is not None
    assert (sop.format.kertas, sop.format.label_ya, sop.format.label_tidak) == (Paper.F4, "Ya", "T")
    assert (sop.format.ukuran_huruf, sop.format.terminator) == (8.5, TerminatorStyle.ACTIVITY)
    terms = sop.format.istilah
    assert (terms.ket, terms.judul, terms.waktu, terms.output) == ("Keterangan", "SOP {jenis}", "Lama", "Output")


@pytest.mark.parametrize(("word", "flag"), [("true", True), ("ya", True), ("True", True), ("tidak", False)])
def test_flags_are_words(word: str, flag: bool) -> None:
    assert sop_of(BASE + f"format: {{nomor_kolom: {word}}}\n").format.nomor_kolom is flag


@pytest.mark.parametrize("word", ["null", "~", '""'])
def test_the_documented_null_of_two_settings_means_nothing(word: str) -> None:
    sop = sop_of(BASE + f"format:\n  rujukan_docx: {word}\n  jangkar_ttd: {word}\n")
    assert (sop.format.rujukan_docx, sop.format.jangkar_ttd) == (None, None)


def test_sections_have_their_own_steps_ids_and_where_given_columns() -> None:
    sop = sop_of(
        HEAD
        + """pelaksana: [Staf, Kepala]
bagian:
  - judul: Penerimaan
    langkah:
      - {id: terima, kegiatan: Menerima, pelaksana: Staf}
      - {kegiatan: Memeriksa, pelaksana: Kepala, tidak: terima}
  - judul: Pengarsipan
    pelaksana: [Arsiparis]
    catatan: Setiap Jumat
    langkah:
      - {id: terima, kegiatan: Mencatat, pelaksana: Arsiparis}
"""
    )
    first, second = sop.sections
    assert (first.judul, first.path, first.actors) == (
        "Penerimaan",
        ("bagian", 0, "langkah"),
        (Actor("Staf"), Actor("Kepala")),
    )
    assert (second.actors, second.catatan, second.path) == (
        (Actor("Arsiparis"),),
        ("Setiap Jumat",),
        ("bagian", 1, "langkah"),
    )
    assert [step.number for step in second.steps] == [1]


def test_an_sop_whose_sections_all_have_columns_needs_none_of_its_own() -> None:
    sop = sop_of(HEAD + "bagian:\n  - {judul: A, pelaksana: [X], langkah: [{kegiatan: Mencatat, pelaksana: X}]}\n")
    assert sop.sections[0].actors == (Actor("X"),)


def test_what_is_wrong_is_guessed_so_that_other_checks_can_go_on() -> None:
    text = BASE.replace("judul:", "jdul:").replace("pelaksana: Kasubbag", "pelaksana: Kasubag").replace("A.01", "[]")
    sop, findings = make_sop(source_of(text + "tanggal_efektif: 8/11/2017\n"), institution())
    assert sop is not None
    assert len(findings) == 4
    assert (sop.nomor, sop.judul, sop.tanggal_efektif) == ("", "Pelayanan Tamu", None)
    assert sop.sections[0].steps[1].symbols[0].actors == (1,)
    assert sop.sections[0].sound is False


def test_without_an_institution_nothing_is_looked_up_in_it() -> None:
    sop, findings = make_sop(source_of(BASE), None)
    assert findings == ()
    assert sop is not None
    assert (sop.unit.nama, sop.disahkan_oleh.jabatan) == ("biro-umum", "kepala")


def test_an_sop_is_frozen_and_can_be_sent_to_another_process() -> None:
    sop = sop_of(BASE)
    assert pickle.loads(pickle.dumps(sop)) == sop
    with pytest.raises(dataclasses.FrozenInstanceError):
        sop.judul = "x"  # type: ignore[misc]
