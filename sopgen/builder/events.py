"""What happens in a build, as it happens. The command line prints it; any other listener may show it otherwise.

Named tuples: a build that has nothing to do tells one of them, and as dataclasses they would take a tenth of its time
to be defined.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, TypeAlias

from sopgen.builder.state.atomic_write import Written
from sopgen.findings import Finding


class Unchanged(NamedTuple):
    """Nothing has changed since the last build, which was of so many SOPs."""

    sops: int


class Found(NamedTuple):
    """Findings: those of the check first, then what shows only when documents are made."""

    findings: tuple[Finding, ...]


class Waiting(NamedTuple):
    """Another build works in the output folder and is waited for; ``holder`` says which, in words."""

    holder: str


class Unlocked(NamedTuple):
    """The output folder's drive knows no locks: nobody keeps another build away."""


class Started(NamedTuple):
    """So many SOPs are going to be looked at; for each there will be one outcome."""

    sops: int


class Collecting(NamedTuple):
    """So many SOPs are done, and what is made of them all comes next: booklet and letters."""

    sops: int


class Made(NamedTuple):
    """Documents of one source were written.

    ``set_aside`` are copies of outputs that somebody had changed since sopgen wrote them, ``seconds`` by stage,
    ``reasons`` why it was made, ``remarks`` what else there is to say.
    """

    source: str
    written: tuple[Written, ...]
    set_aside: tuple[Path, ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()
    reasons: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class Kept(NamedTuple):
    """All outputs of one source were current already."""

    source: str
    outputs: tuple[Path, ...]


class Failed(NamedTuple):
    """One source could not be made, or one of its outputs could not be written.

    The reason is in ``findings`` (or in those of the check, when there are none), in the sentence ``refusal``, or in
    ``breakdown``, the traceback of an internal error; that stands in the file ``report``, unless none can be written.
    ``outdated`` outputs are of an earlier source. ``written`` and ``set_aside`` are what could be written all the same.
    """

    source: str
    findings: tuple[Finding, ...] = ()
    refusal: str = ""
    breakdown: str = ""
    report: Path | None = None
    outdated: tuple[Path, ...] = ()
    written: tuple[Written, ...] = ()
    set_aside: tuple[Path, ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()
    reasons: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @classmethod
    def partly(
        cls,
        made: Made,
        refusal: str,
        outdated: tuple[Path, ...],
        findings: tuple[Finding, ...] = (),
        breakdown: str = "",
        report: Path | None = None,
    ) -> Failed:
        """Some of a source's outputs were made, others could not be, as the other arguments tell."""
        written = {name: getattr(made, name) for name in ("written", "set_aside", "seconds", "reasons", "remarks")}
        return cls(made.source, findings, refusal, breakdown, report, outdated, **written)


class Removed(NamedTuple):
    """An output is gone because its source is; or could not be removed, which ``refusal`` tells."""

    output: Path
    refusal: str = ""


class Finished(NamedTuple):
    """The end: how many SOPs were made, kept and not made.

    ``is_whole`` when nothing that was asked for is missing, ``breakdowns`` counts internal errors; seconds until the
    sources were read and checked, and in all.
    """

    made: int
    kept: int
    failed: int
    is_whole: bool
    breakdowns: int
    reading: float
    seconds: float


#: What became of one source.
Outcome: TypeAlias = Made | Kept | Failed
Event: TypeAlias = (
    Unchanged | Found | Waiting | Unlocked | Started | Collecting | Made | Kept | Failed | Removed | Finished
)
