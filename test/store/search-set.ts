/** What somebody wrote, by a short name; and what a search must find, whichever database holds it. */
export const texts = {
  jalanRusak: 'Jalan rusak di Kemlagi dikeluhkan warga sejak Januari.',
  perbaikan: 'Dinas memperbaiki jalan dan kerusakan jembatan; perbaikan selesai 38,6 persen.',
  jalanJalan: 'Warga jalan-jalan sore di alun-alun sambil makan-makan.',
  airMati: 'Air mati lagi! Air PDAM mati tiga hari, air keruh.',
  matiAir: 'Mati listrik, lalu air ikut berhenti mengalir di 3 desa.',
  dokter: 'Pelayanan dokter puskesmas lambat, antrean panjang sekali.',
  akun: 'Lapor @dinas_pupr dan @Bupati.Mojokerto: lampu #PenerangJalan padam, kontak humas@uji.test',
  nomor: 'Anggaran Rp1.250.000,00 untuk RT 05/RW 02, nomor 35.16.15, tahun 2026.',
  asing: 'Naïve café di kota: señor Müller, “Ĝis revido”, ﬁle ＦＵＬＬ.',
  jawa: 'ꦗꦮ aksara Jawa dan 中文 слово bersama.',
  panjang: `Kata ${'sangat'.repeat(20)} lalu biasa saja.`,
  henti: 'Yang ini dan itu untuk dia di sana.',
  mempertanggungjawabkan:
    'Kepala desa mempertanggungjawabkan dana; pertanggungjawaban ditolak, penanggung jawab hilang.',
  kata: 'o\'brien AND OR NOT NEAR -bukan "kutip" a-b:c*d (kurung) 50% & | ! <-> \\ \'',
} as const;

export type Name = keyof typeof texts;

/** Query → names of what it finds, newest first: the last of `texts` is the newest. */
export const expectations: readonly (readonly [string, readonly Name[]])[] = [
  // Affixes: one root, many words.
  ['keluhan', ['jalanRusak']],
  ['mengeluh', ['jalanRusak']],
  // The stemmer takes "kerusakan" for a root of its own: on both alike.
  ['rusak', ['jalanRusak']],
  ['kerusakan', ['perbaikan']],
  ['baik', ['perbaikan']],
  ['memperbaiki OR dokter', ['dokter', 'perbaikan']],
  ['layanan', ['dokter']],
  ['antre', ['dokter']],
  // Words written twice.
  ['jalan-jalan', ['jalanJalan']],
  ['"jalan-jalan"', ['jalanJalan']],
  ['jalan', ['jalanJalan', 'perbaikan', 'jalanRusak']],
  ['alun-alun', ['jalanJalan']],
  ['makan', ['jalanJalan']],
  // Phrases and nearness.
  ['"jalan rusak"', ['jalanRusak']],
  ['"rusak jalan"', []],
  ['"air mati"', ['airMati']],
  ['"mati air"', []],
  ['air mati', ['matiAir', 'airMati']],
  ['air NEAR/0 mati', ['airMati']],
  ['mati NEAR/2 air', ['matiAir', 'airMati']],
  ['"air mati" OR "mati listrik"', ['matiAir', 'airMati']],
  ['(air OR listrik) NEAR/1 mati', ['matiAir', 'airMati']],
  // Not.
  ['mati -listrik', ['airMati']],
  ['jalan -rusak', ['jalanJalan', 'perbaikan']],
  ['jalan -"jalan-jalan" -jembatan', ['jalanRusak']],
  ['air -(mati OR listrik)', []],
  // Numbers, addresses, names of accounts.
  ['38,6', ['perbaikan']],
  ['"35.16.15"', ['nomor']],
  ['35.16', ['nomor']],
  ['1.250.000', ['nomor']],
  ['2026', ['nomor']],
  ['"05/RW 02"', ['nomor']],
  ['3', ['matiAir']],
  ['@dinas_pupr', ['akun']],
  ['bupati.mojokerto', ['akun']],
  ['#PenerangJalan', ['akun']],
  ['@Bupati', ['akun']],
  // Other letters.
  ['café', ['asing']],
  ['CAFÉ', ['asing']],
  ['cafe\u0301', ['asing']],
  ['cafe', []],
  ['müller señor', ['asing']],
  ['full', ['asing']],
  ['file', ['asing']],
  ['ꦗꦮ', ['jawa']],
  ['слово 中文', ['jawa']],
  // Long words are known by their beginning.
  ['sangat'.repeat(20), ['panjang']],
  ['sangat'.repeat(10), ['panjang']],
  ['sangat'.repeat(9), []],
  // Words that say little are words all the same.
  ['yang', ['henti']],
  ['"di sana"', ['henti']],
  ['dan', ['henti', 'jawa', 'akun', 'perbaikan']],
  ['pertanggungjawaban', ['mempertanggungjawabkan']],
  // Part of a word is another word.
  ['jal', []],
  ['puskes', []],
  // What looks like a language of queries.
  ["o'brien", ['kata']],
  ['"AND OR NOT"', ['kata']],
  ['kurung', ['kata']],
  ["'; drop table mentions; --", []],
];
