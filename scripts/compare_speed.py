"""CPU of laying out a case at a commit and in the working tree, measured in turns in one run.

    .venv/bin/python scripts/compare_speed.py OLD [--first-ways] [CASE ...]

``CASE`` is a folder in ``tests/cases/`` (45-steps unless given). Printed are the least milliseconds of both and their
ratio: the least, because what else the machine does only adds to it. With ``--first-ways`` no group of ways is redrawn
together (``routing/together.py``), where the code has that stage.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
TURNS = 20
#: Lays out every SOP of a folder, once for every line that it reads, and answers with the CPU milliseconds.
PROGRAM = """
import sys, time
from pathlib import Path
from sopgen.layout.layout import lay_out
from sopgen.model.load import load

if "--first-ways" in sys.argv:
    try:
        from sopgen.layout.routing.together import Together
    except ImportError:
        pass
    else:
        Together.run = lambda self, improve: None
project = load(Path(sys.argv[1]))
for _ in sys.stdin:
    start = time.process_time()
    for sop in project.sops:
        lay_out(sop, project.institution)
    print((time.process_time() - start) * 1000, flush=True)
"""


def main(commit: str, options: list[str]) -> None:
    """Measure each case at both; ``options`` are the cases and ``--first-ways``."""
    first_ways = [option for option in options if option.startswith("--")]
    cases = [option for option in options if option not in first_ways] or ["45-steps"]
    with tempfile.TemporaryDirectory() as name:
        archive = subprocess.run(["git", "archive", commit, "sopgen"], cwd=ROOT, capture_output=True, check=True)
        subprocess.run(["tar", "-x"], cwd=name, input=archive.stdout, check=True)
        for case in cases:
            folder = ROOT / "tests" / "cases" / case
            old, new = least([started(Path(name), folder, first_ways), started(ROOT, folder, first_ways)])
            print(f"{case}: {old:.0f} ms at {commit}, {new:.0f} ms now: {new / old:.2f}")


def started(code: Path, folder: Path, options: list[str]) -> subprocess.Popen[str]:
    """A process of the program in ``code`` that waits for its turns."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder), *options],
        env={"PYTHONPATH": str(code)},
        cwd=code,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def least(processes: list[subprocess.Popen[str]]) -> list[float]:
    """The least milliseconds of each process, which take turns; the first turn only warms up."""
    times: list[list[float]] = [[] for _ in processes]
    for _ in range(TURNS + 1):
        for process, found in zip(processes, times, strict=True):
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write("\n")
            process.stdin.flush()
            found.append(float(process.stdout.readline()))
    for process in processes:
        process.communicate()
    return [min(found[1:]) for found in times]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
