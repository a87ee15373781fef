"""Time and memory of pieces of work, so that a machine busy with other things disturbs little."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


def cpu_ms(work: Callable[[], object]) -> float:
    """CPU milliseconds of one call, child processes included."""
    before = _cpu()
    work()
    return (_cpu() - before) * 1000


def side_by_side(works: Sequence[Callable[[], object]], rounds: int) -> tuple[float, ...]:
    """Median CPU milliseconds of each of ``works``, taken in turns so that all meet the same machine."""
    for work in works:
        work()
    times = [[cpu_ms(work) for work in works] for _ in range(rounds)]
    return tuple(statistics.median(column) for column in zip(*times, strict=True))


def _cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the program: wall and CPU seconds, and the most memory that one of its processes held, in MB."""

    wall: float
    cpu: float
    memory: float

    def __str__(self) -> str:
        """Wall and CPU seconds."""
        return f"{self.wall:.1f} / {self.cpu:.1f}" if self.wall >= 10 else f"{self.wall:.2f} / {self.cpu:.2f}"


_WATCH = """
import resource, subprocess, sys, time
start = time.perf_counter()
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, status)
"""


def run_sopgen(project: Path, *arguments: str) -> Run:
    """``sopgen -C project ARGUMENTS`` in a process of its own; RuntimeError when it fails."""
    command = [sys.executable, "-c", _WATCH, sys.executable, "-m", "sopgen", "-C", str(project), *arguments]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, env=dict(os.environ)).stdout
    wall, cpu, memory, status = (float(part) for part in printed.split())
    if status:
        raise RuntimeError(f"sopgen {' '.join(arguments)}: status {status:.0f}")
    return Run(wall, cpu, memory)
