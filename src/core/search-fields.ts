import { sourceClasses } from './mention.ts';
import type { Region } from './region.ts';
import { platformSlugs, sourceClassSlugs } from './search-names.ts';
import { type QueryField, type QueryFilter, queryFields } from './search-query.ts';
import { isDate } from './time.ts';
import { topicNames, topics } from './topics.ts';

/** One value that a field knows. */
export interface FieldValue {
  /** As the query writes it: lower case, words joined by hyphens. */
  readonly value: string;
  /** As the database holds it. */
  readonly id: string;
  /** Other spellings that are understood, in any case, with spaces or hyphens. */
  readonly also: readonly string[];
}

/** The values of every field that has a list of them. */
export type FieldNames = Readonly<Record<Exclude<QueryField, 'isu' | 'dari' | 'sampai'>, readonly FieldValue[]>>;

const otherFieldNames: ReadonlyMap<string, QueryField> = new Map([
  ['kanal', 'platform'],
  ['nada', 'sentimen'],
  ['dinas', 'opd'],
  ['kec', 'kecamatan'],
  ['hoax', 'hoaks'],
  ['mulai', 'dari'],
  ['hingga', 'sampai'],
]);

/** What a regency's queries may say. @param sources only needed for `sumber:` */
export function createFieldNames(
  region: Pick<Region, 'agencies' | 'districts'>,
  sources: readonly { readonly id: string; readonly title: string }[],
): FieldNames {
  return {
    platform: platformSlugs,
    opd: region.agencies.map(({ id, name, aliases }) => ({ value: toSlug(id), id, also: [name, ...aliases] })),
    kecamatan: region.districts.map(({ code, name }) => ({
      value: toSlug(name),
      id: code,
      also: [code, `kec ${name}`],
    })),
    sentimen: [
      { value: 'negatif', id: 'negative', also: ['negative', '-'] },
      { value: 'netral', id: 'neutral', also: ['neutral'] },
      { value: 'positif', id: 'positive', also: ['positive'] },
      { value: 'tak-terskor', id: 'unscored', also: ['unscored', 'tidak terskor'] },
    ],
    topik: topics.map((id) => ({ value: id, id, also: [topicNames[id]] })),
    sumber: sources.map(({ id, title }) => ({ value: toSlug(id), id, also: [title] })),
    kelas: sourceClasses.map((id) => ({ value: sourceClassSlugs[id], id, also: [id] })),
    tingkat: [
      { value: 'merah', id: 'alert', also: ['alert'] },
      { value: 'kuning', id: 'watch', also: ['watch'] },
      { value: 'hijau', id: 'none', also: ['none'] },
    ],
    hoaks: [
      { value: 'klaim', id: 'claim', also: ['claim', 'diduga', 'ya'] },
      { value: 'cek-fakta', id: 'fact-check', also: ['fact-check'] },
      { value: 'membahas', id: 'mention', also: ['mention'] },
      { value: 'bukan', id: 'none', also: ['none', 'tidak'] },
    ],
  };
}

/** `Satpol PP` → `satpol-pp` */
export function toSlug(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}.]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

export function findField(name: string): QueryField | null {
  return queryFields.find((field) => field === name) ?? otherFieldNames.get(name) ?? null;
}

export function sayUnknownField(name: string, fields: FieldNames): string {
  if (/^https?$/.test(name)) return 'Alamat tidak dapat dicari, hanya kata di judul dan isi; diabaikan.';
  const near = nearest(name, [...queryFields, ...otherFieldNames.keys()]);
  // `PUPR:` may have been meant as a value.
  const owner = queryFields.find((field) => field in fields && find(fields[field as keyof FieldNames], name) !== null);
  const hint =
    owner !== undefined
      ? `Mungkin maksud Anda ${owner}:${toSlug(name)}?`
      : near.length > 0
        ? `Mungkin maksud Anda ${near.map((field) => `${field}:`).join(' atau ')}?`
        : `Yang ada: ${queryFields.map((field) => `${field}:`).join(' ')}.`;
  return `Saringan “${name.slice(0, 40)}:” tidak dikenal; diabaikan. ${hint} Untuk mencari tanda titik dua, pakai tanda kutip.`;
}

/** The filter that a field with a value means, or why there is none. */
export function resolveField(
  field: QueryField,
  text: string,
  fields: FieldNames,
): { readonly node: QueryFilter } | { readonly message: string } {
  const filter = (value: string, id: string) => ({ node: { kind: 'field', field, value, id } as const });
  if (field === 'isu') {
    const id = /^#?([1-9]\d{0,14})$/.exec(text)?.[1];
    return id === undefined ? { message: `“isu:${cut(text)}” harus berupa nomor isu; diabaikan.` } : filter(id, id);
  }
  if (field === 'dari' || field === 'sampai') {
    const date = toDate(text);
    const message = `“${field}:${cut(text)}” bukan tanggal; diabaikan. Tulis seperti 2026-11-21, 21-11-2026, kemarin, atau 7hari.`;
    return date === null ? { message } : filter(date, date);
  }
  const found = find(fields[field], text);
  if (found !== null) return filter(found.value, found.id);
  return { message: sayUnknownValue(field, text, fields[field]) };
}

/** `hari-ini`, `kemarin` and `7hari` (ago) stay as they are: a saved search means them anew each day. */
function toDate(text: string): string | null {
  const slug = toSlug(text.replaceAll('/', '-'));
  if (slug === 'hari-ini' || slug === 'kemarin') return slug;
  const days = /^(\d{1,3})-?hari$/.exec(slug)?.[1];
  if (days !== undefined) return `${Number(days)}hari`;
  const [, day = '', month = '', year = ''] = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(slug) ?? [];
  const date = year === '' ? slug : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDate(date) ? date : null;
}

function find(values: readonly FieldValue[], text: string): FieldValue | null {
  const slug = toSlug(text);
  if (slug === '' && text !== '-') return null;
  return (
    values.find(({ value }) => value === slug) ??
    values.find(({ also }) => also.some((name) => name === text || toSlug(name) === slug)) ??
    null
  );
}

function sayUnknownValue(field: QueryField, text: string, values: readonly FieldValue[]): string {
  const known = values.map(({ value }) => value);
  const near = nearest(toSlug(text), known);
  const shown = near.length > 0 ? near : known.length <= 8 ? known : [];
  const hint =
    near.length > 0
      ? ` Mungkin maksud Anda ${shown.map((value) => `${field}:${value}`).join(' atau ')}?`
      : shown.length > 0
        ? ` Yang ada: ${shown.join(', ')}.`
        : '';
  return `“${field}:${cut(text)}” tidak dikenal; diabaikan.${hint}`;
}

function cut(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

/** The three known words most like one, if any is. */
function nearest(word: string, known: readonly string[]): readonly string[] {
  if (word === '') return [];
  const cutWord = word.slice(0, 40);
  return known
    .map((each) => ({ each, distance: each.includes(cutWord) ? 0 : editDistance(cutWord, each.slice(0, 40)) }))
    .filter(({ each, distance }) => distance <= Math.min(3, Math.floor(Math.max(cutWord.length, each.length) / 3)))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ each }) => each);
}

/** Levenshtein, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
