"""Who may talk to this run: a key in the link that it prints, given once against a cookie."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field
from enum import Enum, auto

_BYTES = 32


class Exchange(Enum):
    """What became of a key that somebody showed."""

    GIVEN = auto()  # for the first time: the cookie goes with the answer
    USED = auto()  # the right one, once more: who has the cookie goes on
    WRONG = auto()


def _secret() -> str:
    return secrets.token_urlsafe(_BYTES)


@dataclass
class Access:
    """The key and the cookie of one run on ``port``. Browsers send cookies to every port, so its name bears ours."""

    port: int
    key: str = field(default_factory=_secret)
    cookie: str = field(default_factory=_secret)
    _used: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def hosts(self) -> frozenset[str]:
        """What a browser may call us: anything else is a name that somebody made point here."""
        names = ("127.0.0.1", "localhost")
        bare = names if self.port == 80 else ()
        return frozenset((*(f"{name}:{self.port}" for name in names), *bare))

    @property
    def origins(self) -> frozenset[str]:
        """The origins of our own page."""
        return frozenset(f"http://{host}" for host in self.hosts)

    @property
    def link(self) -> str:
        """What a person opens."""
        return f"http://127.0.0.1:{self.port}/masuk?kunci={self.key}"

    @property
    def cookie_name(self) -> str:
        """The cookie's name."""
        return f"sopgen-{self.port}"

    @property
    def cookie_header(self) -> str:
        """The cookie as an answer sets it: gone with the browser, never shown to scripts or sent from other sites."""
        return f"{self.cookie_name}={self.cookie}; Path=/; HttpOnly; SameSite=Strict"

    def exchange(self, key: str) -> Exchange:
        """Take a key; it is given for the cookie once."""
        if not secrets.compare_digest(key.encode(errors="replace"), self.key.encode()):
            return Exchange.WRONG
        with self._lock:
            used, self._used = self._used, True
        return Exchange.USED if used else Exchange.GIVEN

    def admits(self, cookies: list[str]) -> bool:
        """Whether one of the ``Cookie`` headers holds ours."""
        found = (value for header in cookies for value in self._values(header))
        return any(secrets.compare_digest(value.encode(errors="replace"), self.cookie.encode()) for value in found)

    def _values(self, header: str) -> list[str]:
        """All cookies of our name in a header: another program on this machine may have set one of that name too."""
        pairs = (part.strip().partition("=") for part in header.split(";"))
        return [value for name, _, value in pairs if name == self.cookie_name]
