"""The machine that was measured, in words."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

from sopgen.builder.doctor import graphviz_version, pango_version


def machine() -> str:
    """Processor, memory, system and the versions of what draws."""
    parts = [
        f"{os.cpu_count()} cores ({_processor()})",
        f"{_memory():.0f} GB",
        f"{platform.system()} {platform.release().partition('-')[0]}",
        f"Python {platform.python_version()}",
        f"WeasyPrint {version('weasyprint')}",
        f"Pango {pango_version()}",
        f"Graphviz {graphviz_version()}",
        _office(),
    ]
    return ", ".join(part for part in parts if part)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    found = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return f"{found}, {platform.machine()}" if found else platform.machine()


def _memory() -> float:
    """Gigabytes."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def _office() -> str:
    """LibreOffice's version; empty when it is not installed."""
    if shutil.which("soffice") is None:
        return ""
    told = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=False, timeout=60).stdout
    return " ".join(told.split()[:2])
