"""Files and folders of any name that a system allows: checked, built and told, and they steer no terminal."""

from __future__ import annotations

import io
import os
import unicodedata
from contextlib import redirect_stderr, redirect_stdout

import pytest
from hypothesis import Phase, event, example, given, settings
from hypothesis import strategies as st

from sopgen.cli.run import run
from tests.conftest import scaled
from tests.generators.whole_project import SOURCES, with_text, write

#: Endings and pieces that mean something to a shell, a terminal, YAML, a pattern, XML, Windows or to sopgen itself.
PIECES = (
    *("a", "SOP", " ", ".", "..", "-", "--", "#", "$HOME", "%s", "*", "?", "[a]", "~", "&amp;", "<b>", "'", '"', "\\"),
    *("\n", "\t", "\x1b[31m", "\x07", "\u202e", "\u200b", "\u00ad", "e\u0301", "ꦏ", "\U0001f600", "\ud800", "\udcff"),
    *("CON", "nul", ":", "|", "_", "instansi", "buku", ".suntingan", ".baru", ".yaml", ".bagian", "{x}", "é" * 60, ","),
)
NAMES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join)


def possible(name: str) -> str:
    """The name as near as the system allows it, without an ending; never one of the project's own files."""
    encoded = os.fsencode(name.encode("utf-8", "surrogateescape" if "\ud800" not in name else "surrogatepass"))
    return os.fsdecode(encoded[:200]).strip("/") or "x"


def said(*arguments: str) -> tuple[int, str]:
    """What the program says, and its status."""
    output = io.StringIO()
    with redirect_stdout(output), redirect_stderr(output):
        status = run(list(arguments))
    return status, output.getvalue()


@pytest.mark.slow
@settings(max_examples=scaled(3), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@example(names={"sop": "a", "folder": "\x07", "letter": "a", "logo": "a"})  # no XML can hold it
@given(names=st.fixed_dictionaries({"sop": NAMES, "folder": NAMES, "letter": NAMES, "logo": st.just("a") | NAMES}))
def test_any_names_are_built_or_told(names: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("proyek")
    names = {what: possible(name) for what, name in names.items()}
    logo = f"l-{names['logo']}.svg"
    readable = logo.encode("utf-8", "replace").decode()
    write(root, {"instansi.yaml": with_text(SOURCES["instansi.yaml"], ("logo",), readable)})
    sources = root / "sop_sources"
    folder = sources / f"f-{names['folder']}"
    folder.mkdir()
    (sources / "laporan.yaml").rename(folder / f"{names['sop']}.yaml")
    (sources / "surat" / "nota.yaml").rename(sources / "surat" / f"{names['letter']}.yaml")
    (sources / "logo.svg").rename(sources / logo)
    for arguments in (("check",), ("check", "--format", "json"), ("build", "-j", "1", "--docx"), ("stats",)):
        status, told = said("-C", str(root), *arguments)
        event(f"{arguments[0]} {status}")
        assert status in (0, 1, 2), told
        assert "Traceback" not in told
        # A soft hyphen moves nothing and hides nothing.
        assert {char for char in told if unicodedata.category(char) in ("Cc", "Cf")} <= {"\n", "\u00ad"}
