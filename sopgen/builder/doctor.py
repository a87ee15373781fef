"""Whether this machine has what sopgen needs: one small check each, with what to do when it fails.

Imports nothing that a broken machine could fail to import before a check can say so.
"""

from __future__ import annotations

import ctypes
import locale
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from sopgen.findings import as_typed
from sopgen.paths import INSTITUTION, INSTITUTION_FILE, LOCK_NAME, MANIFEST_NAME, SOURCES, stands
from sopgen.system_errors import clause

PYTHON_FLOOR = (3, 11)
FREE_SPACE_LOW = 200 * 1024 * 1024  # bytes; a booklet of 300 SOPs with its parts needs about 50 MB
FREE_SPACE_NONE = 20 * 1024 * 1024
GRAPHVIZ_SECONDS = 20

_EMOJI = "📄👍"


class Mark(StrEnum):
    """What a check found."""

    GOOD = "baik"
    DOUBTFUL = "perhatikan"
    BAD = "kurang"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the report: ``found`` is what there is, ``remedy`` what to do (empty when good)."""

    mark: Mark
    subject: str
    found: str
    remedy: str = ""


def examine(root: Path | None, output: Path, families: tuple[str, ...]) -> Iterator[Check]:
    """Run every check; ``families`` are the font families that the project asks for, ``output`` where it writes."""
    yield check_python()
    yield from check_packages()
    yield check_library("Pango", pango_version, "libpango-1.0-0 libpangoft2-1.0-0")
    yield check_library("HarfBuzz (subset)", _harfbuzz_subset, "libharfbuzz-subset0")
    yield check_library("Fontconfig", _fontconfig_version, "fontconfig")
    yield check_graphviz()
    for family in families:
        for bold in (False, True):
            yield check_font(family, bold)
    yield from check_scripts(families[0])
    yield check_writing(output)
    yield check_space(output)
    yield check_encoding()
    yield check_project(root)


def check_python() -> Check:
    """Python's own version."""
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info >= PYTHON_FLOOR:
        return Check(Mark.GOOD, "Python", found)
    return Check(Mark.BAD, "Python", found, "pasang Python 3.11 atau yang lebih baru")


def check_packages() -> Iterator[Check]:
    """Each Python package that sopgen's own metadata names, and its lowest version."""
    try:
        wanted = requires("sopgen") or []
    except PackageNotFoundError:
        yield Check(Mark.BAD, "sopgen", "belum terpasang di lingkungan Python ini", "jalankan: make setup")
        return
    remedy = "jalankan: make setup"
    for name, floor in (match.groups() for text in wanted if (match := re.match(r"([\w.-]+)>=([\d.]+)$", text))):
        try:
            found = version(name)
        except PackageNotFoundError:
            yield Check(Mark.BAD, name, "tidak ada", remedy)
            continue
        if _numbers(found) < _numbers(floor):
            yield Check(Mark.BAD, name, f"{found}, perlu paling rendah {floor}", remedy)
        else:
            yield Check(Mark.GOOD, name, found)


def _numbers(text: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", text)[:3]]


def check_library(subject: str, find: Callable[[], str], packages: str) -> Check:
    """A system library: ``find`` loads it and tells its version, OSError when it is not there."""
    try:
        return Check(Mark.GOOD, subject, find())
    except (OSError, AttributeError):
        return Check(Mark.BAD, subject, "tidak ada", _apt(packages))


def _apt(packages: str) -> str:
    return f"jalankan: sudo apt-get install -y {packages}"


def _load(name: str, number: int = 0) -> ctypes.CDLL:
    """The library ``name`` whose interface has this number, as its file is called on Linux, macOS or Windows."""
    for file in (f"lib{name}.so.{number}", f"lib{name}.{number}.dylib"):
        with suppress(OSError):
            return ctypes.CDLL(file)
    return ctypes.CDLL(f"lib{name}-{number}.dll")


def _told(name: str, function: str) -> str:
    """The text that a function of the library ``name`` tells."""
    tell = getattr(_load(name), function)
    tell.restype = ctypes.c_char_p
    return str(tell().decode())


def pango_version() -> str:
    """The version of the system's Pango, which breaks lines; OSError when it is not there."""
    _load("pangoft2-1.0")
    return _told("pango-1.0", "pango_version_string")


def _harfbuzz_subset() -> str:
    return _told("harfbuzz-subset", "hb_version_string")


def _fontconfig_version() -> str:
    number = _load("fontconfig", 1).FcGetVersion()
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def check_graphviz() -> Check:
    """That ``dot`` and ``neato`` are there, tell their version and draw a node at a fixed place."""
    remedy = _apt("graphviz")
    missing = [name for name in ("dot", "neato") if shutil.which(name) is None]
    if missing:
        return Check(Mark.BAD, "Graphviz (dot)", f"tidak ada: {', '.join(missing)}", remedy)
    node = 'graph { a [pos="0,0"] }'
    try:
        found = graphviz_version()
        drawn = [_run(["dot", "-Kneato", "-n2", "-Tsvg"], node), _run(["neato", "-n2", "-Tsvg"], node)]
    except (OSError, subprocess.TimeoutExpired):
        return Check(Mark.BAD, "Graphviz (dot)", "tidak menjawab", remedy)
    if any(done.returncode != 0 or "<svg" not in done.stdout for done in drawn):
        return Check(Mark.BAD, "Graphviz (dot)", "tidak dapat menggambar SVG", remedy)
    return Check(Mark.GOOD, "Graphviz (dot)", found)


def graphviz_version() -> str:
    """The version that ``dot`` tells; OSError when it is not there, TimeoutExpired when it does not answer."""
    match = re.search(r"[\d.]+", _run(["dot", "-V"], "").stderr)
    return match[0] if match else "ada"


def _run(command: list[str], text: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, input=text, capture_output=True, text=True, timeout=GRAPHVIZ_SECONDS, check=False)


def check_font(family: str, bold: bool) -> Check:
    """Which face fontconfig gives for a family, and whether documents look the same with it."""
    subject = f"Huruf {family}{' tebal' if bold else ''}"
    try:
        from sopgen.layout.text.substitutes import face_names, looks_alike, package_of

        name, weight = face_names(family, bold)
    except Exception as error:
        # Whatever is wrong with the fonts of this machine, the other checks are still wanted.
        return Check(Mark.BAD, subject, f"tidak ada ({error})", _apt("fontconfig fonts-liberation"))
    found = f"{name} {weight}"
    if looks_alike(name, family):
        return Check(Mark.GOOD, subject, found)
    package = package_of(family)
    alike = f" atau yang setara, misalnya {_apt(package).removeprefix('jalankan: ')}" if package else ""
    remedy = f"pasang huruf {family}{alike}"
    return Check(Mark.DOUBTFUL, subject, f"diganti {found}: lebar hurufnya lain", remedy)


def check_scripts(family: str) -> Iterator[Check]:
    """That the country's own scripts and emoji can be printed beside ``family``; few documents need them."""
    from sopgen.model.scripts import SCRIPTS, SCRIPTS_PACKAGE

    samples = {script.name: script.sample for script in SCRIPTS}
    try:
        lacking = ", ".join(name for name, sample in samples.items() if _lacks(family, sample))
        yield _check_letters("Aksara daerah", ", ".join(samples), lacking, SCRIPTS_PACKAGE)
        yield _check_letters("Emoji", _EMOJI, _EMOJI if _lacks(family, _EMOJI) else "", "fonts-symbola")
    except Exception as error:  # as above
        yield Check(Mark.BAD, "Aksara daerah", f"tidak dapat diperiksa ({error})", _apt("fontconfig"))


def _lacks(family: str, text: str) -> bool:
    from sopgen.layout.text.measurer import TextMeasurer

    return bool(TextMeasurer(family).missing(text))


def _check_letters(subject: str, found: str, lacking: str, package: str) -> Check:
    if not lacking:
        return Check(Mark.GOOD, subject, found)
    return Check(Mark.DOUBTFUL, subject, f"belum ada: {lacking}", f"bila diperlukan, {_apt(package)}")


def check_writing(output: Path) -> Check:
    """That files can be made where the outputs go, and that no build of another user (sudo) keeps others away."""
    place = next((place for place in (output, *output.parents) if os.path.lexists(place)), Path())
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        remedy = "ubah izin folder itu" if place.is_dir() else f"hapus {place.name} atau ganti namanya"
        told = clause(error) or "sistem menolak menulis di sana"
        return Check(Mark.BAD, "Izin menulis", f"{place}: {told}", f"{remedy}, atau pakai --output FOLDER")
    closed = next((each for each in _left_by_builds(output) if not os.access(each, os.W_OK)), None)
    if closed is None:
        return Check(Mark.GOOD, "Izin menulis", str(output))
    told, remedy = "tidak dapat ditulisi", "jalankan: chmod -R u+w"
    if closed.stat().st_uid != os.geteuid():
        told, remedy = "milik pengguna lain, mungkin karena sudo", 'jalankan: sudo chown -R "$(id -un)"'
    return Check(Mark.BAD, "Izin menulis", f"{closed}: {told}", f"{remedy} {as_typed(str(output))}")


def _left_by_builds(output: Path) -> Iterator[Path]:
    """What a build writes into again: its own two files, and every folder of outputs."""
    own = [place for place in (output / LOCK_NAME, output / MANIFEST_NAME) if stands(place)]
    yield from own
    yield from (Path(folder) for folder, _, _ in (os.walk(output) if own else ()))


def check_space(output: Path) -> Check:
    """Free space where the outputs go."""
    free = shutil.disk_usage(_existing(output)).free
    found = f"{free / 1024**3:.1f} GiB".replace(".", ",")
    if free >= FREE_SPACE_LOW:
        return Check(Mark.GOOD, "Ruang kosong", found)
    mark = Mark.BAD if free < FREE_SPACE_NONE else Mark.DOUBTFUL
    return Check(mark, "Ruang kosong", found, "kosongkan ruang penyimpanan, atau pakai --output FOLDER")


def _existing(folder: Path) -> Path:
    """The nearest folder upwards that is there already."""
    return next((place for place in (folder, *folder.parents) if place.is_dir()), Path())


def check_encoding() -> Check:
    """That file names and the terminal know every letter."""
    names = {sys.getfilesystemencoding().lower(), (getattr(sys.stdout, "encoding", None) or "utf-8").lower()}
    setting = os.environ.get("LC_ALL") or os.environ.get("LANG") or "C"
    found = f"{setting}, {locale.getpreferredencoding(False)}"
    if names == {"utf-8"}:
        return Check(Mark.GOOD, "Bahasa dan aksara", found)
    return Check(Mark.DOUBTFUL, "Bahasa dan aksara", found, "jalankan: export LC_ALL=C.UTF-8")


def check_project(root: Path | None) -> Check:
    """That there is a project folder, with its institution."""
    if root is None:
        remedy = "pindah ke folder proyek, atau pakai -C DIR"
        return Check(Mark.DOUBTFUL, "Folder proyek", f"{SOURCES}/ tidak ditemukan", remedy)
    if not (root / INSTITUTION).is_file():
        return Check(Mark.BAD, "Folder proyek", f"{root}: tanpa {INSTITUTION}", f"tulis {INSTITUTION_FILE}")
    return Check(Mark.GOOD, "Folder proyek", str(root))
