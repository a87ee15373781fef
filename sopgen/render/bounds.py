"""How much an office's own template may do: counted, not timed, so that the same template always ends the same way.

A template is rewritten before it is compiled: every loop step, macro, included file, printed text, filter and sum of
texts is counted, and what is too much ends as an error at its line. Shipped templates run as they are.
"""

from __future__ import annotations

import operator as operators
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from math import prod
from typing import Any, TypeVar, cast

from jinja2 import Environment, TemplateRuntimeError, TemplateSyntaxError, nodes
from jinja2.runtime import Undefined
from jinja2.visitor import NodeTransformer

from sopgen.work import TEMPLATES, Work, WorkUsedUpError

STEP = 100  # of a loop, a macro, a filter; so are some hundred characters
_CHARACTERS = 8  # that count as one
_MOST_HELD = 2_000_000  # characters and entries of one value
_LONGEST_NUMBER = 4096  # bits
TOO_MUCH = "pekerjaannya tidak ada habisnya: perulangan atau teksnya terlalu panjang"

#: Filters whose results may be as long as their values' lengths multiplied.
_GROWING = frozenset({"batch", "center", "indent", "join", "map", "replace", "round", "slice", "wordwrap"})
#: Filters that take their values as texts.
_OF_TEXT = frozenset({
    "capitalize", "center", "e", "escape", "forceescape", "indent", "join", "lower", "replace", "safe", "string",
    "striptags", "title", "trim", "truncate", "upper", "urlencode", "wordcount", "wordwrap",
})  # fmt: skip
_NO_TEXT = "di sini harus tercetak teks atau angka, bukan daftar atau rangkaian data"
_OPERATORS: dict[type[nodes.Node], str] = {
    nodes.Add: "+",
    nodes.Mul: "*",
    nodes.Pow: "**",
    nodes.Mod: "%",
}
_RECKONERS = {"+": operators.add, "*": operators.mul, "**": operators.pow, "%": operators.mod}

N = TypeVar("N", bound=nodes.Node)


_WORK: ContextVar[Work | None] = ContextVar("work", default=None)


class TooMuchError(TemplateRuntimeError):
    """A template does more than it may."""

    def __init__(self) -> None:
        super().__init__(TOO_MUCH)


@contextmanager
def limited_work() -> Iterator[None]:
    """The templates of one document: what they do is counted from the beginning."""
    token = _WORK.set(Work(TEMPLATES))
    try:
        yield
    finally:
        _WORK.reset(token)


def spend(amount: int) -> None:
    """Count work; TooMuchError when it is more than there may be."""
    work = _WORK.get()
    if work is None:
        work = Work(TEMPLATES)
        _WORK.set(work)
    try:
        work.spend(amount)
    except WorkUsedUpError as error:
        raise TooMuchError from error


def is_text(value: Any) -> bool:
    """Whether a value is a text or a number, or none: what is printed as it is."""
    return not (
        isinstance(value, list | tuple | set | frozenset | Mapping | range) or hasattr(value, "__dataclass_fields__")
    )


def require_texts(name: str, value: Any, arguments: Sequence[Any]) -> None:
    """TemplateRuntimeError when a filter that makes texts is asked of records, or of lists of them."""
    if name == "map" and arguments:
        name = str(arguments[0])
        is_wrong = isinstance(value, list | tuple) and not all(map(is_text, value))
    elif name == "join" and len(arguments) < 2:
        is_wrong = isinstance(value, list | tuple) and not all(map(is_text, value))
    else:
        is_wrong = not is_text(value)
    if is_wrong and name in _OF_TEXT:
        raise TemplateRuntimeError(_NO_TEXT)


def shown(value: Any) -> Any:
    """A value about to be printed, its length counted; TemplateRuntimeError when it is no text and no number."""
    if isinstance(value, Undefined):
        str(value)  # says which name there is not
    if not is_text(value):
        raise TemplateRuntimeError(_NO_TEXT)
    spend(STEP + (len(value) // _CHARACTERS if isinstance(value, str) else 0))
    return value


def reckoned(operator: str, left: Any, right: Any) -> Any:
    """The value of ``left operator right``; TooMuchError before one that is too large is made."""
    if operator == "%" and isinstance(left, str | bytes):
        raise TemplateRuntimeError("“%” hanya untuk angka; sambunglah teks dengan “~”")
    spend(STEP + _size(operator, left, right))
    return _RECKONERS[operator](left, right)


def _size(operator: str, left: Any, right: Any) -> int:
    """About how much the value will hold."""
    numbers = isinstance(left, int) and isinstance(right, int)
    if operator == "**":
        bits: int = left.bit_length() * abs(right) if numbers else 0
        if bits > _LONGEST_NUMBER:
            raise TooMuchError
        return bits
    if operator == "*" and not numbers:
        lengths = [abs(value) if isinstance(value, int) else weight(value) for value in (left, right)]
        return prod(lengths)
    if numbers:
        bits = left.bit_length() + right.bit_length()
        if bits > _LONGEST_NUMBER:
            raise TooMuchError
        return bits
    return weight(left) + weight(right)


def weigh_filter(name: str, value: Any, arguments: Iterable[Any]) -> None:
    """Count what a filter will do to a value."""
    arguments = list(arguments)
    if name == "replace" and isinstance(value, str) and all(isinstance(each, str) for each in arguments[:2]):
        spend(STEP + len(value) + value.count(arguments[0]) * len(arguments[1]) if len(arguments) > 1 else STEP)
        return
    weights = [max(1, weight(value))]
    weights += [max(1, abs(each) if isinstance(each, int) else weight(each)) for each in arguments]
    spend(STEP + (prod(weights) if name in _GROWING else sum(weights)))


def weight(value: Any) -> int:
    """How many characters and entries a value has, with all in it; TooMuchError above ``_MOST_HELD``."""
    total, waiting = 0, [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str | bytes | range):
            total += len(each)
        elif isinstance(each, Mapping):
            waiting.extend(each.values())
        elif isinstance(each, list | tuple | set | frozenset):
            waiting.extend(each)
        total += 1
        if total > _MOST_HELD:
            raise TooMuchError
    return total


# -- rewriting --------------------------------------------------------------------------------------------------


def bounded(template: nodes.Template, environment: Environment) -> nodes.Template:
    """The template with its work counted; TemplateSyntaxError for what cannot be."""
    rewritten = _Bounder().visit(template)
    assert isinstance(rewritten, nodes.Template)
    return rewritten.set_environment(environment)  # type: ignore[return-value]


def _ask(method: str, lineno: int, *arguments: nodes.Expr, keywords: list[nodes.Keyword] | None = None) -> nodes.Call:
    """A call of a method of the sandbox."""
    return nodes.Call(
        nodes.EnvironmentAttribute(method, lineno=lineno),
        list(arguments),
        keywords or [],
        None,
        None,
        lineno=lineno,
    )


class _Bounder(NodeTransformer):
    """Puts the counting in; what it does not know stays as it is."""

    def _begun(self, node: N, body: list[nodes.Node]) -> N:
        """The node with its body counted whenever it is run."""
        self.generic_visit(node)
        length = sum(len(data.data) for each in body for data in _texts(each))
        amount = nodes.Const(STEP + length // _CHARACTERS, lineno=node.lineno)
        body.insert(0, nodes.ExprStmt(_ask("spend", node.lineno, amount), lineno=node.lineno))
        return node

    def visit_Template(self, node: nodes.Template) -> nodes.Node:  # noqa: N802 (Jinja's names)
        return self._begun(node, node.body)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802
        return self._begun(node, node.body)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802
        return self._begun(node, node.body)

    def visit_Block(self, node: nodes.Block) -> nodes.Node:  # noqa: N802
        return self._begun(node, node.body)

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        if node.recursive:
            raise TemplateSyntaxError("perulangan “recursive” tidak tersedia", node.lineno)
        self._begun(node, node.body)
        node.iter = _ask("counted", node.lineno, cast(nodes.Expr, node.iter))
        return node

    def visit_FilterBlock(self, node: nodes.FilterBlock) -> nodes.Node:  # noqa: N802
        raise TemplateSyntaxError("blok “filter” tidak tersedia; tulis penyaring di belakang nilainya", node.lineno)

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.Node:  # noqa: N802
        if node.filter is not None:
            raise TemplateSyntaxError("“set” dengan penyaring tidak tersedia", node.lineno)
        return self.generic_visit(node)

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.nodes = [
            each if isinstance(each, nodes.TemplateData) else _ask("shown", each.lineno, each) for each in node.nodes
        ]
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if node.node is None or node.dyn_args is not None or node.dyn_kwargs is not None:
            raise TemplateSyntaxError("penyaring ini tidak tersedia dengan “*”", node.lineno)
        name = nodes.Const(node.name, lineno=node.lineno)
        keywords: list[Any] = list(node.kwargs)
        return _ask("filtered", node.lineno, name, node.node, *node.args, keywords=keywords)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _ask("joined", node.lineno, *node.nodes)

    def _reckoned(self, node: nodes.BinExpr) -> nodes.Node:
        self.generic_visit(node)
        operator = nodes.Const(_OPERATORS[type(node)], lineno=node.lineno)
        return _ask("reckoned", node.lineno, operator, node.left, node.right)

    visit_Add = visit_Mul = visit_Pow = visit_Mod = _reckoned  # noqa: N815


def _texts(node: nodes.Node) -> Iterator[nodes.TemplateData]:
    if isinstance(node, nodes.TemplateData):
        yield node
    yield from node.find_all(nodes.TemplateData)
