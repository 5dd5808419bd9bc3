/**
 * Stems that local texts share without being about one event, with how many texts in 10,000 have them. Counted over `data/train/`
 * (`npx tsx scripts/issues/common-stems.ts`), so that "jalan" and "warga" weigh little from the first text of an installation on.
 */
export const commonStems: ReadonlyMap<string, number> = new Map(
  `
  505 jalan
  492 anak
  394 rumah
  313 dinas
  284 bulan
  279 tugas
  265 air pasar terima
  246 buka seko
  245 gratis
  238 kasih
  232 rp
  227 lapor
  226 masuk
  222 kerja
  220 bantu
  209 bawa
  201 juta
  200 datang na
  198 buat
  193 ribu
  183 bayar
  182 tutup
  179 kantor
  169 naik
  168 jual motor
  164 minta
  159 kampung
  158 daftar
  157 hasil
  156 paka
  149 uang
  148 ktp
  147 foto rt
  145 dusun
  144 sampah
  143 gant guru
  138 ku
  137 jadwal pulang
  135 layan
  132 harga
  131 turun
  130 hujan tinggal
  129 puskesmas surat
  127 taun
  126 lampu mati
  125 meter umum
  124 luarga parkir ri truk
  123 laku se
  121 10 angkat
  120 nama
  118 mobil
  116 mbal
  115 dana
  114 petan
  110 bersih
  109 bikin kelas korb
  107 sd warung
  106 makan usul
  105 12 lamat tukang
  104 tetangga
  103 ayeuna
  102 alhamdulil
  101 gelar jembat
  100 bala reka
  99 20 latih rapat
  98 pindah
  97 akhir balik temu
  95 de kades kosong malem
  94 berapa pabrik polis rsen
  93 erima hilang menit pasang
  92 data pdam sawah
  91 40 bangun dagang habis rek resm usaha
  90 lapang listrik muda suruh tim
  89 jalur nomor
  88 punya rsud
  87 izin masjid rb rusak
  86 kk sehat toko
  85 kabar kurs tambang
  84 30 besok
  83 14 dokter kirim sekal
  82 murid puluh tang
  81 jabat ketua provins tanggal
  80 beli jaga jawab pole
  79 beras janj
  78 bpbd cair pos tanah
  77 15 ambil anyar budak camat gang lihat ngan
  76 kabeh kena lebar nyata panjang tani tolong wong yo
  75 online panen urus
  74 hadir lansia merah serta tau
  73 kudu penuh sabar tidur wes
  72 11
  71 gunung sama subuh
  70 alun biaya gaji hp la pekan pisan tos
  69 antre catat dewan gali proyek
  68 banjir calon dina
  67 kamar nila obat shub siap tua
  66 bank bekas grup info kopi liling miliar nepi suara
  65 bakar bocor sunga
  63 aman enam ikut mata potong ruang tingg to ulang
  62 rasa umur
  61 beda cek dapur dlh gawe loket operas sak sakit siswa
  60 50 angkut cepat dipun kilo makasih pasir rw syarat tulis
  59 anggar juara
  58 bahas bocah duga emas lahir lompok main moga pa
  57 alat batu cara kana lokas luar lulus minal pln sapi tps
  56 antar bari bilang imah kalah putus sebe syukur tahun
  55 ilik ratus ubah
  54 aspal bareng edar inta nsos pasien ukur
  53 aplikas bawang buruh liar libur lomba mbah nunggu opo pohon sumur
  52 abdi asal bus ngko nuhun sehar
  51 anggota bayi halam inggal kaya murah pesan program unggu
  50 atur buku jujur kunjung lancar panitia panta papan plastik ring tanya tiga
  49 banyak butuh lajar lesa macet ngaj paket sambil sopir telat undang
  48 60 batas bau bener darah hent lanta lengkap mesin tanam
  47 17 anakku bagus belajar lanjut mi nang nasi ngant panas tahap tingkat titik
  46 hati hubung ladde langsung sebul ta takut wa wisata
  45 300 angin arah bangga buang bukit damping maaf nten oreng pupuk tujuh usia
  44 200 bidan gudang haji kunc lubang maling musim posyandu rtifikat sebut
  43 24 an berat duit gedung jl kira longsor mang mun saks tanda
  42 100 25 acara angka ayam cenah ingat kanggo kartu kasus kios kuning kuota lintas maneng modal muka neger pilih ragam roda
  42 tenan tolak
  41 bpjs cai dprd engka gula isuk jemput kaki keluh minggu ngurus pintu tilu uting wakil
  40 alam ambulans ban belakang bibit bola hukum ilih inspektorat iuran jaksa kader kumpul lahan larang lurah nomer pajak palsu
  40 pecah posko rakyat rebu sakola tagih tetep tunggu video wonten
  39 ambang baik bantah barudak berkas gagal giat gilir goreng haru istr jare km malam pkh ronda sidang taman wali
  38 alus barang beng bi dateng enak jelas langg lepas nangis putih sewa sosialisas tambah tekan tiket wajib
  37 alas alir atap bansos dalan ewu gaga iso jauh nkes ramah raya salur
  36 adem airnya angkot isi kpu nelay rombong salut serah uluh
  35 18 awal awas bukt dengar hidup kandang kara karang lembur mant mbel minum minyak muter ndara ne nikah nuwun snaker status
  35 tenaga tenda ton
  34 asup awat benar berkat ekor es evakuas gelap gempa honorer ilang jatuh matur mula nol pipa puasa pungut rame retak sebar
  34 sisa trotoar uji ungs
  33 900 asli botol duduk fotokop gara ikan kaca kambing ki nenek ngarep nggih onok panggil pompa resep retribus sabaraha sebag
  33 sedia setor sma tembus tempel tengah tiang tiasa urut wilayah
  31 150 akta blok daya doi gawa lupa mana mate mbako omah padi paksa rahu relaw timbang vaksin
  30 600 80 90 antr celaka dapat jebol kebun koperas kurang lalu lereng mber meja nonton nyum polsek rutin si tenang tepat utup
  30 wabup
  29 500 angis apik are asn baca bagi bungkus dapet erah hektare hitung irigas isu kemis kitu kotak lipat liwat nasional nyuwun
  29 rencana sambut sayur sepi siaga tanggul tape terang tpa unggal warna
  28 45 aduan alur baju belas buru damkar dopo dugi emak gadu hajat iksa kabel kampong kas lari lega makessing njad operator
  28 paruh pilkades polres raih selat smk subsid susu tawa tempat tikung utang
  27 120 ajak ajar apresias bakal begin boga coba cuci delap dulur embung harap hate hatur hutan jempol kakek kenal kucing
  27 mahasiswa malu mangga milu mlebu mogok ngop perba poto pp ra rugi saben santr tade tambal tangk tarif tarik terus toilet
  27 unit upacara upah
  26 31 bebas beran dibag dikit dita dokumen esso gas gera hotel isinya kabb kampanye lapak lowong luas mahal mantap miskin mon
  26 mugi naek normal nyala nyangka rekam sangka sdn simbah the tuku ujung
  25 08.00 ati banyu bapa cabut capek dadak debu denda enjing gabah gada hijau jasa kantong karcis kolam lucu luka makkukkue
  25 mand mulih peda pisang pu pura rektur sampa satpol suwun temen tetap umah untung
  24 adik ae asa bak bawaslu bekerja bendung blk blt bunga cepet diam diber empat engko eriksa induk kan karung kasi kawas kejar
  24 kulkas laksana limbah lumpur makam mudik ongkos padam paimeng proses pungl rama rata rokok sapa sila simpang tamu tanggung
  24 teras ucap wing
  23 70 akun alih aris bade balas barus berdir beres bina bolong borong bukak buny cctv dewe dini ebut enang film gantung gede
  23 gotong hitam imunisas ingkang jamaah kasur lewat manis minimarket ngaku nipu ojek pinggir pulau pusat rebo rong saha
  23 sambung sekda sibawa stok sujud tangkap teka telung teman umkm
  22 400 ahad amplop api atlet bada bahasa bakt bambu batik budaya calo gabung heula hewan jagung kabur kene keras kerug kol
  22 lampir layak lokal milik oknum pagar rampung rapi rawat resik samsat santun sateya siji sosial tabe taruna tello tipis
  22 ujian waris
  21 ac aktif amal atawa aula bahaya bai bali banding bar betah beton bos cewa domisil gelem gor griya hadiah hamil hiji ilegal
  21 jahit jaman jaring ji jiwa kacamat kembal keruk kg khusus kilometer komunitas lempar lunas magrib mak mbil mester negara
  21 nyam patu pinjam pmi publik ramad rang rute sana sinyal sirine spanduk stadion stunting sumbang tes timur tumpeng yatim
  20 09.00 asang belum bencana bengkel biru biyen bongkar buah cilik elihara empu endi fabel gambar guna hebat helm hibah hormat
  20 informas insentif jemur kejad keneh melu miring nanya nemu neng njaluk onton pang pemda rambu rebut ruas sabul salam semen
  20 stud sukarela tas telur ternak terpal tipu total umk unang verifikas viral wifi
  19 19 2026 ambruk arus baliho baru beasiswa becak bmkg darurat doa gaju gereja gital hoaks honor igd ijazah iya jari kali
  19 kardus kedah kemat kon kua laut lele liat lindung lingkar massal memuj minimal moal mohon nanging narekko nyong olak on
  19 paggun pita pju puji pustaka putr regane rekening reta roboh royong saged sejam sepe sepuh sewu siga silessureng simulas
  19 sisi sumber tabung telpon tikus titip udan umpang unjung utara waspada wulan yala
  18 28 35 adil allah anana ancam angger badan baheula banyune begal belanja bonus bumdes capa coret da dama dha dicek donor
  18 endah endara esuk fair formulir gampang gangka gendong ii indah job komis koyok kuliah lambat langgar lebat leungit mampir
  18 mampu mangat mbag muncul nambah ncar nyaris ohon patung perum ping rupiah saling sampel satpam simp sisir sorang unjuk uwae
  18 wayang
  17 22 adu ahli akses barat bensin biasa bis bolak bumi bungah cetak cod coma cuti daek dasar dompet drainase ebu entek euweuh
  17 hakim indo jelang jumlah kakak kapok karyaw kebag klarifikas koordinas kpps kurir lamar legi leutik maca maelo maju maka
  17 masok mbok meul museum natal ngebut nter nyawa orang paeh pahlaw paripurna parta pelan pesen piala pings poe poli popok
  17 pupr racun rajin sabilitas sakal sampek sara seger siun sok sopan stnk tangga tata tegur tertib tewas tk tong traktor
  17 tuntas ular up usah wc wereng
  16 05 23 absen agenda al alamat almarhum ambut anggur arek asri balita bandar bendahara bening bintang brp cak campur cat
  16 cerita cucu daun demam dieu dukung eberang festival gelas gerbang gorong gubernur hape hektar hirup jarah jareya kadar
  16 kadis keren kirab kolot lalengnge langka lha link loba lokka loro lumay make marau mbayar melon mest mulus mushola narkoba
  16 nggo nyesel ojol omong onggu patah paud peta piro protes rapor rejek ruko runtah rvis saking sapu sarang sarap satea selo
  16 shift sistem soto sulit surve tembok thr token transfer tuding tukar tunda ulah utuh wiwit yeh
  15 1,5 16 21 38 aga aki area asap batang batuk bedah bedhe bidang bulu cabang cicil daring dereng dino ebar elola ganggu
  15 genteng gerak ghi gratifikas hafal hari hemat identitas ikhlas istirahat jajan jakarta jarang jarene juru kaji karet kieu
  15 klinik kodu kontrak kos kotor kuitans kulon lagu langgan las layang leks lelang lingkung mare matak menaw muat napa ndid
  15 ngantos nggawa ngin numpuk pajang pake palang pariwisata patok phk pkk pmk pondok prestas rabat rasane resah reun rupa rver
  15 sambel sanget sangon sdik sdukcapil stiker tah tega telu tepuk tette tumbang turu turut unggah update vonis waduk
  14 03 13.00 14.00 27 32 agi akeh amat ampon andi anu apotek ayah badhe bakso batal batur berang bere berjal berkah bingung
  14 bobol bubur ca candak caya center coblos dalam ditah dukcapil emang etap fogging gembok genang gerobak gigi halte hargana
  14 hayam ingkat isin jatah jemaah jernih jt jurus kapolres kaula kia komentar konsultas korups kuat kubang kungs lalat lant
  14 lettu ludes masak masu mawar menag mlaku mugia musala musrenbang musyawarah naekiya ncang ngantr ngketa ningal nuju nutup
  14 opat open pamer panik paro paving pilkada pira pol pppk ptsl riah rtan rumput sajam salamet sare siki sim skominfo stasiun
  14 sukses surut swasta takon tampil taon tatangga terro ting tomat triwul tuli umrah voli wungkul
  13 26 700 800 abang adipura administras ajin anam andang apel bahan bebek beliau berta bor bpk bun busuk cilok daging dakwa
  13 debat dhuwit dibel dukuh elang erang esih gigit hak halal imbau in jang judi kebon kidul kilogram komen kubur labuh limang
  13 marg matematika mudhun nah napas ncur nda ndir nego ngatur niga nikmat no nyangkut nyoblos ollè omzet pant pinter pisah
  13 polana pors ppl prem pribad prioritas prosedur rahayat razia rega rekomendas remaja renovas rtas sakalangkong sambal sasar
  13 saudara segel senen seur skrips suam suntik susah tangan tarima tawur tempe terbit thok timbun travel tulung untut urun
  13 wang wani wedding
  12 06 2025 250 5.000 adam aksi antau antin asin assalamualaikum asuh asurans ayem basah becek beri besi blas buruk campak
  12 cegah cocok cuaca dahar daptar dhusun dias ding ema ember empuk fasilitas fiktif geser gol hangus hut id ijo ingin irim
  12 jalanna jambret janda kaget kalender kampus kanal kangen karya kipas konser kontra lembar lemes leres leuwih limut liter
  12 lolos lorong luwih maega maksimal mambu mancing mandir marah mario masa mawon mek melat metu mie mikir mpp namp namung
  12 nasib nding nyenyak nyo nyuhunkeun odgj omahe pantau pasa payung pedul perda pinjol plat po portal puas rahasia ready rit
  12 rukun sabet samping sayang sentuh sesuk slamet smpn surya swadaya tahan tanggap target tari tellu tenggelam tsunam tuju
  12 tumpah ureun veter wajah walung wisataw wtp yiap zebra
  `
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [count = '', ...stems] = line.trim().split(' ');
      return stems.map((stem) => [stem, Number(count)] as const);
    }),
);
