import type { ManagedStatus } from '../core/managed-source.ts';
import type { ImportJob } from '../core/source-desk.ts';
import { shownStatuses, statusMeanings, statusNames } from './wording.ts';

/** Indonesian names of what the pages about sources show. */

/** The order in which states are shown: what a person must do something about first. */
export const managedStatuses: readonly ManagedStatus[] = [
  ...shownStatuses.filter((status) => status !== 'disabled'),
  'paused',
  'disabled',
  'archived',
];

export const managedStatusNames: Readonly<Record<ManagedStatus, string>> = {
  ...statusNames,
  paused: 'Dijeda',
  archived: 'Dihapus',
};

export const managedStatusMeanings: Readonly<Record<ManagedStatus, string>> = {
  ...statusMeanings,
  paused: 'dihentikan sementara oleh petugas',
  archived: 'dihapus dari daftar; sebutannya tetap tersimpan',
};

/** What somebody can do about a state; null when there is nothing to be done. */
export const statusAdvice: Readonly<Record<ManagedStatus, string | null>> = {
  ok: null,
  quiet:
    'Buka situsnya. Bila di sana ada isi baru, mungkin alamatnya pindah: tambahkan alamat yang baru, lalu jeda yang ini.',
  failing:
    'Tidak perlu apa-apa; dicoba lagi sendiri, makin jarang bila terus gagal. Bila lebih dari sehari, uji sumber ini.',
  blocked:
    'Mintalah izin pengelola situsnya, atau carilah jalan lain: umpan RSS, akun resmi, atau pencarian Google News.',
  gone: 'Cari alamat barunya dan tambahkan sebagai sumber baru. Bila situsnya kembali, tekan “Ambil sekarang”.',
  'needs-credential': 'Minta operator mengisi atau memperbarui kuncinya (bagian credentials di kentongan.yaml).',
  'needs-attention':
    'Uji sumber ini dan baca sebabnya: izin kunci, pilihan yang salah, atau situs yang berubah bentuk.',
  'never-run': null,
  paused: null,
  disabled: null,
  archived: null,
};

export const intervalChoices: readonly (readonly [value: string, label: string])[] = [
  ['5m', 'tiap 5 menit'],
  ['15m', 'tiap 15 menit'],
  ['30m', 'tiap 30 menit'],
  ['1h', 'tiap jam'],
  ['3h', 'tiap 3 jam'],
  ['6h', 'tiap 6 jam'],
  ['12h', 'tiap 12 jam'],
  ['1d', 'sekali sehari'],
];

/** What an address leads to. */
export const foundNames: Readonly<Record<string, string>> = {
  feed: 'umpan (RSS atau Atom)',
  wordpress: 'situs WordPress',
  'news-sitemap': 'peta situs berita',
  listing: 'halaman dengan daftar berita',
  article: 'satu artikel',
  account: 'akun media sosial',
  search: 'pencarian Google News',
};

export const importStateNames: Readonly<Record<ImportJob['state'], string>> = {
  ready: 'Menunggu persetujuan',
  running: 'Sedang diimpor',
  done: 'Selesai',
  failed: 'Gagal',
  discarded: 'Dibuang',
};

const languageNames = new Intl.DisplayNames(['id'], { type: 'language', fallback: 'code' });

/** `Indonesia`, `Jawa`; what cannot be told or is no code is said as such. */
export function sayLanguage(code: string): string {
  if (code === 'und') return 'tidak dikenali';
  try {
    return languageNames.of(code) ?? code;
  } catch {
    return code;
  }
}

const sizes = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 1 });

/** `820 KB`, `1,4 MB` */
export function saySize(bytes: number): string {
  if (bytes < 1_000) return `${sizes.format(bytes)} B`;
  return bytes < 1_000_000 ? `${sizes.format(bytes / 1_000)} KB` : `${sizes.format(bytes / 1_000_000)} MB`;
}

/** Options as lines that the configuration would take too: `url: "https://…"`. */
export function optionLines(options: unknown): string {
  if (typeof options !== 'object' || options === null) return '';
  return Object.entries(options)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join('\n');
}
