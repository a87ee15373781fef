"""Writes the lists of pinned packages (requirements*.lock) from what .venv/ holds: names and versions, nothing else.

Run by ``make lock`` after a package was upgraded and ``make test`` has passed with it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
RUN_HEAD = '# What runs sopgen: the versions it was tested with. Written by "make lock".\n'
DEV_HEAD = '# What tests and checks sopgen, besides requirements.lock. Written by "make lock".\n'
DASK_HEAD = '# What "sopgen build --executor dask://" needs, besides requirements.lock. Written by "make lock".\n'
WEB_HEAD = '# What "sopgen serve" needs, besides requirements.lock. Written by "make lock".\n'
# The editable install of the project itself is built without asking for anything more.
BUILD = ("hatchling", "editables")


def closure(wanted: Iterable[str]) -> set[tuple[str, str]]:
    """Name and version of every installed package that ``wanted`` needs, directly or not."""
    todo = [Requirement(text) for text in wanted]
    seen: dict[tuple[str, frozenset[str]], tuple[str, str]] = {}
    while todo:
        requirement = todo.pop()
        extras = frozenset(requirement.extras)
        key = (canonicalize_name(requirement.name), extras)
        if key in seen or key[0] == "sopgen":
            continue
        found = distribution(requirement.name)
        seen[key] = (found.metadata["Name"], found.version)
        for text in found.requires or ():
            needed = Requirement(text)
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras | {""}):
                todo.append(needed)
    return set(seen.values())


def write(path: Path, head: str, pins: set[tuple[str, str]]) -> None:
    """Write one list, sorted by name."""
    lines = [f"{name}=={version}\n" for name, version in sorted(pins, key=lambda pin: canonicalize_name(pin[0]))]
    path.write_text(head + "".join(lines), encoding="utf-8")


def main() -> None:
    """Write all lists."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    run = closure([*project["dependencies"], *BUILD])
    write(ROOT / "requirements.lock", RUN_HEAD, run)
    write(ROOT / "requirements-dask.lock", DASK_HEAD, closure(extras["dask"]) - run)
    write(ROOT / "requirements-web.lock", WEB_HEAD, closure(extras["web"]) - run)
    write(
        ROOT / "requirements-dev.lock",
        DEV_HEAD,
        closure([text for name in ("dask", "web", "test", "dev") for text in extras[name]]) - run,
    )


if __name__ == "__main__":
    main()
