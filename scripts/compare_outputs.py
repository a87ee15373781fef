"""Build every case at two commits and compare what comes out, byte for byte.

    .venv/bin/python scripts/compare_outputs.py OLD [NEW]

``OLD`` and ``NEW`` are commits; without ``NEW`` the working tree is taken. Both build the sources that the working
tree holds: ``sop_sources/`` itself, every folder in ``tests/cases/`` and in ``docs/contract``. Printed are the outputs
that differ, that only one of them has, and the projects whose build ended otherwise; exit status 1 when there are any.

What a commit built is kept in the system's temporary folder, so that a commit is built once however often it is
compared. Hidden files of ``build/`` are the program's own memory and are not compared.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]
KEPT = Path(tempfile.gettempdir()) / "sopgen-compare"
SKIPPED = shutil.ignore_patterns("build", "__pycache__")


def projects() -> dict[str, Path]:
    """Every project folder of the repository by its name."""
    folders = [ROOT, ROOT / "docs" / "contract", *sorted((ROOT / "tests" / "cases").iterdir())]
    return {folder.name if folder != ROOT else "shipped": folder for folder in folders if is_project(folder)}


def is_project(folder: Path) -> bool:
    """Whether there are sources in it."""
    return (folder / "sop_sources").is_dir()


def check_out(commit: str, place: Path) -> Path:
    """The program as it was at ``commit``, in ``place``."""
    place.mkdir(parents=True, exist_ok=True)
    archive = subprocess.run(
        ["git", "archive", commit, "sopgen", "templates"], cwd=ROOT, capture_output=True, check=True
    )
    subprocess.run(["tar", "-x"], cwd=place, input=archive.stdout, check=True)
    return place


def program(commit: str | None, scratch: Path) -> tuple[Path, Path]:
    """Where the program of ``commit`` (None: the working tree) stands, and the folder for what it builds."""
    if commit is None:
        return ROOT, scratch
    named = subprocess.run(["git", "rev-parse", commit], cwd=ROOT, capture_output=True, text=True, check=True)
    name = named.stdout.strip()
    place = KEPT / name / "projects"
    place.mkdir(parents=True, exist_ok=True)
    return check_out(name, KEPT / name / "program"), place


def build(name: str, source: Path, code: Path, place: Path) -> int:
    """Build a copy of project ``source`` with the program in ``code``; its exit status. Kept from earlier: as then."""
    status = place / f"{name}.status"
    state = place / f"{name}.sources"
    sources = fingerprint(source)
    if status.is_file() and state.is_file() and state.read_text() == sources:
        return int(status.read_text())
    shutil.rmtree(place / name, ignore_errors=True)
    shutil.copytree(source / "sop_sources", place / name / "sop_sources", ignore=SKIPPED)
    if source != ROOT and (source / "templates").is_dir():
        shutil.copytree(source / "templates", place / name / "templates")
    done = subprocess.run(
        [sys.executable, "-m", "sopgen", "-C", str(place / name), "build", "-j", "1"],
        env={**os.environ, "PYTHONPATH": str(code)},
        cwd=place,
        capture_output=True,
        text=True,
        check=False,
    )
    (place / f"{name}.printed").write_text(done.stdout + done.stderr)
    status.write_text(str(done.returncode))
    state.write_text(sources)
    return done.returncode


def fingerprint(source: Path) -> str:
    """The hash of a project's sources and templates."""
    state = hashlib.sha256()
    places = (source / "sop_sources", *(() if source == ROOT else (source / "templates",)))
    for path in sorted(path for place in places for path in place.rglob("*") if path.is_file()):
        state.update(f"{path.relative_to(source)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return state.hexdigest()


def outputs(project: Path) -> dict[str, bytes]:
    """The hash of every output that people see, by its name."""
    folder = project / "build"
    paths = (path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    shown = {name: path for name, path in names.items() if not any(part.startswith(".") for part in name.split("/"))}
    return {name: hashlib.sha256(path.read_bytes()).digest() for name, path in shown.items()}


def compared(name: str, source: Path, sides: list[tuple[Path, Path]]) -> list[str]:
    """What differs between the outputs of the two sides (program, place) for one project, a line each."""
    ends = [build(name, source, code, place) for code, place in sides]
    lines = [f"{name}: exit status {ends[0]}, then {ends[1]}"] if ends[0] != ends[1] else []
    old, new = (outputs(place / name) for _, place in sides)
    for output in sorted(old | new):
        if old.get(output) != new.get(output):
            how = "only before" if output not in new else "only after" if output not in old else "differs"
            lines.append(f"{name}/{output}: {how}")
    print(f"{name}: {len(old)} outputs" if not lines else "\n".join(lines), flush=True)
    return lines


def main(arguments: list[str]) -> int:
    """Compare; the exit status."""
    if not 1 <= len(arguments) <= 2:
        print(__doc__)
        return 2
    commits = (arguments[0], arguments[1] if len(arguments) == 2 else None)
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        sides = [program(commit, Path(scratch)) for commit in commits]
        found = list(pool.map(lambda pair: compared(*pair, sides), projects().items()))
    differing = sum(map(len, found))
    print(f"{len(found)} projects, {differing} differences")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
