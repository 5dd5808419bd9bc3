import type { RawPost } from '../../core/mention.ts';
import { type ImportFormat, type MapContext, scoreColumns } from '../format.ts';
import { plainPost } from '../posts.ts';
import type { ImportRow } from '../rows.ts';
import { readDate, readId, readMetrics } from '../values.ts';

const ids = [
  'tracking id',
  'id tracking',
  'trackingid',
  'kode tracking',
  'nomor laporan',
  'no laporan',
  'id laporan',
  'nomor tiket',
  'no tiket',
  'nomor aduan',
  'no aduan',
  'kode aduan',
];
const dates = [
  'tanggal',
  'tanggal laporan',
  'tanggal laporan masuk',
  'tanggal aduan',
  'tanggal masuk',
  'tanggal dibuat',
  'waktu laporan',
  'tgl',
  'tgl laporan',
  'tgl aduan',
  'timestamp',
  'cap waktu',
  'waktu',
];
const titles = ['judul', 'judul laporan', 'judul aduan', 'perihal', 'subjek'];
const bodies = [
  'isi laporan',
  'isi laporan awal',
  'isi aduan',
  'isi pengaduan',
  'isi keluhan',
  'uraian aduan',
  'uraian laporan',
  'uraian pengaduan',
  'uraian keluhan',
  'aduan',
  'pengaduan',
  'keluhan',
  'laporan',
];

/**
 * The office's own export of SP4N-LAPOR!. Who complained is confidential by rule: no column that names, reaches or describes the
 * person is read, whatever it is called, because only the columns below are.
 */
const lapor: ImportFormat = {
  id: 'sp4n-lapor',
  title: 'SP4N-LAPOR! ekspor admin',
  kinds: ['table'],
  isLocal: true,
  detect: ({ columns }) =>
    scoreColumns(
      columns,
      [
        'tracking id|id tracking|trackingid|kode tracking|id laporan|nomor laporan|no laporan',
        dates.join('|'),
        [...bodies, 'isi'].join('|'),
      ],
      ['status|status laporan', 'disposisi|instansi|instansi terlapor|instansi terdisposisi', 'kategori|klasifikasi'],
    ),
  open: (context) => (row) => toComplaint(row, context, 'lapor:reports'),
};

/** A complaint form of the office itself. Name, phone and address of the complainant stay outside. */
const form: ImportFormat = {
  id: 'aduan',
  title: 'Formulir aduan',
  kinds: ['table'],
  isLocal: true,
  detect: ({ columns }) =>
    scoreColumns(
      columns,
      [dates.join('|'), bodies.join('|')],
      ['kategori|jenis aduan|bidang', 'kecamatan|lokasi|lokasi kejadian|desa', 'status'],
    ),
  open: (context) => (row) => toComplaint(row, context, 'aduan:forms'),
};

function toComplaint(row: ImportRow, context: MapContext, scope: string): RawPost {
  const id = readId(row.text(...ids));
  const place = row.text('lokasi kejadian', 'lokasi', 'kecamatan', 'desa');
  const text = withoutPersons(row.text(...bodies, 'isi'));
  const post = plainPost('post', 'complaint', {
    title: withoutPersons(row.text(...titles)),
    text: place === '' || text.includes(place) ? text : `${text}\nLokasi: ${place}`,
    url: row.text('tautan', 'link', 'url'),
    date: readDate(row.text(...dates), context),
    publisher: scope === 'lapor:reports' ? 'SP4N-LAPOR!' : row.text('kanal', 'sumber'),
    metrics: readMetrics({
      likes: row.text('dukungan', 'jumlah dukungan'),
      others: { rating: row.text('rating', 'nilai', 'penilaian') },
    }),
  });
  return { ...post, externalId: id, idScope: id === null ? null : scope };
}

/** People write their number into the complaint itself. */
export function withoutPersons(text: string): string {
  return text
    .replace(/[\w.+-]+@[\w-]+\.[\w.]+/g, '[surel]')
    .replace(/(?<!\d)(?:\d{16}|\d{4}([ .-])\d{4}\1\d{4}\1\d{4}|\d{6}([ .-])\d{6}\2\d{4})(?!\d)/g, '[NIK]')
    .replace(/(?<!\d[.,]?)\(?(?:\+?62|0)[ .()-]{0,3}8\d(?:[ .()-]{0,2}\d){6,10}(?!\d)/g, '[nomor telepon]');
}

export const complaintFormats: readonly ImportFormat[] = [lapor, form];
