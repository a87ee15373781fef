"""The Jinja sandbox of the DOCX templates: as strict as every other one, but quick about our own blocks.

A document asks for some ten thousand attributes of blocks; the general way would take a third of the time that a DOCX
costs. Blocks are frozen dataclasses of texts and numbers: their public fields are always safe.
"""

from __future__ import annotations

from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment

from sopgen.render.docx import blocks
from sopgen.render.templates import environment

#: The public names of every kind of block.
_PUBLIC = {
    kind: frozenset(name for name in dir(kind) if not name.startswith("_"))
    for kind in vars(blocks).values()
    if isinstance(kind, type) and is_dataclass(kind)
}


class BlockSandbox(ImmutableSandboxedEnvironment):
    """Lets public attributes of blocks pass without further questions."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The attribute a template asks for: straight from a block, by the sandbox's rules from anything else."""
        if attribute in _PUBLIC.get(type(obj), ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


def block_environment(folders: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    """The environment of ``sopgen.render.templates``, with this sandbox."""
    return environment(folders, BlockSandbox)
