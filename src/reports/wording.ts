import type { AlertLevel } from '../core/alert.ts';
import type {
  Digest,
  DigestClipping,
  DigestHoax,
  DigestIssue,
  HeadlineTone,
  ReportPeriod,
  SentimentCounts,
} from '../core/digest.ts';
import type { IssueState } from '../core/issue.ts';
import type { Attention } from '../core/score.ts';
import { isTroubled, type SourceStatus } from '../core/source.ts';
import { formatDateTime, formatNumber } from '../core/time.ts';
import { type Topic, topicNames } from '../core/topics.ts';

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

/** Fields of government that klippings are sorted by. */
export const fieldNames: Readonly<Record<DigestClipping['field'], string>> = {
  kesra: 'Kesra',
  ekuin: 'Ekuin',
  polhukam: 'Polhukam',
};

export const attentionNames: Readonly<Record<Attention, string>> = { none: 'hijau', watch: 'kuning', alert: 'merah' };

export const levelNames: Readonly<Record<AlertLevel, string>> = { watch: 'kuning', alert: 'merah', crisis: 'krisis' };

export const hoaxStatusNames: Readonly<Record<DigestHoax['status'], string>> = {
  answered: 'sudah ada klarifikasi',
  suggested: 'mirip klaim yang sudah dijawab, perlu diperiksa',
  unanswered: 'belum terklarifikasi',
  'fact-check-only': 'sudah diperiksa faktanya',
};

const toneNames: Readonly<Record<HeadlineTone['title'], string>> = {
  positive: 'positif',
  neutral: 'netral',
  negative: 'negatif',
};

/** The period before this one, as in "dibanding kemarin". */
export const beforeNames: Readonly<Record<ReportPeriod, string>> = {
  day: 'kemarin',
  week: 'pekan lalu',
  month: 'bulan lalu',
};

/** `judul negatif, isi netral (4 dari 9 berita)` */
export function sayHeadline({ title, body, reports, of }: HeadlineTone): string {
  return `judul ${toneNames[title]}, isi ${toneNames[body]} (${formatNumber(reports)} dari ${formatNumber(of)} berita)`;
}

/** A topic's name; one that is not known any more stays as it was stored. */
export function topicName(topic: string): string {
  return Object.hasOwn(topicNames, topic) ? topicNames[topic as Topic] : topic;
}

/** `26 jam`, `3 hari`: the larger unit, rounded. */
export function sayDuration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${formatNumber(minutes)} menit`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${formatNumber(hours)} jam` : `${formatNumber(Math.round(hours / 24))} hari`;
}

/** `… dan 4 lagi`; null when nothing was left out. */
export function sayMore(shown: number, total: number): string | null {
  if (total <= shown) return null;
  return shown === 0
    ? `${formatNumber(total)} butir, lihat laporan lengkap`
    : `… dan ${formatNumber(total - shown)} lagi`;
}

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
  summary: 'Tidak ada isu negatif baru.',
  negative: 'Tidak ada isu negatif pada periode ini.',
  analysis: 'Tidak ada telaah pada periode ini.',
  recommendations: 'Tidak ada tindakan yang disarankan pada periode ini.',
  potential: 'Tidak ada isu yang berpotensi negatif pada periode ini.',
  hoaxes: 'Tidak ada klaim hoaks atau klarifikasi yang terpantau pada periode ini.',
  followUps: 'Tidak ada isu dari laporan sebelumnya yang perlu dilaporkan lagi.',
  positive: 'Tidak ada isu positif yang menonjol pada periode ini.',
  clippings: 'Tidak ada pemberitaan yang dikliping pada periode ini.',
  topWords: 'Belum ada kata yang menonjol.',
} as const;

/**
 * Fetched words as one line that is only words: no control characters, no marks that turn the direction of what follows, nothing that
 * XML does not allow.
 */
export function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\s\u2028\u2029]+/gu, ' ')
    .replace(/[\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim();
}

/** Cuts at a word and marks the cut. One line. */
export function cut(text: string, maxLength: number): string {
  const line = plain(text);
  if (line.length <= maxLength) return line;
  const part = line.slice(0, maxLength - 1);
  const space = part.lastIndexOf(' ');
  return `${(space > maxLength / 2 ? part.slice(0, space) : part).toWellFormed().replace(/\ufffd$/, '')}…`;
}
