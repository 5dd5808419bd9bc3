import { isUtf8 } from 'node:buffer';
import { type Agent, errors, request } from 'undici';
import { SourceError } from '../core/errors.ts';
import { type BodyLimits, readBody, readStart } from './body.ts';

export interface Answer {
  readonly status: number;
  /** Lower-case names; cookies are left out. */
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/** Parsed once by the WHATWG rules; what is refused here never reaches the network. */
export function checkAddress(
  address: string,
  settings: { readonly allowLoopback: boolean; readonly ports: readonly number[] },
): URL {
  if (address.includes('\\') || !URL.canParse(address))
    throw new SourceError('blocked', `not a web address: ${address}`);
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new SourceError('blocked', `only http and https are fetched, not ${url.protocol}`);
  }
  if (url.username !== '' || url.password !== '')
    throw new SourceError('blocked', 'addresses with a password are refused');
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  if (!settings.allowLoopback && !settings.ports.includes(port))
    throw new SourceError('blocked', `port ${port} is not allowed`);
  url.hash = '';
  return url;
}

/** One request and its answer, read to the end; redirects are the caller's. @throws SourceError */
export async function send(
  agent: Agent,
  url: URL,
  sent: {
    readonly method?: 'GET' | 'POST';
    readonly headers: Record<string, string>;
    readonly body?: string;
    readonly signal: AbortSignal;
    readonly limits: BodyLimits;
    /** Only so much of the answer, undecoded. */
    readonly firstBytes?: number;
  },
): Promise<Answer> {
  const { limits, firstBytes, method = 'GET', ...options } = sent;
  try {
    const answer = await request(url, { ...options, method, dispatcher: agent });
    const headers: Record<string, string> = Object.create(null);
    for (const [name, value] of Object.entries(answer.headers)) {
      const lower = name.toLowerCase();
      if (value === undefined || lower === 'set-cookie') continue;
      headers[lower] = Array.isArray(value) ? value.join(', ') : value;
    }
    const body =
      firstBytes === undefined
        ? await readBody(answer.body, headers['content-encoding'], limits)
        : await readStart(answer.body, firstBytes);
    return { status: answer.statusCode, headers, body };
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    if (cause instanceof Error && cause.cause instanceof SourceError) throw cause.cause;
    if (cause instanceof errors.HeadersOverflowError) {
      throw new SourceError('too-large', `${url.host} answers with more than 64 kB of headers`, { cause });
    }
    throw new SourceError('network', describe(cause, url.host), { cause });
  }
}

function describe(cause: unknown, host: string): string {
  if (!(cause instanceof Error)) return `no answer from ${host}`;
  if (
    cause.name === 'TimeoutError' ||
    cause instanceof errors.HeadersTimeoutError ||
    cause instanceof errors.BodyTimeoutError
  ) {
    return `no complete answer from ${host} in time`;
  }
  if (cause.name === 'AbortError') return `fetching ${host} was stopped`;
  const code = 'code' in cause ? ` (${String(cause.code)})` : '';
  return `no answer from ${host}${code}`;
}

/** Where an answer sends us; null when it is no redirect. @throws SourceError `changed` for one without a usable address */
export function redirectTarget(answer: Answer, from: string): string | null {
  if (![301, 302, 303, 307, 308].includes(answer.status)) return null;
  const location = asUtf8(answer.headers.location);
  if (location === undefined || !URL.canParse(location, from)) {
    throw new SourceError('changed', `redirect without a usable address from ${from}`);
  }
  // A backslash would be read as a slash here and as something else by others.
  if (location.includes('\\')) throw new SourceError('blocked', `redirect with a backslash from ${from}`);
  return new URL(location, from).href;
}

/** Header bytes come as Latin-1; sites that print addresses with letters outside ASCII mean UTF-8. */
function asUtf8(header: string | undefined): string | undefined {
  const bytes = Buffer.from(header ?? '', 'latin1');
  return header !== undefined && isUtf8(bytes) ? bytes.toString('utf8') : header;
}
