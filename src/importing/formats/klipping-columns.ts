import { normaliseName } from '../rows.ts';

/** Column of the klipping template → the ways Diskominfo sheets head it. Compared as `normaliseName` leaves them. */
export const headings = {
  tanggal: [
    'tanggal',
    'tgl',
    'hari tanggal',
    'hari/tanggal',
    'hari, tanggal',
    'tanggal terbit',
    'tanggal tayang',
    'tanggal berita',
    'tgl terbit',
    'waktu terbit',
    'date',
  ],
  jam: ['jam', 'pukul', 'waktu', 'jam tayang', 'time'],
  media: [
    'media',
    'nama media',
    'media massa',
    'sumber',
    'sumber berita',
    'sumber media',
    'nama media online',
    'portal',
    'surat kabar',
    'source',
  ],
  platform: ['platform', 'jenis media', 'kanal', 'tipe media', 'kategori media', 'jenis'],
  judul: ['judul', 'judul berita', 'headline', 'judul/isu', 'isu', 'berita', 'title'],
  isi: [
    'isi',
    'isi berita',
    'ringkasan',
    'resume',
    'ringkasan berita',
    'uraian',
    'deskripsi',
    'keterangan berita',
    'konten',
    'content',
    'text',
  ],
  penulis: ['penulis', 'wartawan', 'reporter', 'jurnalis', 'akun', 'nama akun', 'author'],
  tautan: ['tautan', 'link', 'url', 'link berita', 'tautan berita', 'alamat', 'link/url', 'url berita', 'link url'],
} as const;

export type KlippingColumn = keyof typeof headings;

const byHeading = new Map<string, KlippingColumn>(
  (Object.entries(headings) as [KlippingColumn, readonly string[]][]).flatMap(([column, names]) =>
    names.map((name) => [normaliseName(name), column] as const),
  ),
);

/** No heading is longer; a row of text is told from one without looking closer. */
const longest = 30;

/** The columns that a row of headings names. */
export function namedColumns(row: readonly string[]): ReadonlySet<KlippingColumn> {
  return new Set(row.flatMap((cell) => (cell.length > longest ? [] : (byHeading.get(normaliseName(cell)) ?? []))));
}

/**
 * Whether this row is the heading of a klipping sheet: it names the headline or the text, and at least one thing more. Rows above it
 * (the name of the office, the month) are none.
 */
export function isHeading(row: readonly string[]): boolean {
  const named = namedColumns(row);
  return named.size >= 2 && (named.has('judul') || named.has('isi'));
}
