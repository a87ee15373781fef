"""What happens to a project folder between two builds: edits, renamed files, other logos and templates, damage.

Every happening leaves a project that can be built whole; all of it comes from one dice, so that a seed tells it again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

from sopgen.builder.kept_pages import FOLDER as PAGES
from sopgen.paths import LOCK_NAME, MANIFEST_NAME
from sopgen.render.docx.package.reference import default_reference
from tests.generators.whole_project import LOGO, SOURCES, Source, texts, written

TEMPLATES = Path(__file__).parents[2] / "templates"
#: Texts that may say anything.
_FREE = frozenset(
    {
        *("kegiatan", "kelengkapan", "output", "ket", "judul", "uraian", "isi", "hal", "kepada", "ringkasan", "arti"),
        *("induk", "alamat", "singkatan", "jabatan", "catatan", "dasar_hukum", "peralatan", "nama", "tanya", "alasan"),
    }
)
_SETTINGS: dict[str, tuple[Any, ...]] = {
    "kertas": ("A4", "F4", "Legal"),
    "ukuran_huruf": (8, 9, 10),
    "label_ya": ("Y", "Ya"),
    "terminator": ("terpisah", "kegiatan"),
    "nomor_kolom": (True, False),
    "jumlah_waktu": (True, False),
    "warna_kepala": ("dde5ee", "eeeeee"),
    "huruf": ("Arial", "Times New Roman"),
}
_OWN = ("pdf/sop.css.j2", "pdf/parts.html.j2", "docx/paragraph.xml.j2", "book/chapter.html.j2", "letter/letter.html.j2")
_WORDS = ("arsip", "laporan tahunan", "konsep", "sudah disetujui pimpinan", "berkas yang lengkap dan benar")


class Office:
    """A project folder and what people and accidents do to it."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.dice = Random(seed)
        self.sources: dict[str, Source] = deepcopy(dict(SOURCES))
        self.report, self.other, self.letter = "laporan.yaml", "lain.yaml", "surat/nota.yaml"
        self.number = 0
        self.forgot = False  # what was written may be taken for somebody's from now on, and stays
        self.save()
        (self._sources / "logo.svg").write_text(LOGO, encoding="utf-8")

    @property
    def _sources(self) -> Path:
        return self.root / "sop_sources"

    @property
    def build(self) -> Path:
        """The output folder."""
        return self.root / "build"

    def save(self) -> None:
        """Write every source."""
        for name, source in self.sources.items():
            file = self._sources / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(written(source), encoding="utf-8")

    def happen(self, damage: bool = False) -> str:
        """Let one thing happen, or one ``damage`` to what was made; what it was."""
        self.number += 1
        what = self.dice.choice(_DAMAGE if damage else _HAPPENINGS)
        what(self)
        self.save()
        return what.__name__.strip("_")

    # -- the sources ------------------------------------------------------------------------------------------

    def _text(self) -> None:
        name = self.dice.choice(sorted(self.sources))
        places = [place for place in texts(self.sources[name]) if any(part in _FREE for part in place[-2:])]
        place = self.dice.choice([place for place in places if not {"format", "pelaksana", "sop"} & set(place)])
        value: Any = self.sources[name]
        for part in place[:-1]:
            value = value[part]
        value[place[-1]] = f"{self.dice.choice(_WORDS).capitalize()} {self.number}"

    def _steps(self) -> list[Source]:
        section = self.dice.choice(self.sources[self.other]["bagian"])
        steps: list[Source] = section["langkah"]
        return steps

    def _step_inserted(self) -> None:
        steps = self._steps()
        if len(steps) < 6:
            steps.insert(self.dice.randint(0, len(steps)), steps[0] | {"kegiatan": f"Langkah baru {self.number}"})

    def _step_moved(self) -> None:
        steps = self._steps()
        steps.insert(self.dice.randrange(len(steps)), steps.pop(self.dice.randrange(len(steps))))

    def _step_deleted(self) -> None:
        steps = self._steps()
        if len(steps) > 1:
            steps.pop(self.dice.randrange(len(steps)))

    def _setting(self) -> None:
        key = self.dice.choice(sorted(_SETTINGS))
        name = self.dice.choice(("instansi.yaml", "instansi.yaml", self.report))
        self.sources[name]["format"][key] = self.dice.choice(_SETTINGS[key])

    def _setting_left_out(self) -> None:
        name = self.dice.choice(("instansi.yaml", self.report))
        self.sources[name]["format"].pop(self.dice.choice(sorted(_SETTINGS)), None)

    def _renamed(self) -> None:
        key = self.dice.choice([key for key in ("report", "other", "letter") if getattr(self, key) in self.sources])
        old: str = getattr(self, key)
        folder = "surat/" if key == "letter" else self.dice.choice(("", "bagian/", "bagian/dalam/"))
        new = f"{folder}{key}-{self.number}.yaml"
        self.sources[new] = self.sources.pop(old)
        (self._sources / old).rename(self._place(new))
        setattr(self, key, new)

    def _place(self, name: str) -> Path:
        place = self._sources / name
        place.parent.mkdir(parents=True, exist_ok=True)
        return place

    def _come_or_gone(self) -> None:
        """A further SOP, the booklet or the letter."""
        name = self.dice.choice(("ketiga.yaml", "buku.yaml", self.letter))
        if name in self.sources:
            del self.sources[name]
            (self._sources / name).unlink()
        elif name == "ketiga.yaml":
            self.sources[name] = deepcopy(SOURCES["lain.yaml"]) | {"nomor": "A.03"}
        else:
            self.sources[name] = deepcopy(SOURCES["buku.yaml" if name == "buku.yaml" else "surat/nota.yaml"])

    # -- what sources name ------------------------------------------------------------------------------------

    def _logo(self) -> None:
        radius = self.dice.choice(("2", "3", "4"))
        (self._sources / "logo.svg").write_text(LOGO.replace('r="4"', f'r="{radius}"'), encoding="utf-8")

    def _logo_named_or_not(self) -> None:
        office = self.sources["instansi.yaml"]
        if office.pop("logo", None) is None:
            office["logo"] = "logo.svg"

    def _reference(self) -> None:
        """A reference document that comes, is another, or goes."""
        form, file = self.sources["instansi.yaml"]["format"], self._sources / "kop.docx"
        if form.pop("rujukan_docx", None) is None:
            form["rujukan_docx"] = "kop.docx"
            file.write_bytes(default_reference(self.dice.choice(("Arial", "Times New Roman"))))

    def _template(self) -> None:
        """A template of the office's own that comes, is another, or goes."""
        name = self.dice.choice(_OWN)
        file = self.root / "templates" / name
        if file.is_file() and self.dice.random() < 0.5:
            file.unlink()
        elif (TEMPLATES / name).is_file():
            file.parent.mkdir(parents=True, exist_ok=True)
            shown = f".box {{ color: #0000{self.number % 100:02} }}\n" if name.endswith(".css.j2") else "{# lain #}"
            file.write_text((TEMPLATES / name).read_text(encoding="utf-8") + shown, encoding="utf-8")

    # -- what was made ----------------------------------------------------------------------------------------

    def _outputs(self) -> list[Path]:
        own = {MANIFEST_NAME, LOCK_NAME}
        return sorted(path for path in self.build.rglob("*") if path.is_file() and path.name not in own)

    def _output_damaged(self) -> None:
        for path in self._outputs()[:: self.dice.choice((1, 5, 9))]:
            content = path.read_bytes()
            cut = self.dice.randrange(len(content) + 1)
            path.write_bytes(content[:cut] + self.dice.choice((b"", b"x", content[cut + 1 :])))

    def _output_deleted(self) -> None:
        for path in self._outputs()[self.dice.randrange(5) :: self.dice.choice((2, 5, 9))]:
            path.unlink()

    def _folder_deleted(self) -> None:
        name = self.dice.choice(("sop", ".bagian", ".bagian/buku", "lampiran", "schema", "."))
        shutil.rmtree(self.build / name, ignore_errors=True)

    def _memory_deleted(self) -> None:
        (self.build / MANIFEST_NAME).unlink(missing_ok=True)
        self.forgot = True

    def _memory_damaged(self) -> None:
        memory = self.build / MANIFEST_NAME
        if memory.is_file():
            memory.write_bytes(damaged_lines(memory.read_bytes(), self.dice))
        self.forgot = True

    def _lock_damaged(self) -> None:
        if self.build.is_dir():
            (self.build / LOCK_NAME).write_bytes(self.dice.randbytes(self.dice.randrange(30)))


def damaged_lines(content: bytes, dice: Random) -> bytes:
    """A file of lines of which some are cut, lost, doubled, changed in a byte, or of another place."""
    lines = content.splitlines(keepends=True)
    for _ in range(dice.randint(1, 4)):
        if not lines:
            break
        at, kind = dice.randrange(len(lines)), dice.randrange(6)
        line = lines[at]
        place = dice.randrange(len(line))
        if kind == 0:
            lines[at] = line[:place]
        elif kind == 1:
            del lines[at]
        elif kind == 2:
            lines.insert(dice.randrange(len(lines)), line)
        elif kind == 3:
            lines[at] = line[:place] + bytes([dice.randrange(256)]) + line[place + 1 :]
        elif kind == 4:
            del lines[at:]
        else:
            lines[at] = lines[dice.randrange(len(lines))][:place] + line[place:]
    return b"".join(lines)


_DAMAGE: tuple[Callable[[Office], None], ...] = (
    Office._output_damaged,
    Office._output_deleted,
    Office._folder_deleted,
    Office._memory_deleted,
    Office._memory_damaged,
    Office._lock_damaged,
)
_HAPPENINGS: tuple[Callable[[Office], None], ...] = (
    *(Office._text,) * 4,
    *(Office._setting,) * 2,
    Office._step_inserted,
    Office._step_moved,
    Office._step_deleted,
    Office._setting_left_out,
    Office._renamed,
    Office._come_or_gone,
    Office._logo,
    Office._logo_named_or_not,
    Office._reference,
    Office._template,
    *_DAMAGE,
)


def kept_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file in an output folder, hidden ones too, but for what a folder knows of itself.

    Pages kept for the next booklet are no outputs: whoever reads them sees whether they are whole, and sets them anew.
    """
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and path.name not in (MANIFEST_NAME, LOCK_NAME) and not name.startswith(f"{PAGES}/"):
            yield name, path.read_bytes()
