"""Requests for documents: ordering a build, how far it is, and what it has made."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from sopgen.builder.request import Kind, cores
from sopgen.builder.request import Request as BuildRequest
from sopgen.editing.workspace import Workspace
from sopgen.findings import listed
from sopgen.paths import output_folder
from sopgen.web.answers import Refused, json_answer
from sopgen.web.bodies import read_json, texts, truth
from sopgen.web.building.progress import Progress
from sopgen.web.building.queue import Builds

_KINDS = (Kind.PDF, Kind.DOCX)
_TYPED = ("serve",)
_NUMBER = re.compile("[0-9]{1,9}")


@dataclass(frozen=True)
class BuildRequests:
    """Answers requests about ``builds`` of the project in ``root``."""

    root: Path
    workspace: Workspace
    builds: Builds

    async def ordered(self, request: Request) -> Response:
        """Have documents made."""
        body = await read_json(request)
        number = await run_in_threadpool(self._order, body)
        return json_answer({"build": number}, 202)

    async def progress(self, request: Request) -> Response:
        """How far a build is."""
        progress = self._find(request)
        files = [{"index": index, "name": file.name} for index, file in enumerate(progress.files)]
        return json_answer(
            {
                "build": progress.build,
                "running": progress.running,
                "done": progress.done,
                "of": progress.of,
                "messages": list(progress.messages),
                "files": files,
            }
        )

    async def file(self, request: Request) -> Response:
        """A document, to be kept by the browser."""
        files = self._find(request).files
        index = _number(request.path_params["index"])
        if index is None or index >= len(files):
            raise Refused(404, "Dokumen ini tidak ada.")
        return await run_in_threadpool(_download, files[index], output_folder(self.root, None))

    def _find(self, request: Request) -> Progress:
        number = _number(request.path_params["number"])
        found = None if number is None else self.builds.progress(number)
        if found is None:
            raise Refused(404, "Pembuatan dokumen ini tidak ada.")
        return found

    def _order(self, body: Mapping[str, object]) -> int:
        keys, asked, book = texts(body, "sops"), texts(body, "kinds"), truth(body, "book")
        kinds = tuple(kind for kind in _KINDS if kind.value in asked)
        if set(asked) - {kind.value for kind in kinds} or not (kinds or book):
            raise Refused(422, "Jenis dokumen yang dapat dibuat: pdf dan docx.")
        if book and keys:
            raise Refused(422, "Buku memuat semua SOP, jadi tidak dapat dibuat bersama pilihan SOP.")
        return self.builds.order(
            BuildRequest(
                self.root,
                output_folder(self.root, None),
                names=self._saved_files(keys),
                kinds=kinds or (Kind.PDF,),  # the booklet is made of PDFs
                book=(kinds or _KINDS) if book else (),
                thorough=True,  # documents that are current already can be fetched as well
                workers=cores(),
                typed=_TYPED,
            )
        )

    def _saved_files(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """The sources that were chosen. Refused: 404 for no such SOP, 409 for one with changes that are not saved."""
        entries = {entry.key: entry for entry in self.workspace.entries()}
        for key in keys:
            if key not in entries:
                raise Refused(404, "SOP ini tidak ada.")
        chosen = [entries[key] for key in keys] or entries.values()
        dirty = [entry.title or entry.key for entry in chosen if entry.dirty]
        if dirty:
            raise Refused(409, f"Dokumen dibuat dari yang tersimpan; simpanlah dahulu {listed(dirty)}.")
        return tuple(entries[key].file for key in dict.fromkeys(keys))


def _number(text: str) -> int | None:
    """A number in an address; None for what is none of ours."""
    return int(text) if _NUMBER.fullmatch(text) else None


def _download(file: Path, output: Path) -> Response:
    """The file as it stands in the output folder now."""
    try:
        found = os.lstat(file)
        inside = file.resolve(strict=True).is_relative_to(output.resolve())
    except OSError:
        raise Refused(404, "Dokumen ini sudah tidak ada; buatlah sekali lagi.") from None
    if not inside or not stat.S_ISREG(found.st_mode):
        raise Refused(404, "Dokumen ini sudah tidak ada; buatlah sekali lagi.")
    return FileResponse(file, filename=file.name, stat_result=found)
