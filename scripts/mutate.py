"""``make mutate``: change one operator or number of the program at random, and see whether a test notices.

Works on a copy of what git tracks. Prints each change with its place and whether it was noticed; those that were not
are to be looked at before a release: a test is missing, or the line does nothing. Testers from PyPI change every line
in turn, which takes days here; a sample tells as much.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: An operator, and what stands for it.
SWAPS = {
    **{"==": "!=", "!=": "==", "<": "<=", "<=": "<", ">": ">=", ">=": ">"},
    **{"+": "-", "-": "+", "*": "/", "/": "*", "//": "*", "and": "or", "or": "and"},
    **{"is": "is not", "is not": "is", "in": "not in", "not in": "in"},
}
SIGNS = {
    **{ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="},
    **{ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.And: "and", ast.Or: "or"},
    **{ast.Is: "is", ast.IsNot: "is not", ast.In: "in", ast.NotIn: "not in"},
}
#: Seconds that only end what hangs: a change may well make a loop endless.
LONGEST = 1800


@dataclass(frozen=True)
class Change:
    """One change: the text between two places (line from 1, column in bytes) becomes another one."""

    file: Path
    line: int
    start: int
    end: int
    old: str
    new: str

    def __str__(self) -> str:
        """``sopgen/paths.py:12: + -> -``."""
        return f"{self.file}:{self.line}: {self.old} -> {self.new}"

    def apply(self, root: Path) -> None:
        """Make the change below ``root``."""
        lines = (root / self.file).read_bytes().splitlines(keepends=True)
        line = lines[self.line - 1]
        lines[self.line - 1] = line[: self.start] + self.new.encode() + line[self.end :]
        (root / self.file).write_bytes(b"".join(lines))


def changes(file: Path) -> Iterator[Change]:
    """Every change that can be made to a module."""
    text = (ROOT / file).read_text(encoding="utf-8")
    lines = text.encode().splitlines()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.lineno == node.end_lineno:
            yield Change(
                file, node.lineno, node.col_offset, node.end_col_offset or 0, repr(node.value), f"({node.value!r} + 1)"
            )
        for left, operator, right in _operators(node):
            sign = SIGNS.get(type(operator), "")
            between = lines[left.end_lineno - 1][left.end_col_offset : right.col_offset]
            if sign and left.end_lineno == right.lineno and between.count(sign.encode()) == 1:
                start = left.end_col_offset + between.index(sign.encode())
                yield Change(file, right.lineno, start, start + len(sign), sign, SWAPS[sign])


def _operators(node: ast.AST) -> Iterator[tuple[ast.expr, ast.AST, ast.expr]]:
    """The operators of an expression, each with what stands left and right of it."""
    match node:
        case ast.Compare(left, operators, others):
            yield from zip((left, *others), operators, others, strict=False)
        case ast.BinOp(left, operator, right):
            yield left, operator, right
        case ast.BoolOp(operator, values):
            yield from ((left, operator, right) for left, right in pairwise(values))


def noticed(change: Change, tests: list[str], jobs: str) -> bool:
    """Whether the tests fail with the change."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        for name in filter(None, tracked.decode().split("\0")):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
        subprocess.run(["git", "init", "-q"], cwd=copy, check=True)  # some tests ask git for the files
        subprocess.run(["git", "add", "-A"], cwd=copy, check=True)
        change.apply(copy)
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", jobs, *tests]
        environment = {**os.environ, "PYTHONPATH": str(copy)}
        try:
            done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, check=False, timeout=LONGEST)
        except subprocess.TimeoutExpired:
            return True
        return done.returncode != 0


def main() -> int:
    """Sample changes; the number of those that no test noticed."""
    parser = argparse.ArgumentParser(description="Mengubah program secara acak dan melihat apakah uji menyadarinya.")
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--under", default="sopgen", help="folder or module to change")
    parser.add_argument("--jobs", default="2")
    parser.add_argument("tests", nargs="*", default=["-m", "not slow"])
    wanted = parser.parse_args()
    place = ROOT / wanted.under
    modules = [place] if place.is_file() else sorted(place.rglob("*.py"))
    every = [change for module in modules for change in changes(module.relative_to(ROOT))]
    chosen = random.Random(wanted.seed).sample(every, min(wanted.count, len(every)))
    print(f"{len(chosen)} of {len(every)} changes, seed {wanted.seed}", flush=True)
    missed = 0
    for number, change in enumerate(chosen, 1):
        seen = noticed(change, wanted.tests, wanted.jobs)
        missed += not seen
        print(f"{number:>3} {'noticed' if seen else 'MISSED '} {change}", flush=True)
    print(f"{missed} of {len(chosen)} were noticed by no test")
    return 0


if __name__ == "__main__":
    sys.exit(main())
