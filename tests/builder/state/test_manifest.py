"""What the output folder remembers of itself; whatever of that cannot be read counts as absent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sopgen.builder.kept_pages import FOLDER, KeptPages
from sopgen.builder.request import Request
from sopgen.builder.run import Run
from sopgen.builder.state.manifest import Manifest, digest
from sopgen.builder.workers.worker_pool import ThisProcess
from sopgen.paths import MANIFEST_NAME
from tests.conftest import scaled

#: Values of every kind that JSON has, and texts that are no names of files.
ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["../x", "/x", "a\0"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
KEYS = ("name", "source", "key", "digest", "size", "modified", "expect", "checked", "findings", "built", "sops")
ODD_LINES = st.one_of(
    st.dictionaries(st.sampled_from(KEYS), ODD).map(json.dumps),
    ODD.map(json.dumps),
    st.text(max_size=30),
    st.sampled_from(["[" * 5000, '{"name":' * 5000, "null", '{"name": null, "source": 1}']),
)


def used(folder: Path) -> Manifest:
    """The folder's manifest after everything that a build asks of it."""
    manifest = Manifest(folder)
    for name in (*manifest.names, "sop/a.pdf"):
        assert isinstance(name, str)
        assert not manifest.is_current(name, "kunci")
        manifest.is_ours(name)
        manifest.is_somebodys(name)
    for name in manifest.names:
        assert manifest.source(name).startswith("")
    assert manifest.findings("keadaan") is None
    assert manifest.whole_build("keadaan") is None
    manifest.save()
    return manifest


@settings(max_examples=scaled(40))
@given(lines=st.lists(ODD_LINES, max_size=4))
def test_odd_content_counts_as_absent(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    folder = tmp_path_factory.mktemp("build")
    (folder / MANIFEST_NAME).write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    used(folder)
    assert Manifest(folder).names == used(folder).names


@pytest.mark.parametrize(
    "name", ["sop/\ud800.pdf", "../luar.pdf", "/etc/luar.pdf", "sop/../../luar.pdf", "a\0b", "", None, 3, []]
)
def test_no_entry_names_what_is_not_in_the_folder(tmp_path: Path, name: object) -> None:
    line = {"name": name, "source": "sop_sources/a.yaml", "key": "", "digest": digest(b""), "size": 0, "modified": 0}
    (tmp_path / MANIFEST_NAME).write_text(json.dumps(line), encoding="utf-8")
    assert Manifest(tmp_path).names == ()


def test_a_folder_in_its_place_counts_as_no_manifest(tmp_path: Path) -> None:
    (tmp_path / MANIFEST_NAME).mkdir()
    assert Manifest(tmp_path).names == ()


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The outputs of an empty folder."""
    return Run(Request(tmp_path, tmp_path), Manifest(tmp_path), ThisProcess())


def test_pages_are_there_for_the_next_build(tmp_path: Path) -> None:
    KeptPages(tmp_path, "sopgen 1")["ab"] = b"halaman"
    assert KeptPages(tmp_path, "sopgen 1").get("ab") == b"halaman"
    assert KeptPages(tmp_path, "sopgen 1").get("cd") is None


def test_pages_that_another_program_set_are_not_there(tmp_path: Path) -> None:
    KeptPages(tmp_path, "sopgen 1")["ab"] = b"halaman"
    assert KeptPages(tmp_path, "sopgen 2").get("ab") is None


def test_pages_that_a_build_did_not_ask_for_are_removed(run: Run, tmp_path: Path) -> None:
    pages = KeptPages(tmp_path, "sopgen 1")
    pages["ab"] = b"satu"
    pages["cd"] = b"dua"
    pages.settle(run, "sop_sources/buku.yaml")
    assert len(run.manifest.names) == 2
    pages.begin()
    assert pages.get("ab") == b"satu"
    pages.settle(run, "sop_sources/buku.yaml")
    (kept,) = (tmp_path / FOLDER).iterdir()
    assert run.manifest.names == (f"{FOLDER}/{kept.name}",)
    assert pages.get("ab") == b"satu"


def test_pages_go_when_there_is_no_booklet_any_more(run: Run, tmp_path: Path) -> None:
    pages = KeptPages(tmp_path, "sopgen 1")
    pages["ab"] = b"satu"
    pages.settle(run, "sop_sources/buku.yaml")
    assert list(run.remove_orphans()) == []
    assert not (tmp_path / FOLDER).exists()
