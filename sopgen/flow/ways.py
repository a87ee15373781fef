"""How long a flow takes: the quickest and the slowest way from start to end, loops not followed back.

Units of time, and where they come from:

* 1 Jam = 60 Menit.
* 1 Hari = 1 Hari kerja = 7,5 jam: Peraturan Presiden 21/2023 sets 37,5 hours a week over five days. An SOP's "Hari" is
  a working day: nobody's quality standard for a desk task counts nights.
* 1 Minggu = 5 Hari kerja (the same five days).
* 1 Bulan = 20 Hari kerja: 235 effective working days a year (KEP/75/M.PAN/7/2004, workload analysis) over 12 months,
  rounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sopgen.findings import listed
from sopgen.flow.graph import Branch
from sopgen.flow.targets import SymbolPosition, Way, places, starts, ways_out
from sopgen.model.sop import Duration, Section, TimeUnit

_NONE = Decimal(0)
_HOUR = Decimal(60)
_DAY = Decimal("7.5") * _HOUR

MINUTES: Mapping[TimeUnit, Decimal] = {
    TimeUnit.MENIT: Decimal(1),
    TimeUnit.JAM: _HOUR,
    TimeUnit.HARI: _DAY,
    TimeUnit.HARI_KERJA: _DAY,
    TimeUnit.MINGGU: 5 * _DAY,
    TimeUnit.BULAN: 20 * _DAY,
}


@dataclass(frozen=True, slots=True)
class Span:
    """A shortest and a longest time in minutes."""

    shortest: Decimal
    longest: Decimal

    def __add__(self, minutes: Decimal) -> Span:
        return Span(self.shortest + minutes, self.longest + minutes)


@dataclass(frozen=True, slots=True)
class TotalTime:
    """What one flow takes. ``left_out`` are the steps whose ``waktu`` is missing or no amount and unit."""

    span: Span
    left_out: tuple[int, ...]


def minutes(duration: Duration) -> Decimal:
    """A duration in minutes of working time."""
    return duration.amount * MINUTES[duration.unit]


def total_time(section: Section) -> TotalTime:
    """Shortest and longest total time of one flow.

    A row's time counts once however many of its symbols are passed; of parallel ways the longest counts; ways that
    close a loop are not followed. With several starts the quickest and the slowest of them count.
    """
    rests = _rests(section)
    spans = [rest + _cost(section, start) for start in starts(section) if (rest := rests.get(start)) is not None]
    left_out = tuple(step.number for step in section.steps if step.duration is None)
    if not spans:
        return TotalTime(Span(_NONE, _NONE), left_out)
    return TotalTime(_either(spans), left_out)


def total_text(section: Section) -> str:
    """The total as the form prints it: one time, or the shortest and the longest, and what is left out.

    Empty when no step has a time that can be added.
    """
    total = total_time(section)
    if len(total.left_out) == len(section.steps):
        return ""
    text = span_text(total.span)
    return f"{text} (belum termasuk {steps_text(total.left_out)})" if total.left_out else text


def span_text(span: Span) -> str:
    """``"20 Menit"``, or ``"20 Menit sampai 1 Jam"`` when the flow has ways of different length."""
    if span.shortest == span.longest:
        return time_text(span.longest)
    return f"{time_text(span.shortest)} sampai {time_text(span.longest)}"


def time_text(amount: Decimal) -> str:
    """Minutes of working time in words: ``"1 Hari 4 Jam 20 Menit"`` with days of 7,5 hours; ``"0 Menit"`` for none."""
    days, rest = divmod(amount, _DAY)
    hours, rest = divmod(rest, _HOUR)
    parts = [(days, TimeUnit.HARI), (hours, TimeUnit.JAM), (rest, TimeUnit.MENIT)]
    words = [f"{number_text(number)} {unit.value}" for number, unit in parts if number]
    return " ".join(words) or f"0 {TimeUnit.MENIT.value}"


def number_text(number: Decimal) -> str:
    """A number with decimal comma, two places at most, no needless zeros."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")


def steps_text(numbers: tuple[int, ...]) -> str:
    """``"langkah 3"``, ``"langkah 3 dan 7"``, ``"langkah 3, 7, dan 9"``."""
    return f"langkah {listed([str(number) for number in numbers])}"


def _cost(section: Section, place: SymbolPosition) -> Decimal:
    duration = section.steps[place.step - 1].duration
    return _NONE if duration is None else minutes(duration)


def _rests(section: Section) -> dict[SymbolPosition, Span]:
    """For every symbol from which the end is reached without a loop: the time still to come after its own row."""
    rests: dict[SymbolPosition, Span] = {}
    for place, ways in _without_loops(section):
        branches: dict[Branch | None, list[Span]] = {}
        for way in ways:
            rest = _rest_of(section, way, rests)
            if rest is not None:
                branches.setdefault(way.branch, []).append(rest)
        if branches:
            rests[place] = _either([_together(spans) for spans in branches.values()])
    return rests


def _rest_of(section: Section, way: Way, rests: Mapping[SymbolPosition, Span]) -> Span | None:
    if way.to is None:
        return Span(_NONE, _NONE)
    rest = rests.get(way.to)
    if rest is None or way.to.step == way.place.step:
        return rest
    return rest + _cost(section, way.to)


def _either(spans: list[Span]) -> Span:
    """Alternatives: one of them happens."""
    return Span(min(span.shortest for span in spans), max(span.longest for span in spans))


def added(spans: Iterable[Span]) -> Span:
    """Spans one after the other; no time for none."""
    both = tuple(spans)
    return Span(sum((span.shortest for span in both), _NONE), sum((span.longest for span in both), _NONE))


def _together(spans: list[Span]) -> Span:
    """Parallel ways: all happen, the slowest decides."""
    return Span(max(span.shortest for span in spans), max(span.longest for span in spans))


def _without_loops(section: Section) -> Iterator[tuple[SymbolPosition, tuple[Way, ...]]]:
    """Symbols after all those they lead to, with the ways that close no loop (depth first, Y before T)."""
    ways = {place: ways_out(section, place) for place, _ in places(section)}
    done: set[SymbolPosition] = set()
    for start in starts(section):
        if start in done:
            continue
        path: dict[SymbolPosition, Iterator[Way]] = {start: iter(ways[start])}
        kept: dict[SymbolPosition, list[Way]] = {start: []}
        while path:
            place = next(reversed(path))
            way = next(path[place], None)
            if way is None:
                del path[place]
                done.add(place)
                yield place, tuple(kept[place])
            elif way.to is None or way.to not in path:
                kept[place].append(way)
                if way.to is not None and way.to not in done:
                    path[way.to] = iter(ways[way.to])
                    kept[way.to] = []
