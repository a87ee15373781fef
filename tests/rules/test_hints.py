"""What a hint says is typed, as it says it, where the finding stands: then the finding is gone, and nothing is broken.

A hint that says nothing to type is listed with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from re import Match

import pytest

from sopgen.cli.codes import later_codes
from sopgen.findings import Finding, Severity
from sopgen.model.example import flow_table, review, row
from sopgen.model.load import load
from sopgen.rules.check import check
from sopgen.rules.registry import all_codes

from .conftest import TODAY, files_of

Files = dict[str, str]
#: Types into the files what a hint says: (files, finding, what the pattern matched) -> files.
Typing = Callable[[Files, Finding, Match[str]], Files]
FOLDER = "sop_sources/"


# -- where a finding stands ---------------------------------------------------------------------------------------


def own(files: Files, finding: Finding) -> str:
    """The text of the file that a finding is about."""
    return files[finding.file.removeprefix(FOLDER)]


def put(files: Files, finding: Finding, text: str) -> Files:
    """The files with another text in that file."""
    return {**files, finding.file.removeprefix(FOLDER): text}


def bounds(text: str, finding: Finding) -> tuple[int, int]:
    """Where the marked stretch begins and ends in the text."""
    before = sum(len(line) + 1 for line in text.split("\n")[: finding.span.line - 1])
    return before + finding.span.column - 1, before + finding.span.end_column - 1


def over(files: Files, finding: Finding, new: str) -> Files:
    """``new`` typed over the marked stretch."""
    text = own(files, finding)
    start, end = bounds(text, finding)
    return put(files, finding, text[:start] + new + text[end:])


def line_over(files: Files, finding: Finding, pattern: str, new: str | Callable[[Match[str]], str]) -> Files:
    """The line of the finding with something in it replaced."""
    lines = own(files, finding).split("\n")
    lines[finding.span.line - 1], count = re.subn(pattern, new, lines[finding.span.line - 1])
    assert count
    return put(files, finding, "\n".join(lines))


def value_over(files: Files, finding: Finding, value: str) -> Files:
    """``value`` typed over all that stands behind the colon of that line."""
    return line_over(files, finding, r"(?<=:)(\s.*)?$", lambda _: f" {value}")


def without_line(files: Files, finding: Finding) -> Files:
    """The files without the finding's line."""
    lines = own(files, finding).split("\n")
    del lines[finding.span.line - 1]
    return put(files, finding, "\n".join(lines))


def new_line(files: Files, finding: Finding, line: str) -> Files:
    """A new line, indented as the key of the step there is, below the finding's."""
    lines = own(files, finding).split("\n")
    lines.insert(finding.span.line, "    " + line)
    return put(files, finding, "\n".join(lines))


# -- what the patterns of hints ask for ---------------------------------------------------------------------------


def typed_over(files: Files, finding: Finding, found: Match[str]) -> Files:
    """The text in quotes, over what is marked."""
    return over(files, finding, found["text"])


def typed_value(files: Files, finding: Finding, found: Match[str]) -> Files:
    """The text, over the value of that line."""
    return value_over(files, finding, found["text"])


def typed_pair(files: Files, finding: Finding, found: Match[str]) -> Files:
    """The key and its value, over the pair of that key in the line."""
    key = found["text"].partition(":")[0]
    return line_over(files, finding, rf"\b{key}:.*$", lambda _: found["text"])


def begun_in_step(files: Files, finding: Finding, found: Match[str]) -> Files:
    """The key and its value, as a new line of the step, and of the first one where that is named."""
    typed = new_line(files, finding, found["text"])
    if not found["other"]:
        return typed
    first = re.sub(r"(?<=langkah:\n)  - ", f"  - {found['text']}\n    ", own(typed, finding))
    return put(typed, finding, first)


def quoted(files: Files, finding: Finding, found: Match[str]) -> Files:
    """The whole text of that line in quotation marks."""

    def in_quotes(value: Match[str]) -> str:
        return '"' + value[0].replace('"', "'") + '"'

    return line_over(files, finding, r"(?<=: ).+$|(?<=- )[^:]+:.*$", in_quotes)


def removed(files: Files, finding: Finding, found: Match[str]) -> Files:
    """What is marked is deleted: an entry of a list in brackets with its comma, or else its line."""
    text = own(files, finding)
    start, end = bounds(text, finding)
    before = text[:start].rstrip(" ")
    if before.endswith(","):
        return put(files, finding, before[:-1] + text[end:])
    if text[end:].startswith(", "):
        return put(files, finding, text[:start] + text[end + 2 :])
    return without_line(files, finding)


def word_removed(files: Files, finding: Finding, found: Match[str]) -> Files:
    """The marked word is deleted with the blank behind it, and the sentence begins with its verb."""
    text = own(files, finding)
    start, end = bounds(text, finding)
    rest = text[end:].lstrip(" ")
    return put(files, finding, text[:start] + rest[0].upper() + rest[1:])


def blanks_removed(files: Files, finding: Finding, found: Match[str]) -> Files:
    """No blank twice, and none before a sign."""
    return line_over(files, finding, r"(?<=\S) +(?= [^ ])|(?<=\S) +(?=[,.;])", "")


def tabs_as_blanks(files: Files, finding: Finding, found: Match[str]) -> Files:
    """Two blanks for each tab at the beginning of the line."""
    return line_over(files, finding, r"^\t+", lambda tabs: "  " * len(tabs[0]))


def entry_added(files: Files, finding: Finding, found: Match[str]) -> Files:
    """A new entry of a list of texts, which so far is one text."""
    return line_over(files, finding, r": (.+)$", lambda value: f":\n  - {value[1]}\n  {found['text']}")


def in_chapter(files: Files, finding: Finding, found: Match[str]) -> Files:
    """The nomor in the first chapter of the booklet."""
    book = re.sub(r"sop: \[", f"sop: [{found['text']}, ", files["buku.yaml"], count=1)
    return {**files, "buku.yaml": book}


def chapter_first(files: Files, finding: Finding, found: Match[str]) -> Files:
    """The chapter of the finding, two lines, above all others."""
    lines = own(files, finding).splitlines()
    chapter = lines[finding.span.line - 2 : finding.span.line]
    del lines[finding.span.line - 2 : finding.span.line]
    at = lines.index("susunan:") + 1
    return put(files, finding, "\n".join([*lines[:at], *chapter, *lines[at:]]))


def column_first(files: Files, finding: Finding, found: Match[str]) -> Files:
    """The column as the first of the list."""
    text = own(files, finding)
    columns = re.search(r"^pelaksana: \[(.*)\]$", text, re.MULTILINE)
    assert columns
    others = [name for name in columns[1].split(", ") if name != found["text"]]
    return put(files, finding, text.replace(columns[0], f"pelaksana: [{', '.join([found['text'], *others])}]"))


def in_office(files: Files, finding: Finding, found: Match[str]) -> Files:
    """The line among the office's ``jabatan``."""
    office = files["instansi.yaml"] + f"jabatan:\n  {found['text']}\n"
    return {**files, "instansi.yaml": office}


def both(files: Files, finding: Finding, found: Match[str]) -> Files:
    """The text in quotes wherever the other name stands."""
    other = re.search(r"^“([^”]+)”", finding.message)
    assert other
    return {name: text.replace(other[1], found["text"]) for name, text in files.items()}


def in_last_step(files: Files, finding: Finding, found: Match[str]) -> Files:
    """The key and its value in the step where the flow is to end: the last one, with the target that it had."""
    key, _, _ = found["text"].partition(":")
    text = re.sub(r"\n    lanjut: \S+", "", own(files, finding))
    lines = text.split("\n")
    last = max(number for number, line in enumerate(lines) if line.startswith("    kelengkapan:"))
    assert key == "selesai"
    return put(files, finding, "\n".join([*lines[:last], f"    {found['text']}", *lines[last:]]))


def without_branches(files: Files, finding: Finding, found: Match[str]) -> Files:
    """The step without its branches."""
    return put(files, finding, re.sub(r"\n    (ya|tidak): \S+", "", own(files, finding)))


def entry_removed(files: Files, finding: Finding, found: Match[str]) -> Files:
    """The only entry of ``abaikan`` with its reason, and so all of it."""
    return put(files, finding, re.sub(r"abaikan:\n(  .*\n)+", "", own(files, finding)))


def other_id(files: Files, finding: Finding, found: Match[str]) -> Files:
    """Another id than the one there."""
    return line_over(files, finding, r"id: \S+", "id: periksa")


def another_step(files: Files, finding: Finding, found: Match[str]) -> Files:
    """The id of another step behind the key that is named."""
    return line_over(files, finding, rf"{found['text']}: \S+", f"{found['text']}: konsep")


def title_in_its_place(files: Files, finding: Finding, found: Match[str]) -> Files:
    """A title as a text, where an SOP was named by its nomor."""
    return line_over(files, finding, r"sop: \S+", "SOP Mikro Penataan Arsip")


def of_another_nomor(files: Files, finding: Finding, found: Match[str]) -> Files:
    """A nomor that no other SOP has."""
    return over(files, finding, "A.77")


def nomor_of_the_sop(files: Files, finding: Finding, found: Match[str]) -> Files:
    """The nomor that stands in the SOP's file."""
    return over(files, finding, "CTH.01")


def also_end(files: Files, finding: Finding, found: Match[str]) -> Files:
    """The word in the list of the key that is named, and not as a key."""
    text = own(without_line(files, finding), finding)
    target = rf"{found['key']}: (\S+)"
    return put(files, finding, re.sub(target, rf"{found['key']}: [\1, {found['text']}]", text))


def renamed(files: Files, finding: Finding, found: Match[str]) -> Files:
    """The file under another name."""
    name = finding.file.removeprefix(FOLDER)
    others = {each: text for each, text in files.items() if each != name}
    return {**others, name.replace(".yaml", "-baru.yaml"): files[name]}


def in_force(files: Files, finding: Finding, found: Match[str]) -> Files:
    """The status in the SOP's own file."""
    return {**files, "sop.yaml": re.sub(r"^status: .*$", found["text"], files["sop.yaml"], flags=re.MULTILINE)}


def key_of_text(value: str) -> Typing:
    """A value of the kind that is meant, behind the key."""
    return lambda files, finding, found: value_over(files, finding, value)


def back(files: Files, finding: Finding, found: Match[str]) -> Files:
    """The first step as the aim of ``tidak``."""
    return line_over(files, finding, r"tidak: \S+", "tidak: 1")


def bullets_as_entries(files: Files, finding: Finding, found: Match[str]) -> Files:
    """Entries of a list in place of lines that begin with a bullet."""
    return put(files, finding, re.sub(r"(?<=\n  )• ", "- ", own(files, finding)))


def box_filled(files: Files, finding: Finding, found: Match[str]) -> Files:
    """A hyphen behind the key, or key and hyphen where there is none."""
    if re.match(rf"{found['text']}:", finding.excerpt):
        return value_over(files, finding, "-")
    return put(files, finding, f"{own(files, finding)}{found['text']}: -\n")


QUOTED = "“(?P<text>[^”]+)”"
#: Patterns of hints, in the order in which they are tried, and what each asks to be typed.
TYPINGS: tuple[tuple[str, Typing], ...] = (
    (rf"^Maksud Anda {QUOTED}\?", typed_over),
    (rf"^Pilih salah satu: {QUOTED}", typed_over),
    (rf"^Pilih (dari daftar|id langkah): {QUOTED}", typed_over),
    (r"^Tulis sebagai daftar: (?P<text>\[.*\])\.", typed_value),
    (r"^Tulis (?P<text>\d{4}-\d\d-\d\d)\.", typed_over),
    (r"^Tulis tahun-bulan-tanggal, mis\. (?P<text>\d{4}-\d\d-\d\d)", typed_over),
    (r"^Tulis \w+ (pada atau )?sesudah [\d-]+, misalnya (?P<text>\d{4}-\d\d-\d\d)", typed_over),
    (r"^Tulis \w+ pada atau sesudah (?P<text>\d{4}-\d\d-\d\d)", typed_over),
    (rf"^Tulis {QUOTED} di sini", typed_pair),
    (r"^Tulis “(?P<text>selesai: true)” pada langkah tempat alur berakhir", in_last_step),
    (rf", atau tulis {QUOTED} di sini (dan pada langkah (?P<other>1) )?bila alur juga dimulai di sini", begun_in_step),
    (r"^Tulis “Apabila \.\.\. maka \.\.\.”, misalnya “(?P<text>[^”]+)”", typed_value),
    (rf"^Tulis {QUOTED} di semua tempat", both),
    (r"tambahkan baris “(?P<text>[^”]+)” di bawah “jabatan” di instansi\.yaml", in_office),
    (r"^Tulis (?P<text>status: berlaku) bila sudah disahkan", typed_pair),
    (r"^Tulis (?P<text>status: dicabut), atau", typed_pair),
    (r"^Tulis (?P<text>status: berlaku) pada SOP itu", in_force),
    (rf"^Tulis {QUOTED}(\.|,)", typed_over),
    (rf"^Tulis angka dan satuan, misalnya {QUOTED}", typed_value),
    (rf"^Tulis aspek lalu output, misalnya {QUOTED}", typed_over),
    (rf"^Awali dengan kata kerja aktif, misalnya {QUOTED}", typed_over),
    (r"^Tulis tanda kutip penutup di akhir teks", lambda files, at, found: line_over(files, at, r"$", '"')),
    (r"^Ganti setiap tab di awal baris dengan dua spasi", tabs_as_blanks),
    (r"Beri spasi sesudah titik dua", lambda files, at, found: line_over(files, at, r":(?=\w)", ": ")),
    (r"(A|a)pit (seluruh teks|teks yang memuat titik dua) dengan tanda kutip", quoted),
    (r"^Hapus baris ini|hapus baris ini", lambda files, at, found: without_line(files, at)),
    (r"^Hapus salah satunya, atau tulis “(?P<text>selesai)” juga di dalam daftar “(?P<key>\w+)”", also_end),
    (r"lalu hapus butir ini", entry_removed),
    (r"^Hapus salah satunya|^Hapus dari daftar", removed),
    (r"^Hapus “[^”]+” dan awali kalimat dengan kata kerjanya", word_removed),
    (r"^Hapus spasi yang berlebih", blanks_removed),
    (r"^Tulis satu teks saja", key_of_text("Penyusunan Laporan")),
    (r"^Tulis isinya sesudah “judul:”", key_of_text("Penyusunan Laporan")),
    (r"^Tulis 18 angka NIP di antara tanda kutip", key_of_text('"196001011985031001"')),
    (r"^Isi “(?P<text>output)” pada langkah ini", lambda files, at, found: new_line(files, at, "output: Konsep surat")),
    (r"^Isi “(?P<text>\w+)”, atau tulis tanda hubung", box_filled),
    (rf"^Tambahkan {QUOTED} pada “keterkaitan”", entry_added),
    (r"^Tambahkan (?P<text>\S+) pada salah satu bab di “susunan”", in_chapter),
    (r"^Pindahkan bab ini ke atas bab yang memuat SOP-nya", chapter_first),
    (rf"^Pindahkan {QUOTED} ke urutan pertama daftar “pelaksana”", column_first),
    (r"^Beri id yang lain", other_id),
    (rf"^Tulis pada {QUOTED} id langkah lain", another_step),
    (r"^Arahkan “tidak” ke langkah yang harus diulang, atau hapus", lambda files, at, found: without_line(files, at)),
    (r"^Arahkan salah satunya ke langkah lain, atau hapus “ya” dan “tidak”", without_branches),
    (r"^Tulis judulnya sebagai teks", title_in_its_place),
    (r"^Beri nomor yang lain pada salah satunya", of_another_nomor),
    (r"^Salin nomornya dari berkas SOP", nomor_of_the_sop),
    (r"^Ganti nama salah satu berkasnya", renamed),
    (r"^Arahkan “tidak” ke langkah yang diulang, atau balik", back),
    (r"^Awali setiap butir dengan “- ” di barisnya sendiri", bullets_as_entries),
    (r"^Pakai id langkah", lambda files, at, found: over(files, at, "konsep")),
    (r"^Tulis tanggal_efektif, atau tulis (?P<text>status: konsep)", typed_pair),
    (
        r"^Perbaiki tanggalnya, atau (urutkan revisi|tulis tanggal_efektif)",
        lambda files, at, found: over(files, at, "2020-03-02"),
    ),
    (r"^Perbaiki tanggal yang keliru", lambda files, at, found: over(files, at, "2018-05-02")),
    (r"^Samakan judulnya dengan judul resmi", lambda files, at, found: over(files, at, "Tata Naskah")),
)
#: Codes whose hint says nothing that can be typed into the source, with the reason.
NOTHING_TO_TYPE = {
    **dict.fromkeys(["SOP-E105", "SOP-E106", "SOP-E107", "SOP-E108", "SOP-E110"], "the file as a whole is mended"),
    **dict.fromkeys(["SOP-E109", "SOP-E125"], "what is far too much has to be thought over"),
    **dict.fromkeys(["SOP-E111", "SOP-E140", "SOP-E144", "SOP-E145"], "a file is written, or gets another name"),
    **dict.fromkeys(["SOP-E141", "SOP-E305", "SOP-E331", "SOP-E352", "SOP-W331", "SOP-W332"], "another file is mended"),
    **dict.fromkeys(["SOP-E353", "SOP-E354"], "a template is mended"),
    **dict.fromkeys(["SOP-E301", "SOP-E302", "SOP-E304"], "what does not fit on paper has to be thought over"),
    **dict.fromkeys(
        ["SOP-E303", "SOP-S108", "SOP-W306", "SOP-W333"], "fonts are installed, or other characters chosen"
    ),
    **dict.fromkeys(["SOP-E199", "SOP-E350", "SOP-E351"], "nothing is wrong with the source"),
    **dict.fromkeys(
        ["SOP-E406", "SOP-W113", "SOP-W115", "SOP-W122", "SOP-S109"], "what was enacted is put back, or enacted anew"
    ),
    "SOP-E112": "what was meant by a bracket for a key cannot be known",
    "SOP-W106": "somebody has to look the SOP through first",
    **dict.fromkeys(["SOP-E407", "SOP-W307"], "what was sent is brought back from a copy"),
}
#: Further sources with one finding each, for hints that no example in the catalogue shows.
CASES = {
    "two targets in one text": review(second="tidak: konsep, selesai"),
    "a pelaksana unlike any": flow_table(
        row("Menyusun konsep surat", "Zzzz", "Disposisi", "1 Jam", "Konsep surat"),
        row("Memeriksa konsep surat", "Kepala", "Konsep surat", "10 Menit", "Surat"),
    ),
    "a target beyond the last step": review(second="tidak: 9"),
    "a target unlike any": review(second="tidak: zzzz"),
    "a misspelt status": "status: konsap",
    "a date by strokes": "tanggal_efektif: 05/06/2018",
    "a date of no calendar": "tanggal_efektif: 2018-13-45",
    "a date in English": "tanggal_efektif: May 2, 2018",
    "a word for a date": "tanggal_efektif: besok",
    "a paper there is not": "format:\n  kertas: A44",
    "no blank behind a colon": "pencatatan:Disimpan secara elektronik",
    "a colon in a text": "pencatatan: Disimpan: secara elektronik",
    "a sign that begins a text": "pencatatan: @Disimpan secara elektronik",
    "a star that begins a text": "pencatatan: *Disimpan secara elektronik",
    "a bracket that begins a text": "pencatatan: [Disimpan] secara elektronik",
    "a brace that begins a text": "pencatatan: {Disimpan} secara elektronik",
    "quotes that end too early": 'pencatatan: "Disimpan" secara elektronik',
    "a hyphen in a box": "peralatan: []",
    "an empty box": "pencatatan:",
    "a number of a step": "langkah:\n"
    + row("Menyusun konsep surat", "Staf", "Disposisi", "1 Jam", "Konsep surat", flow="nomor: 1")
    + "\n"
    + row("Memeriksa konsep surat", "Kepala", "Konsep surat", "10 Menit", "Surat"),
    "a time in small letters": flow_table(
        row("Menyusun konsep surat", "Staf", "Disposisi", "2 hari kerja", "Konsep surat"),
        row("Memeriksa konsep surat", "Kepala", "Konsep surat", "10 Menit", "Surat"),
    ),
    "a time without a blank": flow_table(
        row("Menyusun konsep surat", "Staf", "Disposisi", "10menit", "Konsep surat"),
        row("Memeriksa konsep surat", "Kepala", "Konsep surat", "10 Menit", "Surat"),
    ),
    "a passive verb": flow_table(
        row("Disusun konsep surat", "Staf", "Disposisi", "1 Jam", "Konsep surat"),
        row("Memeriksa konsep surat", "Kepala", "Konsep surat", "10 Menit", "Surat"),
    ),
    "both branches the same without a word": review("tidak: periksa", ""),
    "a second beginning": review("mulai: true\nselesai: true", ""),
    "two mappings in a text": "judul: {a: b}",
    "a review before the SOP": "tanggal_pembuatan: 2018-06-02",
}
EXAMPLES = {code.number: code.bad for code in all_codes(later_codes()) if code.bad} | CASES
EXAMPLES["SOP-E120"] = f"peringatan: HAPUS\n{EXAMPLES['SOP-E120']}"  # a key is misspelt, not written twice


def found_in(files: Files, folder: Path, today: date = TODAY) -> tuple[Finding, ...]:
    """Everything found in a project of these files."""
    for name, text in files.items():
        place = folder / FOLDER / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return check(load(folder), today)


def typing_of(finding: Finding) -> tuple[Typing, Match[str]] | None:
    """What the hint asks to be typed."""
    for pattern, typing in TYPINGS:
        found = re.search(pattern, finding.hint)
        if found:
            return typing, found
    return None


@pytest.mark.parametrize("example", EXAMPLES)
def test_what_the_hint_says_is_typed_and_the_finding_is_gone(example: str, tmp_path: Path) -> None:
    files = files_of(EXAMPLES[example])
    findings = found_in(files, tmp_path / "before")
    assert findings
    for number, finding in enumerate(findings):
        if finding.code in NOTHING_TO_TYPE:
            continue
        asked = typing_of(finding)
        assert asked, f"nothing types this: {finding.hint}"
        typed = asked[0](files, finding, asked[1])
        assert typed != files, finding.hint
        after = found_in(typed, tmp_path / str(number))
        same = [other for other in after if (other.code, other.file) == (finding.code, finding.file)]
        before = [other for other in findings if (other.code, other.file) == (finding.code, finding.file)]
        told = f"{finding.message}\n{finding.hint}\n{typed}"
        assert len(same) < len(before), told
        errors = {other.code for other in after if other.severity is Severity.ERROR}
        assert errors <= {other.code for other in findings}, told


def test_every_code_is_typed_or_says_nothing_to_type() -> None:
    codes = {code.number for code in all_codes(later_codes())}
    typed = {code.number for code in all_codes(later_codes()) if code.bad} - set(NOTHING_TO_TYPE)
    assert typed | set(NOTHING_TO_TYPE) == codes


def test_every_typing_is_asked_for(tmp_path: Path) -> None:
    hints = [
        finding.hint
        for number, example in enumerate(EXAMPLES.values())
        for finding in found_in(files_of(example), tmp_path / str(number))
    ]
    unused = [pattern for pattern, _ in TYPINGS if not any(re.search(pattern, hint) for hint in hints)]
    assert unused == []
