"""Requests about the SOPs that are edited: the list, one of them, and what is done to it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from sopgen.editing.changes import change_from_json
from sopgen.editing.state import DocumentState, entry_json, state_json
from sopgen.editing.workspace import ConflictError, OutdatedError, Workspace
from sopgen.edits.operations import EditError
from sopgen.findings import UserError
from sopgen.web.answers import Refused, json_answer
from sopgen.web.bodies import member, read_json, texts, whole_number
from sopgen.web.events import Hub

Body = Mapping[str, object]
#: What is done to the document of a key, given what the request brings.
Action = Callable[[Workspace, str, Body], DocumentState]

_OUTDATED = "SOP ini sudah diubah di halaman lain; yang tampil kini versi terbarunya."
_CONFLICT = "Berkas SOP ini diubah program lain sejak dibaca, jadi tidak ditulis."


def changed(workspace: Workspace, key: str, body: Body) -> DocumentState:
    """One change of the document."""
    version = whole_number(body, "version")
    try:
        change = change_from_json(member(body, "change"))
    except ValueError as error:
        raise Refused(400, "Perubahan ini tidak dikenal.") from error
    return workspace.change(key, version, change)


def undone(workspace: Workspace, key: str, body: Body) -> DocumentState:
    """The last change taken back."""
    return workspace.undo(key, whole_number(body, "version"))


def redone(workspace: Workspace, key: str, body: Body) -> DocumentState:
    """What was taken back, done again."""
    return workspace.redo(key, whole_number(body, "version"))


def saved(workspace: Workspace, key: str, body: Body) -> DocumentState:
    """The document written to its file."""
    return workspace.save(key, whole_number(body, "version"))


def reloaded(workspace: Workspace, key: str, body: Body) -> DocumentState:
    """The file as it is on disk."""
    return workspace.reload(key)


#: The last part of the address of a POST, and what it does.
ACTIONS: Mapping[str, Action] = {"change": changed, "undo": undone, "redo": redone, "save": saved, "reload": reloaded}


@dataclass
class DocumentRequests:
    """Answers requests about the documents of ``workspace``, and tells other pages through ``hub``."""

    workspace: Workspace
    hub: Hub
    project: str
    _listed: dict[str, tuple[object, ...]] = field(default_factory=dict)

    async def listing(self, request: Request) -> Response:
        """All SOPs, as the list at the left shows them."""
        entries = await run_in_threadpool(self.workspace.entries)
        return json_answer({"sops": [entry_json(entry) for entry in entries], "project": self.project})

    async def shown(self, request: Request) -> Response:
        """One document, without the pages that the browser has."""
        have = frozenset(request.query_params.get("have", "").split(","))
        key: str = request.path_params["key"]
        return await run_in_threadpool(_answer, have, partial(self._find, key))

    def doing(self, action: Action) -> Callable[[Request], Awaitable[Response]]:
        """What answers a POST that does this."""

        async def done(request: Request) -> Response:
            body = await read_json(request)
            have = frozenset(texts(body, "have"))
            key: str = request.path_params["key"]
            return await run_in_threadpool(_answer, have, partial(self._do, action, key, body))

        return done

    def _find(self, key: str) -> DocumentState:
        self._require(key)
        return self.workspace.state(key)

    def _require(self, key: str) -> None:
        if not self.workspace.knows(key):
            raise Refused(404, "SOP ini tidak ada.")

    def _do(self, action: Action, key: str, body: Body) -> DocumentState:
        self._require(key)
        state = action(self.workspace, key, body)
        self.tell(state)
        return state

    def notice(self, files: Iterable[Path]) -> None:
        """Tell all pages what becomes of documents whose files another program has saved."""
        for key in self.workspace.notice(files):
            if self.workspace.knows(key):
                self.tell(self.workspace.state(key))
        self.hub.tell("list")

    def count(self) -> bool:
        """Look at one SOP of the list that nobody has looked at yet; whether there was one."""
        return self.workspace.count_next() is not None

    def tell(self, state: DocumentState) -> None:
        """Tell all pages of a document's new state, and to read the list again where its line there has changed."""
        self.hub.tell("state", {"key": state.key, "version": state.version}, state.key)
        line = (state.nomor, state.title, state.dirty, state.conflict, sorted(one.severity for one in state.findings))
        if self._listed.get(state.key) != line:
            self._listed[state.key] = line
            self.hub.tell("list")


def _answer(have: frozenset[str], work: Callable[[], DocumentState]) -> Response:
    """The state that ``work`` comes to. Raises Refused for what cannot be done."""
    try:
        return json_answer(state_json(work(), have))
    except OutdatedError as error:
        raise Refused(409, _OUTDATED, {"state": state_json(error.state, have)}) from error
    except ConflictError as error:
        raise Refused(409, _CONFLICT, {"state": state_json(error.state, have)}) from error
    except (UserError, EditError) as error:
        raise Refused(422, str(error)) from error
