"""``sopgen build --watch``: build, then build again whenever a source or a template is saved, until Ctrl-C."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from multiprocessing.process import BaseProcess
from pathlib import Path

from watchfiles import Change, watch
from watchfiles.main import FileChange

from sopgen.builder import pipeline
from sopgen.builder.request import BOOK_NAME, LETTERS_FOLDER, SCHEMA_FOLDER, SOPS_FOLDER, Request
from sopgen.builder.workers.worker_pool import begin_build, undisturbed
from sopgen.cli.build_output import print_build
from sopgen.cli.report import terminal_height, terminal_width
from sopgen.cli.run import answer
from sopgen.cli.say import say
from sopgen.cli.status import Status
from sopgen.paths import SOURCES, TEMPLATES

#: How long watching sleeps at most, in milliseconds.
_WATCH_MS = 200
#: Lines of a build's output besides its findings: separator, what was made, the end, what is waited for.
_AROUND = 8
#: Folders that a build makes in its output folder.
_OUTPUTS = frozenset({SOPS_FOLDER, LETTERS_FOLDER, SCHEMA_FOLDER})
#: File systems of other machines, as Linux names them.
_REMOTE = (
    "nfs",
    "cifs",
    "smb",
    "9p",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.gvfsd",
    "vboxsf",
    "vmhgfs",
    "fuse.vmhgfs",
    "afs",
)


def build_on_change(request: Request, *, verbose: bool, explain: bool) -> int:
    """Build now and after each change, each time in a new process: templates and fonts that it has read end with it."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    places = (request.root / SOURCES, request.root / TEMPLATES)
    first = True
    # It yields nothing at all whenever time runs out: so the first build begins when no change can be missed any more.
    for changes in changes_below(places):
        if first or any(not is_output(Path(name), request.output) for _, name in changes):
            first = False
            say(_separator())
            _wait_for(context.Process(target=_build, args=(request, verbose, explain)))
            say("Menunggu perubahan; hentikan dengan Ctrl-C.\n")
    return Status.FINE


def changes_below(places: Sequence[Path]) -> Iterator[set[FileChange]]:
    """What changes below these folders, also in one that is made only now, or made again in place of one watched.

    What the system tells of is the folder that stood there when watching began, not the one that is called so later.
    """
    standing = _standing(places)
    untold: set[FileChange] = set()
    while True:
        for changes in _changes_below(tuple(standing)):
            yield changes | untold  # by now nothing can be missed any more
            untold = set()
            gone = {Path(name) for change, name in changes if change is Change.deleted} & standing.keys()
            if gone or _standing(places) != standing:
                break
        else:
            return
        before = {place: state for place, state in standing.items() if place not in gone}
        standing = _standing(places)
        others = [place for place in places if standing.get(place) != before.get(place)]
        untold = {(Change.added if place in standing else Change.deleted, str(place)) for place in others}


def _standing(places: Sequence[Path]) -> dict[Path, tuple[int, int]]:
    """The folders that are there, each with what its drive knows it by."""
    found = {}
    for place in places:
        with suppress(OSError):
            status = place.stat()
            found[place] = (status.st_dev, status.st_ino)
    return found


def _changes_below(places: Sequence[Path]) -> Iterator[set[FileChange]]:
    """What changes below folders; they are looked through again and again where the system does not tell."""
    polled = any(is_remote(place) for place in places)
    if polled:
        say("Folder ini di drive jaringan: perubahannya dicari sendiri, jadi lebih lambat terlihat.")
    else:
        try:
            yield from watch(*places, yield_on_timeout=True, rust_timeout=_WATCH_MS)
            return
        except FileNotFoundError:  # gone before it could be watched
            yield {(Change.deleted, str(place)) for place in places}
            return
        except OSError as error:
            say(f"Sistem tidak mengabarkan perubahan berkas ({error}); folder diperiksa sendiri.")
    yield from watch(*places, yield_on_timeout=True, rust_timeout=_WATCH_MS, force_polling=True)


def is_output(file: Path, output: Path) -> bool:
    """Whether a build writes there: who looks for changes in an output folder among the sources would build for ever.

    Sources may stand in that folder too.
    """
    place, folder = file.resolve(), output.resolve()
    if not place.is_relative_to(folder) or place.suffix == ".yaml":
        return False
    first = next(iter(place.relative_to(folder).parts), ".")
    return first in _OUTPUTS or first.startswith((".", BOOK_NAME))


def is_remote(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> bool:
    """Whether a folder is on a drive of another machine, whose changes nobody here is told of; known on Linux only."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    found = [line.split(" ")[1:3] for line in lines if line.count(" ") >= 2]
    here = folder.resolve()
    drives = [(Path(place.replace("\\040", " ")), kind) for place, kind in found]
    around = [(len(place.parts), kind) for place, kind in drives if here.is_relative_to(place)]
    return max(around, default=(0, ""))[1].startswith(_REMOTE)


def _separator() -> str:
    """A line across the terminal with the time: where the output of the build that follows begins."""
    now = datetime.now().astimezone().strftime("%H.%M.%S")
    return f"── {now} ".ljust(min(terminal_width(), 100), "─")


def _wait_for(process: BaseProcess) -> None:
    """Run a process to its end; it ends with whatever interrupts that."""
    try:
        with undisturbed():
            process.start()
        process.join()
    finally:
        if process.is_alive():
            process.terminate()
            process.join()


def _build(request: Request, verbose: bool, explain: bool) -> None:
    """Build in this process, which was started for it; the one that watches ends it, and says so."""
    begin_build()

    def work() -> int:
        try:
            room = terminal_height() - _AROUND
            return print_build(pipeline.build(request), request.output, verbose=verbose, explain=explain, room=room)
        except KeyboardInterrupt:
            return Status.INTERRUPTED

    sys.exit(answer(work, request.typed))
