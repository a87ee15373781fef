"""Answers in JSON, and refusals: one shape, ``{"error": "a sentence", "state": …}``."""

from __future__ import annotations

import json
from collections.abc import Mapping

from starlette.responses import Response

#: What can be sent as JSON.
Json = Mapping[str, object]


class Refused(Exception):  # noqa: N818  (it is an answer, not a mistake of ours)
    """A request that is not done: the HTTP ``status``, an Indonesian sentence, and further members of the answer."""

    def __init__(self, status: int, sentence: str, more: Json | None = None) -> None:
        super().__init__(sentence)
        self.status, self.sentence, self.more = status, sentence, more or {}

    def answer(self) -> Response:
        """What is sent."""
        return json_answer({"error": self.sentence, **self.more}, self.status)


def json_answer(content: Json, status: int = 200) -> Response:
    """An answer in JSON."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Response(text.encode(), status, media_type="application/json")


def no_such_page() -> Refused:
    """What is said of an address that leads nowhere."""
    return Refused(404, "Alamat ini tidak ada.")
