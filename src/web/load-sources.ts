import {
  type ManagedStatus,
  type SourceDay,
  type SourceOverview,
  type SourceSketch,
  sketchStatus,
} from '../core/managed-source.ts';
import { type Platform, platforms, type SourceClass, sourceClasses } from '../core/mention.ts';
import { addDays, localDate } from '../core/time.ts';
import { listSourceOverviews, listSourceSketches } from '../store/managed-sources.ts';
import { listSourceDays } from '../store/source-days.ts';
import type { WebDeps } from './deps.ts';
import { choiceOf, type PageRequest, textOf } from './page.ts';
import { managedStatuses } from './source-wording.ts';

export const sourceOrders = ['keadaan', 'nama', 'isi-terbaru', 'tersimpan', 'gagal'] as const;
export type SourceOrder = (typeof sourceOrders)[number];

export interface SourceFilters {
  readonly status: ManagedStatus | null;
  readonly class: SourceClass | null;
  readonly platform: Platform | null;
  /** Words of the title or the id. */
  readonly words: string | null;
  readonly order: SourceOrder;
}

export interface ShownManagedSource {
  readonly source: SourceOverview;
  readonly status: ManagedStatus;
  /** Of the last 14 days, those without a run left out. */
  readonly days: readonly SourceDay[];
}

export interface SourceList {
  readonly filters: SourceFilters;
  readonly counts: ReadonlyMap<ManagedStatus, number>;
  /** Sources of this page of the list. */
  readonly rows: readonly ShownManagedSource[];
  /** How many match the filters. */
  readonly matching: number;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

const pageSize = 50;
export const shownDays = 14;

export function readFilters(query: PageRequest['query']): SourceFilters {
  return {
    status: choiceOf(query, 'keadaan', managedStatuses),
    class: choiceOf(query, 'jenis', sourceClasses),
    platform: choiceOf(query, 'platform', platforms),
    words: textOf(query, 'cari', 100),
    order: choiceOf(query, 'urut', sourceOrders) ?? 'keadaan',
  };
}

/** One page of the registry. Of the whole table only what filters and order need (states follow from the clock), all else for what is shown. */
export async function loadSourceList({ db, now, region }: WebDeps, query: PageRequest['query']): Promise<SourceList> {
  const at = now();
  const filters = readFilters(query);
  const all = (await listSourceSketches(db)).map((source) => ({ source, status: sketchStatus(source, at) }));
  const counts = new Map<ManagedStatus, number>();
  for (const { status } of all) counts.set(status, (counts.get(status) ?? 0) + 1);
  const matching = all.filter(matcherOf(filters)).sort(comparers[filters.order]);
  const pages = Math.max(1, Math.ceil(matching.length / pageSize));
  const page = Math.min(pages, Math.max(1, Number(textOf(query, 'halaman', 6)?.replace(/\D/g, '') ?? 1) || 1));
  const shown = matching.slice((page - 1) * pageSize, page * pageSize);
  const from = addDays(localDate(at, region.timezone), 1 - shownDays);
  const ids = shown.map(({ source }) => source.id);
  const days = await listSourceDays(db, ids, from);
  const sources = new Map((await listSourceOverviews(db, ids)).map((source) => [source.id, source]));
  const rows = shown.flatMap(({ source: { id }, status }) => {
    const source = sources.get(id);
    return source === undefined ? [] : [{ source, status, days: days.get(id) ?? [] }];
  });
  return { filters, counts, rows, matching: matching.length, page, pages };
}

interface Listed {
  readonly source: SourceSketch;
  readonly status: ManagedStatus;
}

/** Removed sources are shown only to those who ask for them. */
function matcherOf({ status, class: kind, platform, words }: SourceFilters): (row: Listed) => boolean {
  const wanted = (words ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return ({ source, status: own }) => {
    if (status === null ? own === 'archived' : own !== status) return false;
    if (kind !== null && source.class !== kind) return false;
    if (platform !== null && source.platform !== platform) return false;
    const text = `${source.title} ${source.id}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
}

const names = new Intl.Collator('id', { numeric: true });
const byName = (a: Listed, b: Listed) => names.compare(a.source.title, b.source.title);
const rank = new Map(managedStatuses.map((status, index) => [status, index]));
const rankOf = ({ status }: Listed) => rank.get(status) ?? 0;
/** Newest first; those that never had any come last. */
const newestFirst = (a: string | null, b: string | null) => (b ?? '').localeCompare(a ?? '');

const comparers: Readonly<Record<SourceOrder, (a: Listed, b: Listed) => number>> = {
  keadaan: (a, b) => rankOf(a) - rankOf(b) || byName(a, b),
  nama: byName,
  'isi-terbaru': (a, b) => newestFirst(a.source.lastNewItemAt, b.source.lastNewItemAt) || byName(a, b),
  tersimpan: (a, b) => b.source.itemCount - a.source.itemCount || byName(a, b),
  gagal: (a, b) => b.source.errorCount - a.source.errorCount || byName(a, b),
};
