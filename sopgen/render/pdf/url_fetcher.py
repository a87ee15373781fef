"""What a document being rendered may read: its own pictures, and files of the project and the templates. No network."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from sopgen.render.pdf.weasyprint import URLFetcher, URLFetcherResponse

#: Scheme of pictures handed over in memory: ``sopgen:alur-2``.
SCHEME = "sopgen"
_LARGEST = 20 * 1024 * 1024  # bytes
_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".css": "text/css"}


class ForbiddenError(ValueError):
    """A document asked for something it has no business with; WeasyPrint turns it into a log line."""


class Fetcher(URLFetcher):  # type: ignore[misc]  # weasyprint has no types
    """Serves ``sopgen:`` names from memory, ``data:`` addresses, and files inside the allowed folders."""

    def __init__(self, pictures: Mapping[str, bytes], folders: tuple[Path, ...]) -> None:
        super().__init__(allowed_protocols={SCHEME, "data", "file"}, allow_redirects=False)
        self._pictures = pictures
        self._folders = tuple(folder.resolve() for folder in folders)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return what stands at ``url``; ForbiddenError for anything outside the permitted places."""
        scheme, _, rest = url.partition(":")
        if scheme == SCHEME:
            return self._picture(url, rest)
        if scheme == "file":
            return self._file(url)
        if scheme == "data":
            return super().fetch(url, headers)
        raise ForbiddenError(f"alamat tidak diizinkan: {url[:80]}")

    def _picture(self, url: str, name: str) -> URLFetcherResponse:
        picture = self._pictures.get(name)
        if picture is None:
            raise ForbiddenError(f"gambar tidak dikenal: {name}")
        kind = "image/png" if picture.startswith(b"\x89PNG") else "image/svg+xml"
        return URLFetcherResponse(url, picture, {"Content-Type": kind})

    def _file(self, url: str) -> URLFetcherResponse:
        parts = urlsplit(url)
        if parts.netloc not in ("", "localhost") or "\\" in unquote(parts.path) or "\0" in unquote(parts.path):
            raise ForbiddenError(f"alamat tidak diizinkan: {url[:80]}")
        path = Path(url2pathname(parts.path)).resolve()
        if not any(path.is_relative_to(folder) for folder in self._folders):
            raise ForbiddenError(f"berkas di luar folder proyek: {path.name}")
        if path.stat().st_size > _LARGEST:
            raise ForbiddenError(f"berkas terlalu besar: {path.name}")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _TYPES.get(path.suffix, "text/plain")})
