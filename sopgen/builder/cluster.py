"""A dask cluster as the engine of a build: for those who have more SOPs than one machine makes in an evening.

Workers need sopgen, of the same version, and nothing of the project: each job brings the files that it reads. One task
is one SOP, so that it is known which one a lost worker was on.
"""

from __future__ import annotations

import asyncio
import pickle
import socket
import subprocess
import threading
import time
import uuid
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as StillWorking
from contextlib import suppress
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

from sopgen.builder.engines import Engine, Outcome, Unit
from sopgen.builder.parcel import pack, unpack
from sopgen.builder.product import Job, Product, produce_together
from sopgen.builder.twins import Machine, differences, this_machine
from sopgen.findings import UserError

if TYPE_CHECKING:
    from distributed import Client

P = ParamSpec("P")
T = TypeVar("T")

SCHEME = "dask"
EXAMPLE = f"{SCHEME}://10.0.0.5:8786"
#: Seconds: for the scheduler to answer, for a first worker to be there, for a last one to come back, to say good-bye.
_ANSWER = 4.0
_FIRST_WORKER = 10.0
_WORKERLESS = 30.0
_GOODBYE = 0.5
_LOOK_EVERY = 1.0
_LOGGERS = ("distributed", "distributed.client", "tornado", "tornado.application")
_AHEAD = 3
_FEWEST_AHEAD = 16
KILLER = (
    "Semua pekerja yang mencoba mengerjakan SOP ini mati, mungkin karena memorinya habis. "
    "Buat SOP ini di mesin ini saja: sopgen build -j 1.\n"
)

_one_at_a_time = threading.Lock()


def parse_address(address: str) -> tuple[str, int]:
    """Host and port of ``dask://HOST:PORT``; UserError for anything else."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        parts, host, port = urlsplit(""), None, None
    if parts.scheme and parts.scheme != SCHEME:
        raise UserError(f"Mesin kerja '{parts.scheme}://' tidak dikenal; yang dikenal: {SCHEME}://HOST:PORT.")
    if not host or not port or parts.path.strip("/") or parts.query:
        raise UserError(f"Alamat penjadwal '{address}' tidak dapat dibaca; tulis seperti {EXAMPLE}")
    return host, port


def connect(address: str, jobs: tuple[Job, ...]) -> Cluster:
    """The cluster whose scheduler is at ``address``, its workers found to print as this machine does.

    Raises UserError when the package is missing, nobody answers, there is no worker, or one of them has other versions.
    """
    host, port = parse_address(address)
    _import_quietly()
    families = tuple(dict.fromkeys(job.sop.format.huruf for job in jobs))
    here = _this_machine(families)
    _knock(host, port)
    client = _client(host, port)
    try:
        threads = _threads(client, address)
        _compare_all(client, families, here)
    except BaseException:
        _leave(client)
        raise
    return Cluster(client, address, families, here, threads)


class Cluster(Engine):
    """Tasks for the workers of a dask scheduler, through dask's own executor."""

    def __init__(self, client: Client, address: str, families: tuple[str, ...], here: Machine, threads: int) -> None:
        self.ahead = max(threads * _AHEAD, _FEWEST_AHEAD)
        self._client, self._address, self._families, self._here = client, address, families, here
        self._executor = client.get_executor(pure=False)
        self._build = uuid.uuid4().hex
        self._count = 0
        self._lost: dict[str, str] = {}  # source -> the worker that was lost with it
        client.subscribe_topic("all", self._hear)

    def units(self, jobs: tuple[Job, ...]) -> Iterator[Unit]:
        """One SOP a task."""
        return ((job,) for job in jobs)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Send one unit; ``fn`` is always ``produce_together``, its argument a unit."""
        (unit,) = args
        try:
            parcels = [pack(job) for job in unit]  # type: ignore[attr-defined]
        except OSError as error:
            raise UserError(f"{error.filename} tidak dapat dibaca untuk dikirim: {error.strerror}") from error
        self._count += 1
        name = unit[0].sop.source.name  # type: ignore[index]
        key = f"sopgen-{self._build}-{self._count}:{name}"
        future: Future[T] = self._executor.submit(work, self._families, self._here, parcels, key=key)
        return future

    def outcome(self, unit: Unit, future: Future[Outcome]) -> Outcome:
        """What came back. Raises UserError when the scheduler or the last worker is gone for good."""
        try:
            return tuple(self._remarked(product) for product in self._wait(future))
        except CancelledError:
            raise UserError(f"Sambungan ke penjadwal {self._address} terputus; ulangi bila sudah berjalan.") from None
        except Exception as error:
            if type(error).__name__ == "KilledWorker":
                return tuple(self._remarked(Product(job.sop.source.name, breakdown=KILLER)) for job in unit)
            if isinstance(error, ModuleNotFoundError | AttributeError | pickle.UnpicklingError):
                raise UserError(_stranger("baru", error)) from error
            raise

    def _wait(self, future: Future[Outcome]) -> Outcome:
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
            task, _, source = str(key).partition(":")
            if task.startswith(f"sopgen-{self._build}-"):
                self._lost[source] = str(message.get("worker", ""))

    def _remarked(self, product: Product) -> Product:
        worker = self._lost.pop(product.source, None)
        if worker is None:
            return product
        remark = f"pekerja {worker} hilang selagi memegang SOP ini; SOP ini dikerjakan ulang oleh pekerja lain"
        return replace(product, remarks=(*product.remarks, remark))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take back what is not done, and leave."""
        _leave(self._client)


def work(families: tuple[str, ...], expected: Machine, parcels: list[bytes]) -> Outcome:
    """On a worker: the products of the parcels. UserError when this machine would print something else.

    A worker may have several threads, the PDF library has not: they take turns.
    """
    with _one_at_a_time:
        other = differences(this_machine(families), expected)
        if other:
            raise UserError(_other(socket.gethostname(), other))
        return produce_together(tuple(unpack(parcel) for parcel in parcels))


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


def _knock(host: str, port: int) -> None:
    """UserError when nobody listens there: known at once, where dask would try again and again."""
    place = f"{host}:{port}"
    try:
        socket.create_connection((host, port), _ANSWER).close()
    except socket.gaierror as error:
        raise UserError(f"Mesin '{host}' tidak dikenal di jaringan ini; periksa alamat --executor.") from error
    except TimeoutError as error:
        raise UserError(f"Penjadwal di {place} tidak menjawab dalam {_ANSWER:.0f} detik.") from error
    except OSError as error:
        raise UserError(f"Tidak ada penjadwal di {place}; jalankan di sana: dask scheduler") from error


def _client(host: str, port: int) -> Client:
    from distributed import Client

    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    try:
        asyncio.run(asyncio.wait_for(_shake_hands(f"tcp://{place}"), _ANSWER))
        return Client(f"tcp://{place}", timeout=_ANSWER, set_as_default=False)
    except Exception as error:  # whatever it is that listens there, it does not speak dask, or not ours
        raise UserError(f"Yang menjawab di {place} bukan penjadwal dask, atau versinya lain.") from error


async def _shake_hands(address: str) -> None:
    """Begin a conversation and end it: dask's client would wait for the answer for ever."""
    from distributed.comm import connect as call

    comm = await call(address, timeout=_ANSWER)
    comm.abort()


def _this_machine(families: tuple[str, ...]) -> Machine:
    try:
        return this_machine(families)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UserError("Mesin ini belum lengkap, jadi pekerjanya tidak dapat dibandingkan: sopgen doctor") from error


def _threads(client: Client, address: str) -> int:
    """How many SOPs the workers make at once; waits a little for the first worker."""
    end = time.monotonic() + _FIRST_WORKER
    while not (workers := client.nthreads()):
        if time.monotonic() > end:
            raise UserError(f"Penjadwal {address} belum mempunyai pekerja; jalankan di tiap mesin: dask worker ALAMAT")
        time.sleep(0.2)
    return sum(workers.values())


def _compare_all(client: Client, families: tuple[str, ...], here: Machine) -> None:
    """UserError when a worker is not as this machine is."""
    for worker, there in client.run(this_machine, families, on_error="return").items():
        if isinstance(there, BaseException):
            raise UserError(_stranger(worker, there)) from there
        if other := differences(there, here):
            raise UserError(_other(worker, other))


def _other(worker: str, other: str) -> str:
    return f"Pekerja {worker} tidak sama dengan mesin ini, jadi hasilnya dapat berbeda. Di sana {other}."


def _stranger(worker: str, error: BaseException) -> str:
    return f"Pekerja {worker} tidak dapat menjalankan sopgen ({_first_line(error)}); pasang sopgen versi ini di sana."


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), "") or type(error).__name__


def _leave(client: Client) -> None:
    with suppress(Exception):
        client.close(timeout=_GOODBYE)
