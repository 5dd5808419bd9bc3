import type { Digest, DigestFollowUp, DigestHoax, DigestIssue, SentimentCounts } from '../../core/digest.ts';
import { formatDateTime, formatNumber } from '../../core/time.ts';
import { titleOfIssue } from '../document/analysis.ts';
import type { sectionTitles } from '../document/sections.ts';
import { sayPeak } from '../document/sentiment.ts';
import { sayClippingTime } from '../klipping/rows.ts';
import { plainLine } from '../whatsapp.ts';
import {
  beforeNames,
  emptySentences,
  hoaxStatusNames,
  labelNames,
  sayDelta,
  sayMore,
  sayNoTrouble,
  sayPercent,
  sentimentRows,
  sourceStatusNames,
  stateNames,
  topicName,
  totalOf,
  troubledSources,
} from '../wording.ts';
import { priorityLines, shortLink } from './issues.ts';
import type { TextLimits } from './limits.ts';

/** The lines of every section, each at least one. */
export function sectionLines(
  digest: Digest,
  limits: TextLimits,
): Readonly<Record<keyof typeof sectionTitles, string[]>> {
  const { totals } = digest;
  return {
    summary: summaryLines(digest, limits),
    sentiment: sentimentLines(digest),
    negative: list(digest.negative, limits.issues, totals.negative, emptySentences.negative, (entry, at) =>
      priorityLines(entry, at, limits),
    ),
    analysis: list(digest.analysis, limits.lists, digest.analysis.length, emptySentences.analysis, ({ text }) => [
      `• ${plainLine(text, limits.title * 2)}`,
    ]),
    recommendations: list(
      digest.recommendations,
      limits.lists,
      digest.recommendations.length,
      emptySentences.recommendations,
      (action, at) => [recommendationLine(digest, action, at, limits)],
    ),
    potential: potentialLines(digest, limits),
    hoaxes: list(digest.hoaxes, limits.lists, totals.hoaxes, emptySentences.hoaxes, (hoax, at) =>
      hoaxLines(hoax, at, limits),
    ),
    followUps: followUpLines(digest, limits),
    positive: list(digest.positive, limits.lists, totals.positive, emptySentences.positive, (entry, at) => [
      brief(entry, at, limits),
    ]),
    clippings: clippingLines(digest, limits),
    coverage: coverageLines(digest, limits),
  };
}

/** Entries; what does not fit is counted. */
function list<T>(
  items: readonly T[],
  limit: number,
  total: number,
  empty: string,
  toLines: (item: T, at: number) => string[],
): string[] {
  if (items.length === 0 && total === 0) return [empty];
  const shown = items.slice(0, limit);
  const more = sayMore(shown.length, Math.max(total, items.length));
  return [...shown.flatMap((item, index) => toLines(item, index + 1)), ...(more === null ? [] : [more])];
}

function summaryLines({ summary, trust }: Digest, limits: TextLimits): string[] {
  const lines = list(summary, limits.summary, summary.length, emptySentences.summary, (sentence, at) => [
    at === 1 ? plainLine(sentence, 300) : `• ${plainLine(sentence, limits.title * 2)}`,
  ]);
  return trust === null ? lines : [...lines, `⚠️ ${plainLine(trust, 200)}`];
}

function sentimentLines(digest: Digest): string[] {
  const { sentiment, sentimentBefore, sentimentWeekAgo, period, topWords } = digest;
  const words = topWords.slice(0, 5).map(({ word, count }) => `${plainLine(word, 30)} (${formatNumber(count)})`);
  const side = (
    name: string,
    now: SentimentCounts,
    before: SentimentCounts,
    weekAgo: SentimentCounts | null,
  ): string => {
    const parts = sentimentRows
      .filter(({ key }) => key !== 'unscored' || now.unscored > 0)
      .map(
        ({ key, name: row }) =>
          `${row.toLowerCase()} ${formatNumber(now[key])} (${sayPercent(now[key], totalOf(now))}, ${sayDelta(now[key], before[key])})`,
      );
    const week = weekAgo === null ? '' : `, ${sayDelta(totalOf(now), totalOf(weekAgo))} dari pekan lalu`;
    const change = `${sayDelta(totalOf(now), totalOf(before))} dari ${beforeNames[period]}${week}`;
    return `*${name}* ${formatNumber(totalOf(now))} sebutan (${change}): ${parts.join('; ')}`;
  };
  return [
    side('Media massa', sentiment.media, sentimentBefore.media, sentimentWeekAgo?.media ?? null),
    side('Media sosial', sentiment.social, sentimentBefore.social, sentimentWeekAgo?.social ?? null),
    ...(digest.peak === null ? [] : [plainLine(sayPeak(digest, { title: 60 }), 240)]),
    ...(words.length === 0 ? [] : [`Kata menonjol: ${words.join(', ')}`]),
  ];
}

function recommendationLine(
  digest: Digest,
  { issueId, action, responsible, dueAt }: Digest['recommendations'][number],
  at: number,
  limits: TextLimits,
): string {
  const title = titleOfIssue(digest, issueId);
  const about = title === null ? '' : ` (${plainLine(title, 40)})`;
  const due = dueAt === null ? '' : `, paling lambat ${formatDateTime(dueAt, digest.timezone)}`;
  return `${at}. *${plainLine(responsible, 40)}*: ${plainLine(action, limits.title * 1.5)}${about}${due}`;
}

function potentialLines({ potential, spikes, totals }: Digest, limits: TextLimits): string[] {
  const rising = spikes.slice(0, limits.lists);
  const more = sayMore(rising.length, spikes.length);
  return [
    ...list(potential, limits.lists, totals.potential, emptySentences.potential, (entry, at) => [
      brief(entry, at, limits),
    ]),
    ...rising.map(({ sentence }) => `📈 ${plainLine(sentence, limits.title)}`),
    ...(more === null ? [] : [`📈 ${more}`]),
  ];
}

function brief({ issue, count }: DigestIssue, at: number, limits: TextLimits): string {
  return `${at}. ${plainLine(issue.title, limits.title)} (${topicName(issue.topic)}; ${formatNumber(count)} sebutan)`;
}

function hoaxLines({ entry, status, answer }: DigestHoax, at: number, limits: TextLimits): string[] {
  const link = answer === null ? null : shortLink([answer]);
  return [
    `${at}. ${plainLine(entry.issue.title, limits.title)} (${formatNumber(entry.count)} sebutan): ${hoaxStatusNames[status]}`,
    ...(link === null ? [] : [`   ${link}`]),
  ];
}

function followUpLines(digest: Digest, limits: TextLimits): string[] {
  const { followUps, questions, totals } = digest;
  const waiting = questions.filter((question) => question.waiting > 0);
  const asked = waiting
    .slice(0, limits.lists)
    .map(
      ({ agency, waiting: count }) =>
        `${agency === null ? 'belum jelas' : plainLine(agency, 40)} ${formatNumber(count)}`,
    );
  const others = waiting.length - asked.length;
  if (others > 0) asked.push(`${formatNumber(others)} OPD lain`);
  return [
    ...list(followUps, limits.lists, totals.followUps, emptySentences.followUps, (followUp, at) => [
      followUpLine(followUp, at, limits),
    ]),
    ...(asked.length === 0 ? [] : [`Pertanyaan warga belum dijawab: ${asked.join(', ')}`]),
  ];
}

function followUpLine(
  { entry, state, agency, isOverdue, effect }: DigestFollowUp,
  at: number,
  limits: TextLimits,
): string {
  const who = agency === null ? '' : ` (${plainLine(agency, 40)})`;
  const late = isOverdue ? ', *TERLAMBAT*' : '';
  const change =
    effect === null
      ? ''
      : `; negatif ${formatNumber(effect.before.negative)} → ${formatNumber(effect.after.negative)} dalam ${formatNumber(effect.hours)} jam`;
  return `${at}. ${plainLine(entry.issue.title, limits.title)}: ${stateNames[state]}${who}${late}${change}`;
}

function clippingLines(digest: Digest, limits: TextLimits): string[] {
  return list(digest.clippings, limits.clippings, digest.totals.clippings, emptySentences.clippings, (item, at) => [
    `${at}. ${sayClippingTime(item, digest)} ${plainLine(item.publisher, 40)}: ${plainLine(item.title, limits.title)} (${labelNames[item.label] ?? plainLine(item.label, 20)})`,
  ]);
}

function coverageLines(digest: Digest, limits: TextLimits): string[] {
  const { coverage, alerts } = digest;
  const troubled = troubledSources(digest);
  const raised = alerts.raised.watch + alerts.raised.alert + alerts.raised.crisis;
  const kept = alerts.keptBack.reduce((sum, { count }) => sum + count, 0);
  return [
    `${formatNumber(coverage.sources.length)} sumber; ${formatNumber(coverage.mentions)} item: ${formatNumber(coverage.counted)} dihitung, ` +
      `${formatNumber(coverage.notRelevant)} tidak terkait, ${formatNumber(coverage.copies)} salinan, ${formatNumber(coverage.waiting)} belum dinilai; ` +
      `${formatNumber(coverage.unscored)} tidak terskor, ${formatNumber(coverage.repeats)} kiriman berulang digabung, ${formatNumber(coverage.rejected)} tak terbaca.`,
    ...list(troubled, limits.lists, troubled.length, sayNoTrouble(digest), (source) => [
      `• ${plainLine(source.title, limits.title)}: ${sourceStatusNames[source.status]}`,
    ]),
    `Peringatan: ${formatNumber(raised)} timbul, ${formatNumber(alerts.sent)} pesan terkirim, ${formatNumber(kept)} tidak dikirim (${formatNumber(alerts.failed)} gagal).`,
  ];
}
