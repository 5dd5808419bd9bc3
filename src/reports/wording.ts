import type { Digest, DigestIssue, SentimentCounts } from '../core/digest.ts';
import type { IssueState } from '../core/issue.ts';
import { isTroubled, type SourceStatus } from '../core/source.ts';
import { formatDateTime, formatNumber } from '../core/time.ts';

/** Rows of the sentiment table in the order reports show them. */
export const sentimentRows = [
  { key: 'positive', name: 'Positif' },
  { key: 'neutral', name: 'Netral' },
  { key: 'negative', name: 'Negatif' },
  { key: 'potential', name: 'Berpotensi negatif' },
  { key: 'unscored', name: 'Tidak terskor' },
] as const satisfies readonly { key: keyof SentimentCounts; name: string }[];

export const stateNames: Readonly<Record<IssueState, string>> = {
  baru: 'belum diverifikasi',
  diverifikasi: 'sudah diverifikasi',
  diteruskan: 'diteruskan ke OPD',
  ditanggapi: 'sudah ditanggapi',
  selesai: 'selesai',
  'bukan-isu': 'dinilai bukan isu',
};

export const sourceStatusNames: Readonly<Record<SourceStatus, string>> = {
  ok: 'berjalan',
  quiet: 'senyap',
  failing: 'gagal dibaca',
  blocked: 'akses ditolak',
  gone: 'sudah tidak ada',
  'needs-credential': 'perlu kunci',
  'needs-attention': 'perlu ditangani',
  'never-run': 'belum pernah dibaca',
  disabled: 'dimatikan',
};

/** Why a source could not be read, by the word before the colon of its last error. */
const faultNames: Readonly<Record<string, string>> = {
  'rate-limited': 'situs meminta jeda',
  budget: 'jatahnya habis',
  blocked: 'akses ditolak',
  gone: 'alamat sudah tidak ada',
  credential: 'kuncinya tidak ada atau tidak diterima',
  permission: 'kuncinya tidak berizin',
  query: 'yang diminta tidak dikenal',
  changed: 'bentuk isinya berubah',
  'too-large': 'isinya terlalu besar',
  network: 'situs tidak menjawab',
  config: 'pengaturannya keliru',
};

/** The last error of a source in the words of an office; the technical text is on the dashboard. */
export function sayFault(lastError: string | null): string {
  if (lastError === null) return '–';
  return faultNames[lastError.split(':')[0] ?? ''] ?? 'gangguan pada program';
}

export const labelNames: Readonly<Record<string, string>> = {
  positive: 'positif',
  neutral: 'netral',
  negative: 'negatif',
  unscored: 'tidak terskor',
};

export function totalOf(counts: SentimentCounts): number {
  return sentimentRows.reduce((sum, { key }) => sum + counts[key], 0);
}

/** `27%`; a dash when there is nothing to divide by. */
export function sayPercent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${formatNumber(Math.round((part / whole) * 100))}%`;
}

/** `+5`, `−3`, `0` */
export function sayDelta(now: number, before: number): string {
  const delta = now - before;
  return delta === 0 ? '0' : `${delta > 0 ? '+' : '−'}${formatNumber(Math.abs(delta))}`;
}

/** `21 Nov 2026, 06.00 WIB s.d. 22 Nov 2026, 06.00 WIB` */
export function sayPeriod({ from, to, timezone }: Pick<Digest, 'from' | 'to' | 'timezone'>): string {
  return `${formatDateTime(from, timezone)} s.d. ${formatDateTime(to, timezone)}`;
}

/** `22 sebutan (9 media, 4 akun, 9 komentar)` */
export function saySpread({ count, spread }: Pick<DigestIssue, 'count' | 'spread'>): string {
  const parts = [
    spread.media > 0 ? `${formatNumber(spread.media)} media` : '',
    spread.accounts > 0 ? `${formatNumber(spread.accounts)} akun` : '',
    spread.comments > 0 ? `${formatNumber(spread.comments)} komentar` : '',
  ].filter((part) => part !== '');
  return `${formatNumber(count)} sebutan${parts.length === 0 ? '' : ` (${parts.join(', ')})`}`;
}

/** How an issue moved against the day before. */
export function sayTrend({ isNew, count, countBefore }: Pick<DigestIssue, 'isNew' | 'count' | 'countBefore'>): string {
  if (isNew) return 'isu baru';
  const change = `${formatNumber(countBefore)} → ${formatNumber(count)} sebutan`;
  if (count === 0) return `tidak disebut lagi (${change})`;
  if (count > countBefore) return `meningkat (${change})`;
  return count < countBefore ? `mereda (${change})` : `tetap (${change})`;
}

/** The opening sentences of the report: how much was said, how it compares, and whether the numbers can be trusted. */
export function sayOverview(digest: Digest): readonly string[] {
  const { media, social } = digest.sentiment;
  const total = totalOf(media) + totalOf(social);
  const before = totalOf(digest.sentimentBefore.media) + totalOf(digest.sentimentBefore.social);
  const negative = media.negative + social.negative;
  const potential = media.potential + social.potential;
  const sentences =
    total === 0
      ? [`Tidak ada sebutan tentang ${digest.regionName} yang terpantau pada periode ini.`]
      : [
          `Terpantau ${formatNumber(total)} sebutan tentang ${digest.regionName} (${sayDelta(total, before)} dibanding kemarin): ` +
            `${formatNumber(negative)} negatif (${sayPercent(negative, total)}), ${formatNumber(potential)} berpotensi negatif, ` +
            `${formatNumber(media.positive + social.positive)} positif.`,
        ];
  const fresh = digest.negative.filter((entry) => entry.isNew).length;
  sentences.push(
    fresh === 0
      ? 'Tidak ada isu negatif baru.'
      : `Ada ${formatNumber(fresh)} isu negatif baru${digest.negative.length > fresh ? ` dan ${formatNumber(digest.negative.length - fresh)} yang berlanjut` : ''}.`,
  );
  const broken = troubledSources(digest).length;
  if (broken > 0) {
    sentences.push(
      `${formatNumber(broken)} dari ${formatNumber(digest.coverage.sources.length)} sumber gagal dibaca atau senyap; angka di atas bisa lebih rendah daripada kenyataan.`,
    );
  }
  return sentences;
}

/** What the coverage section says when no source is in trouble. */
export function sayNoTrouble({ coverage }: Digest): string {
  return coverage.sources.length === 0
    ? 'Tidak ada sumber yang dipantau: laporan ini hanya memuat yang diimpor.'
    : 'Semua sumber yang aktif terbaca.';
}

/** Sources from which nothing came although something should have. */
export function troubledSources(digest: Digest) {
  return digest.coverage.sources.filter(({ status }) => isTroubled(status) || status === 'never-run');
}

/** Sentences for sections that have nothing to show. */
export const emptySentences = {
  negative: 'Tidak ada isu negatif pada periode ini.',
  potential: 'Tidak ada isu yang berpotensi negatif pada periode ini.',
  hoaxes: 'Tidak ada klaim hoaks atau klarifikasi yang terpantau pada periode ini.',
  followUps: 'Tidak ada isu dari laporan sebelumnya yang perlu dilaporkan lagi.',
  positive: 'Tidak ada isu positif yang menonjol pada periode ini.',
  clippings: 'Tidak ada pemberitaan yang dikliping pada periode ini.',
  topWords: 'Belum ada kata yang menonjol.',
} as const;

/** Cuts at a word and marks the cut. One line. */
export function cut(text: string, maxLength: number): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\s\u2028\u2029]+/gu, ' ')
    .trim();
  if (line.length <= maxLength) return line;
  const part = line.slice(0, maxLength - 1);
  const space = part.lastIndexOf(' ');
  return `${(space > maxLength / 2 ? part.slice(0, space) : part).toWellFormed()}…`;
}
