/**
 * Words that say nothing about which event a text is about: function words of Indonesian, its chat spelling, Javanese and
 * Sundanese, and the set phrases of news ("kata dia", "tutupnya"). Weighting by rarity does the rest.
 */
export const stopWords: ReadonlySet<string> = new Set(
  `
  ada adalah agar akan akankah akhirnya aku anda antara apa apakah apabila atas atau bagai bagaimana bagi bahkan bahwa baik
  banyak baru bawah beberapa begitu belum bentar berbagai berupa besar biar biasa bila bisa boleh bukan cukup cuma dalam dan
  dapat dari daripada dekat demi demikian dengan depan di dia diri dong dua dulu empat gimana hal hampir hanya harap hari harus jam pukul
  hingga ia ialah ikut ini itu jadi jangan jelas jika juga justru kadang kah kalau kali kami kamu kapan karena ke kecil kedua
  kemarin kemudian kenapa kepada kepala ketika kini kita kok kurang lagi lain lainnya lalu lama langsung lebih lewat lima luar lah
  maka makin malah malam mana masa masih masing mau mohon mulai mungkin namun nanti nih nya oleh pada padahal paling para pas
  pasti per perlu pernah pertama pihak pula pun saat saja salah sama sampai sangat satu saya sebab sebagai sebelum
  sebesar sebuah secara sedang sedangkan sehingga sejak sejumlah sekarang sekitar selain selama selalu seluruh semua sementara
  sempat sendiri seorang seperti sering serta sesuai setelah setiap siang siapa sih sini situ soal sore suatu sudah supaya tadi
  tahu tahun tak tanpa tapi telah tempat tengah tentang tentu terhadap terjadi terkait terlalu tersebut terus tetap tetapi tiap
  tiba tidak tiga toh untuk usai waktu walau ya yaitu yang
  kata katanya ujar ujarnya jelas jelasnya tutur tuturnya tegas tegasnya ucap ucapnya tambah tambahnya terang terangnya ungkap
  ungkapnya imbuh imbuhnya pungkas pungkasnya tandas tandasnya sebut sebutnya menurut mengatakan menyebut menyatakan mengaku
  menjelaskan menambahkan menyampaikan mengungkapkan menuturkan menegaskan dikatakan disebutkan diketahui sambutannya berita baca
  senin selasa rabu kamis jumat sabtu minggu pagi januari februari maret april mei juni juli agustus september oktober november
  desember kabupaten kab kecamatan kec desa kelurahan kota pemkab pemerintah daerah warga masyarakat bapak ibu pak bu mas mbak
  orang bupati wib wita wit
  aja ajah ama ane abis bgt banget bkn blm bnyk bs bsk cm cmn dah dgn doang dr dpt dri elu ente ga gak gk gmn gini gitu gua gue
  gw hrs jd jgn jg kaga kagak kalo kayak kyk klo kl klw krn krna ko lg loh lho lo lu mah men min mimin mnt msh ngga nggak nggk ni
  ntar nyampe org pake pd pdhl sampe sbg sdh skrg skrng sm smp smpe sy td tdk tp trs tru tu tuh udah udh uda untk utk wkwk wkwkwk
  yaa yaaa yah yg hehe haha lur gan sis bro bang om tante kak dek admin follower kiriman
  iki iku kuwi ora wis karo nang neng ning sing ana arep aja durung isih kok ngono piye nek yen mung wae meneh maneh saiki kulo kula
  sampun boten mboten ing lan saka menyang dadi teko padha
  teh mah wae ieu eta nu teu atuh euy kumaha geus acan can deui keur ka ti jeung sareng henteu aya naon ari bae ge oge jadi urang
  punten kang
  `
    .split(/\s+/)
    .filter((word) => word !== ''),
);
