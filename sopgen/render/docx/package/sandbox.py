"""The Jinja sandbox of the DOCX templates: as strict as every other one, but quick about our own blocks.

A document asks for some ten thousand attributes of blocks, writes as many values and calls some thousand macros; the
general way of each would take half of the time that a DOCX costs. Blocks are frozen dataclasses of texts and numbers:
their public fields are always safe. Macros are what a template itself defined: calling one leads nowhere new.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup as SafeText
from markupsafe import escape

from sopgen.render.docx import blocks
from sopgen.render.templates import environment

#: The public names of every kind of block.
_PUBLIC = {
    kind: frozenset(name for name in dir(kind) if not name.startswith("_"))
    for kind in vars(blocks).values()
    if isinstance(kind, type) and is_dataclass(kind)
}
_NOTHING: frozenset[str] = frozenset()


class _Generator(CodeGenerator):
    """Compiles what a template writes to :func:`written` where Jinja's own would call ``escape``."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.written(")


def written(value: object) -> str:
    """``escape(value)``, quicker for what needs no escaping: numbers, and what macros wrote, which is escaped."""
    kind = type(value)
    if kind is int:
        return str(value)
    return value if isinstance(value, SafeText) else escape(value)


class BlockSandbox(ImmutableSandboxedEnvironment):
    """Lets public attributes of blocks and calls of macros pass without further questions."""

    code_generator_class = _Generator
    written = staticmethod(written)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The attribute a template asks for: straight from a block, by the sandbox's rules from anything else."""
        if attribute in _PUBLIC.get(type(obj), _NOTHING):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a macro as Jinja's own context would; anything else by the sandbox's rules."""
        if type(obj) is Macro:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            return obj(context.eval_ctx, *args, **kwargs)
        return super().call(context, obj, *args, **kwargs)


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
