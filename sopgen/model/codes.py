"""Codes of what the model can find wrong (E1xx while reading, E4xx across files); see also ``source.codes``."""

from __future__ import annotations

from sopgen.findings import Code
from sopgen.model.example import flow_table, review, row
from sopgen.paths import BOOK_FILE, INSTITUTION, INSTITUTION_FILE, SOURCES, TEMPLATES

_FORMAT = "Panduan format sumber sopgen"
_GUIDE = "PermenPAN-RB 35/2012, pedoman penyusunan SOP AP"
_SAFETY = "Panduan keamanan sopgen"
_STEP = flow_table(row("Menyusun konsep surat", "Staf", "Disposisi", "1 Jam", "Konsep surat"), pelaksana="Staf")

UNKNOWN_KEY = Code(
    "SOP-E120",
    "Kunci tidak dikenal",
    _FORMAT,
    "Kunci yang salah ketik tidak terbaca, sehingga isinya hilang.",
    bad="peringtan: Apabila SOP ini tidak dilaksanakan maka surat terlambat",
    good="peringatan: Apabila SOP ini tidak dilaksanakan maka surat terlambat",
)
MISSING = Code(
    "SOP-E121",
    "Kunci wajib belum diisi",
    _FORMAT,
    "Tanpa isi ini formulir tidak lengkap.",
    bad="judul:",
    good="judul: Penyusunan Laporan Kinerja",
)
GAP = Code(
    "SOP-W121",
    "Isi wajib pada konsep masih kosong",
    _FORMAT,
    "Konsep dibuat dengan bagian yang masih kosong, supaya dapat dibahas; buku dan lampiran surat tidak memuatnya. "
    "Sebelum berstatus berlaku, isinya harus lengkap.",
    bad="status: konsep\njudul:",
    good="status: konsep\njudul: Penyusunan Laporan Kinerja",
)
WRONG_TYPE = Code(
    "SOP-E122",
    "Bentuk isi tidak sesuai",
    _FORMAT,
    "Yang diminta teks, daftar, atau pasangan kunci dan isi; yang tertulis bentuk lain.",
    bad="judul: [Penyusunan, Laporan]",
    good="judul: Penyusunan Laporan",
)
WRONG_VALUE = Code(
    "SOP-E123",
    "Isi di luar pilihan yang ada",
    _FORMAT,
    "Kunci ini hanya menerima beberapa kata.",
    bad="status: aktif",
    good="status: berlaku",
)
BAD_DATE = Code(
    "SOP-E124",
    "Tanggal tidak dapat dibaca",
    _FORMAT,
    "Tanggal ditulis tahun-bulan-tanggal; nama hari dan bulan dihitung sendiri.",
    bad="tanggal_efektif: 2 Mei 2018",
    good="tanggal_efektif: 2018-05-02",
)
LIMIT = Code(
    "SOP-E125", "Melampaui batas ukuran", _SAFETY, "Batas ini jauh di atas SOP mana pun; pecah SOP yang melewatinya."
)
UNKNOWN_UNIT = Code(
    "SOP-E130",
    f"Unit tidak ada di {INSTITUTION_FILE}",
    _FORMAT,
    f"Unit ditulis dengan kuncinya di {INSTITUTION_FILE}.",
    bad="unit: biro-lain",
    good="unit: biro",
)
UNKNOWN_OFFICIAL = Code(
    "SOP-E131",
    f"Pejabat tidak ada di {INSTITUTION_FILE}",
    _FORMAT,
    f"Pejabat ditulis dengan kuncinya di {INSTITUTION_FILE}.",
    bad="disahkan_oleh: menteri",
    good="disahkan_oleh: kepala",
)
UNKNOWN_ACTOR = Code(
    "SOP-E132",
    "Pelaksana tidak ada dalam daftar",
    _GUIDE,
    "Setiap langkah menunjuk kolom yang ada dalam daftar pelaksana.",
    bad=_STEP.replace("pelaksana: Staf", "pelaksana: Staff"),
    good=_STEP,
)
AMBIGUOUS_ACTOR = Code(
    "SOP-E133",
    "Nama pelaksana ganda",
    _FORMAT,
    "Nama pelaksana tidak boleh menunjuk dua kolom.",
    bad="pelaksana: [Staf, Kepala, Staf]",
    good="pelaksana: [Staf, Kepala]",
)
UNKNOWN_TARGET = Code(
    "SOP-E134",
    "Langkah tujuan tidak ada",
    _FORMAT,
    "Cabang menunjuk id atau nomor langkah yang ada, atau kata lanjut dan selesai.",
    bad=review(second="tidak: konsepp"),
    good=review(),
)
BAD_ID = Code(
    "SOP-E135",
    "Id langkah ganda atau tidak dapat dipakai",
    _FORMAT,
    "Id menunjuk tepat satu langkah, dan bukan angka atau kata lanjut dan selesai.",
    bad=review().replace("id: periksa", "id: konsep"),
    good=review(),
)
FLOW_KEYS = Code(
    "SOP-E136",
    "Kunci alur bertentangan",
    _FORMAT,
    "Kunci alur yang saling meniadakan: alur tidak dapat berakhir dan berlanjut sekaligus.",
    bad=review("lanjut: periksa\nselesai: true"),
    good=review(),
)
NO_INSTITUTION = Code(
    "SOP-E140",
    f"{INSTITUTION_FILE} tidak ada",
    _FORMAT,
    f"Nama instansi, unit, dan pejabat dibaca dari {INSTITUTION}.",
)
UNSAFE_PATH = Code(
    "SOP-E141",
    "Berkas di luar folder yang diizinkan",
    _SAFETY,
    f"Gambar dan dokumen rujukan berada di {SOURCES}/ atau {TEMPLATES}/.",
)
BAD_FILE = Code(
    "SOP-E305",
    "Gambar atau dokumen rujukan tidak dapat dipakai",
    _SAFETY,
    "Logo adalah SVG atau PNG yang utuh; rujukan DOCX adalah berkas Word.",
)
BAD_IGNORED = Code(
    "SOP-E143",
    "Kode pada “abaikan” tidak dapat diabaikan",
    _FORMAT,
    "Galat tidak dapat diabaikan, dan yang diabaikan adalah kode temuan yang ada.",
    bad="abaikan:\n  - kode: SOP-E201\n    alasan: Belum selesai",
    good="abaikan:\n  - kode: SOP-S101\n    alasan: Istilah teknis",
)
FILE_NAME = Code("SOP-E144", "Nama berkas sumber tidak sesuai", _FORMAT, "Hanya berkas berakhiran .yaml yang dibaca.")
NAME_TOO_LONG = Code(
    "SOP-E145",
    "Nama berkas sumber terlalu panjang",
    _FORMAT,
    "Hasilnya bernama seperti sumbernya, dengan akhiran lain; sistem berkas membatasi panjang nama.",
)
INTERNAL = Code(
    "SOP-E199",
    "Kesalahan program sewaktu berkas diperiksa",
    "Janji sopgen: kesalahan pada satu berkas tidak menahan berkas lain",
    "Ini kesalahan sopgen, bukan kesalahan berkas ini; berkas lainnya tetap diperiksa dan dibuat.",
)
DUPLICATE_NOMOR = Code(
    "SOP-E401",
    "Dua SOP bernomor sama",
    _GUIDE,
    "Nomor SOP tidak berulang. Yang dibandingkan adalah yang tampak: spasi ganda dan karakter yang tidak kelihatan, "
    "yang kadang ikut tersalin, tidak membedakan dua nomor.",
    bad="# satu.yaml\nnomor: A.1\n# dua.yaml\nnomor: A.1",
    good="# satu.yaml\nnomor: A.1\n# dua.yaml\nnomor: A.2",
)
UNKNOWN_RELATED = Code(
    "SOP-E402",
    "SOP yang dirujuk tidak ada",
    _GUIDE,
    f"SOP yang dirujuk dengan nomor harus ada di {SOURCES}/; yang belum ada ditulis judulnya saja.",
    bad="keterkaitan:\n  - sop: A.99",
    good="keterkaitan:\n  - SOP Mikro Penataan Arsip",
)
NOTHING_NAMED = Code(
    "SOP-E403",
    "SOP dalam buku atau lampiran tidak ada",
    _GUIDE,
    "Susunan buku dan lampiran surat menunjuk SOP dengan nomor atau nama berkasnya.",
    bad=f"# {BOOK_FILE}\njudul: Buku SOP\ntahun: 2018\nsusunan:\n  - judul: Bab\n    sop: [A.99]",
    good=f"# {BOOK_FILE}\njudul: Buku SOP\ntahun: 2018\nsusunan:\n  - judul: Bab\n    sop: [sop.yaml]",
)
NAMED_TWICE = Code(
    "SOP-E404",
    "SOP tercantum dua kali dalam susunan",
    _GUIDE,
    "Satu SOP berdiri di satu tempat dalam buku, dan di satu tempat dalam surat.",
    bad=f"# {BOOK_FILE}\njudul: Buku SOP\ntahun: 2018\nsusunan:\n  - judul: Bab\n    sop: [sop.yaml, sop.yaml]",
    good=f"# {BOOK_FILE}\njudul: Buku SOP\ntahun: 2018\nsusunan:\n  - judul: Bab\n    sop: [sop.yaml]",
)
_ORDER = f"# {BOOK_FILE}\njudul: Buku SOP\ntahun: 2018\nsusunan:\n"
_EVERY, _ONE = (f"  - judul: Bab {name}\n    sop: [{word}]\n" for name, word in (("Umum", "'*.yaml'"), ("Dua", "A.2")))
_TWO_SOPS = "# satu.yaml\nnomor: A.1\n# dua.yaml\nnomor: A.2"
EMPTY_CHAPTER = Code(
    "SOP-W123",
    "Bab buku tanpa SOP",
    _GUIDE,
    "SOP yang cocok dengan beberapa bab berdiri pada bab yang pertama. Bab yang semua SOP-nya sudah berdiri pada bab "
    "sebelumnya tidak dicetak.",
    bad=f"{_ORDER}{_EVERY}{_ONE}{_TWO_SOPS}",
    good=f"{_ORDER}{_ONE}{_EVERY}{_TWO_SOPS}",
)
#: Where the rules about kept documents come from.
_STAYS = "yang ditandatangani tetap seperti yang ditandatangani", "yang dikirim tetap seperti yang dikirim"
SIGNED_STAYS, SENT_STAYS = (f"Janji sopgen: {what}" for what in _STAYS)

ENACTED = Code(
    "SOP-E406",
    "Dokumen yang sudah ditetapkan rusak",
    SIGNED_STAYS,
    "Dokumen yang ditetapkan disimpan di samping berkas SOP beserta sidik jarinya; yang berubah sesudah itu ditolak.",
)
SENT = Code(
    "SOP-E407",
    "Surat yang sudah terkirim rusak",
    SENT_STAYS,
    "Surat yang terkirim disimpan di samping berkas suratnya beserta sidik jarinya; yang berubah sesudah itu ditolak.",
)
KEPT_ALONE = Code(
    "SOP-W122",
    "Dokumen yang ditetapkan atau terkirim tanpa berkas sumbernya",
    f"Janji sopgen: {', '.join(_STAYS)}",
    "Dokumen yang ditetapkan atau terkirim dikenali dari nama berkas SOP atau surat di sampingnya; bila nama berkas "
    "itu diganti, nama foldernya juga.",
)
