import { SourceError } from '../core/errors.ts';
import type { CallOptions, GetOptions, NetClient, NetResponse } from '../core/net.ts';
import { type ResolveHost, resolveHost } from './address-guard.ts';
import type { BodyLimits } from './body.ts';
import { createGuardedAgent } from './connector.ts';
import { type Answer, checkAddress, redirectTarget, send } from './exchange.ts';
import { checkHeaders, conditions, freshForMs, retryAfterMs } from './headers.ts';
import { createPacer } from './pacing.ts';
import { createRobots } from './robots.ts';
import { createTimeLimit, type TimeLimit, unlessStopped } from './time-limit.ts';

export interface NetOptions {
  /** `Kentongan/0.1 (+mailto:diskominfo@…)`: an honest name with a way to reach the operator. */
  readonly userAgent: string;
  /** Only for the demo and tests: loopback addresses on any port are let through. */
  readonly allowLoopback?: boolean;
  /** Ports that may be dialled on public hosts. */
  readonly ports?: readonly number[];
  readonly spacingMs?: number;
  readonly limits?: BodyLimits;
  /** Connecting to one address, headers, and the whole exchange with its redirects and robots.txt. */
  readonly connectTimeoutMs?: number;
  readonly headersTimeoutMs?: number;
  readonly totalTimeoutMs?: number;
  readonly resolve?: ResolveHost;
  readonly now?: () => Date;
}

const maxRedirects = 5;
const encodings = 'gzip, br, deflate';

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
  const { limits, userAgent } = settings;
  const agent = createGuardedAgent(settings);
  const pacer = createPacer();

  /** One request when the host's turn has come. */
  async function ask(
    target: URL,
    limit: TimeLimit,
    request: Pick<Parameters<typeof send>[2], 'method' | 'headers' | 'body' | 'firstBytes'>,
    turn: { readonly spacingMs: number; readonly signal?: AbortSignal | undefined; readonly started?: () => void },
  ): Promise<Answer> {
    const { host } = target;
    const done = await unlessStopped(host, pacer.turn(host, turn.spacingMs, turn.signal), turn.signal);
    turn.started?.();
    try {
      return await limit(host, (signal) => send(agent, target, { ...request, signal, limits }));
    } finally {
      done();
    }
  }

  const robots = createRobots(
    userAgent,
    async (url, started) => {
      const limit = createTimeLimit(settings.totalTimeoutMs);
      let address = url;
      for (let hop = 0; hop <= maxRedirects; hop++) {
        const target = checkAddress(address, settings);
        const headers = { 'user-agent': userAgent, 'accept-encoding': encodings };
        const answer = await ask(target, limit, { headers }, { spacingMs: settings.spacingMs, started });
        const next = redirectTarget(answer, address);
        if (next === null) return answer;
        address = next;
      }
      // RFC 9309 2.3.1.2: after five redirects it may be taken as not there.
      return { status: 404, body: new Uint8Array() };
    },
    settings.now,
  );

  async function get(url: string, { accept, validators, signal, allowStatus }: GetOptions = {}): Promise<NetResponse> {
    const headers = checkHeaders({
      'user-agent': userAgent,
      accept: accept ?? '*/*',
      'accept-encoding': encodings,
      'accept-language': 'id,jv;q=0.8,su;q=0.8,en;q=0.5',
      ...conditions(validators),
    });
    const limit = createTimeLimit(settings.totalTimeoutMs, signal);
    const visited: string[] = [];
    let address = url;
    let movedTo: string | null = null;
    let onlyPermanent = true;
    for (;;) {
      const target = checkAddress(address, settings);
      const { started, rules } = robots(target.origin);
      await unlessStopped(target.host, started, signal);
      const { isAllowed, crawlDelayMs } = await limit(target.host, () => rules);
      if (!isAllowed(target.href)) throw new SourceError('blocked', `robots.txt does not allow ${target.href}`);
      const spacingMs = Math.max(settings.spacingMs, crawlDelayMs);
      const answer = await ask(target, limit, { headers }, { spacingMs, signal });
      visited.push(target.href);
      const next = redirectTarget(answer, target.href);
      if (next === null) {
        if (answer.status >= 400 && !allowStatus?.includes(answer.status)) {
          throw refusal(answer, target.href, settings.now());
        }
        return asResponse(answer, target.href, movedTo, settings.now());
      }
      if (visited.length > maxRedirects)
        throw new SourceError('changed', `more than ${maxRedirects} redirects from ${url}`);
      if (visited.includes(next)) throw new SourceError('changed', `redirects in a circle: ${next}`);
      onlyPermanent &&= answer.status === 301 || answer.status === 308;
      if (onlyPermanent) movedTo = next;
      address = next;
    }
  }

  async function call(
    url: string,
    { method = 'GET', headers = {}, body, signal, firstBytes }: CallOptions,
  ): Promise<NetResponse> {
    const target = checkAddress(url, settings);
    if (target.protocol !== 'https:' && !settings.allowLoopback) {
      throw new SourceError('blocked', `${target.host}: an API is asked over https only, so that nobody reads the key`);
    }
    const sent = checkHeaders({
      accept: 'application/json',
      'user-agent': userAgent,
      'accept-encoding': encodings,
      ...headers,
    });
    const limit = createTimeLimit(settings.totalTimeoutMs, signal);
    const answer = await ask(
      target,
      limit,
      {
        method,
        headers: sent,
        ...(body === undefined ? {} : { body }),
        ...(firstBytes === undefined ? {} : { firstBytes }),
      },
      { spacingMs: settings.spacingMs, signal },
    );
    if (redirectTarget(answer, target.href) !== null) {
      throw new SourceError('changed', `${target.host} redirects: an API is asked at its own address only`);
    }
    return asResponse(answer, target.href, null, settings.now());
  }

  return { get, call, close: () => agent.close() };
}

function asResponse({ status, headers, body }: Answer, url: string, movedTo: string | null, now: Date): NetResponse {
  return {
    status,
    url,
    movedTo,
    notModified: status === 304,
    headers,
    body,
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
