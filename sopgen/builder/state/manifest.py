"""What sopgen wrote into the output folder, and out of what: the only memory between two builds.

An output is made again when its fingerprint (of everything that went into it) is another one. The manifest also tells
an output of ours from a file that somebody put there, and from one of ours that somebody has edited or signed since.
Beside the outputs it keeps the findings of the last check and whether the last build made everything, each with the
state of the inputs that it was of (see ``input_state``).

It is a file of JSON lines that grows while a build runs, so that a killed build is remembered up to its last output:
before an output is replaced its coming digest is written down, afterwards its entry. At the end it is written anew.
Whatever in it cannot be read counts as absent.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import Any

from sopgen.bounded_read import read_bounded
from sopgen.builder.state.atomic_write import write_output
from sopgen.builder.state.lock import build_lock
from sopgen.findings import Finding, Severity, Span, UserError
from sopgen.paths import MANIFEST_NAME, stands

#: A project of 1,000 SOPs with all its findings takes a tenth of it.
_MOST_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True)
class RecordedOutput:
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


class Manifest:
    """The entries of one output folder, by the output's name relative to it. Change it under the folder's lock."""

    def __init__(self, folder: Path) -> None:
        """Read the folder's manifest; of several lines about one thing the last one counts."""
        self._folder = folder
        self._outputs: dict[str, RecordedOutput] = {}
        self._expected: dict[str, set[str]] = {}
        self._checked: dict[str, Any] = {}
        self._built: dict[str, Any] = {}
        lines: list[str] = []
        with suppress(OSError):
            content = read_bounded(folder / MANIFEST_NAME, _MOST_BYTES)
            lines = content.decode(errors="replace").splitlines() if len(content) <= _MOST_BYTES else []
        for line in lines:
            with suppress(ValueError, KeyError, TypeError, RecursionError):
                told = json.loads(line)
                if "\\u" in line:  # half a character is no text: ValueError
                    json.dumps(told, ensure_ascii=False).encode()
                self._read(told)

    @property
    def names(self) -> tuple[str, ...]:
        """Every output that was written, in order of name."""
        return tuple(sorted(self._outputs))

    def source(self, name: str) -> str:
        """The source that output ``name`` was made from."""
        return self._outputs[name].source

    def key(self, name: str) -> str | None:
        """What output ``name`` was made from; None when it never was."""
        return self._outputs[name].key if name in self._outputs else None

    def is_current(self, name: str, key: str) -> bool:
        """Whether output ``name`` is on disk as it would be made again from what ``key`` stands for."""
        return self.key(name) == key and self.is_ours(name)

    def is_ours(self, name: str) -> bool:
        """Whether output ``name`` is on disk as sopgen wrote it: by size and time, by content when the time differs."""
        path, entry = f"{self._folder}/{name}", self._outputs.get(name)  # a string: a build asks for thousands
        try:
            state = os.stat(path)  # noqa: PTH116
            if entry is not None and (state.st_size, state.st_mtime_ns) == (entry.size, entry.modified):
                return True
            known = self._expected.get(name, set()) | ({entry.digest} if entry else set())
            return bool(known) and digest(Path(path)) in known
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
        entry = RecordedOutput(source, key, written, state.st_size, state.st_mtime_ns)
        self._outputs[name] = entry
        self._expected.pop(name, None)
        self._append({"name": name, **asdict(entry)})

    def forget(self, name: str) -> None:
        """Remember no longer that output ``name`` was ever written."""
        self._outputs.pop(name, None)
        self._expected.pop(name, None)

    def findings(self, state: str) -> tuple[Finding, ...] | None:
        """The findings of the last check when the inputs were in ``state`` then; None when that is not known."""
        try:
            kept = self._checked["findings"]
            if self._checked["checked"] != state or self._checked["digest"] != digest(kept.encode()):
                return None
            return tuple(_finding(*entry) for entry in json.loads(kept))
        except (AttributeError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def keep_findings(self, state: str, findings: Sequence[Finding]) -> None:
        """Keep the findings of a check that began when the inputs were in ``state``."""
        kept = json.dumps([astuple(finding) for finding in findings])
        self._checked = {"checked": state, "digest": digest(kept.encode()), "findings": kept}

    def whole_build(self, state: str) -> int | None:
        """How many SOPs the last build was of, when it made everything out of inputs in ``state``, and all is there.

        None when there may be something to do.
        """
        count = self._built.get("sops")
        if self._built.get("built") != state or not isinstance(count, int):
            return None
        return count if all(map(self.is_ours, self._outputs)) else None

    def keep_whole_build(self, state: str, sops: int) -> None:
        """Remember that a build of so many SOPs, begun when the inputs were in ``state``, made everything."""
        self._built = {"built": state, "sops": sops}

    def begin_build(self) -> None:
        """Forget whether everything was made: a build begins that may end anywhere."""
        self._built = {"built": "", "sops": 0}
        self._append(self._built)

    def save(self) -> None:
        """Write the manifest anew, without what is past; UserError when that is impossible."""
        outputs = ({"name": name, **asdict(self._outputs[name])} for name in self.names)
        lines = [_line(content) for content in (*outputs, self._checked, self._built) if content]
        write_output(self._folder / MANIFEST_NAME, "".join(lines).encode())

    def _append(self, content: dict[str, Any]) -> None:
        with (self._folder / MANIFEST_NAME).open("a", encoding="utf-8") as file:
            file.write(_line(content))

    def _read(self, content: Any) -> None:
        if not isinstance(content, dict):
            raise TypeError
        if "checked" in content:
            self._checked = content
        elif "built" in content:
            self._built = content
        elif "expect" in content:
            self._expected.setdefault(_name(content["expect"]), set()).add(str(content["digest"]))
        else:
            name = _name(content.pop("name"))
            self._outputs[name] = _output(content)


def keep_findings(folder: Path, state: str, findings: Sequence[Finding]) -> None:
    """Keep the findings of a check in the output ``folder``; where that is impossible now, do without."""
    with suppress(UserError), build_lock(folder):
        manifest = Manifest(folder)
        manifest.keep_findings(state, findings)
        manifest.save()


def _line(content: dict[str, Any]) -> str:
    return json.dumps(content) + "\n"


def _name(told: object) -> str:
    """An output's name as a line of the manifest tells it; ValueError for what is no name below the folder."""
    if not isinstance(told, str) or not told or "\0" in told:
        raise ValueError(told)
    if told.startswith("/") or ".." in told.split("/"):  # not by pathlib: a build has thousands of them
        raise ValueError(told)
    return told


def _output(content: dict[str, Any]) -> RecordedOutput:
    """An entry out of what a line of the manifest holds; TypeError when that is of another kind."""
    entry = RecordedOutput(**content)
    kinds = (type(entry.source), type(entry.key), type(entry.digest), type(entry.size), type(entry.modified))
    if kinds != (str, str, str, int, int):
        raise TypeError(content)
    return entry


def _finding(code: str, severity: str, file: str, span: list[int], *others: Any) -> Finding:
    return Finding(code, Severity(severity), file, Span(*span), *others)
