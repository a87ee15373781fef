"""One counter of work for every stage: what a stage may do for an input is counted in its own unit, never timed.

A ``Stage`` says what one unit is and how many there may be for an input of some size; ``Work`` counts one piece of it
(one source, one page, one logo); ``WorkUsedUpError`` says that there is none left. Three examples:

    Work(READING, 2_000).limit == 5_000       # a source of 2,000 characters: 1,000, and 2 for each of them
    Work(LOGO).spend(30_000)                  # WorkUsedUpError: logos, 20,000 elements drawn, none done
    Work(IMPROVING).left == 30_000            # asked before each way is tried again; the ways so far are good ones

A stage that cannot go on *spends*, and ends in a finding or a user error of its own. A stage that may simply do less
*counts*, and asks before each step whether the allowance is ``used_up``: it may pass it by that one step. Sizes of
inputs (bytes of a file, steps of an SOP) are no work: their limits stand where the inputs are read.

``counted`` tells whoever is outside, tests and benchmarks alike, what every stage has done.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Stage:
    """What is counted, and how much there may be: ``fixed`` units, and ``each`` for every one of ``per``.

    ``again`` units more are granted whenever the work has to be taken up once more. ``end`` says what happens when it
    is used up.
    """

    name: str
    unit: str
    fixed: int
    end: str
    each: int = 0
    per: str = ""
    again: int = 0

    def allowance(self, size: int = 0) -> int:
        """How many units an input of ``size`` may take: linear in it."""
        return self.fixed + self.each * size


#: By construction a text has fewer nodes and characters than this: what counts more reads something again and again.
READING = Stage(
    "reading",
    "nodes of YAML, and characters of their texts",
    1_000,
    "SOP-E108 for the source",
    each=2,
    per="characters of the source",
)
#: 200 branches that all miss their steps' 200 ids take four fifths of it: 3 seconds.
SPELLING = Stage(
    "spelling",
    "words compared with an unknown one",
    100_000,
    "no further “Maksud Anda …?”",
)
#: 1,000 SOPs of eight other names each compare 300,000 pairs.
NAMES = Stage(
    "names of jabatan",
    "pairs of names compared",
    100_000,
    "SOP-W302 says that names are left out",
    each=100,
    per="names in the project",
)
#: Any case of the tests takes less than a fiftieth of it, the worst text that still fits a tenth.
TEXT = Stage(
    "text",
    "characters whose lines are asked for, for all pages of an SOP",
    20_000_000,
    "SOP-E125 at the longest text",
    each=200,
    per="characters of the source",
)
#: 45 steps take a tenth of it, at each size of letters that is tried.
MEASURING = Stage(
    "text, columns",
    "characters whose lines are found while columns are tried",
    1_000_000,
    "columns as wide as the form's shares say",
)
#: What random flows take at most is a tenth of it, in tables; a diagram's lines are longer.
ROUTING = Stage(
    "routing",
    "states settled until every arrow has a way",
    100_000,
    "SOP-E304, if more room does not help",
    each=10_000,
    per="arrows of the page",
)
#: Drawings hardly get better after that; a third of it after lines were pushed away from a label.
IMPROVING = Stage(
    "routing, improved", "states settled while ways are made better", 30_000, "the ways found so far", again=10_000
)
#: Groups of wires are routed again as long as some may gain by it: few pages take so much.
REDRAWING = Stage(
    "routing, redrawn",
    "states settled while wires are routed again together",
    60_000,
    "the ways found so far",
    again=10_000,
)
#: 45 steps of an SOP in Word take about a tenth of it.
TEMPLATES = Stage(
    "own templates",
    "loop steps, macros and filters, 100 each, and an eighth of what is printed",
    40_000_000,
    "SOP-E353 at the template's line",
)
#: As much as any honest drawing: beyond, programs that draw it take seconds.
LOGO = Stage(
    "logo", "elements drawn, letters, and as much for what takes as long", 20_000, "SOP-E352 at the office's logo"
)
#: Rows, paragraphs, runs, texts and controls: a document of 200 steps has 20,000, and Word divides runs by the hand
#: that typed them. So many take three seconds.
DOCX_PIECES = Stage("pull: document", "rows, paragraphs, runs and texts", 100_000, "a user error about the document")
#: Fields, fixed texts and shapes that a document was printed with: one of 200 steps has 4,000.
DOCX_FIELDS = Stage("pull: fields", "fields, fixed texts and shapes", 25_000, "a user error about the document")
#: As many as 500 steps have that were all reworded and moved.
MATCHING = Stage(
    "pull: items", "pairs of items or shapes compared", 250_000, "items that are no longer alike count as new"
)
#: 200 steps of 30 words each, all reworded.
VERSIONS = Stage(
    "diff: steps",
    "pairs of words of steps then and now",
    50_000_000,
    "the order of words is left out of account",
)
#: Two texts of a thousand words and blanks each.
MARKING = Stage("change proposal", "pairs of words of a text then and now", 1_000_000, "the text's words unmarked")

#: Two texts of 500 words each.
REWORDING = Stage(
    "edits: texts",
    "pairs of words of a text as written and as meant",
    250_000,
    "words are paired by those that stand once in both",
)

#: All of them, in the order in which a project meets them.
STAGES = (
    *(READING, SPELLING, NAMES, TEXT, MEASURING, ROUTING, IMPROVING, REDRAWING, TEMPLATES, LOGO),
    *(DOCX_PIECES, DOCX_FIELDS, MATCHING, VERSIONS, MARKING, REWORDING),
)


class WorkUsedUpError(Exception):
    """A stage would do more than it may; ``done`` is what it had done by then."""

    def __init__(self, stage: Stage, limit: int, done: int) -> None:
        super().__init__(stage, limit, done)
        self.stage, self.limit, self.done = stage, limit, done

    def __str__(self) -> str:
        return f"{self.stage.name}: {self.limit} {self.stage.unit}, {self.done} done"


class Work:
    """One piece of a stage's work: how many units are ``done``, and the ``limit``."""

    __slots__ = ("done", "limit", "stage")

    def __init__(self, stage: Stage, size: int = 0) -> None:
        self.stage = stage
        self.limit = stage.allowance(size)
        self.done = 0
        counts = _COUNTS.get()
        if counts is not None:
            counts.works.append(self)

    @property
    def left(self) -> int:
        """How many units may still be done."""
        return max(self.limit - self.done, 0)

    @property
    def used_up(self) -> bool:
        """Whether more has been counted than there may be."""
        return self.done > self.limit

    def spend(self, units: int) -> None:
        """Count units that are about to be done; WorkUsedUpError when so many are not left, and none is counted."""
        if self.done + units > self.limit:
            raise WorkUsedUpError(self.stage, self.limit, self.done)
        self.done += units

    def count(self, units: int) -> None:
        """Count units that have been done."""
        self.done += units

    def take_up_again(self) -> None:
        """Grant what the stage has for work that is taken up once more, if there is less left."""
        self.limit = max(self.limit, self.done + self.stage.again)


@dataclass(slots=True)
class Counts:
    """What stages have done: every piece of work since ``counted`` began."""

    works: list[Work] = field(default_factory=list)

    def of(self, stage: Stage) -> list[Work]:
        """The pieces of a stage's work, in the order in which they were begun."""
        return [work for work in self.works if work.stage.name == stage.name]

    def done(self, stage: Stage) -> int:
        """How many units a stage has done, all pieces together."""
        return sum(work.done for work in self.of(stage))

    def largest(self, stage: Stage) -> Work:
        """The piece of a stage's work that has done most; ValueError when there was none."""
        return max(self.of(stage), key=lambda work: work.done)


_COUNTS: ContextVar[Counts | None] = ContextVar("counts", default=None)


@contextmanager
def counted() -> Iterator[Counts]:
    """What stages do in this block (and in this process) is told, whether or not it ends well."""
    counts = Counts()
    token = _COUNTS.set(counts)
    try:
        yield counts
    finally:
        _COUNTS.reset(token)
