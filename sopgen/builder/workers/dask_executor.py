"""SOPs made by a dask cluster: for those who have more of them than one machine makes in an evening.

Workers need sopgen, of the same version, and nothing of the project: each job is sent with the files that it reads. One
task is one SOP, so that it is known which one a lost worker was on.
"""

from __future__ import annotations

import asyncio
import pickle
import socket
import subprocess
import tempfile
import threading
import traceback
import uuid
import warnings
import zlib
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as StillWorking
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlsplit

import sopgen
from sopgen.builder.doctor import graphviz_version, pango_version
from sopgen.builder.job import Job, JobResult, run_job
from sopgen.builder.state.fingerprint import DRAWING_LIBRARIES, code, faces, templates
from sopgen.builder.workers.worker_pool import in_order
from sopgen.findings import LibraryMissingError, UserError
from sopgen.model.sop import Sop
from sopgen.paths import SOURCES, TEMPLATES
from sopgen.render.templates import template_folders
from sopgen.system_errors import clause

if TYPE_CHECKING:
    from distributed import Client

#: Versions of all that decides an output's bytes, by the names that people know.
Environment: TypeAlias = tuple[tuple[str, str], ...]
#: A file that comes with a job: where it stands below the folder made for it, and its content.
Enclosed: TypeAlias = tuple[str, bytes]

SCHEME = "dask"
EXAMPLE = f"{SCHEME}://10.0.0.5:8786"
#: Seconds: for the scheduler to answer, for a first worker to be there, for a last one to come back, to say good-bye.
_ANSWER = 4.0
_FIRST_WORKER = 10.0
_WORKERLESS = 30.0
_GOODBYE = 0.5
_LOOK_EVERY = 1.0
_LOGGERS = ("distributed", "distributed.client", "tornado", "tornado.application")
#: How many SOPs to send before the first is waited for: so many for each thread, but never fewer than these.
_AHEAD, _FEWEST_AHEAD = 3, 16
KILLER = (
    "Semua pekerja yang mencoba mengerjakan SOP ini mati, mungkin karena memorinya habis. "
    "Buat SOP ini di mesin ini saja: sopgen build -j 1\n"
)
_LIBRARIES = (*DRAWING_LIBRARIES, "lxml", "pillow")

_one_at_a_time = threading.Lock()  # a worker may have several threads, the PDF library has not


def parse_address(address: str) -> tuple[str, int]:
    """Host and port of ``dask://HOST:PORT``; UserError for anything else."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        parts, host, port = urlsplit(""), None, None
    if parts.scheme and parts.scheme != SCHEME:
        raise UserError(f"Jenis penjadwal “{parts.scheme}://” tidak dikenal; yang dikenal: {SCHEME}://HOST:PORT.")
    if not host or not port or parts.path.strip("/") or parts.query:
        raise UserError(f"Alamat penjadwal “{address}” tidak dapat dibaca; tulis seperti {EXAMPLE}")
    return host, port


@contextmanager
def connect(address: str, jobs: tuple[Job, ...]) -> Iterator[DaskExecutor]:
    """The cluster whose scheduler is at ``address``, its workers found to print as this machine does.

    Raises UserError when the package is missing, nobody answers, there is no worker, or one of them has other versions.
    """
    host, port = parse_address(address)
    _import_quietly()
    families = tuple(dict.fromkeys(job.sop.format.huruf for job in jobs))
    try:
        here = environment(families)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UserError("Mesin ini belum lengkap, jadi pekerjanya tidak dapat dibandingkan: sopgen doctor") from error
    client = _client(host, port)
    try:
        try:
            client.wait_for_workers(1, _FIRST_WORKER)
        except TimeoutError as error:
            message = f"Penjadwal {address} belum mempunyai pekerja; jalankan di tiap mesin: dask worker ALAMAT"
            raise UserError(message) from error
        _compare_all(client, families, here)
        yield DaskExecutor(client, address, families, here)
    finally:
        with suppress(Exception):
            client.close(timeout=_GOODBYE)  # and what is not done is taken back


class DaskExecutor:
    """The workers of a dask scheduler, through dask's own executor."""

    def __init__(self, client: Client, address: str, families: tuple[str, ...], here: Environment) -> None:
        self._ahead = max(sum(client.nthreads().values()) * _AHEAD, _FEWEST_AHEAD)
        self._client, self._address, self._families, self._here = client, address, families, here
        self._executor = client.get_executor(pure=False)
        self._build = uuid.uuid4().hex
        self._lost: dict[str, str] = {}  # source -> the worker that was lost with it
        client.subscribe_topic("all", self._hear)

    def run_all(self, jobs: tuple[Job, ...]) -> Iterator[JobResult]:
        """The product of each job, in order; those of a lost worker are made by another one.

        Raises UserError when the scheduler or the last worker is gone for good.
        """
        return in_order(((job,) for job in jobs), self._send, self._outcome, self._ahead)

    def _send(self, unit: tuple[Job, ...]) -> Future[tuple[JobResult, ...]]:
        (job,) = unit
        try:
            bundle = bundled(job)
        except OSError as error:
            reason = clause(error) or "sistem menolak membacanya"
            raise UserError(f"{error.filename} tidak dapat dibaca untuk dikirim: {reason}.") from error
        key = f"sopgen-{self._build}:{job.sop.source.name}"
        future: Future[tuple[JobResult, ...]] = self._executor.submit(work, self._families, self._here, bundle, key=key)
        return future

    def _outcome(self, unit: tuple[Job, ...], future: Future[tuple[JobResult, ...]]) -> tuple[JobResult, ...]:
        try:
            return tuple(self._remarked(product) for product in self._wait(future))
        except CancelledError:
            raise UserError(f"Sambungan ke penjadwal {self._address} terputus; ulangi bila sudah berjalan.") from None
        except Exception as error:
            if type(error).__name__ == "KilledWorker":
                return tuple(self._remarked(JobResult(job.sop.source.name, breakdown=KILLER)) for job in unit)
            if isinstance(error, ModuleNotFoundError | AttributeError | pickle.UnpicklingError):
                raise UserError(_stranger("baru", error)) from error
            if isinstance(error, UserError | LibraryMissingError):
                raise
            trace = traceback.format_exc()
            return tuple(self._remarked(JobResult(job.sop.source.name, breakdown=trace)) for job in unit)

    def _wait(self, future: Future[tuple[JobResult, ...]]) -> tuple[JobResult, ...]:
        """The result, as long as there is anybody to bring it."""
        alone = 0.0
        while True:
            try:
                return future.result(_LOOK_EVERY)
            except StillWorking:
                if future.done():
                    raise
            alone = 0.0 if self._client.nthreads() else alone + _LOOK_EVERY
            if alone >= _WORKERLESS:
                raise UserError(f"Penjadwal {self._address} tidak mempunyai pekerja lagi; jalankan pekerjanya, ulangi.")

    def _hear(self, event: tuple[float, Any]) -> None:
        """A worker was lost: remember what it was on."""
        message = event[1]
        if not isinstance(message, dict) or message.get("action") != "remove-worker":
            return
        for key in message.get("processing-tasks", ()):
            build, _, source = str(key).partition(":")
            if build == f"sopgen-{self._build}":
                self._lost[source] = str(message.get("worker", ""))

    def _remarked(self, product: JobResult) -> JobResult:
        worker = self._lost.pop(product.source, None)
        if worker is None:
            return product
        remark = f"pekerja {worker} hilang selagi memegang SOP ini; SOP ini dikerjakan ulang oleh pekerja lain"
        return replace(product, remarks=(*product.remarks, remark))


def work(families: tuple[str, ...], expected: Environment, bundle: bytes) -> tuple[JobResult, ...]:
    """On a worker: the product of a bundled job. UserError when this machine would print something else."""
    with _one_at_a_time:
        _compare(socket.gethostname(), environment(families), expected)
        return (run_job(unbundled(bundle)),)


# -- reaching the scheduler -------------------------------------------------------------------------------------


def _import_quietly() -> None:
    """Import dask; what it logs about connections is told in our own words."""
    try:
        import dask.config

        dask.config.set({"logging": dict.fromkeys(_LOGGERS, "critical")})
        dask.config.set({"distributed.comm.timeouts.connect": _ANSWER, "distributed.comm.retry.count": 0})
        import distributed  # noqa: F401
    except ModuleNotFoundError as error:
        raise UserError(
            f"Paket {error.name} yang diperlukan --executor {SCHEME}:// belum terpasang; "
            "jalankan: .venv/bin/pip install 'sopgen[dask]'"
        ) from error
    warnings.filterwarnings("ignore", module="distributed")


def _client(host: str, port: int) -> Client:
    """A client of the scheduler there; UserError at once when there is none, where dask would try again and again."""
    from distributed import Client

    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    try:
        socket.create_connection((host, port), _ANSWER).close()
    except socket.gaierror as error:
        raise UserError(f"Mesin “{host}” tidak dikenal di jaringan ini; periksa alamat --executor.") from error
    except TimeoutError as error:
        raise UserError(f"Penjadwal di {place} tidak menjawab dalam {_ANSWER:.0f} detik.") from error
    except OSError as error:
        raise UserError(f"Tidak ada penjadwal di {place}; jalankan di sana: dask scheduler") from error
    try:
        asyncio.run(_shake_hands(f"tcp://{place}"))
        return Client(f"tcp://{place}", timeout=_ANSWER, set_as_default=False)
    except Exception as error:  # whatever it is that listens there, it does not speak dask, or not ours
        raise UserError(f"Yang menjawab di {place} bukan penjadwal dask, atau versinya lain.") from error


async def _shake_hands(address: str) -> None:
    """Begin a conversation and end it: dask's client would wait for the answer for ever."""
    from distributed.comm import connect as call

    async with asyncio.timeout(_ANSWER):
        (await call(address)).abort()


# -- whether two machines print the same ------------------------------------------------------------------------


@cache
def environment(families: tuple[str, ...]) -> Environment:
    """What the documents of this machine depend on; ``families`` are the font families that they use.

    Raises OSError when Pango or Graphviz is not there.
    """
    return (
        ("sopgen", f"{version('sopgen')} ({code()[:8]})"),
        ("templat bawaan", templates(Path(sopgen.__file__).parent)[:8]),
        *((name, version(name)) for name in _LIBRARIES),
        ("Pango", pango_version()),
        ("Graphviz", graphviz_version()),
        ("zlib", zlib.ZLIB_RUNTIME_VERSION),
        *((f"huruf {family}", faces(family)[:8]) for family in families),
    )


def differences(there: Environment, here: Environment) -> str:
    """What is another there, in words: ``weasyprint 70.1, di sini 70.0``; empty when all is the same."""
    found = dict(there)
    return "; ".join(
        f"{name} {found.get(name, '(tidak ada)')}, di sini {own}" for name, own in here if found.get(name) != own
    )


def _compare_all(client: Client, families: tuple[str, ...], here: Environment) -> None:
    """UserError when a worker is not as this machine is."""
    for worker, there in client.run(environment, families, on_error="return").items():
        if isinstance(there, BaseException):
            raise UserError(_stranger(worker, there)) from there
        _compare(worker, there, here)


def _compare(worker: str, there: Environment, here: Environment) -> None:
    if other := differences(there, here):
        raise UserError(f"Pekerja {worker} tidak sama dengan mesin ini, jadi hasilnya dapat berbeda. Di sana {other}.")


def _stranger(worker: str, error: BaseException) -> str:
    reason = next(iter(str(error).splitlines()), "") or type(error).__name__
    return f"Pekerja {worker} tidak dapat menjalankan sopgen ({reason}); pasang sopgen versi ini di sana."


# -- a job that carries what it reads ---------------------------------------------------------------------------


def bundled(job: Job) -> bytes:
    """The job as bytes to be sent, with the office's logo, reference document and templates.

    A reference document that is missing by now is missed there as it would be here.
    Raises OSError when another file that it names cannot be read.
    """
    files = list(_own_templates(job.root))
    institution, sop = job.institution, job.sop
    if institution.logo is not None:
        name = f"logo/{institution.logo.name}"
        files.append((f"{SOURCES}/{name}", institution.logo.read_bytes()))
        institution = replace(institution, logo=Path(SOURCES, name))
    if sop.format.rujukan_docx is not None:
        file = Path(sop.format.rujukan_docx)
        name = f"rujukan/{file.name}"
        if file.is_file() and file == file.resolve():  # no link to elsewhere has taken its place
            files.append((f"{SOURCES}/{name}", file.read_bytes()))
        sop = replace(sop, format=replace(sop.format, rujukan_docx=name))
    bound = job.bound and _with_enacted(job.bound, files)
    sent = Job(_with_enacted(sop, files), institution, job.kinds, Path(), bound)
    return pickle.dumps((sent, tuple(files)), pickle.HIGHEST_PROTOCOL)


def _with_enacted(sop: Sop, files: list[Enclosed]) -> Sop:
    """The SOP with the document that was enacted of it among ``files``. Raises OSError when it cannot be read."""
    if sop.enacted is None:
        return sop
    name = f"{SOURCES}/ditetapkan/{sop.enacted.sha256}.pdf"
    files.append((name, sop.enacted.pdf.read_bytes()))
    return replace(sop, enactments=(replace(sop.enacted, pdf=Path(name)),))


def _with_place(sop: Sop, root: Path) -> Sop:
    """The same where its files are laid out."""
    return replace(sop, enactments=tuple(replace(each, pdf=root / each.pdf) for each in sop.enactments))


def unbundled(content: bytes) -> Job:
    """The job as it is to be done here, its files in a folder of this process's own, laid out like a project."""
    job, files = pickle.loads(content)
    root = Path(_folder(files).name)
    logo = job.institution.logo
    institution = replace(job.institution, logo=root / logo if logo else None)
    bound = job.bound and _with_place(job.bound, root)
    return Job(_with_place(job.sop, root), institution, job.kinds, root, bound)


@lru_cache(maxsize=1)
def _own_templates(root: Path) -> tuple[Enclosed, ...]:
    """Every file of the office's own templates; those that come with sopgen are on every machine."""
    return tuple(
        (f"{TEMPLATES}/{file.relative_to(folder).as_posix()}", file.read_bytes())
        for folder in template_folders(root)[:-1]
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    )


@lru_cache(maxsize=4)
def _folder(files: tuple[Enclosed, ...]) -> tempfile.TemporaryDirectory[str]:
    """A folder with these files, which goes with the process or when others have taken its place."""
    folder = tempfile.TemporaryDirectory(prefix="sopgen-")
    (Path(folder.name) / SOURCES).mkdir()
    for name, content in files:
        file = Path(folder.name) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return folder
