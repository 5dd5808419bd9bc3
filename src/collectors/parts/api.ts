import type { z } from 'zod';
import type { CollectContext } from '../../core/collector.ts';
import type { CredentialUse } from '../../core/credential.ts';
import { SourceError } from '../../core/errors.ts';
import { maskSecrets } from '../../core/mask-secrets.ts';
import type { CallOptions, NetResponse } from '../../core/net.ts';
import { waitOfHeader } from '../../core/retry-after.ts';

/** Answers over this are not read: parsing them would hold the process up. */
const maxJsonBytes = 2 * 1_048_576;

/** The key, or the fault that there is none. */
export function credentialOf(ctx: CollectContext): CredentialUse {
  if (ctx.credential === null) throw new SourceError('credential', 'no credential is configured for this source');
  return ctx.credential;
}

export type ApiRequest = Pick<CallOptions, 'method' | 'headers' | 'body' | 'isSecret'> & {
  /** Without any key in it. */
  readonly url: string;
};

/**
 * One request to a JSON API.
 * @param faultOf what the platform's own words for a status of 400 and above mean; null leaves it to the status
 * @returns the answer in the shape of `schema`, which should be loose: only what is really needed may be required
 * @throws SourceError `changed` for an answer that is not JSON (an HTML error page) or not of that shape, and every refusal
 */
export async function callApi<T>(
  ctx: CollectContext,
  request: ApiRequest,
  schema: z.ZodType<T>,
  faultOf: (status: number, json: unknown, response: NetResponse) => SourceError | null,
): Promise<{ readonly data: T; readonly response: NetResponse }> {
  const { url, ...options } = request;
  const response = await ctx.net.call(url, { ...options, signal: ctx.signal });
  // A platform that names the key it refuses would carry it into messages, which are cut, logged and stored.
  const isToken = options.isSecret === true && response.status < 400;
  const body = isToken ? response.body : maskSecrets(response.body, options.headers, ctx.credential?.secret);
  const json = parseBody({ body, url: response.url });
  if (response.status >= 400) throw faultOf(response.status, json, response) ?? faultOfStatus(response, ctx.now());
  return { data: parseAnswer(json, schema, response.url), response };
}

/** Also for kept answers. @throws SourceError `changed` */
export function parseAnswer<T>(json: unknown, schema: z.ZodType<T>, url: string): T {
  if (json === undefined) throw new SourceError('changed', `${hostOf(url)} answers with something that is not JSON`);
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'the answer' : issue.path.join('.');
  throw new SourceError('changed', `${hostOf(url)} answers in another form: ${where}: ${issue?.message ?? ''}`);
}

/** Undefined when the body is not JSON. @throws SourceError `too-large` */
export function parseBody({ body, url }: { readonly body: Uint8Array; readonly url: string }): unknown {
  if (body.length > maxJsonBytes) throw new SourceError('too-large', `the answer of ${hostOf(url)} is over 2 MB`);
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

/** What a status means when the platform says nothing of its own. */
export function faultOfStatus(response: NetResponse, now: Date): SourceError {
  const { status, url } = response;
  const said = `${hostOf(url)} answers ${status}`;
  const retryAfterMs = waitOfHeader(response.headers['retry-after'], now);
  if (status === 401) return new SourceError('credential', said, { credentialWide: true });
  if (status === 403) return new SourceError('permission', said);
  if (status === 404) return new SourceError('query', said);
  if (status === 410) return new SourceError('gone', said);
  if (status === 429 || status === 503) return new SourceError('rate-limited', said, { retryAfterMs });
  if (status >= 500) return new SourceError('network', said, { retryAfterMs });
  return new SourceError('query', said);
}

export { waitOfHeader };

function hostOf(url: string): string {
  return new URL(url).host;
}
