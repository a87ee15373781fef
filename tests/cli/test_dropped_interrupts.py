"""Ctrl-C in a callback, out of which Python lets nothing: what it raises there is dropped, and raised again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import HANGS, ROOT

from .projects import copy_case, outputs

#: The program, interrupted in a callback while it reads the sources; then it has a moment left to notice.
PROGRAM = """
import multiprocessing, os, signal, sys, time, weakref
from sopgen.builder import open_project as module
from sopgen.cli import main

def interrupt(*_):
    os.kill(os.getpid(), signal.SIGTERM if multiprocessing.parent_process() else signal.SIGINT)
    for _ in range(1000):
        pass

class Finalized:
    __del__ = interrupt

class Referred:
    pass

def generated():
    try:
        yield
    finally:
        interrupt()

def weak_reference():
    one = Referred()
    kept = weakref.ref(one, interrupt)
    del one

def finalizer():
    Finalized()

def generator():
    next(generated())

def dropped(*given):
    globals()[os.environ["CALLBACK"]]()
    time.sleep(3)
    return opened(*given)

opened, module.open_project = module.open_project, dropped
if __name__ == "__main__":
    main()
"""
COMMANDS = (("build", "-j", "1"), ("build", "-j", "2"), ("check",), ("stats",))


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """The program, to be run with a callback and arguments on a project."""
    script = tmp_path / "program.py"
    script.write_text(PROGRAM, encoding="utf-8")

    def started(project: Path, callback: str, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(script), "-C", str(project), *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT), "CALLBACK": callback, "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )

    return started


@pytest.mark.slow
@pytest.mark.parametrize("callback", ["weak_reference", "finalizer", "generator"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_ctrl_c_in_a_callback_is_one_word_too(
    command: tuple[str, ...], callback: str, start: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    project = copy_case("one-step", tmp_path)
    with start(project, callback, *command) as process:
        shown, _ = process.communicate(timeout=HANGS)
    assert (shown.split(), process.returncode) == (["Dihentikan."], 130)
    assert not outputs(project)


@pytest.mark.slow
def test_a_build_that_watching_ends_in_a_callback_ends(
    start: Callable[..., subprocess.Popen[str]], tmp_path: Path
) -> None:
    project = copy_case("one-step", tmp_path)
    with start(project, "weak_reference", "build", "--watch") as process:
        assert process.stdout is not None
        shown = list(iter(process.stdout.readline, "Menunggu perubahan; hentikan dengan Ctrl-C.\n"))
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=HANGS)
    assert len(shown) == 1, shown  # the line above what a build prints
    assert process.returncode == 130
    assert not outputs(project)
