"""What a document may read: nothing but its own pictures and files inside the allowed folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from sopgen.render.pdf.url_fetcher import Fetcher, ForbiddenError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a picture in it, and a secret beside it."""
    inside = tmp_path / "templates"
    inside.mkdir()
    (inside / "a b.svg").write_bytes(b"<svg/>")
    (tmp_path / "rahasia.svg").write_bytes(b"rahasia")
    return inside


def test_pictures_are_served_by_name() -> None:
    response = Fetcher({"garis-1": b"<svg/>"}, ()).fetch("sopgen:garis-1")
    assert response.read() == b"<svg/>"
    assert response.content_type == "image/svg+xml"


def test_a_png_is_served_as_png() -> None:
    assert Fetcher({"logo": b"\x89PNG...."}, ()).fetch("sopgen:logo").content_type == "image/png"


def test_files_inside_the_folders_are_read(folder: Path) -> None:
    assert Fetcher({}, (folder,)).fetch((folder / "a b.svg").as_uri()).read() == b"<svg/>"


def test_data_addresses_are_read() -> None:
    assert Fetcher({}, ()).fetch("data:text/plain,halo").read() == b"halo"


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/a.svg",
        "https://contoh.go.id/a.svg",
        "ftp://localhost/a",
        "sopgen:tidak-ada",
        "gopher://x",
        "FILE:///etc/passwd",
        "javascript:1",
    ],
)
def test_everything_else_is_refused(address: str, folder: Path) -> None:
    with pytest.raises(ValueError, match=r"."):
        Fetcher({}, (folder,)).fetch(address)


@pytest.mark.parametrize(
    "way",
    ["../rahasia.svg", "%2e%2e/rahasia.svg", "..%2frahasia.svg", "a/../../rahasia.svg", "..\\rahasia.svg", "x%00.svg"],
)
def test_no_way_leads_out_of_the_folders(way: str, folder: Path) -> None:
    with pytest.raises(ForbiddenError):
        Fetcher({}, (folder,)).fetch(folder.as_uri() + "/" + way)


def test_a_link_out_of_the_folders_is_refused(folder: Path) -> None:
    (folder / "logo.svg").symlink_to(folder.parent / "rahasia.svg")
    with pytest.raises(ForbiddenError):
        Fetcher({}, (folder,)).fetch((folder / "logo.svg").as_uri())


def test_another_machine_is_refused(folder: Path) -> None:
    with pytest.raises(ForbiddenError):
        Fetcher({}, (folder,)).fetch(f"file://server{folder}/a b.svg")
