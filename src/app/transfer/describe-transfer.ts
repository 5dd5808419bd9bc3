import type { AdjustedWhy } from '../../store/transfer/lines.ts';
import type { Exported } from './configured.ts';
import type { ManifestTable } from './manifest.ts';
import { isEqual, isSame, type TransferReport } from './verify.ts';

/** Signs of a hash that people compare. */
const shortHash = 12;

const whys: Readonly<Record<AdjustedWhy, string>> = {
  nul: 'huruf U+0000 dihilangkan; PostgreSQL tidak dapat menyimpannya',
  utf8: 'isinya bukan teks UTF-8; yang tidak terbaca menjadi U+FFFD',
  'minus-zero': '−0 menjadi 0; SQLite tidak dapat menyimpannya',
};

/** What an operator must know after an export, line by line. */
export function describeExport({ manifest, carried }: Exported): readonly string[] {
  const { tables, from, madeAt, adjusted } = manifest;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return [
    `${rows.toLocaleString('id-ID')} baris dari ${tables.length} tabel, sebagaimana adanya pada ${madeAt}.`,
    ...(from === 'postgres'
      ? ['Yang ditulis sesudah itu tidak ikut: untuk pindah, hentikan Kentongan lebih dulu.']
      : []),
    ...(adjusted.count === 0
      ? []
      : [`${adjusted.count} nilai tidak dapat disalin persis (rinciannya di manifest.json):`]),
    ...adjusted.first.slice(0, 10).map(({ table, key, column, why }) => `  ${table} ${key} ${column}: ${whys[why]}`),
    ...(carried.length === 0 ? [] : ['Tidak ada di dalam folder, bawa sendiri (docs/operations/transfer.md):']),
    ...carried.map(({ what, path }) => `  ${what}: ${path}`),
    'Folder ini berisi data pribadi; hapus bila sudah tidak diperlukan.',
  ];
}

/** `mentions   12.345 baris  3f2a…`: for a terminal. */
export function describeExported({ name, rows, sha256 }: Pick<ManifestTable, 'name' | 'rows' | 'sha256'>): string {
  return `${name.padEnd(22)}${rows.toLocaleString('id-ID').padStart(12)} baris  ${sha256.slice(0, shortHash)}`;
}

/** The comparison as a table, for a terminal. */
export function describeImport({ tables }: TransferReport): string {
  const lines = tables.map((table) => {
    const sign = isSame(table) ? '✓' : '✗';
    const found = isSame(table)
      ? ''
      : `  terbaca ${table.found.rows.toLocaleString('id-ID')} baris  ${table.found.sha256.slice(0, shortHash)}`;
    return `${sign} ${describeExported(table)}${found}`;
  });
  return `${lines.join('\n')}\n`;
}

/** What the operator does next. */
export function describeOutcome(report: TransferReport): string {
  if (isEqual(report)) {
    return 'Semua tabel sama. Jangan menjalankan pemasangan yang lama lagi: peringatan akan terkirim dua kali.';
  }
  return report.isAgain
    ? 'Basis data ini sudah selesai diisi dari folder ini, dan berubah sejak itu, karena dipakai. Tidak ada yang diubah sekarang.'
    : 'Isi basis data tidak sama dengan ekspor, jadi Kentongan tidak dapat dijalankan di situ. Kosongkan basis data itu, lalu ulangi.';
}
