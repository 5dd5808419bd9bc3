import { z } from 'zod';
import type { CollectContext } from '../../core/collector.ts';
import { SourceError } from '../../core/errors.ts';
import type { Instant } from '../../core/mention.ts';
import { callApi, credentialOf } from './api.ts';
import { faultOfGraph } from './graph-faults.ts';
import { waitOfUsage } from './graph-usage.ts';
import { looseItems } from './loose-items.ts';
import { WebAddress } from './options.ts';

/** What every collector on the Graph API lets the operator set. Versions die after about two years, so the version is configuration. */
export const graphOptions = {
  api: WebAddress.default('https://graph.facebook.com'),
  version: z
    .string()
    .regex(/^v\d{1,3}\.\d{1,2}$/, 'harus versi Graph API, misalnya v26.0')
    .default('v26.0'),
};
export interface GraphSite {
  readonly api: string;
  readonly version: string;
}

/** Numbers, on Facebook two of them joined: beyond what a JavaScript number can hold, so never one. */
export const GraphId = z.string().regex(/^\d[\d_]{0,99}$/);

const idHelp = 'harus ID angka, dalam tanda kutip';
export const GraphIdOption = z.string({ error: idHelp }).regex(/^\d{1,40}$/, idHelp);

/** @param path `123/posts`; empty for a request by `ids` */
export function graphAddress(
  { api, version }: GraphSite,
  path: string,
  query: Readonly<Record<string, string | null>>,
): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== null) parameters.set(name, value);
  return `${api.replace(/\/+$/, '')}/${version}/${path}?${parameters}`;
}

export interface GraphAnswer<T> {
  readonly data: T;
  /** The pause that the usage headers ask for: above 0 the run should end with this step. */
  readonly waitMs: number;
}

/**
 * One GET. The token goes into a header only; Meta still repeats it in `paging.next`, which therefore is never followed.
 * @param calls what it counts in the budget `calls`: Meta counts every id of a request by `ids`
 * @throws GraphFault, SourceError
 */
export async function askGraph<T>(
  ctx: CollectContext,
  url: string,
  schema: z.ZodType<T>,
  calls = 1,
): Promise<GraphAnswer<T>> {
  await credentialOf(ctx).spend('calls', calls);
  return getGraph(ctx, url, schema);
}

/** As `askGraph`, for a key whose budget the caller has spent from. */
export async function getGraph<T>(ctx: CollectContext, url: string, schema: z.ZodType<T>): Promise<GraphAnswer<T>> {
  const { secret } = credentialOf(ctx);
  const { data, response } = await callApi(
    ctx,
    { url, headers: { authorization: `Bearer ${secret}` } },
    schema,
    (_status, json, answer) => faultOfGraph(answer, json, secret, ctx.now()),
  );
  const version = response.headers['facebook-api-version'];
  if (version !== undefined) ctx.log.debug({ version }, 'graph api version');
  return { data, waitMs: waitOfUsage(response.headers) };
}

const Paging = z.object({
  cursors: z.object({ after: z.string().min(1).max(2_000).optional().catch(undefined) }).optional(),
  next: z.string().optional(),
});

/** A list: items are looked at one by one, so that a broken one harms nobody else. */
const GraphList = z.object({
  data: z.array(z.unknown()),
  paging: Paging.optional().catch(undefined),
});
export type GraphList = z.infer<typeof GraphList>;

/** @throws SourceError `changed` */
export function readList(json: unknown): GraphList {
  const list = GraphList.safeParse(json).data;
  if (list === undefined) throw new SourceError('changed', 'Meta answers with something that is not a list');
  return list;
}

/** The members of an answer to a request by ids. @throws SourceError `changed` */
export function readMembers(json: unknown): unknown[] {
  if (json !== null && typeof json === 'object' && !Array.isArray(json)) return Object.values(json);
  throw new SourceError('changed', 'Meta answers a request by ids in another form');
}

/**
 * The mark of the next page. An ordinary list has one as long as it names `next`, even when this page is empty.
 * @param hasNoNext for the few lists that never name `next` (tags, hashtags, business discovery): they end with an empty page
 */
export function nextMark({ data, paging }: GraphList, hasNoNext = false): string | null {
  const after = paging?.cursors?.after ?? null;
  return (hasNoNext ? data.length > 0 : paging?.next !== undefined) ? after : null;
}

/**
 * The items that can be read, and how many cannot.
 * @throws SourceError `changed` when there are items and none can be read: then it is the form that has changed
 */
export function readItems<T>(data: readonly unknown[], schema: z.ZodType<T>): { items: T[]; rejected: number } {
  const read = looseItems(schema, data);
  if (read.items.length > 0 || data.length === 0) return read;
  const [issue] = schema.safeParse(data[0]).error?.issues ?? [];
  throw new SourceError('changed', `items have another form: ${issue?.path.join('.')}: ${issue?.message}`);
}

/** `2026-11-20T01:15:00+0000`: Meta leaves out the colon that ISO 8601 wants between hours and minutes. */
export const GraphTime = z.string().transform((text, context): Instant => {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|([+-]\d\d):?(\d\d))$/.exec(text);
  const at = match === null ? Number.NaN : Date.parse(`${match[1]}${match[2] ? `${match[2]}:${match[3]}` : 'Z'}`);
  if (!Number.isNaN(at)) return new Date(at).toISOString();
  context.addIssue({ code: 'custom', message: 'not a time' });
  return z.NEVER;
});

/** A count, or null where the platform does not say. */
export const Count = z
  .number()
  .int()
  .nonnegative()
  .nullish()
  .catch(null)
  .transform((count) => count ?? null);
export const Text = z
  .string()
  .nullish()
  .catch(null)
  .transform((text) => text ?? null);
