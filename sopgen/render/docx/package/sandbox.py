"""The Jinja sandbox of the DOCX templates: as strict as every other one, but quick about our own blocks.

A document asks for some ten thousand attributes of blocks; the general way would take a third of the time that a DOCX
costs. Blocks are frozen dataclasses: their public fields are always safe where they hold texts, numbers or blocks.
"""

from __future__ import annotations

from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

from sopgen.render.docx import blocks
from sopgen.render.sandbox import PlainSandbox
from sopgen.render.templates import environment

_BLOCKS = [kind for kind in vars(blocks).values() if isinstance(kind, type) and is_dataclass(kind)]
#: A section knows the SOP that it was made from, with its source: not for templates.
_HIDDEN = {"sop"}
#: The public names of every kind of block.
_PUBLIC = {
    kind: frozenset(name for name in dir(kind) if not name.startswith("_") and name not in _HIDDEN) for kind in _BLOCKS
}


class BlockSandbox(PlainSandbox):
    """Lets public attributes of blocks pass without further questions."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The attribute a template asks for: straight from a block, by the sandbox's rules from anything else."""
        if attribute in _PUBLIC.get(type(obj), ()):
            return getattr(obj, attribute)
        if type(obj) in _PUBLIC and attribute in _HIDDEN:
            return self.unsafe_undefined(obj, attribute)
        return super().getattr(obj, attribute)


def block_environment(folders: tuple[Path, ...]) -> PlainSandbox:
    """The environment of ``sopgen.render.templates``, with this sandbox."""
    return environment(folders, BlockSandbox)
