"""``make fuzz``: the property tests again and again with fresh examples, until the time is over.

``--minutes 60`` takes longer, ``--seed N`` repeats a run; files of tests can be named. In the first round every file
draws as many examples as ``make test`` does, in each further one twice as many as before. A file may take twice its
share of the time that is left for its round; then it is cut off, which is told. The seed is printed, and so is the
command that repeats a failure; at the end stands what each file came to.
"""

from __future__ import annotations

import argparse
import os
import re
import secrets
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
#: What shows that a file of tests draws more when ``make fuzz`` runs it.
_DRAWS = re.compile(r"^@given|^from tests\.conftest import .*\bFUZZING\b", re.MULTILINE)
#: Seconds that a file has to tell what it found after it is told to stop.
_LAST_WORDS = 20
_EXAMPLES = re.compile(r"(\d+) passing")
_FAILED = re.compile(r"^(?:FAILED|ERROR) ", re.MULTILINE)


@dataclass(frozen=True)
class Turn:
    """One file in one round: its seed, how many times the examples of ``make test``, and what files come after it."""

    file: Path
    seed: int
    times: int
    left: int  # files of this round, itself included


@dataclass(frozen=True)
class Outcome:
    """What a turn came to."""

    turn: Turn
    seconds: float
    examples: int
    failures: int
    cut_off: bool
    output: str

    @property
    def told(self) -> str:
        """One line about it."""
        ending = "cut off" if self.cut_off else "whole"
        turn = self.turn
        return (
            f"{turn.file}: seed {turn.seed}, examples × {turn.times}, {self.examples} drawn, {self.seconds:.0f} s, "
            f"{ending}, {self.failures} failed"
        )


def main() -> int:
    """Run until the time is over; 1 when a test has failed."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**9))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    heed_interrupts()
    files = options.files or property_tests()
    print(f"seed {options.seed}, {options.minutes:g} minutes, {len(files)} files", flush=True)
    end = time.monotonic() + options.minutes * 60
    outcomes = list(run_all(turns(files, options.seed), options.jobs, end))
    print(*summary(files, outcomes), sep="\n")
    failures = sum(outcome.failures for outcome in outcomes)
    print(f"seed {options.seed}: {len(outcomes)} runs of a file, {failures} failures")
    return 1 if failures else 0


def heed_interrupts() -> None:
    """Heed SIGINT again where a shell began us in the background with it ignored: what we start inherits that."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def property_tests() -> list[Path]:
    """The files of tests that draw examples."""
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    return [file.relative_to(ROOT) for file in files if _DRAWS.search(file.read_text(encoding="utf-8"))]


def turns(files: Sequence[Path], seed: int) -> Iterator[Turn]:
    """Every file again and again, each round in another order, with another seed and with twice as many examples."""
    for number in count():
        shuffled = Random(seed + number).sample(files, len(files))
        for place, file in enumerate(shuffled):
            yield Turn(file, seed + number, 2**number, len(files) - place)


def run_all(turns: Iterator[Turn], jobs: int, end: float) -> Iterator[Outcome]:
    """What the turns come to, ``jobs`` at once, until the point of time ``end``."""

    def work() -> list[Outcome]:
        done = []
        while time.monotonic() < end and (turn := next(turns, None)) is not None:
            done.append(run(turn, share(turn, jobs, end - time.monotonic())))
        return done

    with ThreadPoolExecutor(jobs) as pool:
        for each in [pool.submit(work) for _ in range(jobs)]:
            yield from each.result()


def share(turn: Turn, jobs: int, left: float) -> float:
    """How many of the seconds left a turn may take: twice what falls to it when all of its round get the same."""
    return min(left, 2 * left * jobs / turn.left)


def run(turn: Turn, seconds: float) -> Outcome:
    """One file's tests, stopped after so many seconds; what there is to say is printed."""
    command = [sys.executable, "-m", "pytest", "-q", "-rfE", "-p", "no:cacheprovider", "-p", "no:xdist"]
    command += ["--hypothesis-show-statistics", f"--hypothesis-seed={turn.seed}", str(turn.file)]
    environment = {**os.environ, "HYPOTHESIS_PROFILE": "fuzz", "FUZZ_TIMES": str(turn.times)}
    begin = time.monotonic()
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    output, cut_off = communicated(process, seconds)
    drawn = sum(map(int, _EXAMPLES.findall(output)))
    failures = len(_FAILED.findall(output))
    broken = process.returncode not in (0, 1) and not cut_off and not failures
    outcome = Outcome(turn, time.monotonic() - begin, drawn, failures + broken, cut_off, output)
    again = f"again: FUZZ_TIMES={turn.times} HYPOTHESIS_PROFILE=fuzz {sys.executable} -m pytest "
    again += f"--hypothesis-seed={turn.seed} {turn.file}"
    print(outcome.told, *([output, again] if outcome.failures else []), sep="\n", flush=True)
    return outcome


def communicated(process: subprocess.Popen[str], seconds: float) -> tuple[str, bool]:
    """What a process says, and whether it was stopped because it took longer than so many seconds."""
    try:
        return process.communicate(timeout=seconds)[0], False
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)  # it still tells what has failed
    try:
        return process.communicate(timeout=_LAST_WORDS)[0], True
    except subprocess.TimeoutExpired:
        process.kill()
        return process.communicate()[0], True


def summary(files: Iterable[Path], outcomes: Iterable[Outcome]) -> Iterator[str]:
    """A line for every file: how often it had its turn, how often cut off, what it drew and how much failed."""
    of_file: defaultdict[Path, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        of_file[outcome.turn.file].append(outcome)
    for file in sorted(files):
        its = of_file[file]
        cut, drawn, failed = (sum(getattr(each, name) for each in its) for name in ("cut_off", "examples", "failures"))
        yield f"{file}: {len(its)} turns ({cut} cut off), {drawn} examples, {failed} failures"


if __name__ == "__main__":
    sys.exit(main())
