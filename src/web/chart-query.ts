import { type Actor, agencyScopeOf } from '../core/access.ts';
import { addDays, isDate, localDate } from '../core/time.ts';
import { type Topic, topics } from '../core/topics.ts';
import type { WebDeps } from './deps.ts';
import { choiceOf, type PageRequest, textOf } from './page.ts';

/** What the charts were asked to show; everything that makes no sense is as if it had not been asked for. */
export interface ChartQuery {
  /** First and last day, at most `maxDays` of them. */
  readonly from: string;
  readonly to: string;
  /** The period that it is compared with: asked for, else as many days right before. */
  readonly beforeFrom: string;
  readonly beforeTo: string;
  readonly agency: string | null;
  readonly topic: Topic | null;
}

export const maxDays = 366;
const usualDays = 14;

/** @throws never: an address can hold anything */
export function readChartQuery(query: PageRequest['query'], deps: WebDeps, actor: Actor): ChartQuery {
  const { region } = deps;
  const today = localDate(deps.now(), region.timezone);
  const [from, to] = periodOf(dateOf(query, 'dari'), dateOf(query, 'sampai') ?? today, usualDays);
  const length = daysBetween(from, to);
  const [beforeFrom, beforeTo] = periodOf(
    dateOf(query, 'dari2'),
    dateOf(query, 'sampai2') ?? addDays(from, -1),
    length,
  );
  const agencies = region.agencies.map(({ id }) => id);
  return {
    ...{ from, to, beforeFrom, beforeTo },
    agency: agencyScopeOf(actor) ?? choiceOf(query, 'opd', agencies),
    topic: choiceOf(query, 'topik', topics),
  };
}

/** A day that was asked for; null for what is none, or lies where nobody reckons. */
export function dateOf(query: PageRequest['query'], name: string): string | null {
  const text = textOf(query, name, 10);
  return text !== null && isDate(text) && text >= '1900-01-01' && text < '2200-01-01' ? text : null;
}

/** Ends where it was asked to; a beginning that is missing, too late or too early is replaced. */
function periodOf(from: string | null, to: string, days: number): readonly [from: string, to: string] {
  if (from === null || from > to) return [addDays(to, 1 - days), to];
  const earliest = addDays(to, 1 - maxDays);
  return [from < earliest ? earliest : from, to];
}

/** Days of a period, both ends included. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}

/** As the address of a picture or of the same page says it. */
export function toSearch(query: ChartQuery, names: readonly (keyof ChartQuery)[]): string {
  const search = new URLSearchParams();
  const parameters = {
    from: 'dari',
    to: 'sampai',
    beforeFrom: 'dari2',
    beforeTo: 'sampai2',
    agency: 'opd',
    topic: 'topik',
  };
  for (const name of names) {
    const value = query[name];
    if (value !== null) search.set(parameters[name], value);
  }
  return search.toString();
}

/** The same for the API. */
export function toApiSearch(query: ChartQuery, names: readonly ('agency' | 'topic')[]): string {
  const search = new URLSearchParams({ from: query.from, to: query.to });
  for (const name of names) {
    const value = query[name];
    if (value !== null) search.set(name, value);
  }
  search.set('format', 'csv');
  return search.toString();
}
