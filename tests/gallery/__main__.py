"""Writes build/galeri/index.html, which opens without a network.

python -m tests.gallery           # beside an earlier gallery that was kept: before and after where pages differ
python -m tests.gallery --keep    # and keeps what is drawn now as the one to compare with (build/galeri-dasar/)
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.gallery.shown import Page, Shown, all_shown
from tests.layout.measures import Measures

ROOT = Path(__file__).parents[2]
GALLERY = ROOT / "build" / "galeri"
BASELINE = ROOT / "build" / "galeri-dasar"
RECORD = "ukuran.json"


@dataclass(frozen=True, slots=True)
class Number:
    """One measure now and in the gallery that was kept (None: not in it)."""

    label: str
    now: float
    before: float | None

    @property
    def change(self) -> str:
        """Better, worse or empty: less is better in every measure."""
        if self.before is None or abs(self.now - self.before) < 0.05:
            return ""
        return "lebih baik" if self.now < self.before else "lebih buruk"


@dataclass(frozen=True, slots=True)
class Entry:
    """An SOP with what changed since the gallery that was kept."""

    shown: Shown
    numbers: tuple[Number, ...]
    before: Mapping[str, str]  # digests of the kept pages by file name

    def earlier(self, page: Page) -> bool:
        """Whether the kept gallery has this page, and it looked different."""
        return page.file in self.before and self.before[page.file] != page.digest

    @property
    def gone(self) -> tuple[str, ...]:
        """Files of kept pages that the SOP has no more."""
        return tuple(sorted(set(self.before) - {page.file for page in self.shown.pages}))

    @property
    def changed(self) -> int:
        """How many pages look different, are new beside kept ones, or are gone."""
        if not self.before:
            return 0
        return len(self.gone) + sum(self.before.get(page.file) != page.digest for page in self.shown.pages)


def numbers(now: Measures, before: Mapping[str, float] | None) -> tuple[Number, ...]:
    """The measures that are shown."""
    labels = {
        "edges": "garis",
        "crossings": "persilangan",
        "bends": "belokan",
        "length": "panjang (mm)",
        "label_distance": "jarak label, jumlah (mm)",
        "label_worst": "jarak label terjauh (mm)",
    }
    return tuple(
        Number(label, getattr(now, name), None if before is None else before[name]) for name, label in labels.items()
    )


def entries(shown: Sequence[Shown], kept: Mapping[str, Any]) -> list[Entry]:
    """Every SOP beside what was kept of it."""
    found = []
    for each in shown:
        before = kept.get(each.name)
        measures = before["measures"] if before else None
        found.append(Entry(each, numbers(each.measures, measures), before["pages"] if before else {}))
    return found


def kept_total(shown: Sequence[Shown], kept: Mapping[str, Any]) -> dict[str, float] | None:
    """The measures of all that is shown as the kept gallery has them; None when it lacks some of it."""
    if not shown or any(each.name not in kept for each in shown):
        return None
    return asdict(sum((Measures(**kept[each.name]["measures"]) for each in shown), Measures()))


def write_gallery(keep: bool) -> Path:
    """Draw everything anew; returns the index."""
    shutil.rmtree(GALLERY, ignore_errors=True)
    GALLERY.mkdir(parents=True)
    kept = json.loads((BASELINE / RECORD).read_text()) if (BASELINE / RECORD).is_file() else {}
    shown = list(all_shown(ROOT, GALLERY))
    found = entries(shown, kept)
    total = sum((each.measures for each in shown), Measures())
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("index.html.j2").render(
        entries=found,
        total=numbers(total, kept_total(shown, kept)),
        changed=sum(entry.changed for entry in found),
        compared=bool(kept),
        violations=sum(each.violations for each in shown),
        doubts=sum(each.doubts for each in shown),
    )
    index = GALLERY / "index.html"
    index.write_text(page, encoding="utf-8")
    record = {each.name: each.record for each in shown}
    (GALLERY / RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    if keep:
        shutil.rmtree(BASELINE, ignore_errors=True)
        shutil.copytree(GALLERY, BASELINE)
    return index


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", action="store_true", help="keep this gallery as the one to compare with")
    print(write_gallery(parser.parse_args().keep))
