"""Streams that every part brings along and that the whole needs once: the colour profile, logos, pictures."""

from __future__ import annotations

import hashlib

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream


class SharedStreams:
    """Copies a stream into the new document the first time it is met, and hands out that copy from then on."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._copies: dict[bytes, Object] = {}

    def take_colour_profiles(self, spaces: Object) -> dict[str, Object]:
        """Take ICC colour spaces out of a part's resources; what belongs in their places, by key."""
        taken = {}
        for key in list(spaces.keys()):
            space = spaces[key]
            if space[0] == Name.ICCBased:
                taken[key] = self._copy(space[1])
                del spaces[key]
        return taken

    def take_pictures(self, objects: Object) -> dict[str, Object]:
        """Take images out of a part's XObject resources; what belongs in their places, by key."""
        taken = {}
        for key in list(objects.keys()):
            if objects[key].get("/Subtype") == Name.Image:
                taken[key] = self._copy(objects[key])
                del objects[key]
        return taken

    def profile(self, output_intent: Object) -> Object:
        """The new document's copy of an output intent's colour profile."""
        return self._copy(output_intent.DestOutputProfile)

    def _copy(self, stream: Object) -> Object:
        key = _digest(stream)
        if key not in self._copies:
            self._copies[key] = self._pdf.copy_foreign(stream)
        return self._copies[key]


def _digest(value: object) -> bytes:
    """A hash of a stream's bytes and of everything its dictionary holds or refers to."""
    if isinstance(value, Array):
        return _hash(b"array", *(_digest(item) for item in value))
    if isinstance(value, Stream):
        entries = [(key, item) for key, item in sorted(value.items()) if key != "/Length"]
        return _hash(b"stream", value.read_raw_bytes(), *(_entry(key, item) for key, item in entries))
    if isinstance(value, Dictionary):
        return _hash(b"dictionary", *(_entry(key, item) for key, item in sorted(value.items())))
    return _hash(b"scalar", value.unparse() if isinstance(value, Object) else repr(value).encode())


def _entry(key: str, value: object) -> bytes:
    return _hash(key.encode(), _digest(value))


def _hash(*pieces: bytes) -> bytes:
    found = hashlib.sha256()
    for piece in pieces:
        found.update(len(piece).to_bytes(8, "big") + piece)
    return found.digest()
