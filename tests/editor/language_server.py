"""A small editor: speaks the language server protocol with the YAML language server over its standard streams."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import Any

_PATIENCE = 60  # seconds that a server which hangs is waited for


@dataclass
class Editor:
    """An editor's end of the talk with a running server."""

    server: subprocess.Popen[bytes]
    #: What the server last said about each file, by its address.
    told: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    _asked: int = 0

    def proposals(self, file: Path, text: str) -> list[dict[str, Any]]:
        """What is proposed in ``file`` at the place of ``¦`` in ``text``, in the order in which editors show it."""
        address = self._open(file, text.replace("¦", "", 1))
        answer = self.ask("textDocument/completion", {"textDocument": {"uri": address}, "position": _place(text)})
        self._close(address)
        return sorted(answer["items"], key=lambda item: item.get("sortText") or item["label"])

    def hover(self, file: Path, text: str) -> str:
        """What is shown in ``file`` when the mouse stands at the place of ``¦`` in ``text``."""
        address = self._open(file, text.replace("¦", "", 1))
        answer = self.ask("textDocument/hover", {"textDocument": {"uri": address}, "position": _place(text)})
        self._close(address)
        return str(answer["contents"]["value"])

    def complaints(self, file: Path, text: str) -> list[str]:
        """What is marked as wrong in a file beside ``file`` when it holds ``text``."""
        address = self._open(file.with_name(f"{len(self.told)}-{file.name}"), text)  # of which nothing was said yet
        while address not in self.told:
            self._read()
        found = [problem["message"] for problem in self.told[address]]
        self._close(address)
        return found

    def ask(self, method: str, params: Any) -> Any:
        """The server's answer to a request."""
        self._asked += 1
        number = self._asked
        self._say({"id": number, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]

    def tell(self, method: str, params: Any) -> None:
        """Send a notification."""
        self._say({"method": method, "params": params})

    def _open(self, file: Path, text: str) -> str:
        address = file.as_uri()
        self._asked += 1  # the server keeps what it has understood of a file by the number of its version
        document = {"uri": address, "languageId": "yaml", "version": self._asked, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return address

    def _close(self, address: str) -> None:
        self.tell("textDocument/didClose", {"textDocument": {"uri": address}})

    def _say(self, message: dict[str, Any]) -> None:
        assert self.server.stdin is not None
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self.server.stdin.flush()

    def _read(self) -> dict[str, Any]:
        """The server's next message; its questions are answered on the way."""
        assert self.server.stdout is not None
        length = 0
        while (line := self.server.stdout.readline().strip()) or not length:
            assert line, "the language server has ended"
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        message: dict[str, Any] = json.loads(self.server.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.told[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif message.get("method") == "workspace/configuration":
            settings = [SETTINGS.get(item.get("section")) for item in message["params"]["items"]]
            self._say({"id": message["id"], "result": settings})
        elif "method" in message and "id" in message:
            self._say({"id": message["id"], "result": None})
        return message


#: As VS Code's YAML extension has them before anybody changes them, but for the catalogue that is fetched from afar.
SETTINGS: dict[str, Any] = {
    "yaml": {
        "validate": True,
        "hover": True,
        "completion": True,
        "schemaStore": {"enable": False},
        "kubernetesCRDStore": {"enable": False},
    },
    "[yaml]": {"editor.tabSize": 2},
    "editor": {"tabSize": 2},
}


@contextmanager
def editor(program: Path, folder: Path) -> Iterator[Editor]:
    """An editor with ``folder`` open; the server ends with the block, and by itself when it hangs."""
    server = subprocess.Popen([str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    clock = Timer(_PATIENCE, server.kill)
    clock.start()
    try:
        made = Editor(server)
        able = {
            "textDocument": {
                "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
                "hover": {"contentFormat": ["markdown"]},
                "publishDiagnostics": {},
            },
            "workspace": {"configuration": True, "workspaceFolders": True, "didChangeConfiguration": {}},
        }
        place = folder.as_uri()
        folders = [{"uri": place, "name": folder.name}]
        made.ask("initialize", {"processId": None, "rootUri": place, "capabilities": able, "workspaceFolders": folders})
        made.tell("initialized", {})
        made.tell("workspace/didChangeConfiguration", {"settings": SETTINGS})
        yield made
    finally:
        clock.cancel()
        server.kill()
        server.communicate()


def _place(text: str) -> dict[str, int]:
    before = text.partition("¦")[0]
    return {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
