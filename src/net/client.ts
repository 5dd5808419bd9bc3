import { type Agent, errors, request } from 'undici';
import { SourceError } from '../core/errors.ts';
import type { GetOptions, NetClient, NetResponse } from '../core/net.ts';
import { type ResolveHost, resolveHost } from './address-guard.ts';
import { type BodyLimits, readBody } from './body.ts';
import { createGuardedAgent } from './connector.ts';
import { freshForMs, retryAfterMs } from './headers.ts';
import { createPacer } from './pacing.ts';
import { createRobots, type RobotsRules } from './robots.ts';

export interface NetOptions {
  /** `Kentongan/0.1 (+mailto:diskominfo@…)`: an honest name with a way to reach the operator. */
  readonly userAgent: string;
  /** Only for the demo and tests: loopback addresses on any port are let through. */
  readonly allowLoopback?: boolean;
  /** Ports that may be dialled on public hosts. */
  readonly ports?: readonly number[];
  readonly spacingMs?: number;
  readonly limits?: BodyLimits;
  /** Connect, headers, and the whole exchange with its redirects. */
  readonly connectTimeoutMs?: number;
  readonly headersTimeoutMs?: number;
  readonly totalTimeoutMs?: number;
  readonly resolve?: ResolveHost;
  readonly now?: () => Date;
}

const maxRedirects = 5;

/** The only way out. See core/net.ts for the contract. `close` ends idle connections. */
export function createNet(options: NetOptions): NetClient & { close(): Promise<void> } {
  const settings = {
    allowLoopback: false,
    ports: [80, 443] as readonly number[],
    spacingMs: 1_000,
    limits: { wireBytes: 5 * 1_048_576, decodedBytes: 10 * 1_048_576 },
    connectTimeoutMs: 5_000,
    headersTimeoutMs: 10_000,
    totalTimeoutMs: 20_000,
    resolve: resolveHost,
    now: () => new Date(),
    ...options,
  };
  const agent = createGuardedAgent(settings);
  const pacer = createPacer();
  const deadline = (ms: number, signal?: AbortSignal): AbortSignal => {
    const timeout = AbortSignal.timeout(Math.ceil(ms));
    return signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
  };

  const robots = createRobots(
    settings.userAgent,
    async (url) => {
      const signal = deadline(settings.totalTimeoutMs);
      let address = url;
      for (let hop = 0; hop <= maxRedirects; hop++) {
        await pacer.turn(new URL(address).host, settings.spacingMs);
        const answer = await send(
          agent,
          checkAddress(address, settings),
          { 'user-agent': settings.userAgent },
          signal,
          settings,
        );
        const target = redirectTarget(answer, address);
        if (target === null) return answer;
        address = target;
      }
      return { status: 404, body: new Uint8Array() };
    },
    settings.now,
  );

  async function get(url: string, request: GetOptions = {}): Promise<NetResponse> {
    const headers: Record<string, string> = {
      'user-agent': settings.userAgent,
      accept: request.accept ?? '*/*',
      'accept-encoding': 'gzip, br, deflate',
      'accept-language': 'id,jv;q=0.8,su;q=0.8,en;q=0.5',
    };
    if (request.validators?.etag) headers['if-none-match'] = request.validators.etag;
    if (request.validators?.lastModified) headers['if-modified-since'] = request.validators.lastModified;
    const visited: string[] = [];
    let address = url;
    let movedTo: string | null = null;
    let onlyPermanent = true;
    // Waiting for a host's turn is our own politeness and does not count.
    let leftMs = settings.totalTimeoutMs;
    for (;;) {
      const target = checkAddress(address, settings);
      const rules: RobotsRules = await robots(target.origin);
      if (!rules.isAllowed(target.href)) throw new SourceError('blocked', `robots.txt does not allow ${target.href}`);
      await pacer.turn(target.host, Math.max(settings.spacingMs, rules.crawlDelayMs), request.signal);
      const began = performance.now();
      const answer = await send(agent, target, headers, deadline(leftMs, request.signal), settings);
      leftMs = Math.max(1, leftMs - (performance.now() - began));
      visited.push(target.href);
      const next = redirectTarget(answer, target.href);
      if (next === null) return toResponse(answer, target.href, movedTo, settings.now(), request);
      if (visited.length > maxRedirects)
        throw new SourceError('changed', `more than ${maxRedirects} redirects from ${url}`);
      if (visited.includes(next)) throw new SourceError('changed', `redirects in a circle: ${next}`);
      onlyPermanent &&= answer.status === 301 || answer.status === 308;
      if (onlyPermanent) movedTo = next;
      address = next;
    }
  }

  return { get, close: () => agent.close() };
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/** Parsed once by the WHATWG rules; what is refused here never reaches the network. */
function checkAddress(address: string, settings: { allowLoopback: boolean; ports: readonly number[] }): URL {
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

async function send(
  agent: Agent,
  url: URL,
  headers: Record<string, string>,
  signal: AbortSignal,
  settings: { limits: BodyLimits },
): Promise<Answer> {
  try {
    const answer = await request(url, { method: 'GET', headers, dispatcher: agent, signal });
    const flat: Record<string, string> = {};
    for (const [name, value] of Object.entries(answer.headers)) {
      if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
    }
    const body = await readBody(answer.body, flat['content-encoding'], settings.limits);
    return { status: answer.statusCode, headers: flat, body };
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    if (cause instanceof Error && cause.cause instanceof SourceError) throw cause.cause;
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

function redirectTarget(answer: Answer, from: string): string | null {
  if (![301, 302, 303, 307, 308].includes(answer.status)) return null;
  const location = answer.headers.location;
  if (location === undefined || !URL.canParse(location, from)) {
    throw new SourceError('changed', `redirect without a usable address from ${from}`);
  }
  return new URL(location, from).href;
}

function toResponse(answer: Answer, url: string, movedTo: string | null, now: Date, request: GetOptions): NetResponse {
  const { status, headers } = answer;
  if (status >= 400 && !request.allowStatus?.includes(status)) throw refusal(answer, url, now);
  return {
    status,
    url,
    movedTo,
    notModified: status === 304,
    headers,
    body: answer.body,
    validators: { etag: headers.etag ?? null, lastModified: headers['last-modified'] ?? null },
    freshForMs: freshForMs(headers, now),
  };
}

/** Which fault a refusing status is. A challenge page is never worked around. */
function refusal(answer: Answer, url: string, now: Date): SourceError {
  const wait = retryAfterMs(answer.headers['retry-after'], now);
  switch (answer.status) {
    case 410:
      return new SourceError('gone', `${url} is gone for good (410)`);
    case 429:
    case 503:
      return new SourceError('rate-limited', `${url} asks to come back later (${answer.status})`, {
        retryAfterMs: wait,
      });
    case 401:
    case 403:
    case 451: {
      const challenge = answer.headers['cf-mitigated'] === 'challenge' ? ' with a challenge page' : '';
      return new SourceError('blocked', `${url} refuses us (${answer.status})${challenge}`);
    }
    default:
      return new SourceError(answer.status >= 500 ? 'network' : 'changed', `${url} answers ${answer.status}`, {
        retryAfterMs: wait,
      });
  }
}
