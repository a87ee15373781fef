"""Comments that somebody left in Word: what they say, and at which element of the body each begins.

Words of answers and of "modern" comments stand in the same part; which are done, in a part of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from sopgen.pull.document.edited import Comment
from sopgen.pull.document.wordml import W14, P, W, own_text
from sopgen.render.docx.package import archive

_COMMENTS, _MORE = "word/comments.xml", "word/commentsExtended.xml"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_START, _REFERENCE = f"{W}commentRangeStart", f"{W}commentReference"
_TRUE = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class Written:
    """A comment as its part has it."""

    id: str
    author: str
    text: str
    done: bool


def written(members: Mapping[str, bytes]) -> tuple[Written, ...]:
    """All comments of a document, in the order of their part. Raises ``archive.UnreadableError``."""
    if _COMMENTS not in members:
        return ()
    done = _done(archive.parse_xml(members[_MORE])) if _MORE in members else frozenset()
    found = archive.parse_xml(members[_COMMENTS]).iter(f"{W}comment")
    return tuple(_as_written(comment, done) for comment in found)


def _done(more: etree._Element) -> frozenset[str]:
    """The last paragraphs of comments that are marked as done."""
    marks = (mark for mark in more.iter(f"{_W15}commentEx") if mark.get(f"{_W15}done", "") in _TRUE)
    return frozenset(mark.get(f"{_W15}paraId", "") for mark in marks)


def _as_written(comment: etree._Element, done: frozenset[str]) -> Written:
    paragraphs = list(comment.iter(P))
    text = " ".join(" ".join(map(own_text, paragraphs)).split())
    last = paragraphs[-1].get(f"{W14}paraId", "") if paragraphs else ""
    return Written(comment.get(f"{W}id", ""), comment.get(f"{W}author", ""), text, bool(last) and last in done)


def placed(
    comments: tuple[Written, ...], body: etree._Element, tag_of: Callable[[etree._Element], str]
) -> Iterator[Comment]:
    """The comments that the body refers to, in its order; ``tag_of`` says what a paragraph belongs to."""
    starts = dict(_starts(body)) if comments else {}
    by_id = {comment.id: comment for comment in comments}
    for name, paragraph in starts.items():
        if (comment := by_id.get(name)) is not None:
            yield Comment(comment.text, comment.author, "" if paragraph is None else tag_of(paragraph), comment.done)


def _starts(body: etree._Element) -> Iterator[tuple[str, etree._Element | None]]:
    """Each comment with the paragraph that it begins in; one that begins between two, with the second of them."""
    begun: dict[str, etree._Element | None] = {}
    waiting: list[str] = []
    for element in body.iter(P, _START, _REFERENCE):
        if element.tag == P:
            begun |= dict.fromkeys(waiting, element)
            waiting = []
        elif (name := element.get(f"{W}id", "")) not in begun:
            begun[name] = next(element.iterancestors(P), None)
            if begun[name] is None:
                waiting.append(name)
    return iter(begun.items())
