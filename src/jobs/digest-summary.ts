import type { Digest, DigestIssue } from '../core/digest.ts';
import { isTroubled } from '../core/source.ts';
import { formatNumber } from '../core/time.ts';
import {
  beforeNames,
  cut,
  sayDelta,
  sayPercent,
  saySpread,
  sayTrend,
  stateNames,
  totalOf,
} from '../reports/wording.ts';

/** "Resume 4–5 isu utama". */
const mostIssues = 5;
const fewestIssues = 3;
const maxNames = 5;

type Facts = Pick<
  Digest,
  'regionName' | 'period' | 'sentiment' | 'sentimentBefore' | 'negative' | 'potential' | 'hoaxes' | 'totals'
>;

/** Section 1: how much was said, then the main issues, one sentence each with its state; never silent when there is none. */
export function summarise(facts: Facts): readonly string[] {
  const { negative, potential, totals } = facts;
  const main = negative.slice(0, mostIssues);
  const rest = potential.slice(0, Math.max(0, fewestIssues - main.length));
  return [
    sayVolume(facts),
    sayNews(totals),
    ...main.map((entry) => sayIssue(entry, '')),
    ...rest.map((entry) => sayIssue(entry, 'Berpotensi negatif: ')),
    ...sayHoaxes(facts),
  ];
}

function sayVolume({ regionName, period, sentiment: { media, social }, sentimentBefore }: Facts): string {
  const total = totalOf(media) + totalOf(social);
  if (total === 0) return `Tidak ada sebutan tentang ${regionName} yang terpantau pada periode ini.`;
  const before = totalOf(sentimentBefore.media) + totalOf(sentimentBefore.social);
  const negative = media.negative + social.negative;
  return (
    `Terpantau ${formatNumber(total)} sebutan tentang ${regionName} (${sayDelta(total, before)} dibanding ${beforeNames[period]}): ` +
    `${formatNumber(negative)} negatif (${sayPercent(negative, total)}), ${formatNumber(media.potential + social.potential)} berpotensi negatif, ` +
    `${formatNumber(media.positive + social.positive)} positif.`
  );
}

function sayNews({ negative, negativeNew }: Digest['totals']): string {
  if (negativeNew === 0) {
    return negative === 0
      ? 'Tidak ada isu negatif baru.'
      : `Tidak ada isu negatif baru; ${formatNumber(negative)} isu negatif berlanjut.`;
  }
  const older = negative - negativeNew;
  return `Ada ${formatNumber(negativeNew)} isu negatif baru${older > 0 ? ` dan ${formatNumber(older)} yang berlanjut` : ''}.`;
}

function sayIssue(entry: DigestIssue, prefix: string): string {
  const { issue } = entry;
  const where = [issue.agency, issue.placeName].filter((name) => name !== null).join(', ');
  return `${prefix}“${cut(issue.title, 110)}”${where === '' ? '' : ` (${where})`}: ${sayTrend(entry)}, ${saySpread(entry)}; ${stateNames[issue.state]}.`;
}

function sayHoaxes({ hoaxes }: Facts): readonly string[] {
  const open = hoaxes.filter(({ status }) => status === 'unanswered' || status === 'suggested').length;
  return open === 0 ? [] : [`Ada ${formatNumber(open)} klaim yang beredar dan belum terklarifikasi.`];
}

/**
 * Whether the numbers can be trusted. A source that was never asked yet has not failed; it is said apart.
 * @returns null when all were read
 */
export function sayTrust(sources: Digest['coverage']['sources']): string | null {
  const broken = sources.filter(({ status }) => isTroubled(status));
  const unasked = sources.filter(({ status }) => status === 'never-run').length;
  const sentences: string[] = [];
  if (broken.length > 0) {
    const names = broken.slice(0, maxNames).map(({ title }) => cut(title, 40));
    const more = broken.length > names.length ? `, dan ${formatNumber(broken.length - names.length)} lagi` : '';
    sentences.push(
      `${formatNumber(broken.length)} dari ${formatNumber(sources.length)} sumber gagal dibaca atau senyap (${names.join(', ')}${more}); angka laporan ini bisa lebih rendah daripada kenyataan.`,
    );
  }
  if (unasked > 0) sentences.push(`${formatNumber(unasked)} sumber belum pernah dibaca.`);
  return sentences.length === 0 ? null : sentences.join(' ');
}
