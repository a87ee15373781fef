"""What an operating system refuses, as people say it."""

from __future__ import annotations

import errno
import os
import traceback

_CLAUSES = {
    errno.EACCES: "tidak ada izin untuk membukanya",
    errno.EPERM: "tidak ada izin untuk itu",
    errno.ENOSPC: "ruang penyimpanan penuh",
    errno.EDQUOT: "kuota penyimpanan habis",
    errno.EFBIG: "berkasnya lebih besar daripada yang diizinkan di sini",
    errno.EROFS: "penyimpanannya hanya dapat dibaca",
    errno.EIO: "penyimpanannya rusak atau terputus",
    errno.ESTALE: "penyimpanan jaringannya terputus",
    errno.ELOOP: "tautannya berputar",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
    errno.EISDIR: "ada folder di tempat yang seharusnya berkas",
    errno.ENOTDIR: "ada berkas di tempat yang seharusnya folder",
    errno.EMFILE: "terlalu banyak berkas yang terbuka",
    errno.ENFILE: "terlalu banyak berkas yang terbuka",
    errno.ENOMEM: "memori komputer habis",
    errno.EAGAIN: "sistem tidak dapat menjalankan proses lagi",
    errno.EBUSY: "sedang dipakai program lain",
    **dict.fromkeys(
        (errno.ETIMEDOUT, errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENETUNREACH, errno.ENOTCONN, errno.ECONNRESET),
        "penyimpanan jaringannya terputus",
    ),
}
#: How ``tempfile`` begins what it says, as "no such file", when no folder for temporary files can be written to.
_NO_TEMPORARY_FOLDER = "No usable temporary directory"


def clause(error: Exception) -> str:
    """What is wrong with a machine or a folder, not with sopgen, as an Indonesian clause; empty for anything else."""
    if isinstance(error, MemoryError):
        return _CLAUSES[errno.ENOMEM]
    if not isinstance(error, OSError):
        return ""
    if (error.strerror or "").startswith(_NO_TEMPORARY_FOLDER):
        return "folder sementara tidak dapat ditulisi: ruang penyimpanan penuh, atau TMPDIR menunjuk tempat yang salah"
    return _CLAUSES.get(error.errno or 0, "")


def refusal(error: Exception) -> str:
    """The same as an Indonesian sentence, with the file's name where it is known; empty where :func:`clause` is."""
    told = clause(error)
    filename = getattr(error, "filename", None)
    name = f"{os.fsdecode(filename)}: " if isinstance(filename, str | bytes) else ""
    return f"{name}{told}." if told else ""


def refusal_or_traceback(error: Exception) -> tuple[str, str]:
    """Why something failed: the sentence about the machine, or else the traceback of an error of ours; one is empty."""
    told = refusal(error)
    return told, "" if told else "".join(traceback.format_exception(error))
