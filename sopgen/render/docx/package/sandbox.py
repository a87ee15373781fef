"""The Jinja sandbox of the DOCX templates: as strict as every other one, but quick about our own blocks.

A document asks for some ten thousand attributes of blocks; the general way would take a third of the time that a DOCX
costs. Blocks are frozen dataclasses of texts and numbers: their public fields are always safe.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from sopgen.render.docx import blocks
from sopgen.render.templates import environment

#: The public names of every kind of block.
_PUBLIC = {
    kind: frozenset(name for name in dir(kind) if not name.startswith("_"))
    for kind in vars(blocks).values()
    if isinstance(kind, type) and is_dataclass(kind)
}
_NOTHING: frozenset[str] = frozenset()


class BlockSandbox(ImmutableSandboxedEnvironment):
    """Lets public attributes of blocks pass without further questions."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The attribute a template asks for: straight from a block, by the sandbox's rules from anything else."""
        if attribute in _PUBLIC.get(type(obj), _NOTHING):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


@pass_context
def once(context: Context, block: blocks.Cell | blocks.Paragraph, macro: Macro) -> str:
    """What ``macro`` writes about ``block``, a filter: written once for all blocks with the same ``look``.

    Only for macros that write nothing but what the look tells: the properties of most paragraphs and cells are those
    of many others. The values of a rendering hold the ``memory``, a dict.
    """
    memory: dict[tuple[str, Hashable], str] = context["memory"]
    key = (macro.name, block.look)
    if key not in memory:
        memory[key] = macro(context.eval_ctx, block)
    return memory[key]


@lru_cache(maxsize=8)
def block_environment(folders: tuple[Path, ...]) -> BlockSandbox:
    """The environment of ``sopgen.render.templates``, with this sandbox."""
    general = environment(folders)
    sandbox = BlockSandbox(
        loader=general.loader,
        autoescape=general.autoescape,
        undefined=general.undefined,
        trim_blocks=general.trim_blocks,
        lstrip_blocks=general.lstrip_blocks,
        keep_trailing_newline=general.keep_trailing_newline,
        auto_reload=general.auto_reload,
    )
    sandbox.filters["once"] = once
    return sandbox
