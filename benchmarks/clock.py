"""Time and memory of pieces of work, so that a machine busy with other things disturbs little."""

from __future__ import annotations

import compileall
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import sopgen


def cpu_seconds() -> float:
    """CPU seconds that this process and its finished children have taken."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def cpu_ms(work: Callable[[], object]) -> float:
    """CPU milliseconds of one call, child processes included."""
    before = cpu_seconds()
    work()
    return (cpu_seconds() - before) * 1000


def side_by_side(works: Sequence[Callable[[], object]], rounds: int) -> tuple[float, ...]:
    """Mean CPU milliseconds of each of ``works``, taken in turns so that all meet the same machine.

    Not the median: garbage is collected in some rounds and not in others, and belongs to the cost.
    """
    for work in works:
        work()
    times = [[cpu_ms(work) for work in works] for _ in range(rounds)]
    return tuple(statistics.mean(column) for column in zip(*times, strict=True))


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the program: wall and CPU seconds, peak memory of its main process and of its largest other, in MB."""

    wall: float
    cpu: float
    main: float
    worker: float

    def __str__(self) -> str:
        """Wall and CPU seconds."""
        return f"{self.wall:.1f} / {self.cpu:.1f}" if self.wall >= 10 else f"{self.wall:.2f} / {self.cpu:.2f}"


#: Starts the program and looks at the memory of its processes meanwhile: the kernel keeps each one's highest mark.
_WATCH = """
import ctypes, json, os, pathlib, resource, subprocess, sys, tempfile, threading, time

PR_SET_CHILD_SUBREAPER = 36  # what the program leaves for a moment is waited for here, so that its CPU time counts
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

def mark(pid):
    try:
        text = pathlib.Path(f"/proc/{pid}/status").read_text()
        return next((int(line.split()[1]) / 1024 for line in text.splitlines() if line.startswith("VmHWM")), 0)
    except OSError:
        return 0

def name(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/comm").read_text()
    except OSError:
        return ""

def workers(pid):  # not dot
    try:
        children = pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    alike = [child for child in children if name(child) == name(pid)]
    return alike + [worker for child in alike for worker in workers(child)]

start = time.perf_counter()
said = tempfile.TemporaryFile()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=said)
main = worker = 0
ended = threading.Event()
def look():
    global main, worker
    while not ended.wait(0.1):
        main = max(main, mark(process.pid))
        worker = max([worker, *(mark(child) for child in workers(process.pid))])
watcher = threading.Thread(target=look, daemon=True)
watcher.start()
status = process.wait()
wall = time.perf_counter() - start
ended.set()
try:
    while True:
        os.wait()
except ChildProcessError:
    pass
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
largest = usage.ru_maxrss / 1024
cpu = usage.ru_utime + usage.ru_stime
said.seek(0)
last = said.read().decode(errors="replace")[-1500:]
print(json.dumps([wall, cpu, main or largest, worker, largest, status, last]))
"""


def run_sopgen(project: Path, *arguments: str) -> Run:
    """``sopgen -C project ARGUMENTS`` in a process of its own; RuntimeError when it fails."""
    _compile()
    command = [sys.executable, "-c", _WATCH, sys.executable, "-m", "sopgen", "-C", str(project), *arguments]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, env=environment()).stdout
    wall, cpu, main, worker, largest, status, last = json.loads(printed)
    if status:
        raise RuntimeError(f"sopgen {' '.join(arguments)}: status {status}\n{last}")
    return Run(wall, cpu, main if worker else max(main, largest), worker)


def typical(runs: Sequence[Run]) -> Run:
    """The run of the median wall time."""
    return sorted(runs, key=lambda run: run.wall)[len(runs) // 2]


def environment() -> dict[str, str]:
    """What programs are started with: an installed sopgen keeps its bytecode."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@cache
def _compile() -> None:
    compileall.compile_dir(Path(sopgen.__file__).parent, quiet=2)


def busy_cores(seconds: float = 1.0) -> float:
    """How many cores other programs keep busy, watched for ``seconds``; 0 where the system does not say."""
    try:
        before, start = _busy_ticks(), time.monotonic()
        time.sleep(seconds)
        return (_busy_ticks() - before) / os.sysconf("SC_CLK_TCK") / (time.monotonic() - start)
    except (OSError, ValueError):
        return 0.0


def _busy_ticks() -> int:
    """Ticks that all cores together were not idle."""
    fields = [int(field) for field in Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:9]]
    return sum(fields) - fields[3] - fields[4]
