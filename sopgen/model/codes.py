"""The table of what the model can find wrong (E1xx while reading, E4xx across files); see also ``source.codes``.

``sopgen check --explain`` and the reference page are made from ``ALL_CODES`` and the rules' own codes.
"""

from __future__ import annotations

from sopgen.findings import Code, Severity
from sopgen.paths import INSTITUTION_FILE
from sopgen.source.codes import SOURCE_CODES

_FORMAT = "Panduan format sumber sopgen"
_GUIDE = "PermenPAN-RB 35/2012, pedoman penyusunan SOP AP"
_SAFETY = "Panduan keamanan sopgen"

UNKNOWN_KEY = Code("SOP-E120", Severity.ERROR, "Kunci tidak dikenal", _FORMAT)
MISSING = Code("SOP-E121", Severity.ERROR, "Kunci wajib belum diisi", _FORMAT)
WRONG_TYPE = Code("SOP-E122", Severity.ERROR, "Bentuk isi tidak sesuai", _FORMAT)
WRONG_VALUE = Code("SOP-E123", Severity.ERROR, "Isi di luar pilihan yang ada", _FORMAT)
BAD_DATE = Code("SOP-E124", Severity.ERROR, "Tanggal tidak dapat dibaca", _FORMAT)
LIMIT = Code("SOP-E125", Severity.ERROR, "Melampaui batas ukuran", _SAFETY)
UNKNOWN_UNIT = Code("SOP-E130", Severity.ERROR, f"Unit tidak ada di {INSTITUTION_FILE}", _FORMAT)
UNKNOWN_OFFICIAL = Code("SOP-E131", Severity.ERROR, f"Pejabat tidak ada di {INSTITUTION_FILE}", _FORMAT)
UNKNOWN_ACTOR = Code("SOP-E132", Severity.ERROR, "Pelaksana tidak ada dalam daftar", _GUIDE)
AMBIGUOUS_ACTOR = Code("SOP-E133", Severity.ERROR, "Nama pelaksana mendua", _FORMAT)
UNKNOWN_TARGET = Code("SOP-E134", Severity.ERROR, "Sasaran alur tidak ada", _FORMAT)
BAD_ID = Code("SOP-E135", Severity.ERROR, "Id langkah mendua atau tidak dapat dipakai", _FORMAT)
FLOW_KEYS = Code("SOP-E136", Severity.ERROR, "Kunci alur bertentangan", _FORMAT)
NO_INSTITUTION = Code("SOP-E140", Severity.ERROR, f"{INSTITUTION_FILE} tidak ada", _FORMAT)
UNSAFE_PATH = Code("SOP-E141", Severity.ERROR, "Berkas di luar folder yang diizinkan", _SAFETY)
BAD_FILE = Code("SOP-E305", Severity.ERROR, "Gambar atau dokumen rujukan tidak dapat dipakai", _SAFETY)
BAD_IGNORED = Code("SOP-E143", Severity.ERROR, "Kode pada “abaikan” tidak dapat diabaikan", _FORMAT)
FILE_NAME = Code("SOP-E144", Severity.ERROR, "Nama berkas sumber tidak sesuai", _FORMAT)
DUPLICATE_NOMOR = Code("SOP-E401", Severity.ERROR, "Dua SOP bernomor sama", _GUIDE)
UNKNOWN_RELATED = Code("SOP-E402", Severity.ERROR, "SOP yang dirujuk tidak ada", _GUIDE)
NOTHING_NAMED = Code("SOP-E403", Severity.ERROR, "Buku atau lampiran menyebut SOP yang tidak ada", _GUIDE)
NAMED_TWICE = Code("SOP-E404", Severity.ERROR, "SOP disebut dua kali dalam susunan", _GUIDE)

MODEL_CODES = (
    UNKNOWN_KEY,
    MISSING,
    WRONG_TYPE,
    WRONG_VALUE,
    BAD_DATE,
    LIMIT,
    UNKNOWN_UNIT,
    UNKNOWN_OFFICIAL,
    UNKNOWN_ACTOR,
    AMBIGUOUS_ACTOR,
    UNKNOWN_TARGET,
    BAD_ID,
    FLOW_KEYS,
    NO_INSTITUTION,
    UNSAFE_PATH,
    BAD_FILE,
    BAD_IGNORED,
    FILE_NAME,
    DUPLICATE_NOMOR,
    UNKNOWN_RELATED,
    NOTHING_NAMED,
    NAMED_TWICE,
)

ALL_CODES: tuple[Code, ...] = SOURCE_CODES + MODEL_CODES
