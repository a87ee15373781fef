"""What a browser is sent: pages as they are printed, findings at their places, every field once."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from lxml import etree

from sopgen.builder.open_project import open_project
from sopgen.editing.changes import DeleteStep, InsertItem, InsertStep, SetText
from sopgen.editing.state import state_json
from sopgen.editing.workspace import OutdatedError, Workspace
from sopgen.layout.layout import lay_out
from sopgen.model.codes import INTERNAL
from sopgen.render.page.pages import draw_pages, embedded_logo
from tests.conftest import ROOT
from tests.editing.conftest import TODAY
from tests.editing.projects import KEY, SOP, saved_text, texts

Open = Callable[..., Workspace]
FOLDERS = [ROOT, *sorted(path.parent for path in ROOT.glob("tests/cases/*/sop_sources"))]


def fresh_pages(root: Path, name: str) -> list[str]:
    """The pages of an SOP as somebody draws them who has drawn nothing before."""
    project = open_project(root)
    assert project.institution is not None
    sop = next(each for each in (*project.sops, *project.partial) if each.source.name == name)
    scene = lay_out(sop, project.institution)
    logo = embedded_logo(project.institution, root)
    return [etree.tostring(each, encoding="unicode") for each in draw_pages(sop, project.institution, scene, logo)]


def test_pages_that_were_kept_are_those_of_a_first_drawing(workspace: Workspace) -> None:
    for change in (
        SetText(("langkah", 0, "kegiatan"), "Menyusun konsep laporan kinerja tahunan"),
        SetText(("judul",), "Penyusunan Laporan Tahunan"),
        InsertStep(("langkah",), 1),
        SetText(("pelaksana", 0), "Pelaksana"),
        DeleteStep(("langkah", 3)),
        SetText(("nomor",), "B.7"),
    ):
        workspace.change(KEY, workspace.state(KEY).version, change)
        saved_text(workspace)
        state = workspace.state(KEY)
        assert [page.svg for page in state.pages] == fresh_pages(workspace.root, state.file)


def test_only_pages_that_have_changed_get_another_digest(workspace: Workspace) -> None:
    before = workspace.state(KEY)
    after = workspace.change(KEY, 1, SetText(("langkah", 0, "ket"), "segera"))
    assert [page.digest for page in after.pages][:-1] == [page.digest for page in before.pages][:-1]
    assert after.pages[-1].digest != before.pages[-1].digest


def test_what_is_sent_is_json_and_leaves_out_pages_that_are_there(workspace: Workspace) -> None:
    state = workspace.state(KEY)
    sent = json.loads(json.dumps(state_json(state, {state.pages[0].digest})))
    assert [page["svg"] is None for page in sent["pages"]] == [page is state.pages[0] for page in state.pages]
    assert sent.keys() == {
        *("key", "version", "dirty", "canUndo", "canRedo", "conflict", "file", "nomor", "title", "stale"),
        *("pages", "findings", "fields", "columns", "sections", "notices"),
    }
    assert sent["sections"][0]["actorsPath"] == ["pelaksana"]
    assert sent["sections"][0]["steps"][0]["texts"]["waktu"] == "1 Jam"


def test_a_finding_stands_at_its_value(opened: Open) -> None:
    state = opened(SOP.replace("2 Jam", "2 jam")).state(KEY)
    found = next(each for each in state.findings if each.code == "S107")
    assert (found.path, found.step, found.repair) == (("langkah", 1, "waktu"), 2, True)
    assert found.key == "S107:langkah/1/waktu:1"


def test_no_two_findings_have_one_key(opened: Open) -> None:
    state = opened(SOP.replace("waktu: ", "waktuu: ").replace("Kepala\n", "Kepalaa\n")).state(KEY)
    assert len(state.findings) > 3
    assert Counter(each.key for each in state.findings).most_common(1)[0][1] == 1


def test_a_draft_from_the_template_is_drawn_though_it_is_empty(opened: Open) -> None:
    """As “sopgen new” writes it."""
    empty = SOP[: SOP.index("langkah:")] + "langkah:\n  - kegiatan:\n    pelaksana: Staf\n    waktu:\n"
    state = opened(empty.replace("  - Undang-Undang Nomor 1   # yang utama\n  - Peraturan Nomor 2\n", "  -\n")).state(
        KEY
    )
    assert (state.stale, texts(state)) == (False, [""])


@pytest.mark.parametrize("gap", ["judul", "unit", "disahkan_oleh"])
def test_what_is_missing_on_the_form_does_not_keep_it_from_being_drawn(opened: Open, gap: str) -> None:
    for status in ("konsep", "berlaku"):
        lines = [line for line in SOP.splitlines(keepends=True) if not line.startswith(f"{gap}:")]
        state = opened("".join(lines).replace("status: konsep", f"status: {status}")).state(KEY)
        assert not state.stale
        assert state.pages


def test_a_version_that_has_no_drawing_keeps_the_last_pages(workspace: Workspace) -> None:
    before = workspace.state(KEY)
    after = workspace.change(KEY, 1, SetText(("langkah", 0, "kegiatan"), "Menyusun " * 2000))
    assert (after.stale, after.pages) == (True, before.pages)
    assert any(each.code.startswith("E3") for each in after.findings)
    assert not workspace.undo(KEY, 2).stale


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_source_opens_as_it_is_drawn(folder: Path, tmp_path: Path) -> None:
    for part in ("sop_sources", "templates"):
        if (folder / part).is_dir():
            shutil.copytree(folder / part, tmp_path / part)
    workspace = Workspace(tmp_path, lambda: TODAY)
    assert workspace.entries()
    for entry in workspace.entries():
        state = workspace.state(entry.key)
        assert (state.nomor, state.file, state.stale) == (entry.nomor, entry.file, False)
        assert [page.svg for page in state.pages] == fresh_pages(tmp_path, state.file)
        assert not [each for each in state.findings if each.code == INTERNAL.number.removeprefix("SOP-")]
        places = Counter(each.path for each in state.fields)
        assert places.most_common(1)[0][1] == 1
        json.dumps(state_json(state))
    workspace.close()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_text_of_the_state_can_be_set_and_taken_back(folder: Path, tmp_path: Path) -> None:
    """What a page shows at a path is what stands there: setting the same text there changes nothing."""
    shutil.copytree(folder / "sop_sources", tmp_path / "sop_sources")
    workspace = Workspace(tmp_path, lambda: TODAY)
    for entry in workspace.entries():
        state = workspace.state(entry.key)
        for field in state.fields:
            if field.kind == "text":
                assert workspace.change(entry.key, 1, SetText(field.path, field.text)).version == 1
            for index, text in enumerate(field.items):
                assert workspace.change(entry.key, 1, SetText((*field.path, index), text)).version == 1
        for section in state.sections:
            for step in section.steps:
                for column, text in step.texts.items():
                    assert workspace.change(entry.key, 1, SetText((*step.path, column), text)).version == 1
    workspace.close()


def test_many_threads_change_one_document_and_each_change_is_made_once(workspace: Workspace) -> None:
    workspace.state(KEY)

    def type_texts(number: int) -> None:
        made = 0
        while made < 5:
            try:
                version = workspace.state(KEY).version
                workspace.change(KEY, version, InsertItem(("peralatan",), 0, f"Alat {number}-{made}"))
            except OutdatedError:
                continue
            made += 1

    threads = [Thread(target=type_texts, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    state = workspace.state(KEY)
    tools = next(each.items for each in state.fields if each.path == ("peralatan",))
    assert sorted(tools) == sorted(f"Alat {number}-{made}" for number in range(4) for made in range(5))
    assert state.version == 21
    for _ in tools:
        workspace.undo(KEY, workspace.state(KEY).version)
    assert saved_text(workspace) == SOP


def test_a_change_reads_no_file_again(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many SOPs there are: the others are known by their heads."""
    workspace.state(KEY)

    def read(*_: object, **__: object) -> None:
        raise AssertionError("a file was read")

    for module in ("editing.office", "editing.document", "model.load"):
        monkeypatch.setattr(f"sopgen.{module}.read", read)
    assert workspace.change(KEY, 1, SetText(("langkah", 0, "ket"), "segera")).version == 2


def test_a_mistake_of_the_program_costs_the_drawing_and_no_change(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = workspace.state(KEY)

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sopgen.editing.drawn_sop.lay_out", broken)
    after = workspace.change(KEY, 1, SetText(("langkah", 0, "ket"), "segera"))
    assert (after.stale, after.pages, after.version) == (True, before.pages, 2)
    assert INTERNAL.number.removeprefix("SOP-") in {each.code for each in after.findings}
