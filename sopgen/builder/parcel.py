"""A job that carries what it reads, so that a machine without the project's files makes the same documents.

Beside its model an SOP needs the office's logo, its own templates and its reference document: ``pack`` takes their
contents along, ``unpack`` puts them into a folder of the machine that is to do the work, laid out like a project.
"""

from __future__ import annotations

import pickle
import tempfile
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath

from sopgen.builder.product import Job
from sopgen.model.institution import Institution
from sopgen.model.sop import Sop
from sopgen.paths import SOURCES, TEMPLATES
from sopgen.render.templates import template_folders

_LOGO = PurePosixPath(SOURCES) / "logo"
_REFERENCE = PurePosixPath(SOURCES) / "rujukan"
_TEMPLATES = PurePosixPath(TEMPLATES)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that comes with a job; ``name`` is where it stands below the folder made for it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Parcel:
    """A job and all that it reads. In ``job`` the paths of these files are the names of ``attachments``."""

    job: Job
    attachments: tuple[Attachment, ...] = ()


def pack(job: Job) -> bytes:
    """The job as bytes to be sent. Raises OSError when a file that it names cannot be read."""
    institution, logo = _with_logo(job.institution)
    sop, reference = _with_reference(job.sop, job.root)
    sent = Job(sop, institution, job.kinds, Path())
    return pickle.dumps(Parcel(sent, (*logo, *reference, *_own_templates(job.root))), pickle.HIGHEST_PROTOCOL)


def unpack(content: bytes) -> Job:
    """The job as it is to be done here, its files in a folder of this process's own."""
    parcel: Parcel = pickle.loads(content)
    root = Path(_folder(parcel.attachments).name)
    job = parcel.job
    institution = job.institution
    if institution.logo is not None:
        institution = replace(institution, logo=root / institution.logo)
    sop = job.sop
    if sop.format.rujukan_docx is not None:
        sop = replace(sop, format=replace(sop.format, rujukan_docx=str(root / sop.format.rujukan_docx)))
    return Job(sop, institution, job.kinds, root)


def _with_logo(institution: Institution) -> tuple[Institution, tuple[Attachment, ...]]:
    if institution.logo is None:
        return institution, ()
    name = _LOGO / institution.logo.name
    return replace(institution, logo=Path(name)), (Attachment(str(name), institution.logo.read_bytes()),)


def _with_reference(sop: Sop, root: Path) -> tuple[Sop, tuple[Attachment, ...]]:
    """A document that is not there, or lies outside the project, is not sent: it is missed there as it is here."""
    name = sop.format.rujukan_docx
    if name is None:
        return sop, ()
    sent = _REFERENCE / PurePosixPath(name).name
    moved = replace(sop, format=replace(sop.format, rujukan_docx=str(sent)))
    for home in ((root / folder).resolve() for folder in (SOURCES, TEMPLATES)):
        file = (home / name).resolve()
        if file.is_relative_to(home) and file.is_file():
            return moved, (Attachment(str(sent), file.read_bytes()),)
    return moved, ()


@lru_cache(maxsize=1)
def _own_templates(root: Path) -> tuple[Attachment, ...]:
    """Every file of the office's own templates; those that come with sopgen are on every machine."""
    own = template_folders(root)[:-1]
    return tuple(
        Attachment(str(_TEMPLATES / file.relative_to(folder).as_posix()), file.read_bytes())
        for folder in own
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    )


@lru_cache(maxsize=4)
def _folder(attachments: tuple[Attachment, ...]) -> tempfile.TemporaryDirectory[str]:
    """A folder with these files, which goes with the process or when others have taken its place."""
    folder = tempfile.TemporaryDirectory(prefix="sopgen-")
    (Path(folder.name) / SOURCES).mkdir()
    for attachment in attachments:
        file = Path(folder.name) / attachment.name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(attachment.content)
    return folder
