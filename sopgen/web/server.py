"""One run of the server: a port of this machine, the watch on the sources, and an end within a second."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from sopgen.editing.workspace import Workspace
from sopgen.findings import UserError
from sopgen.system_errors import clause
from sopgen.web import USUAL_PORT
from sopgen.web.app import Editor, make_editor
from sopgen.web.protocol import PatientProtocol
from sopgen.web.watching import Changes, Counting, Watching

#: Only this machine is served.
_HERE = "127.0.0.1"
#: Seconds that requests under way have when the server ends.
_GOODBYE = 0.4
_STOPPING = (signal.SIGINT, signal.SIGTERM)


def serve(root: Path, port: int | None, changes: Changes, ready: Callable[[str], None]) -> None:
    """Serve the project in ``root`` until Ctrl-C; ``ready`` is called with the link that a person opens.

    ``changes`` yields what is saved below the sources. Raises UserError when the port cannot be had.
    """
    with listening(port) as listener:
        watching = Watching(changes)
        watching.start()
        editor = make_editor(root, Workspace(root), listener.getsockname()[1])
        watching.tell(editor.documents)
        counting = Counting(editor.documents)
        counting.start()
        try:
            ready(editor.access.link)
            EditorServer(editor).run([listener])
        finally:
            counting.stop()
            watching.stop()
            editor.close()


@contextmanager
def listening(port: int | None) -> Iterator[socket.socket]:
    """A socket that browsers on this machine can reach: at ``port``, or at the usual one or else any that is free."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _bind(listener, (USUAL_PORT, 0) if port is None else (port,))
        listener.listen(2048)
        yield listener


def _bind(listener: socket.socket, ports: Iterable[int]) -> None:
    for port in ports:
        try:
            listener.bind((_HERE, port))
        except OSError as error:
            failed = UserError(_taken(port, error))
        else:
            return
    raise failed


def _taken(port: int, error: OSError) -> str:
    why = clause(error) or "sedang dipakai program lain"
    return f"porta {port} tidak dapat dipakai ({why}); pilih yang lain dengan --port."


class EditorServer(uvicorn.Server):
    """uvicorn, ended by Ctrl-C without a trace: event streams end at once, and the signal is not raised again."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(
            uvicorn.Config(
                editor.app,
                http=PatientProtocol,
                ws="none",
                lifespan="off",
                loop="asyncio",
                log_config=None,
                log_level="critical",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=_GOODBYE,  # type: ignore[arg-type]
            )
        )
        self._editor = editor

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End on a signal while the body runs."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {each: signal.signal(each, self.handle_exit) for each in _STOPPING}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End; event streams would go on for ever. (A signal's handler must not: it may interrupt who holds a lock.)"""
        self._editor.end()
        await super().shutdown(sockets)
