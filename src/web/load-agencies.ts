import { type Actor, agencyScopeOf } from '../core/access.ts';
import type { ActivityReport, AgencyActivity } from '../core/account.ts';
import { addDays, instantAt, localDate } from '../core/time.ts';
import { type AgencyOverview, loadAgencyOverviews } from '../store/agency-overview.ts';
import type { Db } from '../store/schema.ts';
import type { WebDeps } from './deps.ts';
import { choiceOf, type PageRequest } from './page.ts';
import { createShortMemory, type ShortMemory } from './short-memory.ts';

export const periods = ['7', '30', '90'] as const;
export type Days = (typeof periods)[number];

/** Columns that the comparison can be sorted by; most first, except the name. */
export const sortKeys = ['nama', 'merah', 'kuning', 'menunggu', 'lewat', 'median', 'p90', 'tanya', 'akun'] as const;
export type SortKey = (typeof sortKeys)[number];

export interface AgencyRow extends AgencyOverview {
  readonly name: string;
  /** Of the running month; null when no account of it is listed. */
  readonly activity: AgencyActivity | null;
}

export interface AgenciesQuery {
  readonly days: Days;
  readonly sort: SortKey;
  readonly from: string;
  readonly to: string;
}

export function readAgenciesQuery(query: PageRequest['query'], { now, region }: WebDeps): AgenciesQuery {
  const days = choiceOf(query, 'hari', periods) ?? '30';
  const to = localDate(now(), region.timezone);
  return { days, sort: choiceOf(query, 'urut', sortKeys) ?? 'lewat', from: addDays(to, 1 - Number(days)), to };
}

/** @param only one agency; null for all that the reader sees */
export async function loadAgencies(
  deps: WebDeps,
  actor: Actor,
  query: AgenciesQuery,
  only: string | null,
): Promise<readonly AgencyRow[]> {
  const { db, region } = deps;
  const zone = region.timezone;
  const now = deps.now();
  const scope = only ?? agencyScopeOf(actor);
  const shown = region.agencies.filter(({ id }) => scope === null || id === scope);
  const period = { from: instantAt(query.from, 0, zone), to: instantAt(addDays(query.to, 1), 0, zone) };
  const rows = await loadAgencyOverviews(db, { ...period, agencies: shown.map(({ id }) => id), now });
  const activity = await loadActivity(deps, localDate(now, zone).slice(0, 7));
  const names = new Map(shown.map(({ id, name }) => [id, name]));
  return rows
    .map((row) => ({
      ...row,
      name: names.get(row.agency) ?? row.agency,
      activity: activity.agencies.find(({ agency }) => agency === row.agency) ?? null,
    }))
    .sort((a, b) => sortValue(b, query.sort) - sortValue(a, query.sort) || a.name.localeCompare(b.name, 'id'));
}

function sortValue(row: AgencyRow, sort: SortKey): number {
  switch (sort) {
    case 'nama':
      return 0;
    case 'merah':
      return row.red;
    case 'kuning':
      return row.yellow;
    case 'menunggu':
      return row.waiting;
    case 'lewat':
      // Of those equally overdue the one with more on its desk.
      return row.overdue * 1e6 + row.red * 1e3 + row.waiting;
    case 'median':
      return row.times?.medianMs ?? -1;
    case 'p90':
      return row.times?.p90Ms ?? -1;
    case 'tanya':
      return row.questionsWaiting;
    case 'akun':
      return row.activity?.accounts.filter(({ state }) => state === 'active').length ?? -1;
  }
}

/** Reckoned from every post of every account: kept for some minutes, by database. */
const reports = new WeakMap<Db, ShortMemory<ActivityReport>>();
const keptMs = 5 * 60_000;

/** @param month `YYYY-MM` that has begun */
export function loadActivity(deps: WebDeps, month: string): Promise<ActivityReport> {
  const known = reports.get(deps.db) ?? createShortMemory<ActivityReport>(keptMs, 12);
  reports.set(deps.db, known);
  return known.get(month, deps.now(), () => deps.activityOf(month));
}
