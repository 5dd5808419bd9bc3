import type { Category } from '../../core/category.ts';
import { sketchStatus } from '../../core/managed-source.ts';
import type { Instant } from '../../core/mention.ts';
import type { RegencyDay, RegencyState } from '../../core/province.ts';
import { isTroubled } from '../../core/source.ts';
import { addDays, instantAt, localDate } from '../../core/time.ts';
import { loadDayCounts } from '../../store/day-counts.ts';
import { listSourceSketches } from '../../store/managed-sources.ts';
import { isAdmitted } from '../../store/province/prepare.ts';
import { type Published, publish } from '../../store/province/publish.ts';
import { dropForgotten } from '../../store/province/shares.ts';
import { countOpenIssues, findLastCollected, loadEventTimes } from '../../store/publication-facts.ts';
import type { Db } from '../../store/schema.ts';
import { makeCards } from './cards.ts';

export interface PublishDeps {
  /** Of the regency, with its role. */
  readonly db: Db;
  readonly regency: string;
  /** IANA zone whose days are counted. */
  readonly zone: string;
}

/** A week, and the four before it that it is compared with. */
export const publishedDays = 35;
/** Issues that nobody has spoken of for so long are history. */
const openDays = 30;
const cardDays = 14;

/** Tells the province how the regency stands: counts by day, issues without their texts. Idempotent; writes only what has changed. @returns null where the province was never started */
export async function publishRegency({ db, regency, zone }: PublishDeps, now: Date): Promise<Published | null> {
  if (!(await isAdmitted(db))) return null;
  const today = localDate(now, zone);
  const since = addDays(today, -publishedDays);
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
  const { open, red } = await countOpenIssues(db, daysAgo(openDays));
  const statuses = (await listSourceSketches(db)).map((source) => sketchStatus(source, now));
  const state: RegencyState = {
    regency,
    publishedAt: now.toISOString(),
    openIssues: open,
    redIssues: red,
    sources: statuses.filter((status) => !['disabled', 'paused', 'archived'].includes(status)).length,
    silentSources: statuses.filter((status) => status !== 'paused' && status !== 'archived' && isTroubled(status))
      .length,
    lastItemAt: await findLastCollected(db),
  };
  const days = await countDays(db, { regency, zone, since, today });
  const withToday = days.map((day) =>
    day.day === today ? { ...day, openIssues: open, silentSources: state.silentSources } : day,
  );
  const cards = await makeCards(db, regency, daysAgo(cardDays));
  await dropForgotten(db, regency);
  return publish(db, { regency, since, days: withToday, cards, state });
}

/** Days from the first with anything to tell until today, without gaps: a day of silence is a day. */
async function countDays(
  db: Db,
  { regency, zone, since, today }: { regency: string; zone: string; since: string; today: string },
): Promise<RegencyDay[]> {
  const counts = await loadDayCounts(db, { facet: 'subject', from: since, to: today, by: ['day'] });
  const events = await loadEventTimes(db, instantAt(since, 0, zone));
  const of = (day: string, category: Category) =>
    counts.find((row) => row.day === day && row.category === category)?.count ?? 0;
  const [hoaxes, alerts, reports] = [events.hoaxes, events.alerts, events.reports].map((times) => byDay(times, zone));
  const first = [
    ...counts.map(({ day }) => day),
    ...(alerts?.keys() ?? []),
    ...(reports?.keys() ?? []),
    today,
  ].sort()[0];
  const days: RegencyDay[] = [];
  for (let day = first ?? today; day <= today; day = addDays(day, 1)) {
    const [negatives, potentials, neutrals, positives, unscored] = (
      ['negative', 'potential', 'neutral', 'positive', 'unscored'] as const
    ).map((category) => of(day, category)) as [number, number, number, number, number];
    days.push({
      regency,
      day,
      mentions: negatives + potentials + neutrals + positives + unscored,
      ...{ negatives, potentials, neutrals, positives, unscored },
      hoaxes: hoaxes?.get(day) ?? 0,
      alerts: alerts?.get(day) ?? 0,
      reports: reports?.get(day) ?? 0,
      openIssues: null,
      silentSources: null,
    });
  }
  return days;
}

function byDay(times: readonly Instant[], zone: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const at of times) {
    const day = localDate(new Date(at), zone);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return counts;
}
