import type { PurgeCounts, Retention } from '../core/retention.ts';
import type { SubjectRequest, SubjectRequestKind } from '../core/subject.ts';

export const requestNames: Readonly<Record<SubjectRequestKind, string>> = {
  access: 'Akses dan salinan data',
  correction: 'Perbaikan data',
  erase: 'Penghapusan data',
  restrict: 'Pembatasan pemrosesan',
};

/** What "Laksanakan" does. */
export const requestDeeds: Readonly<Record<SubjectRequestKind, string>> = {
  access: 'Unduh datanya, serahkan kepada pemohon, lalu tandai selesai.',
  correction: 'Perbaiki atau beri catatan pada sebutannya, lalu tandai selesai.',
  erase:
    'Menghapus seluruh tulisan orang ini beserta salinannya di peringatan, pesan, dan laporan. Tidak dapat dibatalkan.',
  restrict:
    'Membekukan tulisan orang ini: tidak tampil di pencarian, isu, peringatan baru, laporan, dan ekspor sampai pembekuan dicabut.',
};

/** `sisa 2 hari 3 jam`, `lewat 5 jam`. */
export function sayTimer({ dueAt, endedAt }: Pick<SubjectRequest, 'dueAt' | 'endedAt'>, now: Date): string {
  const at = endedAt === null ? now.getTime() : Date.parse(endedAt);
  const hours = Math.floor(Math.abs(Date.parse(dueAt) - at) / 3_600_000);
  const days = Math.floor(hours / 24);
  const length = [days > 0 ? `${days} hari` : '', hours % 24 > 0 || days === 0 ? `${hours % 24} jam` : '']
    .filter((part) => part !== '')
    .join(' ');
  if (endedAt !== null) return Date.parse(dueAt) >= at ? 'tepat waktu' : `terlambat ${length}`;
  return Date.parse(dueAt) >= at ? `sisa ${length}` : `lewat ${length}`;
}

export function isOverdue({ dueAt, endedAt }: Pick<SubjectRequest, 'dueAt' | 'endedAt'>, now: Date): boolean {
  return endedAt === null && dueAt < now.toISOString();
}

export const retentionNames: readonly (readonly [keyof Retention, string])[] = [
  ['citizenDays', 'Tulisan warga, beserta salinannya di peringatan, pesan, dan laporan'],
  ['newsDays', 'Berita media dan kiriman akun resmi'],
  ['alertDays', 'Peringatan dan catatan pengiriman (angka dan waktunya)'],
  ['authorDays', 'Nama di balik nama samaran (tersegel)'],
  ['evidenceDays', 'Jawaban mentah dari sumber (memuat nama)'],
  ['auditDays', 'Jejak audit'],
  ['backupDays', 'Salinan basis data'],
];

const purgeNames: readonly (readonly [keyof PurgeCounts, string])[] = [
  ['citizens', 'tulisan warga'],
  ['news', 'berita dan kiriman resmi'],
  ['seals', 'nama'],
  ['issues', 'judul isu'],
  ['alertTexts', 'isi peringatan'],
  ['requests', 'nama pemohon'],
  ['messages', 'isi pesan'],
  ['reports', 'isi laporan'],
  ['imports', 'rincian impor'],
  ['alerts', 'peringatan'],
  ['evidence', 'jawaban mentah'],
  ['runs', 'catatan pengambilan'],
  ['audit', 'baris audit'],
  ['backups', 'berkas cadangan'],
];

/** `12 tulisan warga, 3 nama`; what is zero is left out. */
export function sayPurged(counts: PurgeCounts): string {
  const said = purgeNames.flatMap(([key, name]) =>
    counts[key] > 0 ? [`${counts[key].toLocaleString('id-ID')} ${name}`] : [],
  );
  return said.length === 0 ? 'tidak ada yang perlu dihapus' : said.join(', ');
}
