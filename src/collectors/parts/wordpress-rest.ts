import { z } from 'zod';
import type { CollectContext } from '../../core/collector.ts';
import { SourceError } from '../../core/errors.ts';
import type { NetResponse } from '../../core/net.ts';
import type { WordPressDocument } from '../../core/reader.ts';
import { contentTypeOf } from './page-state.ts';

/** Ways into the REST API: `/wp-json/…`, or `/?rest_route=…` where pretty addresses are off or blocked. */
export const Route = z.enum(['wp-json', 'rest-route']);
export type Route = z.infer<typeof Route>;

export interface RestRequest {
  readonly site: string;
  readonly list: 'posts' | 'pages' | 'comments';
  readonly query: Readonly<Record<string, string>>;
  /** Tried first; null before anything has worked. */
  readonly route: Route | null;
  /** True when the other way in is not worth a request. */
  readonly isRouteSure: boolean;
}

/** A refusal in WordPress' own words where it has any. */
export interface RestFault {
  readonly status: number;
  readonly code: string | null;
  readonly message: string;
}

export type RestAnswer =
  | {
      readonly document: WordPressDocument;
      readonly route: Route;
      /** The site says that there is no further page. */
      readonly isLast: boolean;
      readonly freshForMs: number;
    }
  | { readonly fault: RestFault };

const fields = {
  posts: 'id,type,date,date_gmt,modified,modified_gmt,link,title,content,excerpt,yoast_head_json.author',
  pages: 'id,type,date,date_gmt,modified,modified_gmt,link,title,content,excerpt',
  comments: 'id,type,post,date,date_gmt,link,content,author_name',
} as const;

/** Statuses that say something about this list or this way in, and nothing about the site as a whole. */
const readable = [400, 401, 403, 404] as const;

/**
 * One page of a list: over the way in that worked last, then over the other one.
 * @throws SourceError when the site does not answer, asks to wait, or is gone
 */
export async function readRest(ctx: CollectContext, request: RestRequest): Promise<RestAnswer> {
  const first = request.route ?? 'wp-json';
  const other: Route = first === 'wp-json' ? 'rest-route' : 'wp-json';
  const answer = await readRoute(ctx, request, first);
  if (!('fault' in answer) || answer.fault.status === 400 || request.isRouteSure) return answer;
  const second = await readRoute(ctx, request, other);
  // When both fail, the first one's refusal is the site's usual word.
  return 'fault' in second && second.fault.status !== 400 ? answer : second;
}

async function readRoute(ctx: CollectContext, request: RestRequest, route: Route): Promise<RestAnswer> {
  const address = restAddress(request, route);
  const response = await ctx.net.get(address, {
    accept: 'application/json',
    allowStatus: readable,
    signal: ctx.signal,
  });
  if (response.status >= 400) return { fault: toFault(response) };
  const hints = { url: response.url, contentType: contentTypeOf(response), zone: ctx.zone };
  try {
    const document = await ctx.reader.wordpress(response.body, hints);
    const pages = Number(response.headers['x-wp-totalpages'] ?? Number.NaN);
    return { document, route, isLast: Number(request.query.page) >= pages, freshForMs: response.freshForMs };
  } catch (error) {
    // The route is swallowed: some page comes with status 200.
    if (!(error instanceof SourceError) || error.reason !== 'changed') throw error;
    return { fault: { status: 200, code: null, message: error.message } };
  }
}

function restAddress({ site, list, query }: RestRequest, route: Route): string {
  const base = site.replace(/[?#].*$/, '').replace(/\/+$/, '');
  const parameters = new URLSearchParams({ ...query, _fields: fields[list] });
  return route === 'wp-json'
    ? `${base}/wp-json/wp/v2/${list}?${parameters}`
    : `${base}/?rest_route=${encodeURIComponent(`/wp/v2/${list}`)}&${parameters}`;
}

const Fault = z.object({ code: z.string(), message: z.string().catch('') });

function toFault({ status, body }: NetResponse): RestFault {
  const text = new TextDecoder().decode(body.subarray(0, 10_000));
  let json: unknown = null;
  try {
    json = JSON.parse(text);
  } catch {
    // A page of the server or of a firewall: the status says enough.
  }
  const fault = Fault.safeParse(json).data;
  const words = fault === undefined ? '' : ` ${fault.code} ${fault.message}`;
  return { status, code: fault?.code ?? null, message: `status ${status}${words}` };
}
