import { sql } from 'kysely';
import type { AlertHead, TargetState } from '../core/dispatch-state.ts';
import type { IssueState } from '../core/issue.ts';
import type { Instant } from '../core/mention.ts';
import { isIn } from './dialect.ts';
import type { Db } from './schema.ts';

/** Of issues that were joined to others, the standing of those. */
export async function loadStandings(trx: Db, alerts: readonly AlertHead[]): Promise<TargetState['issues']> {
  const named = [...new Set(alerts.flatMap(({ issueId }) => issueId ?? []))];
  const rows = new Map<number, { state: IssueState; stateAt: Instant | null; mergedInto: number | null }>();
  let wanted = named;
  // Issues that were joined lead to others; each is read once, so a ring cannot hold us.
  while (wanted.length > 0) {
    const found = await trx
      .selectFrom('issues')
      .select(['id', 'state', 'stateAt', 'mergedInto'])
      .where(isIn(trx, 'issues.id', wanted))
      .execute();
    for (const { id, state, ...own } of found) rows.set(id, { state: state as IssueState, ...own });
    wanted = found.flatMap(({ mergedInto }) => (mergedInto === null || rows.has(mergedInto) ? [] : [mergedInto]));
  }
  const standings = new Map<number, { state: IssueState; stateAt: Instant | null }>();
  for (const id of named) {
    const passed = new Set<number>();
    let row = rows.get(id);
    while (row !== undefined && row.mergedInto !== null && !passed.has(row.mergedInto)) {
      passed.add(row.mergedInto);
      row = rows.get(row.mergedInto) ?? row;
    }
    if (row !== undefined) standings.set(id, { state: row.state, stateAt: row.stateAt });
  }
  return standings;
}

/**
 * When each alert's subject was last seen to go on: an issue's newest mention, a spike's last hour, a source that is still silent. By id of
 * alert.
 */
export async function loadSigns(trx: Db, muted: readonly AlertHead[], now: Date): Promise<TargetState['signs']> {
  const signs = new Map<number, Instant>();
  const issueIds = [...new Set(muted.flatMap(({ issueId }) => issueId ?? []))];
  const newest = await newestMentions(trx, issueIds);
  const spikes = await lastSpikes(trx, idsOf(muted, 'spike:'));
  const sources = await newItems(trx, idsOf(muted, 'source:'));
  for (const { id, subject, issueId, firedAt } of muted) {
    const seen = [issueId === null ? undefined : newest.get(issueId), spikes.get(subject)];
    const isSilent = subject.startsWith('source:') && (sources.get(subject) ?? '') <= firedAt;
    const [last] = [...seen, isSilent ? now.toISOString() : undefined]
      .filter((at) => at !== undefined)
      .sort()
      .reverse();
    if (last !== undefined) signs.set(id, last);
  }
  return signs;
}

function idsOf(alerts: readonly AlertHead[], prefix: string): readonly string[] {
  return [...new Set(alerts.flatMap(({ subject }) => (subject.startsWith(prefix) ? [subject] : [])))].map((subject) =>
    subject.slice(prefix.length),
  );
}

/** When each issue's newest member was stored; of an issue that was joined to another, that one's. */
async function newestMentions(trx: Db, issueIds: readonly number[]): Promise<Map<number, Instant>> {
  if (issueIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('issues')
    .innerJoin('mentions', (join) =>
      join.on('mentions.issueId', '=', (eb) => eb.fn.coalesce('issues.mergedInto', 'issues.id')),
    )
    .select('issues.id')
    .select((eb) => eb.fn.max('mentions.collectedAt').as('at'))
    .where(isIn(trx, 'issues.id', issueIds))
    .groupBy('issues.id')
    .execute();
  return new Map(rows.map(({ id, at }) => [id, at]));
}

async function lastSpikes(trx: Db, keys: readonly string[]): Promise<Map<string, Instant>> {
  if (keys.length === 0) return new Map();
  const rows = await trx
    .selectFrom('spikes')
    .select('key')
    .select((eb) => eb.fn.max('lastAt').as('at'))
    .where(isIn(trx, 'spikes.key', keys))
    .groupBy('key')
    .execute();
  return new Map(rows.map(({ key, at }) => [`spike:${key}`, at]));
}

async function newItems(trx: Db, ids: readonly string[]): Promise<Map<string, Instant>> {
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom('sources')
    .select(['id', sql<string>`coalesce(last_new_item_at, '')`.as('at')])
    .where(isIn(trx, 'sources.id', ids))
    .execute();
  return new Map(rows.map(({ id, at }) => [`source:${id}`, at]));
}
