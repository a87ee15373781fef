"""A list or a mapping in brackets, on one line or on many: members come, go and move; everything else stays.

Blanks and line breaks before members belong to their places, comments to the members they stand by.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from sopgen.edits.members.extents import entry_end, whole_lines
from sopgen.edits.places import content_end
from sopgen.edits.values import STEP, line_end
from sopgen.source.document import MappingNode, SequenceNode, Source

_BETWEEN = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*(?=[\r\n]|\Z))*")
_COMMENT = re.compile(r"[ \t]*#[^\r\n]*")
_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Member:
    """An item or a ``key: value``.

    ``above`` are the comments above it with the blanks around them (empty when there are none), ``before_comma`` is
    what stands between it and its comma, ``behind`` the comment on the line of its end.
    """

    above: str
    body: str
    before_comma: str = ""
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Brackets:
    """A text around one list or mapping in brackets.

    ``head`` ends with the opening bracket, ``opening`` is a comment behind that. ``leads`` are the blanks and line
    breaks before each place, ``free`` comments there that a blank line parts from the member. ``comma`` tells whether
    one stands behind the last member too, ``closing`` is what stands before the closing bracket.
    """

    head: str
    opening: str
    leads: tuple[str, ...]
    free: tuple[str, ...]
    members: tuple[Member, ...]
    comma: bool
    closing: str
    tail: str

    def text(self) -> str:
        """The whole text; behind a comment everything begins on another line."""
        parts, last, comment = [self.head, self.opening], len(self.members) - 1, bool(self.opening)
        for index, (lead, free, member) in enumerate(zip(self.leads, self.free, self.members, strict=True)):
            before = free + (member.above or lead)
            comma = "," if index < last or self.comma else ""
            if comma and member.body.endswith(":") and not member.before_comma:  # a key alone
                comma = " ,"
            parts += [self._on_new_line(before) if comment else before]
            parts += [member.body, member.before_comma, comma, member.behind]
            comment = bool(member.behind)
        return "".join([*parts, self._on_new_line(self.closing) if comment else self.closing, self.tail])

    def without(self, index: int) -> Brackets:
        """The same without one member."""
        leads, free, closing = list(self.leads), list(self.free), self.closing
        leads.pop(1 if index == 0 and len(leads) > 1 else index)
        kept = free.pop(index)
        if index < len(free):
            free[index] = kept + free[index]
        else:
            closing = kept + closing
        members = (*self.members[:index], *self.members[index + 1 :])
        if not members and not (self.opening or closing.strip()):
            closing = ""
        comma = self.comma and bool(members)
        return replace(self, leads=tuple(leads), free=tuple(free), members=members, comma=comma, closing=closing)

    def with_member(self, index: int, body: str) -> Brackets:
        """The same with one member more, which will have this index."""
        leads, free = list(self.leads), list(self.free)
        if not leads:
            leads = [self._on_new_line("") if _BREAK.match(self.closing.lstrip(" \t")) else ""]
        elif len(leads) == 1:
            leads.append(leads[0] if _BREAK.search(leads[0]) else " ")
        else:
            place = max(index, 1)
            leads.insert(place, leads[min(place, len(leads) - 1)])
        free.insert(index, "")
        members = (*self.members[:index], Member("", body), *self.members[index:])
        return replace(self, leads=tuple(leads), free=tuple(free), members=members)

    def moved(self, index: int, to: int) -> Brackets:
        """The same with one member at another place."""
        members = list(self.members)
        members.insert(to, members.pop(index))
        return replace(self, members=tuple(members))

    def _on_new_line(self, before: str) -> str:
        """The blanks ``before`` something, with a line break unless they begin with one."""
        rest = before.lstrip(" \t")
        if _BREAK.match(rest):
            return before
        indented = next((lead for lead in self.leads if _BREAK.search(lead)), "")
        line = _BREAK.split(self.head)[-1]
        further_in = line_end(self.head + self.tail) + " " * (len(line) - len(line.lstrip(" -")) + STEP)
        return (_last_line(indented) or further_in) + rest


def brackets_of(source: Source, node: SequenceNode | MappingNode) -> Brackets | None:
    """The text around ``node``, which stands in brackets; None where a member cannot be told from another."""
    text, opened, closed = whole_lines(source)[0], node.start + 1, node.end - 1
    at = first = _behind_comment(text, opened)
    leads, free, members, comma = [], [], [], False
    for start, end in _bodies(source, node):
        if not _BETWEEN.fullmatch(text, at, start):
            return None
        loose, lead = _parted(text[at:start])
        free.append(loose)
        leads.append(_last_line(lead) if "#" in lead else lead)
        between = _BETWEEN.match(text, end)
        assert between is not None  # it matches nothing too
        comma = text.startswith(",", between.end())
        behind = between.end() + 1 if comma else end
        at = _behind_comment(text, behind)
        above, before_comma = lead if "#" in lead else "", between[0] if comma else ""
        members.append(Member(above, text[start:end], before_comma, text[behind:at]))
    if not _BETWEEN.fullmatch(text, at, closed):
        return None
    parts = tuple(leads), tuple(free), tuple(members)
    return Brackets(text[:opened], text[opened:first], *parts, comma, text[at:closed], text[closed:])


def _bodies(source: Source, node: SequenceNode | MappingNode) -> list[tuple[int, int]]:
    """Where each member begins and ends."""
    if isinstance(node, SequenceNode):
        return [(item.start, content_end(source, item)) for item in node.items]
    return [(entry.key.start, entry_end(source, entry)) for entry in node.entries.values()]


def _behind_comment(text: str, offset: int) -> int:
    """Where a comment ends that begins at ``offset``, blanks aside; ``offset`` when there is none."""
    found = _COMMENT.match(text, offset)
    return found.end() if found else offset


def _parted(lead: str) -> tuple[str, str]:
    """What stands before a member: the comments that a blank line parts from it, and the rest."""
    lines = ((before.end(), after.start()) for before, after in pairwise(_BREAK.finditer(lead)))
    last_blank = max((end for start, end in lines if not lead[start:end].strip(" \t")), default=0)
    return (lead[:last_blank], lead[last_blank:]) if "#" in lead[:last_blank] else ("", lead)


def _last_line(lead: str) -> str:
    """The last line break and the blanks behind it."""
    before = lead.rstrip(" \t")
    ending = next((ending for ending in ("\r\n", "\n", "\r") if before.endswith(ending)), "")
    return lead[len(before) - len(ending) :]
