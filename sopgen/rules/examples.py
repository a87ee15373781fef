"""Why the codes of the other stages exist, with examples where a snippet can show one; the rules carry their own.

A code without an example is about a file as a whole (its size, its encoding), or about paper, fonts and programs.
"""

from __future__ import annotations

from collections.abc import Mapping

from sopgen.paths import BOOK_FILE, INSTITUTION, INSTITUTION_FILE, SOURCES, TEMPLATES
from sopgen.rules.rule import Explanation

_STEP = """\
pelaksana: [Staf]
langkah:
  - kegiatan: Menyusun konsep surat
    pelaksana: Staf
    kelengkapan: Disposisi
    waktu: 1 Jam
    output: Konsep surat"""

_REVIEW = """\
langkah:
  - id: konsep
    kegiatan: Menyusun konsep surat
    pelaksana: Staf
{}    kelengkapan: Disposisi
    waktu: 1 Jam
    output: Konsep surat
  - id: periksa
    kegiatan: Memeriksa konsep surat
    pelaksana: Kepala
{}    kelengkapan: Konsep surat
    waktu: 10 Menit
    output: Surat"""

_GOOD_REVIEW = _REVIEW.format("", "    tidak: konsep\n")

EXAMPLES: Mapping[str, Explanation] = {
    "SOP-E101": Explanation(
        "Tanda baca YAML yang kurang membuat sisa berkas tidak dapat dibaca.",
        'judul: "Penyusunan Laporan',
        'judul: "Penyusunan Laporan"',
    ),
    "SOP-E102": Explanation(
        "Lekukan hanya dengan spasi: lebar tab berbeda di setiap layar.",
        "dasar_hukum:\n\t- Peraturan Contoh Nomor 1 Tahun 2020 tentang Arsip",
        "dasar_hukum:\n  - Peraturan Contoh Nomor 1 Tahun 2020 tentang Arsip",
    ),
    "SOP-E103": Explanation(
        "Kunci yang ditulis dua kali: yang mana yang dicetak?",
        "pencatatan: Disimpan secara elektronik\npencatatan: Disimpan secara manual",
        "pencatatan: Disimpan secara elektronik dan manual",
    ),
    "SOP-E104": Explanation(
        "Jangkar, alias, dan tag menyembunyikan isi di tempat lain; sumber SOP ditulis apa adanya.",
        "pencatatan: !tag Disimpan secara elektronik",
        "pencatatan: Disimpan secara elektronik",
    ),
    "SOP-E105": Explanation("Satu berkas memuat satu SOP; garis “---” di tengah memulai dokumen lain.", "", ""),
    "SOP-E106": Explanation("Karakter kendali tidak tercetak dan biasanya ikut tersalin dari program lain.", "", ""),
    "SOP-E107": Explanation("Simpan ulang berkas dengan pengodean UTF-8 (pada Notepad: Simpan Sebagai).", "", ""),
    "SOP-E108": Explanation("Berkas paling besar 1 MiB; SOP yang wajar jauh lebih kecil.", "", ""),
    "SOP-E109": Explanation("Isi yang bersarang terlalu dalam bukan SOP, dan dapat menghabiskan memori.", "", ""),
    "SOP-E110": Explanation("Berkas ada tetapi tidak boleh atau tidak dapat dibaca.", "", ""),
    "SOP-E111": Explanation("Setiap berkas berisi baris-baris “kunci: isi”.", "", ""),
    "SOP-E112": Explanation(
        "Kunci adalah satu kata di depan titik dua.",
        "? [judul, nomor]\n: Penyusunan Laporan",
        "judul: Penyusunan Laporan",
    ),
    "SOP-E120": Explanation(
        "Kunci yang salah ketik tidak terbaca, sehingga isinya hilang.",
        "peringtan: Apabila SOP ini tidak dilaksanakan maka surat terlambat",
        "peringatan: Apabila SOP ini tidak dilaksanakan maka surat terlambat",
    ),
    "SOP-E121": Explanation("Tanpa isi ini formulir tidak lengkap.", "judul:", "judul: Penyusunan Laporan Kinerja"),
    "SOP-E122": Explanation(
        "Yang diminta teks, daftar, atau pasangan kunci dan isi; yang tertulis bentuk lain.",
        "judul: [Penyusunan, Laporan]",
        "judul: Penyusunan Laporan",
    ),
    "SOP-E123": Explanation("Kunci ini hanya menerima beberapa kata.", "status: aktif", "status: berlaku"),
    "SOP-E124": Explanation(
        "Tanggal ditulis tahun-bulan-tanggal; nama hari dan bulan dihitung sendiri.",
        "tanggal_efektif: 2 Mei 2018",
        "tanggal_efektif: 2018-05-02",
    ),
    "SOP-E125": Explanation("Batas ini jauh di atas SOP mana pun; pecah SOP yang melewatinya.", "", ""),
    "SOP-E130": Explanation(f"Unit ditulis dengan kuncinya di {INSTITUTION_FILE}.", "unit: biro-lain", "unit: biro"),
    "SOP-E131": Explanation(
        f"Pejabat ditulis dengan kuncinya di {INSTITUTION_FILE}.", "disahkan_oleh: menteri", "disahkan_oleh: kepala"
    ),
    "SOP-E132": Explanation(
        "Setiap langkah menunjuk kolom yang ada dalam daftar pelaksana.",
        _STEP.replace("pelaksana: Staf", "pelaksana: Staff"),
        _STEP,
    ),
    "SOP-E133": Explanation(
        "Nama pelaksana tidak boleh menunjuk dua kolom.",
        "pelaksana: [Staf, Kepala, Staf]",
        "pelaksana: [Staf, Kepala]",
    ),
    "SOP-E134": Explanation(
        "Cabang menunjuk id atau nomor langkah yang ada, atau kata lanjut dan selesai.",
        _REVIEW.format("", "    tidak: konsepp\n"),
        _GOOD_REVIEW,
    ),
    "SOP-E135": Explanation(
        "Id menunjuk tepat satu langkah, dan bukan angka atau kata lanjut dan selesai.",
        _GOOD_REVIEW.replace("id: periksa", "id: konsep"),
        _GOOD_REVIEW,
    ),
    "SOP-E136": Explanation(
        "Kunci alur yang saling meniadakan: alur tidak dapat berakhir dan berlanjut sekaligus.",
        _REVIEW.format("    lanjut: periksa\n    selesai: true\n", "    tidak: konsep\n"),
        _GOOD_REVIEW,
    ),
    "SOP-E140": Explanation(f"Nama instansi, unit, dan pejabat dibaca dari {INSTITUTION}.", "", ""),
    "SOP-E141": Explanation(f"Gambar dan dokumen rujukan berada di {SOURCES}/ atau {TEMPLATES}/.", "", ""),
    "SOP-E305": Explanation("Logo adalah SVG atau PNG yang utuh; rujukan DOCX adalah berkas Word.", "", ""),
    "SOP-E143": Explanation(
        "Galat tidak dapat diabaikan, dan yang diabaikan adalah kode temuan yang ada.",
        "abaikan:\n  - kode: SOP-E201\n    alasan: Belum selesai",
        "abaikan:\n  - kode: SOP-S101\n    alasan: Istilah teknis",
    ),
    "SOP-E144": Explanation("Hanya berkas berakhiran .yaml yang dibaca.", "", ""),
    "SOP-W190": Explanation(
        "Tanda # di tengah baris memulai komentar, sehingga sisa teks tidak tercetak.",
        "pencatatan: Disimpan di lemari #3",
        'pencatatan: "Disimpan di lemari #3"',
    ),
    "SOP-E201": Explanation(
        "Langkah yang tidak dituju alur mana pun tidak akan pernah dikerjakan.",
        _REVIEW.format("    selesai: true\n", ""),
        _GOOD_REVIEW,
    ),
    "SOP-E202": Explanation(
        "Setiap alur berakhir pada satu kapsul; alur yang terus kembali tidak pernah selesai.",
        _REVIEW.format("", "    lanjut: konsep\n"),
        _GOOD_REVIEW,
    ),
    "SOP-E203": Explanation(
        "Keputusan yang kedua jawabannya sama bukan keputusan.",
        _REVIEW.format("", "    ya: konsep\n    tidak: konsep\n"),
        _GOOD_REVIEW,
    ),
    "SOP-E204": Explanation(
        "Panah yang kembali ke lambangnya sendiri tidak mengatakan apa yang diperbaiki, dan oleh siapa.",
        _REVIEW.format("", "    tidak: periksa\n"),
        _GOOD_REVIEW,
    ),
    "SOP-E205": Explanation(
        "Setiap panah digambar satu kali.",
        _REVIEW.format("", "    tidak: [konsep, konsep]\n"),
        _GOOD_REVIEW,
    ),
    "SOP-E301": Explanation(
        "Satu baris tabel tidak dapat dipotong di tengah. Pecah langkahnya menjadi dua, atau perkecil ukuran_huruf; "
        "sopgen sudah mencoba sampai 7 pt.",
        "",
        "",
    ),
    "SOP-E302": Explanation(
        "Semua kolom pelaksana harus muat dengan judulnya terbaca. Kurangi pelaksana, pecah SOP dengan “bagian”, "
        "atau pakai kertas yang lebih lebar.",
        "",
        "",
    ),
    "SOP-E303": Explanation(
        "Karakter yang tidak ada pada huruf tercetak sebagai kotak kosong. Ganti dengan karakter biasa.", "", ""
    ),
    "SOP-E304": Explanation(
        "Panah-panahnya terlalu banyak untuk ruang yang ada. Pisahkan langkah-langkahnya, atau kurangi tujuan cabang.",
        "",
        "",
    ),
    "SOP-E331": Explanation("Berkas rujukan_docx harus dokumen Word (.docx) yang utuh.", "", ""),
    "SOP-W331": Explanation("Gaya yang tidak ada diganti gaya bawaan sopgen.", "", ""),
    "SOP-W332": Explanation(
        "Word mendorong isi halaman turun bila kepala halaman terlalu tinggi; halamannya lalu lain dari PDF.", "", ""
    ),
    "SOP-E350": Explanation("Program Graphviz (dot) tidak ada atau gagal; jalankan “sopgen doctor”.", "", ""),
    "SOP-E351": Explanation("Ada teks atau lambang yang tidak sampai ke PDF; yang tidak utuh tidak dibuat.", "", ""),
    "SOP-E352": Explanation("Logo adalah SVG atau PNG yang utuh, tanpa rujukan ke luar.", "", ""),
    "SOP-E401": Explanation(
        "Nomor SOP tidak berulang.",
        "# satu.yaml\nnomor: A.1\n# dua.yaml\nnomor: A.1",
        "# satu.yaml\nnomor: A.1\n# dua.yaml\nnomor: A.2",
    ),
    "SOP-E402": Explanation(
        f"SOP yang dirujuk dengan nomor harus ada di {SOURCES}/; yang belum ada ditulis judulnya saja.",
        "keterkaitan:\n  - sop: A.99",
        "keterkaitan:\n  - SOP Mikro Penataan Arsip",
    ),
    "SOP-E403": Explanation(
        "Susunan buku dan lampiran surat menunjuk SOP dengan nomor atau nama berkasnya.",
        f"# {BOOK_FILE}\njudul: Buku SOP\ntahun: 2018\nsusunan:\n  - judul: Bab\n    sop: [A.99]",
        f"# {BOOK_FILE}\njudul: Buku SOP\ntahun: 2018\nsusunan:\n  - judul: Bab\n    sop: [sop.yaml]",
    ),
    "SOP-E404": Explanation(
        "Satu SOP berdiri di satu tempat dalam buku.",
        f"# {BOOK_FILE}\njudul: Buku SOP\ntahun: 2018\nsusunan:\n  - judul: Bab\n    sop: [sop.yaml, sop.yaml]",
        f"# {BOOK_FILE}\njudul: Buku SOP\ntahun: 2018\nsusunan:\n  - judul: Bab\n    sop: [sop.yaml]",
    ),
}
