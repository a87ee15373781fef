"""The Jinja sandbox of all templates: they see texts, numbers, dates, and lists and records of these; nothing else.

A record is a dataclass of ours. What it holds besides (paths, sources, bytes) is not there for a template, nor is any
method but harmless ones of texts, lists, mappings and dates. What an office's own template may do is bounded as well
(``sopgen.render.bounds``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError, nodes
from jinja2.runtime import Context, Undefined, markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import pass_context

from sopgen.render import bounds
from sopgen.source.document import Source

#: Methods that neither change anything nor make much out of little.
_TEXT = frozenset({
    "capitalize", "casefold", "count", "endswith", "find", "index", "isalnum", "isalpha", "isdecimal", "isdigit",
    "islower", "isspace", "isupper", "lower", "lstrip", "partition", "removeprefix", "removesuffix", "rfind",
    "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase", "title", "upper",
})  # fmt: skip
_METHODS: tuple[tuple[type, frozenset[str]], ...] = (
    (str, _TEXT),
    (Mapping, frozenset({"get", "items", "keys", "values"})),
    (list, frozenset({"count", "index"})),
    (tuple, frozenset({"count", "index"})),
    (date, frozenset({"isoformat"})),
)
#: The filters of Jinja that are deterministic and see no more than a template does.
FILTERS = frozenset({
    "abs", "batch", "capitalize", "center", "count", "d", "default", "dictsort", "e", "escape", "first", "float",
    "forceescape", "groupby", "indent", "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min",
    "reject", "rejectattr", "replace", "reverse", "round", "safe", "select", "selectattr", "slice", "sort", "string",
    "striptags", "sum", "title", "trim", "truncate", "unique", "upper", "urlencode", "wordcount", "wordwrap",
})  # fmt: skip
GLOBALS = frozenset({"range", "dict", "namespace", "cycler", "joiner"})
_PLAIN = (str, int, float, type(None), date, tuple, list, Mapping, frozenset, set, Undefined)


def is_plain(value: object) -> bool:
    """Whether a template may see this value: a text, a number, a date, a list or a record."""
    if isinstance(value, _PLAIN):
        return True
    return is_dataclass(value) and not isinstance(value, type | Source)


def _is_of_jinja(value: object) -> bool:
    """Whether it is a loop, a macro, a block or the like: things of the template itself."""
    return type(value).__module__.startswith("jinja2.")


class PlainSandbox(ImmutableSandboxedEnvironment):
    """Lets templates see plain values only; ``own`` is the folder of the office's templates, whose work is bounded."""

    own: Path | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.filters = {name: filter_ for name, filter_ in self.filters.items() if name in FILTERS}
        self.globals = {name: value for name, value in self.globals.items() if name in GLOBALS}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may see this attribute."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        if _is_of_jinja(obj) or _is_of_jinja(value):
            return True
        if not is_plain(obj):
            return False
        if callable(value):
            return any(attr in methods for kind, methods in _METHODS if isinstance(obj, kind))
        return is_plain(value)

    def wrap_str_format(self, value: Any) -> None:
        """No formatting by ``str.format``: it makes texts of any length."""

    def compile(  # type: ignore[override]
        self,
        source: str | nodes.Template,
        name: str | None = None,
        filename: str | None = None,
        raw: bool = False,
        defer_init: bool = False,
    ) -> CodeType | str:
        """The template's code; that of an office's own counts what it does, and every mistake in it has a place."""
        if self.own is None or filename is None or not Path(filename).is_relative_to(self.own):
            return super().compile(source, name, filename, raw, defer_init)  # type: ignore[call-overload, no-any-return]
        try:
            tree = self.parse(source, name, filename) if isinstance(source, str) else source
            bounded = bounds.bounded(tree, self)
            return super().compile(bounded, name, filename, raw, defer_init)  # type: ignore[call-overload, no-any-return]
        except TemplateError as error:
            if isinstance(error, TemplateSyntaxError):
                error.filename = error.filename or filename
            raise
        except Exception as error:  # nested too deep, a number without end: Python's own complaints
            raise TemplateSyntaxError(str(error), 1, name, filename) from error

    # What the code of bounded templates calls.

    def spend(self, amount: int) -> None:
        """Count work that is done."""
        bounds.spend(amount)

    def counted(self, values: Any) -> Any:
        """The values of a loop, each counted."""
        for value in values:
            bounds.spend(bounds.STEP)
            yield value

    def shown(self, value: Any) -> Any:
        """A value that is printed: a text or a number, its length counted."""
        return bounds.shown(value)

    def joined(self, *values: Any) -> Any:
        """What ``~`` makes."""
        for value in values:
            bounds.shown(value)
        return (markup_join if self.autoescape else str_join)(values)

    def reckoned(self, operator: str, left: Any, right: Any) -> Any:
        """The value of ``left operator right``, when it is no larger than it may be."""
        return bounds.reckoned(operator, left, right)

    @pass_context
    def filtered(self, context: Context, name: str, value: Any, *args: Any, **kwargs: Any) -> Any:
        """What the filter makes of the value, when that is no larger than it may be."""
        bounds.require_texts(name, value, args)
        bounds.weigh_filter(name, value, (*args, *kwargs.values()))
        made = self.call_filter(name, value, args, kwargs, context=context, eval_ctx=context.eval_ctx)
        return list(made) if hasattr(made, "__next__") else made
