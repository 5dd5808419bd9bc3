import { z } from 'zod';
import { platforms, sourceClasses } from '../../core/mention.ts';
import { addDays, instantAt } from '../../core/time.ts';
import { type Topic, topics } from '../../core/topics.ts';

export const instant = z.iso.datetime({ precision: 3 }).describe('UTC, milliseconds: `2026-11-22T06:00:00.000Z`.');
export const date = z.iso.date({ error: 'harus berupa tanggal seperti 2026-11-21' });
export const id = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

export const topic = z.enum(topics as [Topic, ...Topic[]]);
export const platform = z.enum(platforms);
export const sourceClass = z.enum(sourceClasses);
export const kind = z.enum(['article', 'page', 'post', 'comment', 'klipping']);
export const label = z.enum(['negative', 'neutral', 'positive', 'unscored']);
export const attention = z.enum(['none', 'watch', 'alert']);
export const target = z.enum(['government', 'other', 'none']);
export const hoaxClass = z.enum(['none', 'claim', 'fact-check', 'mention']);
export const regencyCode = z.string().regex(/^\d\d\.\d\d$/, 'harus berupa kode kabupaten/kota seperti 35.16');
/** Free text that is compared for equality: an agency, a source. */
export const word = z.string().trim().min(1).max(200);

/** A query parameter that is `true` or `false`; false if absent. */
export const flag = (text: string) =>
  z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
    .describe(text);

export const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: 'harus berupa tanggal (2026-11-21) atau waktu ISO 8601 (2026-11-21T06:00:00Z)',
});

/** Query parameters of a period, half-open; a bare date means the whole day in the regency's zone. */
export const period = {
  from: moment.optional().describe("At or after. A date means the beginning of that day in the regency's time zone."),
  to: moment.optional().describe("Before. A date means the end of that day in the regency's time zone."),
};

/** The instants that `from` and `to` stand for; absent ones are left out. */
export function toPeriod(
  input: { readonly from?: string | undefined; readonly to?: string | undefined },
  zone: string,
): { from?: string; to?: string } {
  return {
    ...(input.from === undefined ? {} : { from: toInstant(input.from, zone, 0) }),
    ...(input.to === undefined ? {} : { to: toInstant(input.to, zone, 1) }),
  };
}

function toInstant(text: string, zone: string, daysLater: 0 | 1): string {
  if (text.length === 10) return instantAt(addDays(text, daysLater), 0, zone);
  return new Date(text).toISOString();
}

/** Query parameters of a paged list. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('Items per page.'),
  cursor: z.string().min(1).max(200).optional().describe('`next` of the page before.'),
};

/** `{ items, next }`: pass `next` as `cursor` to get the following page; null on the last. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), next: z.string().nullable() });
}

/** What a schema describes, as a value that nobody will change: domain types fit it without copies. */
export type Body<Schema extends z.ZodType> = Frozen<z.input<Schema>>;

type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T;

/** Without the keys whose value is undefined: an absent parameter is an absent filter. */
export function present<T extends object>(input: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as never;
}
