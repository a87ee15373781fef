"""The JSON that a POST brings, read without trust in its length, its pace or its shape."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import NoReturn

from starlette.requests import ClientDisconnect, Request

from sopgen.web.answers import Refused

MOST_BYTES = 1024 * 1024
#: Seconds in which a body has to be here: it comes from this machine.
_SECONDS = 20.0
_NO_JSON = "Isi permintaan ini bukan JSON yang dapat dibaca."


async def read_json(request: Request) -> Mapping[str, object]:
    """The object that a request brings. Raises Refused: 400 for what is none, 413 when too large, 408 when too slow."""
    try:
        async with asyncio.timeout(_SECONDS):
            body = await _read(request)
    except TimeoutError:
        raise Refused(408, "Isi permintaan ini terlalu lama ditunggu.") from None
    except ClientDisconnect:
        raise Refused(400, _NO_JSON) from None
    return _parsed(body)


async def _read(request: Request) -> bytes:
    told = request.headers.get("content-length", "")
    if told.isdecimal() and (len(told) > 12 or int(told) > MOST_BYTES):
        raise _too_large()
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise _too_large()
    return bytes(body)


def _too_large() -> Refused:
    return Refused(413, "Isi permintaan ini terlalu besar (lebih dari 1 MB).")


def _parsed(body: bytes) -> Mapping[str, object]:
    """The object in ``body``; half characters, numbers without end and nesting without end are no JSON of ours."""
    try:
        content = json.loads(body.decode(), parse_constant=_no_number)
        json.dumps(content, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Refused(400, _NO_JSON) from None
    if not isinstance(content, dict):
        raise Refused(400, "Isi permintaan ini harus sebuah objek JSON.")
    return content


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def whole_number(body: Mapping[str, object], name: str) -> int:
    """A member that is a whole number; Refused (400) otherwise."""
    value = body.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refused(400, f"“{name}” harus bilangan bulat.")
    return value


def texts(body: Mapping[str, object], name: str) -> tuple[str, ...]:
    """A member that is a list of texts, empty when it is not there; Refused (400) otherwise."""
    value = body.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Refused(400, f"“{name}” harus daftar teks.")
    return tuple(value)


def truth(body: Mapping[str, object], name: str) -> bool:
    """A member that is true or false, false when it is not there; Refused (400) otherwise."""
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise Refused(400, f"“{name}” harus true atau false.")
    return value


def member(body: Mapping[str, object], name: str) -> Mapping[str, object]:
    """A member that is an object; Refused (400) otherwise."""
    value = body.get(name)
    if not isinstance(value, dict):
        raise Refused(400, f"“{name}” harus sebuah objek JSON.")
    return value
