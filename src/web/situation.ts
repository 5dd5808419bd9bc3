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

export function sayIssues(red: number, yellow: number): string {
  if (red > 0 && yellow > 0) {
    return `${formatNumber(red)} isu merah perlu ditanggapi, ${formatNumber(yellow)} isu kuning perlu dipantau.`;
  }
  if (red > 0) return `${formatNumber(red)} isu merah perlu ditanggapi.`;
  if (yellow > 0) return `Tidak ada isu merah; ${formatNumber(yellow)} isu kuning perlu dipantau.`;
  return 'Tidak ada isu negatif dalam 24 jam terakhir.';
}

/** "No negative news" is only said when something was read; otherwise that is what is said. */
export function toSituation(dashboard: Dashboard, progress: Progress): Situation {
  const { red, yellow, totals } = dashboard;
  const level = red.total > 0 ? 'alert' : yellow.total > 0 ? 'watch' : 'none';
  if (level === 'none' && totals.mentions === 0) {
    if (totals.sources === 0) return { level: 'unknown', sentence: 'Belum ada sumber yang dipantau.' };
    return {
      level: 'unknown',
      sentence: progress.running ? 'Sedang mengumpulkan kabar pertama.' : 'Belum ada kabar yang terkumpul.',
    };
  }
  if (level === 'none' && totals.waiting > 0 && totals.relevant === 0) {
    return { level: 'unknown', sentence: `${formatNumber(totals.mentions)} kabar terkumpul, sedang dinilai.` };
  }
  return { level, sentence: sayIssues(red.total, yellow.total) };
}
