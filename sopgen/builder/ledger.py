"""What sopgen wrote into the output folder, and out of what: the memory between two builds.

An output is made again when its key (a hash of everything that went into it) is another one. The ledger also tells
an output of ours from a file that somebody put there, and from one of ours that somebody has edited or signed since.

It is a file of JSON lines that grows while a build runs, so that a killed build is remembered up to its last output:
before an output is replaced its coming digest is written down, afterwards its entry. At the end it is written anew.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from sopgen.builder.outputs import stands, write_output

LEDGER_NAME = ".sopgen-catatan.jsonl"


@dataclass(frozen=True, slots=True)
class Entry:
    """One output: the source it is of, what it was made from, and how to know it again."""

    source: str
    key: str
    digest: str
    size: int
    modified: int  # nanoseconds


def digest(content: bytes | Path) -> str:
    """The SHA-256 of ``content``, or of a file, in hexadecimal."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    with content.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Ledger:
    """The entries of one output folder, by the output's name relative to it. Use it under the folder's lock."""

    def __init__(self, folder: Path) -> None:
        """Read the folder's ledger; lines that are damaged count as not there, so their outputs are made anew."""
        self._folder = folder
        self._entries: dict[str, Entry] = {}
        self._expected: dict[str, set[str]] = {}
        for line in _lines(folder / LEDGER_NAME):
            self._read(line)

    @property
    def names(self) -> tuple[str, ...]:
        """Every output that was written, in order of name."""
        return tuple(sorted(self._entries))

    def source(self, name: str) -> str:
        """The source that output ``name`` was made from."""
        return self._entries[name].source

    def key(self, name: str) -> str | None:
        """What output ``name`` was made from; None when it never was."""
        return self._entries[name].key if name in self._entries else None

    def is_current(self, name: str, key: str) -> bool:
        """Whether output ``name`` is on disk as it would be made again from what ``key`` stands for."""
        return name in self._entries and self._entries[name].key == key and self.is_ours(name)

    def is_ours(self, name: str) -> bool:
        """Whether output ``name`` is on disk as sopgen wrote it: by size and time, by content when the time differs."""
        path, entry = self._folder / name, self._entries.get(name)
        try:
            state = path.stat()
            if entry is not None and (state.st_size, state.st_mtime_ns) == (entry.size, entry.modified):
                return True
            known = self._expected.get(name, set()) | ({entry.digest} if entry else set())
            return bool(known) and digest(path) in known
        except OSError:
            return False

    def is_somebodys(self, name: str) -> bool:
        """Whether a file stands in the place of output ``name`` that holds neither what sopgen wrote nor what it is to.

        What is not remembered counts as somebody's: a folder that was copied or synced may have lost its hidden files.
        """
        return stands(self._folder / name) and not self.is_ours(name)

    def expect(self, name: str, coming: str) -> None:
        """Write down that what has the digest ``coming`` is about to become output ``name``."""
        self._expected.setdefault(name, set()).add(coming)
        self._append({"expect": name, "digest": coming})

    def record(self, name: str, source: str, key: str, written: str) -> None:
        """Remember that what has the digest ``written`` was just written as output ``name``."""
        state = (self._folder / name).stat()
        entry = Entry(source, key, written, state.st_size, state.st_mtime_ns)
        self._entries[name] = entry
        self._expected.pop(name, None)
        self._append({"name": name, **asdict(entry)})

    def forget(self, name: str) -> None:
        """Remember no longer that output ``name`` was ever written."""
        self._entries.pop(name, None)
        self._expected.pop(name, None)

    def save(self) -> None:
        """Write the ledger anew, without what is past; UserError when that is impossible."""
        lines = [json.dumps({"name": name, **asdict(self._entries[name])}, ensure_ascii=False) for name in self.names]
        write_output(self._folder / LEDGER_NAME, "".join(f"{line}\n" for line in lines).encode())

    def _append(self, line: dict[str, str | int]) -> None:
        with (self._folder / LEDGER_NAME).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def _read(self, line: str) -> None:
        try:
            content = json.loads(line)
            if "expect" in content:
                self._expected.setdefault(content["expect"], set()).add(content["digest"])
            else:
                name = content.pop("name")
                self._entries[name] = Entry(**content)
        except (ValueError, KeyError, TypeError, AttributeError):
            return


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
