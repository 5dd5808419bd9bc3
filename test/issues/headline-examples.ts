/** Invented reports: headlines that are harsher than what stands under them, and headlines that say what the report says. */

export interface Example {
  readonly title: string;
  readonly text: string;
}

export const harsher: readonly Example[] = [
  {
    title: 'Jalan Rusak Parah Bertahun-tahun, Warga Geram',
    text: 'Jalan kabupaten di Karangjati itu kini sudah mulus. Dinas menyelesaikan pengaspalan sepanjang dua kilometer pekan lalu, dan warga menyambutnya dengan syukuran sederhana di balai desa. Kepala desa berterima kasih atas pekerjaan yang cepat dan rapi. Anak-anak kembali bersepeda ke sekolah, dan pedagang sayur mengaku perjalanan ke pasar menjadi lebih singkat.',
  },
  {
    title: 'Heboh! Dana Desa Diduga Raib, Warga Resah',
    text: 'Kepala Dinas Pemberdayaan Masyarakat menerangkan bahwa pencairan tahap kedua dijadwalkan pada pekan ketiga bulan ini. Tahap pertama sudah dibagikan kepada seluruh keluarga penerima pada Agustus, dan daftar nama ditempel di balai desa. Warga dapat melihat rincian belanja melalui papan informasi, laman desa, atau datang ke kantor kecamatan pada jam kerja, Senin sampai Jumat.',
  },
  {
    title: 'Bupati Diprotes Pedagang, Pasar Mencekam',
    text: 'Bupati bertemu perwakilan pedagang di aula pasar pada Selasa pagi. Pertemuan membahas jadwal pemindahan ke los baru, ukuran lapak, dan cara pendaftaran. Pedagang menyampaikan usul agar pemindahan dilakukan setelah hari raya, dan usul itu diterima. Dinas Perdagangan akan membuka meja layanan selama dua pekan untuk membantu pengisian formulir.',
  },
  {
    title: 'Rumah Sakit Daerah Disorot, Pelayanan Amburadul?',
    text: 'RSUD menerapkan pendaftaran daring mulai awal bulan. Pasien memilih poli dan jam kedatangan dari telepon, lalu menerima nomor antrean. Menurut direktur, waktu tunggu rata-rata turun dari tiga jam menjadi empat puluh menit. Pasien yang ditemui mengaku puas dan terbantu, petugas loket ramah dan sigap membantu warga lanjut usia yang belum terbiasa.',
  },
  {
    title: 'Ngeri, Banjir Bandang Ancam Kota',
    text: 'Badan Penanggulangan Bencana menggelar simulasi evakuasi di tiga kelurahan pada Sabtu. Kegiatan diikuti siswa, relawan, dan perangkat desa. Peserta belajar mengenali jalur evakuasi, menyiapkan tas siaga, dan memakai radio komunikasi. Kepala badan menyatakan simulasi akan diadakan setiap tahun agar warga terlatih, dan peralatan baru telah dibagikan ke semua pos.',
  },
  {
    title: 'Proyek Gagal Total, Jembatan Mangkrak Bikin Malu',
    text: 'Dinas Pekerjaan Umum menjadwalkan pemasangan rangka baja pada Oktober dan pengaspalan pada November. Pekerjaan tahap pertama, yaitu pondasi dan dinding penahan, selesai pada Juli sesuai rencana. Kendaraan roda dua dapat melewati jembatan sementara di sebelah timur. Dinas memasang papan petunjuk dan menempatkan petugas pada pagi dan sore hari.',
  },
];

export const fitting: readonly Example[] = [
  {
    title: 'Jalan Rusak Parah, Warga Geram',
    text: 'Warga geram karena jalan rusak parah sejak tiga tahun lalu dan belum ada perbaikan. Banyak pengendara jatuh, debu masuk ke rumah, dan keluhan yang disampaikan berulang kali tidak pernah ditanggapi oleh dinas sampai sekarang. Seorang ibu mengaku anaknya terluka setelah sepeda motornya terperosok ke lubang yang tergenang air, dan warga mengancam menutup jalan.',
  },
  {
    title: 'Air Ledeng Mati Lima Hari, Pelanggan Kecewa',
    text: 'Ratusan pelanggan mengeluh karena air ledeng mati lima hari tanpa pemberitahuan. Mereka terpaksa membeli air galon dan antre di sumur tetangga. Call center tidak menjawab, dan kantor cabang hanya menjanjikan perbaikan tanpa kepastian. Warga kecewa karena tagihan tetap ditarik penuh meskipun pelayanan buruk dan air sering keruh berbau.',
  },
  {
    title: 'Dugaan Pungli di Loket KTP, Warga Resah',
    text: 'Sejumlah warga mengaku dimintai uang seratus ribu rupiah agar berkas cepat selesai. Praktik pungli itu diduga sudah berlangsung lama dan merugikan warga miskin. Yang menolak membayar dipersulit dan disuruh pulang dengan alasan berkas kurang. Warga resah dan takut melapor, sementara pejabat dinas terkesan menutup mata atas keluhan ini.',
  },
  {
    title: 'Sampah Menumpuk, Bau Busuk Menyengat',
    text: 'Tumpukan sampah di belakang pasar sudah dua pekan tidak diangkut. Bau busuk menyengat sampai ke permukiman, lalat beterbangan, dan anak-anak mulai sakit perut. Pedagang rugi karena pembeli enggan datang. Warga menilai dinas lamban dan tidak peduli, sebab laporan berkali-kali hanya dijawab janji tanpa tindakan nyata di lapangan.',
  },
  {
    title: 'Puskesmas Baru Diresmikan, Warga Senang',
    text: 'Puskesmas baru di Telukwangi diresmikan bupati pada Senin. Gedung dua lantai itu memiliki ruang bersalin yang nyaman dan layanan gigi. Warga senang karena tidak perlu lagi ke kota. Kepala puskesmas berjanji melayani dengan ramah dan cepat, dan bidan siaga selama dua puluh empat jam untuk membantu ibu melahirkan.',
  },
  {
    title: 'Jadwal Pemadaman Listrik Akhir Pekan Ini',
    text: 'Pemadaman bergilir dijadwalkan pada Sabtu dan Minggu mulai pukul sembilan pagi sampai pukul dua siang. Wilayah yang padam meliputi sebagian Karangjati, Telukwangi, dan Lembah Asri. Petugas memelihara jaringan dan mengganti trafo. Pelanggan diminta mencabut peralatan elektronik dan menyiapkan penerangan cadangan selama pekerjaan berlangsung di lokasi masing-masing.',
  },
  {
    title: 'Warga Keluhkan Antrean BBM, Pemkab Turun Tangan',
    text: 'Antrean kendaraan mengular hingga satu kilometer di dua SPBU sejak Jumat. Warga mengeluh karena harus menunggu berjam-jam dan kehabisan. Bupati memerintahkan dinas memeriksa pasokan dan meminta tambahan kuota. Pertamina berjanji menambah kiriman mulai Senin, dan petugas akan mengatur antrean agar tertib, tetapi sopir angkot mengaku sudah merugi.',
  },
  {
    title: 'Siswa Keracunan Jajanan, Puluhan Dirawat',
    text: 'Sebanyak 34 siswa dirawat di puskesmas setelah keracunan jajanan di depan sekolah. Mereka mual, muntah, dan pusing. Dinas Kesehatan mengambil sampel makanan dan membuka posko. Orang tua cemas dan menuntut pengawasan pedagang diperketat, karena kejadian serupa pernah terjadi tahun lalu dan tidak ada tindak lanjut dari sekolah maupun dinas.',
  },
  {
    title: 'Banjir Rendam Tiga Desa, Ratusan Mengungsi',
    text: 'Hujan deras sejak Minggu malam membuat sungai meluap dan merendam tiga desa setinggi satu meter. Ratusan warga mengungsi ke balai desa dan kekurangan selimut. Relawan dan tentara mendirikan dapur umum serta membagikan bantuan makanan. Warga berharap tanggul yang jebol segera diperbaiki karena banjir sudah tiga kali terjadi tahun ini.',
  },
  {
    title: 'Kepala Dinas Ditahan, Korupsi Alat Kesehatan Rugikan Negara',
    text: 'Kejaksaan menahan kepala dinas dalam kasus korupsi pengadaan alat kesehatan yang merugikan negara dua miliar rupiah. Tersangka diduga menggelembungkan harga dan menerima suap dari rekanan. Penyidik menyita dokumen dan rekening. Bupati menyatakan menghormati proses hukum dan menunjuk pelaksana tugas agar pelayanan tetap berjalan baik dan lancar.',
  },
  {
    title: 'Guru Honorer Belum Digaji Empat Bulan',
    text: 'Puluhan guru honorer mengaku belum menerima gaji selama empat bulan. Mereka terpaksa berutang dan bekerja sambilan sebagai pengojek. Dinas Pendidikan menyebut berkas pencairan belum lengkap dan menjanjikan pembayaran bulan depan. Para guru kecewa karena janji serupa sudah tiga kali disampaikan tanpa bukti, dan mereka mengancam mogok mengajar.',
  },
  {
    title: 'Pedagang Tolak Relokasi Pasar',
    text: 'Pedagang menolak pindah ke pasar baru karena tempatnya sepi, jauh dari terminal, dan ukuran lapaknya sempit. Mereka membentangkan spanduk dan menutup pintu masuk. Dinas Perdagangan menerangkan bahwa lokasi baru lebih bersih dan nyaman serta bebas sewa enam bulan. Pertemuan berakhir buntu, dan pedagang berencana mendatangi gedung dewan.',
  },
];
