"""Builds that are killed, starved, locked out or run twice: outputs stay whole, and what happened is said."""

from __future__ import annotations

import ctypes
import io
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import uuid
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest

from sopgen.builder.state.atomic_write import TEMPORARY
from tests.conftest import HANGS, scaled

from .projects import copy_case, edit, outputs, said_to_its_end, start

KILLS = scaled(10)
TEMPLATES = Path(__file__).parents[2] / "templates"
WITH_SMALL_FILES = """
import resource, sys
from sopgen.cli.run import run
resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
sys.exit(run(sys.argv[1:]))
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A project of three SOPs with a booklet."""
    return copy_case("book-and-letter", tmp_path)


def assert_whole(project: Path) -> None:
    """Every output on disk can be opened from beginning to end."""
    for name, content in outputs(project).items():
        if name.endswith(".docx"):
            assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None, name
        elif name.endswith(".pdf"):
            with pikepdf.open(io.BytesIO(content)) as pdf:
                assert len(pdf.pages) > 0, name
        elif name.endswith(".json"):
            assert json.loads(content), name
        else:
            assert content.rstrip().endswith(b"</svg>"), name


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_whole_outputs_and_the_next_one_ends_the_work(office: Path) -> None:
    """The sources change before every build, so that there is always something to write."""
    chance = random.Random(1)
    for attempt in range(KILLS):
        edit(
            office,
            "sop_sources/instansi.yaml",
            f"singkatan: K{attempt}\n" if attempt else "singkatan: Kemencontoh\n",
            f"singkatan: K{attempt + 1}\n",
        )
        with start(office, "build", "--svg", "--docx", "-j", "2") as process:
            time.sleep(chance.uniform(0.15, 1.1))
            process.kill()
            process.wait()
        assert_whole(office)
    with start(office, "build") as last:
        shown, _ = last.communicate()
    assert last.returncode == 0, shown
    assert_whole(office)
    assert not list((office / "build").rglob(TEMPORARY + "*"))
    assert not list((office / "build").rglob("*suntingan*")), "our own outputs were taken for somebody's"


@pytest.mark.slow
def test_two_builds_at_once_both_end_well(office: Path) -> None:
    processes = [start(office, "build") for _ in range(2)]
    shown = [process.communicate()[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0], shown
    assert_whole(office)


@pytest.mark.slow
def test_the_same_sources_give_the_same_bytes_in_any_process_and_in_several(office: Path) -> None:
    built = []
    for seed, workers in (("1", "1"), ("2", "2")):
        with start(office, "build", "--force", "-j", workers, PYTHONHASHSEED=seed) as process:
            shown, _ = process.communicate()
        assert process.returncode == 0, shown
        built.append(outputs(office))
    assert built[0].keys() == built[1].keys()
    assert [name for name in built[0] if built[0][name] != built[1][name]] == []


@pytest.mark.slow
@pytest.mark.parametrize("moment", [0.0, 0.3, 0.9, 1.5])
def test_ctrl_c_at_any_moment_is_one_word_and_leaves_no_process(office: Path, moment: float, mark: str) -> None:
    """A terminal sends it to every process at once; ``moment``: seconds after the second one has begun."""
    multiply(office, 60)  # so many that no machine has built them by then
    with start_at_terminal(office, mark, "build", "-j", "2") as process:
        wait_until(lambda: len(living(mark)) > 1)
        time.sleep(moment)
        os.killpg(process.pid, signal.SIGINT)
        shown, _ = process.communicate(timeout=HANGS)
    assert shown.splitlines()[-1] == "Dihentikan."
    assert english(shown) == []
    # Python itself ends by the signal when code that was made from text, as dataclasses are, was interrupted.
    assert process.returncode in (130, -signal.SIGINT)
    assert_nothing_lives(mark)
    assert_whole(office)


@pytest.mark.slow
def test_ctrl_c_while_watching_is_one_word(office: Path, mark: str) -> None:
    with start_at_terminal(office, mark, "build", "--svg", "--watch") as process:
        wait_for(process, "Menunggu perubahan")
        time.sleep(0.5)
        os.killpg(process.pid, signal.SIGINT)
        shown, _ = process.communicate(timeout=HANGS)
    assert shown.split() == ["Dihentikan."]
    assert process.returncode == 130
    assert_nothing_lives(mark)


@pytest.mark.slow
def test_ctrl_c_while_watching_builds_is_one_word(office: Path, mark: str) -> None:
    multiply(office, 12)
    with start_at_terminal(office, mark, "build", "--watch", "-j", "2") as process:
        wait_for(process, "dibuat")
        os.killpg(process.pid, signal.SIGINT)
        shown, _ = process.communicate(timeout=HANGS)
    assert shown.splitlines()[-1] == "Dihentikan."
    assert english(shown) == []
    assert process.returncode == 130
    assert_nothing_lives(mark)


@pytest.mark.slow
@pytest.mark.parametrize("moment", [0.0, 0.5, 1.5])
@pytest.mark.parametrize("option", ["--force", "--watch"])
def test_nothing_outlives_a_program_that_is_killed(office: Path, moment: float, option: str, mark: str) -> None:
    multiply(office, 12)
    with start_at_terminal(office, mark, "build", "-j", "2", option) as process:
        wait_until(lambda: len(living(mark)) > 1)
        time.sleep(moment)
        process.kill()
        process.wait()
        assert_nothing_lives(mark)


def multiply(office: Path, times: int) -> None:
    """More SOPs like one that is there."""
    text = (office / "sop_sources/sop.yaml").read_text(encoding="utf-8")
    for number in range(times):
        (office / f"sop_sources/lagi-{number}.yaml").write_text(text.replace("nomor: ", f"nomor: {number}."))


@pytest.fixture
def mark() -> str:
    """What is in the environment of all processes of a test."""
    return f"SOPGEN_TEST={uuid.uuid4().hex}"


def start_at_terminal(project: Path, mark: str, *arguments: str) -> subprocess.Popen[str]:
    """The program at the head of a group of processes, as a terminal has it."""
    name, value = mark.split("=")
    return start(project, *arguments, group=True, **{name: value, "PYTHONUNBUFFERED": "1"})


def living(mark: str) -> list[int]:
    """The processes that have ``mark`` in their environment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark.encode() in (process / "environ").read_bytes():
                found.append(int(process.name))
    return found


def assert_nothing_lives(mark: str) -> None:
    """All processes are gone, or soon will be: the limit only ends a test of one that stays."""
    start = time.monotonic()
    while left := living(mark):
        seconds = time.monotonic() - start
        assert seconds < HANGS, f"{left} still live after {seconds:.1f} s"
        time.sleep(0.02)


def wait_until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + HANGS
    while not done():
        assert time.monotonic() < end
        time.sleep(0.01)


def english(shown: str) -> list[str]:
    """Lines that neither the program nor its findings say."""
    return [
        line for line in shown.splitlines() if re.search(r"Traceback|Error|Interrupt|Exception|[Ww]arn|stopping", line)
    ]


def test_a_file_size_limit_is_one_sentence_and_leaves_the_earlier_outputs(office: Path) -> None:
    with start(office, "build", "--svg") as process:
        process.communicate()
    before = outputs(office)
    edit(office, "sop_sources/sop.yaml", "Agenda kerja", "Agenda lain")
    command = [sys.executable, "-c", WITH_SMALL_FILES, "-C", str(office), "build", "--svg", "--force"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert "tidak dapat ditulis" in done.stderr
    assert "Traceback" not in done.stderr
    assert outputs(office) == before


def without_all_rights() -> None:
    """Make the system refuse to this process, though it be root's, what permissions refuse."""
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH; without any there is nothing to give up
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


@pytest.mark.skipif(sys.platform != "linux", reason="gives up the rights of root as Linux knows them")
def test_a_folder_without_permission_fails_its_sops_alone(office: Path) -> None:
    with start(office, "build", "--svg") as process:
        process.communicate()
    before = outputs(office)
    for name in ("sop_sources/sop.yaml", "sop_sources/arsip/makro.yaml"):
        edit(office, name, "tidak: susun", "label_tidak: Tolak\n    tidak: susun")
    closed = office / "build/sop/arsip"
    closed.chmod(0o555)
    command = [sys.executable, "-m", "sopgen", "-C", str(office), "build", "--svg"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=without_all_rights)
    closed.chmod(0o755)
    assert done.returncode == 1, done.stderr
    assert done.stderr == ""
    assert "GAGAL   sop_sources/arsip/makro.yaml" in done.stdout
    assert "tidak ada izin menulis di folder itu" in done.stdout
    assert "build/sop/arsip/makro.svg adalah hasil lama" in done.stdout
    changed = {name for name, content in outputs(office).items() if content != before[name]}
    assert changed == {"sop/sop.svg"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 KB; needs the right to mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("file systems cannot be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_is_one_sentence_and_no_half_output(office: Path, small_disk: Path) -> None:
    with start(office, "build", "-o", str(small_disk)) as process:
        shown = said_to_its_end(process)
    assert process.returncode == 2, shown
    assert "ruang penyimpanan penuh" in shown
    assert "Traceback" not in shown
    assert not list(small_disk.rglob(TEMPORARY + "*"))


def test_a_read_only_disk_is_one_sentence(office: Path, small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with start(office, "build", "-o", str(small_disk / "hasil")) as process:
        shown = said_to_its_end(process)
    assert process.returncode == 2, shown
    assert "hanya dapat dibaca" in shown
    assert "Traceback" not in shown


@pytest.mark.slow
def test_watching_builds_again_when_a_source_is_saved_and_survives_a_mistake(office: Path) -> None:
    with start(office, "build", "--svg", "--watch", PYTHONUNBUFFERED="1") as process:
        try:
            wait_for(process, "Menunggu perubahan")
            before = outputs(office)["sop/sop.svg"]
            edit(office, "sop_sources/sop.yaml", "tidak: susun", "tidak: entah")
            wait_for(process, "GAGAL   sop_sources/sop.yaml")
            wait_for(process, "Menunggu perubahan")
            assert outputs(office)["sop/sop.svg"] == before
            edit(office, "sop_sources/sop.yaml", "tidak: entah", "label_tidak: Tolak\n    tidak: susun")
            wait_for(process, "dibuat")
            wait_for(process, "Menunggu perubahan")
            assert outputs(office)["sop/sop.svg"] != before
        finally:
            process.send_signal(signal.SIGINT)
        process.wait(timeout=HANGS)


@pytest.mark.slow
def test_watching_notices_a_template_of_the_office_s_own(office: Path) -> None:
    shutil.copytree(TEMPLATES / "pdf", office / "templates" / "pdf")
    with start(office, "build", "sop.yaml", "--pdf", "--watch", PYTHONUNBUFFERED="1") as process:
        try:
            wait_for(process, "Menunggu perubahan")
            before = outputs(office)["sop/sop.pdf"]
            style = office / "templates" / "pdf" / "sop.css.j2"
            style.write_text(style.read_text(encoding="utf-8") + "\n* { color: #030201 }\n", encoding="utf-8")
            wait_for(process, "dibuat")
            wait_for(process, "Menunggu perubahan")
            assert outputs(office)["sop/sop.pdf"] != before
        finally:
            process.send_signal(signal.SIGINT)
        process.wait(timeout=HANGS)


def wait_for(process: subprocess.Popen[str], sentence: str) -> None:
    """Read what ``process`` prints until ``sentence`` comes; a silent program is killed."""
    assert process.stdout is not None
    alarm = threading.Timer(HANGS, process.kill)
    alarm.start()
    try:
        for line in process.stdout:
            if sentence in line:
                return
    finally:
        alarm.cancel()
    pytest.fail(f"the program ended before it said: {sentence}")
