"""Words of office Indonesian that the language rules need to know by heart."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def pairs(text: str) -> dict[str, str]:
    """``"arsip: Mengarsipkan, buat: Membuat"`` as a dictionary; where lines break does not count."""
    return dict(entry.split(": ") for entry in " ".join(text.split()).split(", "))


#: Nouns and other words that only look like verbs with me- or ber-.
LOOK_ALIKES = _words(
    """
    beberapa beda begitu belanja belum benda benar bentuk beras berapa berat berbagai berdasarkan berhubung berikut
    berita berkas berkat bersama berupa besar besok betul media medis mei meja mekanisme melalui memo memorandum menara
    mengenai menit menjelang menko mental menteri mentor menu menurut merah merdeka merek mereka mesin meski meskipun
    metadata metode meter meterai meteran mewah
    """
)

#: Verbs that an office's kegiatan may begin with though they have no prefix meN- or ber-.
BARE_VERBS = _words("bekerja belajar hadir ikut masuk minta tiba turut")

#: Nouns in di- that are no passive verbs.
NOT_PASSIVE = _words(
    """
    dialog diam diagram diklat digital dinamika dinas dinding diploma direksi direktorat direktur dirjen disiplin
    diskon diskusi disposisi distribusi dividen divisi
    """
)

#: What a title may begin with besides nouns in pe-...-an, ke-...-an, -asi: names of work.
ASPECTS = _words(
    """
    alih antar apel asistensi audit backup bantuan bimbingan bimtek diklat diseminasi dukungan ekspose entri fasilitasi
    gelar input kaji kajian kerja konsinyering kunjungan layanan legalisir lelang lokakarya magang pinjam rapat rekap
    rekrutmen respons review reviu seleksi serah siaran sidang studi survei tata telaah telaahan tindak uji unggah
    upacara wawancara workshop
    """
)

#: Ordinary words that begin like a neighbour but are no short form of it.
NOT_SHORT_FORMS = _words("program protokol produk proses humas hukum umum data aset arsip kinerja")

#: Words of which two may differ by a letter or two without either being a typing slip.
NOT_SLIPS = _words(
    """
    pelayanan pelayaran pembiayaan pembinaan pemerintah pemerintahan pengadaan pengaduan pengawas pengawasan penyiapan
    penyiaran pertahanan pertanahan pertanian sekretariat sekretaris
    """
)

#: Words that no office's texts do without: typed with odd capitals, they are still these words and no abbreviations.
OFFICE_WORDS = _words(
    """
    acara administrasi agenda aktif alamat alasan alat analisis anggaran apabila aplikasi arahan arsip arsiparis atasan
    bagian bahan barang beberapa bendahara berdasarkan berita berkas berlaku biaya bidang biro buku bukti catatan
    contoh daftar dalam dan dari data dengan dilaksanakan dinas disposisi distribusi dokumen elektronik
    evaluasi faktur formulir gudang hadir hasil informasi internet jadwal jawaban kabupaten kantor kearsipan kebijakan
    kegiatan kelengkapan kementerian kepada kepala keputusan kerja keterangan keuangan ketua klasifikasi komputer
    komunikasi konsep konsultasi koordinasi kota kwitansi lampiran langkah laporan laptop layanan lemari lembar
    lengkap maka manual masuk materi media menteri naskah negara nomor nota notula organisasi orang para paraf
    pegawai pejabat pelaksana pelaksanaan pelaporan pemeriksaan pemerintah pemohon pencatatan penelitian pengadaan
    pengantar pengawasan pengelola pengelolaan pengendalian pengesahan penilaian pengumpulan penyampaian penyerahan
    penyimpanan penyusunan peraturan peralatan perencanaan peringatan permohonan persetujuan pertanggungjawaban
    perundang petugas pimpinan pindai pinjam printer program provinsi rapat rancangan reviu rencana risalah ruang
    salinan sampul sekretariat sekretaris selesai serah sertifikat sesuai seluruh simpan sistem staf subbagian surat
    tahunan tamu tanda tangan tanggal tata teknis telaahan tembusan tentang terima terkait tidak tugas umum
    undangan unit untuk usulan verifikasi waktu yang
    """
)

#: What stands before the name of a program or a service, which may well be a word written in capitals.
NAMED_THINGS = _words("aplikasi basis fitur laman layanan menu modul portal program situs sistem web")

#: Whom a sentence may begin with when it should begin with the verb.
PEOPLE = _words("analis deputi pegawai pejabat pelaksana pemohon petugas pimpinan staf")

#: Nouns (and bare stems) that stand where a verb should, with the verb that was meant.
MEANT_VERBS = pairs(
    """
    arsip: Mengarsipkan, buat: Membuat, catat: Mencatat, cek: Mengecek, cetak: Mencetak, disposisi: Mendisposisikan,
    distribusi: Mendistribusikan, evaluasi: Mengevaluasi, input: Menginput, kirim: Mengirim,
    konfirmasi: Mengonfirmasi, konsultasi: Berkonsultasi, koordinasi: Mengoordinasikan, laporan: Melaporkan,
    monitoring: Memantau, pelaksanaan: Melaksanakan, pelaporan: Melaporkan, pemberian: Memberikan,
    pemberitahuan: Memberitahukan, penandatanganan: Menandatangani, pendistribusian: Mendistribusikan,
    penentuan: Menentukan, penerbitan: Menerbitkan, penetapan: Menetapkan, pengajuan: Mengajukan,
    pengarsipan: Mengarsipkan, pengembalian: Mengembalikan, pengesahan: Mengesahkan, pengumpulan: Mengumpulkan,
    pengumuman: Mengumumkan, penugasan: Menugaskan, penyampaian: Menyampaikan, penyelenggaraan: Menyelenggarakan,
    penyelesaian: Menyelesaikan, penyerahan: Menyerahkan, penyiapan: Menyiapkan, periksa: Memeriksa,
    permintaan: Meminta, permohonan: Memohon, persetujuan: Menyetujui, persiapan: Menyiapkan, rapat: Mengadakan rapat,
    revisi: Merevisi, reviu: Mereviu, serahkan: Menyerahkan, siapkan: Menyiapkan, simpan: Menyimpan,
    sosialisasi: Menyosialisasikan, susun: Menyusun, tanda: Menandatangani, tandatangan: Menandatangani,
    terima: Menerima, tulis: Menulis, verifikasi: Memverifikasi
    """
)
