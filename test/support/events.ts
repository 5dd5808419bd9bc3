/** Invented events that papers report, each so unlike the others that it becomes an issue of its own. */

/** Feeds that there are. */
export const papers = 8;
export const papersPerEvent = 4;

const districts =
  'Ngoro Pungging Mojosari Kutorejo Dlanggu Gondang Pacet Trawas Jatirejo Trowulan Sooko Puri Bangsal Mojoanyar Gedeg Kemlagi Jetis Dawarblandong'.split(
    ' ',
  );
const troubles = [
  'jalan kabupaten rusak parah dan berlubang, belum ada tindakan dari dinas',
  'sampah menumpuk dan bau busuk, tidak diangkut DLH berhari-hari',
  'air PDAM mati dan keruh, pemerintah kabupaten lamban',
  'puskesmas kehabisan obat, pelayanan buruk dan lambat',
  'banjir merendam rumah, pompa milik pemkab rusak dibiarkan',
  'atap sekolah dasar ambruk, dinas pendidikan tidak peduli',
  'bansos salah sasaran dan dipotong, dinas sosial bungkam',
  'pupuk subsidi langka, petani kecewa dengan dinas pertanian',
  'lampu jalan padam berbulan-bulan, dishub tidak menanggapi',
  'antrean KTP berjam-jam, petugas dukcapil kasar dan lamban',
  'pungli di pasar rakyat merajalela, pemkab tutup mata',
  'tambang pasir liar merusak sungai, satpol PP diam saja',
];

/** Which of the papers report an event. */
export function papersOf(event: number): readonly number[] {
  return Array.from({ length: papersPerEvent }, (_, index) => (event + index) % papers);
}

/** A name that no other event has; events of the same trouble must not look like copies of each other. */
function nameOf(event: number, index: number): string {
  const syllables = [
    'ka',
    'ran',
    'wu',
    'ni',
    'te',
    'ling',
    'so',
    'ba',
    'dor',
    'gi',
    'mun',
    'pe',
    'ra',
    'tis',
    'u',
    'yo',
  ];
  const number = event * 16 + index + 4_096;
  const name = [0, 4, 8, 12].map((shift) => syllables[((number * 2_654_435_761) >>> (shift + 8)) % 16]).join('');
  return `${name[0]?.toUpperCase()}${name.slice(1)}`;
}

/** An RSS item. @param at as RSS writes it @param regency whose event it is */
export function itemOf(event: number, paper: number, at: string, regency = 'Kabupaten Mojokerto'): string {
  const district = districts[event % districts.length];
  // No two of the first 216 events agree in both.
  const trouble = troubles[(event * 5 + Math.floor(event / districts.length)) % troubles.length];
  const names = Array.from({ length: 16 }, (_, index) => nameOf(event, index));
  const where = `Kampung ${names[0]} ${names[1]} Kecamatan ${district}`;
  const people = `Tokoh ${names.slice(2, 9).join(', ')} dan keluarga ${names.slice(9).join(' ')} menunggu jawaban.`;
  return `<item><title>${names[2]} ${names[3]}: warga ${where} ${regency} keluhkan ${trouble}</title><link>http://s${paper}.localhost/berita/${event}</link><pubDate>${at}</pubDate><description>${people} ${trouble} di ${where}, ${regency}.</description></item>`;
}
