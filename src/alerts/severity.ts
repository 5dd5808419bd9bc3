import { z } from 'zod';
import type { AlertLevel, FactMention } from '../core/alert.ts';
import type { Issue } from '../core/issue.ts';
import { formatNumber } from '../core/time.ts';
import { hourMs } from './options.ts';

/**
 * How far an issue has spread and how fast it grows, as a level. The figures suit a regency with 10 to 100 news items a day and some 90
 * newsrooms: red is what three newsrooms or five accounts carry, a crisis is what a tenth of the newsrooms carry, or what
 * grows by ten negative mentions in an hour.
 *
 * A level is reached by any one of its figures. Reach (`media`, `accounts`, `comments`) counts only with at least `negative` negative
 * mentions, for a praised ceremony has reach too. Speed (`hour`, `threeHours`, `sixHours`: negative mentions in the last one, three and
 * six hours) counts only when it is at least `times` what the day before had in a span of that length.
 */
function thresholds(defaults: Thresholds) {
  const figure = (fallback: number, what: string) => z.int().min(1).max(100_000).default(fallback).describe(what);
  return z
    .strictObject({
      media: figure(defaults.media, 'Jumlah media yang memberitakan'),
      accounts: figure(defaults.accounts, 'Jumlah akun dan grup yang menulis'),
      comments: figure(defaults.comments, 'Jumlah komentar'),
      negative: figure(defaults.negative, 'Sebutan negatif paling sedikit agar jangkauan dihitung'),
      hour: figure(defaults.hour, 'Sebutan negatif dalam 1 jam terakhir'),
      threeHours: figure(defaults.threeHours, 'Sebutan negatif dalam 3 jam terakhir'),
      sixHours: figure(defaults.sixHours, 'Sebutan negatif dalam 6 jam terakhir'),
    })
    .prefault({});
}

export interface Thresholds {
  readonly media: number;
  readonly accounts: number;
  readonly comments: number;
  readonly negative: number;
  readonly hour: number;
  readonly threeHours: number;
  readonly sixHours: number;
}

export const severityOptions = {
  alert: thresholds({
    ...{ media: 3, accounts: 5, comments: 50, negative: 3 },
    ...{ hour: 4, threeHours: 6, sixHours: 9 },
  }).describe('Ambang merah'),
  crisis: thresholds({
    ...{ media: 9, accounts: 25, comments: 400, negative: 12 },
    ...{ hour: 10, threeHours: 18, sixHours: 30 },
  }).describe('Ambang krisis'),
  times: z
    .number()
    .min(1)
    .max(100)
    .default(3)
    .describe('Kecepatan dihitung bila sekian kali lipat dari biasanya pada hari sebelumnya'),
};

export interface SeverityOptions {
  readonly alert: Thresholds;
  readonly crisis: Thresholds;
  readonly times: number;
}

export interface Severity {
  readonly level: AlertLevel;
  /** What lifted it above its base, in Indonesian: `12 media`, `14 sebutan negatif dalam 1 jam`; null when nothing did. */
  readonly why: string | null;
}

export type Reach = Pick<Issue, 'mediaCount' | 'accountCount' | 'commentCount' | 'negativeCount'>;

/**
 * Pure.
 * @param base what the issue is without looking at its spread; never lowered
 * @param bad the mentions that speak against somebody: their times tell the speed
 */
export function severityOf(
  base: AlertLevel,
  issue: Reach,
  bad: readonly Pick<FactMention, 'publishedAt'>[],
  now: Date,
  options: SeverityOptions,
): Severity {
  const paces = pacesOf(bad, now);
  for (const level of ['crisis', 'alert'] as const) {
    if (base === level || base === 'crisis') break;
    const why = reachWhy(issue, options[level]) ?? speedWhy(paces, options[level], options.times);
    if (why !== null) return { level, why };
  }
  return { level: base, why: null };
}

interface Pace {
  readonly hours: 1 | 3 | 6;
  readonly recent: number;
  /** Average in a span of that length in the 24 hours before it. */
  readonly before: number;
}

/** Negative mentions in the last 1, 3 and 6 hours against what was usual in the day before. */
export function pacesOf(bad: readonly Pick<FactMention, 'publishedAt'>[], now: Date): readonly Pace[] {
  const ages = bad.map(({ publishedAt }) => (now.getTime() - Date.parse(publishedAt)) / hourMs);
  return ([1, 3, 6] as const).map((hours) => ({
    hours,
    // Dated ahead by a wrong clock: as if now.
    recent: ages.filter((age) => age < hours).length,
    before: (ages.filter((age) => age >= hours && age < hours + 24).length * hours) / 24,
  }));
}

function reachWhy(issue: Reach, need: Thresholds): string | null {
  if (issue.negativeCount < need.negative) return null;
  if (issue.mediaCount >= need.media) return `${formatNumber(issue.mediaCount)} media`;
  if (issue.accountCount >= need.accounts) return `${formatNumber(issue.accountCount)} akun dan grup`;
  if (issue.commentCount >= need.comments) return `${formatNumber(issue.commentCount)} komentar`;
  return null;
}

function speedWhy(paces: readonly Pace[], need: Thresholds, times: number): string | null {
  const needed = { 1: need.hour, 3: need.threeHours, 6: need.sixHours };
  const fast = paces.find(({ hours, recent, before }) => recent >= needed[hours] && recent >= before * times);
  if (fast === undefined) return null;
  const usual = `biasanya ${formatNumber(fast.before)}`;
  return `${formatNumber(fast.recent)} sebutan negatif dalam ${fast.hours} jam terakhir (${usual})`;
}
