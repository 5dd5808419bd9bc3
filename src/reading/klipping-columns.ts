/** Column of the klipping template → the ways Diskominfo sheets head it. Compared without case, dots, and spaces at the ends. */
const headings = {
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
export type KlippingColumns = Partial<Record<KlippingColumn, number>>;

const byHeading = new Map<string, KlippingColumn>(
  (Object.entries(headings) as [KlippingColumn, readonly string[]][]).flatMap(([column, names]) =>
    names.map((name) => [name, column] as const),
  ),
);

/**
 * Which cell holds which column, if this row is the heading of a klipping sheet: it names the headline or the text, and at least
 * one thing more. Rows above it (the name of the office, the month) are none.
 */
export function findColumns(row: readonly string[]): KlippingColumns | null {
  const columns: KlippingColumns = {};
  for (const [index, cell] of row.entries()) {
    const column = byHeading.get(
      cell
        .trim()
        .toLowerCase()
        .replace(/[.:*]/g, '')
        .replace(/\s+/g, ' ')
        .replace(/\s*\/\s*/g, '/')
        .trim(),
    );
    if (column !== undefined && columns[column] === undefined) columns[column] = index;
  }
  const named = Object.keys(columns).length;
  return named >= 2 && (columns.judul !== undefined || columns.isi !== undefined) ? columns : null;
}
