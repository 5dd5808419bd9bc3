import { agencyScopeOf } from '../core/access.ts';
import { platforms, sourceClasses } from '../core/mention.ts';
import type { Region } from '../core/region.ts';
import type { SentimentLabel } from '../core/score.ts';
import { createFieldNames, type FieldNames } from '../core/search-fields.ts';
import { addDays, instantAt, isDate } from '../core/time.ts';
import { topics } from '../core/topics.ts';
import { type Facets, searchWithFacets } from '../store/facets.ts';
import { listSavedSearches, type SavedSearch } from '../store/saved-searches.ts';
import { findReindexing } from '../store/search-index.ts';
import { countMentions, type MentionPage, type MentionQuery, searchMentions } from '../store/search-mentions.ts';
import { type ReadQuery, readQuery } from '../store/search-query-text.ts';
import type { WebDeps } from './deps.ts';
import { choiceOf, type PageRequest, textOf } from './page.ts';

export const labels: readonly SentimentLabel[] = ['negative', 'neutral', 'positive', 'unscored'];
const attentions = ['alert', 'watch', 'none'] as const;
const hoaxClasses = ['claim', 'fact-check', 'mention'] as const;

/** What was typed into the search form; what makes no sense is as if it had not been typed. */
export function readForm(query: PageRequest['query'], region: Region) {
  const date = (name: string) => {
    const text = textOf(query, name);
    return text !== null && isDate(text) ? text : null;
  };
  const agencies = region.agencies.map(({ id }) => id);
  const districts = region.districts.map(({ code }) => code);
  return {
    q: textOf(query, 'q', 500),
    label: choiceOf(query, 'nada', labels),
    topic: choiceOf(query, 'topik', topics),
    agency: choiceOf(query, 'opd', agencies),
    placeCode: choiceOf(query, 'kecamatan', districts),
    platform: choiceOf(query, 'kanal', platforms),
    sourceClass: choiceOf(query, 'kelas', sourceClasses),
    attention: choiceOf(query, 'tingkat', attentions),
    hoaxClass: choiceOf(query, 'hoaks', hoaxClasses),
    from: date('dari'),
    to: date('sampai'),
    everywhere: textOf(query, 'lingkup') === 'semua',
    setAside: textOf(query, 'sisihan') === 'ya',
    unchecked: textOf(query, 'belum') === 'ya',
    sort: textOf(query, 'urut') === 'cocok' ? ('relevance' as const) : ('newest' as const),
    cursor: textOf(query, 'kursor'),
  };
}

export type MentionForm = ReturnType<typeof readForm>;

/** Mentions on a page of the list. */
const perPage = 30;
/** Hits that the page divides by its facets. */
const facetHits = 2_000;
const mostUnchecked = 1_000;
const dayMs = 86_400_000;

export interface MentionList {
  readonly form: MentionForm;
  readonly found: MentionPage;
  /** Null when nothing was typed. */
  readonly read: ReadQuery | null;
  /** Only on the first page. */
  readonly facets: Facets | null;
  readonly saved: readonly SavedSearch[];
  /** Of the last day; `most` when there are at least so many. */
  readonly unchecked: { readonly count: number; readonly most: number };
  readonly indexing: boolean;
}

export async function loadMentionList({ query, actor }: PageRequest, deps: WebDeps): Promise<MentionList> {
  const { db, region, stemsOf } = deps;
  const now = deps.now();
  const form = readForm(query, region);
  const read = form.q === null ? null : await readQuery({ db, region, now, stemsOf }, form.q);
  const scope = agencyScopeOf(actor) ?? undefined;
  const wanted = toQuery(form, read, scope, now, region.timezone);
  const asked = { ...wanted, limit: perPage, sort: form.sort };
  const { found, facets } =
    form.cursor === null
      ? await searchWithFacets(db, asked, facetHits)
      : { found: await searchMentions(db, { ...asked, cursor: form.cursor }), facets: null };
  return {
    form,
    found,
    read,
    facets,
    saved: actor.permissions.has('read') ? await listSavedSearches(db, actor) : [],
    unchecked: { count: await countMentions(db, uncheckedSince(now, scope), mostUnchecked), most: mostUnchecked },
    indexing: (await findReindexing(db)) !== null,
  };
}

/** What of the last day nobody has judged. */
function uncheckedSince(now: Date, scope: string | undefined) {
  const from = new Date(now.getTime() - dayMs).toISOString();
  return { unchecked: true, relevantOnly: true, from, ...(scope === undefined ? {} : { scope }) };
}

function toQuery(
  form: MentionForm,
  read: ReadQuery | null,
  scope: string | undefined,
  now: Date,
  zone: string,
): Omit<MentionQuery, 'limit'> {
  const { label, topic, agency, placeCode, platform, sourceClass, attention, hoaxClass, from, to } = form;
  const ofClass = sourceClass === null ? null : ({ kind: 'field', field: 'kelas', id: sourceClass } as const);
  const parts = [read?.node ?? null, ofClass].filter((part) => part !== null);
  const flat = parts.flatMap((part) => (part.kind === 'and' ? part.parts : [part]));
  return {
    relevantOnly: !form.everywhere,
    ...(flat.length === 0 ? {} : { node: { kind: 'and', parts: flat } }),
    ...(scope === undefined ? {} : { scope }),
    ...(label === null ? {} : { label }),
    ...(topic === null ? {} : { topic }),
    ...(agency === null ? {} : { agency }),
    ...(placeCode === null ? {} : { placeCode }),
    ...(platform === null ? {} : { platform }),
    ...(attention === null ? {} : { attention }),
    ...(hoaxClass === null ? {} : { hoaxClass }),
    ...(from === null ? {} : { from: instantAt(from, 0, zone) }),
    ...(to === null ? {} : { to: instantAt(addDays(to, 1), 0, zone) }),
    ...(form.setAside ? { includeSetAside: true, relevantOnly: false } : {}),
    ...(form.unchecked ? { unchecked: true, ...(from === null ? uncheckedSince(now, scope) : {}) } : {}),
  };
}

/** The whole search as one text of the query language: words and chosen filters. Empty when everything is asked for. */
export function toSearchText(form: MentionForm, read: ReadQuery | null, region: Region): string {
  const fields = createFieldNames(region, []);
  const filter = (field: keyof FieldNames, id: string | null) => {
    const value = fields[field].find((known) => known.id === id)?.value;
    return value === undefined ? [] : [`${field}:${value}`];
  };
  return [
    ...(read === null || read.text === '' ? [] : [read.text]),
    ...filter('sentimen', form.label),
    ...filter('topik', form.topic),
    ...filter('opd', form.agency),
    ...filter('kecamatan', form.placeCode),
    ...filter('platform', form.platform),
    ...filter('kelas', form.sourceClass),
    ...filter('tingkat', form.attention),
    ...filter('hoaks', form.hoaxClass),
    ...(form.from === null ? [] : [`dari:${form.from}`]),
    ...(form.to === null ? [] : [`sampai:${form.to}`]),
  ].join(' ');
}
