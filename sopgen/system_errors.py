"""What an operating system refuses, as people say it."""

from __future__ import annotations

import errno

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
}


def clause(error: OSError) -> str:
    """What is wrong with a machine or a folder, not with sopgen, as an Indonesian clause; empty for anything else."""
    return _CLAUSES.get(error.errno or 0, "")
