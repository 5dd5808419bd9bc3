/**
 * Stems that local texts share without being about one event, with how many texts in 10,000 have them. Counted over `data/train/`
 * (`npx tsx scripts/issues/common-stems.ts`), so that "jalan" and "pasar" weigh little from the first text of an installation on.
 */
export const commonStems: ReadonlyMap<string, number> = new Map(
  `
  507 jalan
  492 ana
  394 rumah
  313 dinas
  284 bulan
  279 tugas
  269 buka
  265 air pasar terima
  245 gratis
  242 seko
  238 kasih
  235 masu
  232 rp
  227 lapor
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
  169 nai
  168 jual motor
  164 minta
  159 kampung
  158 daftar
  157 hasil
  149 uang
  148 ktp mati
  147 foto rt
  145 dusun
  144 paka sampah
  141 guru
  138 ku pulang
  137 jadwal
  135 layan
  132 harga
  131 turun
  130 hujan tinggal
  129 puskesmas surat
  127 taun
  126 lampu
  125 meter umum
  124 luarga parkir ri tru
  123 laku se
  121 10 angkat
  120 nama
  118 bali gant mobil
  115 dana
  114 petan
  110 mbal
  109 bikin kelas korb tang
  108 bagi
  107 ban sd warung
  106 makan usul
  105 12 lamat tukang
  104 tetangga
  103 ayeuna bersih
  102 alhamdulil
  101 gelar jembat
  100 bala reka
  99 20 latih rapat
  98 pindah
  97 akhir temu
  95 de kades kosong malem
  94 berapa pabri rsen
  93 erima hilang menit pasang
  92 data pdam polis sawah
  91 40 bangun dagang habis rek rusa usaha
  90 lapang listri muda suruh tim
  89 jalur nomor tani
  88 punya rsud
  87 bai izin masjid rb
  86 beli gaji kk sehat toko
  85 kabar kurs tambang
  84 30 beso
  83 14 dokter kirim
  82 murid puluh
  81 jabat ketua provins tanggal
  80 jaga jawab pole
  79 beras
  78 bpbd cair mata pos tanah
  77 15 ambil anyar buda camat gang lihat ngan sekal
  76 kabeh lebar nyata panjang tolong wong yo
  75 online panen urus
  74 hadir kudu lansia tau
  73 merah penuh sabar serta tidur wes
  72 11 sama
  71 batu gunung subuh
  70 alun biaya hp isu la pekan pisan tos
  69 antre catat dewan gali proye
  68 aman banjir calon dina
  67 kamar kena obat shub siap tua
  66 bekas grup info kopi liling miliar nepi suara
  65 bakar bocor sunga
  63 enam ikut nila potong ruang to ulang
  62 beda rasa umur
  61 cek dapur dlh gawe loket sak sakit siswa tingg
  60 50 angkut cepat dipun kilo makasih pasir rw syarat tulis
  59 anggar juara lompo operas
  58 bahas bocah duga emas lahir moga pa resm
  57 alat banya bola cara kana lokas luar lulus main minal pln sapi tps
  56 antar bari bilang hati imah kalah ngko putus syukur tahun
  55 ili kaya ratus sebe ubah
  54 aspal bareng edar inta nsos pasien ukur
  53 abdi aplikas bawang buruh liar libur lomba mbah nunggu opo pohon sumur
  52 api asal bus nuhun rugi
  51 anggota bayi halam inggal murah pesan program unggu
  50 atur buku jujur kunjung lancar panitia panta papan plasti reta ring tanya tiga
  49 butuh janj lajar lesa macet paket sambil sopir telat titi undang
  48 60 batas bau bener darah lanta lengkap mesin tanam
  47 17 anakku bagus belajar lanjut mi nang nasi ngant panas sehar tahap tingkat
  46 are hubung ladde langsung pupu sebul ta takut wa wisata
  45 300 angin arah bangga buang bukit damping maneng nten oreng tujuh usia
  44 200 bidan gudang haji kunc lubang maling musim posyandu rtifikat sebut
  43 24 an berat duit gedung jl kira longsor mang mun tanda
  42 100 25 acara angka ayam cenah engka gera ingat kanggo kartu kasus kios kuning kuota lintas maaf modal muka neger pilih
  42 ragam roda tenan tola
  41 bpjs buru cai dprd ema gula jemput kaki minggu ngurus paja pintu tilu uting wakil
  40 alam ambulans belakang bibit dudu hukum ilih inspektorat iuran jaksa kader kumpul lahan larang lurah nomer palsu posko
  40 rakyat rebu sakola tagih tari tetep tunggu video wali wonten
  39 ambang bantah baruda berkas ena gagal giat gilir goreng haru istr jare km malam pkh ronda saks sidang taman
  38 alus barang beng bi dateng jelas langg lepas nangis nene ono putih sewa tambah tekan tiket wajib
  37 alas alir atap bansos dalan ewu gaga isi iso jauh lapa lari nkes pecah ramah raya salur
  36 adem airnya angkot bar dada kpu nelay rombong salut uluh
  35 18 asa awal awas dengar hidup kandang kara karang lembur mant minum minya muter ndara ne nikah nuwun snaker status tenaga
  35 tenda ton
  34 asup awat bapa benar berkat ekor es evakuas gelap gempa honorer ilang jatuh matur mili mula nol pipa puasa pungut rame
  34 sisa trotoar uji
  33 900 asli botol bukt empu fotokop gara ikan kaca kambing ki mana mbel ngaj ngarep nggih panggil pompa resep retribus
  33 sabaraha setor sma tembus tempel tengah tiang tiasa urut wilayah
  31 150 aju akta blo cape dapat daya doi gawa lupa mate mbako omah padi paksa rahu relaw sedia timbang vaksin
  30 600 80 90 ati celaka cuci janji jebol kebun koperas kota kurang lalu lereng meja nonton nyum polse rutin si sosialisas
  30 tenang tepat utup wabup
  29 500 angis asn baca bungkus coba dapet erah hektare hitung irigas kemis kitu lipat liwat nasional nyuwun rencana roko
  29 sambut sayur sepi siaga tanggul tape terang tpa unggal warna
  28 45 aduan alur baju belas damkar dopo dugi engko gadu hajat hent iksa jadi kabel kampong kas lega makessing mber njad
  28 operator paruh pilkades polres raih selat smk subsid susu tawa tempat tikung utang
  27 120 aja ajar apresias bakal boga delap dulur embung ganti harap hate hatur hutan jempol kake kenal kucing mahasiswa
  27 mangga milu mlebu mogo ngop poto pp ra saben santr tade tambal tarif terna terus toilet ungs unit upacara upah
  26 31 bebas dikit dita dokumen esso gas hotel isinya kabb kali kampanye kontra lowong luas mahal mantap miskin mon mugi nae
  26 normal nyala nyangka rekam resmi sangka sdn simbah the tuku ujung
  25 08.00 adi aga banyu begin cabut debu denda enjing gabah hijau jasa kantong karcis kolam laya lucu luka makkukkue malu
  25 masa mudi mulih peda pisang pu pura rektur satpol suwun temen tetap umah untung
  24 ae bak bawaslu bekerja bendung blk blt bunga cepet empat eriksa gede indu kan karung kasi kawas kejar keluh kulkas
  24 laksana limbah lumpur makam ongkos padam paimeng peta proses pungl rama rata sapa sila simpang tamu tanggung teras ucap
  24 wing
  23 70 akun alih aris bade balas barus berdir beres bina bolong borong cctv dewe dini doa ebut enang film gantung gotong
  23 hitam imunisas ingkang jamaah kasur kene keru lewat mand manis minimarket ngaku nipu oje pinggir pulau pusat rebo resi
  23 rong saha sambung sekda sibawa sto sujud tangkap teka telung teman umkm
  22 400 ahad amplop atlet bada bahasa bakt bambu bati beran budaya buny calo canda diam gabung heula hewan jagung kabur keras
  22 kol lampir lokal nda oknum pagar rampung rapi rawat samsat santun sateya siji sosial tabe tabra taruna tello tipis ujian
  22 waris
  21 ac adu aktif amal atawa aula bahaya banding betah beton bos cari cewa diber domisil gelem gor griya hadiah hamil henti
  21 hiji ilegal jahit jaman jaring ji jiwa kacamat kaka kembali kg khusus kilometer komunitas lempar lunas magrib mak mbil
  21 mester negara nyam patu pinjam pmi publi ramad rang rute sampai sana serah sinyal sirine spandu stadion stunting sumbang
  21 tas tes timur tumpeng yatim
  20 09.00 asang beca belum bencana bengkel biru biyen bongkar buah cili elihara endi fabel gambar guna hari hebat helm hibah
  20 hormat informas insentif jemur keneh koyo lanti luh melu miring nanya neng njalu ola onton pang pemda rambu rebut ruas
  20 sabul salam semen stud sukarela telur terpal tipu total umk unang verifikas viral wifi
  19 19 2026 ambru arus baliho baru beasiswa bmkg darurat didi gereja gital hoaks honor igd ijazah iya jari kardus kedah kon
  19 kua laut lele liat lindung lingkar massal memuj minimal moal mohon nanging narekko nyong on paggun pita pju puji pustaka
  19 putr regane rekening roboh royong ruju saged sebar sejam sepe sepuh sewu siga silessureng simulas sisi sumber tabung
  19 telpon tikus titip udan umpang unjung utara waspada wulan
  18 28 35 adil ahli allah anana ancam angger antr badan baheula banyune begal belanja bonus bumdes ceta coret cucu da dha
  18 dice donor endah endara esu fair formulir gampang gangka gendong ii indah job komis kuliah lambat langgar lebat leungit
  18 mampir mampu mangat muncul nambah nyaris ohon patung pelu perum ping poe popo rupiah saling sampel satpam simp sisir
  18 sorang tega telu uwae wayang
  17 22 akses barat bensin beri biasa bis bumi bungah cod coma cuti dae dompet drainase ebu ente euweuh hakim indo jelang
  17 jumlah kapo karyaw klarifikas kpps kurir lamar legi leuti maca maelo maju maso mbo meul museum natal ngebut nter nyawa
  17 orang paeh pahlaw paripurna paro parta pelan pesen piala pings poli pupr racun rajin sabilitas sampe sara seger siun sok
  17 sopan stn tangga tata tegur tertib tewas tk tong traktor tuntas ular up usah wc wereng yala
  16 05 23 absen ada agenda al alamat almarhum ambut anggur asri balita bandar bendahara bening bintang brp cak campur cat
  16 cerita dama dasar daun demam dieu dukung eberang festival gelas gerbang gorong gubernur hape hektar hirup jarah jareya
  16 kadar kadis keren kirab kolot lalengnge langka lha lin loba lokka loro lumay make marau mbayar melon mest mulus mushola
  16 narkoba nggo nyesel ojol omong onggu patah pato paud piro protes rah rapor reje ruko runtah rvis sakal saking sapu sarang
  16 sarap satea selo shift sistem soto sulit surve tembo thr token transfer tuding tukar tunda ulah utuh wiwit yeh
  15 1,5 16 21 38 aki area asap batang bedah bedhe bengko bidang bulu cabang capa ceu cicil daring dereng dibag dino ebar
  15 elola ganggu genteng ghi gratifikas hafal hemat identitas ikhlas istirahat jajan jakarta jarang jarene juru kaji karet
  15 kieu klini kodu kos kotor kuitans kulon lagu langgan las layang leks lelang lingkung maka mare menaw muat napa ngantos
  15 nggawa ngin numpu pajang pakai pake palang pariwisata phk pkk pmk pondo prestas rabat rasane resah rupa rver sambel
  15 sanget sangon sdi sdukcapil sora stiker tah tahan tepu tette tumbang turu turut unggah update vonis wadu
  14 03 13.00 14.00 27 32 agi akeh amat ampon andi anu apote ayah badhe bakso batal batur berang bere berjal berkah bingung
  14 bobol bubur ca caya center coblos culi dalam ditah dukcapil emang etap fogging gembo genang geroba gigi halte hargana
  14 hayam idi ingkat isin jara jatah jemaah jernih jt jurus kapolres kaula kia komentar konsultas koordinas korups kuat
  14 kubang kungs lalat lettu ludes mawar menag mlaku mugia musala musrenbang musyawarah naekiya ncang ngantr ngketa ningal
  14 nuju nutup opat open pamer pani paving pilkada pira pol ppp ptsl reun riah rumput sajam salamet sare siki sim skominfo
  14 stasiun sukses surut swasta takon tampil taon tatangga terro tinda ting tomat triwul tuli umrah voli wungkul
  13 26 700 800 abang adipura administras ajin anam andang antri apel bahan bebe beliau berta bor bpk bun busu cilo daging
  13 dakwa debat dhewe dhuwit dukuh elang erang esih gala gigit hak halal imbau in jang judi kebon kidul kilogram komen kubur
  13 labuh limang marah marg matematika mudhun nah napas nego ngatur niga nikmat no nyangkut nyo nyoblos ollè omzet pant
  13 pinter pisah polana pors ppl prem pribad prioritas prosedur rahayat razia rega rekomendas remaja renovas rtas
  13 sakalangkong sambal sasar saudara segel senen seur suam sunti susah tangan tarima tawur tempe tho timbun travel tulung
  13 untut urun wang wani wedding
  12 06 2025 250 5.000 adam aksi antau antin ape asin assalamualaikum asuh asurans ayem basah bece bentu besi blas campa cegah
  12 cuaca dahar daptar dhusun dias ding ember fasilitas fiktif gedhe geser gol hangus hut iap id ijo ingin irim jalanna
  12 jambret janda kaget kalender kampus kanal kangen karya kipas konser lembar lemes leres leuwih limut liter lolos lorong
  12 luwih maega maksimal mambu mancing mandir mario mawon mek melat metu mie mikir mpp mulu namp namung nasib ncar nding nemu
  12 nyenya nyuhunkeun odgj omahe pantau pasa payung perda pinjol plat po portal puas rahasia ready rit rukun sabet samping
  12 sayang seni sentuh sesu skrips slamet smpn surya swadaya tanggap target tellu tenggelam tsunam tuju tumpah tumpu tunju
  12 unjuk ureun veter wajah walung wisataw wtp zebra
  `
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [count = '', ...stems] = line.trim().split(' ');
      return stems.map((stem) => [stem, Number(count)] as const);
    }),
);
