"""The booklet's own pages, kept in the output folder from one build to the next."""

from __future__ import annotations

from dataclasses import dataclass, field

from sopgen.builder.key import Key
from sopgen.builder.manifest import digest
from sopgen.builder.order import PARTS_FOLDER
from sopgen.builder.press import Press

FOLDER = f"{PARTS_FOLDER}/buku"


@dataclass(slots=True)
class KeptPages:
    """Keeps bytes by key as hidden outputs of ``source``; what one build did not ask for is removed at its end.

    ``made_with`` names what makes the pages, besides what their keys are made of: program and fonts.
    """

    press: Press
    source: str
    made_with: str
    _asked: set[str] = field(default_factory=set)

    def get(self, key: str) -> bytes | None:
        """What was put there under ``key``; None when nothing is there, or not what was put."""
        name = self._name(key)
        return (self.press.order.output / name).read_bytes() if self.press.manifest.is_ours(name) else None

    def put(self, key: str, content: bytes) -> None:
        """Keep ``content`` under ``key``; UserError when it cannot be written."""
        self.press.write(self._name(key), self.source, Key(()), content)

    def remove_others(self) -> None:
        """Remove what was not asked for."""
        for name in self.press.manifest.names:
            if name.startswith(f"{FOLDER}/") and name not in self._asked:
                self.press.remove(name)

    def _name(self, key: str) -> str:
        made_from = f"{self.made_with}\0{key}"
        name = f"{FOLDER}/{digest(made_from.encode())}"
        self._asked.add(name)
        return name
