import { SourceError } from '../core/errors.ts';
import type { CallOptions, GetOptions, NetClient, NetResponse } from '../core/net.ts';
import type { SharedHosts } from '../core/shared-hosts.ts';
import { type ResolveHost, resolveHost } from './address-guard.ts';
import type { BodyLimits } from './body.ts';
import { createGuardedAgent } from './connector.ts';
import { type Answer, checkAddress, redirectTarget, send } from './exchange.ts';
import { checkHeaders, conditions, freshForMs, retryAfterMs } from './headers.ts';
import { hostKey } from './host-key.ts';
import { createOwnTurns } from './own-turns.ts';
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
  /** Whom the spacing, pauses and robots.txt are shared with; nobody unless given. */
  readonly hosts?: SharedHosts;
  readonly limits?: BodyLimits;
  /** Connecting to one address, headers, and the whole exchange with its redirects and robots.txt. */
  readonly connectTimeoutMs?: number;
  readonly headersTimeoutMs?: number;
  readonly totalTimeoutMs?: number;
  readonly resolve?: ResolveHost;
  readonly now?: () => Date;
}

interface AskedRequest extends Pick<Parameters<typeof send>[2], 'method' | 'headers' | 'body' | 'firstBytes'> {
  /** Asked as anybody could: what the host says to it concerns all requests. With a key it concerns the key. */
  readonly isOpen: boolean;
}

const maxRedirects = 5;
const encodings = 'gzip, br, deflate';
/** Headers of a call that say nothing of who asks. */
const publicHeaders = new Set(['accept', 'accept-language', 'if-modified-since', 'if-none-match']);

/** The only way out. See core/net.ts for the contract. `close` ends idle connections. */
export function createNet(options: NetOptions): NetClient & { close(): Promise<void> } {
  const settings = {
    allowLoopback: false,
    ports: [80, 443] as readonly number[],
    spacingMs: 1_000,
    hosts: { turns: createOwnTurns(), robots: null } as SharedHosts,
    limits: { wireBytes: 5 * 1_048_576, decodedBytes: 10 * 1_048_576 },
    connectTimeoutMs: 5_000,
    headersTimeoutMs: 10_000,
    totalTimeoutMs: 20_000,
    resolve: resolveHost,
    now: () => new Date(),
    ...options,
  };
  const { limits, userAgent } = settings;
  const { turns } = settings.hosts;
  const agent = createGuardedAgent(settings);
  const pacer = createPacer(turns);

  /** One request when the host's turn has come. */
  async function ask(
    target: URL,
    limit: TimeLimit,
    { isOpen, ...request }: AskedRequest,
    turn: { readonly spacingMs: number; readonly signal?: AbortSignal | undefined; readonly started?: () => void },
  ): Promise<Answer> {
    const { host } = target;
    const key = hostKey(target);
    const done = await unlessStopped(host, pacer.turn(key, turn.spacingMs, turn.signal), turn.signal);
    turn.started?.();
    try {
      const answer = await limit(host, (signal) => send(agent, target, { ...request, signal, limits }));
      if (isOpen) await heedPause(key, answer);
      return answer;
    } finally {
      done();
    }
  }

  /** What a host asks of one it asks of all of us. */
  async function heedPause(key: string, { status, headers }: Answer): Promise<void> {
    if (status !== 429 && status !== 503) return;
    const wait = retryAfterMs(headers['retry-after'], settings.now()) ?? 0;
    // Untold, the others will be told by the host itself; without turns nobody asks anyway.
    if (wait > 0) await turns.pause(key, wait).catch(() => {});
  }

  const robots = createRobots({
    userAgent,
    now: settings.now,
    shelf: settings.hosts.robots,
    async fetchRobots(url, started) {
      const limit = createTimeLimit(settings.totalTimeoutMs);
      let address = url;
      for (let hop = 0; hop <= maxRedirects; hop++) {
        const target = checkAddress(address, settings);
        const headers = { 'user-agent': userAgent, 'accept-encoding': encodings };
        const turn = { spacingMs: settings.spacingMs, started };
        const answer = await ask(target, limit, { headers, isOpen: true }, turn);
        const next = redirectTarget(answer, address);
        if (next === null) return answer;
        address = next;
      }
      // RFC 9309 2.3.1.2: after five redirects it may be taken as not there.
      return { status: 404, body: new Uint8Array() };
    },
  });

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
      const { started, rules } = robots(target);
      await unlessStopped(target.host, started, signal);
      const { isAllowed, crawlDelayMs } = await limit(target.host, () => rules);
      if (!isAllowed(target.href)) throw new SourceError('blocked', `robots.txt does not allow ${target.href}`);
      const spacingMs = Math.max(settings.spacingMs, crawlDelayMs);
      const answer = await ask(target, limit, { headers, isOpen: true }, { spacingMs, signal });
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
        isOpen: method === 'GET' && Object.keys(headers).every((name) => publicHeaders.has(name.toLowerCase())),
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
