"""Several works that wait for other processes: each goes on as soon as what it waits for is there."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")
#: Work that yields what it waits for, is sent what that came to, and returns a T.
Work: TypeAlias = Generator[Future[Any], Any, T]


def side_by_side(works: Sequence[Work[T]]) -> tuple[T, ...]:
    """What the works return, in their order; what one of them raises is raised here."""
    results: dict[int, T] = {}
    waiting: dict[Future[Any], int] = {}

    def resume(number: int, value: Any) -> None:
        try:
            waiting[works[number].send(value)] = number
        except StopIteration as end:
            results[number] = end.value

    for number in range(len(works)):
        resume(number, None)
    while waiting:
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            resume(waiting.pop(future), future.result())
    return tuple(results[number] for number in range(len(works)))
