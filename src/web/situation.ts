import { totalOf } from '../core/category.ts';
import { countStatuses } from '../core/source.ts';
import { formatNumber } from '../core/time.ts';
import type { Progress } from './deps.ts';
import type { Dashboard } from './load-dashboard.ts';

/** What a reader should know if they read one sentence only. */
export interface Situation {
  readonly level: 'alert' | 'watch' | 'none' | 'unknown';
  readonly sentence: string;
}

export function sayChange(now: number, before: number): string {
  if (now === before) return 'sama dengan sehari sebelumnya';
  return `${formatNumber(Math.abs(now - before))} ${now > before ? 'lebih banyak' : 'lebih sedikit'} dari sehari sebelumnya`;
}

function sayIssues(red: number, yellow: number): string {
  if (red > 0 && yellow > 0) {
    return `${formatNumber(red)} isu merah perlu ditanggapi, ${formatNumber(yellow)} isu kuning perlu dipantau.`;
  }
  if (red > 0) return `${formatNumber(red)} isu merah perlu ditanggapi.`;
  if (yellow > 0) return `Tidak ada isu merah; ${formatNumber(yellow)} isu kuning perlu dipantau.`;
  return 'Tidak ada isu negatif dalam 24 jam terakhir.';
}

/** "No negative news" is only said when something was read; otherwise that is what is said. */
export function toSituation(dashboard: Dashboard, progress: Progress): Situation {
  const { red, yellow, readiness, sources } = dashboard;
  const level = red.total > 0 ? 'alert' : yellow.total > 0 ? 'watch' : 'none';
  if (level !== 'none') return { level, sentence: sayIssues(red.total, yellow.total) };
  if (!readiness.anyMention) {
    if (readiness.sources === 0) return { level: 'unknown', sentence: 'Belum ada sumber yang dipantau.' };
    return {
      level: 'unknown',
      sentence: progress.running ? 'Sedang mengumpulkan kabar pertama.' : 'Belum ada kabar yang terkumpul.',
    };
  }
  if (readiness.waiting > 0 && !readiness.anyRelevant) {
    return { level: 'unknown', sentence: `${formatNumber(readiness.waiting)} kabar terkumpul, sedang dinilai.` };
  }
  const active = sources.filter((status) => status !== 'disabled');
  if (active.length > 0 && !active.some((status) => status === 'ok' || status === 'quiet')) {
    return { level: 'unknown', sentence: 'Tidak ada sumber yang terbaca, jadi keadaan hari ini tidak diketahui.' };
  }
  return { level, sentence: sayIssues(0, 0) };
}

/** Share of unscored mentions, and number waiting, from which the reader is told. */
const tellUnscored = 0.1;

/**
 * What the sentence leaves out, each as a sentence: what is new, what grows, what is overdue, what nobody sees to, and how far all of it
 * can be trusted. Empty when nothing was collected.
 */
export function sayMore(dashboard: Dashboard): readonly string[] {
  const { fresh, growing, overdue, unanswered, readiness, counts } = dashboard;
  if (!readiness.anyMention) return [];
  const said: string[] = [];
  if (fresh.total > 0) {
    const levels = [
      fresh.red > 0 ? `${formatNumber(fresh.red)} merah` : '',
      fresh.yellow > 0 ? `${formatNumber(fresh.yellow)} kuning` : '',
    ];
    const named = levels.filter((level) => level !== '').join(', ');
    said.push(`Sejak kemarin muncul ${formatNumber(fresh.total)} isu baru${named === '' ? '' : ` (${named})`}.`);
  } else said.push('Sejak kemarin tidak ada isu baru.');
  if (growing.length > 0) said.push(`${formatNumber(growing.length)} isu lama membesar.`);
  if (overdue.length > 0)
    said.push(`${formatNumber(overdue.length)} isu melewati batas waktu${sayAgencies(dashboard)}.`);
  if (unanswered.total > 0) said.push(`${formatNumber(unanswered.total)} peringatan belum ada yang menangani.`);
  const total = totalOf(counts);
  if (total > 0 && counts.unscored / total >= tellUnscored) {
    said.push(`${formatNumber(counts.unscored)} dari ${formatNumber(total)} sebutan tidak dapat dinilai nadanya.`);
  }
  if (readiness.waiting > 0) said.push(`${formatNumber(readiness.waiting)} kabar masih menunggu dinilai.`);
  return said;
}

function sayAgencies({ overdue, agency }: Dashboard): string {
  if (agency !== null) return '';
  const names = [...new Set(overdue.flatMap(({ agency: own }) => own ?? []))];
  if (names.length === 0) return '';
  const shown = names.slice(0, 3);
  const rest = names.length - shown.length;
  return ` di ${listFormat.format(rest > 0 ? [...shown, `${formatNumber(rest)} OPD lain`] : shown)}`;
}

const listFormat = new Intl.ListFormat('id-ID', { type: 'conjunction' });

/** `8 sumber terbaca, 1 gagal dibaca, dan 2 senyap`; what a person must mend is named apart from what may pass. */
export function saySources({ sources }: Dashboard): string {
  const counts = countStatuses(sources);
  const groups: readonly (readonly [number, string])[] = [
    [counts.ok, 'sumber lancar'],
    [counts['needs-attention'], 'perlu ditangani'],
    [counts['needs-credential'], 'perlu kunci'],
    [counts.failing + counts.blocked + counts.gone, 'gagal dibaca'],
    [counts.quiet, 'senyap'],
    [counts['never-run'], 'belum dibaca'],
  ];
  return listFormat.format(groups.flatMap(([count, words]) => (count > 0 ? [`${formatNumber(count)} ${words}`] : [])));
}

/** `3,5 kali lipat`, `naik dari 4`, `naik dari nol` */
export function sayGrowth(recent: number, before: number): string {
  if (before === 0) return 'sehari sebelumnya tidak disebut';
  const factor = recent / before;
  return factor >= 2 ? `${formatNumber(factor)} kali lipat sehari sebelumnya` : `naik dari ${formatNumber(before)}`;
}
