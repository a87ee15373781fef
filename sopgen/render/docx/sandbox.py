"""The Jinja sandbox of the DOCX templates: as strict as every other one, but quick about our own blocks.

A document asks for some ten thousand attributes of blocks; the sandbox's general test of each would take half of
the time that a DOCX costs. Blocks are frozen dataclasses of texts and numbers: their public fields are always safe.
"""

from __future__ import annotations

from dataclasses import is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2.sandbox import ImmutableSandboxedEnvironment

from sopgen.render.docx import blocks
from sopgen.render.templates import environment

_BLOCKS = frozenset(kind for kind in vars(blocks).values() if isinstance(kind, type) and is_dataclass(kind))


class BlockSandbox(ImmutableSandboxedEnvironment):
    """Lets public attributes of blocks pass without further questions."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The attribute a template asks for: straight from a block, by the sandbox's rules from anything else."""
        if type(obj) in _BLOCKS and not attribute.startswith("_") and hasattr(obj, attribute):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


@lru_cache(maxsize=8)
def block_environment(folders: tuple[Path, ...]) -> BlockSandbox:
    """The environment of ``sopgen.render.templates``, with this sandbox."""
    general = environment(folders)
    return BlockSandbox(
        loader=general.loader,
        autoescape=general.autoescape,
        undefined=general.undefined,
        trim_blocks=general.trim_blocks,
        lstrip_blocks=general.lstrip_blocks,
        keep_trailing_newline=general.keep_trailing_newline,
        auto_reload=general.auto_reload,
    )
