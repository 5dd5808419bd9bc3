/**
 * What can happen in the simulated regency, in the words of those who would write about it. `{desa}`, `{kec}`, `{n}`, `{m}`, `{jam}` and
 * `{nama}` are filled in per event, so that two events of a kind differ in place and numbers but not in wording: the hard case.
 */
export interface EventKind {
  readonly id: string;
  readonly titles: readonly string[];
  readonly bodies: readonly string[];
  readonly posts: readonly string[];
  readonly comments: readonly string[];
}

/** Things that go wrong for the government. */
export const troubles: readonly EventKind[] = [
  {
    id: 'air-mati',
    titles: [
      'Air PDAM Mati {n} Hari, Warga {kec} Terpaksa Beli Air Tangki',
      'Warga Desa {desa} Keluhkan Air PDAM Tak Mengalir Sejak {n} Hari Lalu',
      '{m} Pelanggan PDAM di {kec} Krisis Air Bersih',
      'Pipa Pecah, Air Bersih di {kec} Mati Total',
    ],
    bodies: [
      'Warga Desa {desa}, Kecamatan {kec}, mengeluhkan layanan air PDAM yang mati selama {n} hari. Mereka kecewa karena tidak ada pemberitahuan sebelumnya dan terpaksa membeli air tangki dengan harga mahal.',
      'Sedikitnya {m} pelanggan PDAM di Kecamatan {kec} tidak mendapat air bersih sejak {n} hari lalu akibat pipa induk bocor. Warga menilai PDAM lamban dan tidak peduli.',
      'Krisis air bersih melanda {kec}. Pipa induk PDAM di Desa {desa} pecah dan belum diperbaiki. Ibu-ibu antre air di sumur tetangga sambil memprotes pelayanan yang buruk.',
    ],
    posts: [
      'air pdam {desa} mati lagi, udah {n} hari ga ngalir. tolong dong pdam jangan diem aja',
      'min tolong up, PDAM di {kec} parah bgt {n} hari mati total ga ada info. kecewa',
      'bayar telat didenda, giliran air mati {n} hari pdam cuek. {desa} {kec} krisis air',
      'sampai kapan air di {desa} mati? anak anak ga bisa mandi, PDAM payah',
    ],
    comments: [
      'sama di rt sini juga mati, parah pdam',
      'pelayanan buruk tiap bulan begini terus',
      'kapan diperbaiki pak? jangan janji doang',
      'rugi beli air tangki terus, kecewa',
    ],
  },
  {
    id: 'jalan-rusak',
    titles: [
      'Jalan Rusak Parah di {desa}, Pengendara Motor Terjatuh',
      'Warga {kec} Tanam Pohon Pisang, Protes Jalan Berlubang Tak Kunjung Diperbaiki',
      'Bertahun-tahun Rusak, Jalan Kabupaten di {kec} Dikeluhkan Warga',
      'Jalan {desa}-{kec} Hancur, Warga Tagih Janji Pemkab',
    ],
    bodies: [
      'Warga Desa {desa}, Kecamatan {kec}, memprotes jalan kabupaten yang rusak parah dan berlubang. Sudah {n} pengendara jatuh dalam sepekan, tetapi Dinas PUPR belum juga memperbaikinya.',
      'Jalan sepanjang {n} kilometer di Kecamatan {kec} hancur dan membahayakan pengendara. Warga kecewa karena aduan ke PUPR tidak pernah ditanggapi.',
      'Puluhan warga {desa} menanam pohon pisang di tengah jalan berlubang sebagai protes kepada pemerintah kabupaten yang dinilai abai memperbaiki jalan rusak.',
    ],
    posts: [
      'jalan {desa} ancur bgt, tadi pagi ada yg jatuh lagi. PUPR kemana aja?',
      'lubang segede kolam di jalan {kec}, pemkab tutup mata. kecewa',
      'tiap tahun janji diaspal, jalan {desa} tetep rusak parah. payah',
      'ada {n} orang jatuh gara2 jalan berlubang di {kec}, nunggu korban berapa lagi pak bupati?',
    ],
    comments: [
      'lewat situ tiap hari emang parah rusaknya',
      'pajak bayar terus jalan hancur',
      'PUPR tidur',
      'bahaya banget malam gelap banyak lubang',
    ],
  },
  {
    id: 'pungli',
    titles: [
      'Dugaan Pungli Pengurusan KTP di {kec}, Warga Diminta Rp{n}00 Ribu',
      'Oknum Petugas Dukcapil di {kec} Diduga Pungli',
      'Warga {desa} Bongkar Pungli Layanan Kependudukan',
    ],
    bodies: [
      'Warga Desa {desa} mengaku diminta uang Rp{n}00 ribu oleh oknum petugas saat mengurus KTP di Kecamatan {kec}. Dugaan pungli di Dukcapil ini membuat warga marah dan melapor ke inspektorat.',
      'Praktik pungutan liar diduga terjadi dalam pelayanan adminduk di {kec}. Sejumlah warga kecewa karena pelayanan yang seharusnya gratis dipungut biaya.',
    ],
    posts: [
      'ngurus ktp di {kec} dimintain {n}00rb, katanya biar cepet. pungli ini mah, memalukan',
      'hati2 pungli di kecamatan {kec}. dukcapil kok gini, bikin malu pemkab',
      'katanya gratis, di {desa} ngurus KK harus bayar. oknum dukcapil keterlaluan',
    ],
    comments: ['saya juga pernah diminta', 'pecat oknumnya', 'korupsi kecil kecilan, memalukan', 'lapor saber pungli'],
  },
  {
    id: 'banjir-lamban',
    titles: [
      'Banjir Rendam {m} Rumah di {kec}, Bantuan Belum Datang',
      'Korban Banjir {desa} Keluhkan Lambannya Penanganan BPBD',
      'Dua Hari Banjir, Warga {kec} Belum Terima Bantuan',
    ],
    bodies: [
      'Banjir merendam {m} rumah di Desa {desa}, Kecamatan {kec}. Korban mengeluhkan bantuan yang tak kunjung datang dan menilai BPBD lamban.',
      'Sudah {n} hari warga {desa} mengungsi akibat banjir. Makanan dan air bersih kurang, sementara pemerintah kabupaten dinilai lambat menangani.',
    ],
    posts: [
      'banjir {desa} udah sedada, bpbd mana??? lamban banget',
      'kami di {kec} kebanjiran dari malam belum ada bantuan sama sekali. kecewa sama pemkab',
      'pengungsi {desa} kelaparan, dapur umum ga ada. BPBD kerja dong',
    ],
    comments: [
      'tolong kirim perahu pak',
      'tiap tahun banjir ga pernah dibenerin',
      'lamban sekali bantuannya',
      'kasihan lansia',
    ],
  },
  {
    id: 'puskesmas',
    titles: [
      'Pasien Meninggal, Keluarga Protes Pelayanan Puskesmas {kec}',
      'Puskesmas {kec} Diduga Telantarkan Pasien, Keluarga Kecewa',
      'Warga {desa} Keluhkan Pelayanan Buruk Puskesmas {kec}',
    ],
    bodies: [
      'Keluarga pasien asal Desa {desa} memprotes pelayanan Puskesmas {kec} yang dinilai lambat hingga pasien tidak tertolong. Dinas Kesehatan diminta bertanggung jawab.',
      'Seorang pasien asal {desa} diduga ditelantarkan selama {n} jam di Puskesmas {kec}. Keluarga kecewa dan marah karena petugas tidak segera menangani.',
    ],
    posts: [
      'innalillahi, pasien dari {desa} ditelantarkan {n} jam di puskesmas {kec}. pelayanan buruk!',
      'puskesmas {kec} petugasnya jutek, pasien gawat disuruh nunggu {n} jam. dinkes tolong ditegur',
      'kecewa berat sama puskesmas {kec}, tetangga saya ga ditangani sampai meninggal',
    ],
    comments: [
      'pelayanan disana emang buruk',
      'dinkes harus tanggung jawab',
      'astaghfirullah kecewa',
      'ganti petugasnya',
    ],
  },
  {
    id: 'bansos',
    titles: [
      'Bansos di {desa} Diduga Tak Tepat Sasaran, Warga Miskin Protes',
      'Warga {kec} Protes Pemotongan Bansos Rp{n}0 Ribu',
      'Beras Bansos Berkutu Dibagikan di {kec}, Warga Kecewa',
    ],
    bodies: [
      'Warga miskin Desa {desa}, Kecamatan {kec}, memprotes penyaluran bansos yang tidak tepat sasaran. Dinas Sosial dinilai tidak memperbarui data.',
      'Penerima bansos di {kec} mengeluhkan bantuan dipotong Rp{n}0 ribu oleh oknum. Warga marah dan meminta Dinsos turun tangan.',
    ],
    posts: [
      'bansos {desa} dipotong {n}0rb sama oknum, dzalim. dinsos tau ga nih',
      'yg kaya dapet bansos, janda miskin di {kec} ga dapet. ga adil, kecewa',
      'beras bansos di {desa} berkutu bau, buat ayam aja ga layak. memalukan',
    ],
    comments: ['korupsi terus', 'data nya ga pernah bener', 'kasihan rakyat kecil', 'dinsos kerja apa sih'],
  },
  {
    id: 'sampah',
    titles: [
      'Sampah Menumpuk di {kec}, Warga Keluhkan Bau Busuk',
      'Sudah {n} Hari Sampah Pasar {kec} Tak Diangkut DLH',
      'TPS {desa} Meluber, Warga Protes DLH',
    ],
    bodies: [
      'Tumpukan sampah di {kec} tidak diangkut selama {n} hari dan menimbulkan bau busuk. Warga Desa {desa} memprotes Dinas Lingkungan Hidup yang dinilai lalai.',
      'Pedagang dan warga {kec} mengeluhkan sampah menggunung di TPS {desa}. Lalat dan bau menyengat mengganggu, tetapi DLH belum bertindak.',
    ],
    posts: [
      'sampah di {kec} numpuk {n} hari ga diangkut, bau busuk banget. DLH mana',
      'tps {desa} udah kayak gunung, jorok. pemkab tolong diangkut dong',
      'jijik lewat pasar {kec}, sampah meluber ke jalan. DLH lalai',
    ],
    comments: [
      'bau sampai rumah',
      'retribusi ditarik terus sampah ga diangkut',
      'banyak lalat, jorok',
      'DLH tolong pak',
    ],
  },
  {
    id: 'sekolah-ambruk',
    titles: [
      'Atap SD Negeri {desa} Ambruk, Siswa Belajar di Teras',
      'SDN {desa} Rusak Parah, Dinas Pendidikan Dinilai Abai',
      'Ruang Kelas Ambruk di {kec}, {n} Siswa Terluka',
    ],
    bodies: [
      'Atap ruang kelas SD Negeri {desa}, Kecamatan {kec}, ambruk karena lapuk. Wali murid kecewa karena kerusakan sudah dilaporkan ke Dinas Pendidikan sejak {n} tahun lalu.',
      'Siswa SDN {desa} terpaksa belajar di teras setelah kelas mereka ambruk. Orang tua menilai Disdik abai dan membahayakan anak-anak.',
    ],
    posts: [
      'atap sdn {desa} ambruk, untung ga ada korban jiwa. disdik abai banget',
      'anak kami di {kec} belajar di teras, sekolah ambruk ga dibenerin. kecewa',
      'udah {n} tahun dilaporin rusak, akhirnya ambruk juga sdn {desa}. disdik kemana',
    ],
    comments: ['bahaya buat anak anak', 'dana bos kemana', 'disdik harus tanggung jawab', 'miris'],
  },
];

/** Rumours of an election season: claims that look like hoaxes. */
export const rumours: readonly EventKind[] = [
  {
    id: 'surat-suara',
    titles: ['Beredar Kabar {m} Surat Suara Sudah Tercoblos di {kec}'],
    bodies: [
      'Beredar pesan berantai yang menyebut {m} surat suara sudah tercoblos di {kec}. Warga diminta tidak menyebarkan kabar yang belum jelas.',
    ],
    posts: [
      'VIRALKAN!!! {m} surat suara sudah tercoblos ditemukan di gudang {kec}. sebarkan sebelum dihapus!!!',
      'info A1 dari orang dalam: surat suara tercoblos {m} lembar di {kec}, jangan sampai dihapus, sebarkan ke semua grup!!!',
      'ASTAGHFIRULLAH surat suara di {kec} sudah dicoblos duluan. tolong disebarkan ke grup grup sebelum terlambat',
    ],
    comments: ['apa benar ini?', 'hoaks kayaknya', 'sebarkan', 'tanya kpu dulu'],
  },
  {
    id: 'bansos-coblos',
    titles: ['Pesan Berantai Bansos Rp{n}00 Ribu Resahkan Warga {kec}'],
    bodies: ['Pesan berantai tentang bansos Rp{n}00 ribu dari Pemkab lewat tautan pendaftaran meresahkan warga {kec}.'],
    posts: [
      'SEBARKAN! pemkab bagi bansos {n}00 ribu untuk warga {kec}, daftar di link ini sebelum jam 12 malam. kirim ke 10 grup!!!',
      'info penting!!! bantuan {n}00rb dari pemkab khusus {kec}, klik link isi data KTP, sebarkan ke keluarga sebelum ditutup',
    ],
    comments: ['benarkah?', 'udah daftar tapi kok minta pin', 'penipuan ini', 'mohon info'],
  },
];

/** Everything else that a regency writes on an ordinary day; none of it should wake anybody. */
export const background: readonly EventKind[] = [
  {
    id: 'seremoni',
    titles: [
      'Bupati Resmikan Gedung Serbaguna Desa {desa}',
      'Wakil Bupati Buka Pelatihan UMKM di {kec}',
      'Pemkab Banyuraga Raih Penghargaan Keterbukaan Informasi',
      'Sekda Lantik {n} Pejabat Fungsional',
    ],
    bodies: [
      'Bupati Banyuraga meresmikan fasilitas baru di Desa {desa}, Kecamatan {kec}. Warga menyambut gembira dan berterima kasih atas perhatian pemerintah.',
      'Pemkab Banyuraga terus meningkatkan pelayanan. Kegiatan di {kec} diikuti {m} peserta dan berjalan lancar.',
    ],
    posts: [
      'terima kasih pak bupati, gedung {desa} akhirnya jadi. mantap',
      'pelatihan umkm di {kec} rame, sukses terus',
    ],
    comments: ['mantap', 'sukses selalu', 'semoga bermanfaat', 'keren'],
  },
  {
    id: 'olahraga',
    titles: ['Tim Voli {kec} Juara Turnamen Antardesa', 'Lomba Lari {n} Kilometer Meriahkan Hari Jadi di {kec}'],
    bodies: [
      'Tim voli {kec} menjadi juara setelah menang tipis pada laga final di lapangan Desa {desa}. Penonton memadati lapangan sejak sore.',
    ],
    posts: ['selamat tim voli {kec} juara! bangga', 'seru banget lomba lari di {desa} tadi pagi'],
    comments: ['selamat juara', 'hebat', 'tahun depan ikut lagi'],
  },
  {
    id: 'wisata',
    titles: ['Wisata {desa} Dipadati {m} Pengunjung Akhir Pekan', 'Festival Kuliner {kec} Digelar {n} Hari'],
    bodies: ['Objek wisata di Desa {desa}, Kecamatan {kec}, dipadati pengunjung. Pelaku UMKM mengaku dagangan laris.'],
    posts: ['jalan jalan ke {desa} seru, pemandangan indah', 'kuliner {kec} enak enak, recommended'],
    comments: ['mau kesana', 'tiketnya berapa?', 'bagus tempatnya'],
  },
  {
    id: 'kriminal',
    titles: ['Polisi Tangkap Pencuri Motor di {kec}', 'Dua Pelaku Penipuan Arisan Asal {desa} Diringkus Polisi'],
    bodies: [
      'Satreskrim Polres Banyuraga menangkap pelaku pencurian di Desa {desa}, Kecamatan {kec}. Pelaku mengaku sudah {n} kali beraksi.',
    ],
    posts: [
      'hati hati curanmor di {kec}, motor tetangga hilang semalam',
      'syukur malingnya ketangkep polisi di {desa}',
    ],
    comments: ['hukum berat', 'waspada semua', 'alhamdulillah ketangkap'],
  },
  {
    id: 'kecelakaan',
    titles: ['Dua Motor Bertabrakan di {kec}, Satu Luka', 'Truk Terguling di Jalan Raya {desa}'],
    bodies: [
      'Kecelakaan lalu lintas terjadi di {kec}. Satu pengendara luka dan dirawat di rumah sakit. Polisi mengatur arus kendaraan.',
    ],
    posts: ['laka di {desa} barusan, hati hati yg lewat', 'truk terguling di {kec}, macet'],
    comments: ['semoga korban selamat', 'hati hati di jalan'],
  },
  {
    id: 'tani',
    titles: ['Petani {desa} Panen Raya Padi', 'Panen Padi di {kec} Naik {n} Persen'],
    bodies: [
      'Petani Desa {desa}, Kecamatan {kec}, memanen padi seluas {m} hektare. Hasil tahun ini lebih baik daripada tahun lalu.',
    ],
    posts: ['alhamdulillah panen {desa} bagus tahun ini', 'mulai tandur di {desa}, semoga hasilnya bagus'],
    comments: ['alhamdulillah', 'semoga harganya stabil', 'semangat petani'],
  },
  {
    id: 'harga',
    titles: ['Harga Cabai di Pasar {kec} Naik Jadi Rp{n}0 Ribu', 'Jelang Libur, Harga Telur di {kec} Merangkak Naik'],
    bodies: [
      'Harga sejumlah kebutuhan pokok di pasar {kec} naik menjelang libur. Pedagang menyebut pasokan berkurang karena cuaca.',
    ],
    posts: ['cabe di pasar {kec} {n}0 ribu sekilo, mahal', 'telur di {desa} udah {n} ribu sebutir?'],
    comments: ['di sini lebih murah', 'mahal semua sekarang', 'sabar'],
  },
  {
    id: 'obrolan',
    titles: [],
    bodies: [],
    posts: [
      'ada yang jual bibit mangga daerah {desa}?',
      'info kos dekat pasar {kec} dong',
      'dijual motor bebek thn {n}, lokasi {kec}, wa aja',
      'jadwal posyandu {desa} bulan ini kapan ya?',
      'hujan deras di {kec}, hati hati di jalan',
      'selamat pagi warga {kec}, semangat',
    ],
    comments: ['cek inbox', 'minggu depan kak', 'di sini belum hujan', 'pagi juga'],
  },
  {
    id: 'pemilu-biasa',
    titles: ['KPU Gelar Simulasi Pemungutan Suara di {kec}', 'Jalan Sehat Sosialisasi Pemilu Diikuti {m} Warga {kec}'],
    bodies: ['KPU menggelar sosialisasi tahapan pemilu di {kec}. Warga Desa {desa} diajak menggunakan hak pilih.'],
    posts: ['ikut sosialisasi kpu di {kec}, rame', 'jangan lupa cek dpt ya warga {desa}'],
    comments: ['siap', 'sudah cek', 'jangan golput'],
  },
];
