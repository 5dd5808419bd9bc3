import type { Digest, DigestIssue, SentimentCounts } from '../core/digest.ts';
import { toWebLink } from '../core/link.ts';
import { formatDate, formatNumber, formatTime } from '../core/time.ts';
import { topicNames } from '../core/topics.ts';
import { plainLine } from './whatsapp.ts';
import {
  cut,
  emptySentences,
  labelNames,
  sayDelta,
  sayNoTrouble,
  sayOverview,
  sayPercent,
  sayPeriod,
  saySpread,
  sayTrend,
  sentimentRows,
  sourceStatusNames,
  stateNames,
  totalOf,
  troubledSources,
} from './wording.ts';

/** WhatsApp folds longer messages, and forwarding cuts them; about four thousand characters stay readable. */
export const maxTextLength = 4_000;

/** How much each list may show. Tried from generous to tight until the report fits. */
interface Limits {
  readonly main: number;
  readonly issues: number;
  readonly lists: number;
  readonly clippings: number;
  readonly substance: number;
  readonly title: number;
}

const attempts: readonly Limits[] = [
  { main: 5, issues: 8, lists: 6, clippings: 12, substance: 260, title: 140 },
  { main: 4, issues: 6, lists: 4, clippings: 6, substance: 200, title: 120 },
  { main: 3, issues: 5, lists: 3, clippings: 4, substance: 160, title: 100 },
  { main: 3, issues: 5, lists: 2, clippings: 3, substance: 120, title: 90 },
  { main: 3, issues: 5, lists: 2, clippings: 2, substance: 90, title: 80 },
  { main: 3, issues: 4, lists: 1, clippings: 1, substance: 80, title: 70 },
  { main: 2, issues: 3, lists: 1, clippings: 1, substance: 0, title: 60 },
];

/** The report for pasting into WhatsApp: `*bold*` headings, numbered lists, long lists end with `… dan N lagi`. */
export function renderDigestText(digest: Digest): string {
  let text = '';
  for (const limits of attempts) {
    text = compose(digest, limits);
    if (text.length <= maxTextLength) return text;
  }
  const shortened = text.slice(0, maxTextLength - 40);
  return `${shortened.slice(0, shortened.lastIndexOf('\n'))}\n… selengkapnya di laporan lengkap.\n`;
}

function compose(digest: Digest, limits: Limits): string {
  const { coverage, sentiment, sentimentBefore, timezone } = digest;
  const lines: string[] = [];
  if (digest.demo) lines.push('⚠️ INI DEMO: kabupaten, media, dan kejadian dalam laporan ini rekaan.', '');
  lines.push('*LAPORAN HARIAN MONITORING ISU*', `*PEMERINTAH ${plainLine(digest.regionName).toUpperCase()}*`);
  lines.push(formatDate(digest.date), `Periode data: ${sayPeriod(digest)}`);
  if (!digest.complete) lines.push('_Laporan sementara: periode belum berakhir._');

  lines.push('', '*1. RINGKASAN EKSEKUTIF*', ...sayOverview(digest));
  for (const { issue, count } of digest.negative.slice(0, limits.main)) {
    lines.push(`• ${plainLine(cut(issue.title, 80))} (${formatNumber(count)} sebutan; ${stateNames[issue.state]})`);
  }

  lines.push('', '*2. REKAPITULASI SENTIMEN*');
  lines.push(sentimentLine('Media massa', sentiment.media, sentimentBefore.media));
  lines.push(sentimentLine('Media sosial', sentiment.social, sentimentBefore.social));
  if (digest.topWords.length > 0) {
    lines.push(
      `Kata menonjol: ${digest.topWords.map(({ word, count }) => `${plainLine(word)} (${formatNumber(count)})`).join(', ')}`,
    );
  }

  lines.push('', '*3. ISU NEGATIF PRIORITAS*');
  lines.push(
    ...list(digest.negative, limits.issues, emptySentences.negative, (entry, at) => priority(entry, at, limits)),
  );
  lines.push('', '*4. POTENSI ISU*');
  lines.push(
    ...list(digest.potential, limits.lists, emptySentences.potential, (entry, at) => brief(entry, at, limits)),
  );
  lines.push('', '*5. HOAKS DAN KLARIFIKASI*');
  lines.push(...list(digest.hoaxes, limits.lists, emptySentences.hoaxes, (entry, at) => hoax(entry, at, limits)));
  lines.push('', '*6. TINDAK LANJUT ISU SEBELUMNYA*');
  lines.push(
    ...list(digest.followUps, limits.lists, emptySentences.followUps, (entry, at) => followUp(entry, at, limits)),
  );
  lines.push('', '*7. ISU POSITIF*');
  lines.push(...list(digest.positive, limits.lists, emptySentences.positive, (entry, at) => brief(entry, at, limits)));
  lines.push('', '*8. KLIPPING*');
  lines.push(
    ...list(digest.clippings, limits.clippings, emptySentences.clippings, (item, at) => [
      `${at}. ${item.hasTime ? `${formatTime(item.at, timezone)} ` : ''}${title(item.publisher, limits)}: ${title(item.title, limits)} (${labelNames[item.label] ?? plainLine(item.label)})`,
    ]),
  );

  lines.push('', '*9. CAKUPAN DAN KUALITAS DATA*');
  const troubled = troubledSources(digest);
  lines.push(
    `${formatNumber(coverage.sources.length)} sumber, ${formatNumber(coverage.mentions)} item (${formatNumber(coverage.notRelevant)} tidak terkait, ` +
      `${formatNumber(coverage.repeats)} berulang, ${formatNumber(coverage.rejected)} tak terbaca, ${formatNumber(coverage.unscored)} tidak terskor, ${formatNumber(coverage.setAside)} disisihkan).`,
  );
  lines.push(
    ...list(troubled, limits.lists, sayNoTrouble(digest), (source) => [
      `• ${title(source.title, limits)}: ${sourceStatusNames[source.status]}`,
    ]),
  );
  return `${lines.join('\n')}\n`;
}

function sentimentLine(name: string, counts: SentimentCounts, before: SentimentCounts): string {
  const total = totalOf(counts);
  const parts = sentimentRows.map(
    ({ key, name: row }) =>
      `${row.toLowerCase()} ${formatNumber(counts[key])} (${sayPercent(counts[key], total)}, ${sayDelta(counts[key], before[key])})`,
  );
  return `${name} – ${formatNumber(total)} sebutan: ${parts.join('; ')}`;
}

/** Numbered entries; what does not fit is counted. */
function list<T>(
  items: readonly T[],
  limit: number,
  empty: string,
  toLines: (item: T, at: number) => string[],
): string[] {
  if (items.length === 0) return [empty];
  const lines = items.slice(0, limit).flatMap((item, index) => toLines(item, index + 1));
  if (items.length > limit) lines.push(`… dan ${formatNumber(items.length - limit)} lagi`);
  return lines;
}

function priority(entry: DigestIssue, at: number, limits: Limits): string[] {
  const { issue } = entry;
  const lines = [`${at}. 🔴 *${title(issue.title, limits)}*`];
  if (limits.substance > 0 && entry.substance !== '')
    lines.push(`   ${plainLine(cut(entry.substance, limits.substance))}`);
  lines.push(`   Sebaran: ${saySpread(entry)}; ${sayTrend(entry)}`);
  const facts = [
    issue.agency === null ? '' : `OPD: ${plainLine(issue.agency)}`,
    entry.places.length === 0 ? '' : `Lokasi: ${entry.places.map(plainLine).join(', ')}`,
  ];
  const known = facts.filter((fact) => fact !== '');
  if (known.length > 0) lines.push(`   ${known.join(' · ')}`);
  const link = shortLink(entry);
  if (link !== null) lines.push(`   ${link}`);
  return lines;
}

/** The first address that may be shown, without the marks of campaigns (`utm_…`) that make it long. */
function shortLink(entry: DigestIssue): string | null {
  const link = entry.links.map(({ url }) => toWebLink(url)).find((found) => found !== null);
  if (link === undefined) return null;
  const url = new URL(link.href);
  for (const name of [...url.searchParams.keys()]) if (name.startsWith('utm_')) url.searchParams.delete(name);
  return url.href.length <= 160 ? url.href : null;
}

function brief(entry: DigestIssue, at: number, limits: Limits): string[] {
  return [
    `${at}. ${title(entry.issue.title, limits)} (${topicNames[entry.issue.topic]}; ${formatNumber(entry.count)} sebutan)`,
  ];
}

function hoax(entry: DigestIssue, at: number, limits: Limits): string[] {
  const claims = entry.issue.hoaxCount;
  return [
    `${at}. ${title(entry.issue.title, limits)} (${claims > 0 ? `${formatNumber(claims)} sebutan berisi klaim` : 'klarifikasi'}; ${sayTrend(entry)})`,
  ];
}

function followUp(entry: DigestIssue, at: number, limits: Limits): string[] {
  return [`${at}. ${title(entry.issue.title, limits)}: ${sayTrend(entry)}; ${stateNames[entry.issue.state]}`];
}

function title(text: string, limits: Limits): string {
  return plainLine(cut(text, limits.title));
}
