"""``make fuzz``: the property tests again and again with fresh examples, until the time is over.

``--minutes 60`` takes longer, ``--seed N`` repeats a run; files of tests can be named. The seed is printed, and so is
the command that repeats a failure.
"""

from __future__ import annotations

import argparse
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent


def main() -> int:
    """Run until the time is over; 1 when a test has failed."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**9))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    files = options.files or property_tests()
    print(f"seed {options.seed}, {options.minutes:g} minutes, {len(files)} files", flush=True)
    end = time.monotonic() + options.minutes * 60
    runs, failed = 0, 0
    for seed, file in rounds(files, options.seed):
        left = end - time.monotonic()
        if left <= 0:
            break
        status = run(file, seed, options.jobs, left)
        runs += status is not None
        failed += status not in (0, None)
    print(f"seed {options.seed}: {runs} runs of a file, {failed} failed")
    return 1 if failed else 0


def property_tests() -> list[Path]:
    """The files of tests that draw examples."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return [file.relative_to(ROOT) for file in files if "@given" in file.read_text(encoding="utf-8")]


def rounds(files: Sequence[Path], seed: int) -> Iterator[tuple[int, Path]]:
    """Every file again and again, each round in another order and with another seed."""
    for each in count(seed):
        for file in Random(each).sample(files, len(files)):
            yield each, file


def run(file: Path, seed: int, jobs: int, seconds: float) -> int | None:
    """The exit status of one file's tests; None when the time was over before they were."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", str(jobs)]
    command += ["--dist", "worksteal", f"--hypothesis-seed={seed}", str(file)]
    begin = time.monotonic()
    environment = {**os.environ, "HYPOTHESIS_PROFILE": "fuzz"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            output, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.terminate()
            process.communicate()
            print(f"{file}: time over", flush=True)
            return None
    print(f"{file}: seed {seed}, {time.monotonic() - begin:.0f} s, status {process.returncode}", flush=True)
    if process.returncode:
        print(output, f"again: make fuzz SEED={seed} FILES={file}", sep="\n", flush=True)
    return process.returncode


if __name__ == "__main__":
    sys.exit(main())
